//! What the elements of a page are to its reader: lines, cells, marks, or
//! nothing at all. Names and roles follow the HTML standard.

/// What an element does to the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Part of the line: `span`, and every element that is not known.
    Inline,
    /// The same, but an end tag ends it also across blocks: `b`, `font`.
    Formatting,
    /// Digits in it are marks: `sup`, `sub`.
    Raised,
    /// Not shown, or struck out.
    Unread,
    /// Struck out, and part of the line: what is struck out holds no longer.
    Struck,
    /// Has no end: `img`.
    Void,
    Break,
    Rule,
    Html,
    Head,
    Body,
    Title,
    Block,
    Heading,
    Verbatim,
    List,
    Item,
    Terms,
    Term,
    Definition,
    Table,
    Rows,
    Row,
    Cell,
    Caption,
}

impl Role {
    /// The role of an element; the name in small letters.
    pub fn of(name: &[u8]) -> Role {
        match name {
            b"b" | b"big" | b"code" | b"em" | b"font" | b"i" | b"nobr" | b"small" | b"strong"
            | b"tt" | b"u" | b"a" => Role::Formatting,
            b"sup" | b"sub" => Role::Raised,
            b"del" | b"s" | b"strike" => Role::Struck,
            b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"math" | b"iframe"
            | b"object" | b"applet" | b"select" | b"datalist" | b"textarea" | b"audio"
            | b"video" | b"canvas" | b"noframes" | b"noembed" | b"rp" | b"rt" | b"progress"
            | b"meter" => Role::Unread,
            b"area" | b"base" | b"basefont" | b"bgsound" | b"col" | b"embed" | b"frame"
            | b"img" | b"image" | b"input" | b"keygen" | b"link" | b"meta" | b"param"
            | b"source" | b"track" | b"wbr" => Role::Void,
            b"br" => Role::Break,
            b"hr" => Role::Rule,
            b"html" => Role::Html,
            b"head" => Role::Head,
            b"body" | b"frameset" => Role::Body,
            b"title" => Role::Title,
            b"p" | b"div" | b"section" | b"article" | b"aside" | b"header" | b"footer" | b"nav"
            | b"main" | b"search" | b"hgroup" | b"address" | b"blockquote" | b"center"
            | b"details" | b"summary" | b"dialog" | b"fieldset" | b"legend" | b"figure"
            | b"figcaption" | b"form" | b"marquee" | b"optgroup" | b"option" => Role::Block,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Role::Heading,
            b"pre" | b"listing" | b"xmp" | b"plaintext" => Role::Verbatim,
            b"ul" | b"ol" | b"menu" | b"dir" => Role::List,
            b"li" => Role::Item,
            b"dl" => Role::Terms,
            b"dt" => Role::Term,
            b"dd" => Role::Definition,
            b"table" => Role::Table,
            b"thead" | b"tbody" | b"tfoot" | b"colgroup" => Role::Rows,
            b"tr" => Role::Row,
            b"td" | b"th" => Role::Cell,
            b"caption" => Role::Caption,
            _ => Role::Inline,
        }
    }

    /// Elements that end tags of inline elements do not reach across.
    pub fn is_special(self) -> bool {
        use Role::*;
        !matches!(self, Inline | Formatting | Raised | Struck | Unread)
    }

    /// Elements that end an open paragraph when they begin.
    pub fn ends_paragraph(self) -> bool {
        use Role::*;
        matches!(
            self,
            Rule | Block | Heading | Verbatim | List | Item | Terms | Term | Definition | Table
        )
    }
}

/// Elements that stand in the head; any other one ends it.
pub fn stays_in_head(name: &[u8]) -> bool {
    matches!(
        name,
        b"base"
            | b"basefont"
            | b"bgsound"
            | b"link"
            | b"meta"
            | b"title"
            | b"noscript"
            | b"noframes"
            | b"style"
            | b"script"
            | b"template"
            | b"head"
            | b"html"
    )
}

/// Elements of text end a drawing that was left open.
pub fn ends_drawing(name: &[u8], role: Role) -> bool {
    match role {
        Role::Void | Role::Title | Role::Html | Role::Head => false,
        Role::Formatting => !matches!(name, b"a" | b"font"),
        role => role.is_special(),
    }
}
