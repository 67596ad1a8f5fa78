//! The form in which words are compared. Lower case, without marks above and
//! below letters, and i without a choice of dot: capitals of other programs
//! and old encodings lose these, and no two words of the lexicon differ by
//! them alone (a test holds that).

/// Folds a word: what is no letter is left out.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphabetic);
        return letters.map(|byte| byte.to_ascii_lowercase() as char).collect();
    }
    let letters = word.chars().filter(|char| char.is_alphabetic());
    letters.flat_map(char::to_lowercase).filter_map(plain).collect()
}

/// A lower-case letter without its mark; None for a mark by itself.
fn plain(char: char) -> Option<char> {
    Some(match char {
        '\u{300}'..='\u{36f}' => return None,
        'ı' | 'í' | 'î' | 'ï' => 'i',
        'ə' | 'ә' | 'é' | 'è' | 'ê' | 'ë' => 'e',
        'ç' | 'ć' => 'c',
        'ş' | 'ș' => 's',
        'ğ' | 'ǧ' => 'g',
        'ö' | 'ó' | 'ô' => 'o',
        'ü' | 'ú' | 'û' => 'u',
        'â' | 'á' | 'à' | 'ä' => 'a',
        'ё' => 'е',
        'й' => 'и',
        char => char,
    })
}

/// Whether a word is `beginning` and whatever follows, or, where `whole`,
/// nothing else: with one letter wrong, missing, added or two exchanged,
/// and the first letter right.
pub fn nearly(word: &[char], beginning: &[char], whole: bool) -> bool {
    let Some(at) = (0..word.len().min(beginning.len())).find(|at| word[*at] != beginning[*at]) else {
        // The word ends before its last letter, or has one too many.
        return word.len() + 1 == beginning.len()
            || (word.len() >= beginning.len() && (!whole || word.len() <= beginning.len() + 1));
    };
    if at == 0 {
        return false;
    }
    let goes_on = |word: &[char], beginning: &[char]| {
        if whole {
            word == beginning
        } else {
            word.starts_with(beginning)
        }
    };
    let (word, beginning) = (&word[at..], &beginning[at..]);
    let exchanged = || {
        word.len() > 1 && beginning.len() > 1
            && word[0] == beginning[1] && word[1] == beginning[0]
            && goes_on(&word[2..], &beginning[2..])
    };
    goes_on(&word[1..], &beginning[1..])
        || goes_on(&word[1..], beginning)
        || goes_on(word, &beginning[1..])
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
            ("ÇIXARILMAMAQLA", "cixarilmamaqla"),
            ("çıxarılmamaqla", "cixarilmamaqla"),
            ("Əcnəbilərin", "ecnebilerin"),
            ("мигра\u{301}ция", "миграция"),
            ("Приём", "прием"),
            ("s\u{327}ikayət", "sikayet"),
            ("appli\u{ad}cations", "applications"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }

    #[test]
    fn one_wrong_letter_is_forgiven_and_two_are_not() {
        let near = |word: &str, beginning: &str, whole| {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            nearly(&chars(word), &chars(beginning), whole)
        };
        for word in ["registation", "regisstration", "registrasion", "regitsration", "registratio"] {
            assert!(near(word, "registration", true), "{word}");
        }
        assert!(near("registationen", "registration", false));
        assert!(!near("registationen", "registration", true));
        for word in ["egistration", "deregistration", "regstation", "legislation"] {
            assert!(!near(word, "registration", false), "{word}");
        }
    }
}
