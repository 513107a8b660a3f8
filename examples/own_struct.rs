//! An application's own record of a session, put to the guideline as it is.
//!
//! Anything that serde can serialise will do, as long as it comes out as facts by group. What is `None` is not known.

use demeanor::Guideline;
use serde::Serialize;

#[derive(Serialize)]
struct SessionNote {
    #[serde(rename = "expression")]
    feeling: Feeling,
    client: Client,
    #[serde(rename = "relationship.sessions")]
    session_number: u32,
}

#[derive(Serialize)]
struct Feeling {
    #[serde(rename = "emotion")]
    what: Emotion,
    #[serde(rename = "form")]
    shows_as: Vec<&'static str>,
    intensity: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Emotion {
    Tenderness,
}

#[derive(Serialize)]
struct Client {
    age_band: &'static str,
    suicide_risk: Option<&'static str>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let note = SessionNote {
        feeling: Feeling { what: Emotion::Tenderness, shows_as: vec!["moist_eyes"], intensity: Some("mild") },
        client: Client { age_band: "adult", suicide_risk: None },
        session_number: 12,
    };

    let situation = Guideline::standard().situation(&note)?;
    let guidance = situation.guidance();

    println!("{}", guidance.headline());
    for advice in guidance.advice() {
        println!("- {advice}");
    }
    for missing in &guidance.situation().missing {
        println!("? {}", missing.ask);
    }
    Ok(())
}
