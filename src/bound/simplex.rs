//! Linear programs in exact arithmetic: integer variables' tableau with one
//! common denominator, so that nothing is rounded. The shape is that of
//! Dutertre and de Moura, "A fast linear-arithmetic solver for DPLL(T)" (2006):
//! every row is a variable of its own, all variables have bounds, and bounds may
//! change between questions. Pivots keep integers (Edmonds 1967, Bareiss 1968);
//! the smallest index is chosen first, so that no circle occurs (Bland 1977).

/// The numbers outgrow 64 bits, or the work its limit; what is asked stays
/// unanswered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GaveUp;

/// A linear program. Variables are numbered from 0: first the columns, then the
/// rows in the order in which they were added.
pub struct Simplex {
    /// Basic variables in terms of the others, times the denominator.
    rows: Vec<Vec<i64>>,
    /// Values of the basic variables, times the denominator.
    values: Vec<i128>,
    denominator: i64,
    /// The variable of each row.
    basic: Vec<usize>,
    /// The variable of each column, and its value.
    others: Vec<usize>,
    at: Vec<i128>,
    place: Vec<Place>,
    bounds: Vec<Interval>,
    /// Pivots that may still be made.
    left: usize,
}

/// Where a variable stands in the tableau.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Row(usize),
    Column(usize),
}

/// Smallest and largest value; None is without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    pub low: Option<i128>,
    pub high: Option<i128>,
}

impl Interval {
    pub const FREE: Interval = Interval {
        low: None,
        high: None,
    };

    /// Not negative.
    pub const COUNT: Interval = Interval {
        low: Some(0),
        high: None,
    };

    pub fn between(low: i128, high: i128) -> Interval {
        Interval {
            low: Some(low),
            high: Some(high),
        }
    }

    /// The value nearest to another one.
    fn nearest(self, value: i128) -> i128 {
        let value = self.low.map_or(value, |low| value.max(low));
        self.high.map_or(value, |high| value.min(high))
    }
}

/// Which end of a variable is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Low,
    High,
}

impl End {
    /// 1 where more is better.
    fn sign(self) -> i128 {
        match self {
            End::Low => -1,
            End::High => 1,
        }
    }
}

/// The best value of a variable: numerator and denominator, None if there is
/// no end to it.
pub type Optimum = Option<(i128, i128)>;

impl Simplex {
    /// Variables with their bounds, and no row yet. `limit`: pivots in all.
    pub fn new(columns: Vec<Interval>, limit: usize) -> Simplex {
        let count = columns.len();
        Simplex {
            rows: Vec::new(),
            values: Vec::new(),
            denominator: 1,
            basic: Vec::new(),
            others: (0..count).collect(),
            at: columns.iter().map(|bounds| bounds.nearest(0)).collect(),
            place: (0..count).map(Place::Column).collect(),
            bounds: columns,
            left: limit,
        }
    }

    /// Adds a row, before any question: the sum of columns with coefficients.
    /// Returns the variable that it is.
    pub fn row(&mut self, terms: impl Iterator<Item = (usize, i64)>, bounds: Interval) -> usize {
        let mut row = vec![0; self.others.len()];
        for (column, coefficient) in terms {
            row[column] += coefficient;
        }
        let value = row.iter().zip(&self.at).map(|(a, v)| i128::from(*a) * v);
        let variable = self.place.len();
        self.values.push(value.sum());
        self.place.push(Place::Row(self.rows.len()));
        self.basic.push(variable);
        self.bounds.push(bounds);
        self.rows.push(row);
        variable
    }

    /// Gives a variable other bounds.
    ///
    /// # Errors
    /// Numbers that are too large.
    pub fn bound(&mut self, variable: usize, bounds: Interval) -> Result<(), GaveUp> {
        self.bounds[variable] = bounds;
        if let Place::Column(column) = self.place[variable] {
            let value = bounds.nearest(self.at[column]);
            self.shift(column, value)?;
        }
        Ok(())
    }

    /// A variable's value in the point that was found last: numerator and
    /// denominator.
    pub fn value(&self, variable: usize) -> (i128, i128) {
        match self.place[variable] {
            Place::Row(row) => (self.values[row], i128::from(self.denominator)),
            Place::Column(column) => (self.at[column], 1),
        }
    }

    /// A variable as the sum of those at their bounds: (variable, numerator),
    /// all over the denominator. What proves the optimum that was found last.
    pub fn sum_of(&self, variable: usize) -> (Vec<(usize, i64)>, i64) {
        match self.place[variable] {
            Place::Column(_) => (vec![(variable, 1)], 1),
            Place::Row(row) => {
                let terms = self
                    .others
                    .iter()
                    .copied()
                    .zip(self.rows[row].iter().copied());
                (terms.filter(|(_, a)| *a != 0).collect(), self.denominator)
            }
        }
    }

    /// Finds a point within all bounds. Returns whether there is one.
    ///
    /// # Errors
    /// Numbers that are too large, too many pivots.
    pub fn feasible(&mut self) -> Result<bool, GaveUp> {
        loop {
            let outside = (0..self.rows.len())
                .filter_map(|row| self.bound_missed(row).map(|bound| (row, bound)))
                .min_by_key(|(row, _)| self.basic[*row]);
            let Some((row, (end, bound))) = outside else {
                return Ok(true);
            };
            // A value below its bound must grow, one above it must shrink.
            let sign = -end.sign();
            let Some(column) = self.entering(row, sign) else {
                return Ok(false);
            };
            self.pivot(row, column, bound)?;
        }
    }

    /// The largest or smallest value of a variable, from a point within all
    /// bounds.
    ///
    /// # Errors
    /// Numbers that are too large, too many pivots.
    pub fn optimum(&mut self, variable: usize, end: End) -> Result<Optimum, GaveUp> {
        loop {
            let (column, sign) = match self.place[variable] {
                Place::Column(column) => {
                    if !self.can_move(column, end.sign()) {
                        return Ok(Some(self.value(variable)));
                    }
                    (column, end.sign())
                }
                Place::Row(row) => match self.entering(row, end.sign()) {
                    None => return Ok(Some(self.value(variable))),
                    Some(column) => {
                        let up = self.rows[row][column] > 0;
                        (column, if up { end.sign() } else { -end.sign() })
                    }
                },
            };
            if !self.advance(column, sign)? {
                return Ok(None);
            }
        }
    }

    /// The bound that the variable of a row misses, and on which side.
    fn bound_missed(&self, row: usize) -> Option<(End, i128)> {
        let (value, d) = (self.values[row], i128::from(self.denominator));
        let Interval { low, high } = self.bounds[self.basic[row]];
        let below = low.filter(|low| value < low.saturating_mul(d));
        let above = high.filter(|high| value > high.saturating_mul(d));
        below
            .map(|low| (End::Low, low))
            .or(above.map(|high| (End::High, high)))
    }

    fn can_move(&self, column: usize, sign: i128) -> bool {
        let bounds = self.bounds[self.others[column]];
        if sign > 0 {
            bounds.high.is_none_or(|high| self.at[column] < high)
        } else {
            bounds.low.is_none_or(|low| self.at[column] > low)
        }
    }

    /// The column whose move takes the variable of a row where it should go.
    fn entering(&self, row: usize, sign: i128) -> Option<usize> {
        let row = &self.rows[row];
        (0..row.len())
            .filter(|column| {
                let a = i128::from(row[*column]);
                a != 0 && self.can_move(*column, a.signum() * sign)
            })
            .min_by_key(|column| self.others[*column])
    }

    /// Moves the variable of a column until it or another one meets a bound.
    /// Returns false if none does.
    fn advance(&mut self, column: usize, sign: i128) -> Result<bool, GaveUp> {
        // The shortest step so far, as a fraction, and the row that stops it.
        let mut step: Option<(i128, i128, usize, i128)> = None;
        for (row, coefficients) in self.rows.iter().enumerate() {
            let rate = i128::from(coefficients[column]) * sign;
            if rate == 0 {
                continue;
            }
            let bounds = self.bounds[self.basic[row]];
            let Some(bound) = (if rate > 0 { bounds.high } else { bounds.low }) else {
                continue;
            };
            let d = i128::from(self.denominator);
            let room = bound
                .checked_mul(d)
                .and_then(|b| b.checked_sub(self.values[row]));
            let (room, rate) = (room.ok_or(GaveUp)?.abs(), rate.abs());
            let closer = match step {
                None => true,
                Some((other, other_rate, other_row, _)) => {
                    let (mine, theirs) = (room.checked_mul(other_rate), other.checked_mul(rate));
                    let order = mine.ok_or(GaveUp)?.cmp(&theirs.ok_or(GaveUp)?);
                    order
                        .then(self.basic[row].cmp(&self.basic[other_row]))
                        .is_lt()
                }
            };
            if closer {
                step = Some((room, rate, row, bound));
            }
        }
        let own = self.bounds[self.others[column]];
        let far = if sign > 0 { own.high } else { own.low };
        let distance = far.map(|far| (far - self.at[column]).abs());
        match (step, distance, far) {
            (None, None, _) | (None, _, None) => Ok(false),
            (Some((room, rate, ..)), Some(distance), Some(far))
                if distance.checked_mul(rate).ok_or(GaveUp)? <= room =>
            {
                self.shift(column, far)?;
                Ok(true)
            }
            (None, _, Some(far)) => {
                self.shift(column, far)?;
                Ok(true)
            }
            (Some((_, _, row, bound)), ..) => {
                self.pivot(row, column, bound)?;
                Ok(true)
            }
        }
    }

    /// Gives the variable of a column another value.
    fn shift(&mut self, column: usize, value: i128) -> Result<(), GaveUp> {
        let by = value - self.at[column];
        if by == 0 {
            return Ok(());
        }
        for (row, number) in self.rows.iter().zip(&mut self.values) {
            let change = i128::from(row[column]).checked_mul(by);
            *number = change.and_then(|c| number.checked_add(c)).ok_or(GaveUp)?;
        }
        self.at[column] = value;
        Ok(())
    }

    /// The variable of a row leaves for a column, with a value; that of the
    /// column becomes the row's.
    fn pivot(&mut self, row: usize, column: usize, value: i128) -> Result<(), GaveUp> {
        self.left = self.left.checked_sub(1).ok_or(GaveUp)?;
        let (d, entered) = (i128::from(self.denominator), self.at[column]);
        let mut pivot_row = std::mem::take(&mut self.rows[row]);
        let pivot_value = self.values[row];
        let p = i128::from(pivot_row[column]);
        // The denominator stays positive.
        let turn = p.signum();
        for (index, other) in self.rows.iter_mut().enumerate() {
            if index == row {
                continue;
            }
            let a = i128::from(other[column]);
            let number = &mut self.values[index];
            if a == 0 && p.abs() == d {
                continue;
            }
            for (x, pivot) in other.iter_mut().zip(&pivot_row) {
                if a == 0 || *pivot == 0 {
                    if p.abs() != d {
                        *x = narrow(turn * (i128::from(*x) * p) / d)?;
                    }
                } else {
                    *x = narrow(turn * (i128::from(*x) * p - a * i128::from(*pivot)) / d)?;
                }
            }
            other[column] = narrow(turn * a)?;
            let scaled = p.checked_mul(*number).zip(a.checked_mul(pivot_value));
            let scaled = scaled.and_then(|(x, y)| x.checked_sub(y)).ok_or(GaveUp)? / d;
            let moved = a.checked_mul(value).and_then(|m| m.checked_add(scaled));
            *number = turn * moved.ok_or(GaveUp)?;
        }
        for x in &mut pivot_row {
            *x = narrow(-turn * i128::from(*x))?;
        }
        pivot_row[column] = narrow(turn * d)?;
        let rest = p
            .checked_mul(entered)
            .and_then(|m| m.checked_sub(pivot_value));
        let rest = rest
            .zip(d.checked_mul(value))
            .and_then(|(x, y)| x.checked_add(y));
        self.values[row] = turn * rest.ok_or(GaveUp)?;
        self.rows[row] = pivot_row;
        self.denominator = narrow(p.abs())?;
        self.at[column] = value;
        let (leaving, entering) = (self.basic[row], self.others[column]);
        (self.basic[row], self.others[column]) = (entering, leaving);
        self.place[entering] = Place::Row(row);
        self.place[leaving] = Place::Column(column);
        Ok(())
    }
}

fn narrow(number: i128) -> Result<i64, GaveUp> {
    number.try_into().map_err(|_| GaveUp)
}
