//! The form in which words are compared: lower case, letters and their
//! marks in one character, i without a choice of dot, and e for ə. Capitals of other
//! programs lose the dot ("QEYDIYYAT"), and no two words of the lexicon
//! differ by it alone (a test holds that).

/// Folds a word: what is no letter is left out.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphabetic);
        return letters
            .map(|byte| byte.to_ascii_lowercase() as char)
            .collect();
    }
    let mut folded = String::with_capacity(word.len());
    for char in word.chars().flat_map(char::to_lowercase) {
        match char {
            'ı' => folded.push('i'),
            // Texts without the letter have e in its place, as keyboards and
            // code pages did; so do its Cyrillic twins. Russian is printed both
            // ways.
            'ə' | 'ә' => folded.push('e'),
            'ё' => folded.push('е'),
            '\u{300}'..='\u{36f}' => marked(&mut folded, char),
            char if char.is_alphabetic() => folded.push(char),
            _ => {}
        }
    }
    folded
}

/// Puts a letter and the mark behind it together; other marks are left out.
fn marked(folded: &mut String, mark: char) {
    let both = match (folded.chars().next_back(), mark) {
        (Some('c'), '\u{327}') => 'ç',
        (Some('s'), '\u{327}') => 'ş',
        (Some('g'), '\u{306}') => 'ğ',
        (Some('o'), '\u{308}') => 'ö',
        (Some('u'), '\u{308}') => 'ü',
        (Some('и'), '\u{306}') => 'й',
        _ => return,
    };
    folded.pop();
    folded.push(both);
}

/// Whether a word is `beginning` and whatever follows, or, where `whole`,
/// nothing else, with so many errors at most: a letter wrong, missing or too
/// much, or two exchanged.
pub fn nearly(word: &[char], beginning: &[char], whole: bool, errors: usize) -> bool {
    let same = word
        .iter()
        .zip(beginning)
        .take_while(|(a, b)| a == b)
        .count();
    let (word, beginning) = (&word[same..], &beginning[same..]);
    if beginning.is_empty() {
        return !whole || word.len() <= errors;
    }
    if word.is_empty() || errors == 0 {
        return beginning.len() <= errors;
    }
    let next = |word: &[char], beginning: &[char]| nearly(word, beginning, whole, errors - 1);
    let exchanged = || {
        matches!((word, beginning), ([a, b, ..], [c, d, ..]) if a == d && b == c)
            && next(&word[2..], &beginning[2..])
    };
    next(&word[1..], &beginning[1..])
        || next(&word[1..], beginning)
        || next(word, &beginning[1..])
        || exchanged()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_marks_do_not_matter() {
        for (word, folded) in [
            ("QEYDİYYAT", "qeydiyyat"),
            ("Qeydiyyat", "qeydiyyat"),
            ("ÇIXARILMAMAQLA", "çixarilmamaqla"),
            ("çıxarılmamaqla", "çixarilmamaqla"),
            ("Əcnəbilərin", "ecnebilerin"),
            ("İŞƏ", "işe"),
            ("isə", "ise"),
            ("ise", "ise"),
            ("мигра\u{301}ция", "миграция"),
            ("Приём", "прием"),
            ("Прие\u{308}м", "прием"),
            ("трети\u{306}", "третй"),
            ("s\u{327}ikayət", "şikayet"),
            ("appli\u{ad}cations", "applications"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }

    #[test]
    fn one_wrong_letter_is_forgiven_and_two_are_not() {
        let near = |word: &str, beginning: &str, whole| {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            nearly(&chars(word), &chars(beginning), whole, 1)
        };
        for word in [
            "registation",
            "regisstration",
            "registrasion",
            "regitsration",
            "registratio",
        ] {
            assert!(near(word, "registration", true), "{word}");
        }
        assert!(near("registationen", "registration", false));
        assert!(!near("registationen", "registration", true));
        assert!(near("egistration", "registration", false));
        for word in ["deregistration", "regstation", "legislation"] {
            assert!(!near(word, "registration", false), "{word}");
        }
    }
}
