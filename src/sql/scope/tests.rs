//! Tests of the outline: sources, columns, clauses; any text has one.

use super::*;
use proptest::prelude::*;

/// Sources and clause at the `|` of a text.
fn at(sql: &str) -> (Vec<String>, Clause) {
    let place = sql.find('|').unwrap();
    let text = sql.replacen('|', "", 1);
    let outline = Outline::of(&text);
    let context = outline.behind(outline.before(place));
    let sources = outline.seen_by(context.select);
    let shown = sources.iter().map(|source| match &source.alias {
        Some(alias) if source.table.is_empty() => format!("() {alias}"),
        Some(alias) => format!("{} {alias}", source.table),
        None => source.table.clone(),
    });
    (shown.collect(), context.clause)
}

#[track_caller]
fn stands(sql: &str, sources: &[&str], clause: Clause) {
    let (found, there) = at(sql);
    assert_eq!(
        (found, there),
        (sources.iter().map(|it| (*it).to_owned()).collect(), clause),
        "{sql}"
    );
}

#[test]
fn sources_have_aliases_and_are_seen_from_every_clause() {
    use Clause::*;
    stands("SELECT | FROM series", &["series"], Select);
    stands(
        "select | from series as s, main.claim c",
        &["series s", "claim c"],
        Select,
    );
    stands(
        "select a from series s left join \"claim\" c on |",
        &["series s", "claim c"],
        On,
    );
    stands(
        "select a from a join b using (x), c where |",
        &["a", "b", "c"],
        Where,
    );
    stands("select a from (a join b) where |", &["a", "b"], Where);
    stands("select 1 from a where x group by |", &["a"], Group);
    stands("select 1 from a having |", &["a"], Having);
    stands("select 1 from a order by |", &["a"], Order);
    stands("select 1 from a limit |", &["a"], Limit);
    stands(
        "select 1 from a where b is not distinct from |",
        &["a"],
        Where,
    );
    stands("select count(*) filter (where |) from a", &["a"], Where);
    stands("select sum(x) over (partition by |) from a", &["a"], Group);
    stands("from a where |", &["a"], Where);
}

#[test]
fn selects_in_brackets_have_their_own_sources() {
    use Clause::*;
    stands("select (select | from b) from a", &["b", "a"], Select);
    stands("select * from (select | from b) x, c", &["b"], Select);
    stands(
        "select | from (select y from b) x, c",
        &["() x", "c"],
        Select,
    );
    stands(
        "select x from a where y in (select | from b",
        &["b", "a"],
        Select,
    );
    stands("select x from a union all select | from b", &["b"], Select);
    stands(
        "with w as (select | from a) select x from w",
        &["a"],
        Select,
    );
    stands(
        "with w as (select y from a) select | from w",
        &["w"],
        Select,
    );
    stands(
        "select x from json_each('[]') as j where |",
        &["json_each j"],
        Where,
    );
}

#[test]
fn columns_of_selects_are_their_names() {
    let columns = |sql: &str| {
        let outline = Outline::of(sql);
        let select = outline.selects.last().unwrap();
        let of_table = |table: &str| vec![format!("{table}_a"), format!("{table}_b")];
        let each = select
            .sources
            .iter()
            .map(|source| outline.columns(source, select.span.start, &of_table));
        each.map(|names| names.join(" "))
            .collect::<Vec<_>>()
            .join(", ")
    };
    assert_eq!(
        columns("with w (p, q) as (select 1, 2) select * from w"),
        "p q"
    );
    assert_eq!(
        columns(
            "with w as (select distinct a, t.b, c + d, count(*) n, 1 as \"x y\", not e from t) select * from w"
        ),
        "a b n x y"
    );
    assert_eq!(
        columns("with w as (select *, u.* from t join u) select * from w, v"),
        "t_a t_b u_a u_b u_a u_b, v_a v_b"
    );
    assert_eq!(
        columns("with recursive w as (select 1 as n union select n + 1 from w) select n from w"),
        "n"
    );
}

proptest! {
    #[test]
    fn any_text_has_an_outline(words in proptest::collection::vec(
        "select|from|with|as|\\(|\\)|,|join|on|where|group|by|order|union|over|filter|distinct|[a-c]|'x'|\\.|\\*|\"|;| ",
        0..40,
    )) {
        let text = words.join(" ");
        let outline = Outline::of(&text);
        for count in 0..=outline.tokens.len() {
            let context = outline.behind(count);
            for source in outline.seen_by(context.select) {
                outline.columns(source, count, &|_| Vec::new());
            }
        }
        for select in 0..outline.selects.len() {
            for clause in [Clause::Select, Clause::From, Clause::Where, Clause::Group, Clause::Having] {
                outline.slice(outline.part(select, clause));
                outline.items(outline.part(select, clause), 0);
            }
        }
    }
}
