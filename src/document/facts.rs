//! The vocabulary as it is written: facts, their groups, and what is presumed of them. These types mirror the file and
//! check nothing; `check` does.

use super::condition::Condition;
use super::field_order::Shape;
use super::json::{Node, Value};
use super::kind::Kind;
use super::record::{
    At, Read, Reader, Sought, check_keys, read_field, read_word, read_words, records, remember_lost,
};
use super::usual::Usual;
use crate::words::{Askable, Stricter};

read_words!(Askable, Kind, Stricter);

records! {
    /// Something that can be known of a situation.
    pub(crate) struct Fact {
        /// `group.name`.
        id: At<String>,
        /// What kind of values it has.
        kind: At<Kind>,
        /// A short name for prose.
        label: Option<String>,
        /// The question put to a clinician.
        ask: String,
        /// Why it matters.
        why: Option<String>,
        /// How not to misread it.
        note: Option<String>,
        /// The options of a choice, scale or several.
        options: Option<At<Vec<Choice>>>,
        /// The least value of a count.
        min: Option<At<u32>>,
        /// The greatest value of a count.
        max: Option<At<u32>>,
        /// What a count counts, as a plural.
        unit: Option<At<String>>,
        /// What a count counts, as a singular.
        unit_one: Option<At<String>>,
        /// Can it be changed now?
        changeable: Option<bool>,
        /// When it can be asked.
        askable: Option<Askable>,
        /// Where that is false, it is not asked.
        ask_when: Option<Condition>,
        /// Where that is true, it is asked before all else.
        ask_first_when: Option<Condition>,
        /// What is usual: its value where nobody says otherwise.
        presume: Option<Presume>,
        /// Is it a safety fact?
        safety: Option<bool>,
        /// The direction in which guidance never gets looser.
        stricter: Option<At<Stricter>>,
        /// Older names, still read.
        formerly: Vec<At<String>>,
    }

    /// A group of facts.
    pub(crate) struct Group {
        /// What the names of its facts begin with.
        id: At<String>,
        /// How it is called.
        label: String,
    }

    /// What is usual of a fact, and where it is not presumed.
    pub(crate) struct Presumption {
        /// The usual value.
        value: At<Usual>,
        /// Where that is true of what is known, nothing is presumed.
        unless: Option<Condition>,
        /// Why it is usual.
        because: Option<String>,
    }

    /// What a layer presumes of a fact of a layer below.
    pub(crate) struct LayerPresumption {
        /// The fact.
        fact: At<String>,
        /// The usual value.
        value: Option<At<Usual>>,
        /// Is nothing presumed any more?
        nothing: Option<At<bool>>,
        /// Where that is true of what is known, nothing is presumed.
        unless: Option<Condition>,
        /// Why.
        because: String,
    }

    /// Finer options of a fact of a layer below.
    pub(crate) struct Refinement {
        /// The fact.
        fact: At<String>,
        /// What can be given of it from here on.
        options: At<Vec<At<FinerChoice>>>,
        /// Why.
        because: String,
    }

    /// An option that the layers below read as one of theirs.
    pub(crate) struct FinerChoice {
        /// Its id.
        id: At<String>,
        /// How it is said.
        label: String,
        /// The option of a layer below that it is like.
        like: Sought<At<String>>,
        /// Is it below that one, in a scale?
        lower: Option<At<bool>>,
        /// How not to misread it.
        note: Option<String>,
        /// Older names, still read.
        formerly: Vec<At<String>>,
    }

    /// One option of a fact.
    pub(crate) struct Choice {
        /// Its id.
        id: At<String>,
        /// How it is said.
        label: String,
        /// How not to misread it.
        note: Option<String>,
        /// Older names, still read.
        formerly: Vec<At<String>>,
    }
}

impl Choice {
    /// Its names, the past ones last.
    pub(crate) fn names(&self) -> impl Iterator<Item = &At<String>> {
        std::iter::once(&self.id).chain(&self.formerly)
    }
}

impl FinerChoice {
    /// Its names, the past ones last.
    pub(crate) fn names(&self) -> impl Iterator<Item = &At<String>> {
        std::iter::once(&self.id).chain(&self.formerly)
    }
}

/// What is usual of a fact: the value alone, or with more said of it.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), serde(untagged))]
pub(crate) enum Presume {
    Value(At<Usual>),
    Presumption(Presumption),
}

impl Read for Presume {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if matches!(node.value, Value::Object(_)) {
            return Presumption::read(node, reader).map(Presume::Presumption);
        }
        At::read(node, reader).map(Presume::Value)
    }

    fn shape() -> Shape {
        Presumption::shape()
    }
}
