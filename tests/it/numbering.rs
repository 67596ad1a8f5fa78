//! Ids tell rows apart and nothing else: what the views say is the same
//! whatever numbers a file happens to give its periods.

use crate::deciding::{same, views};
use crate::support::Desk;
use rusqlite::Connection;

/// Numbers the periods of a file backwards.
fn renumber(connection: &Connection) {
    let columns = "SELECT t.name, c.name FROM sqlite_schema AS t
                   INNER JOIN pragma_table_info(t.name) AS c
                   WHERE t.type = 'table' AND c.name IN ('period_id', 'assigned_id')";
    let mut columns = connection.prepare(columns).unwrap();
    let columns = columns.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let columns: Vec<(String, String)> = columns.unwrap().collect::<Result<_, _>>().unwrap();
    assert_eq!(columns.len(), 3, "{columns:?}");
    let most: i64 = connection
        .query_row("SELECT max(period_id) FROM period", [], |row| row.get(0))
        .unwrap();
    connection
        .execute_batch("PRAGMA foreign_keys = OFF; BEGIN")
        .unwrap();
    for (table, column) in columns {
        // By way of negative numbers, since ids are unique.
        let sql = format!(
            "UPDATE {table} SET {column} = -{column};
             UPDATE {table} SET {column} = {most} + 1 + {column}"
        );
        connection.execute_batch(&sql).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
}

#[test]
fn what_the_views_say_does_not_depend_on_the_ids_of_periods() {
    let desk = Desk::new();
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bulletins");
    desk.run(&["import", samples]).succeeds();
    let file = desk.path("sms.sqlite");
    let before = views(&file, false);
    let ids = views(&file, true);
    assert!(before["suspect"].len() > 20);
    let connection = Connection::open(&file).unwrap();
    renumber(&connection);
    drop(connection);
    same(&views(&file, false), &before, "numbered backwards");
    // They are other ids indeed.
    assert_ne!(views(&file, true)["span_value"], ids["span_value"]);
}
