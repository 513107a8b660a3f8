//! JSON Schemas: what is committed is what the library makes, what ships fits, and what has a fault of form does not.
//!
//! `UPDATE_SCHEMAS=1 cargo test --test schemas` writes `rules/schema/` anew. Documents are judged by a validator that
//! shares no code with the library.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[expect(dead_code, reason = "only what is given is used of it, not what is expected")]
#[path = "../diagnostics/corpus.rs"]
mod corpus;

use demeanor::diagnostic::Code;
use demeanor::schema::{self, Names};
use demeanor::{Document, Guideline};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::meta::validate(schema).expect("it is a schema");
    jsonschema::options().should_validate_formats(true).build(schema).expect("it can be used")
}

/// What a validator has to say of a value.
fn faults(validator: &jsonschema::Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn json_in(folder: &str) -> Vec<(PathBuf, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = fs::read_dir(folder).expect("the folder is there").map(|file| file.expect("a file").path());
    let mut paths: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect();
    paths.sort();
    assert!(!paths.is_empty());
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("it is text");
        let json = serde_json::from_str(&text).expect("it is JSON");
        (path, json)
    };
    paths.into_iter().map(read).collect()
}

#[test]
fn what_is_committed_is_what_the_library_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/schema");
    let update = std::env::var_os("UPDATE_SCHEMAS").is_some();
    for (name, schema) in [
        ("rule-set", schema::rule_set()),
        ("situation", schema::situation()),
        ("guidance", schema::guidance()),
        ("diagnostics", schema::diagnostics()),
    ] {
        let path = folder.join(format!("{name}.json"));
        let made = format!("{schema:#}\n");
        if update {
            fs::create_dir_all(&folder).expect("the folder can be made");
            fs::write(&path, &made).expect("it can be written");
        }
        let committed = fs::read_to_string(&path).expect("it is there");
        assert!(
            committed == made,
            "{name}.json is stale: UPDATE_SCHEMAS=1 cargo test --test schemas writes it anew"
        );
    }
}

#[test]
fn what_ships_fits() {
    let general = validator(&schema::rule_set());
    let own = validator(&schema::rule_set_for(&Names::from(Guideline::standard())));
    for (path, rules) in json_in("rules") {
        assert_eq!(faults(&general, &rules), [""; 0], "{}", path.display());
        assert_eq!(faults(&own, &rules), [""; 0], "{}", path.display());
    }
    let general_situation = validator(&schema::situation());
    let own_situation = validator(&schema::situation_for(&Names::from(Guideline::standard())));
    for (path, situation) in json_in("examples/situations") {
        assert_eq!(faults(&general_situation, &situation), [""; 0], "{}", path.display());
        assert_eq!(faults(&own_situation, &situation), [""; 0], "{}", path.display());
    }
}

#[test]
fn example_clinics_fit_with_their_own_names() {
    let general = validator(&schema::rule_set());
    for (path, clinic) in json_in("examples/clinics") {
        let document = Document::new(path.display().to_string(), clinic.to_string());
        let guideline = Guideline::build(Document::standard().chain([document.clone()])).expect("it builds");
        assert_eq!(faults(&general, &clinic), [""; 0], "{}", path.display());
        let of_documents = Names::of_documents(Document::standard().chain([document]));
        for names in [Names::from(&guideline), of_documents] {
            let own = validator(&schema::rule_set_for(&names));
            assert_eq!(faults(&own, &clinic), [""; 0], "{}", path.display());
        }
    }
}

#[test]
fn guidance_and_diagnostics_fit() {
    let guidance = validator(&schema::guidance());
    for case in Guideline::standard().run_cases() {
        let given = serde_json::to_value(&case.guidance).expect("it serialises");
        assert_eq!(faults(&guidance, &given), [""; 0], "{}", case.case);
    }
    let diagnostics = validator(&schema::diagnostics());
    for entry in corpus::entries() {
        let given = serde_json::to_value(entry.diagnostics()).expect("they serialise");
        assert_eq!(faults(&diagnostics, &given), [""; 0], "{}", entry.name);
    }
    assert!(!diagnostics.is_valid(&json!([{ "code": "no-such-code" }])));
}

/// Whatever is wrong with the form of a document shows in an editor too; what needs the other names in it, where the
/// schema is made for them.
#[test]
fn faults_of_form_do_not_fit() {
    let general = validator(&schema::rule_set());
    let situations = validator(&schema::situation());
    let (mut judged, mut missed, mut excepted) = (0, Vec::new(), BTreeSet::new());
    for entry in corpus::entries() {
        let names = Names::of_documents(entry.documents());
        let own = validator(&schema::rule_set_for(&names));
        let own_situations = validator(&schema::situation_for(&names));
        for diagnostic in entry.diagnostics() {
            let document = diagnostic.place.document.as_str();
            let Ok(json) = serde_json::from_str::<Value>(&entry.text_of(document).unwrap_or_default()) else {
                continue;
            };
            let (general, own) =
                if document == "situation" { (&situations, &own_situations) } else { (&general, &own) };
            let fits = match form(diagnostic.code) {
                Form::Own => general.is_valid(&json),
                Form::Names => own.is_valid(&json),
                Form::None => continue,
            };
            judged += 1;
            match EXCEPTIONS.iter().find(|(excepted, _)| entry.name == *excepted) {
                Some((name, _)) => excepted.extend(fits.then_some(*name)),
                None => missed.extend(fits.then(|| format!("{}: {diagnostic}", entry.name))),
            }
        }
    }
    assert!(missed.is_empty(), "no schema shows these:\n{}", missed.join("\n"));
    assert!(judged > 40, "only {judged} faults of form");
    assert_eq!(excepted.len(), EXCEPTIONS.len(), "only {excepted:?} are exceptions");
}

/// Files with a fault of form that no schema shows, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("missing-field-otherwise", "any part of the lowest layer may state it"),
    (
        "wrong-type-number-in-a-situation",
        "only a schema made for the vocabulary knows that the fact is a count",
    ),
    ("wrong-kind-refine", "only a schema made for the vocabulary knows the kind of the fact that is refined"),
    ("unknown-value-below", "it does not know which layer adds which option either"),
    ("unknown-fact-of-a-layer-above", "a schema is made for one vocabulary, not for each layer's view of it"),
];

/// Where a fault shows.
enum Form {
    /// In the document alone.
    Own,
    /// In the document and the names that it can use.
    Names,
    /// In nothing that a schema can say.
    None,
}

/// Where a fault shows, as docs/diagnostics.md marks it.
fn form(code: Code) -> Form {
    let page = include_str!("../../docs/diagnostics.md");
    let (_, section) = page.split_once(&format!("### `{code}`\n")).expect("it has a section");
    let marks = section.lines().next().unwrap_or_default();
    match (
        marks.contains("shown by every schema"),
        marks.contains("shown by a schema made for the vocabulary"),
    ) {
        (true, _) => Form::Own,
        (_, true) => Form::Names,
        _ => Form::None,
    }
}

/// What an editor would offer: every fact, and for each fact its own values and tests.
#[test]
fn a_vocabulary_s_schema_knows_its_facts() {
    let names = Names::from(Guideline::standard());
    let (rules, situations) = (schema::rule_set_for(&names), schema::situation_for(&names));
    for fact in Guideline::standard().facts() {
        let offered = rules.pointer(&format!("/$defs/Condition/properties/{}", fact.id));
        assert!(offered.is_some(), "{}", fact.id);
        let test = rules.pointer(&format!("/$defs/test.{}", fact.id)).expect("its tests").to_string();
        for option in &fact.options {
            assert!(test.contains(&format!("\"{}\"", option.id)), "{}: {}", fact.id, option.id);
        }
        let (group, name) = fact.id.split_once('.').expect("it has a dot");
        assert!(
            situations.pointer(&format!("/properties/{group}/properties/{name}")).is_some(),
            "{}",
            fact.id
        );
        assert!(situations.pointer(&format!("/properties/{}", fact.id)).is_some(), "{}", fact.id);
    }
    let situations = validator(&situations);
    for (situation, fits) in [
        (json!({}), true),
        (json!(null), true),
        (json!({ "client": { "age_band": "adult" } }), true),
        (json!({ "client.age_band": "adult", "expression": { "form": ["voice"] } }), true),
        (json!({ "client": { "age_band": null } }), true),
        (json!({ "client": { "age_band": "adutl" } }), false),
        (json!({ "client": { "age_bnd": "adult" } }), false),
        (json!({ "clinet": {} }), false),
        (json!({ "client.age_band": ["adult"] }), false),
        (json!({ "expression.form": "voice" }), false),
    ] {
        assert_eq!(situations.is_valid(&situation), fits, "{situation}");
        let known = Guideline::standard().situation(&situation).is_ok();
        assert_eq!(known, fits, "the library and the schema say the same of {situation}");
    }
}

/// Former names are read, and an editor says that they are former.
#[test]
fn former_names_fit_and_are_marked() {
    let facts = json!([
        { "id": "client.age", "kind": "choice", "ask": "How old?", "formerly": ["client.years"],
          "options": [{ "id": "adult", "label": "Adult", "formerly": ["grown_up"] }] },
    ]);
    let text = json!({ "format": 1, "id": "begun", "version": "0.1.0", "title": "Begun", "facts": facts, "rules": 1 })
        .to_string();
    let schema = schema::situation_for(&Names::of_documents([Document::new("begun.json", text)]));
    let judge = validator(&schema);
    assert!(judge.is_valid(&json!({ "client": { "years": "grown_up" } })));
    assert!(!judge.is_valid(&json!({ "client": { "years": "grown" } })));
    assert_eq!(schema.pointer("/properties/client.years/deprecated"), Some(&json!(true)));
}
