//! What is worth finding out: the facts whose answers can change the stance, best first.

use crate::chart::{Chart, Leaves, Target, leaves_of};
use crate::condition::Known;
use crate::diagram::{Diagrams, Join, Leaf, Node, OverBudget, TRUE};
use crate::encoding::{Place, Values};
use crate::guidance::{Answer, AnswerTest, Question};
use crate::model::Model;
use crate::outlook::{Outlook, Possible};
use crate::values::{fact_value, in_words};
use crate::verdict::Verdict;
use crate::vocabulary::{Fact, ValueCode};
use crate::words::Stance;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Steps that finding the questions of one situation may take.
const STEPS: usize = 200_000;

/// The leaf of answers that are not possible.
const NOWHERE: Leaf = 7;

/// The questions worth asking in a situation: those that can change the stance, unless it is settled, and the safety
/// facts that are unknown. Ranked by the fewest stances left at worst, then on average, then by id.
pub(crate) fn questions(model: &Model, outlook: &Outlook, known: &Known, verdict: &Verdict) -> Vec<Question> {
    let walk = Walk::new(outlook, known);
    let changing = if verdict.settled() { BTreeSet::new() } else { walk.changing() };
    let facts = model.vocabulary.facts().iter().enumerate();
    let asked = facts.filter(|(index, fact)| {
        known.get(*index).is_some_and(Option::is_none) && (fact.safety || changing.contains(index))
    });
    let mut questions: Vec<Question> = asked
        .map(|(index, fact)| Question {
            fact: fact.id.clone(),
            ask: fact.ask.clone(),
            askable: fact.askable,
            safety: fact.safety,
            changes_stance: changing.contains(&index),
            answers: walk.answers(model, index, fact),
        })
        .collect();
    questions.sort_by(|one, other| rank(one).cmp(&rank(other)).then_with(|| one.fact.cmp(&other.fact)));
    questions
}

/// How good a question is: the stances left at worst, then on average. Those that change nothing come last.
#[derive(PartialEq, Eq)]
struct Rank {
    idle: bool,
    worst: usize,
    sum: usize,
    answers: usize,
}

fn rank(question: &Question) -> Rank {
    let left = || question.answers.iter().map(|answer| answer.stances.len());
    Rank {
        idle: !question.changes_stance,
        worst: left().max().unwrap_or(0),
        sum: left().sum(),
        answers: question.answers.len().max(1),
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Rank) -> Ordering {
        // Averages as fractions, without dividing.
        let average = (self.sum * other.answers).cmp(&(other.sum * self.answers));
        (self.idle, self.worst).cmp(&(other.idle, other.worst)).then(average)
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Rank) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// One walk down and one up the chart of a situation: what each answer would leave.
struct Walk<'a> {
    outlook: &'a Outlook,
    /// The edge taken at each level; `None` where the fact is unknown.
    taken: Vec<Option<usize>>,
    /// Is a node met on the way down?
    met: Vec<bool>,
    /// The leaves below each node.
    below: Vec<Leaves>,
    /// The leaves that each edge of each level leads to.
    left: Vec<Vec<Leaves>>,
}

impl<'a> Walk<'a> {
    fn new(outlook: &'a Outlook, known: &Known) -> Walk<'a> {
        let taken = outlook.encoding.edges(known);
        let chart = &outlook.stances;
        let below = chart.below(&taken);
        let met = met(chart, &taken);
        let passing = passing(chart, &taken, &met, &below);
        let left = left(outlook, &met, &below, &passing);
        Walk { outlook, taken, met, below, left }
    }

    /// The leaves that an edge at a level leads to.
    fn leaves(&self, level: usize, edge: usize) -> Leaves {
        self.left.get(level).and_then(|left| left.get(edge)).copied().unwrap_or(0)
    }

    fn nodes_at(&self, level: usize) -> impl Iterator<Item = &[Target]> {
        let chart = &self.outlook.stances;
        chart
            .at_level(level)
            .filter(|&number| self.met.get(number) == Some(&true))
            .filter_map(|number| chart.node(number).map(|(_, edges)| edges))
    }

    /// The stances that an edge at a level leaves; none where it leaves no completion.
    fn stances(&self, level: usize, edge: usize) -> Vec<Stance> {
        Possible::of(self.leaves(level, edge)).stances().collect()
    }

    fn answers(&self, model: &Model, index: usize, fact: &Fact) -> Vec<Answer> {
        let Some(place) = self.outlook.encoding.fact(index) else { return Vec::new() };
        let one = |level: usize, edge: usize, (answer, words): (AnswerTest, String)| {
            Some(Answer { answer, words: words.into(), stances: self.stances(level, edge) })
                .filter(|answer| !answer.stances.is_empty())
        };
        match &place.values {
            Values::Codes(codes) => (0..*codes)
                .filter_map(|code| {
                    let value = ValueCode::try_from(code).ok()?;
                    let words = in_words(fact, value, &model.wording).to_string();
                    one(place.first, code, (AnswerTest::Value(fact_value(fact, value)), words))
                })
                .collect(),
            Values::Classes(classes) => (0..classes.len())
                .filter_map(|class| one(place.first, class, range(fact, classes, class)?))
                .collect(),
            Values::Bits(_) => fact
                .options
                .iter()
                .enumerate()
                .flat_map(|(option, said)| {
                    let with = (AnswerTest::With { includes: said.id.clone() }, said.label.to_string());
                    let without = (
                        AnswerTest::Without { includes_none: [said.id.clone()] },
                        format!("not {}", said.label),
                    );
                    let level = place.first + option;
                    [one(level, 1, with), one(level, 0, without)]
                })
                .flatten()
                .collect(),
        }
    }

    /// The facts two of whose possible answers come to different stances under some possible answers to the others,
    /// each taken by itself. Past the budget: every fact that is met at all.
    fn changing(&self) -> BTreeSet<usize> {
        self.changing_exactly().unwrap_or_else(|OverBudget| {
            let levels = 0..self.taken.len();
            levels
                .filter(|&level| {
                    self.taken.get(level) == Some(&None) && self.nodes_at(level).next().is_some()
                })
                .filter_map(|level| self.outlook.encoding.fact_at(level))
                .collect()
        })
    }

    fn changing_exactly(&self) -> Result<BTreeSet<usize>, OverBudget> {
        let encoding = &self.outlook.encoding;
        let mut diagrams = Diagrams::new(encoding.arities().to_vec(), STEPS)?;
        let mut function = self.within_answers(&mut diagrams)?;
        let mut entangled = Vec::new();
        for fact in self.unknown_several() {
            if let Some(place) = encoding.fact(fact)
                && let Some(answers) = self.entangled_answers(place, &mut diagrams)?
            {
                // Where an answer to a `several` is not possible, so say all functions, and they stay comparable.
                let none = diagrams.map([TRUE, 0, 0, 0, 0, 0, 0, 0], answers)?;
                function = diagrams.join(Join::Unless(NOWHERE), none, function)?;
                entangled.push(fact);
            }
        }
        let mut changing: BTreeSet<usize> = BTreeSet::new();
        let inner = diagrams.inner(function);
        let levels: BTreeSet<usize> = inner.iter().map(|&node| diagrams.level(node)).collect();
        changing.extend(levels.into_iter().filter_map(|level| encoding.fact_at(level)));
        changing.retain(|fact| {
            !entangled.contains(fact)
                || encoding.fact(*fact).is_some_and(|place| parts(&diagrams, function, place))
        });
        Ok(changing)
    }

    fn unknown_several(&self) -> Vec<usize> {
        let encoding = &self.outlook.encoding;
        let facts: BTreeSet<usize> = (0..self.taken.len())
            .filter(|&level| self.taken.get(level) == Some(&None))
            .filter_map(|level| encoding.fact_at(level))
            .collect();
        let several =
            |fact: &usize| encoding.fact(*fact).is_some_and(|place| matches!(place.values, Values::Bits(_)));
        facts.into_iter().filter(several).collect()
    }

    /// The stance of every situation, where known facts are put in, and answers that leave no completion go the way of
    /// the first that does: what cannot be answered makes no difference.
    fn within_answers(&self, diagrams: &mut Diagrams) -> Result<Node, OverBudget> {
        let chart = &self.outlook.unbounded;
        let mut nodes: Vec<Node> = Vec::with_capacity(chart.len());
        let node_of = |target: Target, nodes: &[Node]| match target {
            Target::Leaf(leaf) => Node::leaf(leaf),
            Target::Node(number) => nodes.get(number).copied().unwrap_or(Node::leaf(NOWHERE)),
        };
        for number in 0..chart.len() {
            let Some((level, edges)) = chart.node(number) else { continue };
            let node = match self.taken.get(level).copied().flatten() {
                Some(edge) => edges.get(edge).map_or(Node::leaf(NOWHERE), |&target| node_of(target, &nodes)),
                None => {
                    let possible: Vec<bool> =
                        (0..edges.len()).map(|edge| !self.stances(level, edge).is_empty()).collect();
                    let first = possible.iter().position(|&possible| possible).unwrap_or(0);
                    let targets = edges.iter().enumerate().map(|(edge, &target)| {
                        let stays = possible.get(edge) == Some(&true);
                        if stays { target } else { edges.get(first).copied().unwrap_or(target) }
                    });
                    let edges: Vec<Node> = targets.map(|target| node_of(target, &nodes)).collect();
                    diagrams.node(level, &edges)?
                }
            };
            nodes.push(node);
        }
        Ok(node_of(chart.root(), &nodes))
    }

    /// The possible answers to a `several`, as a function of its options, where they are not simply all sets of its
    /// possible options.
    fn entangled_answers(&self, place: &Place, diagrams: &mut Diagrams) -> Result<Option<Node>, OverBudget> {
        let Values::Bits(options) = place.values else { return Ok(None) };
        let block = place.first..place.first + options;
        let chart = &self.outlook.stances;
        let leads_somewhere =
            |target: Target| Possible::of(leaves_of(target, &self.below)).stances().next().is_some();
        let blocked = block.clone().any(|level| {
            self.nodes_at(level).any(|edges| edges.iter().any(|&target| !leads_somewhere(target)))
        });
        if !blocked {
            return Ok(None);
        }
        // Within the block as it is; beyond it, whether anything is left.
        let mut inside: Vec<Node> = vec![Node::leaf(0); chart.len()];
        let node_of = |target: Target, inside: &[Node]| match target {
            Target::Node(number) if chart.node(number).is_some_and(|(level, _)| block.contains(&level)) => {
                inside.get(number).copied().unwrap_or(Node::leaf(0))
            }
            beyond => Node::leaf(if leads_somewhere(beyond) { TRUE } else { 0 }),
        };
        let mut entries: BTreeSet<Node> = BTreeSet::new();
        for number in 0..chart.len() {
            let Some((level, edges)) = chart.node(number) else { continue };
            if block.contains(&level) {
                let edges: Vec<Node> = edges.iter().map(|&target| node_of(target, &inside)).collect();
                let node = diagrams.node(level, &edges)?;
                if let Some(slot) = inside.get_mut(number) {
                    *slot = node;
                }
            }
        }
        for (level, target) in self.steps() {
            let beyond = level.is_none_or(|level| level < block.start);
            let lands = match target {
                Target::Node(number) => chart.node(number).map_or(usize::MAX, |(level, _)| level),
                Target::Leaf(_) => usize::MAX,
            };
            if beyond && lands >= block.start {
                entries.insert(node_of(target, &inside));
            }
        }
        let answers = diagrams.join_all(Join::Max, 0, entries)?;
        Ok(Some(answers).filter(|&answers| answers != Node::leaf(TRUE)))
    }

    /// Every step of the walk: the level it is taken from (`None` for the first), and where it leads.
    fn steps(&self) -> impl Iterator<Item = (Option<usize>, Target)> {
        let chart = &self.outlook.stances;
        let met = (0..chart.len()).filter(|&number| self.met.get(number) == Some(&true));
        let nodes = met.filter_map(|number| chart.node(number));
        let steps = nodes.flat_map(|(level, edges)| {
            let taken = self.taken.get(level).copied().flatten();
            let edges =
                edges.iter().enumerate().filter(move |(edge, _)| taken.is_none_or(|taken| taken == *edge));
            edges.map(move |(_, &target)| (Some(level), target))
        });
        std::iter::once((None, chart.root())).chain(steps)
    }
}

/// Do two possible answers to an entangled `several` part ways from anywhere?
fn parts(diagrams: &Diagrams, function: Node, place: &Place) -> bool {
    let Values::Bits(options) = place.values else { return true };
    let block = place.first..place.first + options;
    let mut entries: BTreeSet<Node> = BTreeSet::from([function]);
    for node in diagrams.inner(function) {
        if let Some((level, edges)) = diagrams.open(node)
            && level < block.start
        {
            entries.extend(edges);
        }
    }
    entries.into_iter().filter(|&entry| block.contains(&diagrams.level(entry))).any(|entry| {
        let (mut exits, mut seen, mut to_visit) = (BTreeSet::new(), BTreeSet::new(), vec![entry]);
        while let Some(node) = to_visit.pop() {
            match diagrams.open(node) {
                Some((level, edges)) if block.contains(&level) => {
                    to_visit.extend(edges.iter().filter(|&&edge| seen.insert(edge)));
                }
                _ if node == Node::leaf(NOWHERE) => {}
                _ => {
                    exits.insert(node);
                }
            }
        }
        exits.len() > 1
    })
}

/// Which nodes a walk meets, from the root along the edges that are taken.
fn met(chart: &Chart, taken: &[Option<usize>]) -> Vec<bool> {
    let mut met = vec![false; chart.len()];
    let meet = |target: Target, met: &mut Vec<bool>| {
        if let Target::Node(number) = target
            && let Some(slot) = met.get_mut(number)
        {
            *slot = true;
        }
    };
    meet(chart.root(), &mut met);
    for number in (0..chart.len()).rev() {
        if met.get(number) != Some(&true) {
            continue;
        }
        let Some((level, edges)) = chart.node(number) else { continue };
        match taken.get(level).copied().flatten() {
            Some(edge) => edges.get(edge).into_iter().for_each(|&target| meet(target, &mut met)),
            None => edges.iter().for_each(|&target| meet(target, &mut met)),
        }
    }
    met
}

/// The leaves of the paths that pass each level by.
fn passing(chart: &Chart, taken: &[Option<usize>], met: &[bool], below: &[Leaves]) -> Vec<Leaves> {
    let levels = taken.len();
    // For each leaf, where paths to it begin and cease to pass levels by.
    let mut changes = vec![[0_i32; 8]; levels + 1];
    let mut pass = |from: usize, target: Target| {
        let to = match target {
            Target::Node(number) => chart.node(number).map_or(levels, |(level, _)| level),
            Target::Leaf(_) => levels,
        };
        let leaves = leaves_of(target, below);
        for (leaf, by) in (0..8).flat_map(|leaf| [(leaf, 1), (leaf, -1)]) {
            let place = if by == 1 { from } else { to };
            if leaves >> leaf & 1 == 1
                && let Some(slot) = changes.get_mut(place).and_then(|changes| changes.get_mut(leaf))
            {
                *slot += by;
            }
        }
    };
    pass(0, chart.root());
    for number in (0..chart.len()).filter(|&number| met.get(number) == Some(&true)) {
        let Some((level, edges)) = chart.node(number) else { continue };
        let taken = taken.get(level).copied().flatten();
        let edges = edges.iter().enumerate().filter(|(edge, _)| taken.is_none_or(|taken| taken == *edge));
        edges.for_each(|(_, &target)| pass(level + 1, target));
    }
    let mut open = [0_i32; 8];
    let sum = |changes: &[i32; 8]| {
        open.iter_mut().zip(changes).for_each(|(open, change)| *open += change);
        open.iter().enumerate().fold(0, |leaves, (leaf, &open)| leaves | (u8::from(open > 0) << leaf))
    };
    changes.iter().take(levels).map(sum).collect()
}

/// The leaves that each edge of each level leads to, by the nodes that are met and by the paths that pass the level by.
fn left(outlook: &Outlook, met: &[bool], below: &[Leaves], passing: &[Leaves]) -> Vec<Vec<Leaves>> {
    let arities = outlook.encoding.arities().iter();
    let mut left: Vec<Vec<Leaves>> =
        arities.zip(passing).map(|(&arity, &passing)| vec![passing; arity]).collect();
    let chart = &outlook.stances;
    for number in (0..chart.len()).filter(|&number| met.get(number) == Some(&true)) {
        let Some((level, edges)) = chart.node(number) else { continue };
        let Some(left) = left.get_mut(level) else { continue };
        left.iter_mut().zip(edges).for_each(|(left, &target)| *left |= leaves_of(target, below));
    }
    left
}

/// A class of counts as an answer.
fn range(fact: &Fact, classes: &[u32], class: usize) -> Option<(AnswerTest, String)> {
    let at_least = *classes.get(class)?;
    let next = classes.get(class + 1).map(|next| next - 1);
    let at_most = next.or_else(|| fact.range.as_ref().and_then(|range| range.max));
    let words = match at_most {
        Some(at_most) if at_most == at_least => at_least.to_string(),
        Some(at_most) => format!("{at_least} to {at_most}"),
        None => format!("{at_least} or more"),
    };
    Some((AnswerTest::Range { at_least, at_most }, words))
}
