//! Where one fact stands among the levels of a diagram, and what its edges mean.

use crate::document::Kind;
use crate::model::{Fact, ValueCode, class_of};

/// Which situations functions speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// Those in which every fact is known.
    Complete,
    /// All.
    Partial,
}

/// Where a fact stands.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Its first level.
    pub(crate) first: usize,
    pub(crate) values: Values,
}

/// What the edges of a fact's levels mean.
#[derive(Clone, Debug)]
pub(crate) enum Values {
    /// One level with an edge for each code, counted from zero.
    Codes(usize),
    /// One level with an edge for each class of counts, named by its least value.
    Classes(Vec<u32>),
    /// A level for each option: without it, with it.
    Bits(usize),
}

impl Values {
    /// Those of a fact; of a count, which begin a class.
    pub(super) fn of(fact: &Fact, classes: impl FnOnce() -> Vec<u32>) -> Values {
        match fact.kind {
            Kind::Flag => Values::Codes(2),
            Kind::Choice | Kind::Scale => Values::Codes(fact.options.len()),
            Kind::Count => Values::Classes(classes()),
            Kind::Several => Values::Bits(fact.options.len()),
        }
    }
}

impl Place {
    /// Where a fact that no condition tests would stand: all counts are alike.
    pub(crate) fn untested(fact: &Fact) -> Place {
        Place {
            first: 0,
            values: Values::of(fact, || vec![fact.range.as_ref().map_or(0, |range| range.min)]),
        }
    }

    /// In the encoding of complete situations: is a level one of this fact's?
    pub(crate) fn covers(&self, level: usize) -> bool {
        let levels = match self.values {
            Values::Bits(options) => options,
            Values::Codes(_) | Values::Classes(_) => 1,
        };
        (self.first..self.first + levels).contains(&level)
    }

    /// Is an edge of its level a value, or a class of them? (Of a `several` it is an option alone.)
    pub(crate) fn has_one_level(&self) -> bool {
        !matches!(self.values, Values::Bits(_))
    }

    /// Values of its fact beside one: all that conditions tell apart, and of a `several` those with one option more or less.
    pub(crate) fn values_beside(&self, code: ValueCode) -> Vec<ValueCode> {
        match &self.values {
            Values::Codes(codes) => {
                let codes = 0..ValueCode::try_from(*codes).unwrap_or_default();
                codes.filter(|other| *other != code).collect()
            }
            Values::Classes(classes) => {
                let own = class_of(classes, code);
                let others = classes.iter().enumerate().filter(|(class, _)| *class != own);
                others.map(|(_, &least)| ValueCode::from(least)).collect()
            }
            Values::Bits(options) => (0..*options).map(|option| code ^ 1 << option).collect(),
        }
    }

    /// In the encoding of partial situations: the edge at the first level that says that the fact is not known.
    pub(crate) fn unknown_edge(&self) -> usize {
        match &self.values {
            Values::Codes(codes) => *codes,
            Values::Classes(classes) => classes.len(),
            Values::Bits(_) => 1,
        }
    }

    /// In the encoding of partial situations: the levels that tell its value.
    pub(crate) fn levels(&self) -> std::ops::Range<usize> {
        match &self.values {
            Values::Codes(_) | Values::Classes(_) => self.first..self.first + 1,
            Values::Bits(options) => self.first..self.first + 1 + options,
        }
    }

    /// In the encoding of partial situations: does an edge say that the fact is known?
    pub(crate) fn tells(&self, level: usize, edge: usize) -> bool {
        match &self.values {
            Values::Codes(codes) => edge < *codes,
            Values::Classes(classes) => edge < classes.len(),
            Values::Bits(_) => level == self.first && edge == 0,
        }
    }

    /// Writes the edges that a value takes, or that its being unknown does, in the encoding of partial situations. Of an
    /// unknown `several` no option is asked.
    pub(crate) fn write_edges(&self, code: Option<ValueCode>, edges: &mut [usize]) {
        let mut set =
            |level: usize, edge: usize| edges.get_mut(level).into_iter().for_each(|slot| *slot = edge);
        match (&self.values, code) {
            (Values::Codes(codes), None) => set(self.first, *codes),
            (Values::Codes(codes), Some(code)) => set(self.first, usize::try_from(code).unwrap_or(*codes)),
            (Values::Classes(classes), None) => set(self.first, classes.len()),
            (Values::Classes(classes), Some(code)) => set(self.first, class_of(classes, code)),
            (Values::Bits(_), None) => set(self.first, 1),
            (Values::Bits(options), Some(code)) => {
                set(self.first, 0);
                (0..*options)
                    .for_each(|option| set(self.first + 1 + option, usize::from(code >> option & 1 == 1)));
            }
        }
    }

    /// The edges that a value takes, level by level.
    pub(crate) fn edges(&self, code: ValueCode, over: Over) -> Vec<(usize, usize)> {
        match &self.values {
            Values::Codes(_) => usize::try_from(code).map(|edge| (self.first, edge)).into_iter().collect(),
            Values::Classes(classes) => vec![(self.first, class_of(classes, code))],
            Values::Bits(options) => {
                let is_known = (over == Over::Partial).then_some((self.first, 0));
                let from = self.first + usize::from(is_known.is_some());
                let bits = (0..*options).map(|option| (from + option, usize::from(code >> option & 1 == 1)));
                is_known.into_iter().chain(bits).collect()
            }
        }
    }
}
