//! Whether reading takes time in proportion to the text, whatever the text:
//! inputs that could be looked at again and again, at one size and at four
//! times that size. Fails where the larger one takes eight times as long.
//!
//!     cargo bench --bench linear

use smsdb::bulletin::{Lexicon, Reader, Text};
use std::time::Instant;

/// Bytes of the smaller text: of one line, and of many.
const LINE: usize = 25_000;
const LINES: usize = 200_000;
const TIMES: usize = 4;
const WORST: f64 = 8.0;
/// Seconds.
const MEASURED: f64 = 0.02;

/// What is repeated, in one line or line by line.
const PIECES: [(&str, &str); 38] = [
    ("digits", "1234567890"),
    ("short numbers", "12 "),
    ("grouped numbers", "1,234 "),
    ("one number of many groups", "123,"),
    ("blank groups", "123 "),
    ("articles", "16.1.8 "),
    ("thousands", "7 min "),
    ("thousands words", "min min "),
    ("years", "2024 "),
    ("months", "January "),
    ("stretches of months", "January-March 2024 "),
    ("half a period", "in the first "),
    ("days", "5 May 2024 "),
    ("open brackets", "("),
    ("brackets", "(5) "),
    ("brackets of words", "(in person 5 "),
    ("commas", ", "),
    ("figures at commas", "5, "),
    ("semicolons", "5; "),
    ("sentences", "Of them 5. "),
    ("colons", "decisions: 5: "),
    ("dashes", "– 5 "),
    ("strange words", "qwertyuiop "),
    ("words mistyped", "registation "),
    ("one long word", "registration"),
    ("marks", "a\u{301}"),
    (
        "labels",
        "applications for registration upon place of stay ",
    ),
    (
        "labels with figures",
        "5 applications for registration upon place of stay, ",
    ),
    ("parts", "of them 5 electronically and 6 in person, "),
    (
        "decisions",
        "12 decisions on legalization of residence and ",
    ),
    ("comparisons", "5 against 6 in May 2023, "),
    ("references", "Article 5 "),
    ("telephones", "+994 12 562 56 23 "),
    ("agencies", "State Migration Service "),
    ("hyphens", "e-"),
    ("footnotes", "5² "),
    ("Azerbaijani", "olduğu yer üzrə qeydiyyatla bağlı 5-i "),
    ("Russian", "о регистрации по месту пребывания 5 обращений, "),
];
const ENDS: [(&str, &str); 4] = [
    ("in one line", ""),
    ("in lines", "\n"),
    ("in items", "\n- "),
    ("in paragraphs", "\n\n"),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lexicon = Lexicon::built_in()?;
    let mut worst: f64 = 0.0;
    for (name, piece) in PIECES {
        for (how, end) in ENDS {
            let bytes = if end.is_empty() { LINE } else { LINES };
            let line = format!("{piece}{end}");
            let text = |bytes: usize| line.repeat(bytes / line.len());
            let small = seconds(&lexicon, &text(bytes))?;
            let large = seconds(&lexicon, &text(bytes * TIMES))?;
            let ratio = large / small;
            // Less says nothing.
            if large < MEASURED {
                continue;
            }
            worst = worst.max(ratio);
            let note = if ratio > WORST { "  NOT LINEAR" } else { "" };
            println!("{ratio:5.1} x  {:8.1} ms  {name} {how}{note}", large * 1e3);
        }
    }
    println!("worst: {worst:.1} x the time for {TIMES} x the text");
    if worst > WORST {
        return Err("not linear".into());
    }
    Ok(())
}

/// The least time of three.
fn seconds(lexicon: &Lexicon, content: &str) -> Result<f64, Box<dyn std::error::Error>> {
    let mut least = f64::MAX;
    for _ in 0..3 {
        let text = Text::decode(content.as_bytes().to_vec())?;
        let start = Instant::now();
        std::hint::black_box(Reader::new(&text, lexicon).count());
        least = least.min(start.elapsed().as_secs_f64());
    }
    Ok(least)
}
