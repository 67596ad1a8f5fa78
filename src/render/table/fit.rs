//! Shares the width of a terminal among the columns of a table: plain arithmetic
//! on display columns, without texts or frames.

/// A text column is not made narrower than this; a later one is hidden instead.
const TEXT_WIDTH: usize = 12;
/// No column with wider content is made narrower: any single character fits.
const LEAST_WIDTH: usize = 4;

/// Display columns that a column needs at least and takes at most.
pub(super) struct Wanted {
    least: usize,
    pub most: usize,
}

impl Wanted {
    /// For texts up to `widest` below a header; `room` is wanted in any case.
    pub(super) fn text(header: usize, widest: usize, room: usize) -> Self {
        Wanted::new(TEXT_WIDTH, header.max(widest).max(room))
    }

    /// As `text`, for numbers: a number broken over two lines is misread, its
    /// header may break.
    pub(super) fn number(header: usize, widest: usize, room: usize) -> Self {
        Wanted::new(widest.max(LEAST_WIDTH), header.max(widest).max(room))
    }

    fn new(least: usize, most: usize) -> Self {
        let most = most.max(1);
        Wanted {
            least: least.min(most),
            most,
        }
    }

    /// The width when columns share up to `level`.
    fn at(&self, level: usize) -> usize {
        level.clamp(self.least, self.most)
    }
}

/// Places and widths of as many columns as fit `terminal` display columns, but of
/// one at least. The first ones stay, and the last one, which often says what the
/// row comes to (a status, a message). Columns that want little get it; the others
/// share what is left evenly.
pub(super) fn fit(wanted: &[Wanted], terminal: usize) -> Vec<(usize, usize)> {
    // A border and two blanks for each column, and the last border.
    let room = |columns: usize| terminal.saturating_sub(3 * columns + 1);
    let mut places: Vec<usize> = (0..wanted.len()).collect();
    let least = |places: &[usize]| places.iter().map(|at| wanted[*at].least).sum::<usize>();
    while places.len() > 1 && least(&places) > room(places.len()) {
        let before_last = if places.len() > 2 {
            places.len() - 2
        } else {
            1
        };
        places.remove(before_last);
    }
    if let [place] = places[..] {
        let only = &wanted[place];
        let least = LEAST_WIDTH.min(only.most);
        return vec![(place, only.most.min(room(1)).max(least))];
    }
    let room = room(places.len());
    let total = |level: usize| -> usize { places.iter().map(|at| wanted[*at].at(level)).sum() };
    let level = (0..=room).rev().find(|level| total(*level) <= room);
    let level = level.unwrap_or(0);
    let mut spare = room.saturating_sub(total(level));
    let mut widths = Vec::with_capacity(places.len());
    for place in places {
        let column = &wanted[place];
        let width = column.at(level);
        let extra = usize::from(spare > 0 && column.at(level + 1) > width);
        spare -= extra;
        widths.push((place, width + extra));
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(wanted: &[(usize, usize)], terminal: usize) -> Vec<usize> {
        let wanted: Vec<Wanted> = wanted
            .iter()
            .map(|&(least, most)| Wanted { least, most })
            .collect();
        let fitted = fit(&wanted, terminal);
        fitted.into_iter().map(|(_, width)| width).collect()
    }

    #[test]
    fn narrow_columns_keep_their_width_and_wide_ones_share_the_rest() {
        assert_eq!(widths(&[(4, 4), (10, 30)], 80), [4, 30]);
        assert_eq!(widths(&[(4, 4), (10, 90), (10, 90)], 80), [4, 33, 33]);
        assert_eq!(widths(&[(4, 4), (10, 90), (10, 90)], 81), [4, 34, 33]);
        assert_eq!(widths(&[(4, 4), (10, 12), (10, 90)], 80), [4, 12, 54]);
    }

    #[test]
    fn columns_without_place_are_left_out_from_the_end_but_one() {
        assert_eq!(widths(&[(10, 50), (10, 50), (10, 50)], 40), [10, 10, 10]);
        assert_eq!(widths(&[(10, 50), (10, 50), (10, 50)], 39), [16, 16]);
        assert_eq!(widths(&[(10, 50), (10, 50)], 12), [8]);
        assert_eq!(widths(&[(10, 50)], 0), [4]);
        assert_eq!(widths(&[(1, 1)], 0), [1]);
        assert_eq!(widths(&[], 0), [0; 0]);
    }
}
