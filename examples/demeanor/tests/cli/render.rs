//! `render`: a guideline as a handbook. It is read as Markdown, so that what is tested is what people will see.

use crate::harness::{RIVERSIDE, Scratch, TINY, answer, assert_all, at, json, run};
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

const MARKUP: &str = "examples/demeanor/tests/cli/markup.json";

/// Guidelines that are written out.
const HANDBOOKS: &[&[&str]] = &[
    &[],
    &[RIVERSIDE],
    &["examples/clinics/child-and-adolescent.json"],
    &["examples/clinics/crisis-line.json"],
    &[TINY, "--only"],
    &[MARKUP, "--only"],
];

/// A handbook, read.
#[derive(Default)]
struct Read {
    /// What stands in it, markup apart.
    text: String,
    anchors: Vec<String>,
    links: Vec<String>,
    /// What nobody wrote as markup.
    strange: Vec<String>,
}

fn read(markdown: &str) -> Read {
    let mut read = Read::default();
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(text) | Event::Code(text) => read.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => read.text.push(' '),
            Event::Html(html) | Event::InlineHtml(html) => {
                let anchor = html.trim().strip_prefix("<a id=\"").and_then(|rest| rest.split('"').next());
                match anchor {
                    Some(anchor) => read.anchors.push(anchor.to_owned()),
                    None if ["</a>", ""].contains(&html.trim()) => {}
                    None => read.strange.push(html.into_string()),
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => read.links.push(dest_url.into_string()),
            Event::Start(
                Tag::Heading { .. }
                | Tag::Paragraph
                | Tag::List(None)
                | Tag::Item
                | Tag::Emphasis
                | Tag::Strong
                | Tag::HtmlBlock,
            ) => {}
            other => read.strange.push(format!("{other:?}")),
        }
    }
    read
}

fn render(args: &[&str]) -> String {
    answer(&[&["render"], args].concat())
}

#[test]
fn every_link_leads_somewhere() {
    for args in HANDBOOKS {
        let read = read(&render(args));
        let anchors: BTreeSet<&String> = read.anchors.iter().collect();
        assert_eq!(anchors.len(), read.anchors.len(), "{args:?}: anchors stand twice");
        for link in &read.links {
            let inside = link.strip_prefix('#').map(str::to_owned);
            let found = inside.map_or(link.starts_with("http"), |anchor| anchors.contains(&anchor));
            assert!(found, "{args:?}: {link}");
        }
        assert!(read.links.len() > 5, "{args:?}: there are links");
    }
}

#[test]
fn what_rules_say_stays_text() {
    for args in HANDBOOKS {
        let read = read(&render(args));
        assert!(read.strange.is_empty(), "{args:?}: {:?}", read.strange);
    }
}

/// Whatever a board has to know of a rule set is in its handbook, to the letter.
#[test]
fn nothing_is_left_out() {
    for args in HANDBOOKS {
        let text = one_line(&read(&render(args)).text);
        let documents: Vec<Value> = documents(args);
        assert!(!documents.is_empty());
        let mut texts = Vec::new();
        for document in &documents {
            collect(document, "", &mut texts);
        }
        // What an upper layer takes out or restates is told as that, in other words.
        let withdrawn: Vec<&str> = documents
            .iter()
            .flat_map(|document| list(document, "withdraw"))
            .filter_map(|entry| entry["rule"].as_str())
            .collect();
        let restated = restated_sentences(&documents);
        for (of, said) in texts {
            let gone = withdrawn.contains(&of.as_str()) || restated.contains(&said);
            let there = text.contains(&one_line(&said)) || gone;
            assert!(there, "{args:?}: `{said}` of `{of}` is not in the handbook");
        }
    }
}

/// The sentences of the shipped layer in whose place the uppermost layer, which comes last, has its own.
fn restated_sentences(documents: &[Value]) -> BTreeSet<String> {
    let (uppermost, below) = documents.split_last().expect("there are documents");
    let wording = below.iter().filter_map(|document| document["wording"].as_object()).flatten();
    let restated = wording.filter(|(stance, _)| !uppermost["wording"][stance.as_str()].is_null());
    let sentences = restated.filter_map(|(_, sentences)| sentences.as_array()).flatten();
    sentences.filter_map(|sentence| sentence["text"].as_str()).map(str::to_owned).collect()
}

/// The documents that a handbook is made of.
fn documents(args: &[&str]) -> Vec<Value> {
    let shipped =
        fs::read_dir(at("rules")).expect("the folder is there").map(|entry| entry.expect("an entry").path());
    let shipped = shipped.filter(|path| path.is_file() && !args.contains(&"--only"));
    let named = args.iter().filter(|arg| !arg.starts_with("--")).map(|arg| at(arg));
    shipped.chain(named).map(|path| json(&fs::read_to_string(path).expect("it is text"))).collect()
}

fn list<'a>(document: &'a Value, name: &str) -> &'a [Value] {
    document[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Every text of a document that is written for people, cases apart, with the id of what it belongs to.
fn collect(value: &Value, of: &str, texts: &mut Vec<(String, String)>) {
    const FOR_PEOPLE: [&str; 15] = [
        "because",
        "against",
        "ask",
        "why",
        "note",
        "label",
        "citation",
        "sample",
        "found",
        "limits",
        "purpose",
        "publisher",
        "limitations",
        "audience",
        "text",
    ];
    match value {
        Value::Object(entries) => {
            let of = entries.get("id").and_then(Value::as_str).unwrap_or(of);
            for (key, value) in entries.iter().filter(|(key, _)| *key != "cases") {
                match value {
                    Value::String(text) if FOR_PEOPLE.contains(&key.as_str()) => {
                        texts.push((of.to_owned(), text.clone()));
                    }
                    Value::Array(items) if FOR_PEOPLE.contains(&key.as_str()) => {
                        let items = items.iter().filter_map(Value::as_str);
                        texts.extend(items.map(|text| (of.to_owned(), text.to_owned())));
                    }
                    _ => collect(value, of, texts),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, of, texts)),
        _ => {}
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a clinic changes stands first, and the rest in order.
#[test]
fn an_overlay_is_told_by_what_it_changes() {
    let handbook = render(&[RIVERSIDE, "--as-of", "2027-06-01"]);
    let mut rest = handbook.as_str();
    for part in [
        "# Riverside Clinic: therapists' own expression in session\n\nVersion 1.0.0.",
        "**These rules are a draft.** (Therapists' own emotional expression in session 2.0.0)",
        "**The review of these rules was due on 2027-01-01.** (Riverside Clinic",
        "## Who stands behind it",
        "- **Status:** active\n",
        "- **In effect:** from 2026-01-01\n",
        "- **Approval:** nobody has approved it\n",
        "- **Tried on:** 3 situations, ",
        "## What is changed, and why",
        "- [Tears with a bereaved client who knows us](#rule-tears-with-the-bereaved) (permits *allow*): Our clients",
        "- [It happens again and again with this client](#rule-episode-after-episode) does not hold where [Tears with a bereaved client",
        "- A way of working that keeps feeling in reserve (`reserved-frame`): Everybody here",
        "- [heavy day](#term-heavy_day): Our sessions are long",
        "  - before:\n    - Sessions before this one: 7 or more\n  - here:\n    - Sessions before this one: 5 or more\n",
        "  - rules that speak of it: [",
        "- [Watched or recorded](#fact-setting.observed): Is a training group",
        "## How to read the rules",
        "## The rules",
        "### Rules that demand at least: pause",
        "### Rules that permit: allow",
        "#### Tears with a bereaved client who knows us",
        "- How it shows: moist eyes; or tears, few or more; not open sobbing\n- Strength of the feeling: at most moderate\n- [held](#term-held)\n",
        "- **Before they leave**\n  - Ask how that was for them, and let the answer be an unwelcome one too. *(if you can)*",
        "Where it holds, these do not:\n\n- [It happens again and again with this client](#rule-episode-after-episode)",
        "*Rests on:* clinic policy; conditional recommendation; very low certainty. A rule of *Riverside Clinic",
        "### Rules that add something to do, whatever the stance",
        "## Safeguards",
        "**Nobody can care for a client while unable to listen.** (`lost-control-pauses`)\n",
        "## What is asked about a situation",
        "## Terms",
        "## Everything that can be advised",
        "## What cannot be",
        "## Sources",
    ] {
        let (_, after) = rest.split_once(part).unwrap_or_else(|| panic!("no `{part}` in\n{rest:.2000}"));
        rest = after;
    }
    assert!(!render(&[]).contains("What is changed"), "the shipped guideline changes nothing");
}

#[test]
fn a_handbook_is_written_to_a_file() {
    let scratch = Scratch::new();
    let path = scratch.path("handbook.md");
    for args in [&[TINY, "--only"][..], &[MARKUP, "--only"]] {
        let told = answer(&[&["render"], args, &["--output", &path]].concat());
        assert_all(&told, &["handbook.md is written."], &path);
        assert_eq!(fs::read_to_string(&path).expect("it is there"), render(args));
    }
    assert_eq!(scratch.names(), ["handbook.md"]);
    let refused = run(&["render", "--output", &scratch.path("no/such/folder.md")]);
    assert_eq!(refused.status, 1);
    assert_all(&refused.err, &["error[unwritable]", "there is no such folder"], &"no folder");
    let refused = run(&["render", "examples/demeanor/tests/cli/faulty.json"]);
    assert_eq!((refused.status, refused.out.as_str()), (1, ""));
}

/// For a board: one page of HTML that needs nothing else, in which what rules say stays text.
#[test]
fn a_page_of_html_stands_alone() {
    let scratch = Scratch::new();
    for args in [&[RIVERSIDE][..], &[MARKUP, "--only"]] {
        let path = scratch.path("board.html");
        answer(&[&["render"], args, &["--output", &path]].concat());
        let page = fs::read_to_string(&path).expect("it was written");
        assert_all(
            &page,
            &["<!doctype html>", "<svg", "Sign-off", "counter(page)", "Index of rules and actions"],
            &args,
        );
        for outside in ["<script", "src=", "href=\"http", "@import", "url("] {
            let own = page.replace("href=\"https://doi.org", "").replace("href=\"https", "");
            assert!(!own.contains(outside), "{args:?}: {outside}");
        }
        let opened = page.matches("<a id=").count() + page.matches("<a href=").count();
        assert_eq!(opened, page.matches("</a>").count(), "{args:?}");
        // Written again, it is known as a handbook; anything else is left as it is.
        answer(&[&["render"], args, &["--output", &path]].concat());
    }
    let notes = scratch.file("notes.md", "My notes.\n");
    let refused = run(&["render", "--output", &notes]);
    assert!(refused.status == 1 && refused.err.contains("holds something else"), "{}", refused.err);
    assert_eq!(fs::read_to_string(&notes).expect("it is there"), "My notes.\n");
}

/// A card is one page with a row for each value that can be, and says no more than guidance does.
#[test]
fn a_card_is_one_page_worked_out_exactly() {
    let scratch = Scratch::new();
    let path = scratch.path("card.html");
    let args = ["--card", "expression.emotion", "--set", "client.age_band=adult", "--output", &path];
    answer(&[&["render", RIVERSIDE], &args[..]].concat());
    let page = fs::read_to_string(&path).expect("it was written");
    assert_all(
        &page,
        &[
            "<!doctype html>",
            "Riverside Clinic",
            "A card of the rules",
            "Where this is so: <b>Age of the client: 18 or over",
            "@page",
            "Only while this is so, for safety:",
        ],
        &path,
    );
    let facts = json(&answer(&["facts", "expression.emotion", "--rules", RIVERSIDE, "--format", "json"]));
    let options = facts[0]["options"].as_array().expect("options").clone();
    assert_eq!(page.matches("<span>").count(), options.len());
    for option in options.iter().step_by(6) {
        let (id, label) = (option["id"].as_str().expect("an id"), option["label"].as_str().expect("a label"));
        let set = format!("expression.emotion={id}");
        let told = |presume: &str| {
            let args = [
                "advise",
                "--rules",
                RIVERSIDE,
                "--set",
                "client.age_band=adult",
                "--set",
                &set,
                "--format",
                "json",
            ];
            json(&answer(&[&args[..], &["--presume", presume]].concat()))
        };
        let row =
            page.split("<tr>").find(|row| row.contains(&format!("<span>{label}</span>"))).expect("a row");
        let headline = told("usual")["headline"].as_str().expect("a headline").to_owned();
        assert!(page.contains(&headline.replace('"', "&quot;")), "{id}: {headline}");
        let stance =
            told("usual")["stance"].as_str().and_then(|stance| stance.parse::<demeanor::Stance>().ok());
        assert!(row.contains(stance.expect("a stance").brief()), "{id}: {stance:?} in {row}");
        let possible = told("none")["possible"].as_array().expect("possible").len();
        let range = row.split("<td class=\"range\">").nth(1).expect("ranges differ here");
        assert_eq!(range.starts_with("always: "), possible == 1, "{id}: {possible} in {row}");
    }
    // Written again, it is known as a card, and a handbook does not take its place.
    answer(&[&["render", RIVERSIDE], &args[..]].concat());
    assert_eq!(run(&["render", RIVERSIDE, "--output", &path]).status, 1);
    for (fact, said) in [
        ("expression.emotoin", "did you mean `expression.emotion`?"),
        ("relationship.sessions", "is a number"),
    ] {
        let refused = run(&["render", "--card", fact]);
        assert!(refused.status == 1 && refused.err.contains(said), "{}", refused.err);
    }
}

/// What a card says of many rows stands once, and what does not fit on its page is refused.
#[test]
fn a_card_says_nothing_twice_and_fits() {
    let card = |rules: &[&str]| answer(&[&["render"], rules, &["--card", "expression.emotion"]].concat());
    let most = |told: &str| {
        let counted = told.split(" <small>+").skip(1).filter_map(|rest| rest.split('<').next()?.parse().ok());
        counted.max().unwrap_or(0)
    };
    let [shipped, riverside, child, crisis] = [
        card(&[]),
        card(&[RIVERSIDE]),
        card(&["examples/clinics/child-and-adolescent.json", "--set", "client.age_band=child"]),
        card(&["examples/clinics/crisis-line.json"]),
    ];
    for told in [&shipped, &riverside, &child, &crisis] {
        assert_eq!(told.matches("These rules are a draft.").count(), 1, "{told}");
        assert_eq!(told.matches("so many more points").count(), 1, "{told}");
    }
    // Of a row that does not fit with two things to do, one is shown and the others are counted.
    assert_eq!((most(&shipped), most(&crisis)), (5, 6));
    let many =
        ["expression.emotion", "expression.form", "trigger.source"].map(|fact| ["--card", fact]).concat();
    let refused = run(&[&["render"], &many[..]].concat());
    assert!(refused.status == 1 && refused.err.contains("do not fit on one page"), "{}", refused.err);
}

/// No label of a picture begins outside of it.
#[test]
fn pictures_have_room_for_their_labels() {
    let scratch = Scratch::new();
    let path = scratch.path("board.html");
    answer(&["render", RIVERSIDE, "--output", &path]);
    let page = fs::read_to_string(&path).expect("it was written");
    let labels = page.split("<text x=\"").skip(1).filter(|label| label.contains("text-anchor=\"end\""));
    let mut seen = 0;
    for label in labels {
        let (x, rest) = label.split_once('"').expect("a place");
        let text = rest.split_once('>').and_then(|(_, rest)| rest.split_once('<')).expect("a text").0;
        let room: usize = x.parse().expect("a number");
        assert!(room >= 6 * text.chars().count(), "`{text}` has {room}");
        seen += 1;
    }
    assert!(seen > 10, "{seen}");
}

/// What is new since a former version: what it does, and every text that is other.
#[test]
fn what_is_new_since_a_former_version_is_told_in_words() {
    let scratch = Scratch::new();
    let former = fs::read_to_string(at(RIVERSIDE)).expect("it is there");
    let changed = former
        .replace("\"version\": \"1.0.0\"", "\"version\": \"1.1.0\"")
        .replace("Tears with a bereaved client who knows us", "Tears with a grieving client who knows us")
        .replace("\"at_least\": 5", "\"at_least\": 4");
    let next = scratch.file("next.json", &changed);
    let told = render(&[&next, "--since", RIVERSIDE]);
    assert_all(
        &told,
        &[
            "## What is new since the former version",
            "### Stances",
            "title: Tears with a <del>bereaved</del><ins>grieving</ins> client who knows us",
            "`heavy_day` (changed)",
            "Sessions before this one: <del>5</del><ins>4</ins> or more",
        ],
        &next,
    );
    let same = render(&[RIVERSIDE, "--since", RIVERSIDE]);
    assert_all(&same, &["Nothing changes.", "No text is other than it was."], &"the same");
    assert!(!same.contains("<ins>") && !render(&[RIVERSIDE]).contains("former version"));
    let path = scratch.path("board.html");
    answer(&["render", &next, "--since", RIVERSIDE, "--output", &path]);
    let page = fs::read_to_string(&path).expect("it was written");
    assert_all(&page, &["<ins>grieving</ins>", "<table>"], &path);
}

/// What a layer acknowledges stands in the papers with its reason; where nothing is acknowledged there is no such part.
#[test]
fn what_is_left_as_it_is_is_told_with_the_reason() {
    let papers = answer(&["render", "examples/demeanor/tests/cli/acknowledging.json", "--only"]);
    let said = [
        "## What is found, and left as it is",
        "left as it is: It is written for another lamp.",
        "left as it is: The two are for different people.",
    ];
    assert_all(&papers, &said, &"render");
    assert!(!answer(&["render", TINY, "--only"]).contains("left as it is"));
}
