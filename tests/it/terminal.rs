//! The shell on a terminal: keys, colours, Ctrl-C and width, on a screen that
//! is kept as a terminal would keep it. Each test carries the letter of its
//! promise.

use super::support::{Desk, sample};
use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};
use std::time::{Duration, Instant};

/// A person at a screen.
struct Screen {
    session: PtySession,
    parser: vt100::Parser,
}

fn size(count: u16) -> std::num::NonZero<u16> {
    count.try_into().unwrap()
}

/// Long enough for a busy machine; what comes is seen at once.
const PATIENCE: Duration = Duration::from_mins(1);

impl Screen {
    /// Starts smsdb on a terminal of so many columns.
    fn of(desk: &Desk, columns: u16, arguments: &[&str]) -> Screen {
        let mut words = vec!["-c", "stty rows 40 cols $0; exec \"$@\""];
        let columns_text = columns.to_string();
        words.extend([columns_text.as_str(), env!("CARGO_BIN_EXE_smsdb")]);
        words.extend(arguments);
        let mut command = std::process::Command::new("sh");
        command.args(words).current_dir(desk.path(""));
        for (key, value) in [
            ("TERM", "xterm-256color"),
            ("XDG_STATE_HOME", desk.path("state").to_str().unwrap()),
            ("XDG_CONFIG_HOME", desk.path("config").to_str().unwrap()),
            ("LC_ALL", "C.UTF-8"),
            // less needs not be there.
            ("PAGER", "sh -c 'cat > paged.txt'"),
        ] {
            command.env(key, value);
        }
        for key in ["NO_COLOR", "SMSDB_FILE", "LESS", "SMSDB_QUERIES"] {
            command.env_remove(key);
        }
        Screen {
            session: spawn_command(command, Some(60_000)).unwrap(),
            parser: vt100::Parser::new(size(40), size(columns), 1000),
        }
    }

    /// Takes in what has come.
    fn look(&mut self) {
        let mut bytes = Vec::new();
        while let Some(byte) = self.session.try_read() {
            // rexpect gives every byte as a character.
            bytes.push(u8::try_from(u32::from(byte)).unwrap());
        }
        self.parser.process(&bytes);
    }

    /// Waits until the screen shows some words.
    #[track_caller]
    fn until(&mut self, words: &str) -> String {
        self.until_that(words, |shown| shown.contains(words))
    }

    #[track_caller]
    fn until_that(&mut self, what: &str, holds: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            self.look();
            let shown = self.parser.screen().contents();
            if holds(&shown) {
                return shown;
            }
            assert!(Instant::now() < end, "no {what:?} on the screen:\n{shown}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Types; keys as a terminal sends them.
    fn keys(&mut self, keys: &str) {
        self.session.send(keys).unwrap();
        self.session.flush().unwrap();
    }

    /// Types a line and waits for the prompt behind its answer.
    #[track_caller]
    fn line(&mut self, text: &str) -> String {
        self.look();
        let before = self.parser.screen().contents();
        self.keys(&format!("{text}\r"));
        self.until_that("a new prompt", |shown| shown != before && at_prompt(shown))
    }

    /// Leaves the shell with Ctrl-D.
    #[track_caller]
    fn leave(&mut self) {
        self.until_that("a prompt", at_prompt);
        self.keys("\u{4}");
        let end = Instant::now() + PATIENCE;
        while self.session.process().status() == Some(WaitStatus::StillAlive) {
            assert!(Instant::now() < end, "the shell goes on");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Begins with an empty screen.
    fn clear(&mut self) {
        self.keys("\u{c}");
        self.until_that("an empty screen", |shown| shown.trim() == "smsdb>");
    }
}

fn at_prompt(shown: &str) -> bool {
    let last = shown.trim_end().lines().last().unwrap_or("");
    last.trim_end() == "smsdb>"
}

fn desk() -> Desk {
    Desk::with(&[("2023-2025.txt", &sample("2023-2025.txt"))])
}

/// A shell that has greeted.
fn shell(desk: &Desk, columns: u16) -> Screen {
    let mut screen = Screen::of(desk, columns, &[]);
    screen.until("smsdb>");
    screen
}

#[test]
fn the_first_minute_greets_and_hints() {
    let desk = desk();
    let mut screen = Screen::of(&desk, 80, &[]);
    let shown = screen.until("smsdb>");
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(
        lines[0],
        "sms.sqlite: 12 bulletins, 2023-01 to 2024-11; 19 errors and 11 warnings"
    );
    assert!(lines[1].contains(".help"), "{shown}");
}

#[test]
fn the_first_minute_in_an_empty_folder_says_what_to_do() {
    let desk = Desk::new();
    let mut screen = Screen::of(&desk, 80, &[]);
    let shown = screen.until("smsdb import FOLDER");
    assert!(shown.contains("sms.sqlite does not exist"), "{shown}");
    assert!(!desk.path("sms.sqlite").exists());
}

#[test]
fn c2_a_statement_spans_lines_until_its_semicolon() {
    let desk = desk();
    let mut screen = shell(&desk, 80);
    screen.keys("select count(*) as figures\r\r");
    screen.keys("from claim\r");
    let shown = screen.line(";");
    assert!(shown.contains("198"), "{shown}");
}

#[test]
fn c3_ctrl_c_clears_the_line_and_ctrl_d_leaves() {
    let desk = desk();
    let mut screen = shell(&desk, 80);
    screen.keys("select nonsense");
    screen.until("select nonsense");
    screen.keys("\u{3}");
    screen.until_that("a new prompt", at_prompt);
    let shown = screen.line("select 41 + 1 as answer;");
    assert!(shown.contains("42") && !shown.contains("error:"), "{shown}");
    screen.leave();
}

/// The statement would run for hours; that it is stopped shows that Ctrl-C
/// was heard. How fast is measured in `benches`.
#[test]
fn c3_ctrl_c_stops_a_running_query_and_keeps_the_shell() {
    let desk = desk();
    let mut screen = shell(&desk, 80);
    let endless = "with recursive n(i) as (select 1 union all select i + 1 from n) \
                   select count(*) from n;";
    screen.keys(&format!("{endless}\r"));
    // It shows that it is alive, and how to stop it.
    screen.until("Ctrl-C stops it");
    screen.keys("\u{3}");
    let shown = screen.until_that("a new prompt", at_prompt);
    assert!(shown.contains("error: interrupted"), "{shown}");
    assert!(!shown.contains("Ctrl-C stops it"), "{shown}");
    let shown = screen.line("select 41 + 1 as answer;");
    assert!(shown.contains("42"), "{shown}");
}

#[test]
fn c4_up_brings_back_the_whole_statement() {
    let desk = desk();
    let mut screen = shell(&desk, 80);
    screen.keys("select 40\r");
    screen.line("+ 2 as answer;");
    screen.clear();
    screen.keys("\u{1b}[A");
    let shown = screen.until("answer;");
    assert!(
        shown.contains("smsdb> select 40\n+ 2 as answer;"),
        "{shown}"
    );
    // And in a session of another day, found by a word.
    screen.line("");
    screen.leave();
    let mut screen = shell(&desk, 80);
    screen.keys("\u{12}40");
    let shown = screen.until("answer;");
    assert!(shown.contains("select 40\n+ 2 as answer;"), "{shown}");
}

#[test]
fn c5_the_history_is_the_persons_alone_and_keeps_no_line_behind_a_blank() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let mut screen = shell(&desk, 80);
    screen.line(" select 'secret';");
    screen.line("select 'open';");
    let path = desk.path("state/smsdb/history");
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept.contains("open") && !kept.contains("secret"), "{kept}");
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn c5_a_history_that_others_could_read_is_closed_and_a_link_is_not_followed() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    let path = desk.write("state/smsdb/history", "#V2\nselect 'before';\n");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
    let mut screen = shell(&desk, 80);
    screen.keys("\u{1b}[A");
    screen.until("select 'before';");
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    drop(screen);

    std::fs::remove_file(&path).unwrap();
    let elsewhere = desk.write("elsewhere", "untouched");
    std::os::unix::fs::symlink(&elsewhere, &path).unwrap();
    let mut screen = shell(&desk, 80);
    screen.until("no history is kept");
    screen.line("select 1;");
    assert_eq!(std::fs::read_to_string(&elsewhere).unwrap(), "untouched");
}

#[test]
fn a4_a_missing_parameter_is_asked_for_with_completion() {
    let desk = desk();
    let mut screen = shell(&desk, 80);
    screen.keys("select :indicator as code;\r");
    screen.until("indicator:");
    screen.keys("decisions.leg\t");
    screen.until("decisions.legalisation");
    let shown = screen.line("");
    assert!(shown.contains("│ decisions.legalisation │"), "{shown}");
    // Who would rather not is told that nothing was run.
    screen.keys("select :x;\r");
    screen.until("x:");
    screen.keys("\u{3}");
    let shown = screen.until_that("a new prompt", at_prompt);
    assert!(shown.contains("the parameter :x has no value"), "{shown}");
}

#[test]
fn e2_run_completes_names_keys_and_values_and_hints_the_signature() {
    let desk = desk();
    let mut screen = shell(&desk, 80);
    screen.keys(".run ser\t");
    screen.until(".run series");
    screen.until("indicator=decisions from= to=");
    screen.keys(" ind\t");
    screen.until(".run series indicator=");
    screen.keys("cal\t");
    screen.until(".run series indicator=calls");
    let shown = screen.line(" from=2024-10");
    assert!(shown.contains("│ 2024-11"), "{shown}");
}

#[test]
fn a_query_that_is_run_without_values_asks_for_them_until_they_will_do() {
    let desk = desk();
    let mut screen = shell(&desk, 80);
    screen.keys(".run series\r");
    screen.until("[decisions]:");
    screen.keys("call\r");
    screen.until("did you mean calls?");
    screen.keys("calls\r");
    screen.until("from (");
    screen.keys("2024-10\r");
    screen.until("to (");
    let shown = screen.line("");
    assert!(
        shown.contains(".run series indicator=calls from=2024-10"),
        "{shown}"
    );
    assert!(shown.contains("(1 row, "), "{shown}");
}

#[test]
fn values_are_completed_inside_quotation_marks() {
    let desk = desk();
    let mut screen = shell(&desk, 80);
    screen.keys("select * from series where indicator = 'decisions.l\t");
    let shown = screen.until("decisions.legalisation");
    assert!(shown.contains("decisions.leave  "), "{shown}");
    assert!(
        shown.contains("Leave the country on paying the fine"),
        "{shown}"
    );
}

#[test]
fn columns_of_the_statements_tables_come_first_and_right_after_an_alias() {
    let desk = desk();
    let mut screen = shell(&desk, 80);
    screen.keys("select s. from series as s;\u{1b}[H");
    screen.keys(&"\u{1b}[C".repeat(9));
    screen.keys("\t");
    let shown = screen.until("value_min");
    assert!(
        shown.contains("time_period") && !shown.contains("SELECT"),
        "{shown}"
    );
}

#[test]
fn tables_fit_every_width_and_no_frame_breaks() {
    for columns in [40, 80, 200] {
        let desk = Desk::with(&[("Ələt-бюллетень.txt", &sample("2023-2025.txt"))]);
        let mut screen = shell(&desk, columns);
        let shown = screen.line(
            "select document, indicator, value, line_text, 'e\u{301}日本語' as mixed \
             from claim limit 2;",
        );
        let frame: Vec<&str> = shown
            .lines()
            .filter(|line| line.starts_with(['┌', '│', '╞', '├', '└']))
            .collect();
        assert!(frame.len() > 4, "{columns}: {shown}");
        for line in &frame {
            assert!(
                line.ends_with(['┐', '│', '╡', '┤', '┘']),
                "{columns}: {shown}"
            );
        }
        assert!(
            columns > 40 || shown.contains("--format line") || shown.contains(".last"),
            "{shown}"
        );
        screen.leave();
    }
}

#[test]
fn a1_a_cap_is_announced_and_last_shows_everything_in_a_pager() {
    let desk = desk();
    let mut screen = shell(&desk, 80);
    let shown = screen.line("select * from claim;");
    assert!(shown.contains("(198 rows, "), "{shown}");
    assert!(
        shown.contains("the first 40 and the last 20 shown; .last shows all"),
        "{shown}"
    );
    assert!(shown.contains("columns fit, hidden: "), "{shown}");
    screen.line(".last");
    let paged = std::fs::read_to_string(desk.path("paged.txt")).unwrap();
    let rows = paged.lines().filter(|line| line.starts_with('│')).count();
    assert_eq!(rows, 199, "a line for each row, and the header");
    assert!(
        paged.contains("line_text") && paged.contains("During November of 2024"),
        "{paged}"
    );
    assert!(!paged.contains('…') && !paged.contains("hidden"), "{paged}");
}

#[test]
fn b4_colours_are_left_out_on_request() {
    let desk = desk();
    let mut coloured = shell(&desk, 80);
    coloured.line("select null;");
    assert!(has_style(&coloured));
    let mut plain = Screen::of(&desk, 80, &["--color", "never"]);
    plain.until("smsdb>");
    plain.line("select null;");
    plain.line("selec;");
    assert!(!has_style(&plain));
}

/// Whether any cell of the screen is coloured, bold or dim.
fn has_style(screen: &Screen) -> bool {
    let shown = screen.parser.screen();
    let (rows, columns) = shown.size();
    let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
    cells
        .filter_map(|(row, column)| shown.cell(row, column))
        .any(|cell| cell.bold() || cell.dim() || cell.fgcolor() != vt100::Color::Default)
}
