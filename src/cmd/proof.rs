//! A bound in words: the published figures that add up to it, each with its
//! place, and the balances and months that the sum leaves open.

use crate::bound::{End, History, Proof, Rule, Term, prove};
use crate::bulletin::Period;
use crate::render::term_safe;
use crate::store::{Row, Store, StoreError};

/// Why the months of a period have so much together, at least and at most.
pub struct Proofs<'p> {
    store: &'p Store,
    history: History,
    indicator_id: i64,
    indicator: &'p str,
    months: usize,
    low: Option<Proof>,
    high: Option<Proof>,
}

/// A figure that is part of a proof or a contradiction, with its place.
struct Figure {
    sign: char,
    value: String,
    label: String,
    place: String,
    /// Bulletin, line and column, for the decisions on it.
    at: [Option<i64>; 3],
}

impl<'p> Proofs<'p> {
    /// Looks for the shortest proofs of both ends.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn of(
        store: &'p Store,
        indicator: &'p str,
        period: Period,
    ) -> Result<Proofs<'p>, StoreError> {
        let sql = "SELECT indicator_id FROM indicator WHERE indicator = ?1";
        let found = store.rows(sql, &[&indicator])?.rows;
        let indicator_id = found.first().and_then(|row| row.integer(0)).unwrap_or(0);
        let history = store.history()?;
        let months = (period.first_month, period.months);
        let proof = |end| prove(&history, indicator_id, months, end);
        let (low, high) = (proof(End::Low), proof(End::High));
        Ok(Proofs {
            store,
            history,
            indicator_id,
            indicator,
            months: usize::try_from(period.months).unwrap_or_default(),
            low,
            high,
        })
    }

    /// Smallest and largest value; None if nothing bounds it.
    pub fn range(&self) -> Option<(i128, i128)> {
        let high = self.high.as_ref()?.value;
        Some((self.low.as_ref().map_or(0, |proof| proof.value), high))
    }

    /// Both proofs, or one where both say the same.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn text(&self) -> Result<String, StoreError> {
        let mut text = String::new();
        let exact = self.range().is_some_and(|(low, high)| low == high);
        let same = match (&self.low, &self.high) {
            (Some(low), Some(high)) => exact && claims(low) == claims(high) && high.rest.is_empty(),
            _ => false,
        };
        for (proof, end) in [(&self.low, End::Low), (&self.high, End::High)] {
            let Some(proof) = proof else { continue };
            if same && end == End::Low {
                continue;
            }
            text += &self.one(proof, Some(end).filter(|_| !same))?;
        }
        Ok(text)
    }

    /// Bulletin, line and column of every figure used.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn places(&self) -> Result<Vec<[Option<i64>; 3]>, StoreError> {
        let terms = [&self.low, &self.high].into_iter().flatten();
        let terms = terms.flat_map(|proof| &proof.terms);
        terms.map(|term| Ok(self.figure(term, true)?.at)).collect()
    }

    /// One sum, and below it each figure with its period and place.
    fn one(&self, proof: &Proof, end: Option<End>) -> Result<String, StoreError> {
        let mut left = String::new();
        for (index, term) in proof.terms.iter().enumerate() {
            let sign = match (index, term.times < 0) {
                (0, false) => "",
                (0, true) => "−",
                (_, false) => " + ",
                (_, true) => " − ",
            };
            let times = match term.times.abs() {
                1 => String::new(),
                times => format!("{times} × "),
            };
            left += &format!("{sign}{times}{}", term.value);
        }
        if proof.divisor != 1 {
            left = format!("({left}) / {}", proof.divisor);
        }
        let mut text = format!("\n{left} = {}{}\n\n", proof.value, self.open(proof, end));
        let figures = proof
            .terms
            .iter()
            .enumerate()
            .map(|(index, term)| self.figure(term, index == 0));
        text += &list(&figures.collect::<Result<Vec<_>, _>>()?);
        text += &self.balances(proof)?;
        Ok(text)
    }

    /// What of the sum is the month itself.
    fn open(&self, proof: &Proof, end: Option<End>) -> String {
        let Some(end) = end else {
            return String::new();
        };
        let end = match end {
            End::Low => "least",
            End::High => "most",
        };
        let others = proof.rest.len();
        let of_own = |(indicator, _): &(i64, i32)| *indicator == self.indicator_id;
        if others == 0 {
            format!(", the {end}")
        } else if proof.rest.iter().all(of_own) {
            format!(
                ", the {end} that {} months have together",
                others + self.months
            )
        } else if others == 1 {
            format!(", the {end} together with 1 other number")
        } else {
            format!(", the {end} together with {others} other numbers")
        }
    }

    fn figure(&self, term: &Term, first: bool) -> Result<Figure, StoreError> {
        let claim = self.history.claims[term.claim];
        let sql = include_str!("sql/why_figure.sql");
        let parameters = [i64::from(claim.first), i64::from(claim.months)];
        let rows = self
            .store
            .rows(sql, &[&claim.indicator, &parameters[0], &parameters[1]])?
            .rows;
        let sign = match (term.times < 0, first) {
            (true, _) => '−',
            (false, true) => ' ',
            (false, false) => '+',
        };
        Ok(Figure::of(rows.first(), sign, term.value, self.indicator))
    }

    /// The balances that a proof uses, in words.
    fn balances(&self, proof: &Proof) -> Result<String, StoreError> {
        let mut text = String::new();
        for (scheme, month) in &proof.balances {
            let rows = self
                .store
                .rows(include_str!("sql/why_balance.sql"), &[scheme])?
                .rows;
            let rule = self.history.schemes.iter().find(|s| s.scheme == *scheme);
            let sign = match rule.map(|scheme| scheme.rule) {
                Some(Rule::AtLeast) => "is at least",
                _ => "=",
            };
            let whole = rows.first().map_or("", |row| row.text(0));
            let parts: Vec<&str> = rows.iter().map(|row| row.text(1)).collect();
            let month = Period {
                first_month: *month,
                months: 1,
            };
            text += &format!(
                "  {}: {whole} {sign} {}\n",
                month.label(),
                parts.join(" + ")
            );
        }
        match text.as_str() {
            "" => Ok(text),
            _ => Ok(format!("\nwhere\n{text}")),
        }
    }
}

impl Figure {
    fn of(row: Option<&Row>, sign: char, value: i64, indicator: &str) -> Figure {
        let mut figure = Figure {
            sign,
            value: value.to_string(),
            label: String::new(),
            place: String::new(),
            at: [None; 3],
        };
        let Some(row) = row else { return figure };
        let number = |column| row.integer(column).unwrap_or(0);
        figure.label = row.text(2).to_owned();
        if row.text(0) != indicator {
            figure.label += &format!(", {}", row.text(0));
        }
        if number(3) != number(4) {
            figure.label += &format!(", disputed: {} to {}", number(3), number(4));
        }
        let basis = match row.text(8) {
            "assigned" => ", period assigned",
            _ => "",
        };
        let (bulletin, line, column) = (term_safe(row.text(5)), number(6), number(7));
        figure.place = format!("{bulletin}, line {line}, column {column}{basis}");
        figure.at = [9, 6, 7].map(|at| row.integer(at));
        figure
    }
}

/// The claims of a proof.
fn claims(proof: &Proof) -> Vec<usize> {
    let mut claims: Vec<usize> = proof.terms.iter().map(|term| term.claim).collect();
    claims.sort_unstable();
    claims
}

/// Figures below one another, with their periods and places.
fn list(figures: &[Figure]) -> String {
    let width = |text: &dyn Fn(&Figure) -> usize| figures.iter().map(text).max().unwrap_or(0);
    let values = width(&|figure| figure.value.chars().count());
    let labels = width(&|figure| figure.label.chars().count());
    let line = |figure: &Figure| {
        let Figure {
            sign,
            value,
            label,
            place,
            ..
        } = figure;
        format!("  {sign} {value:>values$}  {label:<labels$}  {place}\n")
    };
    figures.iter().map(line).collect()
}

/// The sets of claims that cannot hold together and say something about the
/// months of a period, figure by figure.
///
/// # Errors
/// A file that cannot be read.
pub fn together(store: &Store, indicator: &str, period: Period) -> Result<String, StoreError> {
    let (first, last) = (
        Period::month_text(period.first_month),
        Period::month_text(period.last_month()),
    );
    let sql = include_str!("sql/why_together.sql");
    let rows = store
        .rows(sql, &[&indicator, &first.as_str(), &last.as_str()])?
        .rows;
    let mut text = String::new();
    for set in rows.chunk_by(|a, b| a.integer(0) == b.integer(0)) {
        let mut figures = Vec::new();
        for claim in set {
            let key = [1, 2, 3].map(|at| claim.integer(at).unwrap_or(0));
            let sql = include_str!("sql/why_figure.sql");
            for row in store.rows(sql, &[&key[0], &key[1], &key[2]])?.rows {
                let value = row.integer(3).unwrap_or(0);
                figures.push(Figure::of(Some(&row), ' ', value, indicator));
            }
        }
        text += &format!("\nthese figures cannot hold together\n{}", list(&figures));
    }
    Ok(text)
}
