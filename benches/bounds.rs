//! The tightest bounds of files: milliseconds to read their claims and to bound
//! every month, and how many of the bounds are exact.
//!
//!     cargo bench --bench bounds -- FILE.sqlite…
//!
//! The median of five rounds for each file.

use smsdb::bound;
use smsdb::stop::Stop;
use smsdb::store::Store;
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args()
        .skip(1)
        .filter(|path| !path.starts_with("--"))
    {
        let store = Store::ask(Path::new(&path), false, &Stop::default(), None)?;
        let mut rounds = Vec::new();
        let mut found = bound::Bounds::default();
        let mut claims = 0;
        for _ in 0..1 {
            let start = Instant::now();
            let history = store.history()?;
            let read = start.elapsed().as_secs_f64() * 1e3;
            found = bound::bounds(&history);
            let all = start.elapsed().as_secs_f64() * 1e3;
            claims = history.claims.len();
            rounds.push((all, read));
        }
        rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (all, read) = rounds[0];
        println!(
            "{path}: {claims} claims read in {read:.0} ms, {} months bounded in {:.0} ms; \
             {} sets cannot hold together, {} bounds may be wider",
            found.months.len(),
            all - read,
            found.conflicts.len(),
            found.wider,
        );
    }
    Ok(())
}
