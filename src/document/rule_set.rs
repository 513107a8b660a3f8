//! The rule-set document, field by field. These types mirror the file and check nothing; `check` does.

use super::condition::{Condition, OneOrMany};
use super::facts::{Fact, Group, LayerPresumption, Refinement};
use super::field_order::Shape;
use super::json::Node;
use super::record::{
    At, OfNew, Read, Reader, check_keys, read_field, read_word, read_words, records, remember_lost,
};
use super::situation::Given;
use super::wording::Wording;
use crate::words::{
    Authority, Certainty, FindingCode, Level, Modality, Moment, SourceKind, Stance, Status, Strength,
};

/// A rule-set document: a name for people, and its JSON text.
///
/// ```
/// let mine = demeanor::Document::new("riverside.json", "{}");
/// assert_eq!(mine.name(), "riverside.json");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    name: String,
    text: String,
    /// Is it a part of a layer that no other document can join?
    sealed: bool,
}

impl Document {
    /// A document. The name stands in diagnostics; a file's path is a good one. A byte-order mark before the text, as
    /// some editors write it, is taken off.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Document {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        Document { name: name.into(), text, sealed: false }
    }

    /// A part of a layer that no other document can join.
    pub(crate) fn sealed(name: impl Into<String>, text: impl Into<String>) -> Document {
        Document { sealed: true, ..Document::new(name, text) }
    }

    /// Is it a part of a layer that no other document can join?
    pub(crate) fn is_sealed(&self) -> bool {
        self.sealed
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

read_words!(Authority, Certainty, FindingCode, Level, Modality, Moment, SourceKind, Stance, Status, Strength);

records! {
    /// A rule set, or a part of one.
    pub(crate) struct RuleSet {
        /// The format's version: 1.
        format: At<u32>,
        /// The layer this is a part of.
        id: At<String>,
        /// The layer's semantic version.
        version: At<String>,
        /// What it is called.
        title: String,
        /// The names of the documents that are the other parts of this layer.
        parts: Option<At<Vec<At<String>>>>,
        /// The layer directly below.
        extends: Option<At<Extends>>,
        /// Who stands behind it, and for how long.
        about: Option<At<About>>,
        /// The situations it is meant for.
        scope: Option<At<Condition>>,
        /// The stance where no permission counts.
        otherwise: Option<At<Otherwise>>,
        /// A limit while a safety fact is unknown.
        while_unknown: Option<At<WhileUnknown>>,
        /// Facts of layers below that count as safety facts from here on.
        safety: Vec<SafetyMark>,
        /// What may make a situation looser than the layers below.
        may_relax: Option<At<Vec<At<MayRelax>>>>,
        /// The library's own words, in another language or house style.
        wording: Option<At<Wording>>,
        /// How the groups of facts are called.
        groups: Vec<Group>,
        /// What can be known of a situation.
        facts: Vec<Fact>,
        /// Other presumptions of facts of layers below.
        presume: Vec<At<LayerPresumption>>,
        /// Finer options of facts of layers below.
        refine: Vec<Refinement>,
        /// Named conditions.
        terms: Vec<Term>,
        /// Things to do or not to do.
        actions: Vec<Action>,
        /// The rules.
        rules: Vec<At<Rule>>,
        /// Rules of layers below that no longer apply, and actions that nothing offers any more.
        withdraw: Vec<At<Withdrawal>>,
        /// Combinations of facts that cannot be.
        impossible: Vec<Impossible>,
        /// What must hold in every situation.
        safeguards: Vec<Safeguard>,
        /// Situations with the guidance expected for them.
        cases: Vec<Case>,
        /// What is found of it and left as it is, with the reason.
        acknowledge: Vec<At<Acknowledgement>>,
        /// What the rules rest on.
        sources: Vec<Source>,
    }

    /// The layer directly below.
    pub(crate) struct Extends {
        /// Its id.
        id: At<String>,
        /// A requirement on its version: `1`, `1.2`.
        version: At<String>,
        /// The digest that its content has to have.
        digest: Option<At<String>>,
    }

    /// Who stands behind a rule set, and for how long.
    pub(crate) struct About {
        /// How ready it is.
        status: Option<Status>,
        /// Who publishes it.
        publisher: Option<String>,
        /// Its language, as a tag such as `en`.
        language: Option<At<String>>,
        /// Its licence.
        license: Option<String>,
        /// What it is for.
        purpose: Option<String>,
        /// Who wrote it.
        authors: Vec<String>,
        /// Who reviewed it.
        reviewers: Vec<String>,
        /// For whom it is written.
        audience: Vec<String>,
        /// Where it applies.
        jurisdictions: Vec<String>,
        /// Which clients it is meant for.
        populations: Vec<String>,
        /// Which settings it is meant for.
        settings: Vec<String>,
        /// What it is not for, and where it is weak.
        limitations: Vec<String>,
        /// From when and until when it is in effect.
        effective: Option<Effective>,
        /// When it was last reviewed.
        last_review: Option<At<String>>,
        /// When it is to be reviewed next.
        next_review: Option<At<String>>,
        /// What changed from version to version.
        changes: Vec<Change>,
        /// Who approved it.
        approvals: Vec<Approval>,
    }

    /// Somebody's approval of exactly this content.
    pub(crate) struct Approval {
        /// Who approved.
        by: String,
        /// In what role.
        role: Option<String>,
        /// When.
        date: At<String>,
        /// Digest of the document without its approvals and cases.
        digest: At<String>,
    }

    /// From when and until when a rule set is in effect.
    pub(crate) struct Effective {
        /// The first day.
        from: Option<At<String>>,
        /// The last day.
        until: Option<At<String>>,
    }

    /// What one version changed.
    pub(crate) struct Change {
        /// The version.
        version: At<String>,
        /// How much it changed.
        level: Level,
        /// What it changed.
        text: String,
    }

    /// A fact that is to count as a safety fact.
    pub(crate) struct SafetyMark {
        /// The fact.
        fact: At<String>,
        /// Why.
        because: String,
    }

    /// One thing that may make a situation looser.
    pub(crate) struct MayRelax {
        /// A rule of this layer, or one that it withdraws. One that takes the place of another stands for both.
        rule: Option<At<String>>,
        /// An action that this layer withdraws.
        action: Option<At<String>>,
        /// A fact of which this layer presumes something else than the layers below.
        presume: Option<At<String>>,
        /// A term that this layer restates.
        term: Option<At<String>>,
        /// The layer's `otherwise`.
        otherwise: Option<At<bool>>,
        /// Why.
        because: String,
    }

    /// A named condition.
    pub(crate) struct Term {
        /// Its name.
        id: At<String>,
        /// Does it restate a term of a layer below?
        replaces: Option<bool>,
        /// What it stands for.
        when: Condition,
        /// Why it is restated.
        because: Option<String>,
    }

    /// A thing to do or not to do.
    pub(crate) struct Action {
        /// Its name.
        id: At<String>,
        /// Does it word an action of a layer below anew?
        replaces: Option<bool>,
        /// When it is done.
        moment: OfNew<At<Moment>>,
        /// What is done, as one imperative sentence.
        text: At<String>,
        /// Where it can be done at all.
        when: Option<At<Condition>>,
        /// Actions that cannot be advised together with it.
        contradicts: Option<At<Vec<At<String>>>>,
        /// Is it about life and limb? Then it stands first within its moment.
        urgent: Option<At<bool>>,
        /// Actions that are done with it, and need not be advised beside it.
        covers: Option<At<Vec<At<String>>>>,
        /// Why it is worded anew.
        because: Option<String>,
    }

    /// A rule or an action that is taken out of a layer below.
    pub(crate) struct Withdrawal {
        /// The rule.
        rule: Option<At<String>>,
        /// The action.
        action: Option<At<String>>,
        /// Why.
        because: String,
    }

    /// A combination of facts that cannot be.
    pub(crate) struct Impossible {
        /// The combination.
        when: At<Condition>,
        /// Why it cannot be.
        because: String,
    }

    /// What must hold in every situation.
    pub(crate) struct Safeguard {
        /// Its name.
        id: At<String>,
        /// Where it must hold.
        when: Condition,
        /// The stances of which it speaks.
        stance: Option<OneOrMany<Stance>>,
        /// What must hold.
        expect: At<Expectation>,
        /// Why.
        because: String,
    }

    /// A situation with the guidance expected for it.
    pub(crate) struct Case {
        /// Its name.
        id: At<String>,
        /// What it is about.
        title: String,
        /// The situation.
        situation: At<Given>,
        /// Is what is usual taken to be so?
        presuming: Option<bool>,
        /// What is expected.
        expect: At<Expectation>,
        /// The reasoning.
        because: Option<String>,
    }

    /// Something that is found over all situations, and left as it is.
    pub(crate) struct Acknowledgement {
        /// What kind of finding.
        finding: At<FindingCode>,
        /// What it is about: a name, or several.
        of: OneOrMany<String>,
        /// Why it is left as it is.
        because: String,
    }

    /// What guidance is expected to hold.
    pub(crate) struct Expectation {
        /// The acceptable stances.
        stance: Option<At<Vec<Stance>>>,
        /// The laxest acceptable stance.
        at_least: Option<At<Stance>>,
        /// The strictest acceptable stance.
        at_most: Option<At<Stance>>,
        /// All of these are advised.
        advises: Vec<At<Advised>>,
        /// One of these is advised.
        advises_one_of: Vec<At<Advised>>,
        /// None of these is advised.
        never_advises: Vec<At<Advised>>,
        /// These rules stand. (Cases only.)
        stands: Vec<At<String>>,
        /// These rules are set aside. (Cases only.)
        set_aside: Vec<At<String>>,
        /// Whether the guidance is settled. (Cases only.)
        settled: Option<At<bool>>,
        /// These facts are asked first. (Cases only.)
        asks_first: Vec<At<String>>,
    }

    /// What a rule rests on.
    pub(crate) struct Source {
        /// Its name.
        id: At<String>,
        /// How it is cited.
        citation: String,
        /// Its kind.
        kind: SourceKind,
        /// Digital object identifier.
        doi: Option<String>,
        /// Where it can be read.
        url: Option<String>,
        /// Who was studied.
        sample: Option<String>,
        /// What was found.
        found: Option<String>,
        /// What it cannot show.
        limits: Option<String>,
    }

    /// The stance where no permission counts.
    pub(crate) struct Otherwise {
        /// The stance.
        stance: Stance,
        /// Why.
        because: String,
    }

    /// A limit while a safety fact is unknown.
    pub(crate) struct WhileUnknown {
        /// The limit.
        at_least: At<Stance>,
        /// Why.
        because: String,
    }

    /// A rule.
    pub(crate) struct Rule {
        /// Its name.
        id: At<String>,
        /// What it is about.
        title: String,
        /// The rule of a layer below whose place it takes.
        replaces: Option<At<String>>,
        /// Where it applies.
        when: Condition,
        /// A permission.
        permits: Option<At<Stance>>,
        /// A limit.
        at_least: Option<At<Stance>>,
        /// Actions to be done.
        must: Vec<At<String>>,
        /// Actions better done.
        should: Vec<At<String>>,
        /// Actions that can be done.
        may: Vec<At<String>>,
        /// Actions better not done.
        should_not: Vec<At<String>>,
        /// Actions not to be done.
        must_not: Vec<At<String>>,
        /// Why.
        because: String,
        /// The strongest consideration on the other side.
        against: Option<String>,
        /// What it rests on.
        sources: Vec<At<String>>,
        /// On whose word it rests.
        authority: Authority,
        /// How strongly it recommends.
        strength: Strength,
        /// How certain the evidence is.
        certainty: Certainty,
        /// The rules it sets aside.
        overrides: Vec<At<String>>,
    }

    /// A pattern of advised actions; what is left out may be anything.
    pub(crate) struct Pattern {
        /// Their moment.
        moment: Option<Moment>,
        /// Their modality.
        modality: Option<Modality>,
    }
}

impl Term {
    /// Is it a term of a layer below, which has another condition from here on?
    pub(crate) fn is_restated(&self) -> bool {
        self.replaces == Some(true)
    }
}

impl Action {
    /// Is it an action of a layer below, which has other words from here on?
    pub(crate) fn is_reworded(&self) -> bool {
        self.replaces == Some(true)
    }
}

impl Rule {
    /// The actions that it names with their modality, strongest first.
    pub(crate) fn offers(&self) -> impl Iterator<Item = (&At<String>, Modality)> {
        let named = |modality: Modality| self.named(modality).iter().map(move |name| (name, modality));
        Modality::ALL.iter().copied().flat_map(named)
    }

    /// Does it speak for law or ethics, and name an action in one of some modalities?
    pub(crate) fn says_by_law(&self, action: &str, modalities: fn(Modality) -> bool) -> bool {
        let mut offers = self.offers();
        self.authority.is_law_or_ethics()
            && offers.any(|(name, modality)| modalities(modality) && name.value == action)
    }

    /// The actions that it names with one modality.
    fn named(&self, modality: Modality) -> &[At<String>] {
        match modality {
            Modality::MustNot => &self.must_not,
            Modality::Must => &self.must,
            Modality::ShouldNot => &self.should_not,
            Modality::Should => &self.should,
            Modality::May => &self.may,
        }
    }
}

/// An advised action: by its name, or by a pattern.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), serde(untagged))]
pub(crate) enum Advised {
    Action(String),
    Pattern(Pattern),
}

impl Read for Advised {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        if matches!(node.value, super::json::Value::Text(_)) {
            return String::read(node, reader).map(Advised::Action);
        }
        Pattern::read(node, reader).map(Advised::Pattern)
    }

    fn shape() -> Shape {
        Pattern::shape()
    }
}
