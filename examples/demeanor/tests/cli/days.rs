//! What layers relax holds only while they are in effect: answers are of today, checks of every day on which something changes.

use crate::harness::{Scratch, answer, json, run, run_with};
use serde_json::{Value, json as value};

/// Two rule sets in a folder of their own, the upper one in effect for a time.
fn rules(effective: &Value, base_more: &Value, clinic_more: &Value) -> (Scratch, [String; 2]) {
    let mut base = value!({
        "format": 1, "id": "base.rules", "version": "1.0.0", "title": "Base",
        "otherwise": { "stance": "moderate", "because": "Silence is not permission." },
        "facts": [{ "id": "setting.phone", "kind": "flag", "ask": "Is it by phone?" }]
    });
    let mut clinic = value!({
        "format": 1, "id": "clinic.rules", "version": "1.0.0", "title": "Clinic",
        "extends": { "id": "base.rules", "version": "1" },
        "about": { "status": "active", "effective": effective },
        "may_relax": [{ "rule": "phone-is-fine", "because": "We know each other." }],
        "rules": [{
            "id": "phone-is-fine", "title": "By phone", "when": { "setting.phone": true }, "permits": "allow",
            "because": "A voice can carry it.", "authority": "clinic_policy", "strength": "weak", "certainty": "low"
        }]
    });
    for (document, more) in [(&mut base, base_more), (&mut clinic, clinic_more)] {
        let more = more.as_object().expect("it is an object").clone();
        document.as_object_mut().expect("it is an object").extend(more);
    }
    let scratch = Scratch::new();
    let files = [("base.json", base), ("clinic.json", clinic)];
    let files = files.map(|(name, document)| scratch.file(name, &document.to_string()));
    (scratch, files)
}

/// When the layer is in effect, the day that is said (it is June 2026), and the stance.
const DAYS: &[(&str, Option<&str>, &str)] = &[
    (r#"{ "from": "2026-01-01" }"#, None, "allow"),
    (r#"{ "from": "2027-01-01" }"#, None, "moderate"),
    (r#"{ "from": "2027-01-01" }"#, Some("2027-01-01"), "allow"),
    (r#"{ "until": "2026-05-31" }"#, None, "moderate"),
    (r#"{ "until": "2026-05-31" }"#, Some("2026-05-31"), "allow"),
];

#[test]
fn answers_are_of_today_where_no_day_is_said() {
    for (effective, day, stance) in DAYS {
        let (scratch, [base, clinic]) = rules(&json(effective), &value!({}), &value!({}));
        let layers = ["--only", "--rules", &base, "--rules", &clinic];
        let day: Vec<&str> = day.iter().flat_map(|day| ["--as-of", day]).collect();
        let args =
            [&["advise", "--set", "setting.phone=yes", "--format", "json"], &layers[..], &day].concat();
        let guidance = json(&answer(&args));
        assert_eq!(guidance["stance"], *stance, "{effective} {day:?}");
        assert_eq!(guidance["guideline"]["as_of"], *day.get(1).unwrap_or(&"2026-06-01"));
        let records = scratch.file("records.jsonl", r#"{ "setting": { "phone": true } }"#);
        let args = [&["audit", &records, "--each", "jsonl"], &layers[..], &day].concat();
        let each = run_with(&args, "").out;
        assert!(each.contains(&format!("\"{stance}\"")), "{effective} {day:?}: {each}");
    }
}

/// When the layer is in effect, what the rule sets say more, and what a check comes to: whether all is well, and what is told.
#[test]
fn checks_are_of_every_day_on_which_something_changes() {
    let safeguard = |stances: &[&str]| {
        value!({ "safeguards": [{
            "id": "by-phone", "when": { "setting.phone": true }, "expect": { "stance": stances },
            "because": "It matters by phone."
        }] })
    };
    let nothing = value!({});
    let coming = value!({ "from": "2027-01-01" });
    let checked: [(Value, [Value; 2], i32, &[&str]); 3] = [
        (
            coming.clone(),
            [nothing.clone(), nothing.clone()],
            0,
            &["warning[not-yet-effective]", "Gives         `allow`, not `moderate`"],
        ),
        (
            coming,
            [safeguard(&["moderate"]), nothing.clone()],
            1,
            &["error[safeguard-broken]: the safeguard `by-phone`"],
        ),
        (
            value!({ "until": "2026-12-31" }),
            [nothing, safeguard(&["allow"])],
            1,
            &[
                "error[safeguard-broken]: on 2027-01-01: the safeguard `by-phone`",
                "Gives         `allow`, not `moderate`",
            ],
        ),
    ];
    for (effective, [base, clinic], status, parts) in checked {
        let (_scratch, [base, clinic]) = rules(&effective, &base, &clinic);
        let checked = run(&["check", "--only", &base, &clinic]);
        assert_eq!(checked.status, status, "{effective}: {}{}", checked.out, checked.err);
        crate::harness::assert_all(&checked.out, parts, &effective);
    }
}

/// A layer says in one part what it lies on and in another from when it holds; what fails in one file today hides nothing of another.
#[test]
fn checks_look_at_every_part_and_file() {
    let broken = |name: &str, stances: &[&str]| {
        value!({ "safeguards": [{
            "id": name, "when": { "setting.phone": true }, "expect": { "stance": stances }, "because": "It matters."
        }] })
    };
    let until = value!({ "until": "2026-12-31" });
    let (scratch, [base, clinic]) =
        rules(&until, &broken("of-the-base", &["pause"]), &broken("of-the-clinic", &["allow"]));
    let mut first = json(&std::fs::read_to_string(&clinic).expect("it is there"));
    first.as_object_mut().expect("an object").remove("about");
    first["parts"] = value!(["dates.json"]);
    std::fs::write(&clinic, first.to_string()).expect("it is written");
    let dates = value!({
        "format": 1, "id": "clinic.rules", "version": "1.0.0", "title": "Clinic",
        "about": { "status": "active", "effective": until }
    });
    let dates = scratch.file("dates.json", &dates.to_string());
    let checked = run(&["check", "--only", &base, &clinic, &dates]);
    let parts = [
        "error[safeguard-broken]: the safeguard `of-the-base`",
        "error[safeguard-broken]: on 2027-01-01: the safeguard `of-the-clinic`",
    ];
    crate::harness::assert_all(&checked.out, &parts, &"both");
}

#[test]
fn a_check_of_one_day_says_that_it_is_of_that_day() {
    let (_scratch, [base, clinic]) = rules(&value!({ "from": "2027-01-01" }), &value!({}), &value!({}));
    let told = answer(&["check", "--only", &base, &clinic, "--as-of", "2026-06-01"]);
    crate::harness::assert_all(
        &told,
        &["a check without `--as-of` tells of the day on which it is"],
        &"then",
    );
}
