//! A small rule set that has every kind of fact.

/// A fact of each kind, former names, and what cannot be.
pub(crate) const RULES: &str = r#"{
    "format": 1, "id": "fuzz.rules", "version": "1.0.0", "title": "Fuzz",
    "facts": [
        { "id": "a.flag", "kind": "flag", "ask": "Is it?", "safety": true, "formerly": ["a.old_flag"] },
        { "id": "a.choice", "kind": "choice", "ask": "Which?", "options": [
            { "id": "one", "label": "One", "formerly": ["eins"] }, { "id": "two", "label": "Two" } ] },
        { "id": "b.scale", "kind": "scale", "ask": "How much?", "options": [
            { "id": "low", "label": "Low" }, { "id": "mid", "label": "Middling" }, { "id": "high", "label": "High" } ] },
        { "id": "b.count", "kind": "count", "ask": "How many?", "min": 1, "max": 9 },
        { "id": "c.several", "kind": "several", "ask": "Which of these?", "options": [
            { "id": "x", "label": "X" }, { "id": "y", "label": "Y" } ] } ],
    "actions": [ { "id": "rest", "moment": "after_session", "text": "Rest." } ],
    "rules": [
        { "id": "r-one", "title": "One", "when": { "a.flag": true, "b.count": { "at_least": 3 } }, "at_least": "refrain",
          "must": ["rest"], "because": "It matters.", "authority": "guidance", "strength": "weak", "certainty": "low" },
        { "id": "r-two", "title": "Two", "when": { "c.several": { "includes": "x" }, "none": [ { "a.choice": "two" } ] },
          "permits": "welcome", "because": "It helps.", "authority": "guidance", "strength": "weak", "certainty": "low" } ],
    "impossible": [ { "when": { "b.scale": "high", "c.several": { "includes_none": ["x", "y"] } }, "because": "Never." } ],
    "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
    "while_unknown": { "at_least": "allow", "because": "Safety is not known." }
}"#;
