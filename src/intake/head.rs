//! What the head of a column says of the figures below it. Only a head that
//! says nothing of them leaves them what their labels say that they are:
//! below "Ganja", "Share" or "2023" they are figures of something else.

/// Heads that only say that there are figures; `ı` is written `i` here.
const NEUTRAL: [&str; 33] = [
    "number",
    "numbers",
    "no",
    "count",
    "quantity",
    "total",
    "figure",
    "figures",
    "value",
    "amount",
    "indicator",
    "indicators",
    "applications",
    "decisions",
    "of",
    "say",
    "sayi",
    "cəmi",
    "miqdar",
    "miqdari",
    "göstərici",
    "göstəricilər",
    "rəqəm",
    "количество",
    "число",
    "всего",
    "итого",
    "показатель",
    "показатели",
    "кол",
    "во",
    "s",
    "n",
];

/// Words by which figures are told in thousands or as shares.
const SCALED: [&str; 17] = [
    "thousand",
    "thousands",
    "million",
    "millions",
    "mln",
    "percent",
    "percentage",
    "share",
    "min",
    "minlə",
    "milyon",
    "faiz",
    "faizlə",
    "тыс",
    "тысяч",
    "тысячах",
    "млн",
];

/// Characters of a title above a table; a longer text is none.
const TITLE: usize = 120;

/// Whether a head leaves the figures below it what their labels say. One of
/// a month and year does too: which month counts the reader of bulletins
/// judges.
pub fn is_neutral(head: &str) -> bool {
    if is_scaled(head) {
        return false;
    }
    let dated = head.contains(char::is_alphabetic) && has_year(head);
    dated || words(head).all(|word| NEUTRAL.contains(&word.as_str()))
}

/// Whether a text says that figures are in thousands, or are shares.
pub fn is_scaled(text: &str) -> bool {
    text.contains(['%', '‰'])
        || words(text).any(|word| SCALED.contains(&word.as_str()) || word.starts_with("процент"))
}

/// Whether a line that stands alone above rows says so of their figures. A
/// text with figures speaks of its own.
pub fn is_scaled_title(text: &str) -> bool {
    text.chars().count() <= TITLE && !text.contains(char::is_numeric) && is_scaled(text)
}

/// A year and nothing else: a head, however it is built.
pub fn is_year(text: &str) -> bool {
    let mut words = words(text);
    words.next().is_some_and(|word| has_year(&word)) && words.next().is_none()
}

fn has_year(text: &str) -> bool {
    let mut runs = text.split(|char: char| !char.is_ascii_digit());
    runs.any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))
}

/// Words in small letters; `İ` becomes `i` and a dot, and `I` is also `ı`.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let small = text.to_lowercase().replace('\u{307}', "").replace('ı', "i");
    let words: Vec<String> = small
        .split(|char: char| !char.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_that_say_nothing_of_the_figures_are_neutral() {
        for head in [
            "",
            "№",
            "No.",
            "NUMBER",
            "Figure(s)",
            "Sayı",
            "SAYI",
            "CƏMİ",
            "Miqdarı:",
            "MİQDAR",
            "Кол-во",
            "Всего",
            "Total number",
            "May 2024",
            "2024-cü il may",
            "Май 2024 г.",
        ] {
            assert!(is_neutral(head), "{head}");
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
            "Share, May 2024",
            "May 2024, min nəfər",
            "Number (thousand)",
            "2024, %",
            "Sayı, min nəfər",
            "1",
            "Кол-во (тыс.)",
        ] {
            assert!(!is_neutral(head), "{head}");
        }
    }

    #[test]
    fn titles_say_in_what_figures_are() {
        for text in [
            "(in thousands)",
            "Legal migration, min nəfər",
            "в тыс. человек",
            "Structure, %",
        ] {
            assert!(is_scaled_title(text), "{text}");
        }
        assert!(!is_scaled_title("Legal migration"));
        assert!(!is_scaled_title("Of 83 thousand applications"));
        assert!(is_year("2023") && is_year("(2023)") && !is_year("2023 il") && !is_year("2 023"));
    }
}
