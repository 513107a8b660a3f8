//! What was done instead is kept as it was said, within bounds, however it comes.

use demeanor::Stance;
use demeanor::diagnostic::Code;
use demeanor::guidance::Departure;
use serde_json::json;

#[test]
fn a_departure_is_written_and_read_back() {
    let departure = Departure::new("I told her.", "She asked – and knew: „ja“.").expect("it is short");
    assert_eq!(
        serde_json::to_value(&departure).expect("it serialises"),
        json!({ "did": "I told her.", "why": "She asked – and knew: „ja“." })
    );
    let whole = departure.with_stance(Stance::Moderate).with_actions(["wait"]).expect("it is one");
    let stored = serde_json::to_string(&whole).expect("it serialises");
    let read: Departure = serde_json::from_str(&stored).expect("it is read");
    assert_eq!(read, whole);
    assert_eq!((read.did(), read.why()), ("I told her.", "She asked – and knew: „ja“."));
    assert_eq!((read.stance(), read.actions()), (Some(Stance::Moderate), &["wait".to_owned()][..]));
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let long = "ä".repeat(2001);
    let refused = Departure::new(&long, "\n ").expect_err("too long, and empty");
    let faults: Vec<(Code, &str)> =
        refused.diagnostics().iter().map(|fault| (fault.code, &*fault.place.pointer)).collect();
    assert_eq!(faults, [(Code::TooLarge, "/did"), (Code::Empty, "/why")]);
    assert!(!refused.to_string().contains('ä'), "what was written is not repeated");
    assert!(Departure::new("ä".repeat(2000), "So.").is_ok());
}

#[test]
fn what_is_read_is_checked_too() {
    let read = |value: serde_json::Value| serde_json::from_value::<Departure>(value);
    let fine = json!({ "did": "This.", "why": "That.", "actions": vec!["a"; 100] });
    assert!(read(fine).is_ok());
    for wrong in [
        json!({ "did": "This." }),
        json!({ "did": "This.", "why": "" }),
        json!({ "did": "This.", "why": "That.", "whom": "Anna" }),
        json!({ "did": "This.", "why": "That.", "stance": "bold" }),
        json!({ "did": "This.", "why": "That.", "actions": vec!["a"; 101] }),
        json!({ "did": "This.", "why": "That.", "actions": ["a".repeat(81)] }),
    ] {
        assert!(read(wrong.clone()).is_err(), "{wrong}");
    }
    let endless = Departure::new("This.", "That.").expect("it is short").with_actions(std::iter::repeat("a"));
    assert_eq!(endless.expect_err("they are too many").diagnostics()[0].code, Code::TooMany);
}
