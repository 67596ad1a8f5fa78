//! What a table promises, seen from outside: frames, widths, notices, memory.

use std::io;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::layout::{Layout, Measure};
use super::{SAMPLE_ROWS, screen, stream};
use crate::render::tests::rendered;
use crate::render::{Format, Numerals, Options, Place, Thousands, sink};
use crate::rows::Value;

fn file() -> Options {
    Options::default()
}

fn terminal(width: u16) -> Options {
    Options {
        terminal_width: Some(width),
        ..file()
    }
}

fn capped(rows: u64) -> Options {
    Options {
        max_rows: Some(rows),
        ..terminal(80)
    }
}

fn table(options: &Options, columns: &[&str], rows: &[&[Value<'_>]]) -> String {
    rendered(Format::Table, options, columns, rows)
}

/// A table of `rows` numbered rows.
fn counted(options: &Options, rows: usize) -> String {
    let values: Vec<[Value<'_>; 1]> = (1..).take(rows).map(|n| [Value::Integer(n)]).collect();
    let values: Vec<&[Value<'_>]> = values.iter().map(<[_; 1]>::as_slice).collect();
    table(options, &["n"], &values)
}

/// The lines of the frame, and those below it.
fn frame(text: &str) -> (Vec<&str>, Vec<&str>) {
    let lines: Vec<&str> = text.lines().collect();
    let notices = lines.iter().position(|line| line.starts_with('('));
    let (frame, notices) = lines.split_at(notices.unwrap());
    (frame.to_vec(), notices.to_vec())
}

#[test]
fn numbers_stand_right_and_null_is_told_from_text() {
    let rows: [&[Value<'_>]; 3] = [
        &[Value::Text("Gəncə"), Value::Integer(1417), Value::Null],
        &[Value::Text("NULL"), Value::Null, Value::Text("a\nb\x1b")],
        &[Value::Text(""), Value::Real(2.5), Value::Integer(1)],
    ];
    assert_eq!(
        table(&file(), &["place", "n", "x"], &rows),
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
            &terminal(40),
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
        table(&file(), &["a", "b"], &[]),
        "+---+---+\n| a | b |\n+---+---+\n+---+---+\n(0 rows)\n"
    );
    assert_eq!(table(&file(), &[], &[]), "(0 rows)\n");
}

#[test]
fn of_too_many_rows_the_first_and_the_last_are_shown() {
    assert_eq!(
        counted(&capped(6), 1_234),
        "\
┌──────┐
│    n │
╞══════╡
│    1 │
│    2 │
│    3 │
│    4 │
│    ⋮ │
│ 1233 │
│ 1234 │
└──────┘
(1,234 rows; the first 4 and the last 2 shown; --format csv shows all)
"
    );
    let shell = Options {
        place: Place::Shell,
        ..capped(2)
    };
    let notice = "(1,234 rows; the first 2 shown; .last shows all)";
    assert_eq!(frame(&counted(&shell, 1_234)).1, [notice]);
}

#[test]
fn a_few_rows_more_than_the_cap_are_all_shown() {
    for cap in [1, 2, 3, 6, 7, 60] {
        let rows = usize::try_from(cap).unwrap() + 1;
        for rows in [rows - 1, rows] {
            let text = counted(&capped(cap), rows);
            assert!(!text.contains('⋮'));
            assert_eq!(frame(&text).0.len(), rows + 4);
        }
        let text = counted(&capped(cap), rows + 1);
        assert_eq!(frame(&text).0.len(), rows + 4);
        assert!(text.contains("⋮ │"));
    }
}

#[test]
fn a_cap_beyond_the_sample_holds_too() {
    let text = counted(&capped(3_000), 5_000);
    let (lines, notices) = frame(&text);
    assert_eq!(lines.len(), 3_001 + 4);
    let notice = "(5,000 rows; the first 2,000 and the last 1,000 shown; --format csv shows all)";
    assert_eq!(notices, [notice]);
    assert!(lines[2_003].contains(" 4001 ") || lines[2_004].contains(" 4001 "));
}

#[test]
fn the_first_rows_are_out_before_the_rest_is_counted() {
    let mut out = Vec::new();
    {
        let mut sink = sink(Format::Table, &capped(3), &mut out);
        sink.begin(&["a".to_owned()]).unwrap();
        for n in 1..=2_001 {
            sink.row(&[Value::Integer(n)]).unwrap();
        }
        // No finish: the query still runs.
        std::mem::forget(sink);
    }
    let text = String::from_utf8(out).unwrap();
    assert!(text.ends_with(" 2 │\n"), "{text}");
}

#[test]
fn the_time_is_told_if_it_was_taken() {
    let started = Instant::now().checked_sub(Duration::from_millis(1_300));
    let options = Options { started, ..file() };
    assert!(counted(&options, 1).ends_with("(1 row, 1.3 s)\n"));
    let options = Options {
        started,
        ..capped(6)
    };
    let notice = "(9 rows, 1.3 s; the first 4 and the last 2 shown; --format csv shows all)";
    assert_eq!(frame(&counted(&options, 9)).1, [notice]);
}

#[test]
fn names_are_bold_and_null_is_dim_where_colour_is_wanted() {
    let rows: [&[Value<'_>]; 2] = [&[Value::Null], &[Value::Text("NULL")]];
    let options = Options {
        colour: true,
        ..terminal(40)
    };
    let text = table(&options, &["a"], &rows);
    assert!(text.contains("│ \x1b[1ma\x1b[0m      │\n"), "{text}");
    assert!(text.contains("│ \x1b[2mNULL\x1b[0m   │\n"), "{text}");
    assert!(text.contains("│ 'NULL' │\n"), "{text}");
    let plain = text
        .replace("\x1b[1m", "")
        .replace("\x1b[2m", "")
        .replace("\x1b[0m", "");
    assert_eq!(plain, table(&terminal(40), &["a"], &rows));
}

#[test]
fn thousands_are_set_apart_on_request() {
    let numerals = Numerals {
        thousands: Thousands::Comma,
        ..Numerals::default()
    };
    let options = Options {
        numerals,
        ..terminal(40)
    };
    let text = table(&options, &["n"], &[&[Value::Integer(1_234_567)]]);
    assert!(text.contains("│ 1,234,567 │"), "{text}");
}

#[test]
fn a_row_is_one_line_where_nothing_limits_it() {
    let long = "söz ".repeat(500);
    let mut rows = vec![[Value::Text("x"), Value::Integer(1)]; 3_000];
    rows[2_500] = [Value::Text(&long), Value::Integer(i64::MIN)];
    let rows: Vec<&[Value<'_>]> = rows.iter().map(<[_; 2]>::as_slice).collect();
    let text = table(&terminal(u16::MAX), &["text", "n"], &rows);
    let (lines, notices) = frame(&text);
    assert_eq!((lines.len(), notices), (3_004, vec!["(3,000 rows)"]));
    assert!(lines[2_503].contains(&long));
}

#[test]
fn a_cut_cell_is_marked_and_announced_on_a_terminal_only() {
    let row: &[Value<'_>] = &[Value::Text("one two three four five"), Value::Text("x")];
    let options = Options {
        max_lines_per_cell: Some(2),
        ..terminal(20)
    };
    let text = table(&options, &["a", "b"], &[row]);
    assert!(text.contains("│ three four…  │"), "{text}");
    let notice = frame(&text).1.join(" ");
    assert!(notice.contains("(1 cell cut after 2 lines, marked …; --format line shows all)"));
    assert!(text.lines().all(|line| line.width() <= 20));
    let limited = Options {
        terminal_width: None,
        ..options
    };
    assert_eq!(
        table(&limited, &["a", "b"], &[row]),
        table(&file(), &["a", "b"], &[row])
    );
}

#[test]
fn columns_without_place_are_announced() {
    let row: &[Value<'_>] = &[Value::Text("a text of many words"); 12];
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let text = table(&terminal(40), &names, &[row]);
    let notice = "(2 of 12 columns fit, hidden: b, c, d, e, f, g, h, i and 2 more; --format line shows them)";
    assert_eq!(frame(&text).1.join(" "), format!("(1 row) {notice}"));
    let shell = Options {
        place: Place::Shell,
        ..terminal(40)
    };
    assert!(table(&shell, &names, &[row]).contains(".last shows"));
}

#[test]
fn a_long_table_keeps_its_frame_when_wider_cells_come_late() {
    let late = "x ".repeat(500);
    let mut rows: Vec<[Value<'_>; 2]> = vec![[Value::Integer(1), Value::Text("ə")]; SAMPLE_ROWS];
    rows.push([Value::Integer(i64::MIN), Value::Text(&late)]);
    rows.push([Value::Text("漢字漢字漢字漢字漢字漢字"), Value::Null]);
    let rows: Vec<&[Value<'_>]> = rows.iter().map(<[_; 2]>::as_slice).collect();
    let narrow = |width| Options {
        terminal_width: Some(width),
        ..capped(9_000)
    };
    for options in [file(), narrow(40), narrow(12)] {
        let text = table(&options, &["number", "text"], &rows);
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
    let mut sink = sink(Format::Table, &file(), &mut out);
    sink.begin(&["a".to_owned(), "b".to_owned()]).unwrap();
    sink.row(&[Value::Text(&lines), Value::Integer(1)]).unwrap();
    sink.finish().unwrap();
}

/// Words in the scripts that break naive tables: Azerbaijani, Cyrillic, combining,
/// wide and joining characters, families of emoji, flags, keycaps, Arabic, Devanagari,
/// Thai, jamo, marks that are shown as escapes, line feeds.
fn words() -> impl Strategy<Value = String> {
    let word = "[a-zəıİşğçöü]{1,12}|[А-яЁё]{1,20}|(e\u{301}){1,9}|[漢字かな한]{1,9}|[🙂❤\u{fe0f}👍🏽#]{1,4}|لا{1,3}|👩\u{200d}👩\u{200d}👧|(🇦🇿){1,5}|[1-9]\u{fe0f}\u{20e3}|نص{1,4}|क्षि{1,4}|ก็่{1,6}|ᄀ[ᅡ-ᅣ]ᆨ|o\u{300}{1,40}|[\t\x1b\u{202e}\u{200d}]|\n| {1,5}|\\PC{1,6}";
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
        seed in prop::collection::vec(prop::collection::vec(value(), 7), 0..9),
        max_rows in prop::option::of(0u64..7),
        max_lines in prop::option::of(0usize..4),
    ) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let rows: Vec<Vec<Value<'_>>> =
            seed.iter().map(|row| row[..names.len()].iter().map(borrowed).collect()).collect();
        let rows: Vec<&[Value<'_>]> = rows.iter().map(Vec::as_slice).collect();
        for width in [None, Some(5), Some(40), Some(80), Some(200)] {
            let options = Options {
                terminal_width: width,
                max_rows,
                max_lines_per_cell: max_lines,
                ..file()
            };
            let text = table(&options, &names, &rows);
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
        colour in any::<bool>(),
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
        let options = Options { terminal_width, max_lines_per_cell, colour, ..file() };
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
