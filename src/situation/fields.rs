//! Says of each fault of a situation which fact it is about, and what that can be, as data for forms.

use crate::document::{Clash, Code, Diagnostic, Field, FieldRange, Kind, Node, suggested};
use crate::guideline::Guideline;
use crate::model::{Fact, FactId, Known, fact_value};
use serde_json::Value;

/// What is known of where faults come from.
pub(super) struct Fields<'a> {
    guideline: &'a Guideline,
    /// What was read, where it can be read at all.
    given: Option<&'a Node>,
    known: &'a Known,
    /// The facts of each clash, in the order in which clashes are reported.
    clashes: std::vec::IntoIter<Vec<FactId>>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        guideline: &'a Guideline,
        given: Option<&'a Node>,
        known: &'a Known,
        clashes: Vec<Vec<FactId>>,
    ) -> Fields<'a> {
        Fields { guideline, given, known, clashes: clashes.into_iter() }
    }

    /// Adds to a fault which fact it is about.
    pub(super) fn mark(&mut self, diagnostic: &mut Diagnostic) {
        let field = if diagnostic.code == Code::Impossible { self.clash() } else { self.field(diagnostic) };
        diagnostic.field = field.map(Box::new);
    }

    fn field(&self, diagnostic: &Diagnostic) -> Option<Field> {
        if diagnostic.code == Code::MoreFaults {
            return None;
        }
        let pointer = diagnostic.place.pointer.strip_prefix('/')?;
        let keys: Vec<String> =
            pointer.split('/').map(|key| key.replace("~1", "/").replace("~0", "~")).collect();
        let (name, length) = match keys.as_slice() {
            [group, fact, ..] if !group.contains('.') => (format!("{group}.{fact}"), 2),
            [whole, ..] => (whole.clone(), 1),
            [] => return None,
        };
        let vocabulary = &self.guideline.model().vocabulary;
        let fact = vocabulary.named(&name).map(|named| vocabulary.fact(named.number));
        let mut place = keys.iter().take(length);
        let value = self.given.and_then(|given| place.try_fold(given, |node, key| node.member(key)));
        let value = value.and_then(Node::to_data);
        let suggestion = diagnostic.help.as_deref().and_then(suggested).map(str::to_owned);
        Some(match fact {
            Some(fact) => Field { value, suggestion, ..about(fact) },
            None => Field { fact: name, value, suggestion, ..Field::default() },
        })
    }

    fn clash(&mut self) -> Option<Field> {
        let facts = self.clashes.next()?;
        let vocabulary = &self.guideline.model().vocabulary;
        let known = facts.iter().filter_map(|&number| {
            let (fact, code) = (vocabulary.fact(number), (*self.known.at(number))?);
            let value = serde_json::to_value(fact_value(fact, code)).ok()?;
            Some((fact, value))
        });
        let known: Vec<(&Fact, Value)> = known.collect();
        // Of facts that were known before, and one that is given now, the one is to be marked.
        let (fact, value) = known.iter().rev().find(|(fact, _)| self.names(fact)).or_else(|| known.last())?;
        let clash = known.iter().map(|(fact, value)| Clash::new(&fact.id, value.clone())).collect();
        Some(Field { value: Some(value.clone()), clash, ..about(fact) })
    }

    /// Does what was read name a fact?
    fn names(&self, fact: &Fact) -> bool {
        let Some(given) = self.given else { return false };
        let names = std::iter::once(&fact.id).chain(&fact.formerly);
        names.filter_map(|name| name.split_once('.').map(|parts| (name, parts))).any(
            |(name, (group, last))| {
                given.member(name).is_some()
                    || given.member(group).and_then(|group| group.member(last)).is_some()
            },
        )
    }
}

/// A fact, and what it can be.
fn about(fact: &Fact) -> Field {
    let options = fact.options.iter().map(|option| Value::from(&*option.id)).collect();
    Field {
        fact: fact.id.to_string(),
        allowed: if fact.kind == Kind::Flag { vec![true.into(), false.into()] } else { options },
        range: fact.range.as_ref().map(|range| FieldRange::new(range.min, range.max)),
        ..Field::default()
    }
}
