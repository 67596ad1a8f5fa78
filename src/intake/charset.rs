//! The encoding that a page names for itself.

use super::encoding::Encoding;
use super::tags::{Tag, Tags};

/// Bytes of a page in which browsers look for the name of its encoding:
/// four times the 1,024 of the standard, for pages with long heads.
const SEARCHED: usize = 4096;

/// The encoding that the first `meta` of a page names, if it is known.
pub fn named(page: &[u8]) -> Option<Encoding> {
    let start = &page[..page.len().min(SEARCHED)];
    let mut tags = Tags::new(start, |_| false);
    while let Some(tag) = tags.next() {
        let Tag::Start {
            name, attributes, ..
        } = tag
        else {
            continue;
        };
        tags.expect_raw_text(&name);
        if name != b"meta" {
            continue;
        }
        let value = |wanted: &[u8]| {
            let found = attributes.iter().find(|(own, _)| own == wanted);
            found.map(|(_, value)| value.as_str())
        };
        let is_type = value(b"http-equiv")
            .is_some_and(|text| text.trim().eq_ignore_ascii_case("content-type"));
        let content = value(b"content").filter(|_| is_type).and_then(of_content);
        let Some(name) = value(b"charset").or(content) else {
            continue;
        };
        return Encoding::of_name(name);
    }
    None
}

/// The name behind `charset=` of a content type.
fn of_content(content: &str) -> Option<&str> {
    let at = content.to_ascii_lowercase().find("charset")? + "charset".len();
    let name = content[at..].trim_start().strip_prefix('=')?.trim_start();
    let name = name.trim_start_matches(['"', '\'']);
    name.split(|char: char| char.is_whitespace() || ";\"'".contains(char))
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::encoding::Page;

    #[test]
    fn both_forms_are_read_and_scripts_are_not() {
        let cyrillic = Some(Encoding::Byte(Page::Windows1251));
        assert_eq!(named(b"<meta charset='windows-1251'>"), cyrillic);
        assert_eq!(
            named(b"<META HTTP-EQUIV=Content-Type content=\"text/html; Charset = CP1251\">"),
            cyrillic
        );
        assert_eq!(
            named(b"<script>'<meta charset=koi8-r>'</script><meta charset=cp1251>"),
            cyrillic
        );
        assert_eq!(
            named(b"<!-- <meta charset=cp1251> --><meta name=x content='charset=cp1251'>"),
            None
        );
        assert_eq!(named(b"<meta charset=klingon>"), None);
    }
}
