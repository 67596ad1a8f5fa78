//! What a table promises, seen from outside: frames, widths, notices, memory.

use std::io;

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::layout::{Layout, Measure};
use super::{SAMPLE_ROWS, screen, stream};
use crate::render::tests::rendered;
use crate::render::{Format, Options, sink};
use crate::rows::Value;

const FILE: Options = Options {
    terminal_width: None,
    max_rows: None,
    max_lines_per_cell: None,
};

fn terminal(width: u16) -> Options {
    Options {
        terminal_width: Some(width),
        ..FILE
    }
}

fn table(options: Options, columns: &[&str], rows: &[&[Value<'_>]]) -> String {
    rendered(Format::Table, options, columns, rows)
}

/// A table of `rows` numbered rows.
fn counted(options: Options, rows: usize) -> String {
    let values: Vec<[Value<'_>; 1]> = (1..).take(rows).map(|n| [Value::Integer(n)]).collect();
    let values: Vec<&[Value<'_>]> = values.iter().map(<[_; 1]>::as_slice).collect();
    table(options, &["n"], &values)
}

/// The lines of the frame, and those below it.
fn frame(text: &str) -> (Vec<&str>, Vec<&str>) {
    text.lines().partition(|line| !line.starts_with('('))
}

#[test]
fn numbers_stand_right_and_null_is_told_from_text() {
    let rows: [&[Value<'_>]; 3] = [
        &[Value::Text("Gəncə"), Value::Integer(1417), Value::Null],
        &[Value::Text("NULL"), Value::Null, Value::Text("a\nb\x1b")],
        &[Value::Text(""), Value::Real(2.5), Value::Integer(1)],
    ];
    assert_eq!(
        table(FILE, &["place", "n", "x"], &rows),
        "\
+--------+------+-------+
| place  |    n | x     |
+--------+------+-------+
| Gəncə  | 1417 | NULL  |
| 'NULL' | NULL | a     |
|        |      | b\\x1b |
|        |  2.5 | 1     |
+--------+------+-------+
(3 rows)
"
    );
}

#[test]
fn a_terminal_gets_a_box() {
    assert_eq!(
        table(
            terminal(40),
            &["a", "b"],
            &[&[Value::Text("x"), Value::Integer(1)]]
        ),
        "\
┌───┬───┐
│ a │ b │
╞═══╪═══╡
│ x │ 1 │
└───┴───┘
(1 row)
"
    );
}

#[test]
fn no_rows_print_the_header_and_their_number() {
    assert_eq!(
        table(FILE, &["a", "b"], &[]),
        "+---+---+\n| a | b |\n+---+---+\n+---+---+\n(0 rows)\n"
    );
    assert_eq!(table(FILE, &[], &[]), "(0 rows)\n");
}

#[test]
fn rows_beyond_the_cap_are_counted_and_announced() {
    let options = Options {
        max_rows: Some(2),
        ..terminal(80)
    };
    let text = counted(options, 1_234);
    let (lines, notices) = frame(&text);
    assert_eq!(lines.len(), 6);
    assert_eq!(notices, ["(2 of 1,234 rows shown; --format csv shows all)"]);
    assert_eq!(frame(&counted(options, 2)).1, ["(2 rows)"]);
}

#[test]
fn a_cap_beyond_the_sample_holds_too() {
    let cap = SAMPLE_ROWS + 10;
    let options = Options {
        max_rows: Some(cap as u64),
        ..terminal(80)
    };
    let text = counted(options, 3_000);
    let (lines, notices) = frame(&text);
    assert_eq!(lines.len(), cap + 4);
    assert_eq!(
        notices,
        ["(2,010 of 3,000 rows shown; --format csv shows all)"]
    );
}

#[test]
fn capped_rows_are_out_before_the_rest_is_counted() {
    let mut out = Vec::new();
    {
        let options = Options {
            max_rows: Some(1),
            ..terminal(80)
        };
        let mut sink = sink(Format::Table, options, &mut out);
        sink.begin(&["a".to_owned()]).unwrap();
        sink.row(&[Value::Integer(1)]).unwrap();
        sink.row(&[Value::Integer(2)]).unwrap();
        // No finish: the query still runs.
        std::mem::forget(sink);
    }
    assert!(String::from_utf8(out).unwrap().ends_with("└───┘\n"));
}

#[test]
fn a_cut_cell_is_marked_and_announced_on_a_terminal_only() {
    let row: &[Value<'_>] = &[Value::Text("one two three four five"), Value::Text("x")];
    let options = Options {
        max_lines_per_cell: Some(2),
        ..terminal(19)
    };
    let text = table(options, &["a", "b"], &[row]);
    assert!(text.contains("│ three four… │"), "{text}");
    assert!(text.ends_with("(1 cell cut after 2 lines, marked …; --format line shows all)\n"));
    let file = Options {
        terminal_width: None,
        ..options
    };
    assert_eq!(
        table(file, &["a", "b"], &[row]),
        table(FILE, &["a", "b"], &[row])
    );
}

#[test]
fn columns_without_place_are_announced() {
    let row: &[Value<'_>] = &[Value::Text("a text of many words"); 12];
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let text = table(terminal(40), &names, &[row]);
    let notice = "(3 of 12 columns fit, hidden: d, e, f, g, h, i, j, k and 1 more; --format line shows them)";
    assert_eq!(frame(&text).1, ["(1 row)", notice]);
}

#[test]
fn a_long_table_keeps_its_frame_when_wider_cells_come_late() {
    let late = "x ".repeat(500);
    let mut rows: Vec<[Value<'_>; 2]> = vec![[Value::Integer(1), Value::Text("ə")]; SAMPLE_ROWS];
    rows.push([Value::Integer(i64::MIN), Value::Text(&late)]);
    rows.push([Value::Text("漢字漢字漢字漢字漢字漢字"), Value::Null]);
    let rows: Vec<&[Value<'_>]> = rows.iter().map(<[_; 2]>::as_slice).collect();
    for options in [FILE, terminal(40), terminal(12)] {
        let text = table(options, &["number", "text"], &rows);
        let (lines, notices) = frame(&text);
        assert!(lines.iter().all(|line| line.width() == lines[0].width()));
        assert_eq!(notices[0], "(2,002 rows)");
        assert!(options.terminal_width == Some(12) || text.contains(" -9223372036854775808 "));
    }
}

#[test]
fn a_cell_of_a_million_lines_is_not_held_painted() {
    let lines = "\n".repeat(1 << 20);
    let mut out = io::sink();
    let mut sink = sink(Format::Table, FILE, &mut out);
    sink.begin(&["a".to_owned(), "b".to_owned()]).unwrap();
    sink.row(&[Value::Text(&lines), Value::Integer(1)]).unwrap();
    sink.finish().unwrap();
}

/// Words in the scripts that break naive tables: Azerbaijani, Cyrillic, combining,
/// wide and joining characters, marks that are shown as escapes, line feeds.
fn words() -> impl Strategy<Value = String> {
    let word = "[a-zəıİşğçöü]{1,12}|[А-яЁё]{1,20}|(e\u{301}){1,9}|[漢字かな한]{1,9}|[🙂❤\u{fe0f}👍🏽#]{1,4}|لا{1,3}|[\t\x1b\u{202e}\u{200d}]|\n| {1,5}|\\PC{1,6}";
    prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "))
}

fn value() -> impl Strategy<Value = Option<Result<i64, String>>> {
    prop::option::of(prop_oneof![
        any::<i64>().prop_map(Ok),
        words().prop_map(Err)
    ])
}

#[allow(clippy::ref_option)]
fn borrowed(value: &Option<Result<i64, String>>) -> Value<'_> {
    match value {
        None => Value::Null,
        Some(Ok(number)) => Value::Integer(*number),
        Some(Err(text)) => Value::Text(text),
    }
}

proptest! {
    #[test]
    fn the_frame_never_breaks_and_fits_the_terminal(
        names in prop::collection::vec(words(), 1..7),
        seed in prop::collection::vec(prop::collection::vec(value(), 7), 0..6),
        max_lines in prop::option::of(0usize..4),
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let rows: Vec<Vec<Value<'_>>> =
            seed.iter().map(|row| row[..names.len()].iter().map(borrowed).collect()).collect();
        let rows: Vec<&[Value<'_>]> = rows.iter().map(Vec::as_slice).collect();
        for width in [None, Some(5), Some(40), Some(80), Some(200)] {
            let options = Options { terminal_width: width, max_rows: None, max_lines_per_cell: max_lines };
            let text = table(options, &names, &rows);
            let lines: Vec<&str> =
                text.lines().take_while(|line| !line.starts_with('(')).collect();
            let frame_width = lines[0].width();
            for line in &lines {
                prop_assert_eq!(line.width(), frame_width, "{}", text);
            }
            prop_assert!(width.is_none_or(|width| frame_width <= usize::from(width.max(8))));
            prop_assert!(width.is_some() || lines[0].is_ascii());
        }
    }

    #[test]
    fn both_painters_draw_the_same(
        names in prop::collection::vec(words(), 1..4),
        rows in prop::collection::vec(prop::collection::vec(words(), 3), 0..5),
        terminal_width in prop::option::of(20u16..120),
        max_lines_per_cell in prop::option::of(1usize..4),
    ) {
        let safe = |text: &String| crate::render::term_safe_lines(text).into_owned();
        let names: Vec<String> = names.iter().map(safe).collect();
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(safe).collect()).collect();
        let mut measures: Vec<Measure> = names.into_iter().map(Measure::new).collect();
        for row in &rows {
            for (measure, cell) in measures.iter_mut().zip(row) {
                let value = if cell.is_empty() { Value::Integer(0) } else { Value::Text(cell) };
                measure.see(&value, cell);
            }
        }
        let options = Options { terminal_width, max_rows: None, max_lines_per_cell };
        let layout = Layout::of_everything(&measures, &options);
        let mut painted = Vec::new();
        let painted_cuts = screen::paint(&mut painted, &layout, &rows).unwrap();
        let mut streamed = Vec::new();
        stream::open(&mut streamed, &layout).unwrap();
        let mut streamed_cuts = 0;
        for row in &rows {
            streamed_cuts += stream::row(&mut streamed, &layout, row).unwrap();
        }
        stream::close(&mut streamed, &layout).unwrap();
        prop_assert_eq!(String::from_utf8(streamed).unwrap(), String::from_utf8(painted).unwrap());
        prop_assert_eq!(streamed_cuts, painted_cuts);
    }
}
