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

/// So many lines fit on a page, beside what stands above and below.
const LINES: usize = 54;

/// So many characters of what a row is about stand on a line, of what to do, and of what is possible.
const WIDTHS: [usize; 3] = [27, 57, 21];

/// So many things to do are shown of a row.
const ADVICE: usize = 2;

/// So much of what is taken to be as usual is named, beside what bears on safety.
const NAMED: usize = 8;

/// By this sentence a card is known to be one.
pub(super) const SELF: &str = "A card of the rules as they are held and applied.";

/// The card that the command line asks for, as a page of HTML.
pub(super) fn card(args: &Render, guideline: &Guideline, screen: &Screen) -> Result<String, Stop> {
    let fixed = lay_over(guideline.empty_situation(), &args.set, screen)?;
    let facts: Vec<&Fact> = args.card.iter().map(|name| fact(name, guideline)).collect::<Result<_, _>>()?;
    let tables: Vec<Table<'_>> = facts.into_iter().map(|fact| Table::of(fact, &fixed)).collect();
    let lines: usize = tables.iter().map(|table| 3 + table.rows.iter().map(Row::lines).sum::<usize>()).sum();
    if lines > LINES {
        let message = format!("about {lines} lines do not fit on one page, which has room for {LINES}");
        let help = "make several cards, or say more of what is so with `--set`";
        return Err(Fault::named("too-many", "--card", message, Some(help.into())).into());
    }
    Ok(page(&tables, &fixed, args))
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
    fn above_all(&self) -> (String, usize) {
        let shown: Vec<&str> = self.demands.iter().take(ADVICE).map(String::as_str).collect();
        (shown.join(" "), self.demands.len() - shown.len())
    }

    /// How many lines it takes, about.
    fn lines(&self) -> usize {
        let (said, more) = self.above_all();
        let lengths = [
            self.labels.iter().map(|label| label.chars().count() + 2).sum(),
            said.chars().count() + if more > 0 { 40 } else { 0 },
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
body { font: 8.5pt/1.3 'Helvetica Neue', Arial, sans-serif; max-width: 66em; margin: 1.5em auto; padding: 0 1em; color: #1b1b1b; }
h1 { font-size: 14pt; margin: 0 0 .2em; } h2 { font-size: 10.5pt; margin: .8em 0 .2em; } h2 small { font-weight: normal; color: #444; }
p { margin: .3em 0; } .small { font-size: 7.5pt; color: #333; } .stamp { font-weight: bold; color: #8a1c1c; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th { text-align: left; font-size: 7.5pt; font-weight: normal; color: #444; padding: 0 .5em .1em; }
td { border-top: 1px solid #bbb; padding: .2em .5em; vertical-align: top; overflow-wrap: break-word; }
tr { break-inside: avoid; } td.what { font-weight: bold; } td small { color: #444; }
td.stance { border-left: .8em solid; font-weight: bold; } td.stance small { display: block; font-weight: normal; }
.key b { white-space: nowrap; }
@page { size: A4; margin: 11mm 13mm; }
@media print { body { font-size: 8pt; margin: 0; max-width: none; padding: 0; -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
";

fn page(tables: &[Table<'_>], fixed: &Situation, args: &Render) -> String {
    let guideline = fixed.guideline();
    let layers: Vec<_> = guideline.layers().collect();
    let title = layers.last().map(|top| top.title.to_string()).unwrap_or_default();
    let stamps: Vec<String> = layers
        .iter()
        .flat_map(|layer| layer.stamps(args.as_of).into_iter().map(move |stamp| (layer, stamp)))
        .map(|(layer, stamp)| {
            format!("<span class=\"stamp\">{}</span> ({})", escaped(&stamp.text), escaped(&layer.title))
        })
        .collect();
    let given = fixed.facts();
    let where_it_holds = if given.is_empty() {
        String::new()
    } else {
        let known = crate::values::in_labels(guideline, &given, &fixed.guidance());
        format!("<p>Where this is so: <b>{}</b>.</p>\n", escaped(&known))
    };
    let sentences = sentences(tables);
    let drawn: String = tables.iter().map(|table| drawn(table, &sentences)).collect();
    let versions: Vec<String> =
        layers.iter().rev().map(|layer| format!("{} {}", layer.id, layer.version)).collect();
    let body = format!(
        "<h1>{}</h1>\n<p>{}</p>\n{where_it_holds}{drawn}{}{}<p class=\"small\">{SELF} It supports a clinician's judgement and never \
         replaces it. It speaks of conduct, never of what somebody feels or is. {}; digest {}.</p>\n",
        escaped(&title),
        stamps.join(" "),
        key(&sentences),
        as_usual(tables, &given),
        escaped(&versions.join(" over ")),
        escaped(guideline.digest()),
    );
    let language =
        layers.last().and_then(|top| top.about.language.as_ref()).map_or("en", |language| &**language);
    html::document(&title, language, STYLE, &body)
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

fn drawn(table: &Table<'_>, sentences: &BTreeMap<Stance, BTreeSet<String>>) -> String {
    let ranges: Vec<String> = table.rows.iter().map(|row| range(row.possible.as_deref())).collect();
    // What is the same of all stands once.
    let all =
        ranges.first().filter(|first| table.rows.len() > 1 && ranges.iter().all(|range| range == *first));
    let heading = if all.is_some() { "" } else { "<th style=\"width: 17%\">whatever else is so</th>" };
    let drawn = table.rows.iter().zip(&ranges).map(|(each, range)| {
        let alone = sentences.get(&each.stance).is_none_or(|sentences| sentences.len() == 1);
        row(each, !alone, all.is_none().then_some(range))
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

fn row(row: &Row, with_sentence: bool, range: Option<&String>) -> String {
    let labels: Vec<String> =
        row.labels.iter().map(|label| format!("<span>{}</span>", escaped(label))).collect();
    let (said, more) = row.above_all();
    let more = match more {
        0 => String::new(),
        more => format!(" <small>And {more} more: ask for the guidance.</small>"),
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
