//! Why the figures of a bulletin were read as they were: the words by which
//! they were recognised, and what says what they count.

use super::place::Bulletin;
use crate::bulletin::{self, Counted, Kind, Lexicon, Unit, Why};
use crate::error::Error;
use crate::store::{Row, Store};
use std::collections::HashMap;

/// Reasons by line and column.
pub struct Whys(HashMap<(i64, i64), (String, String)>);

impl Whys {
    /// Reads the bulletin's document again, with this program's wordings.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn of(store: &Store, shown: &Bulletin) -> Result<Whys, Error> {
        let mut whys = HashMap::new();
        // A stored text is one that was decoded before.
        let Ok(text) = super::lines::text(store, shown.document_id()) else {
            return Ok(Whys(whys));
        };
        let rows: Vec<&str> = text.lines().collect();
        let built_in = Lexicon::built_in()?;
        let learned = store.learned_lexicon(&built_in)?;
        let lexicon = learned.as_deref().unwrap_or(&built_in);
        let (passages, _) = bulletin::read(&text, &built_in, learned.as_deref());
        let lines = shown.first_line()..=shown.last_line();
        for figure in passages.into_iter().flat_map(|passage| passage.numbers) {
            let place = (figure.line_no as i64, figure.column_no as i64);
            let Some(why) = figure.why.filter(|_| lines.contains(&place.0)) else {
                continue;
            };
            let statement = rows.iter().skip(why.first_line - 1).take(why.lines);
            let statement: Vec<&str> = statement.copied().collect();
            let meaning = lexicon.wordings[why.wording].meaning.clone();
            let words = words(lexicon, why, &statement.join("\n"));
            whys.insert(place, (meaning, words));
        }
        Ok(Whys(whys))
    }

    /// Why the number of a row (line, column, …, reading) was read so; None
    /// where this program would read it otherwise.
    pub fn why(&self, row: &Row) -> Option<String> {
        let place = (row.integer(0)?, row.integer(1)?);
        let (meaning, words) = self.0.get(&place)?;
        let reading = row.text(3);
        let same = reading == meaning
            || reading
                .strip_prefix(meaning.as_str())?
                .starts_with([' ', ',']);
        same.then(|| words.clone())
    }
}

/// by "registration", "place* stay*" (en.csv:9); applications, by its list
fn words(lexicon: &Lexicon, why: Why, statement: &str) -> String {
    let wording = &lexicon.wordings[why.wording];
    let found = lexicon.found(why.wording, statement);
    let found: Vec<String> = found.iter().map(|words| format!("\"{words}\"")).collect();
    let unit = match why.unit {
        Unit::Applications => "applications",
        Unit::Decisions => "decisions",
        Unit::Cases => "cases",
        Unit::Calls => "calls",
        Unit::Persons => "persons",
    };
    let counted = match why.counted {
        Counted::Words => "its words",
        Counted::List => "its section or list",
        Counted::Whole => "what it is a part of",
        Counted::Wording => "its wording",
    };
    let within = match wording.within.as_str() {
        "" => String::new(),
        whole => format!(", within {whole}"),
    };
    let row = match wording.kind {
        _ if wording.taught => "taught".to_owned(),
        Kind::Verbatim => format!("verbatim.csv:{}", wording.line_no),
        _ => format!("{}.csv:{}{within}", wording.language, wording.line_no),
    };
    format!(
        "by {} ({row}); counts {unit}, by {counted}",
        found.join(", ")
    )
}
