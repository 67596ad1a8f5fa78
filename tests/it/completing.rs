//! What a real file offers to whoever types SQL.

use crate::support::{Desk, sample};
use smsdb::sql::complete;
use smsdb::stop::Stop;
use smsdb::store::Store;

#[test]
fn a_file_offers_its_views_columns_codes_and_periods() {
    let desk = Desk::with(&[("a.txt", &sample("2023-2025.txt"))]);
    let store = Store::ask(&desk.path("sms.sqlite"), false, &Stop::default(), None).unwrap();
    let catalogue = store.catalogue();
    let offered = |sql: &str| {
        let (_, found) = complete(sql, sql.len(), &catalogue);
        found.into_iter().map(|it| it.shown).collect::<Vec<_>>()
    };
    let views = offered("select * from ");
    assert!(views.contains(&"series".to_owned()) && views.contains(&"finding".to_owned()));
    assert!(
        !views.contains(&"span_value".to_owned()),
        "building blocks are in the way"
    );
    assert_eq!(
        offered("select * from series where time_"),
        ["time_period  of series"]
    );
    assert_eq!(
        offered("select * from series where indicator = 'decisions.lea"),
        ["decisions.leave  Leave the country on paying the fine"]
    );
    assert!(offered("select * from claim where time_period = '")[0].starts_with("202"));
    assert_eq!(
        offered("select * from monthly where origin = 'der"),
        ["derived  follows from other figures"]
    );
    assert_eq!(offered("select group_co"), ["group_concat("]);
    assert_eq!(offered("select load_ext"), [] as [&str; 0]);
}
