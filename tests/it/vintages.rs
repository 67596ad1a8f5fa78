//! What a figure was believed to be at each publication: the view vintage, and
//! the saved queries as-of, revisions and publications.

use crate::support::Desk;
use std::collections::{BTreeMap, BTreeSet};

/// Imports a text of these figures of calls, published on a day if one is given.
fn publish(desk: &Desk, name: &str, day: Option<&str>, figures: &[(&str, i64)]) {
    let lines = figures.iter().map(|(when, value)| {
        format!("During {when}, {value} calls were received by the Call Center.\n")
    });
    let text = format!("Edition {name}\n{}", lines.collect::<String>());
    let file = format!("{name}.txt");
    desk.write(&file, text);
    let day: Vec<&str> = day.map_or(vec![], |day| vec!["--published", day]);
    desk.run(&[&["import", &file][..], &day].concat())
        .succeeds();
}

fn supersede(desk: &Desk, new: &str, old: &str) {
    let (new, old) = (format!("{new}.txt:1"), format!("{old}.txt:1"));
    desk.run(&["supersede", &new, &old, "--note", "headed Corrected"])
        .succeeds();
}

/// The rows of a saved query on calls, without its header.
fn run(desk: &Desk, query: &str, given: &[&str]) -> Vec<String> {
    let out = desk.run(&[&["run", query], given].concat()).succeeds().out;
    out.lines().skip(1).map(str::to_owned).collect()
}

const STEPS: &str = "SELECT published, printed, value, value_min, value_max, claims,
    previous_value, change, status, undated FROM vintage ORDER BY time_period, published";

#[test]
fn a_figure_is_first_confirmed_disputed_and_revised() {
    let desk = Desk::new();
    publish(&desk, "a", Some("2024-04-05"), &[("March of 2024", 100)]);
    publish(&desk, "b", Some("2024-07-05"), &[("March of 2024", 100)]);
    publish(&desk, "c", Some("2024-12-05"), &[("March of 2024", 120)]);
    let first = "2024-04-05|100|100|100|100|1|||first|0";
    let confirmed = "2024-07-05|100|100|100|100|2|100|0|unchanged|0";
    // A later date settles nothing by itself.
    let disputed = "2024-12-05|120||100|120|3|100|20|disputed|0";
    assert_eq!(desk.rows(STEPS), [first, confirmed, disputed]);
    supersede(&desk, "c", "a");
    supersede(&desk, "c", "b");
    // What was superseded later was believed before.
    let revised = "2024-12-05|120|120|120|120|1|100|20|revised|0";
    assert_eq!(desk.rows(STEPS), [first, confirmed, revised]);
    publish(&desk, "d", Some("2025-01-09"), &[("March of 2024", 90)]);
    let again = "2025-01-09|90||90|120|2|120|-30|disputed|0";
    assert_eq!(desk.rows(STEPS)[3], again);
    publish(&desk, "e", Some("2025-02-09"), &[("March of 2024", 90)]);
    supersede(&desk, "e", "c");
    let settled = "2025-02-09|90|90|90|90|2|||settled|0";
    assert_eq!(desk.rows(STEPS)[4], settled);
    let changed = run(&desk, "revisions", &["indicator=calls"]);
    let changed: Vec<&str> = changed.iter().map(|row| &row[..35]).collect();
    assert_eq!(
        changed,
        [
            "calls,2024-03,2024-12-05,c.txt,100,",
            "calls,2024-03,2025-01-09,d.txt,120,",
            "calls,2024-03,2025-02-09,e.txt,,90,"
        ]
    );
    assert!(run(&desk, "revisions", &["from=2024-04"]).is_empty());
}

#[test]
fn the_series_as_of_a_day_is_what_was_known_by_then() {
    let desk = Desk::new();
    publish(&desk, "a", Some("2024-04-05"), &[("March of 2024", 100)]);
    publish(
        &desk,
        "b",
        Some("2024-05-05"),
        &[("March of 2024", 110), ("April of 2024", 7)],
    );
    supersede(&desk, "b", "a");
    publish(&desk, "c", None, &[("March of 2024", 500)]);
    publish(&desk, "d", None, &[("May of 2024", 9)]);
    let as_of = |day: &str| run(&desk, "as-of", &["indicator=calls", &format!("date={day}")]);
    assert!(as_of("2024-04-04").is_empty());
    let march = "2024-03,2024-03,2024-03,1";
    let old = format!("{march},100,100,100,1,published,2024-04-05,1");
    assert_eq!(as_of("2024-04-05"), [old]);
    assert_eq!(as_of("2024-05-04"), as_of("2024-04-05"));
    let now = [
        format!("{march},110,110,110,1,published,2024-05-05,1"),
        "2024-04,2024-04,2024-04,1,7,7,7,1,published,2024-05-05,0".to_owned(),
    ];
    assert_eq!(as_of("2024-05-05"), now);
    assert_eq!(as_of(""), now);
    assert!(run(&desk, "as-of", &["indicator=decisions"]).is_empty());
    // Documents without a day take no part, and are counted.
    assert_eq!(
        run(&desk, "publications", &[]),
        ["2024-04-05,1,1,1", "2024-05-05,1,2,2", "unknown,2,2,2"]
    );
    desk.run(&["run", "as-of", "date=2024-05"])
        .fails(2, &["date=2024-05: no day", "2024-12-05"]);
    desk.run(&["import", "b.txt", "--published", "none"])
        .succeeds();
    assert_eq!(as_of("2024-05-05").len(), 1);
    desk.run(&["withdraw", "a.txt", "--note", "x"]).succeeds();
    assert!(as_of("").is_empty());
}

#[test]
fn what_replaces_through_an_undated_bulletin_replaces_from_its_own_day() {
    let desk = Desk::new();
    publish(&desk, "a", Some("2024-04-05"), &[("March of 2024", 1)]);
    publish(&desk, "b", None, &[("March of 2024", 2)]);
    publish(&desk, "c", Some("2024-06-05"), &[("March of 2024", 3)]);
    supersede(&desk, "b", "a");
    supersede(&desk, "c", "b");
    assert_eq!(
        desk.rows(STEPS),
        [
            "2024-04-05|1|1|1|1|1|||first|0",
            "2024-06-05|3|3|3|3|1|1|2|revised|0"
        ]
    );
}

const MONTHS: [&str; 2] = ["March of 2024", "April of 2024"];

/// Every step worked out again from the documents one by one.
#[test]
fn random_publications_are_believed_as_a_model_says() {
    let (desk, mut seed) = (Desk::new(), 7_u32);
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) as usize % below
    };
    let mut claims = Vec::new();
    for name in 'a'..='n' {
        let (month, value) = (next(2), [10, 11, 12][next(3)]);
        let day = (next(5) > 0).then(|| format!("2024-0{}-01", 5 + next(4)));
        let name = name.to_string();
        publish(&desk, &name, day.as_deref(), &[(MONTHS[month], value)]);
        claims.push((name, month, value, day));
    }
    let mut newer: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..3 * claims.len() {
        let (new, old) = (at % claims.len(), next(claims.len()));
        let known = newer.get(&old).is_some_and(|them| them.contains(&new));
        if old < new && !known && claims[old].1 == claims[new].1 {
            supersede(&desk, &claims[new].0, &claims[old].0);
            newer.entry(old).or_default().push(new);
        }
    }
    assert!(newer.len() > 4, "{newer:?}");
    let mut expected = Vec::new();
    for month in 0..MONTHS.len() {
        let days: BTreeSet<&String> = claims
            .iter()
            .filter(|claim| claim.1 == month)
            .filter_map(|claim| claim.3.as_ref())
            .collect();
        for day in days {
            let known = |at: usize| claims[at].3.as_ref().is_some_and(|on| on <= day);
            let mut values = Vec::new();
            for at in (0..claims.len()).filter(|at| claims[*at].1 == month && known(*at)) {
                let (mut above, mut replaced) = (vec![at], false);
                while let Some(one) = above.pop() {
                    let them = newer.get(&one).cloned().unwrap_or_default();
                    replaced |= them.iter().any(|at| known(*at));
                    above.extend(them);
                }
                if !replaced {
                    values.push(claims[at].2);
                }
            }
            let ends = (values.iter().min().unwrap(), values.iter().max().unwrap());
            let row = format!("2024-0{}|{day}|{}", 3 + month, values.len());
            expected.push(format!("{row}|{}|{}", ends.0, ends.1));
        }
    }
    let found = desk.rows(
        "SELECT time_period, published, claims, value_min, value_max FROM vintage ORDER BY 1, 2",
    );
    assert_eq!(found, expected);
}
