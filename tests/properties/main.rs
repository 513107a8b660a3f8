//! What holds for every rule set and every situation, on random ones.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

#[path = "../oracle/mod.rs"]
mod oracle;

use demeanor::guidance::Record;
use demeanor::{Document, Guidance, Guideline, Stance};
use oracle::generate::{Case, Draw, cases, for_all, tape};
use oracle::json::{differences, id, list, names, text};
use proptest::prelude::{Strategy, TestCaseError, prop_assert, prop_assert_eq};
use serde_json::{Map, Value, json};

/// Each has ten situations.
const RULE_SETS: u32 = 100;

const STANCES: [&str; 5] = ["welcome", "allow", "moderate", "refrain", "pause"];

#[test]
fn same_documents_in_any_order_give_the_same_bytes() {
    for_all(RULE_SETS, &cases_and_choices(), |(case, choices)| {
        let mut reordered = case.documents.clone();
        Draw::new(&choices).shuffle(&mut reordered);
        let guidelines = [&case.documents, &case.documents, &reordered].map(|each| build(each));
        for situation in &case.situations {
            let [once, again, reordered] = guidelines.each_ref().map(|each| bytes(each, situation));
            prop_assert_eq!(&once, &again);
            prop_assert_eq!(&once, &reordered);
        }
        Ok(())
    });
}

#[test]
fn formatting_loses_nothing_and_is_done_once() {
    for_all(RULE_SETS, &(cases_and_choices(), tape(4_000)), |((case, _), hand)| {
        let draw = &mut Draw::new(&hand);
        for (name, document) in &case.documents {
            let mut written = String::new();
            scribble(draw, document, &mut written);
            let formatted = Document::new(name, &written).formatted().expect("it is a rule set");
            prop_assert_eq!(tokens(formatted.text()), tokens(&written));
            prop_assert_eq!(&serde_json::from_str::<Value>(formatted.text()).expect("it is JSON"), document);
            prop_assert_eq!(&formatted.formatted().expect("it is a rule set"), &formatted);
            let widest = formatted.text().lines().filter(|line| line.matches('"').count() > 4);
            prop_assert!(
                widest.map(|line| line.chars().count()).all(|width| width <= 120),
                "{}",
                formatted.text()
            );
        }
        Ok(())
    });
}

#[test]
fn order_in_lists_changes_digests_only() {
    for_all(RULE_SETS, &cases_and_choices(), |(case, choices)| {
        let draw = &mut Draw::new(&choices);
        let mut reordered = case.documents.clone();
        for (_, document) in &mut reordered {
            shuffle_lists(draw, document);
        }
        let guideline = build(&case.documents);
        let reordered = build(&reordered);
        for situation in &case.situations {
            let [one, other] = [&guideline, &reordered].map(|each| without_digests(each, situation));
            prop_assert!(one == other, "{situation}\n{}", differences(&one, &other));
        }
        Ok(())
    });
}

/// Shuffles the lists of a document, however deep, but for those whose order says something: facts are
/// the vocabulary, options may be a scale, a rule's sources stand as written, and of a stance's sentences the first is taken
/// that fits.
fn shuffle_lists(draw: &mut Draw, json: &mut Value) {
    match json {
        Value::Object(fields) => {
            let ordered = ["facts", "options", "sources", "wording"];
            let free = fields.iter_mut().filter(|(name, _)| !ordered.contains(&name.as_str()));
            for (_, value) in free {
                shuffle_lists(draw, value);
            }
        }
        Value::Array(entries) => {
            draw.shuffle(entries);
            for entry in entries {
                shuffle_lists(draw, entry);
            }
        }
        _ => {}
    }
}

#[test]
fn one_more_limit_never_loosens() {
    for_all(RULE_SETS, &cases_and_choices(), |(case, choices)| {
        let mut choices = Draw::new(&choices);
        let stance = choices.pick(&STANCES);
        let [before, after] = with_one_more(&case, &mut choices, "at_least", stance);
        for situation in &case.situations {
            let (Some(before), Some(after)) = (ask(&before, situation), ask(&after, situation)) else {
                continue;
            };
            prop_assert!(after.stance() >= before.stance(), "{situation}");
            prop_assert!(!gives_as_reason(&after, "added") || after.stance() >= named(stance), "{situation}");
        }
        Ok(())
    });
}

#[test]
fn one_more_permission_never_goes_under_a_limit() {
    for_all(RULE_SETS, &cases_and_choices(), |(case, choices)| {
        let mut choices = Draw::new(&choices);
        let stance = choices.pick(&STANCES);
        let [before, after] = with_one_more(&case, &mut choices, "permits", stance);
        for situation in &case.situations {
            let (Some(before), Some(after)) = (ask(&before, situation), ask(&after, situation)) else {
                continue;
            };
            let reasons = json(&before)["reasons"].take();
            // A limit in doubt gives way where no completion comes to it, and what every completion comes to is no limit.
            let in_force = |reason: &&Value| match reason["kind"].as_str() {
                Some("rule") => reason["unknown"] == json!([]),
                kind => kind == Some("while_unknown"),
            };
            let limits = reasons.as_array().expect("a list").iter().filter(in_force);
            let limits = limits.filter_map(|reason| reason["at_least"].as_str());
            let strictest = limits.map(named).max().unwrap_or(Stance::Welcome);
            prop_assert!(after.stance() >= strictest, "{situation}");
        }
        Ok(())
    });
}

/// The guideline as it is, and with a rule added that holds where some other rule does.
fn with_one_more(case: &Case, choices: &mut Draw, vote: &str, stance: &str) -> [Guideline; 2] {
    let before = build(&case.documents);
    let mut documents = case.documents.clone();
    let mut lists: Vec<&mut Value> =
        documents.iter_mut().filter_map(|(_, document)| document.get_mut("rules")).collect();
    let chosen = choices.below(lists.len());
    let rules = lists.swap_remove(chosen).as_array_mut().expect("a list");
    let like = choices.below(rules.len());
    rules.push(json!({
        "id": "added", "title": "Added", "when": rules[like]["when"], vote: stance, "because": "It was added.",
        "authority": "guidance", "strength": "weak", "certainty": "low",
    }));
    [before, build(&documents)]
}

fn gives_as_reason(guidance: &Guidance, rule: &str) -> bool {
    list(&json(guidance), "reasons").iter().any(|reason| reason["rule"] == rule)
}

#[test]
fn advice_never_mixes_messages() {
    for_every_guidance(|case, _, guidance| {
        let advice = list(guidance, "advice");
        let stance = text(guidance, "stance");
        for (place, advised) in advice.iter().enumerate() {
            let twice = advice[..place].iter().any(|other| other["action"] == advised["action"]);
            prop_assert!(!twice, "{advised} stands twice");
            let in_the_moment = advised["moment"] == "in_the_moment";
            let is_may = advised["modality"] == "may";
            let holds_back = stance == "refrain" || stance == "pause";
            prop_assert!(!(in_the_moment && is_may && holds_back), "{advised} under {stance}");
            for rule in rules_of(case, advised) {
                prop_assert!(!is_outvoted_permission(rule, stance), "{advised} under {stance}");
                let may_direct = !in_the_moment || stance != "pause" || directs_a_pause(rule, advised);
                prop_assert!(may_direct, "{advised} in a pause, from {rule}");
            }
        }
        Ok(())
    });
}

fn rules_of<'a>(case: &'a Case, advised: &'a Value) -> impl Iterator<Item = &'a Value> {
    let rules = case.documents.iter().flat_map(|(_, document)| list(document, "rules"));
    rules.filter(|rule| names(advised, "rules", id(rule)))
}

fn is_outvoted_permission(rule: &Value, stance: &str) -> bool {
    rule["permits"].as_str().is_some_and(|permitted| named(permitted) < named(stance))
}

/// Whether a rule may be behind this advice in the moment of a pause: prohibitions may come from any, a do
/// from limits of pause and from what duties must.
fn directs_a_pause(rule: &Value, advised: &Value) -> bool {
    let is_duty = rule.get("permits").is_none() && rule.get("at_least").is_none();
    match text(advised, "modality") {
        "must_not" | "should_not" => true,
        _ if is_duty => names(rule, "must", text(advised, "action")),
        _ => rule["at_least"] == "pause",
    }
}

#[test]
fn reasons_rest_on_what_is_given() {
    for_every_guidance(|case, situation, guidance| {
        let known = oracle::known(&case.documents, situation);
        for reason in list(guidance, "reasons") {
            for matched in list(reason, "facts") {
                let given = known.get(text(matched, "fact"));
                prop_assert_eq!(given, Some(&matched["value"]), "{}", reason);
            }
        }
        let unknown = |entry: &Value, field| list(entry, field).iter().all(|fact| is_unknown(&known, fact));
        prop_assert!(list(guidance, "reasons").iter().all(|reason| unknown(reason, "unknown")));
        prop_assert!(list(guidance, "pending").iter().all(|pending| unknown(pending, "facts")));
        Ok(())
    });
}

fn is_unknown(known: &Map<String, Value>, fact: &Value) -> bool {
    !known.contains_key(fact.as_str().expect("a fact is named"))
}

#[test]
fn guidance_survives_being_written_and_read() {
    for_all(RULE_SETS, &cases(), |case| {
        let guideline = build(&case.documents);
        for guidance in case.situations.iter().filter_map(|situation| ask(&guideline, situation)) {
            let written = serde_json::to_string(&guidance).expect("guidance is JSON");
            let read: Record = serde_json::from_str(&written).expect("guidance is read");
            prop_assert_eq!(read, guidance.record());
        }
        Ok(())
    });
}

#[test]
fn null_is_as_good_as_left_out() {
    for_all(RULE_SETS, &cases(), |case| {
        let guideline = build(&case.documents);
        for situation in &case.situations {
            let left_out = Value::Object(oracle::known(&case.documents, situation));
            let null = with_nulls(&case, left_out.clone());
            let [as_given, left_out, null] =
                [situation, &left_out, &null].map(|each| bytes(&guideline, each));
            prop_assert_eq!(&as_given, &left_out);
            prop_assert_eq!(&as_given, &null);
        }
        Ok(())
    });
}

/// A situation by dotted ids, with null for every fact that it leaves out.
fn with_nulls(case: &Case, mut situation: Value) -> Value {
    for fact in case.documents.iter().flat_map(|(_, document)| list(document, "facts")) {
        if situation.get(id(fact)).is_none() {
            situation[id(fact)] = Value::Null;
        }
    }
    situation
}

fn cases_and_choices() -> impl Strategy<Value = (Case, Vec<u8>)> {
    (cases(), tape(1_000))
}

/// A property of every guidance that random cases come to, as JSON.
fn for_every_guidance(property: impl Fn(&Case, &Value, &Value) -> Result<(), TestCaseError>) {
    for_all(RULE_SETS, &cases(), |case| {
        let guideline = build(&case.documents);
        for situation in &case.situations {
            if let Some(guidance) = ask(&guideline, situation) {
                property(&case, situation, &json(&guidance))?;
            }
        }
        Ok(())
    });
}

fn build(documents: &[(String, Value)]) -> Guideline {
    let documents = documents.iter().map(|(name, json)| Document::new(name, json.to_string()));
    // What random layers do to one another's safety facts is judged elsewhere.
    Guideline::build_unproved(documents).unwrap_or_else(|rejected| panic!("{rejected}"))
}

/// The guidance, none where the situation is refused.
fn ask(guideline: &Guideline, situation: &Value) -> Option<Guidance> {
    let situation = guideline.situation(situation).ok()?;
    Some(situation.guidance())
}

fn json(guidance: &Guidance) -> Value {
    serde_json::to_value(guidance).expect("guidance is JSON")
}

fn bytes(guideline: &Guideline, situation: &Value) -> Option<String> {
    let guidance = ask(guideline, situation)?;
    Some(serde_json::to_string(&guidance).expect("guidance is JSON"))
}

fn without_digests(guideline: &Guideline, situation: &Value) -> Value {
    let mut guidance = ask(guideline, situation).map(|guidance| json(&guidance)).unwrap_or_default();
    remove_digests(&mut guidance);
    guidance
}

fn remove_digests(json: &mut Value) {
    match json {
        Value::Object(fields) => {
            fields.remove("digest");
            fields.values_mut().for_each(remove_digests);
        }
        Value::Array(entries) => entries.iter_mut().for_each(remove_digests),
        _ => {}
    }
}

fn named(stance: &str) -> Stance {
    match stance {
        "welcome" => Stance::Welcome,
        "allow" => Stance::Allow,
        "moderate" => Stance::Moderate,
        "refrain" => Stance::Refrain,
        "pause" => Stance::Pause,
        other => panic!("`{other}` is no stance"),
    }
}

/// Writes a value as somebody might: keys in any order, spaces anywhere, letters escaped for no reason.
fn scribble(draw: &mut Draw, value: &Value, out: &mut String) {
    out.push_str(draw.pick(&["", " ", "\n\t"]));
    match value {
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                scribble(draw, item, out);
            }
            out.push(']');
        }
        Value::Object(entries) => {
            let mut entries: Vec<(&String, &Value)> = entries.iter().collect();
            draw.shuffle(&mut entries);
            out.push('{');
            for (index, (key, value)) in entries.into_iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                scribble_text(draw, key, out);
                out.push(':');
                scribble(draw, value, out);
            }
            out.push('}');
        }
        Value::String(text) => scribble_text(draw, text, out),
        other => out.push_str(&other.to_string()),
    }
    out.push_str(draw.pick(&["", "\r\n", "  "]));
}

fn scribble_text(draw: &mut Draw, text: &str, out: &mut String) {
    let plain = Value::from(text).to_string();
    match text.chars().next().filter(|first| first.is_ascii_alphanumeric() && draw.chance(20)) {
        Some(first) => {
            let escaped = format!("\"\\u{:04x}", u32::from(first));
            out.push_str(&escaped);
            out.push_str(plain.get(2..).unwrap_or_default());
        }
        None => out.push_str(&plain),
    }
}

/// The keys and values of a text as they are written, sorted, and how many brackets there are.
fn tokens(text: &str) -> Vec<String> {
    let (mut tokens, mut token, mut quoted, mut escaped) = (Vec::new(), String::new(), false, false);
    for character in text.chars() {
        let ends = !quoted && (character.is_whitespace() || ",:[]{}".contains(character));
        if ends {
            tokens.push(std::mem::take(&mut token));
            if "[]{}".contains(character) {
                tokens.push(character.into());
            }
            continue;
        }
        token.push(character);
        quoted ^= character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
    }
    tokens.retain(|token| !token.is_empty());
    tokens.sort();
    tokens
}
