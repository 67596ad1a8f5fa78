//! Whole wordings, word for word: what persons taught, and rows of the lexicon
//! of the kind `verbatim`. They say what is counted, too, and are asked only
//! where no other row is sure of a figure.

use super::lexicon::Lexicon;
use super::number::scan;
use super::word::{Token, tokens};
use foldhash::HashSet;

/// A wording as it was printed: `#` is the figure itself, other numbers mean
/// themselves; case, marks and blanks play no part.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Verbatim(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Piece {
    Figure,
    Number(String),
    /// Folded.
    Word(String),
}

impl Verbatim {
    /// Reads a wording; None where it has no word.
    pub fn of(wording: &str, lexicon: &Lexicon) -> Option<Verbatim> {
        // A digit stands for the figure, so that its ending is one.
        let text = wording.replace('#', "7");
        let figures: Vec<usize> = wording.match_indices('#').map(|(at, _)| at).collect();
        let numbers = scan(&text, |word| lexicon.multiplier(word));
        let tokens = tokens(&text, &numbers, lexicon);
        let piece = |token: &Token| match token.number {
            Some(_) if figures.contains(&token.start) => Piece::Figure,
            Some(_) => Piece::Number(token.text.clone()),
            None => Piece::Word(token.text.clone()),
        };
        let pieces: Vec<Piece> = tokens.iter().map(piece).collect();
        // At either end the figure says nothing about the words.
        let inner = |piece: &Piece| *piece != Piece::Figure;
        let first = pieces.iter().position(inner)?;
        let last = pieces.iter().rposition(inner)?;
        let pieces = pieces[first..=last].to_vec();
        let worded = pieces.iter().any(|piece| matches!(piece, Piece::Word(_)));
        worded.then_some(Verbatim(pieces))
    }

    /// The numbers that it names.
    pub fn numerals(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Number(raw) => Some(raw.as_str()),
            _ => None,
        })
    }

    /// Whether all its words and numbers are among these.
    pub fn could_stand(&self, seen: &HashSet<&str>) -> bool {
        self.0.iter().all(|piece| match piece {
            Piece::Figure => true,
            Piece::Number(text) | Piece::Word(text) => seen.contains(text.as_str()),
        })
    }

    /// Words and numbers in it.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it says where among its words the figure stands.
    pub fn has_figure(&self) -> bool {
        self.0.contains(&Piece::Figure)
    }

    /// The first tokens, right behind each other, that are this wording, as
    /// ascending places in `tokens`; `figure` is the place of the figure, over
    /// which a wording without `#` goes on.
    pub fn find(&self, tokens: &[Token], figure: Option<usize>) -> Option<Vec<usize>> {
        let inside = self.has_figure();
        let places: Vec<usize> = (0..tokens.len())
            .filter(|at| inside || figure != Some(*at))
            .collect();
        let fits = |window: &&[usize]| {
            let mut pairs = self.0.iter().zip(*window);
            pairs.all(|(piece, at)| piece.is(&tokens[*at], figure == Some(*at)))
        };
        places
            .windows(self.0.len())
            .find(fits)
            .map(<[usize]>::to_vec)
    }
}

impl Piece {
    fn is(&self, token: &Token, is_figure: bool) -> bool {
        match self {
            Piece::Figure => is_figure,
            Piece::Number(raw) => token.number.is_some() && !is_figure && token.text == *raw,
            Piece::Word(word) => token.is(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_marks_and_the_figure_at_an_end_play_no_part() {
        let lexicon = Lexicon::built_in().unwrap();
        let of = |wording: &str| Verbatim::of(wording, &lexicon);
        assert_eq!(of("- Matters of STAY – #"), of("matters of stay"));
        assert_ne!(of("matters # of stay"), of("matters of stay"));
        assert_ne!(of("matters of stay"), of("of stay matters"));
        assert_eq!(of("İŞ icazəsi"), of("iş İCAZƏSİ"));
        assert_eq!(of(" – # 16.1.8"), None);
        assert_eq!(of(""), None);
    }

    #[test]
    fn a_number_means_itself() {
        let lexicon = Lexicon::built_in().unwrap();
        let wording = Verbatim::of("16.1.8-ci maddə üzrə #-i", &lexicon).unwrap();
        assert_eq!(wording.numerals().collect::<Vec<_>>(), ["16.1.8"]);
        assert_eq!(wording.len(), 3);
        assert!(!wording.has_figure());
    }
}
