//! The wordings of the bulletins, as data: one file for each language in the
//! folder `lexicon`, whose README says how a row is written and read.

use super::kind::Kind;
use super::number::scan;
use super::scheme::Scheme;
use super::shape::Shape;
use super::term::{Term, terms};
use super::unit::Unit;
use super::vocabulary::{Role, Vocabulary};
use super::word::{Suffix, Token, tokens};
use super::wording::{Wording, years};
use super::words::Words;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::sync::{Arc, Mutex};

/// A row of the lexicon that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("lexicon, {language}, row {row}: {what}")]
pub struct LexiconError {
    pub language: &'static str,
    pub row: usize,
    pub what: String,
}

/// All wordings, in the order of the data.
#[derive(Debug)]
pub struct Lexicon {
    pub wordings: Vec<Wording>,
    vocabulary: Vocabulary,
    /// Indices of the wordings of each kind and language.
    kinds: HashMap<(Kind, &'static str), Vec<usize>>,
    /// By the words that they begin with, the rows of each kind and language
    /// and which of their alternatives.
    firsts: HashMap<(Kind, &'static str), Firsts>,
    multipliers: Vec<(Vec<String>, i64)>,
    /// Alternatives that rows share, by language and name.
    groups: HashMap<(&'static str, String), String>,
    /// Endings of numbers, folded.
    suffixes: HashMap<String, Suffix>,
    parts: HashMap<String, Vec<String>>,
    /// As `parts`, at any depth.
    above: HashMap<String, Vec<String>>,
    /// Numbers that terms name.
    numerals: HashSet<String>,
    /// What readers that are done found out about statements.
    known: Mutex<Known>,
}

/// Rows and their alternatives, by the word that these begin with.
type Firsts = HashMap<u32, Vec<(usize, usize)>>;

/// Shapes of statements, by their skeletons.
pub type Known = HashMap<String, Arc<Shape>>;

/// The lexicon's data as compiled in, by language.
pub const WORDINGS_CSV: [(&str, &str); 3] = [
    ("en", include_str!("lexicon/en.csv")),
    ("az", include_str!("lexicon/az.csv")),
    ("ru", include_str!("lexicon/ru.csv")),
];

/// Which indicator is a part of which, whatever the language.
pub const PARTS_CSV: &str = include_str!("lexicon/parts.csv");

impl Lexicon {
    /// The lexicon of this program.
    ///
    /// # Errors
    /// A row that is no wording; a test holds that there is none.
    pub fn built_in() -> Result<Lexicon, LexiconError> {
        let mut lexicon = Lexicon {
            wordings: Vec::new(),
            vocabulary: Vocabulary::default(),
            kinds: HashMap::new(),
            firsts: HashMap::new(),
            multipliers: Vec::new(),
            groups: HashMap::new(),
            suffixes: HashMap::new(),
            parts: HashMap::new(),
            above: HashMap::new(),
            numerals: HashSet::new(),
            known: Mutex::default(),
        };
        for (number, (language, csv)) in WORDINGS_CSV.into_iter().enumerate() {
            lexicon.add(language, 1 << number, csv)?;
        }
        let mut parts = csv::Reader::from_reader(PARTS_CSV.as_bytes());
        for (index, record) in parts.records().enumerate() {
            let fault = |what: String| LexiconError {
                language: "parts",
                row: index + 2,
                what,
            };
            let record = record.map_err(|error| fault(error.to_string()))?;
            let (part, whole) = (&record[0], &record[1]);
            lexicon
                .parts
                .entry(part.to_owned())
                .or_default()
                .push(whole.to_owned());
        }
        for part in lexicon.parts.keys() {
            let mut above = lexicon.wholes(part).to_vec();
            let mut at = 0;
            while at < above.len() {
                above.extend_from_slice(lexicon.wholes(&above[at]));
                at += 1;
            }
            lexicon.above.insert(part.clone(), above);
        }
        Ok(lexicon)
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
                require: terms(&required, bit, role, &mut self.vocabulary),
                refuse: terms(&refused, bit, Role::Other, &mut self.vocabulary),
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
                let words = wording.terms.split('|').map(super::fold::fold);
                for word in words {
                    // What is an ordinal in one language is one in all.
                    let known = self.suffixes.entry(word).or_insert(suffix);
                    if suffix == Suffix::Ordinal {
                        *known = suffix;
                    }
                }
            }
            if kind == Kind::Multiplier {
                let words = wording.terms.split('|').map(super::fold::fold).collect();
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
    fn spelt_out(&self, language: &'static str, terms: &str) -> Result<String, String> {
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

    /// The wordings of one kind in one language.
    pub fn of(&self, kind: Kind, language: &'static str) -> impl Iterator<Item = &Wording> {
        let indices = self
            .kinds
            .get(&(kind, language))
            .map_or(&[][..], Vec::as_slice);
        indices.iter().map(|index| &self.wordings[*index])
    }

    /// The wording of a kind that tokens begin with, the longest of several,
    /// and how many of them it takes. A number begins none.
    pub fn row(
        &self,
        kind: Kind,
        language: &'static str,
        tokens: &[Token],
    ) -> Option<(&Wording, usize)> {
        let first = &tokens.first()?.meanings;
        let firsts = self.firsts.get(&(kind, language))?;
        let rows = first.iter().filter_map(|entry| firsts.get(entry)).flatten();
        let found = rows.filter_map(|(row, alternative)| {
            let length = self.wordings[*row].leads(*alternative, tokens)?;
            Some((length, *row))
        });
        found
            .max()
            .map(|(length, row)| (&self.wordings[row], length))
    }

    /// Whether tokens begin with a wording of a kind.
    pub fn begins(&self, kind: Kind, language: &'static str, tokens: &[Token]) -> bool {
        self.row(kind, language, tokens).is_some()
    }

    /// Whether a word in any language is what a figure counts.
    pub fn is_unit(&self, tokens: &[Token]) -> bool {
        let mut languages = WORDINGS_CSV.into_iter();
        languages.any(|(language, _)| self.begins(Kind::Unit, language, tokens))
    }

    /// Whether words beside a number say in any language that it is no figure.
    pub fn is_reference(&self, tokens: &[Token], at: usize) -> bool {
        let mut languages = WORDINGS_CSV.into_iter();
        let words = Words::of(tokens);
        languages.any(|(language, _)| {
            self.of(Kind::Reference, language)
                .any(|rule| rule.stands_beside(&words, at))
        })
    }

    /// Indices of the wordings of one language that give a figure its
    /// indicator.
    pub fn labels(&self, language: &'static str) -> impl Iterator<Item = usize> {
        Kind::LABELS.into_iter().flat_map(move |kind| {
            self.kinds
                .get(&(kind, language))
                .map_or(&[][..], Vec::as_slice)
                .iter()
                .copied()
        })
    }

    /// Whether a word is surely one of a language.
    pub fn knows(&self, token: &Token, language: &'static str) -> bool {
        let place = WORDINGS_CSV.iter().position(|(name, _)| *name == language);
        place.is_some_and(|place| self.vocabulary.knows(token, 1 << place))
    }

    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// What words like thousand multiply by; the words are folded.
    pub fn multiplier(&self, word: &str) -> Option<i64> {
        let mut known = self.multipliers.iter();
        known
            .find(|(words, _)| words.iter().any(|known| known == word))
            .map(|(_, value)| *value)
    }

    /// What a folded word right behind a number is, if it is its ending.
    pub fn suffix(&self, word: &str) -> Option<Suffix> {
        self.suffixes.get(word).copied()
    }

    /// Whether a number is named in a term.
    pub fn is_numeral(&self, raw: &str) -> bool {
        self.numerals.contains(raw)
    }

    /// Whether an indicator is a part of another, at any depth.
    pub fn is_part(&self, part: &str, whole: &str) -> bool {
        let above = self.above.get(part);
        above.is_some_and(|above| above.iter().any(|above| above == whole))
    }

    /// The indicators that an indicator is directly a part of.
    pub fn wholes(&self, part: &str) -> &[String] {
        self.parts.get(part).map_or(&[], Vec::as_slice)
    }

    /// The different meanings of wordings, for a message.
    pub fn names(&self, wordings: &[usize]) -> String {
        let meaning = |index: &usize| self.wordings[*index].meaning.as_str();
        let mut names: Vec<&str> = wordings.iter().map(meaning).collect();
        names.sort_unstable();
        names.dedup();
        names.join(" and ")
    }

    /// The words of a text by which a wording is found in it: of every term
    /// the first alternative that stands there.
    pub fn found(&self, wording: usize, text: &str) -> Vec<String> {
        let tokens = tokens(text, &scan(text, |word| self.multiplier(word)), self);
        let wording = &self.wordings[wording];
        let spelt = self.spelt_out(wording.language, &wording.terms);
        let spelt = spelt.unwrap_or_default();
        let terms = wording.require.iter().zip(spelt.split(';'));
        let first = |(term, printed): (&Term, &str)| {
            let alternatives = printed.split('|').filter(|words| !words.trim().is_empty());
            let at = term.alternative(&tokens)?;
            alternatives
                .into_iter()
                .nth(at)
                .map(|words| words.trim().to_owned())
        };
        terms.filter_map(first).collect()
    }

    /// Hands the known shapes to a reader, which gives them back. A second
    /// reader at the same time begins with none.
    pub(super) fn take_known(&self) -> Known {
        self.known
            .lock()
            .map_or_else(|_| Known::new(), |mut known| std::mem::take(&mut *known))
    }

    pub(super) fn keep_known(&self, known: Known) {
        if let Ok(mut kept) = self.known.lock() {
            *kept = known;
        }
    }
}
