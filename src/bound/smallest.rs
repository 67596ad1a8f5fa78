//! The smallest subset for which something no longer holds, by implicit hitting
//! sets: Ignatiev, Previti, Liffiton and Marques-Silva, "Smallest MUS
//! extraction with minimal hitting set dualization" (2015). What holds for a
//! set must hold for its subsets.

/// Sets that are tried before an irreducible one has to do.
const ROUNDS: usize = 100;
/// Steps in looking for one hitting set.
const STEPS: usize = 20_000;

/// The smallest set of `0..count` for which `holds` is false, the first in order
/// of equally small ones. `holds` is false for all together. Where that is too
/// much work, a set of which nothing can be left out.
pub(super) fn smallest(count: usize, mut holds: impl FnMut(&[bool]) -> bool) -> Vec<usize> {
    // Of each of these at least one is needed.
    let mut needed: Vec<Set> = Vec::new();
    for _ in 0..ROUNDS {
        let Some(hitting) = hitting(&needed) else {
            break;
        };
        let mut set = vec![false; count];
        for at in &hitting {
            set[*at] = true;
        }
        if !holds(&set) {
            return hitting;
        }
        for at in 0..count {
            if !set[at] {
                set[at] = true;
                set[at] = holds(&set);
            }
        }
        needed.push(Set::of((0..count).filter(|at| !set[*at]).collect(), count));
    }
    irreducible(count, holds)
}

/// A set of which nothing can be left out.
fn irreducible(count: usize, mut holds: impl FnMut(&[bool]) -> bool) -> Vec<usize> {
    let mut set = vec![true; count];
    for at in (0..count).rev() {
        set[at] = false;
        set[at] = holds(&set);
    }
    (0..count).filter(|at| set[*at]).collect()
}

/// Members in order, and as bits: bit `at % 64` of word `at / 64`.
struct Set {
    members: Vec<usize>,
    bits: Vec<u64>,
}

impl Set {
    fn of(members: Vec<usize>, count: usize) -> Set {
        let mut bits = vec![0; count.div_ceil(64)];
        for at in &members {
            bits[at / 64] |= 1 << (at % 64);
        }
        Set { members, bits }
    }

    fn hits(&self, bits: &[u64]) -> bool {
        self.bits.iter().zip(bits).any(|(a, b)| a & b != 0)
    }
}

/// The smallest set that has something of each of the others.
fn hitting(sets: &[Set]) -> Option<Vec<usize>> {
    let mut search = Search {
        sets,
        chosen: Vec::new(),
        bits: sets
            .first()
            .map_or(Vec::new(), |set| vec![0; set.bits.len()]),
        best: None,
        steps: STEPS,
    };
    search.run();
    let mut best = search.best.filter(|_| search.steps > 0)?;
    best.sort_unstable();
    Some(best)
}

struct Search<'s> {
    sets: &'s [Set],
    /// In the order of choice, and as bits.
    chosen: Vec<usize>,
    bits: Vec<u64>,
    best: Option<Vec<usize>>,
    steps: usize,
}

impl Search<'_> {
    fn run(&mut self) {
        if self.steps == 0 {
            return;
        }
        self.steps -= 1;
        // Sets without a common element need an element each.
        let mut apart: Vec<&Set> = Vec::new();
        let missed = self.sets.iter().filter(|set| !set.hits(&self.bits));
        for set in missed {
            if apart.iter().all(|other| !set.hits(&other.bits)) {
                apart.push(set);
            }
        }
        let least = self.chosen.len() + apart.len();
        if self.best.as_ref().is_some_and(|best| best.len() <= least) {
            return;
        }
        let Some(next) = apart.into_iter().min_by_key(|set| set.members.len()) else {
            self.best = Some(self.chosen.clone());
            return;
        };
        for at in &next.members {
            self.chosen.push(*at);
            self.bits[at / 64] |= 1 << (at % 64);
            self.run();
            self.bits[at / 64] ^= 1 << (at % 64);
            self.chosen.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a set contains none of some sets.
    fn none_of(sets: &[&[usize]]) -> impl FnMut(&[bool]) -> bool {
        move |set| !sets.iter().any(|whole| whole.iter().all(|at| set[*at]))
    }

    #[test]
    fn the_smallest_of_several_sets_is_found_not_the_first() {
        let sets: [&[usize]; 3] = [&[0, 1, 2, 3], &[2, 5, 6], &[4, 7]];
        assert_eq!(smallest(8, none_of(&sets)), [4, 7]);
        assert_eq!(smallest(8, none_of(&sets[..2])), [2, 5, 6]);
        assert!(smallest(3, none_of(&[&[]])).is_empty());
    }

    #[test]
    fn nothing_can_be_left_out_of_an_irreducible_set() {
        let sets: [&[usize]; 2] = [&[0, 1, 2, 3], &[2, 5, 6]];
        assert_eq!(irreducible(8, none_of(&sets)), [0, 1, 2, 3]);
    }
}
