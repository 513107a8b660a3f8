//! Documents made to hurt: each is refused or accepted in good time, and nothing ever panics.

#![expect(clippy::needless_pass_by_value, reason = "so that rules can be written down without `&`")]

use demeanor::diagnostic::{Code, Limit, Severity};
use demeanor::{Detail, Diagnostic, Document, Guideline, Stance};
use serde_json::{Value, json};
use std::fmt::Write;
use std::time::{Duration, Instant};

/// Generous: these are built without optimisation, and the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(20);

/// So many faults are listed.
const MAX_DIAGNOSTICS: usize = Limit::Diagnostics.default_value();

/// So many unknown names are told what may have been meant.
const MAX_SUGGESTIONS: usize = 40;

/// Longer messages are of no use to anyone.
const LONGEST_MESSAGE: usize = 2_000;

/// Builds a guideline of one document, in good time, or gives the errors; checks whatever is reported.
fn build(text: impl Into<String>) -> Result<Guideline, Vec<Diagnostic>> {
    build_all([Document::new("hostile.json", text)])
}

fn build_all(documents: impl IntoIterator<Item = Document>) -> Result<Guideline, Vec<Diagnostic>> {
    let documents: Vec<Document> = documents.into_iter().collect();
    let start = Instant::now();
    let built = Guideline::build(documents).map_err(|rejected| {
        // What is reported is also written out, which must not take long either.
        assert!(!rejected.to_string().is_empty());
        rejected.diagnostics().to_vec()
    });
    assert!(start.elapsed() < PATIENCE, "it took {:?}", start.elapsed());
    let reported = built.as_ref().map_or_else(Vec::as_slice, Guideline::warnings);
    assert!(reported.len() <= MAX_DIAGNOSTICS * 2 + 1, "{} diagnostics", reported.len());
    for diagnostic in reported {
        let said = diagnostic.to_string();
        assert!(said.len() < LONGEST_MESSAGE, "{} bytes: {:.200}…", said.len(), said);
    }
    built.map_err(|reported| reported.into_iter().filter(|one| one.severity == Severity::Error).collect())
}

fn codes(built: Result<Guideline, Vec<Diagnostic>>) -> Vec<Code> {
    built.map_or_else(|reported| reported.iter().map(|one| one.code).collect(), |_| Vec::new())
}

/// A rule set with a flag, a count and a `several`, and whatever else is stated.
fn rule_set(more: Value) -> String {
    let mut document = json!({
        "format": 1, "id": "lakeside.rules", "version": "1.0.0", "title": "Lakeside",
        "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
        "facts": [
            { "id": "client.calm", "kind": "flag", "ask": "Is the client calm?" },
            { "id": "client.visits", "kind": "count", "ask": "How many visits?" },
        ],
    });
    let Value::Object(more) = more else { panic!("fields are stated in an object") };
    document.as_object_mut().expect("an object").extend(more);
    document.to_string()
}

fn rule(id: impl std::fmt::Display, when: Value, more: Value) -> Value {
    let mut rule = json!({
        "id": id.to_string(), "title": "Title", "when": when, "permits": "allow", "because": "Reason.",
        "authority": "guidance", "strength": "weak", "certainty": "low",
    });
    let Value::Object(more) = more else { panic!("fields are stated in an object") };
    rule.as_object_mut().expect("an object").extend(more);
    rule
}

fn rules(rules: impl IntoIterator<Item = Value>) -> String {
    rule_set(json!({ "rules": rules.into_iter().collect::<Vec<_>>() }))
}

/// Terms `t0`, `t1` and so on, with a rule that asks for the first.
fn terms(conditions: impl IntoIterator<Item = Value>) -> String {
    let numbered = conditions.into_iter().enumerate();
    let terms: Vec<Value> =
        numbered.map(|(number, when)| json!({ "id": format!("t{number}"), "when": when })).collect();
    rule_set(json!({ "terms": terms, "rules": [rule("r", json!({ "is": "t0" }), json!({}))] }))
}

fn is(number: usize) -> Value {
    json!({ "is": format!("t{number}") })
}

fn guideline() -> Guideline {
    build(rules([rule("r", json!({ "client.calm": true, "client.visits": 3 }), json!({}))]))
        .expect("it builds")
}

#[test]
fn deep_nesting_is_refused() {
    for depth in [65, 127, 128, 129, 512, 513, 10_000, 300_000] {
        for (open, close) in [("[", "]"), ("{\"all\":[", "]}"), ("{\"a\":", "}")] {
            let nested = format!("{}{}{}", open.repeat(depth), "1", close.repeat(depth));
            assert_eq!(codes(build(nested.clone())), [Code::TooDeep], "{depth} × {open}");
            let unclosed = open.repeat(depth);
            assert!(build(unclosed).is_err(), "{depth} × {open}, unclosed");
            let refused = guideline().situation_from_json(&nested).expect_err("it is refused");
            assert_eq!(refused.diagnostics().len(), 1, "{depth} × {open}");
        }
    }
}

#[test]
fn conditions_may_be_nested_some_way() {
    let nested =
        |depth| (0..depth).fold(json!({ "client.calm": true }), |inner, _| json!({ "none": [inner] }));
    let guideline = build(rules([rule("r", nested(28), json!({}))])).expect("28 levels are read");
    let calm = guideline.empty_situation().with("client.calm", true).expect("it is a fact");
    // Twenty-eight times not is not not.
    assert_eq!(calm.guidance().stance(), Stance::Allow);
    assert_eq!(codes(build(rules([rule("r", nested(40), json!({}))]))), [Code::TooDeep]);
}

#[test]
fn five_megabytes_of_text() {
    let long = "a".repeat(5 * 1024 * 1024);
    assert!(build(rule_set(json!({ "title": long }))).is_ok(), "a title may be long");
    assert_eq!(codes(build(rules([rule(&long, json!({}), json!({}))]))), [Code::BadName]);
    assert_eq!(
        codes(build(rules([rule("r", json!({ (long.as_str()): true }), json!({}))]))),
        [Code::UnknownFact]
    );
    assert_eq!(codes(build(rules([rule("r", json!({ "is": long }), json!({}))]))), [Code::UnknownTerm]);
    assert_eq!(codes(build(rule_set(json!({ (long.as_str()): 1 })))), [Code::UnknownField]);
    assert_eq!(codes(build(rule_set(json!({ "version": long })))), [Code::BadVersion]);
    assert_eq!(codes(build(rule_set(json!({ "about": { "status": long } })))), [Code::UnknownWord]);
    assert_eq!(codes(build(rule_set(json!({ "about": { "next_review": long } })))), [Code::BadDate]);
    let refused = guideline().situation_from_json(&json!({ "client.calm": long }).to_string());
    let said = refused.expect_err("it is no flag").to_string();
    assert!(said.len() < LONGEST_MESSAGE, "{} bytes", said.len());
}

#[test]
fn a_long_name_given_twice_is_not_repeated_whole() {
    let long = "a".repeat(100_000);
    let twice = build(rules([rule(&long, json!({}), json!({})), rule(&long, json!({}), json!({}))]));
    assert_eq!(codes(twice), [Code::BadName, Code::BadName, Code::DuplicateId]);
    let key_twice = format!("{{ \"{long}\": 1, \"{long}\": 2 }}");
    assert!(codes(build(key_twice)).contains(&Code::DuplicateKey));
}

#[test]
fn more_than_is_read() {
    let many = |count| rules((0..count).map(|number| rule(format!("r{number}"), json!({}), json!({}))));
    assert_eq!(codes(build(many(100_000))), [Code::TooMany]);
    assert!(build(many(2_000)).is_ok());
    assert_eq!(codes(build(" ".repeat(16 * 1024 * 1024 + 1))), [Code::TooLarge]);
    let facts = |count| {
        let fact = |number| json!({ "id": format!("f.n{number}"), "kind": "flag", "ask": "Is it?" });
        rule_set(json!({ "facts": (0..count).map(fact).collect::<Vec<_>>() }))
    };
    assert!(build(facts(1_000)).is_ok());
    assert!(codes(build(facts(1_001))).contains(&Code::TooMany));
}

#[test]
fn many_documents_and_layers() {
    let layer = |number: usize| {
        let below = json!({ "id": format!("l{}", number.saturating_sub(1)), "version": "1" });
        let mut document = json!({
            "format": 1, "id": format!("l{number}"), "version": "1.0.0", "title": "Layer",
            "extends": below, "otherwise": { "stance": "moderate", "because": "Reason." },
        });
        if number == 0 {
            document.as_object_mut().expect("an object").remove("extends");
        }
        Document::new(format!("{number}.json"), document.to_string())
    };
    assert!(build_all((0..16).map(layer)).is_ok());
    assert_eq!(codes(build_all((0..17).map(layer))), [Code::TooMany]);
    let part = |number: usize| {
        let part = json!({ "format": 1, "id": "l0", "version": "1.0.0", "title": "Part" });
        Document::new(format!("part {number:03}"), part.to_string())
    };
    let lists = |count: usize| {
        let names: Vec<String> = (0..count).map(|number| format!("part {number:03}")).collect();
        let text = layer(0).text().replacen('{', &format!("{{ \"parts\": {}, ", json!(names)), 1);
        Document::new("lists.json", text)
    };
    assert!(build_all((0..255).map(part).chain([lists(255)])).is_ok());
    assert!(codes(build_all((0..256).map(part).chain([lists(256)]))).contains(&Code::TooMany));
}

#[test]
fn every_way_to_write_a_number() {
    let cases = [
        ("0", None),
        ("3", None),
        ("4294967295", None),
        ("4294967296", Some(Code::OutOfRange)),
        ("-0", Some(Code::OutOfRange)),
        ("-5", Some(Code::OutOfRange)),
        ("1.5", Some(Code::OutOfRange)),
        ("3.0", Some(Code::OutOfRange)),
        ("1e2", Some(Code::OutOfRange)),
        ("1e999999", Some(Code::OutOfRange)),
        ("-1e-999999", Some(Code::OutOfRange)),
        ("340282366920938463463374607431768211456", Some(Code::OutOfRange)),
        ("01", Some(Code::BadJson)),
        ("+1", Some(Code::BadJson)),
        (".5", Some(Code::BadJson)),
        ("5.", Some(Code::BadJson)),
        ("0x10", Some(Code::BadJson)),
        ("1_000", Some(Code::BadJson)),
        ("NaN", Some(Code::BadJson)),
        ("Infinity", Some(Code::BadJson)),
    ];
    for (number, expected) in cases {
        let situation = guideline().situation_from_json(&format!("{{ \"client.visits\": {number} }}"));
        let given = situation.map_or_else(|refused| Some(refused.diagnostics()[0].code), |_| None);
        assert_eq!(given, expected, "{number} in a situation");
        let document = rules([rule("r", json!({ "client.visits": { "at_least": 987 } }), json!({}))]);
        let given = codes(build(document.replace("987", number)));
        assert_eq!(given, expected.into_iter().collect::<Vec<_>>(), "{number} in a rule");
    }
    let long = "9".repeat(1_000_000);
    assert_eq!(
        codes(build(rule_set(json!({})).replace("\"format\":1", &format!("\"format\":{long}")))).len(),
        1
    );
}

#[test]
fn texts_that_are_none() {
    let refused = [
        "",
        " \n\t ",
        "\u{feff}",
        "\u{feff}\u{feff}{}",
        "\u{0}",
        "{",
        "}",
        "[",
        "nul",
        "{\"a\"}",
        "{\"a\":}",
        "{,}",
        "[1,]",
        "'a'",
        "{a:1}",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "\"\\ud800\\ud800\"",
        "{\"\\ud83d\":1}",
        "\"\\u12\"",
        "\"\\x41\"",
        "\"a\u{1}b\"",
        "\"a\nb\"",
        "\"\t\"",
        "\"unclosed",
        "// no\n{}",
        "/* no */ {}",
        "{} {}",
        "undefined",
    ];
    for text in refused {
        assert_eq!(codes(build(text)), [Code::BadJson], "{text:?}");
        let situation = guideline().situation_from_json(text).expect_err(text);
        assert_eq!(situation.diagnostics()[0].code, Code::BadJson, "{text:?}");
    }
    for text in ["null", "true", "1", "\"rules\"", "[]"] {
        assert_eq!(codes(build(text)), [Code::WrongType], "{text:?}");
    }
}

/// Messages go to terminals and logs: nothing from a document may move the cursor there or begin a new line.
#[test]
fn control_characters_stay_out_of_messages() {
    let wild = "a\u{1b}[2Jb\nc\u{7}\u{0}";
    let documents = [
        rules([rule(wild, json!({}), json!({ "overrides": [wild], "must": [wild], "sources": [wild] }))]),
        rules([rule("r", json!({ (wild): true, "is": wild, "client.calm": { (wild): 1 } }), json!({}))]),
        rule_set(
            json!({ (wild): 1, "version": wild, "id": wild, "about": { "status": wild, "next_review": wild } }),
        ),
    ];
    for document in documents {
        let reported = build(document).expect_err("nothing of it is a name");
        for diagnostic in reported {
            let said = [Some(&diagnostic.message), diagnostic.help.as_ref()];
            let clean = said.into_iter().flatten().all(|said| !said.chars().any(char::is_control));
            assert!(clean, "{diagnostic:?}");
        }
    }
}

#[test]
fn circles_are_named_once_and_whole() {
    for length in [1, 2, 5, 300] {
        let next = |number: usize| (number + 1) % length;
        let circle = build(terms((0..length).map(|number| is(next(number)))));
        check_circle(&circle.expect_err("a circle"), Code::CircularTerms, length);
        let by = |number: usize| json!({ "overrides": [format!("r{}", next(number))] });
        let circle =
            build(rules((0..length).map(|number| rule(format!("r{number}"), json!({}), by(number)))));
        check_circle(&circle.expect_err("a circle"), Code::CircularOverrides, length);
    }
}

fn check_circle(reported: &[Diagnostic], code: Code, length: usize) {
    let [only] = reported else { panic!("one fault, not {reported:?}") };
    assert_eq!(only.code, code);
    if length <= 5 {
        // Each name, and the first again.
        assert_eq!(only.message.matches(" → ").count(), length, "{}", only.message);
    }
}

#[test]
fn terms_lean_on_terms_only_so_far() {
    let chain = |length: usize| {
        let links = (1..length).map(is).chain([json!({ "client.calm": true })]);
        build(terms(links.collect::<Vec<_>>()))
    };
    let guideline = chain(33).expect("32 steps are read");
    let calm = guideline.empty_situation().with("client.calm", true).expect("it is a fact");
    assert_eq!(calm.guidance().stance(), Stance::Allow);
    for length in [34, 40, 2_000] {
        assert_eq!(codes(chain(length)), [Code::TooDeep], "{length} terms");
    }
    assert_eq!(codes(chain(2_001)), [Code::TooMany]);
}

/// Written out, these conditions would have billions of parts.
#[test]
fn terms_are_never_written_out() {
    for word in ["all", "any", "none"] {
        let twice = |number: usize| json!({ (word): [is(number), is(number), { "client.visits": number }] });
        let last = json!({ "client.calm": true });
        let guideline = build(terms((1..32).map(twice).chain([last]))).expect("it builds");
        let start = Instant::now();
        for situation in [
            guideline.empty_situation(),
            guideline.empty_situation().with("client.calm", true).expect("a fact"),
        ] {
            let guidance = situation.guidance();
            assert!(!guidance.report(Detail::Full).to_string().is_empty());
        }
        let card = guideline.rule("r").expect("the rule");
        assert!(card.to_string().len() < 10_000);
        assert!(start.elapsed() < PATIENCE, "{word}: {:?}", start.elapsed());
    }
}

#[test]
fn no_more_than_the_most_are_reported() {
    for faults in [MAX_DIAGNOSTICS - 1, MAX_DIAGNOSTICS, MAX_DIAGNOSTICS + 1, 5_000] {
        let reported =
            build(rules((0..faults).map(|number| rule(format!("R{number}"), json!({}), json!({})))));
        let reported = reported.expect_err("names have no capitals");
        let beyond = faults.saturating_sub(MAX_DIAGNOSTICS);
        assert_eq!(reported.len(), faults.min(MAX_DIAGNOSTICS) + usize::from(beyond > 0));
        let last = reported.last().expect("there are some");
        if beyond > 0 {
            assert_eq!(last.code, Code::MoreFaults);
            let said = if beyond == 1 { "1 more fault was found" } else { "4000 more faults were found" };
            assert_eq!(last.message, said);
        }
    }
}

/// Looking for what may have been meant takes long, so it must not be done for each of many.
#[test]
fn many_misspellings_among_many_names() {
    let misspelt = |number: usize| json!({ "overrides": [format!("rule-numbre-{number}")] });
    let many = (0..2_000).map(|number| rule(format!("rule-number-{number}"), json!({}), misspelt(number)));
    let reported = build(rules(many)).expect_err("no such rules");
    assert_eq!(reported.len(), MAX_DIAGNOSTICS + 1);
    let suggests =
        |fault: &&Diagnostic| fault.help.as_ref().is_some_and(|help| help.starts_with("did you mean"));
    assert_eq!(reported.iter().filter(suggests).count(), MAX_SUGGESTIONS);
}

#[test]
fn many_misspelt_fields() {
    let mut fields = String::from("{ \"format\": 1");
    for number in 0..20_000 {
        let _ = write!(fields, ", \"titel{number}\": 1");
    }
    assert!(build(fields + " }").is_err());
}

#[test]
fn long_lists() {
    let names: Vec<String> = (0..40_000).map(|number| format!("n{number}")).collect();
    let option = json!({ "id": "some", "label": "Some", "formerly": names });
    let fact =
        json!({ "id": "client.mood", "kind": "choice", "ask": "How is the client?", "options": [option] });
    let _ = build(rule_set(json!({ "facts": [fact] })));
    let _ = build(rules([rule("r", json!({ "is": names }), json!({ "overrides": names, "must": names }))]));
    let _ =
        build(rules([rule("r", json!({ "client.visits": (0..20_000).collect::<Vec<u32>>() }), json!({}))]));
    let _ =
        build(rules([rule("r", json!({ "any": vec![json!({ "client.calm": true }); 100_000] }), json!({}))]));
    let expect = json!({ "stance": vec!["allow"; 100_000], "advises": names, "stands": names });
    let case = json!({ "id": "c", "title": "Case", "situation": {}, "expect": expect });
    let _ = build(rule_set(json!({ "cases": [case] })));
}

#[test]
fn long_chains_of_overrides() {
    let by = |number: usize| {
        if number == 0 { json!({}) } else { json!({ "overrides": [format!("r{}", number - 1)] }) }
    };
    let chain =
        (0..3_000).map(|number| rule(format!("r{number}"), json!({ "client.calm": true }), by(number)));
    let guideline = build(rules(chain)).expect("no circle");
    let start = Instant::now();
    let calm = guideline.empty_situation().with("client.calm", true).expect("a fact");
    // The last stands, the one before it does not, and so on down.
    assert_eq!(calm.guidance().set_aside().count(), 1_500);
    assert_eq!(guideline.empty_situation().guidance().pending().count(), 3_000);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

#[test]
fn the_most_options_that_are_read() {
    let options: Vec<Value> = (0..64)
        .map(|number| json!({ "id": format!("o{number}"), "label": format!("Option {number}") }))
        .collect();
    let fact = |id: &str, kind: &str| json!({ "id": id, "kind": kind, "ask": "Which?", "options": options });
    let facts = json!([fact("f.scale", "scale"), fact("f.choice", "choice"), fact("f.several", "several")]);
    let top = json!({ "f.scale": { "at_least": "o63" }, "f.choice": { "none_of": ["o0"] }, "f.several": { "includes_all": ["o63", "o0"] } });
    let guideline = build(rule_set(json!({ "facts": facts, "rules": [rule("top", top, json!({}))] })))
        .expect("it builds");
    let stance = |scale: &str, choice: &str, several: &[&str]| {
        let situation =
            guideline.situation(&json!({ "f": { "scale": scale, "choice": choice, "several": several } }));
        situation.expect("it is one").guidance().stance()
    };
    assert_eq!(stance("o63", "o63", &["o63", "o0"]), Stance::Allow);
    assert_eq!(stance("o62", "o63", &["o63", "o0"]), Stance::Moderate);
    assert_eq!(stance("o63", "o0", &["o63", "o0"]), Stance::Moderate);
    assert_eq!(stance("o63", "o63", &["o63", "o1"]), Stance::Moderate);
}

/// A count that conditions cut into very many ranges would make every diagram wide.
#[test]
fn counts_with_very_many_cut_offs() {
    let cut_offs = |rules: usize, each: usize| {
        let tests = move |rule: usize| {
            let cuts = (0..each).map(|cut| json!({ "client.visits": { "at_least": rule * each + cut + 1 } }));
            json!({ "client.calm": true, "any": cuts.collect::<Vec<_>>() })
        };
        (0..rules).map(move |number| rule(format!("r{number}"), tests(number), json!({})))
    };
    assert_eq!(codes(build(rules(cut_offs(100, 999)))), [Code::TooMany]);
    let guideline = build(rules(cut_offs(10, 100))).expect("a thousand are read");
    let start = Instant::now();
    let calm = guideline.empty_situation().with("client.calm", true).expect("a fact");
    assert_eq!(calm.with("client.visits", 5).expect("a fact").guidance().stance(), Stance::Allow);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

/// Whatever single thing is cut out, doubled or changed: an answer, and never a panic.
#[test]
fn damaged_documents() {
    let whole = rules([
        rule("a", json!({ "client.calm": true, "any": [{ "client.visits": { "at_least": 3 } }] }), json!({})),
        rule(
            "b",
            json!({ "none": [{ "client.visits": [1, 2] }] }),
            json!({ "overrides": ["a"], "against": "Größe." }),
        ),
    ]);
    let characters: Vec<char> = whole.chars().collect();
    for at in 0..characters.len() {
        let (before, after) = characters.split_at(at);
        let rest = &after[1..];
        for middle in ["", "\"", "{", "]", ":", "0", "null", "\\", "é", "\u{0}"] {
            let damaged: String =
                before.iter().copied().chain(middle.chars()).chain(rest.iter().copied()).collect();
            let _ = build(damaged);
        }
        let cut: String = before.iter().collect();
        assert!(build(cut).is_err(), "cut at {at}");
    }
}

/// Rules that test any three of forty facts each, by a simple rule of chance: no diagram of all situations is small.
fn freely_mixed(safeguards: Value) -> String {
    let mut state: u64 = 1;
    let mut chance = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let facts: Vec<Value> =
        (0..40).map(|n| json!({ "id": format!("client.f{n}"), "kind": "flag", "ask": "Is it?" })).collect();
    let stances = ["allow", "moderate", "refrain", "pause"];
    let rules: Vec<Value> = (0..300)
        .map(|n| {
            let when: serde_json::Map<String, Value> =
                (0..3).map(|_| (format!("client.f{}", chance(40)), json!(chance(2) == 1))).collect();
            let vote = if chance(2) == 1 { "permits" } else { "at_least" };
            let stance = usize::try_from(chance(4))
                .ok()
                .and_then(|chosen| stances.get(chosen))
                .expect("there are four");
            json!({ "id": format!("r{n}"), "title": "Title", "when": when, vote: stance, "because": "Reason.",
                    "authority": "guidance", "strength": "weak", "certainty": "low" })
        })
        .collect();
    json!({
        "format": 1, "id": "lakeside.rules", "version": "1.0.0", "title": "Lakeside",
        "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
        "facts": facts, "rules": rules, "safeguards": safeguards,
    })
    .to_string()
}

#[test]
fn what_cannot_be_decided_is_refused_and_said() {
    let safeguards = json!([{ "id": "floor", "when": { "client.f0": true }, "expect": { "at_least": "allow" },
                              "because": "Reason." }]);
    assert_eq!(codes(build(freely_mixed(safeguards))), [Code::SafeguardUndecided]);
}

#[test]
fn where_all_situations_are_too_many_each_is_answered_alone() {
    let guideline = build(freely_mixed(json!([]))).expect("nothing has to be proved");
    let known: serde_json::Map<String, Value> =
        (0..32).map(|n| (format!("client.f{n}"), json!(n % 3 == 0))).collect();
    let start = Instant::now();
    let guidance = guideline.situation(&known).expect("it is possible").guidance();
    let nothing_known = guideline.empty_situation().guidance();
    assert!(start.elapsed() < PATIENCE, "it took {:?}", start.elapsed());
    let possible = guidance.possible().expect("eight unknown flags are few");
    assert!(possible.contains(&guidance.stance()), "{possible:?}");
    assert_eq!(
        (nothing_known.possible(), nothing_known.settled(), nothing_known.questions()),
        (None, false, None)
    );
}
