//! Columns read as one: a code for each combination of their codes, and which of them are unknown.

use super::columns::{Code, UNKNOWN};
use std::collections::BTreeSet;

/// How many columns that are asked for in nearly the same places are tried for a group.
const NEAR: usize = 64;

/// Which columns are read as one.
#[derive(Debug)]
pub(crate) struct Groups {
    /// The columns of each group, and how many codes they have together.
    groups: Vec<(Vec<usize>, usize)>,
    /// By column.
    places: Vec<Place>,
}

/// Columns that are to be read as one.
struct Group {
    columns: Vec<usize>,
    /// How many codes they have together.
    codes: usize,
    /// Where any of them is asked for.
    asked: BTreeSet<usize>,
}

/// Where a column stands in its group.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    group: usize,
    /// What one more in its code adds to that of the group.
    stride: Code,
    /// The bit that says that it is unknown.
    bit: u8,
}

/// A situation as codes.
#[derive(Clone, Debug)]
pub(crate) struct Codes {
    columns: Vec<Code>,
    groups: Vec<GroupCode>,
}

/// The codes of a group in one.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct GroupCode {
    pub(crate) code: Code,
    /// A bit for each of its columns that is unknown.
    pub(crate) unknown: u8,
}

impl Groups {
    /// Groups columns, of each of which the number of codes is given, by where they are asked for: those that are asked for
    /// together. A group of several has at most as many codes as `most` says.
    pub(crate) fn new(codes: &[usize], asked: &[BTreeSet<usize>], most: usize) -> Groups {
        let columns = asked.iter().zip(codes).enumerate();
        let mut left: Vec<Group> = columns
            .map(|(column, (asked, &codes))| Group { columns: vec![column], codes, asked: asked.clone() })
            .collect();
        left.sort_unstable_by(|one, other| (&other.asked, &other.columns).cmp(&(&one.asked, &one.columns)));
        let mut groups = Groups { groups: Vec::new(), places: vec![Place::default(); codes.len()] };
        while let Some(mut group) = left.pop() {
            while let Some(next) = nearest(&left, &group, most) {
                group.join(left.remove(next));
            }
            groups.add(group, codes);
        }
        groups
    }

    fn add(&mut self, group: Group, codes: &[usize]) {
        let mut stride: Code = 1;
        for (number, &column) in group.columns.iter().enumerate() {
            let place = Place { group: self.groups.len(), stride, bit: 1 << number };
            self.places.get_mut(column).into_iter().for_each(|slot| *slot = place);
            let codes = codes.get(column).and_then(|&codes| Code::try_from(codes).ok());
            stride = stride.saturating_mul(codes.unwrap_or(1));
        }
        self.groups.push((group.columns, group.codes));
    }

    /// The group of a column.
    pub(crate) fn of(&self, column: usize) -> usize {
        self.places.get(column).map_or(0, |place| place.group)
    }

    /// The columns of a group.
    pub(crate) fn columns(&self, group: usize) -> &[usize] {
        self.groups.get(group).map(|(columns, _)| columns.as_slice()).unwrap_or_default()
    }

    /// How many rows it takes to read a group: one for each code, and one for each choice of columns that are unknown.
    pub(crate) fn rows(&self, group: usize) -> usize {
        self.groups.get(group).map_or(0, |(columns, codes)| codes + (1 << columns.len()))
    }

    /// Nothing known.
    pub(crate) fn nothing_known(&self) -> Codes {
        let mut groups = vec![GroupCode::default(); self.groups.len()];
        for place in &self.places {
            groups.get_mut(place.group).into_iter().for_each(|group| group.unknown |= place.bit);
        }
        Codes { columns: vec![UNKNOWN; self.places.len()], groups }
    }

    /// Writes the code of a column.
    pub(crate) fn write(&self, column: usize, code: Code, codes: &mut Codes) {
        let place = self.places.get(column).copied().unwrap_or_default();
        let (Some(slot), Some(group)) = (codes.columns.get_mut(column), codes.groups.get_mut(place.group))
        else {
            return;
        };
        let more = code.wrapping_sub(std::mem::replace(slot, code));
        group.code = group.code.wrapping_add(more.wrapping_mul(place.stride));
        group.unknown = if code == UNKNOWN { group.unknown | place.bit } else { group.unknown & !place.bit };
    }
}

impl Codes {
    /// The code of each column.
    pub(crate) fn columns(&self) -> &[Code] {
        &self.columns
    }

    /// The codes of a group.
    pub(crate) fn group(&self, group: usize) -> GroupCode {
        self.groups.get(group).copied().unwrap_or_default()
    }
}

impl Group {
    fn join(&mut self, other: Group) {
        self.columns.extend(other.columns);
        self.codes *= other.codes;
        self.asked.extend(other.asked);
    }
}

/// The column that fits into a group and is asked for in most of the places where the group is.
fn nearest(left: &[Group], group: &Group, most: usize) -> Option<usize> {
    let near = left.iter().enumerate().rev().take(NEAR);
    let fitting = near.filter(|(_, next)| next.codes * group.codes <= most);
    let shared = fitting.map(|(place, next)| (next.asked.intersection(&group.asked).count(), place));
    shared.filter(|&(shared, _)| shared > 0).max().map(|(_, place)| place)
}
