//! The guideline behind HTTP: advice, what a form shows, interviews of which the server keeps nothing, and rules that are
//! reloaded while it runs. `docs/embedding.md` says why things are as they are.
//!
//! ```sh
//! cargo run -- rules-of-the-clinic.json
//! curl localhost:3000/advise --json '{ "expression": { "emotion": "anger" } }'
//! curl -X POST localhost:3000/reload
//! ```

use axum::Json;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use demeanor::guidance::SavedInterview;
use demeanor::{Document, FactValue, Guideline, Rejected};
use serde::Deserialize;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

/// The rules in use, and the files that the clinic's own come from.
struct Rules {
    now: RwLock<Guideline>,
    files: Vec<PathBuf>,
}

impl Rules {
    /// Those in use. A request takes them once, so that all of it goes by the same rules.
    fn now(&self) -> Guideline {
        self.now.read().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
    }

    /// Reads the files anew. Where anything is wrong with them, the old rules go on.
    fn reload(&self) -> Result<(), Refused> {
        let documents = self.files.iter().map(|file| {
            let text = std::fs::read_to_string(file)?;
            Ok(Document::new(file.display().to_string(), text))
        });
        let documents: Vec<Document> =
            documents.collect::<std::io::Result<_>>().map_err(|error| Refused::Unreadable(error.to_string()))?;
        let fresh = Guideline::build(Document::standard().chain(documents))?;
        *self.now.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = fresh;
        Ok(())
    }
}

/// Why a request is refused.
enum Refused {
    /// Every fault of what was given, as data: a form marks the fields by it.
    Faults(Rejected),
    Unreadable(String),
}

impl From<Rejected> for Refused {
    fn from(rejected: Rejected) -> Refused {
        // What a person typed is for that person, and not for the log.
        eprintln!("{}", rejected.without_values());
        Refused::Faults(rejected)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let body = match self {
            Refused::Faults(rejected) => json!({ "faults": rejected.diagnostics() }),
            Refused::Unreadable(why) => json!({ "unreadable": why }),
        };
        (StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response()
    }
}

/// What forms show: the groups of facts, and every fact.
async fn facts(State(rules): State<Arc<Rules>>) -> Json<Value> {
    let rules = rules.now();
    Json(json!({ "groups": rules.groups(), "facts": rules.facts() }))
}

/// The answer for a form, what is usual taken to be so.
async fn advise(State(rules): State<Arc<Rules>>, form: String) -> Result<Response, Refused> {
    let situation = rules.now().situation_from_json(&form)?.presuming();
    Ok(([(CONTENT_TYPE, "application/json")], situation.guidance_json()).into_response())
}

/// A request of an interview: what was said so far (nothing at first), and what is said now.
#[derive(Deserialize)]
struct Said {
    state: Option<SavedInterview>,
    fact: Option<String>,
    /// Null says that nobody knows.
    #[serde(default)]
    value: Option<FactValue>,
}

/// Goes on with an interview.
async fn interview(State(rules): State<Arc<Rules>>, Json(said): Json<Said>) -> Result<Json<Value>, Refused> {
    let rules = rules.now();
    let mut interview = match &said.state {
        Some(state) => rules.resume(state)?,
        None => rules.empty_situation().presuming().interview(),
    };
    match (&said.fact, &said.value) {
        (Some(fact), Some(value)) => interview.answer(fact, value)?,
        (Some(fact), None) => interview.skip(fact),
        (None, _) => {}
    }
    Ok(Json(json!({
        "state": interview.save(),
        "part": interview.part(),
        "question": interview.question(),
        "remaining": interview.remaining(),
        "presumed": interview.presumed(),
        "stance": interview.stance_if_unanswered(),
    })))
}

/// Reads the clinic's rules anew: 204, or all that is wrong with them. Building takes its time, so it gets a thread of its own.
async fn reload(State(rules): State<Arc<Rules>>) -> Result<StatusCode, Refused> {
    let reloaded = tokio::task::spawn_blocking(move || rules.reload()).await;
    reloaded.unwrap_or_else(|error| Err(Refused::Unreadable(error.to_string())))?;
    Ok(StatusCode::NO_CONTENT)
}

fn server(rules: Rules) -> Router {
    Router::new()
        .route("/facts", get(facts))
        .route("/advise", post(advise))
        .route("/interview", post(interview))
        .route("/reload", post(reload))
        .with_state(Arc::new(rules))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let files = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let rules = Rules { now: RwLock::new(Guideline::standard().clone()), files };
    if let Err(Refused::Unreadable(why)) = rules.reload() {
        eprintln!("the shipped rules alone are used: {why}");
    }
    // Who may ask is for whatever stands before it.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, server(rules)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::Request;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    async fn ask(server: &Router, path: &str, body: Value) -> (StatusCode, Value) {
        let request = Request::post(path).header(CONTENT_TYPE, "application/json");
        let request = request.body(Body::from(body.to_string())).expect("it is a request");
        let response = server.clone().oneshot(request).await.expect("it answers");
        let status = response.status();
        let bytes = response.into_body().collect().await.expect("it ends").to_bytes();
        (status, serde_json::from_slice(&bytes).unwrap_or_default())
    }

    fn with(files: Vec<PathBuf>) -> Router {
        server(Rules { now: RwLock::new(Guideline::standard().clone()), files })
    }

    #[tokio::test]
    async fn a_form_is_answered_or_its_fields_are_marked() {
        let server = with(Vec::new());
        let (status, guidance) = ask(&server, "/advise", json!({ "expression.emotion": "anger" })).await;
        assert_eq!((status, &guidance["presuming"]), (StatusCode::OK, &json!(true)));
        let (status, refused) = ask(&server, "/advise", json!({ "client": { "age_band": "adutl" } })).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused["faults"][0]["field"]["fact"], "client.age_band");
        assert_eq!(refused["faults"][0]["field"]["suggestion"], "adult");
    }

    #[tokio::test]
    async fn an_interview_goes_on_from_what_comes_back() {
        let server = with(Vec::new());
        let (_, begun) = ask(&server, "/interview", json!({})).await;
        let fact = begun["question"]["fact"].clone();
        let (status, next) = ask(&server, "/interview", json!({ "state": begun["state"], "fact": fact })).await;
        assert_eq!(status, StatusCode::OK);
        assert_ne!(next["question"]["fact"], fact, "what nobody knows is not asked again");
        let (status, _) =
            ask(&server, "/interview", json!({ "state": begun["state"], "fact": fact, "value": "no such" })).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    #[tokio::test]
    async fn the_old_rules_go_on_where_new_ones_are_wrong() {
        let file = std::env::temp_dir().join(format!("demeanor-server-{}.json", std::process::id()));
        std::fs::write(&file, "{}").expect("it can be written");
        let server = with(vec![file.clone()]);
        let (status, faults) = ask(&server, "/reload", json!(null)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(faults["faults"][0]["code"], "missing-field");
        let (status, _) = ask(&server, "/advise", json!({})).await;
        assert_eq!(status, StatusCode::OK);
        std::fs::remove_file(file).ok();
    }
}
