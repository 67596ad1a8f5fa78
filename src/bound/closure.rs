//! One indicator: claims bound differences of its running sums, so that the
//! tightest bounds are shortest paths (Cormen et al., "Introduction to
//! Algorithms", difference constraints; Floyd and Warshall 1962). A circle of
//! negative length means that the claims cannot hold together.

/// Upper bounds of the differences between running sums.
#[derive(Debug, Clone)]
pub(super) struct Closure {
    /// Months, and one more.
    nodes: usize,
    /// By beginning and end: what the sum at the end is more at most.
    more: Vec<i128>,
}

/// More than any sum; twice as much is still a number.
pub(super) const ENDLESS: i128 = i128::MAX / 4;

impl Closure {
    /// Of months that are not negative.
    pub fn new(months: usize) -> Closure {
        let nodes = months + 1;
        let mut closure = Closure {
            nodes,
            more: vec![ENDLESS; nodes * nodes],
        };
        for node in 0..nodes {
            closure.more[node * nodes + node] = 0;
        }
        for month in 0..months {
            closure.more[(month + 1) * nodes + month] = 0;
        }
        closure
    }

    /// Months `from` to `to` have between `low` and `high`; before `close`.
    pub fn add(&mut self, from: usize, to: usize, low: i128, high: i128) {
        for (begin, end, more) in [(from, to + 1, high), (to + 1, from, -low)] {
            let found = &mut self.more[begin * self.nodes + end];
            *found = (*found).min(more);
        }
    }

    /// Takes all shortest paths. Returns false if the claims contradict.
    pub fn close(&mut self) -> bool {
        for through in 0..self.nodes {
            for begin in 0..self.nodes {
                let first = self.more[begin * self.nodes + through];
                if first >= ENDLESS {
                    continue;
                }
                for end in 0..self.nodes {
                    let rest = self.more[through * self.nodes + end];
                    let found = &mut self.more[begin * self.nodes + end];
                    if rest < ENDLESS {
                        *found = (*found).min(first + rest);
                    }
                }
            }
            // Seen at once, before its length grows.
            if (0..self.nodes).any(|node| self.more[node * self.nodes + node] < 0) {
                return false;
            }
        }
        true
    }

    /// Narrows a month of a closed system. Returns false if that contradicts.
    pub fn narrow(&mut self, month: usize, low: i128, high: i128) -> bool {
        for (begin, end, more) in [(month, month + 1, high), (month + 1, month, -low)] {
            if more >= self.more[begin * self.nodes + end] {
                continue;
            }
            if more + self.more[end * self.nodes + begin] < 0 {
                return false;
            }
            for from in 0..self.nodes {
                let first = self.more[from * self.nodes + begin];
                if first >= ENDLESS {
                    continue;
                }
                for to in 0..self.nodes {
                    let rest = self.more[end * self.nodes + to];
                    let found = &mut self.more[from * self.nodes + to];
                    if rest < ENDLESS {
                        *found = (*found).min(first + more + rest);
                    }
                }
            }
        }
        true
    }

    /// Smallest and largest value of a month; `ENDLESS` where there is no end.
    pub fn range(&self, month: usize) -> (i128, i128) {
        let (begin, end) = (month * self.nodes, (month + 1) * self.nodes);
        (-self.more[end + month], self.more[begin + month + 1])
    }
}
