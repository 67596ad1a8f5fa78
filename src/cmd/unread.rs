//! `unread`: the numbers that no rule understood, by the wordings beside them.

use super::about;
use super::documents::own_query;
use super::output::with_sink;
use super::{Context, lines};
use crate::bulletin::{Label, Lexicon, labels};
use crate::cli::Unread;
use crate::error::Error;
use crate::rows::{Sink, Value};
use crate::store::{Row, Store};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

const COLUMNS: [&str; 5] = ["numbers", "wording", "closest", "reason", "example"];

pub fn run(arguments: &Unread, context: &mut Context<'_>) -> Result<(), Error> {
    let store = context.ask(&arguments.ask)?;
    if arguments.each {
        let sql = include_str!("sql/unread.sql");
        return own_query(sql, &store, &arguments.output, context);
    }
    let groups = groups(&store)?;
    let about = || about::of_files(&[("file", &store)]);
    with_sink(&arguments.output, context, about, |sink| {
        print(&groups, sink)
    })
}

/// Numbers with one wording.
struct Group {
    wording: String,
    numbers: i64,
    /// Reasons, with the numbers that stay unread for them.
    reasons: BTreeMap<String, u64>,
    closest: Vec<(String, usize)>,
    /// DOCUMENT:LINE:COLUMN of the first.
    example: String,
}

/// The unread numbers by wording, most frequent first.
fn groups(store: &Store) -> Result<Vec<Group>, Error> {
    let built_in = Lexicon::built_in()?;
    let learned = store.learned_lexicon(&built_in)?;
    let lexicon = learned.as_deref().unwrap_or(&built_in);
    let rows = store.rows(include_str!("sql/unread_places.sql"), &[])?.rows;
    let mut groups: Vec<Group> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for numbers in rows.chunk_by(|one, other| one.integer(0) == other.integer(0)) {
        let place = |row: &Row| {
            let number = |column| row.integer(column).and_then(|n| usize::try_from(n).ok());
            Some((number(2)?, number(3)?))
        };
        let places: BTreeSet<_> = numbers.iter().filter_map(place).collect();
        let text = lines::text(store, numbers[0].integer(0).unwrap_or(0))?;
        let labels: HashMap<_, Label> = labels(&text, lexicon, &places)
            .into_iter()
            .map(|label| ((label.line_no, label.column_no), label))
            .collect();
        for row in numbers {
            let label = place(row).and_then(|place| labels.get(&place));
            let wording = label.map_or("", |label| label.wording.as_str());
            let at = *known.entry(wording.to_lowercase()).or_insert(groups.len());
            if at == groups.len() {
                groups.push(Group {
                    wording: wording.to_owned(),
                    numbers: 0,
                    reasons: BTreeMap::new(),
                    closest: label.map_or_else(Vec::new, |label| label.closest.clone()),
                    example: row.text(5).to_owned(),
                });
            }
            let group = &mut groups[at];
            group.numbers += 1;
            *group.reasons.entry(row.text(4).to_owned()).or_default() += 1;
        }
    }
    groups.sort_by_key(|group| Reverse(group.numbers));
    Ok(groups)
}

fn print(groups: &[Group], sink: &mut dyn Sink) -> Result<(), Error> {
    sink.begin(&COLUMNS.map(str::to_owned))?;
    for group in groups {
        let named = |(indicator, distance): &(String, usize)| format!("{indicator} ({distance})");
        let closest: Vec<String> = group.closest.iter().map(named).collect();
        let closest = closest.join(", ");
        let most = group.reasons.iter().max_by_key(|(_, numbers)| **numbers);
        sink.row(&[
            Value::Integer(group.numbers),
            Value::Text(&group.wording),
            if closest.is_empty() {
                Value::Null
            } else {
                Value::Text(&closest)
            },
            most.map_or(Value::Null, |(reason, _)| Value::Text(reason)),
            Value::Text(&group.example),
        ])?;
    }
    Ok(sink.finish()?)
}
