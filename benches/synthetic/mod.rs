//! Rule sets of any size for benchmarks, always the same for the same size: structured by topic as guidelines are.
//!
//! Each rule tests two to four facts of its own topic's five or six, and in half of all cases one of six facts that all
//! topics share. Some rules have an alternative (`any`), some an exception (`none`), some override another of their topic.
//! The peers are given the same rules, so the form here is that of no engine; [`judge`] is the plain way to read it.

#![allow(dead_code, unused_imports, reason = "every benchmark that includes this module uses a part of it")]
#![allow(unreachable_pub, reason = "`pub` marks what the benchmarks use")]

mod document;
mod random;

pub use document::{document, situation};
pub use random::Random;

/// Facts that every topic's rules may test.
const SHARED: usize = 6;

/// Laxest first.
pub const STANCES: [&str; 5] = ["welcome", "allow", "moderate", "refrain", "pause"];

/// The stance where no permission counts.
pub const OTHERWISE: usize = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Flag,
    /// Of so many options.
    Choice(u64),
    Scale(u64),
    /// From 0 to 40.
    Count,
    /// Any of so many options, as bits.
    Several(u64),
}

#[derive(Clone, Debug)]
pub struct Fact {
    pub group: String,
    pub name: String,
    pub kind: Kind,
}

/// What is asked of a fact's value.
#[derive(Clone, Debug)]
pub enum Test {
    Is(u64),
    OneOf(Vec<u64>),
    AtLeast(u64),
    AtMost(u64),
    /// Any of these bits.
    Includes(u64),
}

#[derive(Clone, Debug)]
pub enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    None(Vec<Condition>),
    Test(usize, Test),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vote {
    Permits(usize),
    AtLeast(usize),
    /// Only actions.
    Duty,
}

#[derive(Clone, Debug)]
pub struct Rule {
    pub id: String,
    pub when: Condition,
    pub vote: Vote,
    /// Actions by number.
    pub actions: Vec<usize>,
    /// Rules by number, each smaller than this one's own.
    pub overrides: Vec<usize>,
}

#[derive(Clone, Debug)]
pub struct RuleSet {
    pub facts: Vec<Fact>,
    pub rules: Vec<Rule>,
    pub actions: usize,
}

/// A value of each fact, none where it is unknown.
pub type Situation = Vec<Option<u64>>;

/// What a complete situation comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub applicable: Vec<usize>,
    pub standing: Vec<usize>,
    pub stance: usize,
}

/// So many rules over so many facts.
pub fn rule_set(rules: usize, facts: usize) -> RuleSet {
    let mut random = Random::new(1 + rules as u64 * 1000 + facts as u64);
    let topics = (facts - SHARED).div_ceil(6).max(1);
    let facts: Vec<Fact> = (0..facts).map(|index| fact(index, topics, &mut random)).collect();
    let mut set = RuleSet { facts, rules: Vec::new(), actions: 40.min(rules) };
    for index in 0..rules {
        let rule = rule(&set, index, topics, &mut random);
        set.rules.push(rule);
    }
    set
}

/// Situations in which each fact is unknown with a chance of so many in a hundred.
pub fn situations(set: &RuleSet, count: usize, unknown: u64) -> Vec<Situation> {
    let mut random = Random::new(2026 + unknown);
    let value = |fact: &Fact, random: &mut Random| {
        let value = random.below(values(fact.kind));
        (!random.chance(unknown)).then_some(value)
    };
    (0..count).map(|_| set.facts.iter().map(|fact| value(fact, &mut random)).collect()).collect()
}

/// The plain way to judge a complete situation.
pub fn judge(set: &RuleSet, situation: &Situation) -> Outcome {
    let mut applicable = Vec::new();
    let mut standing = vec![false; set.rules.len()];
    let overridden_by = |index: usize| {
        set.rules
            .iter()
            .enumerate()
            .filter(move |(_, rule)| rule.overrides.contains(&index))
            .map(|(by, _)| by)
    };
    // A rule overrides only earlier ones.
    for (index, rule) in set.rules.iter().enumerate().rev() {
        if holds(&rule.when, situation) {
            applicable.push(index);
            standing[index] = !overridden_by(index).any(|by| standing[by]);
        }
    }
    applicable.reverse();
    let standing: Vec<usize> = (0..set.rules.len()).filter(|&index| standing[index]).collect();
    let votes = || standing.iter().map(|&index| set.rules[index].vote);
    let permitted =
        votes().filter_map(|vote| if let Vote::Permits(stance) = vote { Some(stance) } else { None });
    let demanded =
        votes().filter_map(|vote| if let Vote::AtLeast(stance) = vote { Some(stance) } else { None });
    let stance = permitted.min().unwrap_or(OTHERWISE).max(demanded.max().unwrap_or(0));
    Outcome { applicable, standing, stance }
}

fn holds(condition: &Condition, situation: &Situation) -> bool {
    match condition {
        Condition::All(parts) => parts.iter().all(|part| holds(part, situation)),
        Condition::Any(parts) => parts.iter().any(|part| holds(part, situation)),
        Condition::None(parts) => !parts.iter().any(|part| holds(part, situation)),
        Condition::Test(fact, test) => {
            let value = situation[*fact].expect("the situation is complete");
            match test {
                Test::Is(wanted) => value == *wanted,
                Test::OneOf(wanted) => wanted.contains(&value),
                Test::AtLeast(least) => value >= *least,
                Test::AtMost(most) => value <= *most,
                Test::Includes(bits) => value & bits != 0,
            }
        }
    }
}

/// How many values a fact has.
pub fn values(kind: Kind) -> u64 {
    match kind {
        Kind::Flag => 2,
        Kind::Choice(options) | Kind::Scale(options) => options,
        Kind::Count => 41,
        Kind::Several(options) => 1 << options,
    }
}

fn fact(index: usize, topics: usize, random: &mut Random) -> Fact {
    let group = match index.checked_sub(SHARED) {
        None => "shared".to_owned(),
        Some(own) => format!("topic_{}", own % topics),
    };
    let kind = match random.below(100) {
        0..40 => Kind::Flag,
        40..65 => Kind::Choice(3 + random.below(3)),
        65..85 => Kind::Scale(3 + random.below(3)),
        85..95 => Kind::Count,
        _ => Kind::Several(4),
    };
    Fact { group, name: format!("fact_{index}"), kind }
}

fn rule(set: &RuleSet, index: usize, topics: usize, random: &mut Random) -> Rule {
    let topic = index % topics;
    let mut own: Vec<usize> = (SHARED + topic..set.facts.len()).step_by(topics).collect();
    let tests = [2, 2, 3, 3, 4][random.choose(5)];
    let mut facts: Vec<usize> =
        (0..tests.min(own.len())).map(|_| own.swap_remove(random.choose(own.len()))).collect();
    facts.extend((random.chance(50)).then(|| random.choose(SHARED)));
    let mut parts: Vec<Condition> = facts.into_iter().map(|fact| test(set, fact, random)).collect();
    if parts.len() > 2 && random.chance(22) {
        let pair = vec![parts.pop().expect("there are three"), parts.pop().expect("there are two")];
        parts.push(Condition::Any(pair));
    }
    if parts.len() > 1 && random.chance(10) {
        let last = parts.pop().expect("there are two");
        parts.push(Condition::None(vec![last]));
    }
    let vote = match random.below(100) {
        0..40 => Vote::Permits(random.choose(3)),
        40..75 => Vote::AtLeast(1 + random.choose(4)),
        _ => Vote::Duty,
    };
    let mut actions: Vec<usize> = (0..random.choose(3)).map(|_| random.choose(set.actions)).collect();
    if vote == Vote::Duty && actions.is_empty() {
        actions.push(random.choose(set.actions));
    }
    actions.sort_unstable();
    actions.dedup();
    let earlier = index / topics; // Rules of this topic so far.
    let overrides = (earlier > 0 && random.chance(12)).then(|| random.choose(earlier) * topics + topic);
    Rule {
        id: format!("rule-{index}"),
        when: Condition::All(parts),
        vote,
        actions,
        overrides: Vec::from_iter(overrides),
    }
}

fn test(set: &RuleSet, fact: usize, random: &mut Random) -> Condition {
    let test = match set.facts[fact].kind {
        Kind::Flag => Test::Is(random.below(2)),
        Kind::Choice(options) if random.chance(50) => Test::Is(random.below(options)),
        Kind::Choice(options) => {
            let first = random.below(options);
            Test::OneOf(vec![first.min((first + 1) % options), first.max((first + 1) % options)])
        }
        Kind::Scale(options) if random.chance(50) => Test::AtLeast(1 + random.below(options - 1)),
        Kind::Scale(options) => Test::AtMost(random.below(options - 1)),
        Kind::Count if random.chance(50) => Test::AtLeast([5, 10, 20][random.choose(3)]),
        Kind::Count => Test::AtMost([4, 9, 19][random.choose(3)]),
        Kind::Several(options) => Test::Includes(1 << random.below(options)),
    };
    Condition::Test(fact, test)
}
