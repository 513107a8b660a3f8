//! Verdicts of rule sets that are wide and large: against the oracle, and against the plain way of reading synthetic rules.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

#[path = "../oracle/mod.rs"]
mod oracle;
#[path = "../../benches/synthetic/mod.rs"]
mod synthetic;

use demeanor::diagnostic::NotMade;
use demeanor::{Document, Guideline, Stance};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Options of the `several`: more than sets of them can be listed.
const OPTIONS: u64 = 9;

/// Cuts of the count: more than classes can be listed.
const CUTS: u64 = 70;

/// Rules in a chain of overrides.
const CHAIN: usize = 70;

/// A condition: what it is called, and itself.
type Named = (&'static str, Value);

/// Conditions that come to many alternatives, lean on one another, or hold always or never.
fn conditions() -> Vec<Named> {
    let flag = |number: u64| json!({ format!("c.flag_{number}"): true });
    let with = |number: u64| json!({ "a.list": { "includes": format!("o{number}") } });
    let pair = |number: u64| json!({ "all": [flag(number), with(number)] });
    let any = |range: std::ops::Range<u64>| json!({ "any": range.map(pair).collect::<Value>() });
    vec![
        ("eight-alternatives", any(0..8)),
        ("none-of-pairs", json!({ "none": (0..4).map(pair).collect::<Value>() })),
        ("product-of-sums", json!({ "all": [any(0..5), any(3..8), any(1..4), flag(7)] })),
        ("none-of-sums", json!({ "none": [any(0..3), { "none": [any(4..8), flag(2)] }] })),
        ("by-term", json!({ "is": "wide" })),
        ("not-by-term", json!({ "none": [{ "is": "wide" }], "c.flag_1": false })),
        ("both-ways", json!({ "all": [flag(1), { "c.flag_1": false }] })),
        ("either-way", json!({ "any": [flag(1), { "c.flag_1": false }] })),
        ("always", json!({})),
        ("all-of-a-list", json!({ "a.list": { "includes_all": ["o1", "o8"], "includes_none": ["o2"] } })),
        ("none-of-a-list", json!({ "a.list": { "includes_none": ["o0", "o1", "o2", "o3"] } })),
    ]
}

fn wide_rules() -> Value {
    let mut facts = vec![
        json!({ "id": "a.list", "kind": "several", "ask": "Which?", "safety": true,
            "options": (0..OPTIONS).map(|number| json!({ "id": format!("o{number}"), "label": format!("It {number}") })).collect::<Value>() }),
        json!({ "id": "b.count", "kind": "count", "ask": "How many?", "min": 0 }),
    ];
    facts.extend(
        (0..8).map(|number| json!({ "id": format!("c.flag_{number}"), "kind": "flag", "ask": "Is it?" })),
    );
    let votes = ["permits", "at_least"];
    let rule = |number: usize, id: &str, when: &Value| {
        json!({ "id": id, "title": id, "when": when, "because": "Reason.", votes[number % 2]: Stance::ALL[number % 5].id(),
            "authority": "guidance", "strength": "weak", "certainty": "low" })
    };
    let mut rules: Vec<Value> =
        conditions().iter().enumerate().map(|(number, (id, when))| rule(number, id, when)).collect();
    rules.extend((1..=CUTS).map(|cut| {
        rule(
            usize::try_from(cut).expect("it is small"),
            &format!("from-{cut}"),
            &json!({ "b.count": { "at_least": cut }, "c.flag_3": cut % 2 == 0 }),
        )
    }));
    // A chain, so that the last stands again, and one rule that two override.
    rules[2]["overrides"] = json!(["eight-alternatives"]);
    rules[7]["overrides"] = json!(["none-of-pairs", "from-3"]);
    rules[10]["overrides"] = json!(["either-way", "from-3"]);
    json!({
        "format": 1, "id": "wide.rules", "version": "1.0.0", "title": "Wide rules",
        "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
        "while_unknown": { "at_least": "allow", "because": "Not known." },
        "facts": facts, "rules": rules,
        "terms": [{ "id": "wide", "when": { "any": (0..8).map(|number| json!({ "c.flag_0": number % 2 == 0,
            "a.list": { "includes": [format!("o{number}"), "o8"] }, "b.count": { "at_least": number * 5 } })).collect::<Value>() } }],
    })
}

/// Random situations of the wide rules, a third of each unknown.
fn wide_situations() -> Vec<Value> {
    let mut random = synthetic::Random::new(7);
    let mut situation = || {
        let mut facts = serde_json::Map::new();
        if random.chance(70) {
            let bits = random.below(1 << OPTIONS) & random.below(1 << OPTIONS);
            let options = (0..OPTIONS).filter(|option| bits >> option & 1 == 1);
            facts.insert("a.list".into(), options.map(|option| format!("o{option}")).collect());
        }
        if random.chance(70) {
            facts.insert("b.count".into(), random.below(CUTS + 5).into());
        }
        for number in 0..8 {
            if random.chance(70) {
                facts.insert(format!("c.flag_{number}"), random.chance(60).into());
            }
        }
        Value::Object(facts)
    };
    (0..600).map(|_| situation()).collect()
}

#[test]
fn wide_conditions_are_as_the_oracle_has_them() {
    let documents = [("wide.json".to_owned(), wide_rules())];
    let guideline = build(&documents[0].1.to_string());
    let ids: Vec<&str> = guideline.rule_ids().collect();
    let situations = wide_situations();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for given in &situations {
        let situation = guideline.situation(given).unwrap_or_else(|rejected| panic!("{rejected}"));
        let (verdict, standing) = oracle::ruling(&documents, given);
        let ruling = situation.ruling();
        let said: BTreeSet<String> = ruling.standing().map(|rule| ids[rule].to_owned()).collect();
        assert_eq!((ruling.stance().id(), &said), (verdict.as_str(), &standing), "{given}");
        seen.extend(said);
    }
    // One contradicts itself, and of the two that override the other wherever the first is set aside the second stands.
    let never: BTreeSet<&str> = ids.iter().filter(|id| !seen.contains(**id)).copied().collect();
    assert_eq!(never, BTreeSet::from(["both-ways", "from-3"]), "everything else stands somewhere");
}

/// Rules that each test three of many flags, whichever they are; the first ones override each the one before.
fn mixed_rules(rules: usize, facts: usize) -> synthetic::RuleSet {
    use synthetic::{Condition, Fact, Kind, Rule, Test, Vote};
    let mut random = synthetic::Random::new(300);
    let fact = |number| Fact { group: "mixed".into(), name: format!("fact_{number}"), kind: Kind::Flag };
    let mut rule = |number: usize| Rule {
        id: format!("rule-{number}"),
        when: if number < CHAIN {
            Condition::Test(number, Test::Is(1))
        } else {
            Condition::All(
                (0..3).map(|_| Condition::Test(random.choose(facts), Test::Is(random.below(2)))).collect(),
            )
        },
        vote: if number.is_multiple_of(2) { Vote::Permits(number % 3) } else { Vote::AtLeast(number % 5) },
        actions: Vec::new(),
        overrides: if (1..CHAIN).contains(&number) { vec![number - 1] } else { Vec::new() },
    };
    let rules = (0..rules).map(&mut rule).collect();
    synthetic::RuleSet { facts: (0..facts).map(fact).collect(), rules, actions: 0 }
}

/// Rows of large sets are kept small, and that changes nothing; nor does it that a chain is longer than a word.
#[test]
fn rules_that_mix_all_facts_are_as_the_oracle_has_them() {
    let set = mixed_rules(2000, 300);
    let document = synthetic::document(&set);
    let guideline = build(&document);
    assert!(guideline.row_bytes() < 1 << 20, "{} bytes", guideline.row_bytes());
    let ids: Vec<&str> = guideline.rule_ids().collect();
    let documents = [("mixed.json".to_owned(), serde_json::from_str(&document).expect("it is JSON"))];
    let (mut list, mut room) = (Vec::new(), guideline.empty_situation().ruling());
    for unknown in [0, 5, 50] {
        for situation in synthetic::situations(&set, 1, unknown) {
            let given = synthetic::situation(&set, &situation);
            let mut live = guideline.situation(&given).unwrap_or_else(|rejected| panic!("{rejected}")).live();
            live.ruling_into(&mut room);
            room.list_standing(&mut list);
            let said: BTreeSet<String> = list.iter().map(|&rule| ids[rule].to_owned()).collect();
            let (verdict, standing) = oracle::ruling(&documents, &given);
            assert_eq!((room.stance().id(), said), (verdict.as_str(), standing), "{given}");
        }
    }
}

#[test]
fn large_sets_are_as_the_plain_way_has_them() {
    for (rules, facts) in [(60, 40), (600, 60), (3000, 100)] {
        let set = synthetic::rule_set(rules, facts);
        let guideline = build(&synthetic::document(&set));
        let ids: Vec<&str> = guideline.rule_ids().collect();
        let situations = synthetic::situations(&set, 40, 0);
        for situation in &situations {
            let outcome = synthetic::judge(&set, situation);
            let wanted: BTreeSet<&str> =
                outcome.standing.iter().map(|&rule| set.rules[rule].id.as_str()).collect();
            let given = synthetic::situation(&set, situation);
            let situation = guideline.situation(&given).unwrap_or_else(|rejected| panic!("{rejected}"));
            let ruling = situation.ruling();
            let said: BTreeSet<&str> = ruling.standing().map(|rule| ids[rule]).collect();
            assert_eq!((ruling.stance().id(), said), (synthetic::STANCES[outcome.stance], wanted), "{given}");
            assert_eq!(situation.stance(), ruling.stance(), "of a complete situation they are one");
        }
    }
}

/// Text that differs only in form is read alike, and what is wrong is refused, whichever way it is read.
#[test]
fn unusual_texts_are_read_as_usual_ones_are() {
    let guideline = build(&wide_rules().to_string());
    let usual = guideline
        .situation_from_json(r#"{"a":{"list":["o1"]},"c.flag_1":true,"b.count":3}"#)
        .expect("it is one");
    for text in [
        r#" { "c" : { "flag_1" : true } , "a.list" : [ "o1" ] , "b" : { "count" : 3 } } "#,
        r#"{"a":{"list":["\u006f1"]},"c":{"flag_1":true,"flag_2":null},"b.count":3}"#,
        r#"{"\u0061":{"list":["o1"]},"c.flag_1":true,"b.count":3,"c":{}}"#,
    ] {
        let read =
            guideline.situation_from_json(text).unwrap_or_else(|rejected| panic!("{text}: {rejected}"));
        assert_eq!(read.facts(), usual.facts(), "{text}");
        let mut live = guideline.empty_situation().live();
        live.read(text).expect("it is read");
        assert_eq!(live.stance(), Some(usual.stance()), "{text}");
    }
    for text in [
        r#"{"c":{"flag_1":true},"c":{"flag_2":true}}"#,
        r#"{"c":{"flag_1":true},"c.flag_1":true}"#,
        r#"{"c":{"flag_1":true,"flag_1":null}}"#,
        r#"{"a.list":["o1","o1"]}"#,
        r#"{"a.list":["o10"]}"#,
        r#"{"a.list":"o1"}"#,
        r#"{"b.count":3.0}"#,
        r#"{"b.count":-1}"#,
        r#"{"b.count":true}"#,
        r#"{"c.flag_1":1}"#,
        r#"{"c.flag_9":true}"#,
        r#"{"d":{}}"#,
        r#"{"c":[]}"#,
        r#"{"c":{"flag_1":true}} {}"#,
        r#"{"c":{"flag_1":true}"#,
    ] {
        assert!(guideline.situation_from_json(text).is_err(), "{text}");
        let mut live = usual.live();
        assert!(live.read(text).is_err(), "{text}");
        assert_eq!(live.stance(), Some(usual.stance()), "it stays as it was");
    }
}

fn build(text: &str) -> Guideline {
    let built = Guideline::build_unproved([Document::new("rules.json", text)]);
    built.unwrap_or_else(|rejected| panic!("{rejected}"))
}

/// Numbers of facts mean other facts elsewhere: what is made for one guideline is refused by another, and changes nothing.
#[test]
fn what_is_of_another_guideline_is_refused() {
    let text = |facts: [&str; 2]| {
        let fact =
            |id: &str| format!(r#"{{ "id": "{id}", "label": "{id}", "ask": "Is it?", "kind": "flag" }}"#);
        format!(
            r#"{{ "format": 1, "id": "two.facts", "version": "1.0.0", "title": "Two facts",
                "facts": [ {}, {} ], "otherwise": {{ "stance": "allow", "because": "Nothing speaks against it." }} }}"#,
            fact(facts[0]),
            fact(facts[1])
        )
    };
    let build = |facts| Guideline::build([Document::new("two.json", text(facts))]).expect("it is in order");
    let (one, other) = (build(["client.calm", "client.danger"]), build(["client.danger", "client.calm"]));
    let change = one.change("client.danger", true).expect("it is a fact");
    let mut live = other.empty_situation().live();
    assert_eq!(live.make(change), Err(NotMade::OtherGuideline));
    assert_eq!(live.presume_from(&one.empty_situation().live()), Err(NotMade::OtherGuideline));
    assert_eq!(live.unknown().count(), 2, "nothing has changed");
    let own = other.change("client.danger", true).expect("it is a fact");
    assert_eq!(live.make(own), Ok(()));
    let same = build(["client.danger", "client.calm"]);
    assert_eq!(same.empty_situation().live().make(own), Ok(()), "of the same content it is the same change");
}
