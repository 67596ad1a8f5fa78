//! Lines that look like known ones and are not, or are and look strange.
//! Each was read wrongly once, or could have been.

use smsdb::bulletin::{Lexicon, Passage, Reader, Role, Text};

fn read(text: &str, look: impl Fn(Vec<Passage<'_>>)) {
    let text = Text::decode(text.as_bytes().to_vec()).unwrap();
    let lexicon = Lexicon::built_in().unwrap();
    look(Reader::new(&text, &lexicon).collect());
}

fn claims(passages: &[Passage<'_>]) -> Vec<String> {
    let numbers = passages.iter().flat_map(|passage| &passage.numbers);
    let claims = numbers.filter_map(|number| match number.role {
        Role::Observation(indicator) => Some(format!("{indicator} {}", number.value.unwrap())),
        _ => None,
    });
    claims.collect()
}

/// What a line of the nested list gives in its section.
#[track_caller]
fn line_gives(section: &str, line: &str, expected: &[&str]) {
    let heading = if section == "applications" {
        "Legal migration"
    } else {
        "Illegal migration"
    };
    read(&format!("{heading}\n{line}\n"), |passages| {
        assert_eq!(claims(&passages), expected, "{line}");
    });
}

#[test]
fn items_that_borrow_words_give_no_figure() {
    for line in [
        "- Applications on registration upon place of residence – 611",
        "Foreigners registered upon place of stay – 740841",
        "Violations of registration upon place of stay – 77",
        "Applications on deregistration of foreigners from place of stay – 1201",
        "Temporary and permanent residence permits issued – 5902",
        "Foreigners with temporary residence permits – 65000",
        "Quota for work permits – 300",
        "Work permits in force – 12000",
        "Planned applications on work permits – 30",
        "Consultations on obtaining residence permits – 44",
        "Refused applications on obtaining residence permits – 301",
        "Persons whose citizenship could not be determined – 5",
        "- Applications on obtaining residence permits – 6748 to 7000",
        "- Applications on obtaining residence permits – about 6748",
        "- Applications on obtaining residence permits – 6748-5900",
        "- Applications on obtaining residence permits – 6. 748",
        "- Applications on obtaining residence permits – ~6748",
        "- Applications on obtaining residence permits in January–October 2024 – 6748",
        "- Applications on obtaining residence permits (cumulative for January–October 2024) – 6748",
    ] {
        line_gives("applications", line, &[]);
    }
    for line in [
        "- Executed decisions on administrative fine with administrative expulsion – 150",
        "- Decisions on fine not accompanied with administrative expulsion – 844",
        "- Decisions on postponement of administrative expulsion – 8",
        "- Decisions on not imposing ban on entry – 9",
        "- Decisions on lifting the ban on entry to the country – 21",
        "- Decisions on Articles except 16.1.8 – 25",
        "- Court decisions on violations of migration legislation – 31",
        "- Complaints against decisions on legalization of residence – 12",
        "- Disciplinary decisions on employees – 3",
        "- Decisions on verification of legality of residence – 12",
        "During November of 2024, 300 calls in English were received.",
        "During November of 2024, 120 e-applications for exit visas were received.",
    ] {
        line_gives("decisions", line, &[]);
    }
}

#[test]
fn a_number_inside_a_label_does_not_take_it() {
    line_gives(
        "decisions",
        "During November of 2024, the Call Center (919) received 5261 calls",
        &["calls 5261"],
    );
    line_gives(
        "decisions",
        "- Decisions on imposing ban on entry to the country for a 5-year period – 837",
        &["decisions.entry_ban 837"],
    );
    line_gives(
        "applications",
        "- Applications on obtaining residence permits in 12 regional offices – 6748",
        &["applications.residence_permit 6748"],
    );
    line_gives(
        "applications",
        "- Applications on obtaining residence permits (for 90 days or more; duty 120 manats) – 6748",
        &["applications.residence_permit 6748"],
    );
}

#[test]
fn a_comparison_behind_a_figure_does_not_hide_it() {
    for tail in [
        ", which is 5% more than in November 2023",
        " (against 5,000 in November 2023)",
        " (in October 2024: 801)",
        ", an increase of 212 compared to November 2023",
        " (46.2%)",
        "²",
        " [1]",
        "*",
        ", or 1.3 times less than in 2023",
    ] {
        let line = format!("- Applications on obtaining residence permits – 6748{tail}");
        line_gives(
            "applications",
            &line,
            &["applications.residence_permit 6748"],
        );
    }
    let footer = "During November of 2024, 5261 calls were received by the Call Center, compared with 4870 calls in November of 2023.";
    read(&format!("Illegal migration\n{footer}"), |passages| {
        assert_eq!(claims(&passages), ["calls 5261"]);
        let bulletin = passages[0].bulletin.as_ref().unwrap();
        assert_eq!(bulletin.period.unwrap().to_string(), "2024-11");
    });
}

#[test]
fn a_wrapped_label_is_read_as_a_whole() {
    line_gives(
        "applications",
        "- Applications on obtaining temporary and\npermanent residence permits – 6748",
        &["applications.residence_permit 6748"],
    );
    line_gives(
        "applications",
        "- Applications on cancellation of\nwork permits – 5",
        &[],
    );
}

#[test]
fn an_unknown_announcement_suspends_the_items_below_it() {
    line_gives(
        "applications",
        "Permits issued:\n- obtaining residence permits – 5000",
        &[],
    );
    line_gives(
        "applications",
        "Of these:\n- obtaining residence permits – 5000",
        &["applications.residence_permit 5000"],
    );
}

const FIRST: &str = "In all, a total of 38,318 applications were received across its activity directions:\n\
                     - Calls received by the Call Center – 6,148\n";

#[test]
fn a_period_of_another_sentence_does_not_date_a_bulletin() {
    for other in [
        "In 2023 the Service opened its third office.",
        "A conference took place in May 2017 in Baku.",
        "During 2024, 12 seminars were held.",
        "September 2024",
        "During May 2025, the State Migration Service of the Republic of\nAzerbaijan",
    ] {
        read(&format!("{FIRST}{other}\n"), |passages| {
            assert_eq!(
                passages[0].bulletin.as_ref().unwrap().period,
                None,
                "{other}"
            );
        });
    }
}

#[test]
fn items_behind_another_total_belong_to_another_bulletin() {
    let text = format!(
        "{FIRST}During March 2024, the State Migration Service of the Republic of Azerbaijan\n\
         got 39,318 applications.\n- Citizenship issues – 888\n"
    );
    read(&text, |passages| {
        let periods: Vec<Option<String>> = passages
            .iter()
            .map(|passage| passage.bulletin.as_ref().unwrap().period)
            .map(|period| period.map(|period| period.to_string()))
            .collect();
        assert_eq!(periods, [None, Some("2024-03".to_owned())]);
        assert_eq!(
            claims(&passages),
            [
                "applications 38318",
                "calls 6148",
                "applications.citizenship 888"
            ]
        );
    });
}

#[test]
fn lines_of_the_same_shape_keep_their_own_words() {
    let footers = ["259,316,000", "526", "5261", "115261"].map(|value| {
        format!(
            "Legal migration\n{value} calls were received by the Call Center in November 2024.\n"
        )
    });
    read(&footers.concat(), |passages| {
        for passage in &passages {
            let words = passage.bulletin.as_ref().unwrap().period_text.as_deref();
            assert_eq!(words, Some("November 2024"));
        }
        assert_eq!(passages.len(), 4);
    });
    read("a \u{1} b\na 1234 b\na \u{1}\u{1} b\n", |passages| {
        assert_eq!(claims(&passages), [] as [&str; 0]);
    });
}

#[test]
fn a_heading_above_the_reporting_period_list_is_the_same_bulletin() {
    read(
        &format!(
            "Legal migration\n{FIRST}Irregular migration\n1,612 decisions were made on violations of the Migration Code."
        ),
        |passages| {
            assert_eq!(passages.len(), 1);
            assert_eq!(
                claims(&passages),
                ["applications 38318", "calls 6148", "decisions 1612"]
            );
        },
    );
}

/// What a text says of its figures: period, indicator, value.
fn dated(text: &str) -> Vec<(String, String, i64)> {
    let found = crate::families::read(text).into_iter();
    found
        .map(|figure| (figure.period, figure.indicator, figure.value))
        .collect()
}

#[test]
fn a_month_inside_the_period_is_another_period_and_its_beginning_is_not() {
    let text = |sentence: &str| {
        format!(
            "The State Migration Service has released its figures for nine months of 2021\n\n\
             {sentence} 9,236 decisions were made on violations of migration and \
             administrative legislation.\n"
        )
    };
    let decisions = |period: &str| vec![(period.to_owned(), "decisions".to_owned(), 9236)];
    for sentence in [
        "Since January",
        "During nine months",
        "From January to September",
    ] {
        assert_eq!(
            dated(&text(sentence)),
            decisions("2021-01-01/P9M"),
            "{sentence}"
        );
    }
    for sentence in ["In September", "In January", "In August"] {
        assert_eq!(dated(&text(sentence)), [], "{sentence}");
    }
}

#[test]
fn the_same_months_of_an_earlier_year_are_only_compared_with() {
    let head = "Between January and June 2022 the Service made 5,966 decisions on violations of \
                migration and administrative legislation.";
    let own = vec![("2022-01-01/P6M".to_owned(), "decisions".to_owned(), 5966)];
    for rest in [
        "In the first half of 2021 it made 6,340 decisions on violations of migration and administrative legislation.",
        "Between January and June 2021 this figure was 6,340.",
        "That is down 6% on the 6,340 of January-June 2021.",
    ] {
        assert_eq!(dated(&format!("{head} {rest}\n")), own, "{rest}");
    }
}
