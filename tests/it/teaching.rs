//! A person teaches what the program does not know: each new wording once,
//! and it and its successors read fully; forgetting brings everything back.

use crate::support::Desk;

/// Bulletins in which every label has a new wording, by language: lists and
/// prose, values before, behind and in the middle of their labels.
const STRANGE: [(&str, &str); 3] = [
    (
        "en",
        "Lawful coming and going
- Residency matters lodged at the counter – 12 ~45
- Residency matters lodged through the portal: 2 ~45
- Cards for living here (short and long) - 1,~00
- ~3 matters on becoming one of us

Unlawful coming and going
Sanction rulings reached altogether – 8~0
- 5~2 rulings on going home once paid up
- Rulings on setting papers right – 3~0
Out of 6~1 rulings on the closed gate: 2~6 on being escorted out, 4~5 on gate clauses.
During MONTH of 2024, 73~1 rings reached the hotline of the Service.
",
    ),
    (
        "az",
        "Qanuni gediş-gəliş
- Ünvan qeydləri masa arxasında – 12 ~45
- Ünvan qeydləri şəbəkə ilə – 2 ~45
- Yaşamaq vərəqələri (qısa və uzun) – 1.~00

Qanunsuz gediş-gəliş
Cəza hökmlərinin cəmi – 8~0
- 5~2-si ödəyib evə yollanma hökmü
- Kağızların səliqəyə salınması hökmləri – 3~0
2024-cü ilin MONTH ayında Xidmətin qaynar xəttinə 73~1 səs gəlib.
",
    ),
    (
        "ru",
        "Законный приезд
- Учётные просьбы у окошка – 12 ~45
- Учётные просьбы через портал – 2 ~45
- Карточки для жизни здесь – 1 ~00

Незаконный приезд
Вердиктов вынесено всего – 8~0
- отправиться домой после платы – 5~2
- бумаги приведены в порядок – 3~0
За MONTH 2024 года на горячую линию Службы пришло 73~1 вызовов.
",
    ),
];

/// What is to be taught about them, in an order that a person may choose.
const LESSONS: [&[(&str, &str)]; 3] = [
    &[
        (
            "Residency matters lodged at the counter",
            "applications.registration_in_person",
        ),
        (
            "residency matters lodged through the portal",
            "applications.registration_electronic",
        ),
        (
            "Cards for living here (short and long)",
            "applications.residence_permit",
        ),
        ("matters on becoming one of us", "applications.citizenship"),
        ("Sanction rulings reached altogether", "decisions"),
        ("rulings on going home once paid up", "decisions.leave"),
        ("Rulings on setting papers right", "decisions.legalisation"),
        ("rulings on the closed gate", "decisions.entry_ban"),
        ("on being escorted out", "decisions.expulsion"),
        ("on gate clauses", "decisions.migration_code"),
        ("rings reached the hotline", "calls"),
    ],
    &[
        (
            "Ünvan qeydləri masa arxasında",
            "applications.registration_in_person",
        ),
        (
            "ÜNVAN QEYDLƏRİ ŞƏBƏKƏ İLƏ",
            "applications.registration_electronic",
        ),
        (
            "Yaşamaq vərəqələri (qısa və uzun)",
            "applications.residence_permit",
        ),
        ("Cəza hökmlərinin cəmi", "decisions"),
        ("ödəyib evə yollanma hökmü", "decisions.leave"),
        (
            "Kağızların səliqəyə salınması hökmləri",
            "decisions.legalisation",
        ),
        ("qaynar xəttinə # səs gəlib", "calls"),
    ],
    &[
        (
            "Учётные просьбы у окошка",
            "applications.registration_in_person",
        ),
        (
            "Учётные просьбы через портал",
            "applications.registration_electronic",
        ),
        ("Карточки для жизни здесь", "applications.residence_permit"),
        ("Вердиктов вынесено всего", "decisions"),
        ("отправиться домой после платы", "decisions.leave"),
        ("бумаги приведены в порядок", "decisions.legalisation"),
        ("на горячую линию Службы пришло", "calls"),
    ],
];

/// Values by indicator, with ~ for the digit that differs from month to
/// month.
const VALUES: [(&str, &str); 11] = [
    ("applications.citizenship", "~3"),
    ("applications.registration_electronic", "2~45"),
    ("applications.registration_in_person", "12~45"),
    ("applications.residence_permit", "1~00"),
    ("calls", "73~1"),
    ("decisions", "8~0"),
    ("decisions.entry_ban", "6~1"),
    ("decisions.expulsion", "2~6"),
    ("decisions.leave", "5~2"),
    ("decisions.legalisation", "3~0"),
    ("decisions.migration_code", "4~5"),
];

const MONTHS: [[(&str, &str); 3]; 3] = [
    [("May", "2024-05"), ("June", "2024-06"), ("July", "2024-07")],
    [("may", "2024-05"), ("iyun", "2024-06"), ("iyul", "2024-07")],
    [("май", "2024-05"), ("июнь", "2024-06"), ("июль", "2024-07")],
];

/// The bulletin of a month, from 0.
fn bulletin(language: usize, month: usize) -> String {
    let digit = (month + 1).to_string();
    let text = STRANGE[language].1.replace('~', &digit);
    text.replace("MONTH", MONTHS[language][month].0)
}

/// What is claimed in it.
fn expected(language: usize, month: usize) -> Vec<String> {
    let digit = (month + 1).to_string();
    let taught = |indicator: &str| LESSONS[language].iter().any(|(_, code)| *code == indicator);
    let values = VALUES.iter().filter(|(indicator, _)| taught(indicator));
    let period = MONTHS[language][month].1;
    let row = |(indicator, value): &(&str, &str)| {
        format!("{period}|{indicator}|{}", value.replace('~', &digit))
    };
    values.map(row).collect()
}

/// A bulletin of another month whose wordings are known, so that the others
/// are stored with it.
const KNOWN: &str = "Illegal migration
Number of decisions on violation of migration laws – 12
During April of 2024, 7 calls were received by the Call Center.
";

fn claims(desk: &Desk) -> Vec<String> {
    desk.rows("SELECT time_period, indicator, value FROM claim ORDER BY 1, 2, 3")
}

/// Every view, row for row, but the one of what was taught.
fn views(desk: &Desk) -> Vec<String> {
    let file = rusqlite::Connection::open(desk.path("sms.sqlite")).unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'taught'";
    let mut names = file.prepare(sql).unwrap();
    let names = names.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let names: Vec<String> = names.map(Result::unwrap).collect();
    assert!(names.len() > 20);
    let mut all = Vec::new();
    for name in names {
        let mut rows = file.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells = (0..columns).map(|at| row.get::<_, rusqlite::types::Value>(at).unwrap());
            all.push(format!("{name} {:?}", cells.collect::<Vec<_>>()));
        }
    }
    all
}

#[test]
fn a_bulletin_of_new_wordings_and_its_successors_read_fully_once_each_is_taught() {
    for language in 0..STRANGE.len() {
        let desk = Desk::with(&[("a.txt", &format!("{}\n{KNOWN}", bulletin(language, 0)))]);
        for (wording, indicator) in LESSONS[language] {
            let dry = desk.run(&["teach", wording, indicator, "--dry-run"]);
            let dry = dry.succeeds().out;
            let done = desk.run(&["teach", wording, indicator]).succeeds().out;
            let head = "nothing is changed; without --dry-run:\n";
            assert_eq!(dry.strip_prefix(head), Some(&done[..]), "{wording}");
        }
        desk.write("b.txt", bulletin(language, 1));
        desk.run(&["import", "b.txt"]).succeeds();
        let mut all = claims(&desk);
        all.retain(|claim| !claim.starts_with("2024-04"));
        let both = [expected(language, 0), expected(language, 1)].concat();
        assert_eq!(all, both, "{}", STRANGE[language].0);
        assert_eq!(desk.cell("SELECT count(*) FROM unread"), "0");
    }
}

#[test]
fn forgetting_brings_every_view_back() {
    for (language, lessons) in LESSONS.iter().enumerate() {
        let desk = Desk::with(&[("a.txt", &format!("{}\n{KNOWN}", bulletin(language, 0)))]);
        let before = views(&desk);
        for (wording, indicator) in *lessons {
            desk.run(&["teach", wording, indicator]).succeeds();
        }
        assert_ne!(views(&desk), before);
        for (wording, _) in *lessons {
            desk.run(&["teach", "--forget", &wording.to_uppercase()])
                .succeeds();
        }
        assert_eq!(views(&desk), before);
    }
}

const MATTERS: &str = "During June of 2024, 900 matters of stay and 70 rings were handled.
During June of 2024, 8 calls were received by the Call Center.
";

/// A desk with a text of which a person knows more than the program.
fn desk() -> Desk {
    Desk::with(&[("a.txt", MATTERS)])
}

#[test]
fn what_would_change_a_figure_is_refused_with_the_example_and_changes_nothing() {
    let desk = Desk::with(&[
        ("a.txt", MATTERS),
        (
            "b.txt",
            "Illegal migration
- Decisions on leaving the country by paying the penalty – 5
- Rulings on leaving the gate of the country – 6
During May of 2024, 7 calls were received by the Call Center.
",
        ),
    ]);
    let before = std::fs::read(desk.path("sms.sqlite")).unwrap();
    let refused = [
        // The program reads the words itself.
        (
            "Decisions on leaving the country by paying the penalty",
            "calls",
            "as decisions.leave",
        ),
        (
            "on leaving the country by paying",
            "calls",
            "b.txt:2:60 has these words, and is decisions.leave",
        ),
        // Its figure comes first, and the one that was read would be a second.
        (
            "rings were handled",
            "calls",
            "a.txt:2:22 is calls of 2024-06; it would become unread",
        ),
        // Nothing that could tell a label apart.
        ("During June of 2024", "calls", "says what is counted"),
        ("48 # 16.1.8", "calls", "says what is counted"),
        ("", "calls", "says what is counted"),
        ("a\u{1b}[31m word", "calls", "control characters"),
        ("rings", "cals", "no indicator cals"),
    ];
    for (wording, indicator, why) in refused {
        desk.run(&["teach", wording, indicator]).fails(2, &[why]);
        desk.run(&["teach", wording, indicator, "--dry-run"])
            .fails(2, &[why]);
    }
    let long = "long ".repeat(70);
    desk.run(&["teach", &long, "calls"])
        .fails(2, &["at most 300 characters"]);
    desk.run(&["teach", "--forget", "matters of stay"])
        .fails(1, &["nobody taught", "--list"]);
    desk.run(&["teach", "rings"]).fails(2, &["INDICATOR"]);
    desk.run(&["teach"]).fails(2, &["WORDING"]);
    assert_eq!(std::fs::read(desk.path("sms.sqlite")).unwrap(), before);
    Desk::new()
        .run(&["teach", "x y", "calls"])
        .fails(1, &["sms.sqlite"]);
}

#[test]
fn one_wording_stands_for_one_indicator() {
    let desk = desk();
    let teach = ["teach", "matters of stay", "service_applications"];
    desk.run(&teach).succeeds();
    let again = desk.run(&["teach", "- Matters of STAY:", "service_applications"]);
    assert!(again.succeeds().out.starts_with("already taught"));
    let otherwise = ["teach", "MATTERS OF STAY", "decisions"];
    desk.run(&otherwise)
        .fails(2, &["already taught", "--forget \"matters of stay\""]);
    desk.run(&["teach", "--forget", "matters of stay", "--note", "a slip"])
        .succeeds();
    desk.run(&otherwise).succeeds();
    assert_eq!(
        desk.rows("SELECT wording, indicator, note FROM taught"),
        ["MATTERS OF STAY|decisions|"]
    );
    let kept = "SELECT wording, note, forgets FROM stored_lesson ORDER BY lesson_id";
    let all = [
        "matters of stay||",
        "matters of stay|a slip|1",
        "MATTERS OF STAY||",
    ];
    assert_eq!(desk.rows(kept), all);
}

#[test]
fn of_two_taught_wordings_in_one_label_the_longer_holds_and_equals_are_refused() {
    let desk = desk();
    desk.run(&["teach", "of stay", "applications.registration"])
        .succeeds();
    desk.run(&["teach", "matters", "applications.other"])
        .succeeds();
    assert_eq!(claims(&desk)[0], "2024-06|applications.registration|900");
    let refused = "a.txt:1:22 is applications.registration of 2024-06; it would become";
    for equal_or_longer in ["matters of", "matters of stay"] {
        desk.run(&["teach", equal_or_longer, "applications.citizenship"])
            .fails(2, &[refused]);
    }
    desk.run(&["teach", "--forget", "of stay"]).succeeds();
    assert_eq!(claims(&desk)[0], "2024-06|applications.other|900");
}

#[test]
fn what_a_figure_is_not_it_does_not_become_by_teaching() {
    let text = "During June of 2024, about 900 matters of stay were handled.
In June of 2024 the Service closed 612 matters of stay, against 800 matters of stay in June of 2023.
During June of 2024, 8 calls were received by the Call Center.
On average 30 matters of stay a day; 45% of the matters of stay were urgent.
The Border Service handled 700 matters of stay in June of 2024.
";
    let desk = Desk::with(&[("a.txt", text)]);
    desk.run(&["teach", "matters of stay", "service_applications"])
        .succeeds();
    let read = ["2024-06|calls|8", "2024-06|service_applications|612"];
    assert_eq!(claims(&desk), read);
}

#[test]
fn lessons_are_shipped_merged_compared_and_outlive_the_program() {
    let ours = desk();
    ours.run(&[
        "teach",
        "matters of stay",
        "service_applications",
        "--note",
        "by telephone",
    ])
    .succeeds();
    let taught = claims(&ours);
    ours.run(&["ship", "ours.sqlite"]).succeeds();
    ours.run(&["verify", "ours.sqlite"]).succeeds();

    let theirs = Desk::with(&[("b.txt", &MATTERS.replace("June", "July"))]);
    std::fs::copy(ours.path("ours.sqlite"), theirs.path("ours.sqlite")).unwrap();
    let differs = theirs
        .run(&["diff", "sms.sqlite", "ours.sqlite"])
        .succeeds();
    let line = "taught,,,\"\"\"matters of stay\"\"\",,service_applications (by telephone),";
    assert!(differs.out.contains(line), "{}", differs.out);
    let merged = theirs.run(&["import", "ours.sqlite"]).succeeds();
    let words = "decided: taught: \"matters of stay\" is service_applications";
    assert!(merged.out.contains(words), "{}", merged.out);
    let both = claims(&theirs);
    assert_eq!(both[..taught.len()], taught[..]);
    assert!(both.contains(&"2024-07|service_applications|900".to_owned()));
    let again = theirs.run(&["import", "ours.sqlite"]).succeeds();
    assert!(again.out.contains("1 already made here"), "{}", again.out);

    let other = desk();
    other
        .run(&["teach", "matters of stay", "decisions"])
        .succeeds();
    std::fs::copy(ours.path("ours.sqlite"), other.path("ours.sqlite")).unwrap();
    let merged = other.run(&["import", "ours.sqlite"]).succeeds();
    let words = "not applied: taught: \"matters of stay\" is service_applications; yours: \
                 \"matters of stay\" is decisions";
    assert!(merged.out.contains(words), "{}", merged.out);

    // As if a program with other wordings had made the file.
    let old = "UPDATE fact SET value = 'old' WHERE key IN ('reference_digest', 'wordings_digest')";
    let file = rusqlite::Connection::open(ours.path("sms.sqlite")).unwrap();
    file.execute_batch(old).unwrap();
    drop(file);
    ours.write("c.txt", MATTERS.replace("June", "August"));
    ours.run(&["import", "c.txt"]).succeeds();
    let mut now = claims(&ours);
    now.retain(|claim| !claim.starts_with("2024-08"));
    assert_eq!(now, taught);
}

#[test]
fn what_was_taught_is_listed_and_exported_as_the_lexicon_has_it() {
    let desk = desk();
    assert_eq!(
        desk.run(&["teach", "--export"]).succeeds().out,
        "indicator,wording\n"
    );
    let wording = "matters of stay, \"as such\"";
    desk.run(&[
        "teach",
        wording,
        "service_applications",
        "--note",
        "new in June",
    ])
    .succeeds();
    desk.run(&["teach", "rings", "calls"])
        .fails(2, &["would become unread"]);
    let list = desk
        .run(&["teach", "--list", "--format", "json"])
        .succeeds()
        .out;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list[0]["wording"], wording);
    assert_eq!(list[0]["note"], "new in June");
    let rows = desk.run(&["teach", "--export"]).succeeds().out;
    assert_eq!(
        rows,
        "indicator,wording\nservice_applications,\"matters of stay, \"\"as such\"\"\"\n"
    );
}

#[test]
fn unread_numbers_are_grouped_by_wording_and_say_what_is_close() {
    let text = "Illegal migration
- Rulings on leaving for home after paying – 5
- Cards of honour – 1
During May of 2024, 7 calls were received by the Call Center.

Illegal migration
- Rulings on LEAVING for home after paying: 6
During June of 2024, 8 calls were received by the Call Center.
";
    let desk = Desk::with(&[("a.txt", text)]);
    let groups = desk.run(&["unread"]).succeeds().out;
    let mut reader = csv::Reader::from_reader(groups.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2, "{groups}");
    assert_eq!(&rows[0][0], "2");
    assert_eq!(&rows[0][1], "Rulings on leaving for home after paying");
    assert!(rows[0][2].starts_with("decisions.leave ("), "{groups}");
    assert_eq!(&rows[0][4], "a.txt:2:46");
    assert_eq!(&rows[1][1], "Cards of honour");
    // What it prints can be taught as it stands.
    desk.run(&["teach", &rows[0][1], "decisions.leave"])
        .succeeds();
    let leave =
        "SELECT time_period, value FROM claim WHERE indicator = 'decisions.leave' ORDER BY 1";
    assert_eq!(desk.rows(leave), ["2024-05|5", "2024-06|6"]);
    assert_eq!(
        desk.run(&["unread", "--each"])
            .succeeds()
            .out
            .lines()
            .count(),
        2
    );
}

const SECTIONS: &str = "Statistics of November of 2024

Legal migration

- Applications on registration upon place of stay – 31 207

Requests for cards of residency in December of 2024 – 7 940

Illegal migration

Number of decisions on violation of the migration legislation – 1 655
";

#[test]
fn a_later_text_that_lessons_would_harm_is_read_without_them_and_the_report_says_so() {
    let (taught, plain) = (desk(), desk());
    let teach = [
        "teach",
        "Requests for cards of residency",
        "applications.residence_permit",
    ];
    taught.run(&teach).succeeds();
    for desk in [&taught, &plain] {
        desk.write("s.txt", SECTIONS);
    }
    let told = taught.run(&["import", "s.txt"]).succeeds().out;
    let why = "read without what was taught: line 11, column 65 is decisions of 2024-12; it \
               would become decisions of 2024-11";
    assert!(told.contains(why), "{told}");
    plain.run(&["import", "s.txt"]).succeeds();
    assert_eq!(claims(&taught), claims(&plain));
    // The other way round it is refused; merging comes to the same figures.
    plain
        .run(&teach)
        .fails(2, &["s.txt:11:65 is decisions of 2024-12; it would become"]);
    taught.run(&["ship", "taught.sqlite"]).succeeds();
    taught.run(&["verify", "taught.sqlite"]).succeeds();
    std::fs::copy(taught.path("taught.sqlite"), plain.path("taught.sqlite")).unwrap();
    plain.run(&["import", "taught.sqlite"]).succeeds();
    assert_eq!(claims(&plain), claims(&taught));
    assert_eq!(
        plain.rows("SELECT wording FROM taught"),
        ["Requests for cards of residency"]
    );
    // Documents that are read without lessons do not keep others from being taught.
    let other = ["teach", "matters of stay", "service_applications"];
    taught.run(&other).succeeds();
}

#[test]
fn beside_an_item_more_words_may_say_something_else() {
    let label = "Requests for cards of residency";
    let item = |more: &str| {
        format!(
            "Legal migration\n- {more} – 340\nDuring December of 2024, 7 calls were received by the Call Center.\n"
        )
    };
    for more in [
        "Requests for cards of residency (in %)",
        "Requests for cards of residency, thousand",
        "Requests for cards of residency against",
        "Requests for cards of residency at most",
        "Requests for cards of residency (Turkey)",
        "Migration Service of Turkey: requests for cards of residency",
        "Requests for cards of residency not accepted",
        "Calls on requests for cards of residency",
        "Requests for cards of residency this week",
        "One of 10 requests for cards of residency",
    ] {
        let desk = Desk::with(&[("a.txt", &item(more))]);
        let before = claims(&desk);
        let taught = desk.run(&["teach", label, "applications.residence_permit"]);
        taught.succeeds();
        assert_eq!(claims(&desk), before, "{more}");
    }
    let desk = Desk::with(&[("a.txt", &item(label)), ("b.txt", &item("Legal migration"))]);
    desk.run(&["teach", label, "applications.residence_permit"])
        .succeeds();
    assert!(claims(&desk).contains(&"2024-12|applications.residence_permit|340".to_owned()));
    // A year in a heading is no value of it.
    let heading = "Lawful matters 2024\n- Applications on citizenship issues – 5\n";
    let desk = Desk::with(&[("a.txt", &format!("{heading}{KNOWN}"))]);
    let before = claims(&desk);
    desk.run(&["teach", "Lawful matters", "applications.petitions"])
        .succeeds();
    assert_eq!(claims(&desk), before);
}

#[test]
fn reasons_of_both_are_kept_and_what_nobody_teaches_is_not_taken_over() {
    let (ours, theirs) = (desk(), desk());
    for (desk, note) in [(&ours, "by telephone"), (&theirs, "a letter")] {
        desk.run(&[
            "teach",
            "matters of stay",
            "service_applications",
            "--note",
            note,
        ])
        .succeeds();
    }
    let hostile = rusqlite::Connection::open(theirs.path("sms.sqlite")).unwrap();
    hostile
        .execute_batch(
            "INSERT INTO stored_lesson (wording, indicator_id)
             SELECT w.column1, indicator_id FROM (VALUES ('of'), ('x' || char(27) || '[31mq')) AS w,
             indicator WHERE indicator = 'decisions.leave'",
        )
        .unwrap();
    drop(hostile);
    std::fs::copy(theirs.path("sms.sqlite"), ours.path("theirs.sqlite")).unwrap();
    let merged = ours.run(&["import", "theirs.sqlite"]).succeeds().out;
    assert!(merged.contains("no such wording is taught"), "{merged}");
    assert!(!merged.contains('\u{1b}'));
    let kept = ["matters of stay|a letter | by telephone"];
    assert_eq!(ours.rows("SELECT wording, note FROM taught"), kept);
    // Whoever has such a row can take it back.
    theirs.run(&["teach", "--forget", "of"]).succeeds();
    let many = rusqlite::Connection::open(theirs.path("sms.sqlite")).unwrap();
    many.execute_batch(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2001)
         INSERT INTO stored_lesson (wording, indicator_id) SELECT 'word ' || i, 1 FROM n",
    )
    .unwrap();
    drop(many);
    theirs.write("b.txt", MATTERS.replace("June", "July"));
    theirs
        .run(&["import", "b.txt"])
        .fails(1, &["more or longer taught wordings"]);
}
