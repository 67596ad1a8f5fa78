//! Sums over figures (promise E5): `series` and `claim` hold months beside
//! longer periods that contain them, and a sum may count a month twice. Which
//! selects add up, and the SQL that finds two periods that overlap in one sum.

use super::lexer::Kind;
use super::scope::{Clause, Outline, unquoted};
use std::ops::Range;

/// A sum of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Gives one row if figures of one indicator and of overlapping periods
    /// are added: the indicator and the two periods.
    pub sql: String,
    /// Whether it reads `series` or `claim` itself, not through a select.
    pub direct: bool,
    /// Whether it reads `claim`, where a period may come more than once.
    pub of_claims: bool,
    /// Whether anything but what is shown depends on the period.
    pub heeds_time: bool,
}

/// Rows of one sum that are looked at, so that asking costs no more than the
/// answer did.
const ROWS: u32 = 200_000;
/// Sums of one statement that are looked at.
const SUMS: usize = 8;
const FIGURES: [&str; 3] = ["value", "value_min", "value_max"];
const TIMES: [&str; 5] = [
    "time_period",
    "months",
    "first_month",
    "last_month",
    "month",
];
/// Columns that a name in GROUP BY means before it means an alias.
const COLUMNS: [&str; 4] = ["indicator", "name", "status", "document"];

/// The sums over figures in a statement; empty for the most.
pub fn sums(sql: &str) -> Vec<Sum> {
    let outline = Outline::of(sql);
    let mut found = Vec::new();
    if outline.is(0, "explain") {
        return found;
    }
    for at in 0..outline.tokens.len() {
        let adds = ["sum", "total", "avg"]
            .iter()
            .any(|name| outline.is(at, name));
        if adds && outline.is_name(at) && outline.word(at + 1) == "(" && found.len() < SUMS {
            let sum = Call::at(&outline, at).and_then(|call| call.sum());
            found.extend(sum.filter(|sum| !found.contains(sum)));
        }
    }
    found
}

/// A call of sum, total or avg that is no window function.
struct Call<'o> {
    outline: &'o Outline<'o>,
    select: usize,
    average: bool,
    /// What is added, without DISTINCT.
    argument: Range<usize>,
    /// The condition of FILTER, empty if there is none.
    filter: Range<usize>,
}

impl<'o> Call<'o> {
    fn at(outline: &'o Outline<'o>, at: usize) -> Option<Call<'o>> {
        let select = outline.behind(at + 1).select?;
        let close = closing(outline, at + 1)?;
        let start = at + 2 + usize::from(outline.is(at + 2, "distinct"));
        let mut filter = 0..0;
        let mut next = close + 1;
        if outline.is(next, "filter") && outline.word(next + 1) == "(" {
            let end = closing(outline, next + 1)?;
            filter = next + 3..end;
            next = end + 1;
        }
        let call = Call {
            outline,
            select,
            average: outline.is(at, "avg"),
            argument: start..close,
            filter,
        };
        (!outline.is(next, "over")).then_some(call)
    }

    fn sum(&self) -> Option<Sum> {
        let (name, direct, of_claims) = self.source()?;
        let clauses = [Clause::From, Clause::Where, Clause::Group, Clause::Having];
        let parts = clauses.map(|clause| self.outline.part(self.select, clause));
        let [_, filter, groups, _] = &parts;
        let heeding = [filter, groups, &self.argument, &self.filter];
        let mut heeding = heeding.into_iter().flat_map(Range::clone);
        Some(Sum {
            sql: self.sql(&name, parts.clone()),
            direct,
            of_claims,
            heeds_time: heeding.any(|at| TIMES.iter().any(|time| self.outline.is(at, time))),
        })
    }

    /// The source whose figures are added: what its columns are called by,
    /// whether it is a view of ours, whether that is `claim`.
    fn source(&self) -> Option<(String, bool, bool)> {
        let select = self.outline.selects.get(self.select)?;
        for at in self.argument.clone() {
            let figure = |name: &str| FIGURES.iter().any(|it| name.eq_ignore_ascii_case(it));
            let own = self.outline.behind(at + 1).select == Some(self.select);
            if !own || !self.outline.is_name(at) || !figure(&unquoted(self.outline.word(at))) {
                continue;
            }
            let of = (at >= 2 && self.outline.word(at - 1) == ".")
                .then(|| unquoted(self.outline.word(at - 2)));
            for source in &select.sources {
                let meant = of
                    .as_ref()
                    .is_none_or(|of| source.name().eq_ignore_ascii_case(of));
                let views = self.outline.tables_behind(source, select.span.start);
                let has = |view: &str| views.iter().any(|it| it.eq_ignore_ascii_case(view));
                if meant && (has("series") || has("claim")) {
                    let direct = self.outline.select_of(source, select.span.start).is_none();
                    let name = source.name().replace('"', "\"\"");
                    let name = if name.is_empty() {
                        name
                    } else {
                        format!("\"{name}\".")
                    };
                    return Some((name, direct, has("claim")));
                }
            }
        }
        None
    }

    fn sql(&self, of: &str, parts: [Range<usize>; 4]) -> String {
        let [from, filter, groups, having] = parts.map(|part| self.outline.slice(part));
        let filter = if filter.is_empty() { "1" } else { filter };
        let keys = self.keys();
        let named: Vec<String> = (0..)
            .zip(&keys)
            .map(|(at, key)| format!("({key}) AS smsdb_{at}"))
            .collect();
        let apart: Vec<String> = (0..keys.len())
            .map(|at| format!(", a.smsdb_{at}"))
            .collect();
        // Groups that HAVING leaves out are not shown.
        let (shown, joined) = if having.is_empty() {
            (String::new(), String::new())
        } else {
            let items = self
                .outline
                .slice(self.outline.part(self.select, Clause::Select));
            // GROUP BY 2 counts from the first column.
            let columns = [&[items.to_owned()], &named[..]].concat().join(", ");
            let by = if groups.is_empty() { "" } else { " GROUP BY " };
            let same = (0..keys.len()).map(|at| format!(" AND g.smsdb_{at} IS a.smsdb_{at}"));
            (
                format!(
                    "smsdb_shown AS (SELECT {columns} FROM {from} WHERE {filter}{by}{groups} HAVING {having}), "
                ),
                format!(
                    " INNER JOIN smsdb_shown AS g ON 1{}",
                    same.collect::<Vec<_>>().concat()
                ),
            )
        };
        // Seven digits of the last month go before the period, so that the
        // largest text is the period that ends last.
        format!(
            "WITH RECURSIVE {known}{shown}smsdb_added AS (\
             SELECT {columns} FROM {from} WHERE ({filter}) AND {added} LIMIT {ROWS}), \
             smsdb_before AS (SELECT a.indicator, a.time_period, p.first_no, \
             max((p.first_no + p.months + 999999) || a.time_period) OVER (\
             PARTITION BY a.indicator{apart} ORDER BY p.first_no, p.months \
             ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before \
             FROM smsdb_added AS a INNER JOIN main.period AS p ON p.time_period = a.time_period{joined}) \
             SELECT indicator, substr(before, 8), time_period FROM smsdb_before \
             WHERE CAST(substr(before, 1, 7) AS INTEGER) >= first_no + 1000000 LIMIT 1",
            known = self.known(),
            columns = [
                &[
                    format!("{of}indicator AS indicator"),
                    format!("{of}time_period AS time_period")
                ],
                &named[..],
            ]
            .concat()
            .join(", "),
            added = self.added(),
            apart = apart.concat(),
        )
    }

    /// The condition that a row adds something.
    fn added(&self) -> String {
        let argument = self.outline.slice(self.argument.clone());
        let adds = if self.average { "IS NOT NULL" } else { "<> 0" };
        let filter = self.outline.slice(self.filter.clone());
        let filter = if filter.is_empty() { "1" } else { filter };
        format!("({argument}) {adds} AND ({filter})")
    }

    /// The names of WITH that the select can read, with their selects.
    fn known(&self) -> String {
        let start = self.outline.selects[self.select].span.start;
        let mut known: Vec<&str> = self
            .outline
            .ctes_at(start)
            .filter(|cte| cte.span.end <= start)
            .map(|cte| self.outline.slice(cte.span.clone()))
            .collect();
        known.reverse();
        known.iter().flat_map(|cte| [cte, ", "]).collect()
    }

    /// The expressions of GROUP BY; a number or an alias stands for the
    /// column of the result that it means.
    fn keys(&self) -> Vec<String> {
        let outline = self.outline;
        let depth = outline.selects[self.select].depth;
        let results = outline.items(outline.part(self.select, Clause::Select), depth);
        let groups = outline.items(outline.part(self.select, Clause::Group), depth);
        let meant = |item: Range<usize>| -> Option<Range<usize>> {
            let alone = (item.len() == 1).then_some(item.start)?;
            if outline.kind(alone) == Some(Kind::Number) {
                let place: usize = outline.word(alone).parse().ok()?;
                return Some(without_alias(
                    outline,
                    results.get(place.checked_sub(1)?)?.clone(),
                ));
            }
            let name = unquoted(outline.word(alone));
            let known = TIMES.iter().chain(&FIGURES).chain(&COLUMNS);
            if !outline.is_name(alone) || known.into_iter().any(|it| name.eq_ignore_ascii_case(it))
            {
                return None;
            }
            let alias = |item: &&Range<usize>| {
                item.len() > 1
                    && unquoted(outline.word(item.end - 1)).eq_ignore_ascii_case(&name)
                    && outline.word(item.end - 2) != "."
            };
            Some(without_alias(outline, results.iter().find(alias)?.clone()))
        };
        let keys = groups
            .into_iter()
            .map(|item| meant(item.clone()).unwrap_or(item));
        keys.map(|item| outline.slice(item).to_owned()).collect()
    }
}

/// A column of the result without its name.
fn without_alias(outline: &Outline<'_>, item: Range<usize>) -> Range<usize> {
    let (start, end) = (item.start, item.end);
    if end < start + 2 || !outline.is_name(end - 1) {
        return item;
    }
    match outline.kind(end - 2) {
        Some(Kind::Keyword) if outline.is(end - 2, "as") => start..end - 2,
        Some(Kind::Symbol) if outline.word(end - 2) != ")" => item,
        _ => start..end - 1,
    }
}

/// The bracket that closes the one at a token.
fn closing(outline: &Outline<'_>, open: usize) -> Option<usize> {
    let depth = outline.behind(open + 1).depth;
    (open + 1..outline.tokens.len()).find(|at| outline.behind(at + 1).depth < depth)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(sql: &str) -> Sum {
        let mut found = sums(sql);
        assert_eq!(found.len(), 1, "{sql}");
        found.remove(0)
    }

    #[test]
    fn only_sums_over_figures_are_looked_at() {
        for sql in [
            "select sum(value) from monthly",
            "select max(value) from series",
            "select sum(claims) from series",
            "select sum(value) over () from series",
            "select sum(value) filter (where 1) over (order by 1) from series",
            "select sum from series",
            "explain select sum(value) from series",
            "with series as (select 1 as value) select sum(value) from series",
            "select sum(m.value) from series s, monthly m",
            "select sum((select value from series)) from month",
            "select sum(value from series",
            "",
        ] {
            assert_eq!(sums(sql), [], "{sql}");
        }
    }

    #[test]
    fn the_question_keeps_conditions_and_groups() {
        let sum = one(
            "select substr(month, 1, 4) y, indicator, sum(distinct s.value) filter (where a > 1) \
                       from series as s -- all\n, b where x = 1 or y group by y, 2, lower(z)",
        );
        assert!(sum.direct && !sum.of_claims && !sum.heeds_time);
        for part in [
            "SELECT \"s\".indicator AS indicator, \"s\".time_period AS time_period, \
             (substr(month, 1, 4)) AS smsdb_0, (indicator) AS smsdb_1, (lower(z)) AS smsdb_2 ",
            "FROM series as s -- all\n, b WHERE (x = 1 or y) AND (s.value) <> 0 AND (a > 1) LIMIT",
            "PARTITION BY a.indicator, a.smsdb_0, a.smsdb_1, a.smsdb_2 ORDER BY",
        ] {
            assert!(sum.sql.contains(part), "{part}\n{}", sum.sql);
        }
    }

    #[test]
    fn names_of_with_are_known_to_the_question() {
        let sum = one(
            "with a as (select 1), c (value) as (select value from claim union select 2) select avg(value) from c where months = 1",
        );
        assert!(!sum.direct && sum.of_claims && sum.heeds_time);
        let known = "WITH RECURSIVE a as (select 1), c (value) as (select value from claim union select 2), smsdb_added AS";
        assert!(sum.sql.starts_with(known), "{}", sum.sql);
        assert!(sum.sql.contains("(value) IS NOT NULL"), "{}", sum.sql);
    }

    #[test]
    fn groups_that_are_not_shown_are_left_out() {
        let sum =
            one("select indicator, sum(value) as t from series group by indicator having t > 1");
        let groups = "smsdb_shown AS (SELECT indicator, sum(value) as t, (indicator) AS smsdb_0 \
                      FROM series WHERE 1 GROUP BY indicator HAVING t > 1)";
        assert!(sum.sql.contains(groups), "{}", sum.sql);
    }
}
