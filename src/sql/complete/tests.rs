//! Tests of completion, a rule each; `|` is the cursor.

use super::*;
use proptest::prelude::*;

struct Sample;

impl Catalog for Sample {
    fn tables(&self) -> Vec<String> {
        ["series", "claim", "check span", "month"]
            .map(str::to_owned)
            .to_vec()
    }

    fn columns(&self, table: &str) -> Vec<String> {
        let columns: &[&str] = match table.to_lowercase().as_str() {
            "series" => &["indicator", "time_period", "value", "status"],
            "claim" => &["indicator", "raw", "group"],
            "month" => &["month"],
            _ => &[],
        };
        columns.iter().map(|it| (*it).to_owned()).collect()
    }

    fn functions(&self) -> Vec<String> {
        ["sum", "substr", "count"].map(str::to_owned).to_vec()
    }

    fn values(&self, column: &str) -> Vec<(String, String)> {
        let values: &[(&str, &str)] = match column {
            "indicator" => &[
                ("decisions", "decisions on violations"),
                ("decisions.leave", "decisions to leave the country"),
                ("calls", "calls received"),
            ],
            "time_period" => &[("2024-11", ""), ("2024-01-01/P9M", "")],
            _ => &[],
        };
        values
            .iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect()
    }
}

fn at(sql: &str) -> (String, Vec<Candidate>) {
    let cursor = sql.find('|').unwrap();
    let text = sql.replacen('|', "", 1);
    let (start, candidates) = complete(&text, cursor, &Sample);
    (text[start..cursor].to_owned(), candidates)
}

#[track_caller]
fn offers(sql: &str, expected: &[&str]) {
    let texts: Vec<String> = at(sql)
        .1
        .into_iter()
        .map(|candidate| candidate.text)
        .collect();
    assert_eq!(texts, expected, "{sql}");
}

#[test]
fn tables_follow_from_join_and_a_comma_there() {
    let all = ["\"check span\"", "claim", "month", "series"];
    offers("SELECT * FROM |", &all);
    offers("select * from series s, |", &all);
    offers("select * from series join cl|", &["claim"]);
    offers("select * from main.cl|", &["claim"]);
    offers("select * from \"ch|", &["\"check span\""]);
    offers(
        "with mine as (select 1) select * from m|",
        &["mine", "month"],
    );
    offers("select * from (|", &[&all[..], &["select"]].concat());
    assert_eq!(at("select * from SER|").0, "SER");
}

#[test]
fn columns_of_the_tables_in_scope_come_first() {
    offers(
        "select | from series",
        &["indicator", "status", "time_period", "value"],
    );
    offers("select s| from series", &["status", "substr(", "sum("]);
    offers(
        "select 1 from claim where |",
        &["\"group\"", "indicator", "raw"],
    );
    offers(
        "select 1 from claim, month order by |",
        &["\"group\"", "indicator", "month", "raw"],
    );
    offers("select r|", &["raw"]);
    offers("select |", &[]);
    offers(
        "select v| from (select value as v1, 2 as v2 from series)",
        &["v1", "v2"],
    );
    offers(
        "with w (a, b) as (select 1, 2) select | from w",
        &["a", "b"],
    );
    assert_eq!(at("select | from month m").1[0].shown, "month  of m");
}

#[test]
fn behind_a_dot_are_exactly_the_columns_of_that_table() {
    offers(
        "select c.| from series s join claim c on 1",
        &["\"group\"", "indicator", "raw"],
    );
    offers("select s.v| from series s", &["value"]);
    offers("select \"s\".v| from series \"s\"", &["value"]);
    offers("select claim.r|", &["raw"]);
    offers("select x.| from series", &[]);
}

#[test]
fn values_stand_inside_quotes_and_are_closed() {
    let all = ["decisions'", "decisions.leave'", "calls'"];
    for place in ["=", "!=", "<>", "is", "in ('x', ", "IN (", "not in ("] {
        offers(
            &format!("select 1 from series s where s.indicator {place} '|"),
            &all,
        );
    }
    offers(
        "select 1 from series where indicator = 'LEAVE|",
        &["decisions.leave'"],
    );
    offers(
        "select 1 from series where indicator = 'receiv|",
        &["calls'"],
    );
    offers("select 1 from series where indicator = 'ca|'", &["calls"]);
    offers(
        "select 1 from series where indicator = 'ca| and status = 'x'",
        &["calls'"],
    );
    offers(
        "select 1 from series where time_period = '|",
        &["2024-11'", "2024-01-01/P9M'"],
    );
    offers(
        "select 1 from series where time_period between '2024-1|",
        &["2024-11'"],
    );
    offers("select 1 from series where status = '|", &[]);
    offers("select 'de|", &[]);
    let (typed, found) = at("select 1 from series where indicator = 'decisions.|");
    assert_eq!(typed, "decisions.");
    assert_eq!(
        found[0].shown,
        "decisions.leave  decisions to leave the country"
    );
}

#[test]
fn keywords_have_the_case_of_what_is_typed_or_stands_there() {
    offers("sel|", &["select"]);
    offers("SEL|", &["SELECT"]);
    offers("|", &["SELECT", "WITH"]);
    offers("select 1 from series order |", &["by"]);
    offers("select 1; SELECT 1 FROM series ORDER |", &["BY"]);
    offers("SELECT SUM| FROM series", &["SUM("]);
}

#[test]
fn only_what_can_follow_is_offered() {
    offers("select value |", &["as", "from"]);
    offers("select value fr|", &["from"]);
    offers("select value from series wh|", &["where"]);
    offers(
        "select value from series where status |",
        &["and", "group by", "limit", "or", "order by"],
    );
    offers(
        "select value from series where status is |",
        &[
            "indicator",
            "status",
            "time_period",
            "value",
            "not null",
            "null",
        ],
    );
    offers("select value from series gr|", &["group by"]);
    offers("select value from series group by value ha|", &["having"]);
    offers("select value from series limit |", &[]);
    offers("select value from series limit 5 |", &["offset"]);
    offers("select * |", &["as", "from"]);
    offers("select dis|", &["distinct"]);
    for quiet in [
        "select -- se|",
        "select /* se| */",
        "select 12|",
        "select :a|",
        "pragma |",
        "select 1 /* x|",
    ] {
        offers(quiet, &[]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn any_text_and_any_place_is_answered(
        text in "(select |from |where |indicator|series|with |as |'|\"|\\(|\\)|,|\\.|=|in |;|--|/\\*|\n|ə|\u{301}| ){0,25}",
        cursor in 0..120_usize,
    ) {
        let (start, found) = complete(&text, cursor, &Sample);
        prop_assert!(start <= cursor.min(text.len()) && text.is_char_boundary(start));
        prop_assert!(found.iter().all(|candidate| !candidate.text.is_empty()));
    }
}
