//! One page for a wall or a pocket: what holds for each value of a few facts, worked out over every situation.

use super::html;
use super::pictures::{colour, escaped};
use crate::args::{Presume, Render};
use crate::commands::situation::{begun, lay_over};
use crate::fault::{Fault, Stop};
use crate::screen::Screen;
use crate::suggest;
use crate::values::{in_words, one_by_one};
use demeanor::guidance::{Modality, Presumed};
use demeanor::{Fact, FactValue, Guideline, Kind, Situation, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// So many lines fit on a page, in tenths: a row, a paragraph and a heading have room around them. Reckoned for a wide typeface, as
/// nobody knows which one prints.
const PAGE: usize = 800;

/// What is a line of text, and the room around a row, a paragraph, a table.
const LINE: usize = 10;
const AROUND_ROW: usize = 4;
const AROUND_PARAGRAPH: usize = 3;
const AROUND_TABLE: usize = 45;

/// So many characters stand on a line of a title, each of which takes as much as two others, and on one of a paragraph.
const TITLE: usize = 56;
const PARAGRAPH: usize = 130;

/// So many characters of what a row is about stand on a line, of what to do, and of what is possible.
const WIDTHS: [usize; 3] = [26, 54, 22];

/// So many things to do are shown of a row, or the second number where that is too much for a page.
const ADVICE: [usize; 2] = [2, 1];

/// So much of what is taken to be as usual is named, beside what bears on safety.
const NAMED: usize = 6;

/// By this sentence a card is known to be one.
pub(super) const SELF: &str = "A card of the rules as they are held and applied.";

/// The card that the command line asks for, as a page of HTML.
pub(super) fn card(args: &Render, guideline: &Guideline, screen: &Screen) -> Result<String, Stop> {
    let fixed = lay_over(guideline.empty_situation(), &args.set, screen)?;
    let facts: Vec<&Fact> = args.card.iter().map(|name| fact(name, guideline)).collect::<Result<_, _>>()?;
    let tables: Vec<Table<'_>> = facts.into_iter().map(|fact| Table::of(fact, &fixed)).collect();
    let [sheet, shorter] = ADVICE.map(|shown| Sheet::of(&tables, shown, &fixed, args));
    let sheet = if sheet.tenths > PAGE { shorter } else { sheet };
    let lines = sheet.tenths.div_ceil(LINE);
    if sheet.tenths > PAGE {
        let message =
            format!("about {lines} lines do not fit on one page, which has room for {}", PAGE / LINE);
        let help = "make several cards, or say more of what is so with `--set`";
        return Err(Fault::named("too-many", "--card", message, Some(help.into())).into());
    }
    Ok(sheet.page(guideline))
}

/// What stands on a card, and how much room that takes.
struct Sheet {
    title: String,
    body: String,
    tenths: usize,
}

/// A fact whose values can stand in rows.
fn fact<'a>(name: &str, guideline: &'a Guideline) -> Result<&'a Fact, Box<Fault>> {
    let found = guideline.fact(name).ok_or_else(|| {
        let near = suggest::nearest(name, guideline.facts().iter().map(|fact| &*fact.id));
        let help = near.map_or_else(
            || "`demeanor facts` lists them all".into(),
            |near| format!("did you mean `{near}`?"),
        );
        Fault::named("unknown-fact", "--card", format!("there is no fact `{name}`"), Some(help))
    })?;
    if found.kind == Kind::Count {
        let message = format!("`{name}` is a number, and its values do not stand in rows");
        let help = format!("say one with `--set {name}=…`");
        return Err(Fault::named("wrong-type", "--card", message, Some(help)));
    }
    Ok(found)
}

/// A fact with a row for each of its values that can be.
struct Table<'a> {
    fact: &'a Fact,
    rows: Vec<Row>,
}

/// The values of which the same is to be said.
struct Row {
    labels: Vec<String>,
    stance: Stance,
    headline: String,
    /// What has to be done or must not be, or had better, in the order in which it is read.
    demands: Vec<String>,
    /// The stances that are possible whatever else is so; none where that was too much to work out.
    possible: Option<Vec<Stance>>,
    presumed: Vec<Presumed>,
}

impl<'a> Table<'a> {
    fn of(fact: &'a Fact, fixed: &Situation) -> Table<'a> {
        let mut rows: Vec<Row> = Vec::new();
        for row in one_by_one(fact).into_iter().filter_map(|value| Row::of(fact, &value, fixed)) {
            match rows.iter_mut().find(|other| other.says_the_same(&row)) {
                Some(other) => {
                    other.labels.extend(row.labels);
                    other.presumed.extend(row.presumed);
                }
                None => rows.push(row),
            }
        }
        if matches!(fact.kind, Kind::Choice | Kind::Several) {
            rows.sort_by_key(|row| row.stance);
        }
        Table { fact, rows }
    }

    /// How much room it takes, about.
    fn tenths(&self, shown: usize) -> usize {
        AROUND_TABLE + self.rows.iter().map(|row| row.lines(shown) * LINE + AROUND_ROW).sum::<usize>()
    }
}

impl Row {
    /// What is to be said of one value; nothing where it cannot be.
    fn of(fact: &Fact, value: &FactValue, fixed: &Situation) -> Option<Row> {
        let open = fixed.with(&fact.id, value).ok()?;
        let possible = open.guidance().possible().map(<[Stance]>::to_vec);
        let usual = begun(open, Presume::Usual).guidance();
        let demanded = |modality| matches!(modality, Modality::Must | Modality::MustNot | Modality::Should);
        let demands = usual.advice().filter(|advice| demanded(advice.modality));
        Some(Row {
            labels: vec![in_words(fact, value, &usual.guideline().wording)],
            stance: usual.stance(),
            headline: usual.headline().to_owned(),
            demands: demands.map(|advice| advice.text.to_string()).collect(),
            possible,
            presumed: usual.presumed().to_vec(),
        })
    }

    /// What to do above all, and how much more there is.
    fn above_all(&self, shown: usize) -> (String, usize) {
        let shown: Vec<&str> = self.demands.iter().take(shown).map(String::as_str).collect();
        (shown.join(" "), self.demands.len() - shown.len())
    }

    /// How many lines it takes, about.
    fn lines(&self, shown: usize) -> usize {
        let (said, more) = self.above_all(shown);
        let lengths = [
            self.labels.iter().map(|label| label.chars().count() + 2).sum(),
            said.chars().count() + if more > 0 { 4 } else { 0 },
            range(self.possible.as_deref()).chars().count(),
        ];
        let lines = lengths.iter().zip(WIDTHS).map(|(length, width): (&usize, usize)| length.div_ceil(width));
        lines.max().unwrap_or(0).max(1)
    }

    fn says_the_same(&self, other: &Row) -> bool {
        let said = |row: &Row| (row.stance, row.headline.clone(), row.demands.clone(), row.possible.clone());
        said(self) == said(other)
    }
}

const STYLE: &str = "
body { font: 8.5pt/1.22 'Helvetica Neue', Arial, sans-serif; max-width: 66em; margin: 1.5em auto; padding: 0 1em; color: #1b1b1b; }
h1 { font-size: 14pt; margin: 0 0 .2em; } h2 { font-size: 10.5pt; margin: .8em 0 .2em; } h2 small { font-weight: normal; color: #444; }
p { margin: .3em 0; } .small { font-size: 7.5pt; color: #333; } .stamp { font-weight: bold; color: #8a1c1c; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th { text-align: left; font-size: 7.5pt; font-weight: normal; color: #444; padding: 0 .5em .1em; }
td { border-top: 1px solid #bbb; padding: .2em .5em; vertical-align: top; overflow-wrap: break-word; }
tr { break-inside: avoid; } td.what { font-weight: bold; } td small { color: #444; }
td.stance { border-left: .8em solid; font-weight: bold; } td.stance small { display: block; font-weight: normal; }
.key b { white-space: nowrap; } .digest { word-break: break-all; }
@page { size: A4; margin: 9mm 11mm; }
@media print { body { font-size: 8pt; margin: 0; max-width: none; padding: 0; -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
";

impl Sheet {
    fn of(tables: &[Table<'_>], shown: usize, fixed: &Situation, args: &Render) -> Sheet {
        let title = fixed.guideline().layers().last().map(|top| top.title.to_string()).unwrap_or_default();
        let sentences = sentences(tables);
        let above: String = [stamps(fixed.guideline(), args), where_it_holds(fixed)].concat();
        let drawn: String = tables.iter().map(|table| drawn(table, shown, &sentences)).collect();
        let as_usual = as_usual(tables, &fixed.facts());
        let below = [&*key(&sentences), and_more(tables, shown), &as_usual, &itself(fixed)].concat();
        let paragraphs = above.lines().chain(below.lines()).map(visible);
        let tenths = 2 * LINE * title.chars().count().div_ceil(TITLE)
            + paragraphs.map(|letters| letters.div_ceil(PARAGRAPH) * LINE + AROUND_PARAGRAPH).sum::<usize>()
            + tables.iter().map(|table| table.tenths(shown)).sum::<usize>();
        let body = format!("<h1>{}</h1>\n{above}{drawn}{below}", escaped(&title));
        Sheet { title, body, tenths }
    }

    fn page(&self, guideline: &Guideline) -> String {
        let top = guideline.layers().last();
        let language = top.as_ref().and_then(|top| top.about.language.as_ref());
        html::document(&self.title, language.map_or("en", |language| &**language), STYLE, &self.body)
    }
}

/// How many characters of a line are seen.
fn visible(html: &str) -> usize {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, seen)| seen).chars().count()).sum()
}

/// What is to be known of the rules first, each once with the layers that it is said of.
fn stamps(guideline: &Guideline, args: &Render) -> String {
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for layer in guideline.layers() {
        for stamp in layer.stamps(args.as_of) {
            match said.iter_mut().find(|(text, _)| *text == *stamp.text) {
                Some((_, layers)) => layers.push(escaped(&layer.title)),
                None => said.push((stamp.text.to_string(), vec![escaped(&layer.title)])),
            }
        }
    }
    let stamp = |(text, layers): &(String, Vec<String>)| {
        format!("<span class=\"stamp\">{}</span> ({})", escaped(text), layers.join("; "))
    };
    let said: Vec<String> = said.iter().map(stamp).collect();
    if said.is_empty() { String::new() } else { format!("<p>{}</p>\n", said.join(" ")) }
}

fn where_it_holds(fixed: &Situation) -> String {
    let given = fixed.facts();
    if given.is_empty() {
        return String::new();
    }
    let known = crate::values::in_labels(fixed.guideline(), &given, &fixed.guidance());
    format!("<p>Where this is so: <b>{}</b>.</p>\n", escaped(&known))
}

/// What a number behind what is to be done means, where there is one.
fn and_more(tables: &[Table<'_>], shown: usize) -> &'static str {
    let is_more = tables.iter().flat_map(|table| &table.rows).any(|row| row.above_all(shown).1 > 0);
    if is_more {
        "<p class=\"small\"><b>+ with a number:</b> so many more points; ask for the guidance.</p>\n"
    } else {
        ""
    }
}

/// That it is a card, and of which rules.
fn itself(fixed: &Situation) -> String {
    let guideline = fixed.guideline();
    let mut versions: Vec<String> =
        guideline.layers().map(|layer| format!("{} {}", layer.id, layer.version)).collect();
    versions.reverse();
    format!(
        "<p class=\"small\">{SELF} It supports a clinician's judgement and never replaces it. It speaks of conduct, never of what \
         somebody feels or is. {}; digest <span class=\"digest\">{}</span>.</p>\n",
        escaped(&versions.join(" over ")),
        escaped(guideline.digest())
    )
}

/// The sentences of the stances that are answered: mostly one for each.
fn sentences(tables: &[Table<'_>]) -> BTreeMap<Stance, BTreeSet<String>> {
    let mut sentences: BTreeMap<Stance, BTreeSet<String>> = BTreeMap::new();
    for row in tables.iter().flat_map(|table| &table.rows) {
        sentences.entry(row.stance).or_default().insert(row.headline.clone());
    }
    sentences
}

/// The sentence of each stance that has one; those of the others stand in their rows.
fn key(sentences: &BTreeMap<Stance, BTreeSet<String>>) -> String {
    let alone = sentences.iter().filter(|(_, sentences)| sentences.len() == 1);
    let said = alone.flat_map(|(stance, sentences)| sentences.iter().map(move |sentence| (stance, sentence)));
    let said: Vec<String> = said
        .map(|(stance, sentence)| format!("<b>{}:</b> {}", escaped(stance.brief()), escaped(sentence)))
        .collect();
    format!("<p class=\"key\">{}</p>\n", said.join(" "))
}

fn drawn(table: &Table<'_>, shown: usize, sentences: &BTreeMap<Stance, BTreeSet<String>>) -> String {
    let ranges: Vec<String> = table.rows.iter().map(|row| range(row.possible.as_deref())).collect();
    // What is the same of all stands once.
    let all =
        ranges.first().filter(|first| table.rows.len() > 1 && ranges.iter().all(|range| range == *first));
    let heading = if all.is_some() { "" } else { "<th style=\"width: 17%\">whatever else is so</th>" };
    let drawn = table.rows.iter().zip(&ranges).map(|(each, range)| {
        let alone = sentences.get(&each.stance).is_none_or(|sentences| sentences.len() == 1);
        row(each, shown, !alone, all.is_none().then_some(range))
    });
    let below = all.map(|range| {
        format!("<p class=\"small\">Whatever else is so, each of them: {}.</p>\n", escaped(range))
    });
    format!(
        "<h2>{} <small>{}</small></h2>\n<table>\n<tr><th style=\"width: 24%\"></th>\
         <th style=\"width: 13%\">if all else is as usual</th><th>then above all</th>{heading}</tr>\n{}</table>\n{}",
        escaped(&table.fact.label),
        escaped(&table.fact.ask),
        drawn.collect::<String>(),
        below.unwrap_or_default()
    )
}

fn row(row: &Row, shown: usize, with_sentence: bool, range: Option<&String>) -> String {
    let labels: Vec<String> =
        row.labels.iter().map(|label| format!("<span>{}</span>", escaped(label))).collect();
    let (said, more) = row.above_all(shown);
    let more = match more {
        0 => String::new(),
        more => format!(" <small>+{more}</small>"),
    };
    let sentence =
        if with_sentence { format!("<small>{}</small>", escaped(&row.headline)) } else { String::new() };
    let range = range.map(|range| format!("<td class=\"range\">{}</td>", escaped(range)));
    format!(
        "<tr><td class=\"what\">{}</td><td class=\"stance\" style=\"border-left-color:{}\">{}{sentence}</td>\
         <td>{}{more}</td>{}</tr>\n",
        labels.join("; "),
        colour(row.stance),
        escaped(row.stance.brief()),
        escaped(&said),
        range.unwrap_or_default(),
    )
}

/// From the laxest stance that is possible to the strictest.
fn range(possible: Option<&[Stance]>) -> String {
    let Some(possible) = possible else { return "was too much to work out".into() };
    match (possible.iter().min(), possible.iter().max()) {
        (Some(laxest), Some(strictest)) if laxest == strictest => format!("always: {}", laxest.brief()),
        (Some(laxest), Some(strictest)) => format!("from “{}” to “{}”", laxest.brief(), strictest.brief()),
        _ => "cannot be".into(),
    }
}

/// What was taken to be as usual and would change an answer: all that bears on safety, and some of the rest.
fn as_usual(tables: &[Table<'_>], given: &BTreeMap<String, FactValue>) -> String {
    let mut safety: BTreeMap<String, String> = BTreeMap::new();
    let mut others: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for presumed in tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.presumed) {
        if !presumed.matters || given.contains_key(&*presumed.fact) {
            continue;
        }
        let said = format!("{}: {}", presumed.label, presumed.words);
        if presumed.safety {
            safety.insert(presumed.fact.to_string(), said);
        } else {
            others.entry(presumed.fact.to_string()).or_insert((0, said)).0 += 1;
        }
    }
    let mut others: Vec<(usize, String)> = others.into_values().collect();
    others.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    let more = match others.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    let list = |said: Vec<String>| said.iter().map(|said| escaped(said)).collect::<Vec<_>>().join("; ");
    let others = list(others.into_iter().take(NAMED).map(|(_, said)| said).collect());
    let safety = list(safety.into_values().collect());
    let of_safety = (!safety.is_empty()).then(|| format!(
        "<p><b>Only while this is so, for safety:</b> {safety}. Where it is not, or nobody knows: ask for the guidance.</p>\n"
    ));
    let of_others = (!others.is_empty()).then(|| format!(
        "<p class=\"small\"><b>Also taken to be as usual, and able to change an answer:</b> {others}{more}.</p>\n"
    ));
    of_safety.into_iter().chain(of_others).collect()
}
