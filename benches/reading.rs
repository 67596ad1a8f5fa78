//! Reading only, text to figures in memory: megabytes a second on one core.
//!
//!     cargo bench --bench reading -- FILE…
//!
//! The median of nine rounds for each file; the lexicon is made once.

use smsdb::bulletin::{Lexicon, Reader, Role, Text};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let lexicon = Lexicon::built_in()?;
    println!("lexicon: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    for path in std::env::args()
        .skip(1)
        .filter(|path| !path.starts_with("--"))
    {
        let text = Text::decode(std::fs::read(&path)?)?;
        let mut figures = 0;
        let mut rounds: Vec<f64> = (0..9)
            .map(|_| {
                let start = Instant::now();
                let numbers = Reader::new(&text, &lexicon).flat_map(|passage| passage.numbers);
                figures = numbers
                    .filter(|number| matches!(number.role, Role::Observation(_)))
                    .count();
                start.elapsed().as_secs_f64()
            })
            .collect();
        rounds.sort_by(f64::total_cmp);
        let megabytes = f64::from(u32::try_from(text.len())?) / 1e6;
        let speed = megabytes / rounds[4];
        println!("{path}: {speed:.0} MB/s, {figures} figures");
    }
    Ok(())
}
