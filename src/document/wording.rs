//! The words of the library as a document writes them anew; the sentence of a stance is one, or a list of which the first that
//! fits is taken.

use super::condition::Condition;
use super::field_order::Shape;
use super::json::{Node, Value};
use super::record::{At, Read, Reader, check_keys, read_field, records, remember_lost};

records! {
    /// A sentence, and where it is taken.
    pub(crate) struct Sentence {
        /// Where it is taken; the last has no condition, and is taken where no other is.
        when: Option<Condition>,
        /// The sentence.
        text: String,
    }

    /// The library's own words; what is left out stays as it is below.
    pub(crate) struct Wording {
        /// The sentence of the stance.
        welcome: Option<At<Sentences>>,
        /// The sentence of the stance.
        allow: Option<At<Sentences>>,
        /// The sentence of the stance.
        moderate: Option<At<Sentences>>,
        /// The sentence of the stance.
        refrain: Option<At<Sentences>>,
        /// The sentence of the stance.
        pause: Option<At<Sentences>>,
        /// The heading of the moment.
        before_session: Option<String>,
        /// The heading of the moment.
        in_the_moment: Option<String>,
        /// The heading of the moment.
        before_session_ends: Option<String>,
        /// The heading of the moment.
        after_session: Option<String>,
        /// The heading of the moment.
        before_next_session: Option<String>,
        /// A phrase with `{}` for the action.
        must: Option<At<String>>,
        /// A phrase with `{}` for the action.
        should: Option<At<String>>,
        /// A phrase with `{}` for the action.
        may: Option<At<String>>,
        /// A phrase with `{}` for the action.
        should_not: Option<At<String>>,
        /// A phrase with `{}` for the action.
        must_not: Option<At<String>>,
        /// The value of a flag that is true.
        yes: Option<String>,
        /// The value of a flag that is false.
        no: Option<String>,
    }
}

/// The sentence of a stance: one, or several by situation.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), serde(untagged))]
pub(crate) enum Sentences {
    One(String),
    Several(Vec<At<Sentence>>),
}

impl Read for Sentences {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match &node.value {
            Value::List(_) => Read::read(node, reader).map(Sentences::Several),
            _ => Read::read(node, reader).map(Sentences::One),
        }
    }

    fn shape() -> Shape {
        Sentence::shape()
    }
}

impl Wording {
    /// The sentences of the stances, in their order.
    pub(crate) fn stances(&self) -> [Option<&At<Sentences>>; 5] {
        [&self.welcome, &self.allow, &self.moderate, &self.refrain, &self.pause].map(Option::as_ref)
    }

    /// The headings of the moments, in their order.
    pub(crate) fn moments(&self) -> [Option<&String>; 5] {
        let Wording {
            before_session,
            in_the_moment,
            before_session_ends,
            after_session,
            before_next_session,
            ..
        } = self;
        [before_session, in_the_moment, before_session_ends, after_session, before_next_session]
            .map(Option::as_ref)
    }

    /// The phrases of the modalities, in their order.
    pub(crate) fn modalities(&self) -> [Option<&At<String>>; 5] {
        [&self.must_not, &self.must, &self.should_not, &self.should, &self.may].map(Option::as_ref)
    }

    /// What flags that are true and false are called.
    pub(crate) fn answers(&self) -> [Option<&String>; 2] {
        [&self.yes, &self.no].map(Option::as_ref)
    }
}
