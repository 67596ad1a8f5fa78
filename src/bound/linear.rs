//! Where a balance ties several open numbers of a month together, shortest
//! paths do not see everything: linear programs do. Every bound is a program of
//! its own, but points that were found for one prove the bounds of others.
//! Optima that are no whole numbers are rounded inwards.

use super::closure::ENDLESS;
use super::simplex::{End, GaveUp, Interval, Simplex};
use super::system::System;
use super::tighten::Ranges;
use std::collections::BTreeMap;

/// Multiplications of one program and all its bounds: a second or so.
const WORK: usize = 500_000_000;

/// A condition: numbers with their signs lie within bounds together.
struct Row {
    terms: Vec<(usize, i64)>,
    bounds: Interval,
}

/// Narrows ranges to what a linear program allows. None if it allows nothing.
pub(super) fn refine(system: &System, held: &[bool], ranges: &mut Ranges) -> Option<()> {
    let rows = rows(system, held, &ranges.of);
    for rows in components(system.cells(), rows) {
        // Spans alone are shortest paths, which are exact.
        let tied = rows
            .iter()
            .any(|row| row.terms.iter().any(|(_, sign)| *sign < 0));
        if !tied {
            continue;
        }
        match narrow(system, &rows, &mut ranges.of) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(GaveUp) => {
                let cells = rows.iter().flat_map(|row| &row.terms);
                let mut cells: Vec<usize> = cells.map(|(cell, _)| *cell).collect();
                cells.sort_unstable();
                cells.dedup();
                ranges.wider += cells.len();
            }
        }
    }
    Some(())
}

/// The equations and balances of the numbers that are still open.
fn rows(system: &System, held: &[bool], ranges: &[(i128, i128)]) -> Vec<Row> {
    let open = |cell: usize| ranges[cell].0 < ranges[cell].1;
    let mut rows = Vec::new();
    let mut add = |cells: &mut dyn Iterator<Item = (usize, i64)>, low, high: Option<i128>| {
        let mut settled = 0;
        let mut terms = Vec::new();
        for (cell, sign) in cells {
            if open(cell) {
                terms.push((cell, sign));
            } else {
                settled += i128::from(sign) * ranges[cell].0;
            }
        }
        if terms.len() > 1 {
            rows.push(Row {
                terms,
                bounds: Interval {
                    low: Some(low - settled),
                    high: high.map(|high| high - settled),
                },
            });
        }
    };
    for span in system.equations.iter().filter(|span| span.is_of(held)) {
        let months = span.from..=span.to;
        let mut cells = months.map(|month| (system.cell(span.indicator, month), 1));
        add(&mut cells, span.low, Some(span.high));
    }
    for sum in &system.sums {
        let whole = (system.cell(sum.whole, sum.month), 1);
        let parts = sum
            .parts
            .iter()
            .map(|part| (system.cell(*part, sum.month), -1));
        add(
            &mut [whole].into_iter().chain(parts),
            0,
            sum.equal.then_some(0),
        );
    }
    rows
}

/// Rows that share no number stand apart.
fn components(cells: usize, rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut parent: Vec<usize> = (0..cells).collect();
    for row in &rows {
        let first = root(&mut parent, row.terms[0].0);
        for (cell, _) in &row.terms {
            let other = root(&mut parent, *cell);
            parent[other] = first;
        }
    }
    let mut components: BTreeMap<usize, Vec<Row>> = BTreeMap::new();
    for row in rows {
        let root = root(&mut parent, row.terms[0].0);
        components.entry(root).or_default().push(row);
    }
    components.into_values().collect()
}

fn root(parent: &mut [usize], mut cell: usize) -> usize {
    while parent[cell] != cell {
        parent[cell] = parent[parent[cell]];
        cell = parent[cell];
    }
    cell
}

/// Narrows the numbers of one component. Returns false if there is no solution.
fn narrow(system: &System, rows: &[Row], ranges: &mut [(i128, i128)]) -> Result<bool, GaveUp> {
    let mut column: BTreeMap<usize, usize> = BTreeMap::new();
    for (cell, _) in rows.iter().flat_map(|row| &row.terms) {
        column.insert(*cell, 0);
    }
    for (index, (_, column)) in column.iter_mut().enumerate() {
        *column = index;
    }
    let cells: Vec<usize> = column.keys().copied().collect();
    let interval = |cell: usize| Interval {
        low: Some(ranges[cell].0),
        high: Some(ranges[cell].1).filter(|high| *high < ENDLESS),
    };
    let columns = cells.iter().map(|cell| interval(*cell)).collect();
    let mut program = Simplex::new(columns, WORK / (cells.len() * rows.len()));
    for row in rows {
        let terms = row.terms.iter().map(|(cell, sign)| (column[cell], *sign));
        program.row(terms, row.bounds);
    }
    if !program.feasible()? {
        return Ok(false);
    }
    // Bounds that no point has reached yet, the last first: where the numbers of
    // one month are large together, those of the other months are small.
    let mut open: Vec<(usize, End)> = (0..cells.len())
        .flat_map(|at| [(at, End::High), (at, End::Low)])
        .collect();
    open.sort_by_key(|(at, end)| (*end == End::High, cells[*at] % system.months));
    let mut found = Vec::new();
    while let Some((at, end)) = open.pop() {
        match program.optimum(at, end)? {
            Some((value, d)) if end == End::High => found.push((at, end, value.div_euclid(d))),
            Some((value, d)) => found.push((at, end, -(-value).div_euclid(d))),
            None => {}
        }
        open.retain(|(at, end)| {
            let (value, d) = program.value(*at);
            let (low, high) = ranges[cells[*at]];
            value != d * if *end == End::High { high } else { low }
        });
    }
    for (at, end, value) in found {
        match end {
            End::Low => ranges[cells[at]].0 = value,
            End::High => ranges[cells[at]].1 = value,
        }
    }
    Ok(true)
}
