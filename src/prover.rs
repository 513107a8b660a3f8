//! The functions that safeguards are judged by, and the search for a situation that breaks one.

use crate::advice::lets_through;
use crate::condition::Known;
use crate::counterexample;
use crate::diagram::{Join, Leaf, Node, OverBudget, TRUE, Table};
use crate::encoding::Over;
use crate::functions::{Functions, IMPOSSIBLE, leaf};
use crate::lift::lift;
use crate::limits::Limit;
use crate::model::{Advised, Expectation, Model, Safeguard};
use crate::outlook::Outlook;
use crate::vocabulary::ValueCode;
use crate::words::{Modality, Moment, Stance};
use std::collections::BTreeMap;

/// What is known of a situation in which a safeguard does not hold; `None` where it always does.
pub(crate) type Counterexample = Result<Option<Vec<Option<ValueCode>>>, OverBudget>;

/// The functions that safeguards are judged by, over complete or over partial situations.
pub(crate) struct Prover<'a> {
    pub(crate) functions: Functions<'a>,
    over: Over,
    /// The stance before `while_unknown`, and the stance.
    before_doubt: Node,
    pub(crate) stance: Node,
    /// Where situations cannot be, by layer.
    impossible: BTreeMap<usize, Node>,
    /// The truth of terms, by layer.
    terms: BTreeMap<usize, Vec<Node>>,
    /// Where a rule that counts has a stance for its vote, by stance.
    reached: BTreeMap<Stance, Node>,
    /// The modality kept of an action under a stance.
    kept: BTreeMap<(usize, Stance), Node>,
}

/// The leaf of an action that is not advised.
const NOT_ADVISED: Leaf = 7;

impl<'a> Prover<'a> {
    pub(crate) fn complete(model: &'a Model) -> Result<Prover<'a>, OverBudget> {
        Prover::of_completions(model, &vec![None; model.vocabulary.facts().len()])
    }

    /// Over the completions of one situation.
    pub(crate) fn of_completions(model: &'a Model, known: &Known) -> Result<Prover<'a>, OverBudget> {
        Prover::over_complete(Functions::new(
            model,
            known,
            Over::Complete,
            model.limits.of(Limit::StepsOfProofs),
        )?)
    }

    /// Over the complete situations that functions speak of.
    pub(crate) fn over_complete(mut functions: Functions<'a>) -> Result<Prover<'a>, OverBudget> {
        let stance = functions.verdict()?;
        Ok(Prover::new(functions, stance, stance, Over::Complete))
    }

    pub(crate) fn partial(model: &'a Model, outlook: &Outlook) -> Result<Prover<'a>, OverBudget> {
        let nothing_known = vec![None; model.vocabulary.facts().len()];
        let steps = model.limits.of(Limit::StepsOfProofs);
        Prover::over_partial(Functions::new(model, &nothing_known, Over::Partial, steps)?, outlook)
    }

    /// Over the partial situations that functions speak of.
    pub(crate) fn over_partial(
        mut functions: Functions<'a>,
        outlook: &Outlook,
    ) -> Result<Prover<'a>, OverBudget> {
        let model = functions.model;
        let verdict = functions.verdict()?;
        let laxest = lift_stances(outlook, &mut functions, Join::Min, [0, 1, 2, 3, 4, IMPOSSIBLE, 6, 7])?;
        let strictest = lift_stances(outlook, &mut functions, Join::Max, [1, 2, 3, 4, 5, 0, 6, 7])?;
        let strictest = functions.diagrams.map([IMPOSSIBLE, 0, 1, 2, 3, 4, 6, 7], strictest)?;
        let raised = functions.diagrams.join(Join::Max, verdict, laxest)?;
        let before_doubt = functions.diagrams.join(Join::Min, raised, strictest)?;
        let doubt = functions.doubt()?;
        let stance = functions.diagrams.join(Join::Max, before_doubt, doubt)?;
        // What has no completion is no situation, in whatever layer's eyes.
        let nowhere = functions.diagrams.map([0, 0, 0, 0, 0, TRUE, 0, 0], laxest)?;
        let mut prover = Prover::new(functions, before_doubt, stance, Over::Partial);
        prover.impossible = (0..model.layers.len()).map(|layer| (layer, nowhere)).collect();
        Ok(prover)
    }

    fn new(functions: Functions<'a>, before_doubt: Node, stance: Node, over: Over) -> Prover<'a> {
        Prover {
            functions,
            over,
            before_doubt,
            stance,
            impossible: BTreeMap::new(),
            terms: BTreeMap::new(),
            reached: BTreeMap::new(),
            kept: BTreeMap::new(),
        }
    }

    /// A situation of fewest facts in which a safeguard does not hold.
    pub(crate) fn counterexample(&mut self, safeguard: &Safeguard) -> Counterexample {
        let when = self.when(safeguard)?;
        let impossible = self.impossible(safeguard.layer)?;
        let concerned = self.without(when, impossible)?;
        let mut broken = vec![self.stance_broken(safeguard, concerned)?];
        for &stance in Stance::ALL {
            if safeguard.stances.is_empty() || safeguard.stances.contains(&stance) {
                broken.extend(self.advice_broken(&safeguard.expect, stance, concerned)?);
            }
        }
        let mut broken = self.functions.diagrams.join_all(Join::Max, 0, broken)?;
        if self.over == Over::Partial {
            broken = self.prefer_certain(broken)?;
        }
        Ok(counterexample::fewest_facts(&self.functions, broken, self.over))
    }

    /// Where the stance is not one that a safeguard accepts.
    fn stance_broken(&mut self, safeguard: &Safeguard, concerned: Node) -> Result<Node, OverBudget> {
        let premise = safeguard.stances.as_slice();
        if !premise.is_empty() && self.over == Over::Partial {
            return Ok(Node::leaf(0)); // The premise is the stance itself: complete situations tell.
        }
        let accepted = |stance| safeguard.expect.stances.contains(&stance);
        let spoken_of = |stance| premise.is_empty() || premise.contains(&stance);
        let table = stance_table(|stance| spoken_of(stance) && !accepted(stance));
        let wrong = self.functions.diagrams.map(table, self.before_doubt)?;
        self.both(wrong, concerned)
    }

    /// Where the advice under a stance is not what is expected: one function for each way it can fail.
    fn advice_broken(
        &mut self,
        expect: &Expectation,
        stance: Stance,
        concerned: Node,
    ) -> Result<Vec<Node>, OverBudget> {
        if !expect.expects_advice() {
            return Ok(Vec::new());
        }
        let under = self.functions.diagrams.map(stance_table(|other| other == stance), self.stance)?;
        let concerned = self.both(concerned, under)?;
        let mut broken = Vec::new();
        for advised in &expect.never_advises {
            for (action, table) in self.meant(advised) {
                let kept = self.kept(action, stance)?;
                let here = self.functions.diagrams.map(table, kept)?;
                broken.push(self.both(concerned, here)?);
            }
        }
        let judged = self.judged(concerned, stance)?;
        for advised in &expect.advises {
            broken.push(self.not_advised(judged, std::slice::from_ref(advised), stance)?);
        }
        if !expect.advises_one_of.is_empty() {
            broken.push(self.not_advised(judged, &expect.advises_one_of, stance)?);
        }
        Ok(broken)
    }

    /// Where advice has to be there: over partial situations, where a rule that counts reaches the stance.
    fn judged(&mut self, concerned: Node, stance: Stance) -> Result<Node, OverBudget> {
        if self.over == Over::Complete {
            return Ok(concerned);
        }
        let reached = match self.reached.get(&stance) {
            Some(&reached) => reached,
            None => self.functions.reached(stance)?,
        };
        self.reached.insert(stance, reached);
        self.both(concerned, reached)
    }

    /// What is left of a region where none of some actions is advised. One after the other, so that the region shrinks.
    fn not_advised(&mut self, region: Node, wanted: &[Advised], stance: Stance) -> Result<Node, OverBudget> {
        let mut left = region;
        for (action, table) in wanted.iter().flat_map(|advised| self.meant(advised)).collect::<Vec<_>>() {
            if left == Node::leaf(0) {
                break;
            }
            let kept = self.kept(action, stance)?;
            let here = self.functions.diagrams.map(table, kept)?;
            left = self.without(left, here)?;
        }
        Ok(left)
    }

    /// The actions that an expectation means, with the modalities in which it means them.
    fn meant(&self, advised: &Advised) -> Vec<(usize, Table)> {
        match advised {
            Advised::Action(action) => vec![(*action, modality_table(Modality::is_do))],
            Advised::Pattern(moment, modality) => {
                let table = modality_table(|kept| modality.is_none_or(|modality| modality == kept));
                let actions = self.functions.model.actions.iter().enumerate();
                let fitting =
                    actions.filter(|(_, action)| moment.is_none_or(|moment| moment == action.moment));
                fitting.map(|(action, _)| (action, table)).collect()
            }
        }
    }

    /// Where a safeguard is broken with every safety fact known, if it is so anywhere: nothing is in doubt there.
    fn prefer_certain(&mut self, broken: Node) -> Result<Node, OverBudget> {
        let unknown = self.functions.unknown_safety()?;
        let certain = self.without(broken, unknown)?;
        Ok(if certain == Node::leaf(0) { broken } else { certain })
    }

    pub(crate) fn both(&mut self, one: Node, other: Node) -> Result<Node, OverBudget> {
        self.functions.diagrams.join(Join::Min, one, other)
    }

    /// A region but for another.
    pub(crate) fn without(&mut self, region: Node, taken_out: Node) -> Result<Node, OverBudget> {
        self.functions.diagrams.join(Join::Unless(0), taken_out, region)
    }

    /// Where a safeguard's condition is true, in its own layer's terms.
    pub(crate) fn when(&mut self, safeguard: &Safeguard) -> Result<Node, OverBudget> {
        let terms = self.terms(safeguard.layer)?;
        let when = self.functions.condition(&safeguard.when, &terms)?;
        self.functions.diagrams.map(ONLY_TRUE, when)
    }

    fn terms(&mut self, layer: usize) -> Result<Vec<Node>, OverBudget> {
        if let Some(terms) = self.terms.get(&layer) {
            return Ok(terms.clone());
        }
        let terms = self.functions.terms(self.functions.model.layers.get(layer).ok_or(OverBudget)?)?;
        self.terms.insert(layer, terms.clone());
        Ok(terms)
    }

    /// Where situations cannot be, in the eyes of a layer and those below.
    pub(crate) fn impossible(&mut self, layer: usize) -> Result<Node, OverBudget> {
        if let Some(&impossible) = self.impossible.get(&layer) {
            return Ok(impossible);
        }
        let impossible = self.functions.impossible(layer)?;
        self.impossible.insert(layer, impossible);
        Ok(impossible)
    }

    /// What of a region can be, in the eyes of all layers.
    pub(crate) fn where_possible(&mut self, region: Node) -> Result<Node, OverBudget> {
        let impossible = self.impossible(self.functions.model.layers.len().saturating_sub(1))?;
        self.without(region, impossible)
    }

    /// The situations that can be, in the eyes of all layers.
    pub(crate) fn everywhere(&mut self) -> Result<Node, OverBudget> {
        self.where_possible(Node::leaf(TRUE))
    }

    /// Where the stance is a given one.
    pub(crate) fn under(&mut self, stance: Stance) -> Result<Node, OverBudget> {
        self.functions.diagrams.map(stance_table(|other| other == stance), self.stance)
    }

    /// The modality kept of an action where the stance is a given one.
    pub(crate) fn kept(&mut self, action: usize, stance: Stance) -> Result<Node, OverBudget> {
        if let Some(&kept) = self.kept.get(&(action, stance)) {
            return Ok(kept);
        }
        let kept = self.kept_anew(action, stance)?;
        self.kept.insert((action, stance), kept);
        Ok(kept)
    }

    /// The same by what rules now are, whatever they were when it was asked before.
    pub(crate) fn kept_anew(&mut self, action: usize, stance: Stance) -> Result<Node, OverBudget> {
        let none = NOT_ADVISED;
        let mut offers = Vec::new();
        for (modality, offered) in self.offers(action, stance)? {
            let kept = modality_leaf(modality);
            offers.push(
                self.functions.diagrams.map([none, none, kept, none, none, none, none, none], offered)?,
            );
        }
        self.functions.diagrams.join_all(Join::Min, none, offers)
    }

    /// The modality kept of an action under whatever is the stance; zero where it is not advised.
    pub(crate) fn advice(&mut self, action: usize) -> Result<Node, OverBudget> {
        let mut advice = Vec::new();
        for &stance in Stance::ALL {
            let elsewhere =
                self.functions.diagrams.map(stance_table(|other| other != stance), self.stance)?;
            let kept = self.kept(action, stance)?;
            advice.push(self.functions.diagrams.join(Join::Unless(NOT_ADVISED), elsewhere, kept)?);
        }
        let advice = self.functions.diagrams.join_all(Join::Min, NOT_ADVISED, advice)?;
        self.functions.diagrams.map([0, 1, 2, 3, 4, 5, 6, 0], advice)
    }

    /// Where an action is advised under a stance.
    pub(crate) fn advised(&mut self, action: usize, stance: Stance) -> Result<Node, OverBudget> {
        let kept = self.kept(action, stance)?;
        self.functions.diagrams.map(modality_table(Modality::is_do), kept)
    }

    /// Where an action is offered under a stance with one of the modalities that are wanted.
    pub(crate) fn offered(
        &mut self,
        action: usize,
        stance: Stance,
        wanted: impl Fn(Modality) -> bool,
    ) -> Result<Node, OverBudget> {
        let offers = self.offers(action, stance)?.into_iter();
        let wanted: Vec<Node> =
            offers.filter(|(modality, _)| wanted(*modality)).map(|(_, offered)| offered).collect();
        self.functions.diagrams.join_all(Join::Max, 0, wanted)
    }

    /// Where each rule offers an action under a stance, and how.
    fn offers(&mut self, action: usize, stance: Stance) -> Result<Vec<(Modality, Node)>, OverBudget> {
        let model = self.functions.model;
        let moment = model.actions.get(action).map_or(Moment::InTheMoment, |action| action.moment);
        let open = self.open(action)?;
        let mut offers = Vec::new();
        for (index, rule) in model.rules.iter().enumerate() {
            let offer = rule.offers.iter().find(|(offered, _)| *offered == action);
            let heard = offer.filter(|(_, modality)| lets_through(rule, moment, *modality, stance));
            if let Some(&(_, modality)) = heard {
                let counts = self.functions.counts(index)?;
                offers.push((modality, self.both(counts, open)?));
            }
        }
        Ok(offers)
    }

    /// Where an action can be done, as far as is known.
    pub(crate) fn open(&mut self, action: usize) -> Result<Node, OverBudget> {
        let model = self.functions.model;
        let Some(when) = model.actions.get(action).and_then(|action| action.when.as_ref()) else {
            return Ok(Node::leaf(TRUE));
        };
        let terms = self.terms(model.layers.len().saturating_sub(1))?;
        let when = self.functions.condition(when, &terms)?;
        self.functions.diagrams.map([0, TRUE, TRUE, 0, 0, 0, 0, 0], when)
    }
}

/// True stays true, all else is false.
const ONLY_TRUE: Table = [0, 0, TRUE, 0, 0, 0, 0, 0];

fn lift_stances(
    outlook: &Outlook,
    functions: &mut Functions<'_>,
    how: Join,
    relabel: Table,
) -> Result<Node, OverBudget> {
    lift(&outlook.stances, &outlook.encoding, &functions.encoding, &mut functions.diagrams, how, relabel)
}

/// True for the stances that are wanted.
fn stance_table(wanted: impl Fn(Stance) -> bool) -> Table {
    let mut table = [0; 8];
    for &stance in Stance::ALL.iter().filter(|&&stance| wanted(stance)) {
        table.get_mut(usize::from(leaf(stance))).into_iter().for_each(|slot| *slot = TRUE);
    }
    table
}

/// True for the modalities that are wanted.
fn modality_table(wanted: impl Fn(Modality) -> bool) -> Table {
    let mut table = [0; 8];
    for &modality in Modality::ALL.iter().filter(|&&modality| wanted(modality)) {
        table.get_mut(usize::from(modality_leaf(modality))).into_iter().for_each(|slot| *slot = TRUE);
    }
    table
}

/// The leaf of a modality, strongest first.
pub(crate) fn modality_leaf(modality: Modality) -> Leaf {
    match modality {
        Modality::MustNot => 1,
        Modality::Must => 2,
        Modality::ShouldNot => 3,
        Modality::Should => 4,
        Modality::May => 5,
    }
}
