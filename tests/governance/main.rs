//! Who stands behind a rule set, for how long and for whom: what hosts can read of it, and what guidance says of it.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use demeanor::governance::{Layer, Status};
use demeanor::guidance::Record;
use demeanor::{Date, Document, Guidance, Guideline};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A small rule set with something said about it.
fn document(about: &Value) -> Value {
    json!({
        "format": 1, "id": "lakeside.rules", "version": "1.2.0", "title": "Lakeside", "about": about,
        "scope": { "setting.online": false },
        "facts": [{ "id": "setting.online", "kind": "flag", "ask": "Is it online?" }],
        "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
    })
}

fn build(about: &Value) -> Guideline {
    Guideline::build([Document::new("lakeside.json", document(about).to_string())]).expect("it builds")
}

fn layer(guideline: &Guideline) -> Layer {
    guideline.layers().next().expect("there is one").clone()
}

fn day(day: &str) -> Date {
    day.parse().expect("it is a day")
}

/// The stamps of guidance: each with its day, if it turns on one.
fn stamps(guidance: &Guidance) -> Vec<String> {
    let stamps = guidance.guideline().stamps.iter();
    stamps
        .map(|stamp| stamp.day.map_or(stamp.stamp.to_string(), |day| format!("{} {day}", stamp.stamp)))
        .collect()
}

/// SHA-256 over canonical JSON, as docs/format.md describes it: keys sorted, no white space, no approvals.
fn digest(about: &Value) -> String {
    let mut document = document(about);
    document["about"].as_object_mut().expect("an object").remove("approvals");
    let bytes = Sha256::digest(document.to_string());
    bytes.iter().fold("sha256:".to_owned(), |written, byte| format!("{written}{byte:02x}"))
}

#[test]
fn everything_that_is_said_can_be_read() {
    let about = json!({
        "status": "active", "publisher": "Lakeside Clinic", "authors": ["A. Author"], "reviewers": ["R. Reviewer"],
        "effective": { "from": "2026-01-01", "until": "2026-12-31" },
        "last_review": "2025-11-01", "next_review": "2026-11-01", "jurisdictions": ["CH"],
        "audience": ["therapists"], "populations": ["adults"], "settings": ["outpatient"], "language": "de-CH",
        "license": "CC-BY-4.0", "purpose": "To help.", "limitations": ["Not for groups."],
        "changes": [{ "version": "1.2.0", "level": "minor", "text": "More rules." }],
    });
    let digest = digest(&about);
    let mut approved = about.clone();
    approved["approvals"] =
        json!([{ "by": "The board", "role": "Chair", "date": "2025-12-12", "digest": digest }]);
    let layer = layer(&build(&approved));
    assert_eq!(&*layer.digest, digest, "the digest is that of the document without approvals");
    let mut expected = approved;
    expected["approvals"][0]["current"] = json!(true);
    expected["approvals"][0]["whole"] = json!(false);
    let given = serde_json::to_value(&layer).expect("it serialises");
    assert_eq!(given["about"], expected);
    assert_eq!(given["documents"], json!(["lakeside.json"]));
}

#[test]
fn what_is_left_out_is_empty_and_a_draft() {
    let layer = layer(&build(&json!({})));
    assert_eq!(layer.about, demeanor::governance::About::default());
    assert_eq!((layer.about.status, layer.approved()), (Status::Draft, None));
}

#[test]
fn guidance_is_stamped() {
    let approved = |digest: &str| {
        json!({ "status": "active",
                "approvals": [{ "by": "The board", "date": "2025-12-12", "digest": digest }] })
    };
    let now = digest(&json!({ "status": "active" }));
    let before = format!("sha256:{}", "0".repeat(64));
    let dated = json!({ "status": "active", "effective": { "from": "2026-01-01", "until": "2026-12-31" },
                        "next_review": "2026-06-30" });
    let one_day = json!({ "status": "active", "effective": { "from": "2026-01-01", "until": "2026-01-01" } });
    let active = json!({ "status": "active" });
    let rows: [(&Value, Option<&str>, Value, &[&str]); 16] = [
        (&json!({}), None, json!({}), &["draft"]),
        (&json!({ "status": "draft" }), Some("2026-01-01"), json!({}), &["draft"]),
        (&json!({ "status": "retired" }), None, json!({}), &["retired"]),
        (&active, None, json!({}), &[]),
        (&dated, None, json!({}), &[]),
        (&dated, Some("2025-12-31"), json!({}), &["not_yet_effective 2026-01-01"]),
        (&dated, Some("2026-01-01"), json!({}), &[]),
        (&dated, Some("2026-06-30"), json!({}), &[]),
        (&dated, Some("2026-07-01"), json!({}), &["review_overdue 2026-06-30"]),
        (
            &dated,
            Some("2027-01-01"),
            json!({}),
            &["no_longer_effective 2026-12-31", "review_overdue 2026-06-30"],
        ),
        (&one_day, Some("2026-01-01"), json!({}), &[]),
        (&one_day, Some("2026-01-02"), json!({}), &["no_longer_effective 2026-01-01"]),
        (&approved(&now), None, json!({}), &[]),
        (&approved(&before), None, json!({}), &["changed_since_approval"]),
        (&active, None, json!({ "setting.online": true }), &["out_of_scope"]),
        (&active, None, json!({ "setting.online": false }), &[]),
    ];
    for (about, on, situation, expected) in rows {
        let guideline = on.map_or_else(|| build(about), |on| build(about).as_of(day(on)));
        let guidance = guideline.situation(&situation).expect("it is one").guidance();
        assert_eq!(stamps(&guidance), expected, "{about} on {on:?} with {situation}");
        let overdue = on.map(|_| expected.iter().any(|stamp| stamp.starts_with("review_overdue")));
        assert_eq!(guidance.guideline().overdue, overdue, "{about} on {on:?}");
        let text = guidance.to_string();
        for stamp in &guidance.guideline().stamps {
            // That it is a draft is said where the rule set is named.
            let said = stamp.stamp.id() == "draft" || text.contains(&format!("Mind      {stamp}\n"));
            assert!(said, "{text}");
        }
        assert_eq!(text.contains("(Lakeside 1.2.0)"), about["status"] == "active", "{text}");
        let layer = layer(&guideline);
        let whatever_the_situation: Vec<&str> =
            expected.iter().copied().filter(|stamp| *stamp != "out_of_scope").collect();
        assert_eq!(layer.stamps(on.map(day)).len(), whatever_the_situation.len(), "{about} on {on:?}");
    }
}

#[test]
fn each_layer_is_stamped_by_itself() {
    let overlay = json!({
        "format": 1, "id": "ward.rules", "version": "2.0.0", "title": "Ward",
        "extends": { "id": "lakeside.rules", "version": "1" },
        "about": { "status": "active", "next_review": "2026-01-01" },
    });
    let below = Document::new("lakeside.json", document(&json!({ "status": "retired" })).to_string());
    let guideline =
        Guideline::build([below, Document::new("ward.json", overlay.to_string())]).expect("it builds");
    let guidance = guideline.as_of(day("2026-02-01")).empty_situation().guidance();
    let layers: Vec<(&str, &str)> =
        guidance.guideline().stamps.iter().map(|stamp| (&*stamp.layer, stamp.stamp.id())).collect();
    assert_eq!(layers, [("lakeside.rules", "retired"), ("ward.rules", "review_overdue")]);
    let text = guidance.to_string();
    assert!(text.contains("Mind      These rules have been retired. (Lakeside)\n"), "{text}");
    assert!(text.contains("Mind      The review of these rules was due on 2026-01-01. (Ward)\n"), "{text}");
    assert_eq!(guideline.layers().len(), 2);
}

/// An approval of all layers together lapses when anything below changes; one of the layer alone does not.
#[test]
fn what_runs_can_be_approved() {
    let built = |below: &Value, approved: Option<&str>| {
        let approvals =
            approved.map(|digest| json!([{ "by": "The board", "date": "2026-01-01", "digest": digest }]));
        let overlay = json!({
            "format": 1, "id": "ward.rules", "version": "2.0.0", "title": "Ward",
            "extends": { "id": "lakeside.rules", "version": "1" },
            "about": { "status": "active", "approvals": approvals.unwrap_or_else(|| json!([])) },
        });
        let below = Document::new("lakeside.json", document(below).to_string());
        Guideline::build([below, Document::new("ward.json", overlay.to_string())]).expect("it builds")
    };
    let (active, changed) =
        (json!({ "status": "active" }), json!({ "status": "active", "purpose": "Another." }));
    let plain = built(&active, None);
    let ward = plain.layers().last().expect("there are two").clone();
    assert_eq!(&*ward.composition, plain.digest());
    assert_eq!(plain.empty_situation().guidance().guideline().approved, None);
    let rows = [
        (&active, &*ward.composition, Some(true), Some(true), 0),
        (&changed, &*ward.composition, Some(false), Some(false), 1),
        (&active, &*ward.digest, Some(true), Some(false), 0),
        (&changed, &*ward.digest, Some(true), Some(false), 0),
    ];
    for (below, digest, of_layer, of_all, warnings) in rows {
        let guideline = built(below, Some(digest));
        let guidance = guideline.empty_situation().guidance();
        let edition = guidance.guideline();
        assert_eq!((edition.layers[1].approved, edition.approved), (of_layer, of_all), "{below} {digest}");
        let outdated =
            guideline.warnings().iter().filter(|warning| warning.code.id() == "changed-since-approval");
        assert_eq!(outdated.count(), warnings, "{below} {digest}");
    }
}

/// Guidance that was stored before there were stamps is still read.
#[test]
fn guidance_without_stamps_is_read() {
    let guidance = build(&json!({})).empty_situation().guidance();
    let mut stored = serde_json::to_value(&guidance).expect("it serialises");
    stored["guideline"].as_object_mut().expect("an object").remove("stamps");
    let read: Record<'_> = serde_json::from_value(stored).expect("it is read");
    assert_eq!(read.guideline.stamps, []);
}
