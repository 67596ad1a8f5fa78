//! Findings by what they have in common: one mislabelled bulletin or one wrong
//! figure shows in many of them. For each cause what a person can do about it.

use crate::store::{Row, Store, StoreError};
use std::collections::{BTreeMap, HashMap};

/// A finding of check.sql.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// 1 of an error, 2 of a warning, 3 of a hint.
    pub place: i64,
    pub check: String,
    /// DOCUMENT:POSITION of the bulletin to look at; empty if there is no one.
    pub bulletin: String,
    pub bulletin_id: Option<i64>,
    pub indicator: Option<String>,
    /// First and last month of its period, as month_no.
    months: Option<(i64, i64)>,
    pub time_period: Option<String>,
    label: String,
    pub computed: Option<i64>,
    pub difference: Option<i64>,
    pub message: String,
}

impl Finding {
    pub fn of(row: &Row) -> Finding {
        Finding {
            place: row.integer(0).unwrap_or(0),
            check: row.text(1).to_owned(),
            bulletin: row.text(3).to_owned(),
            indicator: row.optional(4).map(str::to_owned),
            months: row.integer(5).zip(row.integer(6)),
            time_period: row.optional(8).map(str::to_owned),
            label: row.text(9).to_owned(),
            bulletin_id: row.integer(10),
            computed: row.integer(11),
            difference: row.integer(12),
            message: row.text(7).to_owned(),
        }
    }

    /// Worst first, then by check and time.
    pub fn rank(&self) -> impl Ord {
        (self.place, &self.check, self.months, &self.message)
    }

    /// Whether it is about figures that contradict each other.
    fn contradicts(&self) -> bool {
        ["containment", "span", "together"].contains(&self.check.as_str())
    }

    /// Whether it is about bulletins that claim the same period.
    fn competes(&self) -> bool {
        self.check == "conflict" || self.message.ends_with(TIE)
    }

    /// What findings of one cause have in common; any one will do.
    fn keys(&self) -> Vec<String> {
        let period = self.time_period.as_deref().unwrap_or_default();
        let indicator = self.indicator.as_deref().unwrap_or_default();
        match (self.check.as_str(), self.place) {
            _ if self.competes() => vec![format!("period {period}")],
            ("containment", _) => vec![
                format!("period {period}"),
                format!("bulletin {}", self.bulletin),
            ],
            ("span", _) => Vec::new(),
            ("together", _) if period.is_empty() => vec![self.message.clone()],
            ("together", _) => vec![format!("parts in {period}")],
            ("balance", 1) => vec![
                format!("parts of {}", self.bulletin),
                format!("parts in {period}"),
            ],
            ("balance", _) => vec![format!("parts of {indicator}")],
            (check, place) => vec![format!("{check} {place}")],
        }
    }
}

/// Findings that have a key in common, or contradict in overlapping months of
/// one indicator.
fn groups(findings: Vec<Finding>) -> Vec<Vec<Finding>> {
    let mut parent: Vec<usize> = (0..findings.len()).collect();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, finding) in findings.iter().enumerate() {
        for key in finding.keys() {
            let other = *known.entry(key).or_insert(at);
            join(&mut parent, at, other);
        }
    }
    let mut spans: Vec<usize> = (0..findings.len())
        .filter(|at| findings[*at].contradicts() && findings[*at].months.is_some())
        .collect();
    spans.sort_by_key(|at| (findings[*at].indicator.clone(), findings[*at].months));
    let mut last: Option<(usize, i64)> = None;
    for at in spans {
        let finding = &findings[at];
        let (first, end) = finding.months.unwrap_or_default();
        let reached = last.filter(|(other, reached)| {
            findings[*other].indicator == finding.indicator && first <= *reached
        });
        if let Some((other, _)) = reached {
            join(&mut parent, at, other);
        }
        last = Some((at, reached.map_or(end, |(_, reached)| end.max(reached))));
    }
    let mut groups: BTreeMap<usize, Vec<Finding>> = BTreeMap::new();
    for (at, finding) in findings.into_iter().enumerate() {
        groups
            .entry(root(&mut parent, at))
            .or_default()
            .push(finding);
    }
    groups.into_values().collect()
}

fn join(parent: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(parent, one), root(parent, other));
    parent[one.max(other)] = one.min(other);
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// How the message of a bulletin ends that claims its neighbour's period.
const TIE: &str = "the period of the bulletin before it";

/// Findings with one cause, the worst first.
#[derive(Debug)]
pub struct Cause {
    pub findings: Vec<Finding>,
    pub title: String,
    /// What would settle it.
    pub remedies: Vec<Remedy>,
}

/// A command, and when it is the right one.
#[derive(Debug)]
pub struct Remedy {
    pub when: &'static str,
    pub command: String,
}

impl Remedy {
    fn new(when: &'static str, command: String) -> Remedy {
        Remedy { when, command }
    }
}

/// Which periods a bulletin could have.
fn suggest(bulletin: &str) -> Remedy {
    let command = format!("smsdb assign {bulletin} --suggest");
    Remedy::new("to see which periods it could have", command)
}

/// If a number is not what the program or the agency made of it.
fn misread() -> Remedy {
    let command = "smsdb reread PLACE --as none --note TEXT".to_owned();
    Remedy::new("if a number is misread or a misprint", command)
}

/// Groups findings by their causes, those with the worst and the most findings
/// first.
///
/// # Errors
/// A file that cannot be read.
pub fn causes(findings: Vec<Finding>, store: &Store) -> Result<Vec<Cause>, StoreError> {
    let mut causes = Vec::new();
    for mut group in groups(findings) {
        group.sort_by(|a, b| {
            let key = |f: &Finding| (f.place, f.check.clone(), f.months);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        causes.push(cause(group, store)?);
    }
    let key = |cause: &Cause| {
        let first = &cause.findings[0];
        let count = |place| cause.findings.iter().filter(|f| f.place == place).count();
        (
            first.place,
            std::cmp::Reverse(count(first.place)),
            first.months,
        )
    };
    causes.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.title.cmp(&b.title)));
    Ok(causes)
}

/// Names a group and says what would settle it.
fn cause(findings: Vec<Finding>, store: &Store) -> Result<Cause, StoreError> {
    let first = &findings[0];
    let (title, remedies) = if findings.iter().any(Finding::competes) {
        let period = first.time_period.clone().unwrap_or_default();
        let sql = include_str!("sql/check_claimants.sql");
        let rows = store.rows(sql, &[&period.as_str()])?.rows;
        let bulletins: Vec<&str> = rows.iter().map(|row| row.text(0)).collect();
        let title = format!("{} is claimed by {}", first.label, listed(&bulletins));
        (title, competing(&bulletins))
    } else if let Some(sum) = findings
        .iter()
        .find(|f| f.place == 1 && f.check == "balance")
    {
        other(sum)
    } else if findings.iter().any(Finding::contradicts) {
        contradicting(&findings)
    } else {
        other(first)
    };
    Ok(Cause {
        findings,
        title,
        remedies,
    })
}

fn competing(bulletins: &[&str]) -> Vec<Remedy> {
    let (old, new) = match bulletins {
        [old, new, ..] => (*old, *new),
        _ => ("OLD", "NEW"),
    };
    let document = new.rsplit_once(':').map_or(new, |(document, _)| document);
    vec![
        suggest(new),
        Remedy::new(
            "if one is of another period",
            format!("smsdb assign {new} PERIOD --note TEXT"),
        ),
        Remedy::new(
            "if one replaces the other",
            format!("smsdb supersede {new} {old} --note TEXT"),
        ),
        Remedy::new(
            "if a document came in by mistake",
            format!("smsdb withdraw {document} --note TEXT"),
        ),
    ]
}

fn contradicting(findings: &[Finding]) -> (String, Vec<Remedy>) {
    let mut indicators: Vec<&str> = findings
        .iter()
        .filter_map(|finding| finding.indicator.as_deref())
        .collect();
    indicators.sort_unstable();
    indicators.dedup();
    let bulletin = findings.iter().find(|finding| !finding.bulletin.is_empty());
    let place = bulletin.map_or("BULLETIN", |finding| &finding.bulletin);
    let title = match (&indicators[..], bulletin) {
        ([one], _) => format!("{one}: figures that exclude each other"),
        (_, Some(finding)) => format!("{place} ({}) does not fit longer periods", finding.label),
        _ => "figures that exclude each other".to_owned(),
    };
    let indicator = indicators.first().copied().unwrap_or("INDICATOR");
    let period = bulletin
        .or(findings.first())
        .and_then(|finding| finding.time_period.as_deref())
        .unwrap_or("PERIOD");
    let remedies = vec![
        Remedy::new(
            "to see the figures",
            format!("smsdb why {indicator} {period}"),
        ),
        Remedy::new(
            "if a bulletin is of another period",
            format!("smsdb assign {place} PERIOD --note TEXT"),
        ),
        misread(),
    ];
    (title, remedies)
}

fn other(first: &Finding) -> (String, Vec<Remedy>) {
    let bulletin = match first.bulletin.as_str() {
        "" => "BULLETIN",
        bulletin => bulletin,
    };
    let indicator = first.indicator.as_deref().unwrap_or("a total");
    match (first.check.as_str(), first.place) {
        ("balance", 1) => (
            format!("{bulletin}: parts are more than their total"),
            vec![
                Remedy::new("to see how it was read", format!("smsdb show {bulletin}")),
                misread(),
            ],
        ),
        ("balance", _) => (
            format!("{indicator} is more than its listed parts"),
            vec![Remedy::new(
                "nothing, where bulletins list some parts only; to see how much",
                format!("smsdb run unlisted indicator={indicator}"),
            )],
        ),
        ("order", _) => (
            "bulletins against the order of their documents".to_owned(),
            vec![
                suggest(bulletin),
                Remedy::new(
                    "if one is of another period",
                    format!("smsdb assign {bulletin} PERIOD --note TEXT"),
                ),
            ],
        ),
        ("undated", _) => (
            "bulletins of unknown period".to_owned(),
            vec![
                suggest(bulletin),
                Remedy::new(
                    "if you know its period",
                    format!("smsdb assign {bulletin} PERIOD --note TEXT"),
                ),
            ],
        ),
        ("unread", _) => (
            "numbers that no rule understood".to_owned(),
            vec![
                Remedy::new("to see them by their wordings", "smsdb unread".to_owned()),
                Remedy::new(
                    "if you know what a wording means",
                    "smsdb teach \"WORDING\" INDICATOR".to_owned(),
                ),
            ],
        ),
        ("hint", _) => (
            "figures that may be true and are worth a look".to_owned(),
            vec![
                Remedy::new("to see how it was read", format!("smsdb show {bulletin}")),
                misread(),
            ],
        ),
        ("decision", _) => (
            "decisions without effect".to_owned(),
            vec![Remedy::new(
                "to see them; --undo takes one back",
                "smsdb run decisions".to_owned(),
            )],
        ),
        (check, _) => (check.to_owned(), Vec::new()),
    }
}

/// Names as a list in words, the first few of many.
fn listed(names: &[&str]) -> String {
    match names {
        [] => "several bulletins".to_owned(),
        [one] => (*one).to_owned(),
        [some @ .., last] if names.len() <= 4 => format!("{} and {last}", some.join(", ")),
        many => format!("{} and {} more", many[..3].join(", "), many.len() - 3),
    }
}
