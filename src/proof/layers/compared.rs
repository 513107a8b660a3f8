//! A layer with those below it, and what of its own may make a difference.

use crate::check::{Entry, EntryKind, Stacked};
use crate::model::{LayerId, MayRelax, Model, Number};
use crate::words::Authority;
use std::borrow::Cow;

/// A layer with those below it, and all that it is compared by.
pub(super) struct Compared<'a> {
    pub(super) stacked: &'a Stacked,
    /// The number of the layer.
    pub(super) number: LayerId,
    /// The layers up to this one.
    pub(super) here: Cow<'a, Model>,
    /// The layers below it.
    pub(super) below: Model,
    /// The layers below with what this layer lists, and nothing else of it.
    pub(super) listed: Option<Model>,
    /// The layers below with those of the listed rules that claim law or ethics, if the layer is approved.
    pub(super) claimed: Option<Model>,
}

impl<'a> Compared<'a> {
    pub(super) fn of(model: &'a Model, stacked: &'a Stacked, number: LayerId) -> Option<Compared<'a>> {
        let is_uppermost = number == model.top();
        let here =
            if is_uppermost { Cow::Borrowed(model) } else { Cow::Owned(stacked.lowest(number.place() + 1)?) };
        let below = stacked.lowest(number.place())?;
        let layer = model.layers.at(number);
        let may_relax = &layer.may_relax;
        let listed = stacked.up_to(number, |entry| may_relax.lists(entry));
        let is_claim = |entry: &Entry| may_relax.lists(entry) && is_claim(entry, model);
        let claims = stacked.entries(number).iter().any(is_claim) && layer.card.approved() == Some(true);
        let claimed = if claims { stacked.up_to(number, is_claim) } else { None };
        let listed = listed.filter(|_| !may_relax.is_empty());
        Some(Compared { stacked, number, here, below, listed, claimed })
    }

    pub(super) fn may_relax(&self) -> &MayRelax {
        &self.here.layers.at(self.number).may_relax
    }
}

/// Is it a rule that speaks for law or ethics? (None of those takes the place of another.)
pub(super) fn is_claim(entry: &Entry, model: &Model) -> bool {
    let rule = model.rules.iter().find(|rule| entry.kind == EntryKind::Rule && rule.id == entry.name);
    rule.is_some_and(|rule| rule.authority <= Authority::EthicsCode)
}

impl MayRelax {
    fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.actions.is_empty() && self.terms.is_empty() && !self.otherwise
    }

    pub(super) fn lists(&self, entry: &Entry) -> bool {
        match entry.kind {
            EntryKind::Rule | EntryKind::Replacement | EntryKind::Withdrawal => {
                self.rules.contains(&entry.name)
            }
            EntryKind::ActionWithdrawal => self.actions.contains(&entry.name),
            EntryKind::Term => self.terms.contains(&entry.name),
            EntryKind::Otherwise => self.otherwise,
            EntryKind::Impossible | EntryKind::WhileUnknown => false,
        }
    }
}
