//! What golden/checks.md says of the real bulletins, against the views.

use crate::support::Desk;

fn count(desk: &Desk, view: &str) -> Vec<String> {
    desk.rows(&format!(
        "SELECT status, count(*) FROM {view} GROUP BY status ORDER BY status"
    ))
}

#[test]
fn balances_of_the_real_bulletins() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    assert_eq!(count(&desk, "check_balance"), ["ok|36", "unallocated|9"]);
    let rows = desk.rows(
        "SELECT bulletin_id, time_period, indicator, stated, computed, difference
         FROM check_balance WHERE status = 'unallocated' ORDER BY bulletin_id",
    );
    assert_eq!(
        rows,
        [
            "2|2024-11|decisions|1826|1822|4",
            "3|2024-01-01/P9M|decisions|16526|16414|112",
            "4|2024-08|decisions|2660|2643|17",
            "5|2024-07|decisions|2378|2373|5",
            "6|2024-01-01/P6M|decisions|9415|9349|66",
            "8|2024-04|decisions|1598|1588|10",
            "9|2024-02|decisions|1464|1454|10",
            "10|2023|decisions|23089|23009|80",
            "11|2023-08|decisions|1842|1841|1",
        ]
    );
    let total = "SELECT stated, computed, parts FROM total WHERE scheme = 'applications-2025'";
    assert_eq!(desk.cell(total), "38318|38318|9");
    let may = "SELECT stated, computed, status FROM check_balance
               WHERE time_period = '2024-05' AND scheme = 'decisions-2018'";
    assert_eq!(desk.cell(may), "1765|1765|ok");
}

#[test]
fn containment_of_the_real_bulletins() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    assert_eq!(count(&desk, "check_containment"), ["ok|185", "violated|2"]);
    let rows = desk.rows(
        "SELECT indicator, part_period, part_value, whole_period, whole_value, difference
         FROM check_containment WHERE status = 'violated' ORDER BY whole_value",
    );
    assert_eq!(
        rows,
        [
            "decisions.registration_rules|2024-05|18|2024-01-01/P6M|8|-10",
            "decisions.registration_rules|2024-05|18|2024-01-01/P9M|16|-2",
        ]
    );
}

#[test]
fn spans_of_the_real_bulletins() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    assert_eq!(
        count(&desk, "check_span"),
        ["bounds|49", "contradiction|2", "derives|17"]
    );
    let spans = "SELECT DISTINCT time_period, minus_period, first_month, last_month FROM check_span
                 ORDER BY first_month, last_month";
    assert_eq!(
        desk.rows(spans),
        [
            "2023||2023-01|2023-12",
            "2024-01-01/P6M||2024-01|2024-06",
            "2024-01-01/P9M||2024-01|2024-09",
            "2024-01-01/P9M|2024-01-01/P6M|2024-07|2024-09",
        ]
    );
    let rows = desk.rows(
        "SELECT indicator, time_period, missing_months, residual_min, residual_max FROM check_span
         WHERE status = 'contradiction' ORDER BY time_period",
    );
    assert_eq!(
        rows,
        [
            "decisions.registration_rules|2024-01-01/P6M|3|-12|-12",
            "decisions.registration_rules|2024-01-01/P9M|4|-9|-9",
        ]
    );
}

#[test]
fn september_2024_is_derived_for_all_indicators() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let rows = desk.rows(
        "SELECT indicator, value FROM monthly
         WHERE month = '2024-09' AND origin = 'derived' ORDER BY value DESC",
    );
    assert_eq!(
        rows,
        [
            "applications.registration|32735",
            "e_applications|14309",
            "applications.residence_permit|8438",
            "calls|5882",
            "decisions|2073",
            "applications.citizenship_affiliation|1322",
            "decisions.no_expulsion|1006",
            "decisions.entry_ban|947",
            "decisions.migration_code|755",
            "decisions.article_16_1_8|736",
            "decisions.leave|522",
            "decisions.legalisation|484",
            "decisions.expulsion|192",
            "decisions.employment|61",
            "decisions.permit_loss|32",
            "decisions.other_articles|19",
            "decisions.registration_rules|3",
        ]
    );
}

#[test]
fn three_months_together_bound_each_of_them() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let rows = desk.rows(
        "SELECT indicator, month, value_min, value_max, origin FROM monthly
         WHERE indicator IN ('applications.registration', 'applications.residence_permit', 'decisions')
         AND month IN ('2024-01', '2024-03', '2024-06') ORDER BY indicator, month",
    );
    let expected = [
        ("applications.registration", 90317),
        ("applications.residence_permit", 15720),
        ("decisions", 4588),
    ];
    let expected: Vec<String> = expected
        .iter()
        .flat_map(|(code, sum)| {
            ["2024-01", "2024-03", "2024-06"].map(|month| format!("{code}|{month}|0|{sum}|bounded"))
        })
        .collect();
    assert_eq!(rows, expected);
    let contradicted = "SELECT group_concat(month, ' ') FROM (SELECT month FROM monthly
                        WHERE origin = 'contradicted' ORDER BY month)";
    assert_eq!(desk.cell(contradicted), "2024-01 2024-03 2024-06");
}

#[test]
fn two_bulletins_claim_august_2023() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    assert_eq!(count(&desk, "check_conflict"), ["agreed|2", "conflict|15"]);
    let agreed = "SELECT indicator, value_min FROM check_conflict WHERE status = 'agreed' ORDER BY indicator";
    assert_eq!(
        desk.rows(agreed),
        ["decisions.employment|41", "decisions.other_articles|13"]
    );
    let disputed = "SELECT value, value_min, value_max, claims, status FROM series
                    WHERE indicator = 'decisions' AND time_period = '2023-08'";
    assert_eq!(desk.cell(disputed), "|1842|2108|2|disputed");
    let both = "SELECT value, claims FROM series WHERE indicator = 'decisions.employment' AND time_period = '2023-08'";
    assert_eq!(desk.cell(both), "41|2");
    // A disputed base gives no single change.
    let change = "SELECT count(*) FROM year_on_year WHERE indicator = 'applications.registration'";
    assert_eq!(desk.cell(change), "0");
    assert_eq!(desk.cell("SELECT count(*) FROM year_on_year"), "2");
}

#[test]
fn the_order_of_the_real_bulletins() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    assert_eq!(count(&desk, "check_order"), ["ok|10", "tie|1", "undated|1"]);
    let odd =
        "SELECT bulletin_id, status FROM check_order WHERE status <> 'ok' ORDER BY bulletin_id";
    assert_eq!(desk.rows(odd), ["1|undated", "12|tie"]);
}

#[test]
fn the_findings_of_the_real_bulletins() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let counted = "SELECT severity, check_name, count(*) FROM finding GROUP BY 1, 2 ORDER BY 1, 2";
    assert_eq!(
        desk.rows(counted),
        [
            "error|conflict|15",
            "error|containment|2",
            "error|span|2",
            "warning|balance|9",
            "warning|order|1",
            "warning|undated|1",
        ]
    );
    let message = "SELECT message FROM finding WHERE check_name = 'containment' AND computed = 8";
    assert_eq!(
        desk.cell(message),
        "May 2024: 18 breaches of registration rules, more than the 8 of January–June 2024"
    );
    let outcome = desk.run(&["check"]).succeeds();
    for line in [
        "19 errors",
        "11 warnings",
        "balance          36       9              0",
    ] {
        assert!(outcome.out.contains(line), "{}", outcome.out);
    }
    desk.run(&["check", "--deny", "error"])
        .fails(3, &["19 findings"]);
    desk.run(&["check", "--deny", "warning"])
        .fails(3, &["30 findings"]);
}

#[test]
fn coverage_of_the_real_bulletins() {
    let Some(desk) = Desk::with_real() else {
        return;
    };
    let months = "SELECT min(month), max(month), count(*) FROM coverage";
    assert_eq!(desk.cell(months), "2023-01|2024-11|23");
    let one = |month: &str| desk.cell(&format!("SELECT * FROM coverage WHERE month = '{month}'"));
    assert_eq!(one("2023-08"), "2023-08|2|15|0|0|0|3");
    assert_eq!(one("2024-06"), "2024-06|0|0|0|16|1|2");
    assert_eq!(one("2024-09"), "2024-09|0|0|17|0|0|1");
    assert_eq!(one("2024-10"), "2024-10|0|0|0|0|0|0");
}
