//! Puts things that use one another in order, or finds the circle.

use crate::model::{Number, Table};

/// What each thing leans on.
pub(super) type Leaning<N> = Table<N, Vec<N>>;

/// At most this many circles are looked for.
const MAX_CIRCLES: usize = 10;

/// An order in which everything comes after what it leans on, or every circle apart from the others: the numbers of what
/// is in it, each leaning on the next.
pub(super) fn order<N: Number + 'static>(leans_on: &Leaning<N>) -> Result<Vec<N>, Vec<Vec<N>>> {
    let mut left = leans_on.clone();
    let mut circles: Vec<Vec<N>> = Vec::new();
    loop {
        match order_or_circle(&left) {
            Ok(ordered) if circles.is_empty() => return Ok(ordered),
            Err(circle) if circles.len() < MAX_CIRCLES => {
                // Take the circle out, and look for others.
                for number in leans_on.numbers() {
                    left.change(number, |below| {
                        below.retain(|below| !circle.contains(&number) && !circle.contains(below));
                    });
                }
                circles.push(circle);
            }
            _ => return Err(circles),
        }
    }
}

/// An order in which everything comes after what it leans on, or the numbers of a circle, each leaning on the next.
fn order_or_circle<N: Number + 'static>(leans_on: &Leaning<N>) -> Result<Vec<N>, Vec<N>> {
    let mut waits_for: Table<N, usize> = leans_on.iter().map(Vec::len).collect();
    let mut carried: Leaning<N> = Table::alike(leans_on, Vec::new());
    for (number, below) in leans_on.numbered() {
        for &below in below {
            carried.change(below, |carried| carried.push(number));
        }
    }
    let mut ready: Vec<N> =
        waits_for.numbered().filter(|(_, waits)| **waits == 0).map(|(number, _)| number).collect();
    let mut ordered = Vec::with_capacity(leans_on.len());
    while let Some(number) = ready.pop() {
        ordered.push(number);
        for &above in carried.at(number) {
            waits_for.change(above, |waits| {
                *waits -= 1;
                if *waits == 0 {
                    ready.push(above);
                }
            });
        }
    }
    if ordered.len() == leans_on.len() { Ok(ordered) } else { Err(circle(leans_on, &waits_for)) }
}

/// Walks along what still waits until it comes back to where it has been.
fn circle<N: Number + 'static>(leans_on: &Leaning<N>, waits_for: &Table<N, usize>) -> Vec<N> {
    let waits = |number: N| *waits_for.at(number) > 0;
    let mut walked: Vec<N> = Vec::new();
    let mut seen_at: Table<N, Option<usize>> = Table::alike(leans_on, None);
    let mut here = leans_on.numbers().find(|&number| waits(number));
    while let Some(number) = here {
        if let Some(start) = *seen_at.at(number) {
            return walked.split_off(start);
        }
        seen_at.set(number, Some(walked.len()));
        walked.push(number);
        here = leans_on.at(number).iter().copied().find(|&below| waits(below));
    }
    walked
}
