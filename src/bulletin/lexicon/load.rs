//! The lexicon's data, read: CSV rows to wordings, their words to entries of
//! the vocabulary.

use super::{Cache, Lexicon, LexiconError, PARTS_CSV, Taught, VERBATIM_CSV, WORDINGS_CSV};
use crate::bulletin::fold::fold;
use crate::bulletin::indicator::Indicators;
use crate::bulletin::kind::Kind;
use crate::bulletin::scheme::{self, Scheme};
use crate::bulletin::term::{Term, terms};
use crate::bulletin::unit::Unit;
use crate::bulletin::vocabulary::{Role, Vocabulary};
use crate::bulletin::word::Suffix;
use crate::bulletin::wording::{Wording, years};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

impl Lexicon {
    /// The lexicon of this program.
    ///
    /// # Errors
    /// A row that is no wording; a test holds that there is none.
    pub fn built_in() -> Result<Lexicon, LexiconError> {
        let mut lexicon = Lexicon {
            wordings: Vec::new(),
            verbatim: Vec::new(),
            vocabulary: Vocabulary::default(),
            kinds: HashMap::new(),
            firsts: HashMap::new(),
            multipliers: Vec::new(),
            groups: HashMap::new(),
            suffixes: HashMap::new(),
            indicators: Indicators::default(),
            numerals: HashSet::new(),
            known: Cache::default(),
        };
        for (number, (language, csv)) in WORDINGS_CSV.into_iter().enumerate() {
            lexicon.add(language, 1 << number, csv)?;
        }
        lexicon.add_parts(PARTS_CSV)?;
        lexicon.add_verbatim(VERBATIM_CSV)?;
        Ok(lexicon)
    }

    fn add_parts(&mut self, csv: &str) -> Result<(), LexiconError> {
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let mut rows = Vec::new();
        for (index, row) in reader.records().enumerate() {
            rows.push(row.map_err(|error| LexiconError {
                language: "parts",
                row: index + 2,
                what: error.to_string(),
            })?);
        }
        self.indicators
            .relate(rows.iter().map(|row| (&row[0], &row[1])));
        Ok(())
    }

    /// Adds whole wordings, rows as `smsdb teach --export` prints them.
    fn add_verbatim(&mut self, csv: &str) -> Result<(), LexiconError> {
        let mut rows = csv::Reader::from_reader(csv.as_bytes());
        for (index, row) in rows.deserialize().enumerate() {
            let line_no = index + 2;
            let row: Taught = row.map_err(|error| LexiconError {
                language: "verbatim",
                row: line_no,
                what: error.to_string(),
            })?;
            self.enter_verbatim(&row, line_no, false);
        }
        Ok(())
    }

    /// Adds rows of CSV with the columns of `lexicon/en.csv`.
    fn add(&mut self, language: &'static str, bit: u8, csv: &str) -> Result<(), LexiconError> {
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        for (index, record) in reader.records().enumerate() {
            let fault = |what: String| LexiconError {
                language,
                row: index + 2,
                what,
            };
            let record = record.map_err(|error| fault(error.to_string()))?;
            let field = |column: usize| record.get(column).unwrap_or("").trim().to_owned();
            let kind =
                Kind::named(&field(0)).ok_or_else(|| fault(format!("no kind {:?}", &record[0])))?;
            if kind == Kind::Verbatim {
                return Err(fault("whole wordings stand in verbatim.csv".to_owned()));
            }
            let required = self.spelt_out(language, &field(5)).map_err(fault)?;
            let refused = self.spelt_out(language, &field(6)).map_err(fault)?;
            if kind == Kind::Distinct {
                let beginnings = required.split('|').map(|word| word.trim_end_matches('*'));
                beginnings.for_each(|word| self.vocabulary.distinguish(word));
            }
            if kind == Kind::Group {
                self.groups.insert((language, field(1)), required.clone());
            }
            let schemes = field(2);
            let schemes = schemes.split('|').filter(|name| !name.is_empty());
            let schemes = schemes
                .map(|name| Scheme::named(name).ok_or_else(|| fault(format!("no scheme {name:?}"))))
                .collect::<Result<Vec<Scheme>, _>>()?;
            let role = match kind {
                Kind::Filler => Role::Filler,
                kind if kind.is_label() => Role::Label,
                _ => Role::Other,
            };
            let whole = !field(3).is_empty();
            let wording = Wording {
                kind,
                line_no: index + 2,
                language,
                scheme: field(2),
                within: field(3),
                years: field(4),
                value: field(1).parse().unwrap_or(0),
                meaning: field(1),
                terms: field(5),
                unless: field(6),
                schemes,
                range: years(&field(4)).map_err(fault)?,
                units: Unit::of_indicator(&field(1)),
                indicator: self.indicators.named(&field(1)),
                whole: whole.then(|| self.indicators.named(&field(3))),
                clue: scheme::clue(&field(1)),
                require: terms(&required, bit, role, &mut self.vocabulary),
                refuse: terms(&refused, bit, Role::Other, &mut self.vocabulary),
                taught: false,
            };
            if wording.require.is_empty() {
                return Err(fault("no terms".to_owned()));
            }
            let suffix = match kind {
                Kind::OrdinalSuffix => Some(Suffix::Ordinal),
                Kind::Suffix => Some(Suffix::Case),
                _ => None,
            };
            if let Some(suffix) = suffix {
                let words = wording.terms.split('|').map(fold);
                for word in words {
                    // What is an ordinal in one language is one in all.
                    let known = self.suffixes.entry(word).or_insert(suffix);
                    if suffix == Suffix::Ordinal {
                        *known = suffix;
                    }
                }
            }
            if kind == Kind::Multiplier {
                let words = wording.terms.split('|').map(fold).collect();
                self.multipliers.push((words, wording.value));
            }
            let terms = wording.require.iter().chain(&wording.refuse);
            self.numerals
                .extend(terms.flat_map(Term::numerals).map(str::to_owned));
            let firsts = self.firsts.entry((kind, language)).or_default();
            for (entry, alternative) in wording.require[0].firsts() {
                let rows = firsts.entry(entry).or_default();
                rows.push((self.wordings.len(), alternative));
            }
            self.kinds
                .entry((kind, language))
                .or_default()
                .push(self.wordings.len());
            self.wordings.push(wording);
        }
        Ok(())
    }

    /// Terms with the groups that they name written out.
    pub(super) fn spelt_out(&self, language: &'static str, terms: &str) -> Result<String, String> {
        let mut whole = String::with_capacity(terms.len());
        for part in terms.split_inclusive(['|', ';']) {
            let Some(named) = part.trim_start().strip_prefix('@') else {
                whole.push_str(part);
                continue;
            };
            let name = named.trim_end_matches(['|', ';']);
            let group = self.groups.get(&(language, name.trim().to_owned()));
            whole.push_str(group.ok_or_else(|| format!("no group {name:?} above"))?);
            whole.push_str(&named[name.len()..]);
        }
        Ok(whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulletin::{Reader, Role, Text};

    #[test]
    fn what_was_exported_is_taken_in_as_data() {
        let text = "During May of 2024, 70 rings, so to say, came in.\n";
        let text = Text::new(text.to_owned(), String::new()).unwrap();
        let read = |lexicon: &Lexicon| -> Vec<(String, Option<i64>)> {
            let numbers = Reader::new(&text, lexicon).flat_map(|passage| passage.numbers);
            let figures = numbers.filter_map(|number| match number.role {
                Role::Observation(indicator) => Some((indicator.to_owned(), number.value)),
                _ => None,
            });
            figures.collect()
        };
        assert_eq!(read(&Lexicon::built_in().unwrap()), []);
        let mut lexicon = Lexicon::built_in().unwrap();
        let exported = "indicator,wording\ncalls,\"rings, so to say, came in\"\n";
        lexicon.add_verbatim(exported).unwrap();
        assert_eq!(read(&lexicon), [("calls".to_owned(), Some(70))]);
        let fault = lexicon.add_verbatim("indicator\ncalls\n").unwrap_err();
        assert!(fault.to_string().contains("verbatim, row 2"), "{fault}");
    }
}
