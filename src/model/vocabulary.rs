//! The vocabulary: every fact that can be known of a situation, and the values it can have.

use super::fact_value::FactValue;
use super::known::{Known, ValueCode};
use super::number::{FactId, Table};
use super::text::Text;
use crate::document::Kind;
use crate::words::{Askable, Stricter};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// Something that can be known of a situation.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Fact {
    /// `group.name`.
    pub id: Arc<str>,
    /// What kind of values it has.
    pub kind: Kind,
    /// The question put to a clinician.
    pub ask: Arc<str>,
    /// A short name for prose.
    pub label: Arc<str>,
    /// The options of a `choice`, `scale` or `several`; none of other kinds.
    pub options: Vec<FactOption>,
    /// The range of a `count`.
    pub range: Option<CountRange>,
    /// Why it matters.
    pub why: Option<Arc<str>>,
    /// How not to misread it.
    pub note: Option<Arc<str>>,
    /// Can it be changed now?
    pub changeable: bool,
    /// When it can be asked.
    pub askable: Askable,
    /// What is usual: the value that it is presumed to have where nobody says otherwise.
    pub presume: Option<FactValue>,
    /// Why that is usual, where its own layer says so.
    pub presume_because: Option<Arc<str>>,
    /// Is it a safety fact?
    pub safety: bool,
    /// The direction in which guidance promises never to get looser.
    pub stricter: Option<Stricter>,
    /// Older names, still read.
    pub formerly: Vec<Arc<str>>,
}

/// A group of facts, such as all that is asked about the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FactGroup {
    /// What the names of its facts begin with.
    pub id: Arc<str>,
    /// How it is called.
    pub label: Arc<str>,
}

/// One option of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FactOption {
    /// Its id.
    pub id: Arc<str>,
    /// How it is said.
    pub label: Arc<str>,
    /// The option that it is read as below the layer that adds it; none of those that are there with the fact.
    pub like: Option<Arc<str>>,
    /// How not to misread it.
    pub note: Option<Arc<str>>,
    /// Older names, still read.
    pub formerly: Vec<Arc<str>>,
}

/// The range of a count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CountRange {
    /// The least value.
    pub min: u32,
    /// The greatest value, where there is one.
    pub max: Option<u32>,
    /// What is counted, as a plural.
    pub unit: Option<Arc<str>>,
    /// What is counted, as a singular.
    pub unit_one: Option<Arc<str>>,
}

/// A name that was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named<N> {
    pub(crate) number: N,
    /// Was an older name used?
    pub(crate) former: bool,
}

/// All facts, in order, and their names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    facts: Table<FactId, Fact>,
    /// INVARIANT: every name, present and former, of every fact, each with a number of `facts`.
    names: BTreeMap<Text, Named<FactId>>,
}

impl Vocabulary {
    /// Adds a fact, whose names nobody else may have. Gives the name that is taken, where one is.
    pub(crate) fn add(&mut self, fact: Fact) -> Result<(), Text> {
        let number = self.facts.next();
        let former = fact.formerly.iter().map(|name| (name.clone(), true));
        let names: Vec<(Text, bool)> = std::iter::once((fact.id.clone(), false)).chain(former).collect();
        let mut own = BTreeSet::new();
        if let Some((taken, _)) =
            names.iter().find(|(name, _)| self.names.contains_key(name) || !own.insert(name))
        {
            return Err(taken.clone());
        }
        self.names.extend(names.into_iter().map(|(name, former)| (name, Named { number, former })));
        self.facts.push(fact);
        Ok(())
    }

    pub(crate) fn facts(&self) -> &Table<FactId, Fact> {
        &self.facts
    }

    /// A fact.
    pub(crate) fn fact(&self, fact: FactId) -> &Fact {
        self.facts.at(fact)
    }

    /// A situation of which nothing is known.
    pub(crate) fn nothing_known(&self) -> Known {
        Table::alike(&self.facts, None)
    }

    /// A complete situation: each fact that is not known has its least value.
    pub(crate) fn filled(&self, known: &Known) -> Known {
        let facts = self.facts.iter().zip(known);
        facts.map(|(fact, value)| Some(value.unwrap_or_else(|| fact.least_value()))).collect()
    }

    pub(crate) fn named(&self, name: &str) -> Option<Named<FactId>> {
        self.names.get(name).copied()
    }

    /// Every name, present and former.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(|name| &**name)
    }

    /// Says what is presumed of a fact.
    pub(crate) fn presume(&mut self, fact: FactId, value: Option<FactValue>) {
        self.facts.change(fact, |fact| fact.presume = value);
    }

    /// Gives a fact other options.
    pub(crate) fn set_options(&mut self, fact: FactId, options: Vec<FactOption>) {
        self.facts.change(fact, |fact| fact.options = options);
    }

    pub(crate) fn mark_safety(&mut self, fact: FactId) {
        self.facts.change(fact, |fact| fact.safety = true);
    }
}

impl Fact {
    /// The group that it belongs to: the first part of its id.
    #[must_use]
    pub fn group(&self) -> &str {
        self.id.split_once('.').map_or(&*self.id, |(group, _)| group)
    }

    pub(crate) fn least_value(&self) -> ValueCode {
        ValueCode::from(*self.counts().start())
    }

    /// How many values it has, if there is an end to them.
    pub(crate) fn value_count(&self) -> Option<u64> {
        match self.kind {
            Kind::Flag => Some(2),
            Kind::Choice | Kind::Scale => u64::try_from(self.options.len()).ok(),
            Kind::Several => 1_u64.checked_shl(u32::try_from(self.options.len()).ok()?),
            Kind::Count => {
                let range = self.range.as_ref()?;
                Some(u64::from(range.max?.checked_sub(range.min)?) + 1)
            }
        }
    }

    /// The counts that it can have; of other kinds, all.
    pub(crate) fn counts(&self) -> RangeInclusive<u32> {
        self.range.as_ref().map_or(0..=u32::MAX, |range| range.min..=range.max.unwrap_or(u32::MAX))
    }

    /// The number of an option.
    pub(crate) fn option(&self, name: &str) -> Option<Named<usize>> {
        let present = self.options.iter().position(|option| &*option.id == name);
        let former = || {
            self.options.iter().position(|option| option.formerly.iter().any(|formerly| &**formerly == name))
        };
        present
            .map(|number| Named { number, former: false })
            .or_else(|| former().map(|number| Named { number, former: true }))
    }

    /// What one of the options is read as where not all of them are there: itself, or what it is like, or what that is like in turn.
    pub(crate) fn read_where(
        &self,
        option: &FactOption,
        is_there: impl Fn(&FactOption) -> Option<usize>,
    ) -> Option<ValueCode> {
        let like = |option: &&FactOption| {
            let like = option.like.as_ref()?;
            self.options.iter().find(|other| other.id == *like)
        };
        let place = std::iter::successors(Some(option), like).find_map(is_there)?;
        ValueCode::try_from(place).ok()
    }

    /// The codes of all values of a fact whose values are options or a flag, as a set of bits.
    pub(crate) fn all_options(&self) -> u64 {
        match (self.kind, self.options.len()) {
            (Kind::Flag, _) => 0b11,
            (_, options) => u32::try_from(options)
                .ok()
                .and_then(|bits| 1_u64.checked_shl(bits))
                .map_or(u64::MAX, |bit| bit - 1),
        }
    }

    /// The options in a set of bits, in order.
    pub(crate) fn options_in(&self, bits: u64) -> impl Iterator<Item = &FactOption> {
        self.options
            .iter()
            .enumerate()
            .filter(move |(index, _)| bits >> index & 1 == 1)
            .map(|(_, option)| option)
    }

    /// The option with a number.
    pub(crate) fn option_at(&self, code: ValueCode) -> Option<&FactOption> {
        self.options.get(usize::try_from(code).ok()?)
    }
}
