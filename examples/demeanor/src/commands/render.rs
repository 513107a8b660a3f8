//! A guideline as a handbook, in Markdown or as one page of HTML with pictures, for people who have to answer for it.

mod page;
mod governance;
mod changes;
mod reading;
mod vocabulary;
mod rules;
mod safeguards;
mod found;
mod sources;
mod board;
mod pictures;
mod html;
mod since;
mod card;

use crate::args::Render;
use crate::fault::Stop;
use crate::output;
use crate::rules_in_use;
use crate::screen::Screen;
use anstyle::Style;
use demeanor::{Date, Guideline};
use html::Piece;
use page::{Page, code, text};
use std::path::PathBuf;
use std::process::ExitCode;

/// A part of the handbook: its anchor, its heading, and what writes it. What writes nothing has no heading either.
type Part = (&'static str, &'static str, fn(&Book<'_>, &mut Page));

const PARTS: &[Part] = &[
    ("governance", "Who stands behind it", governance::write),
    ("sign-off", "Sign-off", board::write_sign_off),
    ("changes", "What is changed, and why", changes::write),
    ("since", "What is new since the former version", since::write),
    ("reading", "How to read the rules", reading::write),
    ("rules", "The rules", rules::write),
    ("safeguards", "Safeguards", safeguards::write),
    ("found", "What is found, and left as it is", found::write),
    ("cases", "Cases, with the answers they get", board::write_cases),
    ("facts", "What is asked about a situation", vocabulary::write_facts),
    ("terms", "Terms", vocabulary::write_terms),
    ("actions", "Everything that can be advised", vocabulary::write_actions),
    ("impossible", "What cannot be", vocabulary::write_impossible),
    ("sources", "Sources", sources::write),
    ("traces", "From rules to sources and cases", board::write_traces),
    ("index", "Index of rules and actions", board::write_index),
];

/// By this sentence a handbook is known to be one.
const SELF: &str = "A handbook of the rules as they are held and applied.";

pub(crate) fn run(args: &Render, screen: &mut Screen) -> Result<ExitCode, Stop> {
    if let Some(path) = &args.output {
        let instead = "name it `.html`, which word processors open and browsers print as PDF, or `.md`";
        output::refuse_ending(path, &["html", "htm"], instead)?;
    }
    let guideline = rules_in_use::build_of(&args.files, args.only, None)?;
    let (written, mark) = if args.card.is_empty() {
        (handbook(args, &guideline)?, SELF)
    } else {
        (card::card(args, &guideline, screen)?, card::SELF)
    };
    match &args.output {
        None => screen.as_it_is(&written)?,
        Some(path) => {
            output::replace(path, &written, |there| there.contains(mark))?;
            screen.text(&format!("{} is written.", path.display()), Style::new())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The handbook in the form that the name of its file asks for.
fn handbook(args: &Render, guideline: &Guideline) -> Result<String, Stop> {
    let former = match args.since.as_slice() {
        [] => None,
        files => Some(rules_in_use::build_of(files, args.only, None)?),
    };
    let book = Book { guideline, former: former.as_ref(), day: args.as_of };
    let is_html = |path: &PathBuf| {
        path.extension()
            .is_some_and(|extension| ["html", "htm"].iter().any(|html| extension.eq_ignore_ascii_case(html)))
    };
    Ok(if args.output.as_ref().is_some_and(is_html) { book.html() } else { book.markdown() })
}

/// What the handbook is about.
struct Book<'a> {
    guideline: &'a Guideline,
    /// The version before, if what is new since then is to be told.
    former: Option<&'a Guideline>,
    day: Option<Date>,
}

impl Book<'_> {
    /// All of it as Markdown.
    fn markdown(&self) -> String {
        let (front, parts) = self.pieces();
        let mut page = Page::new();
        page.append(&front);
        for part in &parts {
            page.append(part);
        }
        page.finish()
    }

    /// All of it as a page of HTML, with pictures after what stands behind it.
    fn html(&self) -> String {
        let (front, parts) = self.pieces();
        let pictures = format!("<h2>In pictures</h2>\n{}", pictures::all(self.guideline));
        let mut pieces = vec![Piece::Written(front), Piece::Drawn(pictures)];
        pieces.extend(parts.into_iter().map(Piece::Written));
        let top = self.guideline.layers().last();
        let title = top.map(|top| top.title.to_string()).unwrap_or_default();
        let language =
            top.and_then(|top| top.about.language.as_ref()).map_or_else(|| "en".into(), ToString::to_string);
        html::page(&title, &language, &pieces)
    }

    /// What stands in front, and each part.
    fn pieces(&self) -> (String, Vec<String>) {
        let parts: Vec<(&Part, String)> =
            PARTS.iter().map(|part| (part, self.part(part))).filter(|(_, part)| !part.is_empty()).collect();
        let mut page = Page::new();
        self.write_front(&mut page);
        for ((anchor, heading, _), _) in &parts {
            page.item(0, &format!("[{heading}](#{anchor})"));
        }
        let written = parts.into_iter().map(|((anchor, heading, _), part)| {
            let mut page = Page::new();
            page.heading(2, anchor, heading);
            page.append(&part);
            page.finish()
        });
        (page.finish(), written.collect())
    }

    fn part(&self, (_, _, write): &Part) -> String {
        let mut page = Page::new();
        write(self, &mut page);
        page.finish()
    }

    /// The title, and what has to be known before anything else.
    fn write_front(&self, page: &mut Page) {
        let Some(top) = self.guideline.layers().last() else { return };
        page.title(&text(&top.title));
        page.paragraph(&format!("Version {}. {SELF}", text(&top.version)));
        for layer in self.guideline.layers() {
            for stamp in layer.stamps(self.day) {
                page.paragraph(&format!(
                    "**{}** ({} {})",
                    text(&stamp.text),
                    text(&layer.title),
                    text(&layer.version)
                ));
            }
        }
        page.paragraph(
            "The rules support a clinician's judgement and never replace it. They speak of conduct in a situation, \
             never of what somebody feels or is.",
        );
        page.paragraph(&format!(
            "Everything in here has the digest {}, which guidance that rests on it names too.",
            code(self.guideline.digest())
        ));
    }

    /// Are there layers over the lowest one?
    fn is_layered(&self) -> bool {
        self.guideline.layers().len() > 1
    }

    /// Whose it is, where it is not the lowest layer's.
    fn origin(&self, layer: &str) -> Option<String> {
        let lowest = self.guideline.layers().next().is_some_and(|lowest| &*lowest.id == layer);
        (!lowest).then(|| self.title_of(layer))
    }

    /// The title of a layer.
    fn title_of(&self, layer: &str) -> String {
        let mut layers = self.guideline.layers();
        layers.find(|found| &*found.id == layer).map(|found| text(&found.title)).unwrap_or_default()
    }
}
