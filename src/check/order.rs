//! Puts things that lean on one another in order, or finds the circle.

/// An order in which everything comes after what it leans on, or every circle apart from the others: the numbers of what
/// is in it, each leaning on the next.
pub(super) fn order(leans_on: &[Vec<usize>]) -> Result<Vec<usize>, Vec<Vec<usize>>> {
    let mut left = leans_on.to_vec();
    let mut circles: Vec<Vec<usize>> = Vec::new();
    loop {
        match order_or_circle(&left) {
            Ok(ordered) if circles.is_empty() => return Ok(ordered),
            Err(circle) if circles.len() < MAX_CIRCLES => {
                // Take the circle out, and look for others.
                for (index, below) in left.iter_mut().enumerate() {
                    below.retain(|below| !circle.contains(&index) && !circle.contains(below));
                }
                circles.push(circle);
            }
            _ => return Err(circles),
        }
    }
}

/// So many circles are looked for.
const MAX_CIRCLES: usize = 10;

/// An order in which everything comes after what it leans on, or the numbers of a circle, each leaning on the next.
fn order_or_circle(leans_on: &[Vec<usize>]) -> Result<Vec<usize>, Vec<usize>> {
    let mut waits_for: Vec<usize> = leans_on.iter().map(Vec::len).collect();
    let mut carried = vec![Vec::new(); leans_on.len()];
    for (index, below) in leans_on.iter().enumerate() {
        for &below in below {
            if let Some(carried) = carried.get_mut(below) {
                carried.push(index);
            }
        }
    }
    let mut ready: Vec<usize> =
        (0..leans_on.len()).filter(|&index| waits_for.get(index) == Some(&0)).collect();
    let mut ordered = Vec::with_capacity(leans_on.len());
    while let Some(index) = ready.pop() {
        ordered.push(index);
        for &above in carried.get(index).map(Vec::as_slice).unwrap_or_default() {
            if let Some(waits) = waits_for.get_mut(above) {
                *waits -= 1;
                if *waits == 0 {
                    ready.push(above);
                }
            }
        }
    }
    if ordered.len() == leans_on.len() { Ok(ordered) } else { Err(circle(leans_on, &waits_for)) }
}

/// Walks along what still waits until it comes back to where it has been.
fn circle(leans_on: &[Vec<usize>], waits_for: &[usize]) -> Vec<usize> {
    let waits = |index: usize| waits_for.get(index).is_some_and(|&waits| waits > 0);
    let mut walked: Vec<usize> = Vec::new();
    let mut seen_at = vec![None; leans_on.len()];
    let mut here = (0..leans_on.len()).find(|&index| waits(index));
    while let Some(index) = here {
        if let Some(Some(start)) = seen_at.get(index).copied() {
            return walked.split_off(start);
        }
        if let Some(seen) = seen_at.get_mut(index) {
            *seen = Some(walked.len());
        }
        walked.push(index);
        here = leans_on.get(index).and_then(|below| below.iter().copied().find(|&below| waits(below)));
    }
    walked
}
