//! Linear programs solved the slow way, to compare with: dense tableaus of
//! fractions, after the chapter on the simplex algorithm in Cormen et al.,
//! "Introduction to Algorithms". Shares nothing with the room `bound`.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A fraction in lowest terms with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fraction(pub i128, pub i128);

impl Fraction {
    pub fn whole(number: i64) -> Fraction {
        Fraction(i128::from(number), 1)
    }

    fn new(above: i128, below: i128) -> Fraction {
        let (mut a, mut b) = (above.abs(), below.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let gcd = if a == 0 { 1 } else { a } * below.signum();
        Fraction(above / gcd, below / gcd)
    }

    /// The largest whole number that is not larger.
    pub fn floor(self) -> i64 {
        self.0.div_euclid(self.1) as i64
    }

    /// The smallest whole number that is not smaller.
    pub fn ceiling(self) -> i64 {
        -(-self).floor()
    }

    fn sign(self) -> Ordering {
        self.0.cmp(&0)
    }
}

impl Add for Fraction {
    type Output = Fraction;
    fn add(self, other: Fraction) -> Fraction {
        if self.1 == 1 && other.1 == 1 {
            return Fraction(self.0 + other.0, 1);
        }
        Fraction::new(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }
}

impl Neg for Fraction {
    type Output = Fraction;
    fn neg(self) -> Fraction {
        Fraction(-self.0, self.1)
    }
}

impl Sub for Fraction {
    type Output = Fraction;
    fn sub(self, other: Fraction) -> Fraction {
        self + -other
    }
}

impl Mul for Fraction {
    type Output = Fraction;
    fn mul(self, other: Fraction) -> Fraction {
        if self.1 == 1 && other.1 == 1 {
            return Fraction(self.0 * other.0, 1);
        }
        Fraction::new(self.0 * other.0, self.1 * other.1)
    }
}

impl Div for Fraction {
    type Output = Fraction;
    fn div(self, other: Fraction) -> Fraction {
        Fraction::new(self.0 * other.1, self.1 * other.0)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some((*self - *other).sign())
    }
}

/// Numbers that are not negative, and sums of them that are not larger than a
/// limit: coefficients and limit.
#[derive(Debug, Clone, Default)]
pub struct Program {
    pub numbers: usize,
    pub limits: Vec<(Vec<i64>, i64)>,
}

impl Program {
    /// A sum between two values.
    pub fn between(&mut self, sum: Vec<i64>, low: Option<i64>, high: Option<i64>) {
        if let Some(low) = low {
            let turned = sum.iter().map(|x| -x).collect();
            self.limits.push((turned, -low));
        }
        if let Some(high) = high {
            self.limits.push((sum, high));
        }
    }

    /// A point that keeps all limits, if there is one.
    pub fn start(&self) -> Option<Tableau> {
        // The last column is a number that loosens every limit; where it can be
        // made zero the program has a solution.
        let loose = self.numbers;
        let zero = Fraction::whole(0);
        let basic = (0..self.limits.len()).map(|row| self.numbers + 1 + row);
        let mut tableau = Tableau {
            rows: Vec::new(),
            goal: vec![zero; self.numbers + 1],
            value: zero,
            basic: basic.collect(),
            others: (0..=self.numbers).collect(),
        };
        for (coefficients, limit) in &self.limits {
            // basic = limit - coefficients + loose
            let row = coefficients.iter().map(|x| -Fraction::whole(*x));
            let row = row.chain([Fraction::whole(1)]).collect();
            tableau.rows.push((row, Fraction::whole(*limit)));
        }
        tableau.goal[loose] = Fraction::whole(-1);
        let order = |a: &usize, b: &usize| {
            let limit = |row: usize| tableau.rows[row].1;
            limit(*a).partial_cmp(&limit(*b)).unwrap()
        };
        let tightest = (0..tableau.rows.len()).min_by(order);
        if let Some(tightest) = tightest.filter(|row| tableau.rows[*row].1 < zero) {
            tableau.pivot(tightest, loose);
            tableau.climb();
            if tableau.value < zero {
                return None;
            }
        }
        if let Some(row) = tableau.basic.iter().position(|own| *own == loose) {
            // It is zero: any column takes its place.
            let nonzero = |column: &usize| tableau.rows[row].0[*column] != zero;
            let column = (0..tableau.others.len()).find(nonzero).unwrap();
            tableau.pivot(row, column);
        }
        let column = tableau.others.iter().position(|own| *own == loose).unwrap();
        tableau.others.remove(column);
        tableau.goal.remove(column);
        for (row, _) in &mut tableau.rows {
            row.remove(column);
        }
        Some(tableau)
    }
}

/// Basic numbers in terms of the others, which are zero.
#[derive(Debug, Clone)]
pub struct Tableau {
    rows: Vec<(Vec<Fraction>, Fraction)>,
    goal: Vec<Fraction>,
    value: Fraction,
    basic: Vec<usize>,
    others: Vec<usize>,
}

impl Tableau {
    /// The largest value of a sum; None if it has no end.
    pub fn most(&mut self, sum: &[i64]) -> Option<Fraction> {
        let zero = Fraction::whole(0);
        self.value = zero;
        self.goal = vec![zero; self.others.len()];
        for (number, coefficient) in sum.iter().enumerate().filter(|(_, x)| **x != 0) {
            let times = Fraction::whole(*coefficient);
            if let Some(column) = self.others.iter().position(|own| *own == number) {
                self.goal[column] = self.goal[column] + times;
                continue;
            }
            let row = self.basic.iter().position(|own| *own == number).unwrap();
            let (coefficients, value) = &self.rows[row];
            self.value = self.value + times * *value;
            for (goal, x) in self.goal.iter_mut().zip(coefficients) {
                *goal = *goal + times * *x;
            }
        }
        self.climb().then_some(self.value)
    }

    /// Makes the goal as large as it can be. Returns false if it has no end.
    fn climb(&mut self) -> bool {
        let zero = Fraction::whole(0);
        loop {
            let better = (0..self.others.len())
                .filter(|column| self.goal[*column] > zero)
                .min_by_key(|column| self.others[*column]);
            let Some(column) = better else {
                return true;
            };
            let mut first: Option<(Fraction, usize)> = None;
            for (row, (coefficients, value)) in self.rows.iter().enumerate() {
                if coefficients[column] < zero {
                    let step = *value / -coefficients[column];
                    let closer = first.is_none_or(|(other, at)| {
                        step < other || (step == other && self.basic[row] < self.basic[at])
                    });
                    if closer {
                        first = Some((step, row));
                    }
                }
            }
            let Some((_, row)) = first else {
                return false;
            };
            self.pivot(row, column);
        }
    }

    fn pivot(&mut self, row: usize, column: usize) {
        let (mut own, value) = self.rows[row].clone();
        let pivot = own[column];
        own[column] = Fraction::whole(-1);
        let own: Vec<Fraction> = own.into_iter().map(|x| -(x / pivot)).collect();
        let value = -(value / pivot);
        self.rows[row] = (own.clone(), value);
        let put = |coefficients: &mut Vec<Fraction>, constant: &mut Fraction| {
            let times = coefficients[column];
            if times.0 == 0 {
                return;
            }
            coefficients[column] = Fraction::whole(0);
            for (x, y) in coefficients.iter_mut().zip(&own) {
                *x = *x + times * *y;
            }
            *constant = *constant + times * value;
        };
        for (index, (coefficients, constant)) in self.rows.iter_mut().enumerate() {
            if index != row {
                put(coefficients, constant);
            }
        }
        put(&mut self.goal, &mut self.value);
        std::mem::swap(&mut self.basic[row], &mut self.others[column]);
    }
}
