//! Everything that has a name, and what of it can be seen from a layer.

use super::layers::{WrittenLayer, documents};
use super::names::{Form, Names};
use super::refinements::Refinements;
use super::vocabulary;
use crate::document::{At, Code, Faults, Limit, NameOf, Origin, rule_set};
use crate::model::{
    ActionId, Condition, FactId, Foreign, LayerId, Number, RuleId, SourceId, Table, TermId, Vocabulary,
};
use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What can be named from a layer.
pub(super) struct Scope<'a> {
    pub(super) layer: LayerId,
    pub(super) vocabulary: &'a Vocabulary,
    /// The layer of each fact.
    pub(super) fact_layers: &'a Table<FactId, LayerId>,
    pub(super) refinements: &'a Refinements,
    pub(super) terms: &'a Names<TermId, &'a rule_set::Term>,
    /// What the terms mean, if that is known: nothing is judged before.
    pub(super) meanings: Option<&'a Table<TermId, Condition>>,
    /// How many steps are left for what conditions come to; `None` where they did not suffice.
    pub(super) steps: &'a Cell<Option<usize>>,
}

/// Where nothing stands.
impl Foreign for Origin {
    fn foreign() -> &'static Origin {
        static NOWHERE: LazyLock<Origin> = LazyLock::new(Origin::default);
        &NOWHERE
    }
}

/// Everything that has a name.
pub(super) struct Registry<'a> {
    pub(super) vocabulary: Vocabulary,
    pub(super) fact_layers: Table<FactId, LayerId>,
    pub(super) fact_origins: Table<FactId, Origin>,
    pub(super) refinements: Refinements,
    /// The facts that each layer takes for safety facts, and all above it.
    safety_marks: BTreeSet<(LayerId, FactId)>,
    pub(super) terms: Names<TermId, &'a rule_set::Term>,
    pub(super) actions: Names<ActionId, ()>,
    pub(super) rules: Names<RuleId, &'a At<rule_set::Rule>>,
    pub(super) sources: Names<SourceId, &'a rule_set::Source>,
    /// The terms as each layer sees them, lowest layer first; none before they are checked, and where they are not fit to
    /// be taken for what they say.
    pub(super) meanings: Vec<Table<TermId, Condition>>,
    /// How many steps are left for what conditions come to; `None` where they did not suffice.
    pub(super) steps: Cell<Option<usize>>,
}

impl<'a> Registry<'a> {
    /// Declares every name of every layer, lower layers first. `all` are these layers with those above them that are left out: what
    /// they refine has its options here too, so that values have the same codes with them and without.
    pub(super) fn declare(
        written_layers: &'a [WrittenLayer],
        all: &[WrittenLayer],
        faults: &mut Faults,
    ) -> Registry<'a> {
        let mut registry = Registry {
            vocabulary: Vocabulary::default(),
            fact_layers: Table::new(),
            fact_origins: Table::new(),
            refinements: Refinements::default(),
            safety_marks: BTreeSet::new(),
            terms: Names::new(NameOf::Term, Form::Snake, Code::UnknownTerm),
            actions: Names::new(NameOf::Action, Form::Snake, Code::UnknownAction),
            rules: Names::new(NameOf::Rule, Form::Kebab, Code::UnknownRule),
            sources: Names::new(NameOf::Source, Form::Key, Code::UnknownSource),
            meanings: Vec::new(),
            steps: Cell::new(Some(faults.limits.of(Limit::StepsOfConditions))),
        };
        let (mut restated, mut reworded) = (BTreeSet::new(), BTreeSet::new());
        for (layer, document) in documents(written_layers) {
            for fact in &document.facts {
                let is_below = |other: FactId| *registry.fact_layers.at(other) < layer;
                if vocabulary::add(fact, &mut registry.vocabulary, is_below, faults) {
                    registry.fact_layers.push(layer);
                    registry.fact_origins.push(fact.id.origin);
                }
                faults.kinds.entry(fact.id.value.clone()).or_insert(NameOf::Fact);
            }
            for term in &document.terms {
                declare_term(term, layer, &mut registry.terms, &mut restated, faults);
            }
            for action in &document.actions {
                declare_action(action, layer, &mut registry.actions, &mut reworded, faults);
            }
            for rule in &document.rules {
                registry.rules.declare(&rule.id, layer, rule, faults);
            }
            for source in &document.sources {
                registry.sources.declare(&source.id, layer, source, faults);
            }
        }
        registry.refine(all, faults);
        let safety = registry.vocabulary.facts().numbered().filter(|(_, fact)| fact.safety);
        registry.safety_marks =
            safety.map(|(number, _)| (*registry.fact_layers.at(number), number)).collect();
        for (layer, document) in documents(written_layers) {
            for mark in &document.safety {
                if let Some(fact) = registry.scope(layer).fact(&mark.fact, faults) {
                    registry.vocabulary.mark_safety(fact);
                    registry.safety_marks.insert((layer, fact));
                }
            }
        }
        registry
    }

    /// The facts that the layers below one take for safety facts.
    pub(super) fn safety_below(&self, layer: LayerId) -> BTreeSet<FactId> {
        let marks = self.safety_marks.iter().filter(|(marking, _)| *marking < layer);
        marks.map(|&(_, fact)| fact).collect()
    }

    /// The groups of the facts that a layer sees.
    pub(super) fn groups_seen_from(&self, layer: LayerId) -> BTreeSet<&str> {
        let facts = self.vocabulary.facts().iter().zip(&self.fact_layers);
        facts.filter(|(_, born)| **born <= layer).map(|(fact, _)| fact.group()).collect()
    }

    /// What can be named from a layer, terms as the whole composition has them.
    pub(super) fn scope(&self, layer: LayerId) -> Scope<'_> {
        self.scope_with(layer, self.meanings.last())
    }

    /// What can be named from a layer, terms as it has them itself.
    pub(super) fn scope_of_its_own(&self, layer: LayerId) -> Scope<'_> {
        self.scope_with(layer, self.meanings.get(layer.place()))
    }

    /// What can be named from a layer, with what the terms mean.
    pub(super) fn scope_with<'s>(
        &'s self,
        layer: LayerId,
        meanings: Option<&'s Table<TermId, Condition>>,
    ) -> Scope<'s> {
        let Registry { vocabulary, fact_layers, refinements, terms, steps, .. } = self;
        Scope { layer, vocabulary, fact_layers, refinements, terms, meanings, steps }
    }
}

/// Declares a term; one that is restated is there already.
fn declare_term<'a>(
    term: &'a rule_set::Term,
    layer: LayerId,
    names: &mut Names<TermId, &'a rule_set::Term>,
    restated: &mut BTreeSet<(LayerId, String)>,
    faults: &mut Faults,
) {
    let id = &term.id.value;
    let below = names.get(id).is_some_and(|declared| declared.layer < layer);
    match (term.is_restated(), below) {
        (false, false) => names.declare(&term.id, layer, term, faults),
        (false, true) => {
            let message = format!("`{id}` is a term of a layer below");
            let help = Some("say `\"replaces\": true` and `because` to restate it, or rename it".into());
            faults.error_with_help(Code::BadReplacement, term.id.origin, message, help);
        }
        (true, false) => {
            let message = format!("`{id}` replaces no term of a layer below");
            faults.error(Code::BadReplacement, term.id.origin, message);
        }
        (true, true) => {
            if term.because.is_none() {
                let message = format!("`{id}` restates a term without saying why");
                let help = Some("add `because`".into());
                faults.error_with_help(Code::MissingField, term.id.origin, message, help);
            }
            if !restated.insert((layer, id.clone())) {
                let message = format!("this layer restates `{id}` twice");
                faults.error(Code::DuplicateId, term.id.origin, message);
            }
        }
    }
}

/// Declares an action; one that is worded anew is there already.
fn declare_action(
    action: &rule_set::Action,
    layer: LayerId,
    names: &mut Names<ActionId, ()>,
    reworded: &mut BTreeSet<(LayerId, String)>,
    faults: &mut Faults,
) {
    let id = &action.id.value;
    let below = names.get(id).is_some_and(|declared| declared.layer < layer);
    match (action.is_reworded(), below) {
        (false, false) => names.declare(&action.id, layer, (), faults),
        (false, true) => {
            let message = format!("`{id}` is an action of a layer below");
            let help = Some("say `\"replaces\": true` and `because` to word it anew, or rename it".into());
            faults.error_with_help(Code::BadReplacement, action.id.origin, message, help);
        }
        (true, false) => {
            let message = format!("`{id}` is no action of a layer below that could be worded anew");
            let help = faults.did_you_mean(id, names.seen_from_above(layer));
            faults.error_with_help(Code::BadReplacement, action.id.origin, message, help);
        }
        (true, true) => {
            if action.because.is_none() {
                let message = format!("`{id}` is worded anew without saying why");
                let help = Some("add `because`".into());
                faults.error_with_help(Code::MissingField, action.id.origin, message, help);
            }
            if !reworded.insert((layer, id.clone())) {
                let message = format!("this layer words `{id}` anew twice");
                faults.error(Code::DuplicateId, action.id.origin, message);
            }
        }
    }
}
