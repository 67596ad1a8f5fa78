//! The last rows of a result that is too long to be shown whole: a ring, bounded
//! in rows and in bytes, whatever passes through it.

use std::collections::VecDeque;

/// Bytes of text, roughly, that the ring may hold; one row may be larger.
const BYTES: usize = 8 << 20;

/// Keeps the last rows that it was given.
#[derive(Default)]
pub(super) struct Tail {
    most: usize,
    rows: VecDeque<Vec<String>>,
    bytes: usize,
}

impl Tail {
    /// Keeps `most` rows at most.
    pub(super) fn new(most: usize) -> Self {
        Tail {
            most,
            ..Tail::default()
        }
    }

    pub(super) fn push<S: AsRef<str>>(&mut self, cells: &[S]) {
        self.bytes += size(cells);
        // The row that leaves gives its memory to the one that comes.
        let mut row = Vec::new();
        while self.rows.len() >= self.most || self.bytes > BYTES {
            let Some(oldest) = self.pop() else { break };
            row = oldest;
        }
        row.resize_with(cells.len(), String::new);
        for (kept, cell) in row.iter_mut().zip(cells) {
            kept.clear();
            kept.push_str(cell.as_ref());
        }
        self.rows.push_back(row);
    }

    /// Takes the oldest row.
    pub(super) fn pop(&mut self) -> Option<Vec<String>> {
        let row = self.rows.pop_front()?;
        self.bytes -= size(&row);
        Some(row)
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }
}

fn size<S: AsRef<str>>(cells: &[S]) -> usize {
    cells.iter().map(|cell| cell.as_ref().len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_rows_stay_as_far_as_there_is_room() {
        let mut tail = Tail::new(3);
        for text in ["a", "b", "c", "d"] {
            tail.push(&[text, "x"]);
        }
        assert_eq!(tail.pop(), Some(vec!["b".to_owned(), "x".to_owned()]));
        let large = "y".repeat(BYTES);
        tail.push(&[&large]);
        tail.push(&["z"]);
        assert_eq!(tail.pop(), Some(vec!["z".to_owned()]));
        assert_eq!((tail.len(), tail.bytes), (0, 0));
        tail.push(&["y".repeat(BYTES + 1)]);
        assert_eq!(tail.len(), 1);
    }
}
