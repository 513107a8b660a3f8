//! One page for a wall or a pocket: what holds for each value of a few facts, worked out over every situation.

use super::html;
use super::pictures::{colour, escaped};
use crate::args::{Presume, Render};
use crate::commands::situation::{begun, lay_over};
use crate::fault::{Fault, Stop};
use crate::screen::Screen;
use crate::suggest;
use crate::values::in_words;
use demeanor::guidance::{Modality, Presumed};
use demeanor::{Fact, FactValue, Guideline, Kind, Situation, Stance};
use std::collections::BTreeMap;

/// So many rows fit on a page.
const ROWS: usize = 30;

/// So many things to do are shown of a row.
const ADVICE: usize = 3;

/// So much of what is taken to be as usual is named, beside what bears on safety.
const NAMED: usize = 8;

/// By this sentence a card is known to be one.
pub(super) const SELF: &str = "A card of the rules as they are held and applied.";

/// The card that the command line asks for, as a page of HTML.
pub(super) fn card(args: &Render, guideline: &Guideline, screen: &Screen) -> Result<String, Stop> {
    let fixed = lay_over(guideline.empty_situation(), &args.set, screen)?;
    let facts: Vec<&Fact> = args.card.iter().map(|name| fact(name, guideline)).collect::<Result<_, _>>()?;
    let tables: Vec<Table<'_>> = facts.into_iter().map(|fact| Table::of(fact, &fixed)).collect();
    let rows: usize = tables.iter().map(|table| table.rows.len()).sum();
    if rows > ROWS {
        let message = format!("{rows} rows do not fit on one page, which has room for {ROWS}");
        return Err(Fault::named("too-many", "--card", message, Some("make several cards".into())).into());
    }
    Ok(page(&tables, &fixed, args))
}

/// A fact whose values can stand in rows.
fn fact<'a>(name: &str, guideline: &'a Guideline) -> Result<&'a Fact, Box<Fault>> {
    let facts = guideline.facts();
    let called = |fact: &&Fact| &*fact.id == name || fact.formerly.iter().any(|former| &**former == name);
    let found = facts.iter().find(called).ok_or_else(|| {
        let near = suggest::nearest(name, facts.iter().map(|fact| &*fact.id));
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
        for row in values(fact).into_iter().filter_map(|value| Row::of(fact, &value, fixed)) {
            match rows.iter_mut().find(|other| other.says_the_same(&row)) {
                Some(other) => {
                    other.labels.extend(row.labels);
                    other.presumed.extend(row.presumed);
                }
                None => rows.push(row),
            }
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

    fn says_the_same(&self, other: &Row) -> bool {
        let said = |row: &Row| (row.stance, row.headline.clone(), row.demands.clone(), row.possible.clone());
        said(self) == said(other)
    }
}

/// The values of a fact, of one with several each option alone.
fn values(fact: &Fact) -> Vec<FactValue> {
    let options = || fact.options.iter().map(|option| option.id.clone());
    match fact.kind {
        Kind::Flag => vec![FactValue::Flag(true), FactValue::Flag(false)],
        Kind::Choice | Kind::Scale => options().map(FactValue::Option).collect(),
        Kind::Several => options().map(|option| FactValue::Several(vec![option])).collect(),
        Kind::Count => Vec::new(),
    }
}

const STYLE: &str = "
body { font: 10pt/1.35 'Helvetica Neue', Arial, sans-serif; max-width: 52em; margin: 1.5em auto; padding: 0 1em; color: #1b1b1b; }
h1 { font-size: 17pt; margin: 0 0 .2em; } h2 { font-size: 12pt; margin: 1em 0 .3em; }
p { margin: .3em 0; } .small { font-size: 8pt; color: #333; } .stamp { font-weight: bold; color: #8a1c1c; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: 8pt; font-weight: normal; color: #444; padding: 0 .6em .2em; }
td { border-top: 1px solid #bbb; padding: .35em .6em; vertical-align: top; }
tr { break-inside: avoid; } td.what { font-weight: bold; width: 30%; } td.range { width: 20%; font-size: 9pt; }
td.stance { border-left: .9em solid; width: 24%; } td ul { margin: 0; padding-left: 1.1em; } td small { display: block; color: #444; }
@page { size: A4; margin: 14mm 15mm; }
@media print { body { margin: 0; max-width: none; padding: 0; -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
";

fn page(tables: &[Table<'_>], fixed: &Situation, args: &Render) -> String {
    let guideline = fixed.guideline();
    let layers: Vec<_> = guideline.layers().collect();
    let title = layers.last().map(|top| top.title.to_string()).unwrap_or_default();
    let stamps = layers.iter().flat_map(|layer| layer.stamps(args.as_of));
    let stamps: Vec<String> =
        stamps.map(|stamp| format!("<span class=\"stamp\">{}</span>", escaped(&stamp.text))).collect();
    let given = fixed.facts();
    let where_it_holds = if given.is_empty() {
        String::new()
    } else {
        let known = crate::values::in_labels(guideline, &given, &fixed.guidance());
        format!("<p>Where this is so: <b>{}</b>.</p>\n", escaped(&known))
    };
    let drawn: String = tables.iter().map(drawn).collect();
    let versions: Vec<String> =
        layers.iter().rev().map(|layer| format!("{} {}", layer.id, layer.version)).collect();
    let body = format!(
        "<h1>{}</h1>\n<p>{}</p>\n{where_it_holds}{drawn}{}<p class=\"small\">{SELF} It supports a clinician's judgement and never \
         replaces it. It speaks of conduct, never of what somebody feels or is. {}; digest {}.</p>\n",
        escaped(&title),
        stamps.join(" "),
        as_usual(tables, &given),
        escaped(&versions.join(" over ")),
        escaped(guideline.digest()),
    );
    let language =
        layers.last().and_then(|top| top.about.language.as_ref()).map_or("en", |language| &**language);
    html::document(&title, language, STYLE, &body)
}

fn drawn(table: &Table<'_>) -> String {
    let ranges: Vec<String> = table.rows.iter().map(|row| range(row.possible.as_deref())).collect();
    // What is the same of all stands once.
    let all =
        ranges.first().filter(|first| table.rows.len() > 1 && ranges.iter().all(|range| range == *first));
    let heading = if all.is_some() { "" } else { "<th>whatever else is so</th>" };
    let rows: String = table
        .rows
        .iter()
        .zip(&ranges)
        .map(|(each, range)| row(each, all.is_none().then_some(range)))
        .collect();
    let below = all.map(|range| {
        format!("<p class=\"small\">Whatever else is so, each of them: {}.</p>\n", escaped(range))
    });
    format!(
        "<h2>{}</h2>\n<p class=\"small\">{}</p>\n<table>\n<tr><th></th><th>if all else is as usual</th><th>then above all</th>\
         {heading}</tr>\n{rows}</table>\n{}",
        escaped(&table.fact.label),
        escaped(&table.fact.ask),
        below.unwrap_or_default()
    )
}

fn row(row: &Row, range: Option<&String>) -> String {
    let labels: Vec<String> =
        row.labels.iter().map(|label| format!("<span>{}</span>", escaped(label))).collect();
    let items: String =
        row.demands.iter().take(ADVICE).map(|demand| format!("<li>{}</li>", escaped(demand))).collect();
    let more = match row.demands.len().saturating_sub(ADVICE) {
        0 => String::new(),
        more => format!("<small>and {more} more: ask for the guidance</small>"),
    };
    let range = range.map(|range| format!("<td class=\"range\">{}</td>", escaped(range)));
    format!(
        "<tr><td class=\"what\">{}</td><td class=\"stance\" style=\"border-left-color:{}\"><b>{}</b><small>{}</small></td>\
         <td><ul>{items}</ul>{more}</td>{}</tr>\n",
        labels.join("; "),
        colour(row.stance),
        escaped(row.stance.brief()),
        escaped(&row.headline),
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
    let mut told = String::new();
    if !safety.is_empty() {
        told += &format!(
            "<p><b>Only while this is so, for safety:</b> {safety}. Where it is not, or nobody knows: ask for the guidance.</p>\n"
        );
    }
    if !others.is_empty() {
        told += &format!(
            "<p class=\"small\"><b>Also taken to be as usual, and able to change an answer:</b> {others}{more}.</p>\n"
        );
    }
    told
}
