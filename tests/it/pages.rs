//! Web pages: what their reader sees, however they were built, and nothing
//! else. A wrong figure is worse than one that is not read.

use crate::families::{examples, read};
use crate::support::Desk;
use proptest::prelude::*;
use smsdb::intake;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// The text of a page.
fn seen(page: &str) -> String {
    match intake::read("page.html", page.as_bytes().to_vec(), None) {
        Ok(text) => text.content().to_owned(),
        Err(error) => format!("({error})"),
    }
}

/// Period, indicator and value of all figures, in order.
fn claims(text: &str) -> Vec<(String, String, i64)> {
    let found = read(text).into_iter();
    let mut claims: Vec<_> = found
        .map(|found| (found.period, found.indicator, found.value))
        .collect();
    claims.sort();
    claims
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// What stands around a text on a page, none of it a figure.
fn framed(body: &str, head: &str) -> String {
    format!(
        "<!doctype html><html><head>{head}<title>Statistics</title>\
         <style>.a {{ width: 1200px }} p::before {{ content: '77' }}</style>\
         <script>var n = 4711; document.write('<p>Calls - 99</p>');</script></head><body class=x>\
         <!-- Applications on registration upon place of stay - 1 -->\
         <nav><ul><li><a href=/>Home</a><li><a href=/2019>2019</a><li>Call Center 919</ul></nav>\
         <div hidden>Applications on registration upon place of stay - 31337</div>\
         <p style='display: none'>Number of decisions - 31338\
         <div class=content>{body}</div>\
         <noscript>Switch scripts on: 55</noscript><select><option>2011<option>2012</select>\
         <div class=pager><a>1</a> <b>2</b> <a>3</a> <a>&raquo;</a></div>\
         <svg><title>12</title><text>13</text></svg>\
         <footer>&copy; 2026 State Migration Service. Tel.: (+994 12) 555-01-23</footer></body></html>"
    )
}

/// Paragraphs of a text: lines that stand together.
fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let text = text.trim_start_matches('\u{feff}');
    let lines: Vec<&str> = text.lines().collect();
    let parts = lines.split(|line| line.trim().is_empty());
    parts
        .filter(|part| !part.is_empty())
        .map(<[&str]>::to_vec)
        .collect()
}

/// As editors build it: paragraphs, lists, spans, named characters.
fn as_lists(text: &str) -> String {
    let mut body = String::new();
    for lines in paragraphs(text) {
        let item = |line: &str| {
            line.trim_start()
                .strip_prefix(['-', '•', '–'])
                .map(str::to_owned)
        };
        for run in lines.chunk_by(|one, other| item(one).is_some() == item(other).is_some()) {
            if item(run[0]).is_some() {
                body.push_str("<ul>");
                for line in run {
                    let line = item(line).unwrap();
                    write!(
                        body,
                        "\n <li>\n  <span lang=x>{}</span>\n",
                        escaped(line.trim())
                    )
                    .unwrap();
                }
                body.push_str("</ul>");
            } else {
                write!(
                    body,
                    "<p><span>{}</span></p>",
                    escaped(&run.join("<br/>")).replace("&lt;br/>", "<br/>")
                )
                .unwrap();
            }
        }
    }
    let body = body
        .replace('–', "&ndash;")
        .replace('\u{a0}', "&nbsp;")
        .replace('ə', "&#601;");
    framed(&body, "<meta charset=utf-8>")
}

/// As a table of one column, or of two where a label and a figure part.
fn as_table(text: &str) -> String {
    let mut body = "<table border=1><tbody>".to_owned();
    for lines in paragraphs(text) {
        let alone = lines.len() > 1
            && lines
                .iter()
                .all(|line| !line.contains(" - ") && !line.contains(" – "));
        if alone {
            write!(
                body,
                "<tr><td colspan=2>{}</td></tr>",
                escaped(&lines.join("\u{1}")).replace('\u{1}', "<br>")
            )
            .unwrap();
            continue;
        }
        for line in lines {
            let broken = body.ends_with("</td></tr>");
            let cut = line.trim_end_matches([';', '.']).rsplit_once(" - ");
            let cut = cut.or_else(|| line.trim_end_matches([';', '.']).rsplit_once(" – "));
            match cut.filter(|(_, value)| {
                value
                    .chars()
                    .all(|char| char.is_ascii_digit() || " ,.\u{a0}".contains(char))
            }) {
                Some((label, value)) => {
                    let label = label.trim_start_matches(['-', '•', '–', ' ']);
                    write!(
                        body,
                        "<tr>\n<td>{}</td>\n<td align=right>{value}</td>\n</tr>",
                        escaped(label)
                    )
                    .unwrap();
                }
                // A statement that is broken over lines stands in one cell.
                None if broken && !line.starts_with(['-', '•', '–', ' ']) => {
                    body.truncate(body.len() - "</td></tr>".len());
                    write!(body, "<br>{}</td></tr>", escaped(line)).unwrap();
                }
                None => write!(body, "<tr><td colspan=2>{}</td></tr>", escaped(line)).unwrap(),
            }
        }
    }
    body.push_str("</tbody></table>");
    framed(&body, "")
}

/// Flat, with lines that end in `br`, unclosed paragraphs, old tags.
fn as_flat(text: &str) -> String {
    let mut body = String::new();
    for lines in paragraphs(text) {
        let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
        writeln!(body, "<p><font size=2>{}", lines.join("<br>\n")).unwrap();
    }
    framed(
        &body,
        "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>",
    )
}

#[test]
fn the_same_bulletin_on_three_pages_claims_the_same() {
    for (name, text) in examples().iter().filter(|(name, _)| name.ends_with("txt")) {
        let wanted = claims(text);
        assert!(!wanted.is_empty());
        for (kind, page) in [
            ("lists", as_lists(text)),
            ("table", as_table(text)),
            ("flat", as_flat(text)),
        ] {
            let text = seen(&page);
            assert_eq!(claims(&text), wanted, "{name} as {kind}:\n{text}");
        }
    }
}

#[test]
fn a_page_in_an_old_encoding_says_so_and_is_read() {
    for (name, page) in [
        ("12-d-prose-ru.txt", encoding_rs::WINDOWS_1251),
        ("05-b-list-en.txt", encoding_rs::WINDOWS_1254),
    ] {
        let text = &examples()[name];
        let flat = as_flat(text).replace("windows-1251", page.name());
        let (bytes, _, lossy) = page.encode(&flat);
        assert!(!lossy);
        let read = intake::read("a.html", bytes.into_owned(), None).unwrap();
        assert_eq!(claims(read.content()), claims(text), "{name}");
        // UTF-8 that says otherwise is UTF-8.
        assert_eq!(seen(&flat), read.content());
    }
}

#[test]
fn blocks_lines_and_blanks_are_those_of_a_browser() {
    for (page, text) in [
        (
            "<title> A  b\n</title><p>one</p><p>two",
            "A b\n\none\n\ntwo\n",
        ),
        ("<p>a<br>b<br/>c</p>", "a\nb\nc\n"),
        (
            "<ul><li>a<li>b<ul><li>c</ul><li><p>d</p><li>- e<li>2. f</ul>g",
            "- a\n- b\n- c\n- d\n- e\n2. f\n\ng\n",
        ),
        ("<b>25</b> 118 <i>a</i>b", "25 118 ab\n"),
        (
            "25&nbsp;118&thinsp;9 a&shy;b&ZeroWidthSpace;c",
            "25\u{a0}118\u{2009}9 abc\n",
        ),
        ("1657<sup>1</sup> x<sub>23</sub>", "1657¹ x²³\n"),
        ("1657<sup><a href=#n>12</a></sup>", "1657¹²\n"),
        ("31207<a href=#fn1>1</a> <a>7</a>8", "31207 1 7 8\n"),
        ("31<span class=footnote>1</span>", "31 1\n"),
        ("<span style='color:red'>9</span>31 207", "9 31 207\n"),
        (
            "<b>25</b>118<span lang=az style='mso-x:y'>6</span>",
            "251186\n",
        ),
        ("a<span class=x>5</span>, 6<b>,</b>7", "a5, 6,7\n"),
        ("a<span style='display:block'>5</span>b", "a\n5\nb\n"),
        ("3<del>5</del>1<img>2", "3 1 2\n"),
        ("<del>5</del>6 <s>7</s><strike>8</strike>9", "6 9\n"),
        ("<pre>\na  b\n c\n\nd</pre>", "a  b\n c\n\nd\n"),
        ("&ndash;&copy &#150; &amp;amp; &#x35;", "–© – &amp; 5\n"),
        (
            "<table><tr><td>a<td>5<tr><td>b<td>6</table>",
            "a\t5\n\nb\t6\n",
        ),
        ("<dl><dt>a<dd>5<dt>b<dd>6</dl>", "a\t5\n\nb\t6\n"),
        ("<td>a<td>5", "a\n\n5\n"),
        ("<table><td>a<td>5</table>", "a\t5\n"),
        ("<p>a<table><tr><td>5</table>b", "a\n\n5\n\nb\n"),
        ("<div>a<div>b</div>c</div>d", "a\n\nb\n\nc\n\nd\n"),
        ("<p>&nbsp;</p><p>a", "a\n"),
        ("a<script>x</script>b<style>y</style>c<!-- z -->d", "abcd\n"),
        (
            "<textarea>1</textarea><iframe>2</iframe><object>3</object>a",
            "a\n",
        ),
        ("<head>a", "a\n"),
        ("<a>x</a><hr><h2>y</h3>z", "x\n\ny\n\nz\n"),
    ] {
        assert_eq!(seen(page), text, "{page}");
    }
}

#[test]
fn what_is_hidden_ends_where_it_ends() {
    for page in [
        "<p hidden>5<p>a",
        "<p hidden>5<div>a</div>",
        "<div><p hidden>5</div>a",
        "<ul><li hidden>5<li>a</ul>",
        "<ul><li>a<li hidden>5</ul>",
        "<ul><li hidden>5</ul>a",
        "<table><tr><td hidden>5<td>a</table>",
        "<table><tr hidden><td>5<tr><td>a</table>",
        "<dl><dt hidden>5<dd>a</dl>",
        "<input hidden><img hidden>a",
        "<span hidden><b>5</span>a",
        "<div hidden><div>5</div>6</div>a",
        "<b hidden>5</b>a",
        "<p><b hidden>5</p>a",
        "<div style='color:red;DISPLAY:none'>5</div>a",
        "<svg><g>5<p>a",
        "<svg/>a",
        "<div><select><option>5</div>a",
        "<body style='visibility:hidden'>a",
        "<dialog>5</dialog>a",
        "<progress>5</progress>a<meter>6</meter>",
        "<ruby>a<rt>5</rt></ruby>",
        "<p style='display:none ! important'>5</p>a",
        "<p style='/*a*/display:none'>5</p>a",
        "<p style='display:n\\6fne'>5</p>a",
        "<p style='font-size:0'>5</p>a",
        "<p style='opacity:0'>5</p>a",
        "<p style='text-decoration:line-through'>5</p>a",
        "<p style='position:absolute;left:-9999px'>5</p>a",
        "<style>.x, #y { display: none }</style><p class='z x'>5</p><p id=y>6</p>a",
        "<style media=print>.x { display: none }</style><p class=x>a",
    ] {
        let text = seen(page);
        assert_eq!(text.trim_start_matches("- ").trim(), "a", "{page}");
    }
}

/// A table from which a figure could be read wrongly gives none.
#[test]
fn several_columns_of_figures_are_left_unread() {
    let label = "Applications on registration upon place of stay";
    let other = "Applications on establishment of the citizenship";
    let around = |rows: &str| {
        format!(
            "<p>Legal migration</p><table>{rows}</table><p>During May of 2024, 7022 calls were received by the Call Center of SMS.</p>"
        )
    };
    for rows in [
        format!(
            "<tr><th><th>2023<th>2024<tr><td>{label}<td>25 118<td>30 200<tr><td>{other}<td><td>5"
        ),
        format!(
            "<tr><th>What<th>Persons<th>Cases<tr><td>{label}<td><td>30 200<tr><td>{other}<td>5<td>"
        ),
        format!("<tr><td>{label}<td>25<td>118<tr><td>{other}<td>7"),
        format!("<tr><td>25 118<td>{label}<td>30 200"),
        format!("<tr><td>{label}<td>25 118<td>{other}<td>1 207"),
        format!("<tr><td>{label}<td>{other}<tr><td>25 118<td>1 207"),
        format!("<tr><td>{label}<br>{other}<td>25 118<br>1 207"),
        format!("<tr><td>{label}<td>-<td>1 207"),
        format!("<tr><td>{label}<td>&mdash;<td>118"),
        format!("<tr><td>{label}<td>25<br>118"),
        format!("<tr><td>Country<td>{label}<tr><td>Iran<td>118"),
        format!("<tr><td>{label}<td rowspan=2>118<tr><td>{other}"),
        format!(
            "<tr><td colspan=2>25 118<tr><td colspan=2>{label}<tr><td colspan=2>1 207<tr><td colspan=2>{other}"
        ),
        format!("<tr><td>1<td>{label}"),
        format!("<tr><td>{label}<td>Ganja<td>31"),
        format!("<tr><td>Ganja<td>{label}<td>31"),
        format!("<tr><td>{label}<td>thousand<td>31"),
        format!("<tr><td rowspan=2>Last year<td>{other}<td>31<tr><td>{label}<td>31"),
        format!("<tr><td>1<td>{label}<td><tr><td>2<td>Ganja<td>207"),
        format!("<tr><td>1<td>{label}<td>31<td>2<tr><td>2<td>Ganja<td>207"),
        format!("<tr><td>31<td>{label}"),
        format!("<tr><td>{label}<td>Ganja<tr><td>Baku<td>31"),
        format!("<caption>in thousands</caption><tr><td>{label}<td>31"),
        format!("<caption>min nəfər</caption><tr><td>{label}<td>31"),
        format!("<caption>Структура, %</caption><tr><td>{label}<td>31"),
        format!("<tr><td colspan=2>(тыс.)<tr><td>{label}<td>31"),
        format!("<tr><td><ul><li>25 118<li>{label}<li>1 207<li>{other}</ul>"),
        format!(
            "<tr><td><ul><li><div>25 118</div><div>{label}</div><li><div>1 207</div><div>{other}</div></ul>"
        ),
    ] {
        let found = claims(&seen(&around(&rows)));
        assert_eq!(
            found,
            [("2024-05".to_owned(), "calls".to_owned(), 7022)],
            "{rows}"
        );
    }
    for head in [
        "2023",
        "Last year",
        "%",
        "Share",
        "thousand",
        "Ganja",
        "Women",
        "Growth",
        "Plan",
        "AZN",
        "Days",
        "Telephone",
        "III quarter",
        "11 months",
        "Share,<br>2024",
        "<p>Ganja<p>region",
    ] {
        for rows in [
            format!("<tr><th>Indicator<th>{head}<tr><td>{label}<td>31"),
            format!("<tr><td><td>{head}<tr><td>{label}<td>31"),
            format!("<thead><tr><td>Indicator<td>{head}<tbody><tr><td>{label}<td>31"),
            format!("<tr><th>No<th>Indicator<th>{head}<tr><td>1<td>{label}<td>31"),
            format!("<tr><th rowspan=2>Indicator<th>Number<tr><th>{head}<tr><td>{label}<td>31"),
        ] {
            let found = claims(&seen(&around(&rows)));
            assert_eq!(found.len(), 1, "{rows}");
        }
    }
    for head in ["", "Number", "Sayı", "CƏMİ", "Кол-во", "May 2024"] {
        let rows = format!("<tr><th>Indicator<th>{head}<tr><td>{label}<td>31");
        assert_eq!(claims(&seen(&around(&rows))).len(), 2, "{head}");
    }
    let counted = format!("<tr><td>1<td>{label}<td>25 118<tr><td>2<td>{other}<td>1 207");
    let values: Vec<i64> = claims(&seen(&around(&counted)))
        .iter()
        .map(|claim| claim.2)
        .collect();
    assert_eq!(values, [1207, 25118, 7022]);
}

#[test]
fn pages_of_any_depth_and_size_end_soon() {
    let deep = "<div>".repeat(100_000);
    let closing = "</b>".repeat(400_000);
    let spans = "<b>".repeat(9_000);
    let rows = "<table><tr><td>".repeat(3_000);
    let cells = "<table><tr>".to_owned() + &"<td>5".repeat(500_000);
    for page in [
        deep,
        "&amp;".repeat(1_000_000),
        format!("{spans}{closing}"),
        format!("<b><table><td>{spans}{closing}a"),
        format!("{rows}{}", "a<br>".repeat(100_000)),
        cells,
        "<p>".repeat(1_000_000),
        "<li>a".repeat(700_000),
        "<".repeat(1_000_000),
        "<a ".repeat(1_000_000),
        "<!--".repeat(1_000_000),
        "<p>a</p>".repeat(700_000),
    ] {
        let begin = Instant::now();
        let _ = seen(&page);
        let took = begin.elapsed();
        assert!(took < Duration::from_secs(20), "{took:?}: {}", &page[..30]);
    }
    assert_eq!(
        seen(&"<div>".repeat(100_000)),
        "(more than 10000 elements inside each other)"
    );
    assert_eq!(
        seen(&"<p>a</p>".repeat(700_000)),
        "(more than 2000000 tags)"
    );
    let large = vec![b' '; intake::MAX_PAGE_BYTES + 1];
    let fault = intake::read("a.html", large, None).unwrap_err();
    assert_eq!(fault.to_string(), "a page larger than 32 MiB");
}

#[test]
fn every_fault_of_a_small_page_is_a_text_or_an_error() {
    let page = "<html><head><meta charset=windows-1254><title>T &amp; t</title></head><body><!-- c -->\
                <table><tr><td>say\u{131}<td>25&nbsp;118</table><ul><li hidden>5<li>b<sup>1</sup></ul><script>1</script>";
    let bytes = page.as_bytes();
    for end in 0..bytes.len() {
        let _ = intake::read("a.html", bytes[..end].to_vec(), None);
    }
    for at in 0..bytes.len() {
        for byte in [0x00, 0x0A, 0x1B, 0x3C, 0x26, 0x7F, 0x80, 0xFF] {
            let mut bytes = bytes.to_vec();
            bytes[at] = byte;
            let _ = intake::read("a.html", bytes, None);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Tags in any order lose no text that is not inside something hidden.
    #[test]
    fn tags_in_any_order_keep_the_text(parts in prop::collection::vec(0..30_usize, 1..60)) {
        let tags = [
            "<p>", "</p>", "<b>", "</b>", "<li>", "</li>", "<ul>", "</ul>", "<table>", "</table>", "<tr>", "<td>",
            "</td>", "</tr>", "<div>", "</div>", "<dl>", "<dt>", "<dd>", "</dl>", "<h1>", "</h2>", "<caption>", "<tbody>",
            "<br>", "<hr>", "<pre>", "</pre>", "<span>", "</span>",
        ];
        let mut page = "<html>".to_owned();
        for (number, part) in parts.iter().enumerate() {
            write!(page, "{}w{number}w ", tags[*part]).unwrap();
        }
        let text = seen(&page);
        for number in 0..parts.len() {
            let word = format!("w{number}w");
            prop_assert_eq!(text.matches(&word).count(), 1, "{}: {}", page, text);
        }
    }
}

/// Pages that list the newest bulletins repeat those of the page before.
#[test]
fn hundreds_of_pages_that_repeat_bulletins_confirm_them() {
    let desk = Desk::new();
    let month = |number: usize| format!("{}-{:02}", 2000 + number / 12, number % 12 + 1);
    let names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let bulletin = |number: usize| {
        format!(
            "<h3>Legal migration</h3><ul><li>Applications on registration upon place of stay &ndash; {}</ul>\
             <p>During {} of {}, {} calls were received by the Call Center of SMS.",
            20_000 + number,
            names[number % 12],
            2000 + number / 12,
            7_000 + number
        )
    };
    for number in 2..302 {
        let body = [number, number - 1, number - 2].map(bulletin).join("<hr>");
        desk.write(
            &format!("pages/{number:03}.html"),
            framed(&body, "<meta charset=utf-8>"),
        );
    }
    let outcome = desk.run(&["import", "pages"]).succeeds();
    assert!(
        outcome.out.contains("300 documents stored"),
        "{}",
        outcome.out
    );
    assert_eq!(
        desk.cell("SELECT count(*) FROM finding WHERE check_name = 'conflict'"),
        "0"
    );
    assert_eq!(
        desk.cell("SELECT count(*) FROM series WHERE status = 'published'"),
        "604"
    );
    assert_eq!(
        desk.cell("SELECT min(claims) || ' ' || max(claims) FROM series"),
        "1 3"
    );
    assert_eq!(
        desk.cell(&format!(
            "SELECT value FROM series WHERE indicator = 'calls' AND time_period = '{}'",
            month(77)
        )),
        "7077"
    );
}
