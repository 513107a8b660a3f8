//! Says how a layer breaks its promise: where, by what of its own, and what to do.

use super::compared::{Compared, is_claim};
use super::culprits::to_blame;
use super::one_situation::OneSituation;
use super::point::Point;
use super::promise::{Broken, How};
use crate::answer::term_truths;
use crate::check::{Entry, EntryKind};
use crate::diagram::OverBudget;
use crate::document::{Code, Faults};
use crate::model::{Known, Model, RuleId, Truth};
use crate::proof::shown::{conditions_of, shown};
use std::collections::BTreeSet;

/// Reports a situation of the layers below of which this layer leaves no completion.
pub(super) fn ruled_out(compared: &Compared<'_>, known: &Known, faults: &mut Faults) {
    let entries = compared.stacked.entries(compared.number);
    let impossible: Vec<Entry> =
        entries.into_iter().filter(|entry| entry.kind == EntryKind::Impossible).collect();
    let terms = compared.here.terms_of(compared.number);
    let truths = term_truths(compared.here.layers.at(compared.number), known);
    let own = || compared.here.impossible.iter().filter(|entry| entry.layer == compared.number);
    let with = |truth: Truth| own().find(|entry| entry.when.truth(known, &truths) == truth);
    let about_it = with(Truth::True).or_else(|| with(Truth::Unknown));
    let origin = about_it.map(|entry| entry.origin).or(impossible.first().map(|entry| entry.origin));
    let deciding = about_it.into_iter().map(|entry| (&entry.when, terms));
    let message = format!(
        "the `impossible` of this layer rules out what can be below, {}",
        shown(&compared.here, known, deciding)
    );
    let help = "an upper layer's `impossible` may say only which values of its own facts go with what: what this service \
                never meets goes into `scope`";
    faults.error_with_help(Code::SituationRuledOut, origin.unwrap_or_default(), message, Some(help.into()));
}

/// Reports a situation in which the promise of a layer does not hold.
pub(super) fn broken(compared: &Compared<'_>, broken: &Broken, faults: &mut Faults) {
    let origin = compared.may_relax_at();
    let said = said(compared, broken).unwrap_or_else(|OverBudget| "it is looser".into());
    let blamed = blamed(compared, broken);
    let shown = shown(&compared.here, &broken.known, conditions_of(&blamed, &compared.here));
    let is_law = matches!(broken.how, How::LimitLost | How::DemandLost(_));
    let (code, what) = if is_law {
        (Code::DemandLost, "this layer takes away what law or ethics demand below")
    } else {
        (Code::LooserThanBelow, "by more than it lists, this layer is looser than those below")
    };
    let message = format!("{what}: {said}, {shown}");
    let at = blamed.first().map_or(origin, |entry: &Entry| entry.origin);
    faults.error_with_help(code, at, message, Some(help(compared, &blamed, is_law)));
}

fn help(compared: &Compared<'_>, blamed: &[Entry], is_law: bool) -> String {
    let named: Vec<String> = blamed.iter().map(in_words).collect();
    let without = match named.as_slice() {
        [] => String::new(),
        named => format!("it would hold here without {}: ", named.join(" and ")),
    };
    let all_claim = !blamed.is_empty() && blamed.iter().all(|entry| is_claim(entry, &compared.here));
    if is_law && all_claim {
        let digest = &compared.here.layers.at(compared.number).card.digest;
        return format!(
            "{without}take it back; if law or ethics really say so here, list it in `may_relax` and have the layer \
             approved, with the digest `{digest}`"
        );
    }
    if is_law {
        return format!("{without}what law or ethics demand can be made stricter only; take it back");
    }
    format!("{without}list it in `may_relax`, with why, or take it back")
}

/// An entry, as its author would find it.
pub(in crate::proof) fn in_words(entry: &Entry) -> String {
    match entry.kind {
        EntryKind::Rule | EntryKind::Replacement => format!("the rule `{}`", entry.name),
        EntryKind::Withdrawal => format!("the withdrawal of `{}`", entry.name),
        EntryKind::ActionWithdrawal => format!("the withdrawal of the action `{}`", entry.name),
        EntryKind::Term => format!("the restated term `{}`", entry.name),
        EntryKind::Impossible => format!("the entry of `impossible` because \"{}\"", entry.name),
        EntryKind::Otherwise | EntryKind::WhileUnknown => format!("its `{}`", entry.name),
    }
}

/// What is so below, and what is so here.
fn said(compared: &Compared<'_>, broken: &Broken) -> Result<String, OverBudget> {
    let nothing = BTreeSet::new();
    let mut below = Point::of(&compared.below, &broken.at, &nothing)?;
    let mut here = Point::of(&compared.here, &broken.at, &nothing)?;
    match broken.how {
        How::LimitLost | How::Looser => {
            let (now, by_now, before, by) = (here.stance, here.by()?, below.stance, below.by()?);
            Ok(format!("`{now}` {by_now}, not `{before}` {by}"))
        }
        How::DemandLost(action) | How::AdviceLost(action) => {
            let id = &compared.below.actions.at(action).id;
            let before = below.kept(action, here.stance)?;
            let now = here.kept(action, here.stance)?;
            let rules = below.counting()?.into_iter().map(|rule| compared.below.rules.at(rule));
            let demanding = rules.filter(|rule| {
                rule.offers.iter().any(|&(offered, modality)| offered == action && Some(modality) == before)
            });
            let demanding: Vec<String> = demanding.map(|rule| format!("`{}`", rule.id)).collect();
            let before = before.map_or("advised", |modality| modality.id());
            let now =
                now.map_or_else(|| "no longer advised".into(), |modality| format!("`{}`", modality.id()));
            Ok(format!("`{id}` is {now}, not `{before}` by {}", demanding.join(", ")))
        }
    }
}

/// The entries of the layer without which the situation would be as it should be.
fn blamed(compared: &Compared<'_>, broken: &Broken) -> Vec<Entry> {
    let is_law = matches!(broken.how, How::LimitLost | How::DemandLost(_));
    let suspects: Vec<Entry> = compared.stacked.entries(compared.number);
    let suspects: Vec<Entry> =
        suspects.into_iter().filter(|entry| is_law || !compared.lists(entry)).collect();
    let known = &broken.at;
    let Ok(mut at) = OneSituation::of(compared, known, compared.actions()) else { return Vec::new() };
    let mut is_mended =
        |here: &Model, taken_out: &BTreeSet<RuleId>| at.is_mended(here, taken_out, known).unwrap_or(false);
    to_blame(&compared.here, compared.stacked, compared.number, &suspects, &mut is_mended)
}
