//! `why`: where one number comes from. Printed figures are shown in their
//! sentence, derived ones as an equation of printed figures; the arithmetic
//! itself is done by the views and the room `bound`.

use super::proof::{Proofs, together};
use super::source::sentence;
use super::{Context, place};
use crate::bulletin::Period;
use crate::cli::{Figure, Why};
use crate::error::Error;
use crate::render::{term_safe, term_safe_lines, wrapped};
use crate::store::{Row, Store, StoreError, ToSqlText};

pub fn run(arguments: &Why, context: &mut Context<'_>) -> Result<(), Error> {
    let store = context.ask(&arguments.ask)?;
    answer(&arguments.figure, &store, context)
}

/// The same on an open file.
pub fn answer(figure: &Figure, store: &Store, context: &mut Context<'_>) -> Result<(), Error> {
    let indicator = place::indicator(store, &figure.indicator)?;
    let period = place::period(&figure.period)?;
    let question = Question {
        store,
        indicator: indicator.text(0),
        noun: indicator.text(2),
        period,
    };
    let answer = question.answer()?;
    let answer = wrapped(&answer, context.terminal_width);
    write!(context.out, "{answer}")?;
    Ok(context.out.flush()?)
}

struct Question<'q> {
    store: &'q Store,
    indicator: &'q str,
    noun: &'q str,
    period: Period,
}

impl Question<'_> {
    fn answer(&self) -> Result<String, Error> {
        let code = self.period.to_string();
        let claims = self
            .store
            .rows(
                include_str!("sql/why_claims.sql"),
                &[&self.indicator, &code.as_str()],
            )?
            .rows;
        let spans = self.spans()?;
        if !claims.is_empty() {
            return Ok(self.published(&claims, &spans)?);
        }
        let month = self
            .store
            .rows(
                include_str!("sql/why_month.sql"),
                &[&self.indicator, &code.as_str()],
            )?
            .rows;
        if month
            .first()
            .is_some_and(|month| month.text(0) == "contradicted")
        {
            return Ok(self.contradicted(&spans)?);
        }
        let proofs = Proofs::of(self.store, self.indicator, self.period)?;
        if let Some(range) = proofs.range() {
            return Ok(self.derived(range, &proofs)?);
        }
        let message = format!(
            "nothing is published of {} for {}",
            self.indicator,
            self.period.label()
        );
        Err(Error::not_found(message).with_help(self.instead()?))
    }

    /// Where to look when nothing is published.
    fn instead(&self) -> Result<String, StoreError> {
        let sql = "SELECT 1 FROM decision_in_force WHERE kind IN ('reading', 'withdrawal') LIMIT 1";
        let taken = self.store.rows(sql, &[])?;
        let series = format!(
            "smsdb run series indicator={} lists what is",
            self.indicator
        );
        Ok(if taken.rows.is_empty() {
            series
        } else {
            format!("{series}; persons withdrew documents or reread numbers: smsdb run decisions")
        })
    }

    fn spans(&self) -> Result<Vec<Row>, StoreError> {
        let first = Period::month_text(self.period.first_month);
        let last = Period::month_text(self.period.last_month());
        let sql = include_str!("sql/why_spans.sql");
        Ok(self
            .store
            .rows(sql, &[&self.indicator, &first.as_str(), &last.as_str()])?
            .rows)
    }

    fn title(&self, value: &str, origin: &str) -> String {
        let (label, indicator, noun) = (self.period.label(), self.indicator, self.noun);
        match value {
            "" => format!("{label}: {noun} ({indicator}, {origin})\n"),
            value => format!("{label}: {value} {noun} ({indicator}, {origin})\n"),
        }
    }

    fn published(&self, claims: &[Row], spans: &[Row]) -> Result<String, StoreError> {
        let mut values: Vec<i64> = claims.iter().filter_map(|row| row.integer(1)).collect();
        values.sort_unstable();
        values.dedup();
        let words: Vec<String> = values.iter().map(i64::to_string).collect();
        let origin = if values.len() > 1 {
            "disputed"
        } else {
            "published"
        };
        let mut answer = self.title(&words.join(" or "), origin);
        for claim in claims {
            answer += &format!("\n{}\n", sentence(claim));
        }
        answer += &self.decided(claims)?;
        answer += &self.contradictions(spans)?;
        answer += &together(self.store, self.indicator, self.period)?;
        for claim in claims {
            answer += &self.sums(claim)?;
        }
        Ok(answer)
    }

    /// What persons decided about the figures, and those they replaced.
    fn decided(&self, claims: &[Row]) -> Result<String, StoreError> {
        let code = self.period.to_string();
        let parameters: [&dyn ToSqlText; 2] = [&self.indicator, &code.as_str()];
        let mut lines = String::new();
        for row in self
            .store
            .rows(include_str!("sql/why_replaced.sql"), &parameters)?
            .rows
        {
            let number = |column| row.integer(column).unwrap_or(0);
            let (place, value) = (row.text(1), number(0));
            lines += &format!(
                "  replaced: {value} of {place}, line {}, column {}\n",
                number(2),
                number(3)
            );
        }
        let places = claims
            .iter()
            .map(|claim| [7, 3, 4].map(|at| claim.integer(at)));
        lines += &self.decided_on(places)?;
        Ok(by_persons(&lines))
    }

    /// The decisions on figures, each named by bulletin, line and column.
    fn decided_on(
        &self,
        places: impl Iterator<Item = [Option<i64>; 3]>,
    ) -> Result<String, StoreError> {
        let mut decided: Vec<String> = Vec::new();
        for place in places {
            let [id, line, column] = place.map(Option::unwrap_or_default);
            let sql = include_str!("sql/why_decisions.sql");
            for row in self.store.rows(sql, &[&id, &line, &column])?.rows {
                let words = format!("  decided: {}\n", row.text(0));
                if !decided.contains(&words) {
                    decided.push(words);
                }
            }
        }
        Ok(decided.concat())
    }

    /// Parts larger than a whole, and sums of months that do not fit.
    fn contradictions(&self, spans: &[Row]) -> Result<String, StoreError> {
        let code = self.period.to_string();
        let mut lines = String::new();
        let sql = include_str!("sql/why_findings.sql");
        for row in self
            .store
            .rows(sql, &[&self.indicator, &code.as_str()])?
            .rows
        {
            let number = |column| row.integer(column).unwrap_or(0);
            let (part, whole) = (number(1), number(3));
            lines += &format!(
                "  {part} in {} is more than the {whole} of {}\n",
                row.text(0),
                row.text(2)
            );
        }
        for span in spans
            .iter()
            .filter(|span| ["contradiction", "mismatch"].contains(&span.text(8)))
        {
            lines += &format!("  {}\n", self.equation(span)?.line);
        }
        if lines.is_empty() {
            Ok(lines)
        } else {
            Ok(format!("\ncontradicted by\n{lines}"))
        }
    }

    /// The sums of the bulletin that the figure takes part in.
    fn sums(&self, claim: &Row) -> Result<String, StoreError> {
        let id = claim.integer(7).unwrap_or(0);
        let mut lines = String::new();
        let sql = include_str!("sql/why_balances.sql");
        for sum in self.store.rows(sql, &[&id, &self.indicator])?.rows {
            let parts = self
                .store
                .rows(include_str!("sql/why_parts.sql"), &[&id, &sum.text(5)])?
                .rows;
            let parts: Vec<String> = parts
                .iter()
                .filter_map(|row| row.integer(0))
                .map(|value| value.to_string())
                .collect();
            let number = |column| sum.integer(column).unwrap_or(0);
            let (stated, computed, difference) = (number(1), number(2), number(3));
            let verdict = match sum.text(4) {
                "ok" => format!("closes: {} is printed as {stated}", sum.text(0)),
                "incomplete" => {
                    format!("{} is printed as {stated}, with parts missing", sum.text(0))
                }
                "unallocated" => {
                    format!("{} is printed as {stated}, {difference} more", sum.text(0))
                }
                _ => format!(
                    "{} is printed as {stated}, {} less",
                    sum.text(0),
                    -difference
                ),
            };
            lines += &format!("  {} = {computed}; {verdict}\n", parts.join(" + "));
        }
        if lines.is_empty() {
            return Ok(lines);
        }
        Ok(format!("\nsums in {}\n{lines}", term_safe(claim.text(0))))
    }

    /// What is not published: how it follows from what is.
    fn derived(&self, range: (i128, i128), proofs: &Proofs<'_>) -> Result<String, StoreError> {
        let mut answer = match range {
            (low, high) if low == high => self.title(&low.to_string(), "derived"),
            (low, high) => self.title(&format!("{low} to {high}"), "bounded"),
        };
        answer += &proofs.text()?;
        let places = proofs.places()?;
        answer += &by_persons(&self.decided_on(places.into_iter())?);
        Ok(answer)
    }

    /// A month of which nothing is certain.
    fn contradicted(&self, spans: &[Row]) -> Result<String, StoreError> {
        let mut answer = self.title("", "contradicted");
        answer += "\nEvery span that covers this month is contradicted:\n";
        for span in spans {
            answer += &self.equation(span)?.text();
        }
        answer += &together(self.store, self.indicator, self.period)?;
        Ok(answer)
    }

    /// The equation of a span: its claim, minus a shorter one, minus the
    /// months published in it.
    fn equation(&self, span: &Row) -> Result<Equation, StoreError> {
        let sql = include_str!("sql/why_series.sql");
        let parameters: [&str; 4] = [self.indicator, span.text(0), span.text(2), span.text(3)];
        let all = self
            .store
            .rows(
                sql,
                &[
                    &parameters[0],
                    &parameters[1],
                    &parameters[2],
                    &parameters[3],
                ],
            )?
            .rows;
        let mut terms = distinct(all);
        if let Some(minus) = span.optional(1) {
            let shorter = self
                .store
                .rows(sql, &[&self.indicator, &minus, &"", &""])?
                .rows;
            let behind = terms.len().min(1);
            terms.splice(behind..behind, distinct(shorter));
        }
        let (low, high) = (span.integer(6).unwrap_or(0), span.integer(7).unwrap_or(0));
        let left: Vec<String> = terms
            .iter()
            .map(|term| range(term.integer(2), term.integer(3)))
            .collect();
        let result = range(Some(low), Some(high));
        let rest = span.integer(5).unwrap_or(0);
        let mut line = format!("{} = {result}", left.join(" − "));
        match (span.text(8), rest) {
            ("contradiction", 1) => line += ", less than nothing for the one missing month",
            ("contradiction", _) => {
                line += &format!(", less than nothing for {rest} missing months");
            }
            ("mismatch", _) => line += ", where nothing should be left",
            (_, 0 | 1) => {}
            _ => line += &format!(", the most that {rest} missing months have together"),
        }
        Ok(Equation { line, terms })
    }
}

/// Decisions under their title, if there are any.
fn by_persons(lines: &str) -> String {
    if lines.is_empty() {
        return String::new();
    }
    format!("\nby decision of persons\n{}", term_safe_lines(lines))
}

/// One row for each period; a disputed one has several places.
fn distinct(mut rows: Vec<Row>) -> Vec<Row> {
    rows.dedup_by(|next, first| next.text(0) == first.text(0));
    rows
}

fn range(low: Option<i64>, high: Option<i64>) -> String {
    let signed = |value: i64| value.to_string().replace('-', "−");
    match (low, high) {
        (Some(low), Some(high)) if low != high => format!("({} to {})", signed(low), signed(high)),
        (low, _) => signed(low.unwrap_or(0)),
    }
}

struct Equation {
    line: String,
    terms: Vec<Row>,
}

impl Equation {
    /// The line, and below it each figure with its period and place.
    fn text(&self) -> String {
        let values: Vec<String> = self
            .terms
            .iter()
            .map(|term| range(term.integer(2), term.integer(3)))
            .collect();
        let width = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
        let value_width = width(&mut values.iter().map(|value| value.chars().count()));
        let label_width = width(&mut self.terms.iter().map(|term| term.text(1).chars().count()));
        let mut text = format!("\n{}\n\n", self.line);
        for (index, (term, value)) in self.terms.iter().zip(&values).enumerate() {
            let sign = if index == 0 { ' ' } else { '−' };
            let number = |column| term.integer(column).unwrap_or(0);
            let (bulletin, line, column) = (term_safe(term.text(4)), number(5), number(6));
            let basis = match term.text(7) {
                "assigned" => ", period assigned",
                _ => "",
            };
            text += &format!(
                "  {sign} {value:>value_width$}  {:<label_width$}  {bulletin}, line {line}, column {column}{basis}\n",
                term.text(1)
            );
        }
        text
    }
}
