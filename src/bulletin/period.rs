//! SDMX time periods: months, years and ranges of months.

use std::fmt;

/// A stretch of 1 to 12 whole months. `first_month` counts months from
/// January of year 0: `year * 12 + month - 1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    pub first_month: i32,
    pub months: i32,
}

/// A period as words name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    Full(Period),
    /// "in March of this year": months of a year that is not named.
    /// `first` counts from 1.
    Yearless {
        first: i32,
        months: i32,
    },
}

impl Named {
    pub fn yearless(first: i64, months: i64) -> Option<Named> {
        let sound = (1..=12).contains(&first) && months >= 1 && first + months <= 13;
        let (first, months) = (i32::try_from(first).ok()?, i32::try_from(months).ok()?);
        sound.then_some(Named::Yearless { first, months })
    }

    pub fn months(self) -> i32 {
        match self {
            Named::Full(period) => period.months,
            Named::Yearless { months, .. } => months,
        }
    }

    pub fn full(self) -> Option<Period> {
        match self {
            Named::Full(period) => Some(period),
            Named::Yearless { .. } => None,
        }
    }

    /// Whether both may name the same stretch.
    pub fn agrees(self, other: Named) -> bool {
        match (self, other) {
            (Named::Full(one), Named::Full(other)) => one == other,
            _ => self.parts() == other.parts(),
        }
    }

    /// First month, from 1, and number of months.
    pub fn parts(self) -> (i32, i32) {
        match self {
            Named::Full(period) => (period.first_month.rem_euclid(12) + 1, period.months),
            Named::Yearless { first, months } => (first, months),
        }
    }
}

/// Years that a period may have; anything else is no year.
pub const YEARS: std::ops::RangeInclusive<i64> = 1900..=2299;

impl Period {
    /// `month` counts from 1. None if the stretch is no period.
    pub fn new(year: i64, month: i64, months: i64) -> Option<Period> {
        let sound =
            YEARS.contains(&year) && (1..=12).contains(&month) && (1..=12).contains(&months);
        let first_month = i32::try_from(year * 12 + month - 1).ok()?;
        sound.then_some(Period {
            first_month,
            months: i32::try_from(months).ok()?,
        })
    }

    /// Reads an SDMX code: `2024-11`, `2023`, `2024-01-01/P9M`. Twelve
    /// months from January are the year.
    pub fn parse(code: &str) -> Option<Period> {
        let (start, months) = match code.split_once("/P") {
            Some((start, months)) => {
                let start = start.strip_suffix("-01")?;
                (start, Some(digits(months.strip_suffix('M')?, 1..=2)?))
            }
            None => (code, None),
        };
        match (start.split_once('-'), months) {
            (None, None) => Period::new(digits(start, 4..=4)?, 1, 12),
            (None, Some(_)) => None,
            (Some((year, month)), months) => {
                let (year, month) = (digits(year, 4..=4)?, digits(month, 2..=2)?);
                Period::new(year, month, months.unwrap_or(1))
            }
        }
    }

    pub fn last_month(&self) -> i32 {
        self.first_month + self.months - 1
    }

    /// Whether another period lies inside this one.
    pub fn contains(self, other: Period) -> bool {
        self.first_month <= other.first_month && other.last_month() <= self.last_month()
    }

    /// Whether another period is the same months of an earlier year, with
    /// whose figures its own are compared.
    pub fn succeeds(self, other: Period) -> bool {
        let between = self.first_month - other.first_month;
        self.months == other.months && between > 0 && between % 12 == 0
    }

    /// The years that it touches.
    pub fn years(self) -> std::ops::RangeInclusive<i64> {
        i64::from(self.first_month.div_euclid(12))..=i64::from(self.last_month().div_euclid(12))
    }
}

impl Period {
    /// The period in words: "November 2024", "January–September 2024",
    /// "2023".
    pub fn label(&self) -> String {
        let name = |month: i32| MONTHS[month.rem_euclid(12) as usize];
        let (first, last) = (self.first_month, self.last_month());
        let (from, to) = (first.div_euclid(12), last.div_euclid(12));
        match self.months {
            1 => format!("{} {from}", name(first)),
            12 if first.rem_euclid(12) == 0 => format!("{from}"),
            _ if from == to => format!("{}–{} {to}", name(first), name(last)),
            _ => format!("{} {from}–{} {to}", name(first), name(last)),
        }
    }

    /// A month as text, 2024-11, from its number.
    pub fn month_text(month: i32) -> String {
        format!(
            "{:04}-{:02}",
            month.div_euclid(12),
            month.rem_euclid(12) + 1
        )
    }
}

const MONTHS: [&str; 12] = [
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

fn digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<i64> {
    let sound = lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (
            self.first_month.div_euclid(12),
            self.first_month.rem_euclid(12) + 1,
        );
        match (month, self.months) {
            (_, 1) => write!(f, "{year:04}-{month:02}"),
            (1, 12) => write!(f, "{year:04}"),
            (_, months) => write!(f, "{year:04}-{month:02}-01/P{months}M"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_as_they_were_written() {
        for code in [
            "2024-11",
            "2023",
            "2024-01-01/P9M",
            "2025-07-01/P3M",
            "2023-07-01/P12M",
        ] {
            assert_eq!(Period::parse(code).unwrap().to_string(), code);
        }
        assert_eq!(Period::parse("2024-01-01/P12M"), Period::parse("2024"));
        assert_eq!(Period::parse("2024-05-01/P1M"), Period::parse("2024-05"));
    }

    #[test]
    fn labels_are_words() {
        for (code, label) in [
            ("2024-11", "November 2024"),
            ("2023", "2023"),
            ("2024-01-01/P9M", "January–September 2024"),
            ("2023-11-01/P3M", "November 2023–January 2024"),
        ] {
            assert_eq!(Period::parse(code).unwrap().label(), label);
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        let bad = [
            "",
            "24",
            "2024-13",
            "2024-00",
            "2024-1",
            "2024-01-02/P9M",
            "2024/P9M",
        ];
        for code in bad
            .into_iter()
            .chain(["2024-01-01/P0M", "2024-01-01/P13M", "1024", "+024"])
        {
            assert_eq!(Period::parse(code), None, "{code}");
        }
    }
}
