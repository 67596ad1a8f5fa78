//! Totals with certain ends: quarters, running years, forced departures,
//! shares, remainders, changes, and the refusals of the saved query sum.

use crate::support::Desk;

/// A desk with a bulletin of calls for each of these periods, as printed.
pub fn calls(figures: &[(&str, i64)]) -> Desk {
    let texts: Vec<(String, String)> = figures
        .iter()
        .enumerate()
        .map(|(at, (when, value))| {
            let line = format!("During {when}, {value} calls were received by the Call Center.\n");
            (format!("{at:03}.txt"), line)
        })
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (&n[..], &t[..])).collect();
    Desk::with(&texts)
}

/// A bulletin of the decisions that a period counts.
fn decisions(when: &str, [total, no_expulsion, leave, expulsion, loss]: [i64; 5]) -> String {
    format!(
        "Illegal migration
Number of decisions on infringement of migration and administrative legislation - {total}
- Decisions on not application of administrative expulsion - {no_expulsion}
Decisions on leaving the country by paying the penalty - {leave}
Decisions on legalization of residence - {}
- Out of {expulsion} - decisions on imposing ban on entry to the country:
Decisions on the administrative fine with administrative expulsion - {expulsion};
Decisions on ban on entry for violating Articles of the Migration Code - 0; including
0 decisions on Article 16.1.8 (a fine not paid) and 0 decisions on other Articles.
- Decisions on loss of permission documents for residence – {loss}
- Decisions related with employment of foreigners - 0
During {when}, 7 calls were received by the Call Center.
",
        no_expulsion - leave
    )
}

fn total(desk: &Desk, indicator: &str, period: &str) -> String {
    desk.cell(&format!(
        "SELECT value_min, value_max, origin FROM period_total
         WHERE indicator = '{indicator}' AND time_period = '{period}'"
    ))
}

/// The rows of the saved query sum, its header left out.
fn sum(desk: &Desk, indicator: &str, periods: &str) -> Vec<String> {
    let (indicator, periods) = (
        format!("indicator={indicator}"),
        format!("periods={periods}"),
    );
    let out = desk.run(&["run", "sum", &indicator, &periods]).succeeds();
    out.out.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn the_third_quarter_of_the_real_bulletins_is_nine_months_minus_six() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let third = |indicator: &str| total(&desk, indicator, "2024-07-01/P3M");
    assert_eq!(third("decisions"), "7111|7111|derived");
    assert_eq!(third("applications.registration"), "131504|131504|derived");
    let exact =
        "SELECT count(*), sum(CASE WHEN origin = 'derived' THEN 1 ELSE 0 END) FROM period_total
                 WHERE time_period = '2024-07-01/P3M'";
    assert_eq!(desk.cell(exact), "17|17");
    // January to March hold together, so that the quarter has no more than
    // one of them could have.
    assert_eq!(
        total(&desk, "decisions", "2024-01-01/P3M"),
        "1464|6052|bounded"
    );
    assert_eq!(total(&desk, "decisions", "2023"), "23089|23089|published");
    // Its months contradict the half-year, which is shown as published.
    let breaches = |period| total(&desk, "decisions.registration_rules", period);
    assert_eq!(breaches("2024-01-01/P6M"), "8|8|published");
    assert_eq!(breaches("2024-04-01/P3M"), "||contradicted");
}

#[test]
fn a_disputed_base_gives_a_range_of_change() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let rows = desk.rows(
        "SELECT value_min, value_max, previous_min, previous_max, previous_origin, change,
             change_min, change_max, round(percent_min, 2), round(percent_max, 2)
         FROM year_on_year_range
         WHERE indicator = 'applications.registration' AND time_period = '2024-08'",
    );
    assert_eq!(
        rows,
        ["40800|40800|23224|27985|disputed||12815|17576|45.79|75.68"]
    );
    // Where neither is disputed both views say the same.
    let apart = "SELECT count(*) FROM year_on_year AS y
                 LEFT JOIN year_on_year_range AS r ON r.indicator = y.indicator
                     AND r.time_period = y.time_period AND r.change = y.change
                     AND r.percent_min = y.change_percent AND r.percent_max = y.change_percent
                 WHERE r.indicator IS NULL";
    assert_eq!(desk.cell(apart), "0");
    assert_eq!(desk.cell("SELECT count(*) FROM year_on_year"), "2");
}

#[test]
fn forced_departures_and_remainders_of_the_real_bulletins() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let forced = |period: &str| {
        desk.cell(&format!(
            "SELECT value_min, value_max, origin FROM forced_departure WHERE time_period = '{period}'"
        ))
    };
    assert_eq!(forced("2024-11"), "652|652|derived");
    assert_eq!(forced("2024-07-01/P3M"), "2437|2437|derived");
    // 465 or 494 told to leave, 207 or 291 expelled.
    assert_eq!(forced("2023-08"), "672|785|bounded");
    let left = |period: &str| {
        desk.cell(&format!(
            "SELECT value_min, value_max, status FROM unlisted
             WHERE scheme = 'decisions-2018' AND time_period = '{period}'"
        ))
    };
    assert_eq!(left("2024-07-01/P3M"), "46|46|derived");
    assert_eq!(left("2024-01"), "||contradicted");
    // Of each period that one bulletin gives, what check_balance finds.
    let apart = "SELECT count(*) FROM check_balance AS c
                 INNER JOIN unlisted AS u ON u.scheme = c.scheme AND u.time_period = c.time_period
                 WHERE c.difference < u.value_min OR c.difference > u.value_max";
    assert_eq!(desk.cell(apart), "0");
    let shares =
        "SELECT count(*), min(percent_min), max(percent_max) FROM share WHERE origin = 'published'";
    let shares = desk.cell(shares);
    assert!(!shares.starts_with("0|"), "{shares}");
}

#[test]
fn quarters_and_halves_come_from_every_source() {
    let desk = calls(&[
        ("January of 2020", 100),
        ("3 months of 2020", 150),
        ("the first half of 2020", 400),
        ("the third quarter of 2020", 90),
        ("October of 2020", 5),
        ("December of 2020", 6),
    ]);
    for (period, expected) in [
        ("2020-01-01/P3M", "150|150|published"),
        ("2020-04-01/P3M", "250|250|derived"),
        ("2020-01-01/P6M", "400|400|published"),
        // A half-year and the quarter that follows it.
        ("2020-01-01/P9M", "490|490|derived"),
        ("2020-02", "0|50|bounded"),
    ] {
        assert_eq!(total(&desk, "calls", period), expected, "{period}");
    }
    // Nothing covers November.
    let last = "SELECT count(*) FROM period_total WHERE last_month = '2020-12' AND months > 1";
    assert_eq!(desk.cell(last), "0");
}

#[test]
fn a_running_year_joins_the_end_of_one_year_to_the_beginning_of_the_next() {
    let desk = calls(&[
        ("2020", 1200),
        ("the first half of 2020", 500),
        ("the first half of 2021", 650),
        ("July of 2021", 10),
        ("July of 2020", 90),
        ("July of 2020", 80),
    ]);
    let running = desk.rows(
        "SELECT month, time_period, value_min, value_max, origin FROM running_year
         WHERE month IN ('2020-12', '2021-06', '2021-07', '2021-08') ORDER BY month",
    );
    assert_eq!(
        running,
        [
            "2020-12|2020|1200|1200|published",
            "2021-06|2020-07-01/P12M|1350|1350|derived",
            // Less 80 or 90 of the July before.
            "2021-07|2020-08-01/P12M|1270|1280|bounded",
        ]
    );
}

#[test]
fn contradicted_months_have_no_total_unless_a_span_gives_the_whole() {
    let desk = calls(&[
        ("January of 2020", 100),
        ("February of 2020", 100),
        ("3 months of 2020", 150),
    ]);
    assert_eq!(total(&desk, "calls", "2020-03"), "||contradicted");
    assert_eq!(total(&desk, "calls", "2020-01-01/P3M"), "150|150|published");
    // A published quarter may be at odds with its months; both are shown.
    assert_eq!(
        sum(&desk, "calls", "2020-01-01/P3M"),
        ["calls,3,150,150,150,published,"]
    );
    let refused = &sum(&desk, "calls", "2020-01,2020-03")[0];
    assert!(
        refused.ends_with("contradicted,the published figures contradict each other on 2020-03"),
        "{refused}"
    );
}

#[test]
fn shares_of_zero_have_no_per_cent_and_of_disputed_wholes_two_ends() {
    let desk = Desk::with(&[
        ("a.txt", &decisions("January of 2020", [10, 6, 4, 3, 0])),
        ("b.txt", &decisions("February of 2020", [0, 0, 0, 0, 0])),
        ("c.txt", &decisions("March of 2020", [20, 6, 4, 3, 0])),
        ("d.txt", &decisions("March of 2020", [40, 6, 5, 3, 0])),
        ("e.txt", &decisions("April of 2020", [5, 6, 4, 3, 0])),
    ]);
    let share = |month: &str, scheme: &str, part: &str| {
        desk.cell(&format!(
            "SELECT percent, percent_min, percent_max, origin FROM share
             WHERE time_period = '{month}' AND scheme = '{scheme}' AND indicator = '{part}'"
        ))
    };
    let whole = |month| share(month, "decisions-2018", "decisions.no_expulsion");
    assert_eq!(whole("2020-01"), "60.0|60.0|60.0|published");
    assert_eq!(whole("2020-02"), "|||published");
    assert_eq!(whole("2020-03"), "|15.0|30.0|bounded");
    // Six of five: no share, and the part that is left is less than nothing.
    assert_eq!(whole("2020-04"), "|||contradicted");
    let left = |month: &str| {
        desk.cell(&format!(
            "SELECT value, value_min, value_max, status FROM unlisted
             WHERE time_period = '{month}' AND scheme = 'decisions-2018'"
        ))
    };
    assert_eq!(left("2020-01"), "1|1|1|derived");
    assert_eq!(left("2020-03"), "|11|31|bounded");
    assert_eq!(left("2020-04"), "-4|-4|-4|overallocated");
    let quarter = "SELECT leave_min, leave_max, expulsion_min, expulsion_max, value, value_min, value_max, origin
                   FROM forced_departure WHERE kind = 'quarter'";
    assert_eq!(desk.cell(quarter), "8|9|6|6||14|15|bounded");
    // A base of zero has a change, and no per cent.
    let desk = calls(&[("May of 2020", 0), ("May of 2021", 9)]);
    let change = "SELECT change, percent_min, percent_max FROM year_on_year_range";
    assert_eq!(desk.cell(change), "9||");
}

#[test]
fn a_total_over_overlapping_periods_is_refused_with_the_reason() {
    let desk = calls(&[
        ("January of 2020", 1),
        ("February of 2020", 2),
        ("the first half of 2020", 40),
        ("August of 2020", 5),
        ("August of 2020", 7),
    ]);
    let refused = |reason: &str| vec![format!("calls,,,,,refused,{reason}")];
    for (periods, rows) in [
        (
            "2020-01-01/P6M,2020-02",
            refused("2020-01-01/P6M and 2020-02 overlap: both hold 2020-02"),
        ),
        ("2020-02,2020-02", refused("2020-02 is given twice")),
        ("2020-02-01/P1M,2020-02", refused("2020-02 is given twice")),
        (
            "2020-01,2020-07",
            refused("no figure of calls covers 2020-07 in 2020-07"),
        ),
        ("2020-01,2031-05", refused("no bulletin covers 2031-05")),
        (
            "May 2020",
            [
                refused("\"May is no time period; write 2024-11, 2023 or 2024-01-01/P9M\""),
                refused("no bulletin covers 2020"),
            ]
            .concat(),
        ),
        (",", refused("no period with figures is given")),
        // No overlap.
        ("2020-01,2020-02", vec!["calls,2,3,3,3,derived,".to_owned()]),
        (
            "2020-02 2020-01-01/P1M;2020-08",
            vec!["calls,3,,8,10,bounded,".to_owned()],
        ),
        // All months of a published half-year are the half-year.
        (
            "2020-01,2020-02,2020-03,2020-04,2020-05,2020-06",
            vec!["calls,6,40,40,40,derived,".to_owned()],
        ),
        (
            "2020-03-01/P4M",
            vec!["calls,4,37,37,37,derived,".to_owned()],
        ),
        ("2020-08", vec!["calls,1,,5,7,disputed,".to_owned()]),
    ] {
        assert_eq!(sum(&desk, "calls", periods), rows, "{periods}");
    }
}
