//! What people read: sentences, labels, values in words.

use super::json::{id, list, text};
use super::rule_set::RuleSet;
use super::truth::{Truth, View};
use serde_json::Value;

/// The library's own words where no layer states others.
const WORDING: [(&str, &str); 12] = [
    ("welcome", "Let it show; it serves the client."),
    ("allow", "This is fine as it is."),
    ("moderate", "Keep it brief and contained, then come back to the client."),
    ("refrain", "Hold it back and steady yourself, staying present with the client."),
    ("pause", "Pause: interrupt the work, keep the client safe, and get cover or consultation."),
    ("must", "{}"),
    ("should", "{}"),
    ("may", "You may {}"),
    ("should_not", "Try not to {}"),
    ("must_not", "Do not {}"),
    ("yes", "yes"),
    ("no", "no"),
];

/// What the uppermost layer that states it says, else the library's own words.
pub fn wording<'a>(set: &RuleSet<'a>, name: &str) -> &'a str {
    let stated = set.parts().rev().find_map(|(_, part)| part["wording"][name].as_str());
    stated.unwrap_or_else(|| {
        let mut own = WORDING.iter().filter(|(key, _)| *key == name);
        own.next().expect("the library has words for it").1
    })
}

/// The sentence of a stance: of a list, the first whose condition is true, else the last.
pub fn stance_sentence<'a>(view: View<'a>, stance: &str) -> &'a str {
    let stated = view.set.parts().rev().find_map(|(_, part)| part["wording"].get(stance));
    match stated {
        Some(Value::Array(sentences)) => {
            let holds =
                |sentence: &&Value| sentence.get("when").is_none_or(|when| view.truth(when) == Truth::True);
            text(sentences.iter().find(holds).expect("the last has no condition"), "text")
        }
        _ => wording(view.set, stance),
    }
}

/// The sentence of an action, worded for its modality.
pub fn sentence(set: &RuleSet, action: &Value, modality: &str) -> String {
    let phrase = wording(set, modality);
    let text = set.text_of(id(action));
    let (before, after) = phrase.split_once("{}").expect("a phrase has a place");
    if follows_a_word(before) {
        format!("{before}{}{after}", with_small_initial(text))
    } else {
        format!("{before}{text}{after}")
    }
}

fn follows_a_word(before: &str) -> bool {
    let word = before.trim_end_matches(' ');
    word.len() < before.len() && word.ends_with(char::is_alphanumeric)
}

/// Titles stand before names.
const TITLES: &[&str] = &["Dr", "Mr", "Mrs", "Ms", "Mx", "Prof", "St"];

fn with_small_initial(text: &str) -> String {
    let word: String = text.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    let shouts = word.chars().skip(1).any(|letter| letter.is_uppercase() || letter.is_numeric());
    if shouts || TITLES.contains(&word.as_str()) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    let initial = letters.next().into_iter().flat_map(char::to_lowercase);
    initial.chain(letters).collect()
}

pub fn label(fact: &Value) -> String {
    let short = || {
        let (_, name) = id(fact).split_once('.').expect("a fact has a group");
        name.replace('_', " ")
    };
    fact["label"].as_str().map_or_else(short, str::to_owned)
}

pub fn value_in_words(set: &RuleSet, fact: &Value, value: &Value) -> String {
    match value {
        Value::Bool(flag) => wording(set, if *flag { "yes" } else { "no" }).to_owned(),
        Value::Array(options) if options.is_empty() => "none".to_owned(),
        Value::Array(options) => {
            let labels: Vec<&str> = options.iter().map(|o| label_of_option(fact, o)).collect();
            labels.join(", ")
        }
        Value::String(_) => label_of_option(fact, value).to_owned(),
        count => counted(fact, count),
    }
}

pub fn label_of_option<'a>(fact: &'a Value, option: &Value) -> &'a str {
    let mut options = list(fact, "options").iter();
    let found = options.find(|each| each["id"] == *option);
    text(found.expect("the fact has the option"), "label")
}

/// A run of counts; one without end where there is no last.
pub fn run_in_words(first: &Value, last: Option<&Value>) -> String {
    match last {
        Some(last) if first == last => first.to_string(),
        Some(last) => format!("{first} to {last}"),
        None => format!("{first} or more"),
    }
}

fn counted(fact: &Value, count: &Value) -> String {
    let plural = fact["unit"].as_str();
    let singular = fact["unit_one"].as_str().filter(|_| *count == 1);
    match singular.or(plural) {
        Some(unit) => format!("{count} {unit}"),
        None => count.to_string(),
    }
}
