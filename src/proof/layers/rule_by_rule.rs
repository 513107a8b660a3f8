//! Shows rule by rule that a layer keeps its promise, which is enough for most layers: those that add limits and advice beside
//! what they list.
//!
//! The stance of a situation is its verdict, brought within the range of the verdicts of its completions, and raised by
//! doubt. So a composition is nowhere laxer than another of which situations have the same completions and doubt asks no more,
//! if its verdict is no laxer in any situation, known in full or in part. That is so where each limit of the other, or one as
//! strict, counts wherever it counts there, and each permission nowhere else: what is demanded is then as strict, and what is
//! permitted too, as long as what holds where no permission counts is as strict as each permission that is lost.
//!
//! To see that takes the conditions of rules. The verdict of all rules together, over all partial situations, is a function
//! hundreds of times as large, and what is asked of a layer would be asked of three or four of them. What is not shown here may
//! hold all the same, and is then asked of stances and advice as they are.

use super::compared::Compared;
use super::promise::{impossible, impossible_in_part, lost, workspace};
use super::side::{Demands, Workspace, demands, outlooks, stance_over_partial};
use crate::diagram::{Join, Node, OverBudget};
use crate::exact::Prover;
use crate::levels::Over;
use crate::model::{ActionId, Condition, FactId, LayerId, Model, Rule, RuleId, Table, Vote};
use crate::words::Stance;
use std::collections::{BTreeMap, BTreeSet};

/// Does what a layer promises hold, rule by rule?
pub(super) fn holds(compared: &Compared<'_>) -> Result<bool, OverBudget> {
    let mut workspace = workspace(compared, Over::Partial)?;
    let mut composition = |model| Composition::of(model, &mut workspace);
    let below = composition(&compared.below)?;
    let listed = compared.listed.as_ref().map(&mut composition).transpose()?;
    let here = composition(&compared.here)?;
    let allowed = listed.as_ref().unwrap_or(&below);
    // What is no laxer than below keeps all limits of below.
    let keeps_limits = listed.is_none() || here.keeps_limits_of_law(&below, &mut workspace)?;
    Ok(keeps_limits
        && here.is_no_laxer_than(allowed, &mut workspace)?
        && keeps_demands([&below, allowed, &here], &mut workspace)?
        && is_as_strict_with_our_completions(allowed.model, compared)?)
}

/// Is another composition nowhere laxer where situations have only the completions that this layer leaves?
///
/// It sees no difference where neither its rules nor what it rules out itself test a fact that this layer rules anything out
/// of: of each completion that is gone there is one left that is the same but for such facts. Else its
/// stances are compared as they are: a fact of this layer that tells a fact of below could settle there what was open.
fn is_as_strict_with_our_completions(other: &Model, compared: &Compared<'_>) -> Result<bool, OverBudget> {
    let here = &*compared.here;
    let own = here.impossible.iter().filter(|entry| entry.layer == compared.number);
    let ruled_out = facts(own.map(|entry| (&entry.when, compared.number)), here);
    let rules = other.rules.iter().map(|rule| (&rule.when, other.top()));
    let seen = facts(rules.chain(other.impossible.iter().map(|entry| (&entry.when, entry.layer))), other);
    if ruled_out.is_disjoint(&seen) {
        return Ok(true);
    }
    let mut complete = workspace(compared, Over::Complete)?;
    let impossible = impossible(compared, &mut complete)?;
    let [of_other, with_ours] = outlooks(other, impossible, &mut complete)?;
    let mut partial = workspace(compared, Over::Partial)?;
    let impossible = impossible_in_part(impossible, &complete, &mut partial)?;
    let of_other = stance_over_partial(other, &of_other, &mut partial)?;
    let with_ours = stance_over_partial(other, &with_ours, &mut partial)?;
    let laxer = partial.diagrams.join(Join::Less, with_ours, of_other)?;
    is_within(laxer, impossible, &mut partial)
}

/// What the rules of a composition do, each by itself.
struct Composition<'a> {
    model: &'a Model,
    /// Where each rule counts.
    counts: Table<RuleId, Node>,
    /// The rules by name.
    named: BTreeMap<&'a str, RuleId>,
    /// Where each action can be done.
    open: Table<ActionId, Node>,
    /// The rules that offer each action, by name, and where they count.
    offered: BTreeMap<ActionId, Vec<(&'a str, Node)>>,
    /// The limit of doubt.
    doubt: Node,
}

impl<'a> Composition<'a> {
    fn of(model: &'a Model, workspace: &mut Workspace) -> Result<Composition<'a>, OverBudget> {
        let (counts, open, doubt) = workspace.on_prover(model, Prover::of_rules, |prover| {
            let counts = model.rules.numbers().map(|rule| prover.functions.counts(rule));
            let counts = counts.collect::<Result<Table<RuleId, Node>, OverBudget>>()?;
            let doubt = prover.functions.doubt()?;
            let open = model.actions.numbers().map(|action| prover.open(action));
            let open = open.collect::<Result<Table<ActionId, Node>, OverBudget>>()?;
            Ok((counts, open, doubt))
        })?;
        let named = model.rules.numbered().map(|(number, rule)| (&*rule.id, number)).collect();
        let offered = offered(model, &counts);
        Ok(Composition { model, counts, named, open, offered, doubt })
    }

    /// Where the rule of a name counts; nowhere if there is none.
    fn where_counts(&self, name: &str) -> Node {
        self.named.get(name).map_or(Node::NOWHERE, |&rule| *self.counts.at(rule))
    }

    /// The rules with their votes and where they count.
    fn votes(&self) -> impl Iterator<Item = (&'a Rule, Vote, Node)> {
        let counts = self.model.rules.numbered().zip(&self.counts);
        counts.filter_map(|((_, rule), &counts)| Some((rule, rule.vote?, counts)))
    }

    /// Is a limit of another composition, that counts in a region, kept everywhere there, by itself or by others as strict?
    fn keeps(
        &self,
        rule: &Rule,
        stance: Stance,
        region: Node,
        workspace: &mut Workspace,
    ) -> Result<bool, OverBudget> {
        let mut left = workspace.diagrams.without(region, self.where_counts(&rule.id))?;
        for (_, vote, counts) in self.votes() {
            if left.is_nowhere() {
                break;
            }
            if matches!(vote, Vote::AtLeast(other) if other >= stance) {
                left = workspace.diagrams.without(left, counts)?;
            }
        }
        Ok(left.is_nowhere())
    }

    /// Is the stance nowhere laxer than in another composition? (Of doubt and `otherwise` nothing laxer gets as far as this: the
    /// documents are refused before.)
    fn is_no_laxer_than(&self, other: &Self, workspace: &mut Workspace) -> Result<bool, OverBudget> {
        let otherwise = self.model.otherwise.stance;
        let less_doubt = workspace.diagrams.join(Join::Less, self.doubt, other.doubt)?;
        if !less_doubt.is_nowhere() || otherwise < other.model.otherwise.stance {
            return Ok(false);
        }
        for (rule, vote, counts) in other.votes() {
            let is_kept = match vote {
                Vote::AtLeast(stance) => self.keeps(rule, stance, counts, workspace)?,
                Vote::Permits(stance) => {
                    stance <= otherwise || is_within(counts, self.where_counts(&rule.id), workspace)?
                }
            };
            if !is_kept {
                return Ok(false);
            }
        }
        for (rule, vote, counts) in self.votes() {
            let is_permission = matches!(vote, Vote::Permits(_));
            if is_permission && !is_within(counts, other.where_counts(&rule.id), workspace)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Is each limit of law and ethics of another composition kept? Of one that can be overridden there may be
    /// doubt whether it counts where no completion is in doubt, so that is not shown here.
    fn keeps_limits_of_law(&self, other: &Self, workspace: &mut Workspace) -> Result<bool, OverBudget> {
        for (rule, vote, counts) in other.votes() {
            let Vote::AtLeast(stance) = vote else { continue };
            let is_certain = rule.overridden_by.is_empty();
            if rule.authority.is_law_or_ethics()
                && !(is_certain && self.keeps(rule, stance, counts, workspace)?)
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Do the same rules speak of an action, each where it does in another composition?
    fn speaks_alike(&self, other: &Self, action: ActionId) -> bool {
        self.open.at(action) == other.open.at(action)
            && self.offered.get(&action) == other.offered.get(&action)
    }

    /// What is demanded of some actions.
    fn demands(&self, actions: &[ActionId], workspace: &mut Workspace) -> Result<Vec<Demands>, OverBudget> {
        workspace.on_prover(self.model, Prover::of_rules, |prover| {
            actions.iter().map(|&action| demands(prover, action)).collect()
        })
    }
}

/// Is every `must` and `must_not` of the lowest of three compositions kept by the highest, but for those that the one between
/// gives up and no law demands?
fn keeps_demands(
    [below, allowed, here]: [&Composition<'_>; 3],
    workspace: &mut Workspace,
) -> Result<bool, OverBudget> {
    let actions = below.model.actions.numbers();
    let actions: Vec<ActionId> = actions.filter(|&action| !here.speaks_alike(below, action)).collect();
    let of_below = below.demands(&actions, workspace)?;
    let of_allowed = allowed.demands(&actions, workspace)?;
    let of_here = here.demands(&actions, workspace)?;
    for (below, (allowed, here)) in of_below.iter().zip(of_allowed.iter().zip(&of_here)) {
        if !is_kept(&below.kept, &here.kept, &allowed.kept, workspace)?
            || !is_kept(&below.demanded, &here.kept, &below.kept, workspace)?
        {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Is what is demanded under each stance kept here, wherever what is allowed to change keeps it?
fn is_kept(
    demanded: &[Node],
    here: &[Node],
    allowed: &[Node],
    workspace: &mut Workspace,
) -> Result<bool, OverBudget> {
    for (&demanded, (&here, &allowed)) in demanded.iter().zip(here.iter().zip(allowed)) {
        if !lost(demanded, here, allowed, workspace)?.is_nowhere() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The rules that offer each action, by name, and where they count. (What compositions have in common stands in one order.)
fn offered<'a>(model: &'a Model, counts: &Table<RuleId, Node>) -> BTreeMap<ActionId, Vec<(&'a str, Node)>> {
    let mut offered: BTreeMap<ActionId, Vec<(&str, Node)>> = BTreeMap::new();
    for ((_, rule), &counts) in model.rules.numbered().zip(counts) {
        for &(action, _) in &rule.offers {
            offered.entry(action).or_default().push((&*rule.id, counts));
        }
    }
    offered
}

/// The facts that conditions test, each in the terms of its layer.
fn facts<'a>(conditions: impl Iterator<Item = (&'a Condition, LayerId)>, model: &Model) -> BTreeSet<FactId> {
    conditions.flat_map(|(condition, layer)| condition.closure(model.terms_of(layer)).0).collect()
}

/// Is a region part of another?
fn is_within(region: Node, other: Node, workspace: &mut Workspace) -> Result<bool, OverBudget> {
    Ok(region == other || workspace.diagrams.without(region, other)?.is_nowhere())
}
