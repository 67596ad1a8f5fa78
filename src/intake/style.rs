//! What styles say of an element: whether it is shown, and whether it stands
//! in its line. A style that could hide in a way that is not understood
//! hides: what is shown and not read is no wrong figure.

use std::collections::HashSet;

/// How the ends of an element part its line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edge {
    #[default]
    None,
    /// Digits on both sides belong to two numbers.
    Digits,
    /// The line ends.
    Line,
}

/// Whether an inline style hides its element, or strikes it out.
pub fn hides(style: &str) -> bool {
    // Written with escapes nobody but a browser reads it.
    style.contains('\\') || declarations(style).any(|(name, value)| is_hiding(&name, &value))
}

/// What a style does to the ends of its element. Styles that only Word knows
/// change nothing.
pub fn edge(style: &str) -> Edge {
    let mut edge = Edge::None;
    for (name, value) in declarations(style) {
        let block = ["block", "flex", "grid", "table", "list-item", "flow-root"];
        if name == "display" && block.contains(&value.as_str()) {
            return Edge::Line;
        }
        if !name.starts_with("mso-") {
            edge = Edge::Digits;
        }
    }
    edge
}

/// Names and values, in small letters, without comments and `!important`.
fn declarations(style: &str) -> impl Iterator<Item = (String, String)> {
    let style = without_comments(style).to_ascii_lowercase();
    let pair = |declaration: &str| {
        let (name, value) = declaration.split_once(':')?;
        let value = value.split('!').next().unwrap_or_default();
        Some((name.trim().to_owned(), value.trim().to_owned()))
    };
    let pairs: Vec<(String, String)> = style.split(';').filter_map(pair).collect();
    pairs.into_iter()
}

fn is_hiding(name: &str, value: &str) -> bool {
    match name {
        "display" => value == "none",
        "visibility" => matches!(value, "hidden" | "collapse"),
        "font-size" | "opacity" => is_zero(value),
        "font" => value
            .split([' ', '/'])
            .any(|part| part.starts_with('0') && is_zero(part)),
        "text-decoration" | "text-decoration-line" => value.contains("line-through"),
        "left" | "right" | "top" | "bottom" | "inset" | "text-indent" | "transform" => {
            is_far(value)
        }
        _ => name.starts_with("margin") && is_far(value),
    }
}

/// Nothing, in whatever unit.
fn is_zero(value: &str) -> bool {
    let end = value.find(|char: char| !char.is_ascii_digit() && char != '.');
    let number = value[..end.unwrap_or(value.len())].parse::<f64>();
    number.is_ok_and(|number| number == 0.0)
}

/// So far to the left or above that nobody sees it.
fn is_far(value: &str) -> bool {
    value.split('-').skip(1).any(|part| {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        digits >= 4
    })
}

fn without_comments(style: &str) -> String {
    let mut rest = style;
    let mut text = String::with_capacity(style.len());
    while let Some((before, behind)) = rest.split_once("/*") {
        text.push_str(before);
        rest = behind.split_once("*/").map_or("", |(_, behind)| behind);
    }
    text.push_str(rest);
    text
}

/// Classes and names of elements that the page's own styles hide, told by
/// simple rules as `.name { display: none }`. Rules that hold only for some
/// media are not looked at.
#[derive(Debug, Default)]
pub struct Sheet {
    hidden: HashSet<String>,
}

impl Sheet {
    /// Takes the rules of a `style` element; later ones count.
    pub fn add(&mut self, text: &str) {
        let text = without_comments(text);
        let mut rest = text.as_str();
        while let Some(at) = rest.find(['{', ';']) {
            let (selectors, block) = (rest[..at].trim(), &rest[at + 1..]);
            if rest[at..].starts_with(';') {
                rest = block;
                continue;
            }
            let end = end_of_block(block);
            if !selectors.starts_with('@') {
                self.rule(selectors, &block[..end]);
            }
            rest = block.get(end + 1..).unwrap_or_default();
        }
    }

    fn rule(&mut self, selectors: &str, block: &str) {
        let shown = declarations(block).any(|(name, _)| name == "display");
        let hidden = hides(block);
        for selector in selectors.split(',').map(str::trim) {
            let simple = |char: char| char.is_alphanumeric() || char == '-' || char == '_';
            let name = selector.strip_prefix(['.', '#']).unwrap_or_default();
            if name.is_empty() || !name.chars().all(simple) {
                continue;
            }
            if hidden {
                self.hidden.insert(selector.to_owned());
            } else if shown {
                self.hidden.remove(selector);
            }
        }
    }

    /// Whether one of the classes of an element, or its name, is hidden.
    pub fn hides(&self, classes: Option<&str>, id: Option<&str>) -> bool {
        if self.hidden.is_empty() {
            return false;
        }
        let has = |mark: char, name: &str| self.hidden.contains(&format!("{mark}{name}"));
        let mut classes = classes.unwrap_or_default().split_ascii_whitespace();
        classes.any(|name| has('.', name)) || id.is_some_and(|name| has('#', name))
    }
}

/// Where the block that is open ends.
fn end_of_block(text: &str) -> usize {
    let mut depth = 1;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_hides_only_what_it_says() {
        for style in [
            "display:none",
            "color: red; DISPLAY : None !important",
            "visibility:hidden;",
            "display:none ! important",
            "/*a*/display:none",
            "display:/* ; */none",
            "d\\69splay:none",
            "visibility:collapse",
            "font-size:0",
            "font-size: 0px",
            "font:0/0 a",
            "opacity:0",
            "opacity: 0.0 !important",
            "text-decoration:line-through",
            "text-decoration-line: underline line-through",
            "position:absolute;left:-9999px",
            "text-indent:-99999em",
        ] {
            assert!(hides(style), "{style}");
        }
        for style in [
            "",
            "display:inline",
            "x-display:none",
            "content:'display:none'",
            "display",
            "font-size:0.9em",
            "opacity:.5",
            "font:10px Arial",
            "margin-left:-999px",
            "background:url(a-2024.png)",
        ] {
            assert!(!hides(style), "{style}");
        }
    }

    #[test]
    fn a_sheet_hides_classes_by_simple_rules() {
        let mut sheet = Sheet::default();
        sheet.add("@import 'x'; .a, .b-c { display: none } /* .d{display:none} */ #e{opacity:0}");
        sheet.add("@media print { .f { display:none } } .g .h {display:none} .a {display:block}");
        assert!(sheet.hides(Some("x b-c"), None) && sheet.hides(None, Some("e")));
        assert!(!sheet.hides(Some("a d f g h e"), Some("a")));
    }

    #[test]
    fn edges_are_those_of_blocks_and_of_shown_styles() {
        assert_eq!(edge("display: block"), Edge::Line);
        assert_eq!(edge("float:left"), Edge::Digits);
        assert_eq!(edge("mso-ansi-language:EN-US"), Edge::None);
        assert_eq!(edge(""), Edge::None);
    }
}
