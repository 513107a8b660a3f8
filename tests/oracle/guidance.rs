//! The answer with its reasons, in the order of the table "Guidance".

use super::advice::{
    Conflict, Outcome, open_offers, otherwise, outcome, raised, unknown_safety_facts, verdict, while_unknown,
};
use super::completions::Completions;
use super::json::{id, list, names, text};
use super::questions::{askable, questions, stance_names};
use super::standing::{
    AUTHORITIES, Judged, MODALITIES, STANCES, counting, facts_keeping_open, is_blocker, judge, permits, rank,
    strictest_first, strictness, vote,
};
use super::truth::{Truth, View};
use super::words::{label, stance_sentence, value_in_words};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The guidance; none where the situation has no completion.
pub fn of(view: View) -> Option<Value> {
    let rules = judge(view);
    let counting = counting(&rules);
    let verdict = verdict(view, &counting);
    let completions = Completions::of(view.set, view.known);
    let possible = completions.stances();
    let within = strictness(verdict).clamp(*possible.first()?, *possible.last()?);
    let outcome = outcome(view, &counting, raised(view, STANCES[within]));
    let answer = Answer { view, rules, counting, verdict, completions, possible, outcome };
    Some(answer.to_json())
}

/// The facts of which nothing is given and that are asked before all else, with what is presumed of them.
pub fn ask_first<'a>(view: View<'a>, given: &Map<String, Value>) -> Vec<Value> {
    let holds = |fact: &'a Value, field: &str, truth: Truth| {
        fact.get(field).is_some_and(|condition| view.truth(condition) == truth)
    };
    let not_given = view.set.all("facts").filter(|fact| !given.contains_key(id(fact)));
    let first = not_given
        .filter(|fact| holds(fact, "ask_first_when", Truth::True) && !holds(fact, "ask_when", Truth::False));
    let told = first.map(|fact| {
        let taken = view.known.get(id(fact)).map(|value| value_in_words(view.set, fact, value));
        json!({ "fact": fact["id"], "ask": fact["ask"], "askable": askable(fact), "taken": taken })
    });
    told.collect()
}

struct Answer<'a> {
    view: View<'a>,
    /// In their order.
    rules: Vec<Judged<'a>>,
    counting: Vec<&'a Value>,
    verdict: &'a str,
    completions: Completions<'a>,
    /// By strictness.
    possible: BTreeSet<usize>,
    outcome: Outcome<'a>,
}

impl<'a> Answer<'a> {
    fn to_json(&self) -> Value {
        let advice = self.outcome.shown();
        let advice = advice.iter().map(|(advised, covered)| advised.to_json(self.view, covered));
        let conflicts = self.outcome.conflicts();
        let conflicts = conflicts.iter().map(Conflict::to_json);
        let reasons = self.reasons();
        json!({
            "stance": self.outcome.stance,
            "headline": stance_sentence(self.view, self.outcome.stance),
            "settled": self.is_settled(),
            "possible": stance_names(&self.possible),
            "questions": questions(self.view, &self.completions, self.is_settled()),
            "ask_first": ask_first(self.view, self.view.known),
            "presuming": false,
            "presumed": [],
            "struck": [],
            "decided_by": null,
            "advice": advice.collect::<Vec<_>>(),
            "set_aside": self.set_aside(),
            "pending": self.pending(),
            "against": self.against(&reasons),
            "conflicts": conflicts.collect::<Vec<_>>(),
            "sources": self.sources(&reasons),
            "reasons": reasons,
            "situation": { "facts": self.view.known, "missing": self.missing() },
        })
    }

    fn is_settled(&self) -> bool {
        self.possible == BTreeSet::from([strictness(self.outcome.stance)])
    }

    fn missing(&self) -> Vec<Value> {
        let facts = unknown_safety_facts(self.view).into_iter();
        let facts = facts.map(|name| self.view.set.fact(name));
        facts.map(|f| json!({ "fact": f["id"], "ask": f["ask"], "askable": askable(f) })).collect()
    }

    fn reasons(&self) -> Vec<Value> {
        let counted = self.rules.iter().filter(|judged| judged.counts());
        let mut reasons: Vec<Value> = counted.map(|judged| self.rule_reason(judged)).collect();
        if !self.counting.iter().any(|rule| permits(rule).is_some()) {
            reasons.push(self.otherwise_reason());
        }
        reasons.extend(self.while_unknown_reason());
        if !reasons.iter().any(|reason| vote(reason) == Some(self.outcome.stance)) {
            reasons.push(self.every_completion_reason());
        }
        // Strictest first, and within a strictness rules in their order, then the others.
        reasons.sort_by(|a, b| reason_order(a).cmp(&reason_order(b)));
        reasons
    }

    fn rule_reason(&self, judged: &Judged<'a>) -> Value {
        let rule = judged.rule;
        let unknown = if judged.standing == Truth::Unknown {
            facts_keeping_open(self.view, &self.rules, judged)
        } else {
            BTreeSet::new()
        };
        json!({
            "kind": "rule",
            "rule": id(rule),
            "title": rule["title"],
            "because": rule["because"],
            "against": rule["against"],
            "permits": rule["permits"],
            "at_least": rule["at_least"],
            "facts": self.matched(&rule["when"]),
            "unknown": self.in_order(&unknown),
            "sources": list(rule, "sources"),
            "authority": rule["authority"],
            "strength": rule["strength"],
            "certainty": rule["certainty"],
            "decisive": self.is_decisive(judged),
        })
    }

    fn otherwise_reason(&self) -> Value {
        let otherwise = otherwise(self.view);
        let mut reason = self.ruleless_reason("otherwise", text(otherwise, "stance"));
        reason["because"] = otherwise["because"].clone();
        reason["permits"] = otherwise["stance"].clone();
        reason
    }

    fn while_unknown_reason(&self) -> Option<Value> {
        let while_unknown = while_unknown(self.view)?;
        let mut reason = self.ruleless_reason("while_unknown", text(while_unknown, "at_least"));
        reason["because"] = while_unknown["because"].clone();
        reason["at_least"] = while_unknown["at_least"].clone();
        reason["unknown"] = json!(unknown_safety_facts(self.view));
        Some(reason)
    }

    fn every_completion_reason(&self) -> Value {
        let stance = self.outcome.stance;
        let mut reason = self.ruleless_reason("every_completion", stance);
        let (bound, word) = if strictness(self.verdict) < strictness(stance) {
            ("at_least", "laxer")
        } else {
            ("permits", "stricter")
        };
        let because = format!("Whatever the answers to what is not known, nothing {word} can come of it.");
        reason["because"] = because.into();
        reason[bound] = stance.into();
        reason
    }

    fn ruleless_reason(&self, kind: &str, vote: &str) -> Value {
        json!({
            "kind": kind,
            "rule": null,
            "title": null,
            "because": null,
            "against": null,
            "permits": null,
            "at_least": null,
            "facts": [],
            "unknown": [],
            "sources": [],
            "authority": null,
            "strength": null,
            "certainty": null,
            "decisive": vote == self.outcome.stance,
        })
    }

    fn is_decisive(&self, judged: &Judged<'a>) -> bool {
        if is_blocker(self.view.set, judged.rule) {
            let kept_out = self.rules.iter().filter(|other| sets_aside(judged, other));
            return kept_out.into_iter().any(|other| self.would_decide(other.rule));
        }
        self.outcome.is_decided_by(judged.rule)
    }

    /// Whether a rule that is set aside would be decisive if it counted too, all else equal.
    fn would_decide(&self, rule: &'a Value) -> bool {
        let mut counting = self.counting.clone();
        counting.push(rule);
        let stance = raised(self.view, verdict(self.view, &counting));
        outcome(self.view, &counting, stance).is_decided_by(rule)
    }

    fn set_aside(&self) -> Vec<Value> {
        let entry = |judged: &Judged| {
            json!({
                "rule": id(judged.rule),
                "title": judged.rule["title"],
                "by": self.setters(judged),
                "reinstates": self.reinstated_by(judged),
            })
        };
        let set_aside = self.rules.iter().filter(|judged| judged.is_set_aside());
        set_aside.map(entry).collect()
    }

    fn setters(&self, judged: &Judged) -> Vec<&str> {
        let setters = self.rules.iter().filter(|other| sets_aside(other, judged));
        setters.map(|other| id(other.rule)).collect()
    }

    fn reinstated_by(&self, judged: &Judged) -> Vec<&str> {
        let overridden = self.rules.iter().filter(|other| judged.overrides(other));
        let standing = overridden.filter(|other| other.stands());
        standing.map(|other| id(other.rule)).collect()
    }

    fn pending(&self) -> Vec<Value> {
        let entry = |judged: &Judged<'a>| {
            let facts = facts_keeping_open(self.view, &self.rules, judged);
            json!({
                "rule": id(judged.rule),
                "title": judged.rule["title"],
                "permits": judged.rule["permits"],
                "at_least": judged.rule["at_least"],
                "facts": self.in_order(&facts),
                "would_advise": self.would_advise(judged.rule),
            })
        };
        let pending = self.rules.iter().filter(|judged| judged.is_pending());
        pending.map(entry).collect()
    }

    fn would_advise(&self, rule: &Value) -> Vec<Value> {
        let mut offers = open_offers(self.view, rule);
        offers.sort_by_key(|offer| (id(offer.action), rank(&MODALITIES, offer.modality)));
        let offers = offers.iter();
        offers.map(|offer| json!({ "action": id(offer.action), "modality": offer.modality })).collect()
    }

    fn against(&self, reasons: &[Value]) -> Value {
        let decisive = reasons.iter().filter(|reason| reason["decisive"] == true);
        let (deciding, advising): (Vec<_>, Vec<_>) =
            decisive.partition(|reason| vote(reason) == Some(self.outcome.stance));
        let mut rules = deciding.iter().chain(&advising).filter_map(|reason| reason["rule"].as_str());
        rules
            .find_map(|rule| self.consideration(rule))
            .or_else(|| self.outvoted_permission())
            .unwrap_or_default()
    }

    fn consideration(&self, rule: &str) -> Option<Value> {
        let text = self.view.set.find("rules", rule).get("against")?;
        Some(json!({ "rule": rule, "text": text }))
    }

    fn outvoted_permission(&self) -> Option<Value> {
        let standing = self.rules.iter().filter(|judged| judged.stands());
        let permissions = standing.filter_map(|judged| Some((permits(judged.rule)?, judged.rule)));
        let (_, rule) = permissions
            .filter(|(stance, _)| strictness(stance) < strictness(self.outcome.stance))
            // The first of the laxest: rules are in their order.
            .min_by_key(|(stance, _)| strictness(stance))?;
        Some(json!({ "rule": id(rule), "text": rule["because"] }))
    }

    fn sources(&self, reasons: &[Value]) -> Vec<Value> {
        let cited = |source: &&Value| reasons.iter().any(|r| names(r, "sources", id(source)));
        let mut sources: Vec<&Value> = self.view.set.all("sources").filter(cited).collect();
        sources.sort_by_key(|source| id(source));
        sources.into_iter().map(reference).collect()
    }

    /// The facts that make a condition true, with what is known of them.
    fn matched(&self, condition: &'a Value) -> Vec<Value> {
        let facts = self.view.facts(condition);
        let described = |name: &str| {
            let fact = self.view.set.fact(name);
            let value = &self.view.known[name];
            json!({
                "fact": name,
                "label": label(fact),
                "value": value,
                "words": value_in_words(self.view.set, fact, value),
            })
        };
        self.in_order(&facts).into_iter().map(described).collect()
    }

    fn in_order(&self, facts: &BTreeSet<&str>) -> Vec<&'a str> {
        let vocabulary = self.view.set.all("facts").map(id);
        vocabulary.filter(|fact| facts.contains(fact)).collect()
    }
}

fn sets_aside(setter: &Judged, judged: &Judged) -> bool {
    judged.is_set_aside() && setter.stands() && setter.overrides(judged)
}

fn reason_order(reason: &Value) -> impl Ord {
    let kind = rank(&["rule", "otherwise", "while_unknown", "every_completion"], text(reason, "kind"));
    let authority = reason["authority"].as_str().map(|name| rank(&AUTHORITIES, name));
    let stance = strictest_first(vote(reason));
    (stance, kind, authority, reason["rule"].as_str())
}

/// What a reader needs to find a source.
fn reference(source: &Value) -> Value {
    let shown = ["id", "citation", "doi", "url"];
    let given = shown.iter().filter_map(|field| {
        let value = source.get(field)?;
        Some(((*field).to_owned(), value.clone()))
    });
    Value::Object(given.collect::<Map<_, _>>())
}
