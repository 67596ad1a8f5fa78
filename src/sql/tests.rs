//! Every question of the room has an answer for any text.

use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn no_text_breaks_a_question(
        text in "(select |from |where |group by |having |with |as |union |sum\\(|value|series|indicator|time_period|in \\(|case |end |filter \\(where |over |'|\"|\\(|\\)|,|\\.|\\*|=|;|--|/\\*|\n|ə|1| ){0,30}",
        offset in 0..150_usize,
    ) {
        sums(&text);
        literals(&text, "indicator");
        names_of_with(&text);
        sources_at(&text, offset);
        columns_at(&text, offset, &|_| vec!["a".to_owned()]);
        place_of_table(&text, "series");
        syntax_help(&text, offset);
        unclosed(&text, offset);
        is_complete(&text);
        statements(&text);
        prop_assert!(missing(&text).0 <= text.len());
    }
}
