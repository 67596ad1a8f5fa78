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

/// Every view, row for row.
fn views(desk: &Desk) -> Vec<Vec<String>> {
    let names = desk.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'taught' ORDER BY name",
    );
    assert!(names.len() > 20);
    let rows = |name: &String| desk.rows(&format!("SELECT * FROM {name}"));
    names.iter().map(rows).collect()
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
    for language in 0..STRANGE.len() {
        let desk = Desk::with(&[("a.txt", &format!("{}\n{KNOWN}", bulletin(language, 0)))]);
        let before = views(&desk);
        for (wording, indicator) in LESSONS[language] {
            desk.run(&["teach", wording, indicator]).succeeds();
        }
        assert_ne!(views(&desk), before);
        for (wording, _) in LESSONS[language] {
            desk.run(&["teach", "--forget", &wording.to_uppercase()])
                .succeeds();
        }
        assert_eq!(views(&desk), before);
    }
}
