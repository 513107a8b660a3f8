//! What stands where something else belongs: a rule among facts, a situation in place of a rule set, and the reverse.

use super::json::{Node, SCHEMA, Value};

/// What an object is told by: what it is, the list that it belongs to, fields that it has, and others of which it has one.
struct Sort {
    what: &'static str,
    list: &'static str,
    fields: [&'static str; 2],
    one_of: &'static [&'static str],
}

const SORTS: [Sort; 6] = [
    Sort {
        what: "a rule",
        list: "rules",
        fields: ["when", "because"],
        one_of: &["authority", "strength", "certainty"],
    },
    Sort { what: "a fact", list: "facts", fields: ["kind", "ask"], one_of: &[] },
    Sort { what: "an action", list: "actions", fields: ["moment", "text"], one_of: &[] },
    Sort { what: "a case", list: "cases", fields: ["situation", "expect"], one_of: &[] },
    Sort { what: "a safeguard", list: "safeguards", fields: ["when", "expect"], one_of: &[] },
    Sort { what: "a source", list: "sources", fields: ["citation", "kind"], one_of: &[] },
];

impl Sort {
    /// Are there all the fields by which it is told?
    fn is_told_by(&self, has: impl Fn(&str) -> bool) -> bool {
        let one = self.one_of.is_empty() || self.one_of.iter().any(|field| has(field));
        one && self.fields.iter().all(|field| has(field))
    }
}

/// What an object is that stands where others have these fields, and what to do with it, if it is no such other.
pub(super) fn wrong_kind(node: &Node, fields: &[&str]) -> Option<(String, String)> {
    let sort = other_sort(node, fields)?;
    let message = format!("this has the fields of {}, which does not belong here", sort.what);
    Some((message, format!("move it into the list `{}`", sort.list)))
}

/// What an object is told to be, where that has not these fields.
fn other_sort(node: &Node, fields: &[&str]) -> Option<&'static Sort> {
    let sort = SORTS.iter().find(|sort| sort.is_told_by(|field| node.keys().any(|key| key == field)))?;
    (!sort.is_told_by(|field| fields.contains(&field))).then_some(sort)
}

/// What a document is that is no rule set, and what to do about it.
pub(super) fn not_a_rule_set(node: &Node, fields: &[&str]) -> Option<(String, String)> {
    if let Value::List(items) = &node.value
        && let [Node { value: Value::Object(_), .. }] = &**items
    {
        return Some(("the whole stands in `[ ]`".into(), "take out the first `[` and the last `]`".into()));
    }
    let Value::Object(members) = &node.value else { return None };
    let known = |key: &str| fields.contains(&key);
    let has = |field: &str| node.keys().any(|key| key == field);
    let header = ["format", "id", "version", "title"];
    if let Some(sort) = other_sort(node, fields) {
        let message = format!("this has the fields of {}, which is no whole rule set", sort.what);
        return Some((message, piece()));
    }
    if header.iter().any(|field| has(field)) || members.is_empty() {
        return None;
    }
    let facts = |key: &str, value: &Value| key.contains('.') || matches!(value, Value::Object(_));
    let about = members.iter().filter(|member| &*member.key != SCHEMA);
    if about.clone().all(|member| !known(&member.key) && facts(&member.key, &member.value.value)) {
        let help = "give it where a situation is read, as in `demeanor advise FILE`";
        return Some(("this is a situation, not a rule set".into(), help.into()));
    }
    let whole = about.clone().all(|member| known(&member.key));
    whole.then(|| ("this has no `format`, `id`, `version` and `title`".to_owned(), piece()))
}

fn piece() -> String {
    "put a piece of a rule set into the file of the whole; `demeanor new FILE` writes one to begin with"
        .into()
}

/// Is it a rule set where a situation is read?
pub(super) fn is_rule_set(node: &Node) -> bool {
    let has = |field: &str| node.keys().any(|key| key == field);
    has("format") && (has("id") || has("rules") || has("extends"))
}
