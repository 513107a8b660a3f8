//! Turns documents into a model that cannot be wrong, or reports every fault of every document.

mod about;
mod conditions;
mod expectations;
mod layers;
mod names;
mod order;
mod rules;
pub(crate) mod situations;
mod terms;
mod vocabulary;

use crate::condition::Condition;
use crate::diagnostic::{Code, Faults, Origin, Rejected, Source};
use crate::digest::digest;
use crate::document::read::{Read, Reader};
use crate::document::{Document, RuleSet};
use crate::json::{self, NotJson, Span};
use crate::model::{Action, Impossible, Layer, Model, Otherwise, WhileUnknown};
use crate::vocabulary::{Text, Vocabulary};
use crate::wording::Wording;
use crate::words::Stance;
use layers::Stack;
use names::{Form, Names};
use std::collections::BTreeSet;

/// A document has at most this many bytes.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// At most this many documents are read together.
const MAX_DOCUMENTS: usize = 256;

/// What checking collects.
#[derive(Debug, Default)]
pub(crate) struct Check {
    pub(crate) faults: Faults,
    /// Names of things that could not be read, so that references to them are not reported as well.
    pub(crate) lost: BTreeSet<String>,
}

/// A document that could be read.
#[derive(Debug)]
struct Part {
    document: RuleSet,
    /// Digest of the document without its approvals.
    digest: Text,
}

/// What can be named from a layer.
struct Scope<'a> {
    layer: usize,
    vocabulary: &'a Vocabulary,
    /// The layer of each fact.
    fact_layers: &'a [usize],
    terms: &'a Names,
}

/// Everything that has a name.
struct Named {
    vocabulary: Vocabulary,
    fact_layers: Vec<usize>,
    fact_origins: Vec<Origin>,
    terms: Names,
    actions: Names,
    rules: Names,
    sources: Names,
}

/// Checks documents and composes them.
pub(crate) fn check(documents: Vec<Document>) -> Result<Model, Rejected> {
    let mut check = Check::default();
    // The order of documents never matters: they are read by name.
    let mut documents = documents;
    documents.sort_by(|one, other| (one.name(), one.text()).cmp(&(other.name(), other.text())));
    let (sources, parts) = read_all(documents, &mut check);
    let stacks = layers::stack(parts, &mut check);
    let model = compose(&stacks, &mut check);
    let faulty = check.faults.has_errors();
    let warnings = check.faults.finish(&sources)?;
    match model {
        Some(model) if !faulty => Ok(Model { warnings, ..model }),
        _ => Err(Rejected::single(
            Code::BrokenLayers,
            "",
            "there is no rule set to build a guideline from".into(),
        )),
    }
}

/// Reads a situation's text into a tree, or says why that cannot be done.
pub(crate) fn read_text<T: Read>(
    name: &str,
    text: &str,
    document: usize,
    check: &mut Check,
) -> (Source, Option<T>) {
    let tree = parse(text, document, &mut check.faults);
    let value = tree.as_ref().and_then(|tree| {
        let mut reader = Reader { document, faults: &mut check.faults, lost: &mut check.lost };
        T::read(tree, &mut reader)
    });
    (Source { name: name.to_owned(), text: text.to_owned(), tree }, value)
}

fn read_all(documents: Vec<Document>, check: &mut Check) -> (Vec<Source>, Vec<Part>) {
    let (mut sources, mut parts) = (Vec::new(), Vec::new());
    if documents.len() > MAX_DOCUMENTS {
        let message = format!("there are more than {MAX_DOCUMENTS} documents");
        check.faults.error(Code::TooLarge, Origin::default(), message);
    }
    for (index, document) in documents.into_iter().take(MAX_DOCUMENTS).enumerate() {
        let (source, rule_set) = read_text(document.name(), document.text(), index, check);
        if let (Some(document), Some(tree)) = (rule_set, &source.tree) {
            parts.push(Part { document, digest: digest(&tree.canonical(&["about", "approvals"])) });
        }
        sources.push(source);
    }
    (sources, parts)
}

fn parse(text: &str, document: usize, faults: &mut Faults) -> Option<json::Node> {
    if text.len() > MAX_BYTES {
        let message = format!("this text has {} bytes; at most {MAX_BYTES} are read", text.len());
        faults.error(Code::TooLarge, Origin { document, span: Span::default() }, message);
        return None;
    }
    match json::parse(text) {
        Ok(tree) => Some(tree),
        Err(NotJson::Syntax(said, span)) => {
            let message = format!("this is not JSON: {said}");
            faults.error(Code::BadJson, Origin { document, span }, message);
            None
        }
        Err(NotJson::TooDeep(span)) => {
            let message = format!("this is nested deeper than {} levels", json::MAX_DEPTH);
            faults.error(Code::TooLarge, Origin { document, span }, message);
            None
        }
    }
}

/// Composes layers. Gives nothing where there is no layer, or none that says what holds otherwise.
fn compose(stacks: &[Stack], check: &mut Check) -> Option<Model> {
    let named = Named::declare(stacks, check);
    let terms = terms::by_layer(stacks, &named, check);
    let actions = actions(stacks, &named, check);
    let sources = rules::sources(stacks, &named);
    let rules = rules::compose(stacks, &named, &sources, check);
    let safeguards = expectations::safeguards(stacks, &named, check);
    let cases = expectations::cases(stacks, &named, check);
    let layers = compose_layers(stacks, terms, &named, check);
    let impossible = impossible(stacks, &named, check);
    let (otherwise, while_unknown) = (otherwise(stacks, check), while_unknown(stacks, check));
    check_may_relax(stacks, &named, check);
    warn_unused_facts(&named, &layers, &rules.rules, &actions, check);
    let digests: Vec<String> =
        layers.iter().map(|layer| format!("{} {} {}", layer.id, layer.version, layer.digest)).collect();
    Some(Model {
        digest: digest(&digests.join("\n")),
        terms: terms::names(stacks, &named),
        wording: wording(stacks, check),
        layers,
        vocabulary: named.vocabulary,
        actions,
        rules: rules.rules,
        standing_order: rules.standing_order,
        impossible,
        safeguards,
        cases,
        sources,
        otherwise: otherwise?,
        while_unknown,
        warnings: Vec::new(),
    })
}

impl Named {
    /// Declares every name of every layer, lower layers first.
    fn declare(stacks: &[Stack], check: &mut Check) -> Named {
        let mut named = Named {
            vocabulary: Vocabulary::default(),
            fact_layers: Vec::new(),
            fact_origins: Vec::new(),
            terms: Names::new("term", Form::Snake, Code::UnknownTerm),
            actions: Names::new("action", Form::Snake, Code::UnknownAction),
            rules: Names::new("rule", Form::Kebab, Code::UnknownRule),
            sources: Names::new("source", Form::Key, Code::UnknownSource),
        };
        let mut restated = BTreeSet::new();
        for (layer, document) in documents(stacks) {
            for fact in &document.facts {
                vocabulary::add(fact, &mut named.vocabulary, check);
                named.fact_layers.resize(named.vocabulary.facts().len(), layer);
                named.fact_origins.resize(named.vocabulary.facts().len(), fact.id.origin);
            }
            for term in &document.terms {
                terms::declare(term, layer, &mut named.terms, &mut restated, check);
            }
            document.actions.iter().for_each(|action| named.actions.declare(&action.id, layer, check));
            document.rules.iter().for_each(|rule| named.rules.declare(&rule.id, layer, check));
            document.sources.iter().for_each(|source| named.sources.declare(&source.id, layer, check));
        }
        for (layer, document) in documents(stacks) {
            for mark in &document.safety {
                if let Some(fact) = named.scope(layer).fact(&mark.fact, check) {
                    named.vocabulary.mark_safety(fact);
                }
            }
        }
        named
    }

    fn scope(&self, layer: usize) -> Scope<'_> {
        Scope {
            layer,
            vocabulary: &self.vocabulary,
            fact_layers: &self.fact_layers,
            terms: &self.terms,
        }
    }
}

/// Every document with the number of its layer, lowest first.
fn documents(stacks: &[Stack]) -> impl Iterator<Item = (usize, &RuleSet)> {
    let layers = stacks.iter().enumerate();
    layers.flat_map(|(layer, stack)| stack.parts.iter().map(move |part| (layer, &part.document)))
}

fn text(text: impl AsRef<str>) -> Text {
    text.as_ref().into()
}

fn actions(stacks: &[Stack], named: &Named, check: &mut Check) -> Vec<Action> {
    let mut actions = Vec::new();
    for (layer, document) in documents(stacks) {
        let scope = named.scope(layer);
        for action in &document.actions {
            let contradicts = named.actions.resolve_all(&action.contradicts, layer, check);
            if contradicts.contains(&actions.len()) {
                check.faults.error(Code::DuplicateValue, action.id.origin, "this action contradicts itself");
            }
            actions.push(Action {
                id: text(&action.id.value),
                moment: action.moment,
                text: text(&action.text),
                when: action.when.as_ref().map(|when| scope.condition(when, check)),
                contradicts,
            });
        }
    }
    contradict_both_ways(&mut actions);
    actions
}

/// Whichever of two actions says that it contradicts the other, both do.
fn contradict_both_ways(actions: &mut [Action]) {
    let pairs: Vec<(usize, usize)> = actions
        .iter()
        .enumerate()
        .flat_map(|(index, action)| action.contradicts.iter().map(move |&other| (other, index)))
        .collect();
    for (index, other) in pairs {
        if let Some(action) = actions.get_mut(index).filter(|action| !action.contradicts.contains(&other)) {
            action.contradicts.push(other);
        }
    }
}

fn impossible(stacks: &[Stack], named: &Named, check: &mut Check) -> Vec<Impossible> {
    let mut impossible = Vec::new();
    for (layer, document) in documents(stacks) {
        let scope = named.scope(layer);
        impossible.extend(document.impossible.iter().map(|entry| Impossible {
            layer,
            when: scope.condition(&entry.when, check),
            because: text(&entry.because),
        }));
    }
    impossible
}

fn compose_layers(
    stacks: &[Stack],
    terms: Vec<terms::Terms>,
    named: &Named,
    check: &mut Check,
) -> Vec<Layer> {
    let mut layers = Vec::new();
    for ((index, stack), terms) in stacks.iter().enumerate().zip(terms) {
        let scope = stack.parts.iter().find_map(|part| part.document.scope.as_ref());
        layers.push(Layer {
            id: text(&stack.id),
            version: stack.version.clone(),
            title: stack.title(),
            digest: stack.digest(),
            about: about::about(stack, check),
            scope: scope.map(|scope| named.scope(index).condition(scope, check)),
            terms: terms.conditions,
            term_order: terms.order,
        });
    }
    layers
}

impl Stack {
    /// The title of the part that says who stands behind the layer, else of the first.
    fn title(&self) -> Text {
        let speaking = self.parts.iter().find(|part| part.document.about.is_some());
        speaking.or(self.parts.first()).map(|part| text(&part.document.title)).unwrap_or_default()
    }

    /// The digest of the only part, or of all parts' digests.
    fn digest(&self) -> Text {
        match self.parts.as_slice() {
            [only] => only.digest.clone(),
            parts => {
                let mut digests: Vec<&str> = parts.iter().map(|part| &*part.digest).collect();
                digests.sort_unstable();
                digest(&digests.join("\n"))
            }
        }
    }
}

fn otherwise(stacks: &[Stack], check: &mut Check) -> Option<Otherwise> {
    let mut below: Option<Otherwise> = None;
    for (_, document) in documents(stacks) {
        let Some(stated) = &document.otherwise else { continue };
        if let Some(below) = &below {
            check.not_looser("otherwise", below.stance, stated.stance, stated.origin);
        }
        below = Some(Otherwise { stance: stated.stance, because: text(&stated.because) });
    }
    if let (None, Some(lowest)) = (&below, stacks.first()) {
        let message = format!("`{}` does not say what holds `otherwise`", lowest.id);
        let help =
            Some("state `otherwise` in the lowest layer: the stance where no permission counts".into());
        check.faults.error_with_help(Code::MissingField, lowest.origin(), message, help);
    }
    below
}

fn while_unknown(stacks: &[Stack], check: &mut Check) -> Option<WhileUnknown> {
    let mut below: Option<WhileUnknown> = None;
    for (_, document) in documents(stacks) {
        let Some(stated) = &document.while_unknown else { continue };
        if let Some(below) = &below {
            check.not_looser("while_unknown", below.at_least, stated.at_least, stated.origin);
        }
        below = Some(WhileUnknown { at_least: stated.at_least, because: text(&stated.because) });
    }
    below
}

impl Check {
    fn not_looser(&mut self, what: &str, below: Stance, here: Stance, origin: Origin) {
        if here < below {
            let message = format!("`{what}` is `{below}` below and cannot be made laxer, `{here}`");
            let help = Some("an upper layer may only make it stricter".into());
            self.faults.error_with_help(Code::Loosened, origin, message, help);
        }
    }
}

fn wording(stacks: &[Stack], check: &mut Check) -> Wording {
    let mut wording = Wording::default();
    for (_, document) in documents(stacks) {
        let Some(stated) = &document.wording else { continue };
        let phrases = [&stated.must, &stated.should, &stated.may, &stated.should_not, &stated.must_not];
        for phrase in phrases.into_iter().flatten().filter(|phrase| phrase.matches("{}").count() != 1) {
            let message = "this phrase has no place for the action";
            let help = Some("write `{}` once, where the action's text goes".into());
            check.faults.error_with_help(Code::UnknownValue, phrase.origin, message, help);
        }
        wording.restate(stated);
    }
    wording
}

/// Checks the names in `may_relax`; what it allows is a matter of proof.
fn check_may_relax(stacks: &[Stack], named: &Named, check: &mut Check) {
    for (layer, document) in documents(stacks) {
        for entry in document.may_relax.iter().flat_map(|entries| &entries.value) {
            match (&entry.rule, &entry.otherwise) {
                (Some(rule), None) => drop(named.rules.resolve(rule, layer, check)),
                (None, Some(otherwise)) if otherwise.value => {}
                (rule, otherwise) => {
                    let origins =
                        [rule.as_ref().map(|rule| rule.origin), otherwise.as_ref().map(|flag| flag.origin)];
                    let origin = origins.into_iter().flatten().next();
                    let origin = origin.or(document.may_relax.as_ref().map(|entries| entries.origin));
                    let message = "an entry of `may_relax` names a `rule`, or says `\"otherwise\": true`";
                    check.faults.error(Code::MissingField, origin.unwrap_or_default(), message);
                }
            }
        }
    }
}

/// Warns of facts that nothing tests.
fn warn_unused_facts(
    named: &Named,
    layers: &[Layer],
    rules: &[crate::model::Rule],
    actions: &[Action],
    check: &mut Check,
) {
    let mut used = BTreeSet::new();
    let mut mark = |condition: &Condition| condition.each_fact(&mut |fact| used.extend([fact]));
    layers.iter().for_each(|layer| layer.terms.iter().chain(&layer.scope).for_each(&mut mark));
    rules.iter().for_each(|rule| mark(&rule.when));
    actions.iter().filter_map(|action| action.when.as_ref()).for_each(&mut mark);
    for (index, fact) in named.vocabulary.facts().iter().enumerate() {
        if !used.contains(&index) {
            let origin = named.fact_origins.get(index).copied().unwrap_or_default();
            let message = format!("no rule, term or action tests `{}`", fact.id);
            check.faults.warning(Code::UnusedFact, origin, message, Some("test it or take it out".into()));
        }
    }
}
