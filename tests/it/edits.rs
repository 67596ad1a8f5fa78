//! Mistyped bulletins: whatever letters of a text change, no figure becomes
//! another indicator's. A figure may well become unread.
//!
//! The gate mistypes each word of the examples in two ways. Every letter in
//! twenty ways, and two letters at random, take minutes:
//!
//! ```sh
//! cargo test --test it edits -- --include-ignored
//! ```

use crate::families::{Found, examples, read};
use proptest::prelude::*;

const LETTERS: [char; 9] = ['a', 'e', 'n', 's', 'x', 'ı', 'ə', 'ш', 'о'];

/// What happens to a letter.
#[derive(Debug, Clone, Copy)]
enum Edit {
    Leave,
    Swap,
    Replace(char),
    Insert(char),
}

/// Figures stay, and what is said about them changes.
fn edited(chars: &[char], at: usize, edit: Edit) -> Option<Vec<char>> {
    let letters = chars[at].is_lowercase() && chars.get(at + 1)?.is_lowercase();
    let mut chars = letters.then(|| chars.to_vec())?;
    match edit {
        Edit::Leave => drop(chars.remove(at)),
        Edit::Swap => chars.swap(at, at + 1),
        Edit::Replace(letter) => chars[at] = letter,
        Edit::Insert(letter) => chars.insert(at, letter),
    }
    Some(chars)
}

/// Figures that were another indicator's before. By their values: an edit of
/// a thousands word makes two numbers of one.
fn changed(before: &[Found], now: &str) -> Vec<String> {
    let mut told = Vec::new();
    for now in read(now) {
        let same = |was: &&Found| (was.line, was.value) == (now.line, now.value);
        let mut same = before.iter().filter(same).peekable();
        if same.peek().is_some() && !same.any(|was| was.indicator == now.indicator) {
            told.push(format!("{} {}", now.indicator, now.value));
        }
    }
    told
}

/// Each edit of each letter of each example that makes a figure another's.
fn all_changed(edits: &[Edit]) -> Vec<String> {
    let one = |name: &str, text: &str| {
        let before = read(text);
        let chars: Vec<char> = text.chars().collect();
        let mut told = Vec::new();
        for at in 0..chars.len() {
            for edit in edits {
                let Some(chars) = edited(&chars, at, *edit) else {
                    continue;
                };
                let text = String::from_iter(&chars);
                for figure in changed(&before, &text) {
                    let near =
                        String::from_iter(&chars[at.saturating_sub(8)..(at + 8).min(chars.len())]);
                    told.push(format!("{name}: {figure} by {edit:?} {near:?}"));
                }
            }
        }
        told
    };
    std::thread::scope(|scope| {
        let runs = examples()
            .iter()
            .map(|(name, text)| scope.spawn(move || one(name, text)));
        let runs: Vec<_> = runs.collect();
        runs.into_iter()
            .flat_map(|run| run.join().unwrap())
            .collect()
    })
}

#[test]
fn a_letter_left_out_or_swapped_makes_no_figure_another_ones() {
    assert_eq!(all_changed(&[Edit::Leave, Edit::Swap]), [""; 0]);
}

#[test]
#[ignore = "takes minutes; see the head of the file"]
fn no_letter_makes_a_figure_another_ones() {
    let edits = LETTERS
        .into_iter()
        .flat_map(|letter| [Edit::Replace(letter), Edit::Insert(letter)]);
    assert_eq!(all_changed(&edits.collect::<Vec<_>>()), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    #[ignore = "takes minutes; see the head of the file"]
    fn two_edits_make_no_figure_another_ones(
        example in 0usize..23,
        edits in [(any::<prop::sample::Index>(), 0usize..4, prop::sample::select(LETTERS.to_vec())), (any::<prop::sample::Index>(), 0usize..4, prop::sample::select(LETTERS.to_vec()))],
    ) {
        let (name, text) = examples().iter().nth(example).unwrap();
        let mut chars: Vec<char> = text.chars().collect();
        for (index, how, letter) in edits {
            let edit = [Edit::Leave, Edit::Swap, Edit::Replace(letter), Edit::Insert(letter)][how];
            chars = edited(&chars, index.index(chars.len()), edit).unwrap_or(chars);
        }
        let text = String::from_iter(chars);
        prop_assert_eq!(changed(&read(&examples()[name]), &text), [""; 0], "{}:\n{}", name, text);
    }
}
