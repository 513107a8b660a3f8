//! Which modality is kept of an action: of the offers that are let through, the strongest in the direction in which the
//! demands of highest authority point.

use super::prover::{NOT_ADVISED, Prover, modality_leaf, modality_table};
use crate::diagram::{Join, Leaf, LeafMap, Node, OverBudget, only};
use crate::model::{ActionId, RuleId};
use crate::words::{Authority, Modality, Stance};

/// The leaf of a direction.
const DO_NOT: Leaf = 1;
const DO: Leaf = 2;

/// A rule's offer that is let through.
struct Offer {
    modality: Modality,
    authority: Authority,
    /// Where it is offered.
    offered: Node,
}

impl Prover<'_> {
    /// The modality kept of an action under a stance, as the rules are now, in a region; elsewhere it is not advised.
    pub(crate) fn kept_within(
        &mut self,
        action: ActionId,
        stance: Stance,
        region: Node,
    ) -> Result<Node, OverBudget> {
        self.kept_of(action, self.heard(action, stance), region)
    }

    /// The modality kept of an action under a stance, were a rule not there.
    pub(crate) fn kept_without(
        &mut self,
        rule: RuleId,
        action: ActionId,
        stance: Stance,
    ) -> Result<Node, OverBudget> {
        let mut heard = self.heard(action, stance);
        heard.retain(|&(_, other)| other != rule);
        self.kept_of(action, heard, Node::EVERYWHERE)
    }

    /// Do some demands on an action point one way, and some of another authority the other? Then the strongest offer alone
    /// does not tell what is kept.
    pub(crate) fn is_contested(&self, heard: &[(Modality, RuleId)]) -> bool {
        let demands = heard.iter().filter(|(modality, _)| modality.is_demand());
        let demands: Vec<(bool, Authority)> =
            demands.map(|&(modality, rule)| (modality.is_do(), self.authority(rule))).collect();
        demands.iter().any(|one| demands.iter().any(|other| one.0 != other.0 && one.1 != other.1))
    }

    fn authority(&self, rule: RuleId) -> Authority {
        self.functions.model.rules.at(rule).authority
    }

    fn kept_of(
        &mut self,
        action: ActionId,
        heard: Vec<(Modality, RuleId)>,
        region: Node,
    ) -> Result<Node, OverBudget> {
        let open = self.open(action)?;
        let open = self.functions.diagrams.within(open, region)?;
        let is_contested = self.is_contested(&heard);
        let mut offers = Vec::new();
        for (modality, rule) in heard {
            let counts = self.functions.counts(rule)?;
            let authority = self.authority(rule);
            offers.push(Offer { modality, authority, offered: self.both(counts, open)? });
        }
        if !is_contested {
            return self.strongest(offers.iter());
        }
        let direction = self.direction(&offers)?;
        let does = self.strongest(offers.iter().filter(|offer| offer.modality.is_do()))?;
        let does_not = self.strongest(offers.iter().filter(|offer| !offer.modality.is_do()))?;
        let diagrams = &mut self.functions.diagrams;
        let not_done = diagrams.map(only(DO_NOT), direction)?;
        let elsewhere = self.functions.diagrams.negated(not_done)?;
        let diagrams = &mut self.functions.diagrams;
        let does = diagrams.join(Join::Unless(NOT_ADVISED), not_done, does)?;
        let does_not = diagrams.join(Join::Unless(NOT_ADVISED), elsewhere, does_not)?;
        diagrams.join(Join::Min, does, does_not)
    }

    /// The strongest of some offers.
    fn strongest<'o>(&mut self, offers: impl Iterator<Item = &'o Offer>) -> Result<Node, OverBudget> {
        let none = NOT_ADVISED;
        let mut kept = Vec::new();
        for offer in offers {
            let modality = modality_leaf(offer.modality);
            let table = [none, none, modality, none, none, none, none, none];
            kept.push(self.functions.diagrams.map(table, offer.offered)?);
        }
        self.functions.diagrams.join_all(Join::Min, none, kept)
    }

    /// Where the demands of highest authority point; zero where nothing is demanded.
    fn direction(&mut self, offers: &[Offer]) -> Result<Node, OverBudget> {
        let mut direction = Node::NOWHERE;
        for &authority in Authority::ALL.iter().rev() {
            let demands = offers.iter().filter(|offer| offer.authority == authority);
            let strongest = self.strongest(demands.filter(|offer| offer.modality.is_demand()))?;
            let diagrams = &mut self.functions.diagrams;
            let own = diagrams.map(DIRECTIONS, strongest)?;
            let speaks = diagrams.map(modality_table(Modality::is_demand), strongest)?;
            let lower = diagrams.without(direction, speaks)?;
            direction = diagrams.join(Join::Max, own, lower)?;
        }
        Ok(direction)
    }
}

/// The direction of each modality, by its leaf.
const DIRECTIONS: LeafMap = [0, DO_NOT, DO, DO_NOT, DO, 0, 0, 0];
