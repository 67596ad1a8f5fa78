//! What is bold or dim where colour is wanted. Nothing has a colour of its own, so
//! that it can be read on dark and on light terminals; no style changes a width.

use anstyle::Style;

use super::value::NULL;

/// The style of a column's name.
pub(super) fn of_name(colour: bool) -> Style {
    if colour {
        Style::new().bold()
    } else {
        Style::new()
    }
}

/// The style of a cell, by the text that is shown: NULL steps back.
pub(super) fn of_cell(shown: &str, colour: bool) -> Style {
    if colour && shown == NULL {
        Style::new().dimmed()
    } else {
        Style::new()
    }
}
