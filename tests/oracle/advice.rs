//! What the counting rules come to: the stance, and what they advise under it.

use super::json::{id, names, text};
use super::standing::{
    MODALITIES, MOMENTS, at_least, authority, permits, rank, rule_order, strictness, vote,
};
use super::truth::{Truth, View};
use super::words::sentence;
use serde_json::{Value, json};
use std::cmp::Ordering;

/// The moments in which a rule that differs from the stance may still say what to do.
const LATER: [&str; 3] = ["before_session_ends", "after_session", "before_next_session"];

/// The modalities in the order in which they are read.
const AS_READ: [&str; 5] = ["must", "must_not", "should", "should_not", "may"];

/// One rule saying one thing about one action.
pub struct Offer<'a> {
    pub rule: &'a Value,
    pub action: &'a Value,
    pub modality: &'static str,
}

impl Offer<'_> {
    fn is_prohibition(&self) -> bool {
        is_prohibition(self.modality)
    }
}

/// An action with the strongest modality offered for it, and the rules that say so.
pub struct Advised<'a> {
    pub action: &'a Value,
    pub modality: &'static str,
    pub rules: Vec<&'a Value>,
}

/// The stance and what is offered under it.
pub struct Outcome<'a> {
    pub stance: &'a str,
    offers: Vec<Offer<'a>>,
}

/// What it comes to when these rules count and this is the stance.
pub fn outcome<'a>(view: View<'a>, counting: &[&'a Value], stance: &'a str) -> Outcome<'a> {
    let offers = counting.iter().flat_map(|rule| open_offers(view, rule));
    let left = |offer: &Offer| suits_the_stance(offer, stance) && suits_the_moment(offer, stance);
    Outcome { stance, offers: offers.filter(left).collect() }
}

/// The strictest of the laxest permission (without one, `otherwise`) and every limit.
pub fn verdict<'a>(view: View<'a>, counting: &[&'a Value]) -> &'a str {
    let permissions = counting.iter().filter_map(|rule| permits(rule));
    let base = permissions
        .min_by_key(|stance| strictness(stance))
        .unwrap_or_else(|| text(otherwise(view), "stance"));
    let limits = counting.iter().filter_map(|rule| at_least(rule));
    limits.fold(base, stricter)
}

/// A stance raised to `while_unknown`, where that applies.
pub fn raised<'a>(view: View<'a>, stance: &'a str) -> &'a str {
    while_unknown(view).map_or(stance, |doubt| stricter(stance, text(doubt, "at_least")))
}

fn stricter<'a>(one: &'a str, other: &'a str) -> &'a str {
    std::cmp::max_by_key(one, other, |stance| strictness(stance))
}

pub fn otherwise(view: View<'_>) -> &Value {
    let stated = view.set.latest("otherwise");
    stated.expect("the lowest layer states `otherwise`")
}

/// `while_unknown`, where it is stated and a safety fact is unknown.
pub fn while_unknown(view: View<'_>) -> Option<&Value> {
    let stated = view.set.latest("while_unknown");
    stated.filter(|_| !unknown_safety_facts(view).is_empty())
}

pub fn unknown_safety_facts(view: View<'_>) -> Vec<&str> {
    let facts = view.set.all("facts");
    let safety = facts.filter(|fact| view.set.is_safety(fact)).map(id);
    safety.filter(|fact| !view.known.contains_key(*fact)).collect()
}

/// Everything a rule says about actions that can be done, whatever the stance.
pub fn open_offers<'a>(view: View<'a>, rule: &'a Value) -> Vec<Offer<'a>> {
    let of_modality = |modality: &&'static str| {
        let modality = *modality;
        let offered = view.set.offered(rule, modality).into_iter();
        offered.map(move |name| Offer { rule, action: view.set.find("actions", name), modality })
    };
    let offers = MODALITIES.iter().flat_map(of_modality);
    offers.filter(|offer| is_open(view, offer.action)).collect()
}

fn is_open<'a>(view: View<'a>, action: &'a Value) -> bool {
    let when = action.get("when");
    when.is_none_or(|when| view.truth(when) != Truth::False)
}

/// The table of docs/meaning.md, row by row.
fn suits_the_stance(offer: &Offer, stance: &str) -> bool {
    let against_stance = |vote| strictness(vote).cmp(&strictness(stance));
    let everything = true;
    let nothing = false;
    let some = offer.is_prohibition() || LATER.contains(&text(offer.action, "moment"));
    match (permits(offer.rule).map(against_stance), at_least(offer.rule).map(against_stance)) {
        (Some(Ordering::Less), _) | (_, Some(Ordering::Greater)) => nothing,
        (Some(Ordering::Greater), _) | (_, Some(Ordering::Less)) => some,
        _ => everything,
    }
}

/// What may be said in the moment under the two strictest stances.
fn suits_the_moment(offer: &Offer, stance: &str) -> bool {
    let in_the_moment = text(offer.action, "moment") == "in_the_moment";
    let is_duty = vote(offer.rule).is_none();
    let pauses = at_least(offer.rule) == Some("pause");
    match (offer.modality, stance) {
        _ if !in_the_moment => true,
        ("may", "refrain" | "pause") => false,
        ("must", "pause") => pauses || is_duty,
        ("should", "pause") => pauses,
        _ => true,
    }
}

/// Of some offers of one action, strongest first, the one that decides whether it is done: of the demands of the highest
/// authority the strongest.
fn deciding<'a, 'b>(offers: &[&'b Offer<'a>]) -> &'b Offer<'a> {
    let demands = offers.iter().filter(|offer| offer.modality != "may");
    demands.min_by_key(|offer| authority(offer.rule)).unwrap_or(&offers[0])
}

fn is_prohibition(modality: &str) -> bool {
    modality == "must_not" || modality == "should_not"
}

impl<'a> Outcome<'a> {
    /// What is shown of the advice, each with what it covers.
    pub fn shown(&self) -> Vec<(Advised<'a>, Vec<Advised<'a>>)> {
        let all = self.advice();
        let is_covered = |one: &Advised| all.iter().any(|other| covers(other, one));
        let shown = self.advice().into_iter().filter(|one| !is_covered(one));
        let with_covered = shown.map(|one| {
            let covered = self.advice().into_iter();
            let covered = covered.filter(|other| covers_through(&all, &one, other)).collect();
            (one, covered)
        });
        with_covered.collect()
    }

    /// What is advised, in the order of the guidance.
    pub fn advice(&self) -> Vec<Advised<'a>> {
        let mut actions: Vec<&Value> = self.offers.iter().map(|offer| offer.action).collect();
        actions.sort_by_key(|action| id(action));
        actions.dedup();
        let mut advice: Vec<Advised> = actions.iter().map(|a| self.advised(a)).collect();
        advice.sort_by_key(|advised| {
            let moment = rank(&MOMENTS, text(advised.action, "moment"));
            let modality = rank(&AS_READ, advised.modality);
            (moment, !is_urgent(advised.action), modality, authority(advised.rules[0]), id(advised.action))
        });
        advice
    }

    fn advised(&self, action: &'a Value) -> Advised<'a> {
        let mut offers = self.offers_of(action);
        let deciding = deciding(&offers);
        offers.retain(|offer| offer.is_prohibition() == deciding.is_prohibition());
        Advised {
            action,
            modality: offers[0].modality,
            rules: offers.iter().map(|offer| offer.rule).collect(),
        }
    }

    fn offers_of(&self, action: &Value) -> Vec<&Offer<'a>> {
        let offers = self.offers.iter();
        let mut offers: Vec<&Offer<'a>> = offers.filter(|offer| id(offer.action) == id(action)).collect();
        offers.sort_by_key(|offer| (rank(&MODALITIES, offer.modality), rule_order(offer.rule)));
        offers
    }

    /// Whether some rule that is wanted offers an action in a modality.
    pub fn is_offered(&self, action: &str, modality: &str, is_wanted: impl Fn(&Value) -> bool) -> bool {
        let mut offers = self.offers.iter();
        offers.any(|each| id(each.action) == action && each.modality == modality && is_wanted(each.rule))
    }

    /// Whether a rule has its way here: its vote is the stance, or it alone advises some action.
    pub fn is_decided_by(&self, rule: &Value) -> bool {
        let alone = |advised: &Advised| advised.rules.iter().map(|r| id(r)).eq([id(rule)]);
        vote(rule) == Some(self.stance) || self.advice().iter().any(alone)
    }

    /// Clashes, in the order of their actions.
    pub fn conflicts(&self) -> Vec<Conflict<'a>> {
        let mut conflicts = Vec::new();
        let advice = self.advice();
        for (place, one) in advice.iter().enumerate() {
            if self.is_offered_both_ways(one.action) {
                let offers = self.offers_of(one.action);
                let mut conflict = Conflict::new(&[one.action], &offers);
                let deciding = deciding(&offers);
                let overruled = offers.iter().filter(|offer| {
                    let is_opposite = offer.is_prohibition() != deciding.is_prohibition();
                    is_opposite && offer.modality != "may" && authority(offer.rule) > authority(deciding.rule)
                });
                let mut overruled: Vec<&Value> = overruled.map(|offer| offer.rule).collect();
                overruled.sort_by_key(|rule| rule_order(rule));
                conflict.overruled = ids(&overruled);
                conflicts.push(conflict);
            }
            for other in &advice[place + 1..] {
                if contradict(one, other) {
                    conflicts.push(self.contradiction(one.action, other.action));
                }
            }
        }
        conflicts.sort();
        conflicts
    }

    fn is_offered_both_ways(&self, action: &Value) -> bool {
        let offers = self.offers_of(action);
        offers.iter().any(|o| o.is_prohibition()) && offers.iter().any(|o| !o.is_prohibition())
    }

    /// Of two actions that are both kept as a do, only what is offered as a do clashes.
    fn contradiction(&self, one: &'a Value, other: &'a Value) -> Conflict<'a> {
        let mut offers = self.offers_of(one);
        offers.extend(self.offers_of(other));
        offers.retain(|offer| !offer.is_prohibition());
        Conflict::new(&[one, other], &offers)
    }
}

fn is_urgent(action: &Value) -> bool {
    action["urgent"] == true
}

/// Whether something advised to be done is done with another that is advised as strongly and as urgently.
fn covers(one: &Advised, other: &Advised) -> bool {
    let dos = ["must", "should", "may"];
    let places = |advised: &Advised| dos.iter().position(|modality| *modality == advised.modality);
    let (Some(strength), Some(strength_of_other)) = (places(one), places(other)) else { return false };
    let as_strong = strength <= strength_of_other && (is_urgent(one.action) || !is_urgent(other.action));
    as_strong && names(one.action, "covers", id(other.action))
}

/// The same, or through others that are advised.
fn covers_through(all: &[Advised], one: &Advised, other: &Advised) -> bool {
    covers(one, other) || all.iter().any(|next| covers(one, next) && covers_through(all, next, other))
}

fn contradict(one: &Advised, other: &Advised) -> bool {
    let both_dos = !is_prohibition(one.modality) && !is_prohibition(other.modality);
    let named = names(one.action, "contradicts", id(other.action))
        || names(other.action, "contradicts", id(one.action));
    both_dos && named
}

/// Actions that cannot all be advised, and the rules that offer them so.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict<'a> {
    actions: Vec<&'a str>,
    rules: Vec<&'a str>,
    /// Those that rules of higher authority overrule.
    overruled: Vec<&'a str>,
}

impl<'a> Conflict<'a> {
    fn new(actions: &[&'a Value], offers: &[&Offer<'a>]) -> Self {
        let mut actions = ids(actions);
        actions.sort_unstable();
        let mut rules: Vec<&Value> = offers.iter().map(|offer| offer.rule).collect();
        rules.sort_by_key(|rule| rule_order(rule));
        rules.dedup();
        let rules = ids(&rules);
        Self { actions, rules, overruled: Vec::new() }
    }

    /// The actions, by id.
    pub fn of_actions(&self) -> Vec<String> {
        self.actions.iter().map(|action| (*action).to_owned()).collect()
    }

    pub fn to_json(&self) -> Value {
        json!({ "actions": self.actions, "rules": self.rules, "overruled": self.overruled })
    }
}

fn ids<'a>(rules: &[&'a Value]) -> Vec<&'a str> {
    rules.iter().map(|rule| id(rule)).collect()
}

impl Advised<'_> {
    pub fn to_json(&self, view: View, covered: &[Advised]) -> Value {
        let mut advice = self.plain_json(view);
        advice["urgent"] = is_urgent(self.action).into();
        advice["covers"] = covered.iter().map(|other| other.plain_json(view)).collect();
        advice
    }

    fn plain_json(&self, view: View) -> Value {
        json!({
            "action": id(self.action),
            "text": sentence(view.set, self.action, self.modality),
            "moment": text(self.action, "moment"),
            "modality": self.modality,
            "rules": ids(&self.rules),
        })
    }
}
