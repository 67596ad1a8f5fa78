//! Bytes without a name: decoded only when they are unmistakable, see the
//! three rules. A wrong encoding makes words no reader knows, or worse ones.

use super::encoding::{Page, from_page};

/// Decodes bytes that are not UTF-8 if one reading alone is possible:
///
/// 1. every byte above 7F means the same in windows-1251, -1252 and -1254;
/// 2. or all letters among them stand in words of Cyrillic letters alone, in
///    windows-1251, which look as words do: capitals first or throughout;
/// 3. or they are the letters of Turkish and Azerbaijani inside words of
///    otherwise ASCII letters, in windows-1254.
///
/// # Errors
/// The place of the first byte that no rule explains.
pub fn unmistakable(bytes: &[u8]) -> Result<String, usize> {
    let first = bytes.iter().position(|byte| *byte > 0x7F).unwrap_or(0);
    if bytes
        .iter()
        .any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C))
    {
        return Err(first);
    }
    let pages = [Page::Windows1251, Page::Windows1252, Page::Windows1254];
    let [cyrillic, western, turkish] = pages.map(Page::upper_half);
    let above = |byte: &u8| usize::from(*byte).checked_sub(0x80);
    // A mark means the same everywhere; what else there is must be letters.
    let same = |at: usize| {
        cyrillic[at].is_some() && cyrillic[at] == western[at] && cyrillic[at] == turkish[at]
    };
    let strange = |byte: &u8| above(byte).is_some_and(|at| !same(at));
    let Some(letter) = bytes.iter().position(strange) else {
        return from_page(bytes, Page::Windows1251);
    };
    // № stands beside words in no other page.
    let parts = |byte: u8| byte == NUMBER_SIGN || !strange(&byte);
    let is_russian = words(bytes, parts).all(|word| is_cyrillic(word, &cyrillic));
    if is_russian && words(bytes, parts).any(|word| is_plain(word, &cyrillic)) {
        return from_page(bytes, Page::Windows1251);
    }
    let is_turkish_text = bytes.iter().enumerate().all(|(at, byte)| {
        let char = above(byte).and_then(|at| turkish[at]);
        !strange(byte) || (char.is_some_and(is_turkish) && beside_ascii(bytes, at))
    });
    if is_turkish_text {
        return from_page(bytes, Page::Windows1254);
    }
    Err(letter)
}

/// № in windows-1251.
const NUMBER_SIGN: u8 = 0xB9;

/// Runs of letters that are not all ASCII, parted by what `parts` holds of.
fn words(bytes: &[u8], parts: impl Fn(u8) -> bool) -> impl Iterator<Item = &[u8]> {
    let runs = bytes.split(move |byte| !byte.is_ascii_alphabetic() && parts(*byte));
    runs.filter(|word| !word.is_ascii())
}

/// The character of a byte above 7F.
fn upper(page: &[Option<char>; 128], byte: u8) -> Option<char> {
    page[usize::from(byte.checked_sub(0x80)?)]
}

/// A word that could be Russian: Cyrillic letters alone, small behind the
/// first, or capitals throughout. One or two letters are words too (в, из).
fn is_cyrillic(word: &[u8], page: &[Option<char>; 128]) -> bool {
    let mut chars = word.iter().map(|byte| upper(page, *byte).unwrap_or(' '));
    let russian = |char: char| matches!(char, 'А'..='я' | 'Ё' | 'ё');
    let all_capitals = chars.clone().all(char::is_uppercase);
    chars.clone().all(russian)
        && chars.next().is_some_and(|first| !"ъыьЪЫЬ".contains(first))
        && (all_capitals || !chars.any(char::is_uppercase))
}

/// A word of three letters or more, small ones behind the first, that can be
/// spoken. Words of another encoding are capitals, or consonants, mostly.
fn is_plain(word: &[u8], page: &[Option<char>; 128]) -> bool {
    let chars = word.iter().map(|byte| upper(page, *byte).unwrap_or(' '));
    word.len() >= 3
        && chars.clone().skip(1).all(char::is_lowercase)
        && chars.clone().any(|char| "аеёиоуыэюя".contains(char))
}

fn is_turkish(char: char) -> bool {
    "çğıöşüÇĞİÖŞÜâîÂÎ".contains(char)
}

/// Whether a neighbour of a byte is an ASCII letter, or the next but one
/// behind another letter of these (güğüm).
fn beside_ascii(bytes: &[u8], at: usize) -> bool {
    let end = |byte: &&u8| !byte.is_ascii_alphabetic() && **byte <= 0x7F;
    let before = bytes[..at]
        .iter()
        .rev()
        .take(3)
        .take_while(|byte| !end(byte));
    let behind = bytes[at + 1..].iter().take(3).take_while(|byte| !end(byte));
    before.chain(behind).any(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8], at: usize) {
        assert_eq!(unmistakable(bytes), Err(at), "{}", bytes.escape_ascii());
    }

    #[test]
    fn marks_that_mean_the_same_everywhere_are_read() {
        let read = unmistakable(b"Decisions \x96 25\xA0118 \xABtotal\xBB \x93x\x94");
        assert_eq!(read.as_deref(), Ok("Decisions – 25\u{a0}118 «total» “x”"));
    }

    #[test]
    fn words_of_cyrillic_letters_alone_are_windows_1251() {
        let text = "За май 2024 года в Службу поступило 25\u{a0}118 обращений – № 5, ГМС";
        let upper = Page::Windows1251.upper_half();
        let byte = |char: char| match u8::try_from(char) {
            Ok(byte) if byte < 0x80 => byte,
            _ => {
                0x80 + u8::try_from(upper.iter().position(|own| *own == Some(char)).unwrap())
                    .unwrap()
            }
        };
        let bytes: Vec<u8> = text.chars().map(byte).collect();
        assert_eq!(unmistakable(&bytes).as_deref(), Ok(text));
    }

    #[test]
    fn turkish_letters_inside_words_are_windows_1254() {
        let read = unmistakable(b"M\xFCraci\xFEt say\xFD \xD6lk\xFC \x96 25, \xDE\xF6b\xFE");
        assert_eq!(read.as_deref(), Ok("Müracişt sayı Ölkü – 25, Şöbş"));
    }

    #[test]
    fn everything_else_is_refused_where_it_begins() {
        refused(b"caf\xE9", 3);
        // CP437 and KOI8-R words, a mixture, controls, undefined bytes.
        refused(b"Qanuni \x80\x81 12", 7);
        refused(b"\xF3\xCC\xD5\xD6\xC2\xC1 2024", 0);
        refused(b"\xCC\xE0\xE9 Say\xFD", 0);
        refused(b"say\xFD \x81", 3);
        refused(b"say\xFD\x00", 3);
        refused(b"say\xFD\x1B", 3);
        refused(b"a\x98b", 1);
        refused(b"\xFE", 0);
    }
}
