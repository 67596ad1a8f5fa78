//! Totals of random histories against a plain model.

use crate::support::Desk;
use crate::totals::calls;
use std::collections::BTreeMap;

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((word ^ (word >> 31)) % limit.unsigned_abs()).cast_signed()
    }
}

const YEARS: usize = 3;
const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What each month counted, and what bulletins print of it.
fn history(random: &mut Random) -> (Vec<i64>, Vec<(String, i64)>) {
    let truth: Vec<i64> = (0..12 * YEARS).map(|_| random.below(60)).collect();
    let mut printed = Vec::new();
    for year in 0..YEARS {
        let months = &truth[12 * year..12 * (year + 1)];
        let name = 2020 + year;
        for (month, value) in months.iter().enumerate() {
            if random.below(3) > 0 {
                printed.push((format!("{} of {name}", NAMES[month]), *value));
                if random.below(8) == 0 {
                    let other = value + 1 + random.below(9);
                    printed.push((format!("{} of {name}", NAMES[month]), other));
                }
            }
        }
        for (length, when) in [
            (3, format!("3 months of {name}")),
            (6, format!("the first half of {name}")),
            (9, format!("9 months of {name}")),
            (12, format!("{name}")),
        ] {
            if random.below(2) == 0 {
                printed.push((when, months[..length].iter().sum()));
            }
        }
        if random.below(3) == 0 {
            let third = months[6..9].iter().sum();
            printed.push((format!("the third quarter of {name}"), third));
        }
    }
    (truth, printed)
}

type Ends = (i64, i64);

/// First and last month, counted from January 2020, and ends.
type Known = BTreeMap<(usize, usize), Ends>;

fn both(a: Ends, b: Ends) -> Ends {
    (a.0.max(b.0), a.1.min(b.1))
}

fn known(desk: &Desk, sql: &str) -> Known {
    let place = |month: &str| -> usize {
        let number = |text: &str| text.parse::<usize>().unwrap();
        12 * (number(&month[..4]) - 2020) + number(&month[5..]) - 1
    };
    desk.rows(sql)
        .iter()
        .map(|row| {
            let cells: Vec<&str> = row.split('|').collect();
            let end = |at: usize| cells[at].parse().unwrap();
            ((place(cells[0]), place(cells[1])), (end(2), end(3)))
        })
        .collect()
}

/// The definition of the totals, from months and claims, without any SQL.
struct Model {
    months: Known,
    spans: Vec<((usize, usize), Ends)>,
    claims: Known,
}

impl Model {
    fn of(desk: &Desk) -> Model {
        let months = "SELECT month, month, value_min, value_max FROM monthly";
        let claims =
            "SELECT first_month, last_month, value_min, value_max FROM series WHERE months > 1";
        let (months, claims) = (known(desk, months), known(desk, claims));
        let mut spans: Vec<((usize, usize), Ends)> = Vec::new();
        for (&(first, last), &(least, most)) in &claims {
            spans.push(((first, last), (least, most)));
            for (&(begin, end), &(low, high)) in &claims {
                if begin == first && end < last {
                    spans.push(((end + 1, last), (least - high, most - low)));
                }
                if begin == last + 1 {
                    spans.push(((first, end), (least + low, most + high)));
                }
            }
        }
        spans.retain(|((first, last), _)| first / 12 == last / 12);
        Model {
            months,
            spans,
            claims,
        }
    }

    fn months(&self, range: impl Iterator<Item = usize>) -> Option<Ends> {
        let mut sum = (0, 0);
        for month in range {
            let (least, most) = self.months.get(&(month, month))?;
            sum = (sum.0 + least, sum.1 + most);
        }
        Some(sum)
    }

    /// A stretch within a year.
    fn stretch(&self, first: usize, last: usize) -> Option<Ends> {
        let mut ends = self.months(first..=last)?;
        for &((begin, end), (least, most)) in &self.spans {
            if begin <= first && end >= last {
                let rest = self.months((begin..first).chain(last + 1..=end))?;
                ends = both(ends, (least - rest.1, most - rest.0));
            } else if begin >= first && end <= last {
                let rest = self.months((first..begin).chain(end + 1..=last))?;
                ends = both(ends, (least + rest.0, most + rest.1));
            }
        }
        Some(ends)
    }

    fn total(&self, first: usize, last: usize) -> Option<Ends> {
        if let Some(claim) = self.claims.get(&(first, last)) {
            return Some(*claim);
        }
        if first / 12 == last / 12 {
            return self.stretch(first, last);
        }
        let turn = last / 12 * 12;
        let (before, after) = (self.stretch(first, turn - 1)?, self.stretch(turn, last)?);
        Some((before.0 + after.0, before.1 + after.1))
    }

    /// Every quarter, half-year, nine months, year and running year.
    fn totals(&self) -> Known {
        let mut found = self.claims.clone();
        let starts = (0..12 * YEARS).flat_map(|first| {
            let fixed = [3, 6, 9, 12].map(|length| (first, length));
            fixed.into_iter().filter(|(first, length)| {
                *length == 12 || first % if *length == 9 { 12 } else { *length } == 0
            })
        });
        for (first, length) in starts {
            let last = first + length - 1;
            if let Some(ends) = self.total(first, last) {
                found.insert((first, last), ends);
            }
        }
        found
    }
}

#[test]
fn totals_of_random_histories_are_what_a_plain_model_says() {
    let views = "SELECT first_month, last_month, value_min, value_max FROM period_total
                 WHERE months > 1
                 UNION
                 SELECT first_month, month, value_min, value_max FROM running_year";
    let (mut exact, mut open) = (0, 0);
    for seed in 0..6 {
        let (truth, printed) = history(&mut Random(seed));
        let printed: Vec<(&str, i64)> = printed.iter().map(|(w, v)| (&w[..], *v)).collect();
        let desk = calls(&printed);
        let found = known(&desk, views);
        let model = Model::of(&desk);
        assert_eq!(found, model.totals(), "seed {seed}");
        for ((first, last), (least, most)) in &found {
            let counted: i64 = truth[*first..=*last].iter().sum();
            let what = format!("seed {seed}: {first} to {last}");
            assert!((*least..=*most).contains(&counted), "{what}");
            if least == most {
                exact += 1;
            } else {
                open += 1;
            }
        }
        // A month read wrongly must be noticed, or the comparison is worth
        // nothing.
        let mut other = model;
        let month = *other.months.keys().next().unwrap();
        other.months.get_mut(&month).unwrap().0 -= 1;
        other.spans.clear();
        assert_ne!(found, other.totals(), "seed {seed}");
    }
    assert!(exact > 50 && open > 50, "{exact} exact, {open} open");
}
