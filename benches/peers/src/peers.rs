//! The peers: each compiles the rules once, and then says which of them apply.

use crate::expression::{CEDAR, CEL, ZEN, expression, json_logic, rego};
use crate::synthetic::RuleSet;
use serde_json::{Value, json};
use std::str::FromStr;
use std::task::{Context, Poll, Waker};

/// An engine with the rules in it, and situations that are prepared as it likes them best.
pub trait Peer {
    /// Prepares situations.
    fn prepare(&mut self, texts: &[String]);
    /// The numbers of the rules that apply in a prepared situation.
    fn decide(&mut self, situation: usize) -> Vec<usize>;
    /// The same from the text of a situation.
    fn from_text(&mut self, text: &str) -> Vec<usize> {
        self.prepare(&[text.to_owned()]);
        self.decide(0)
    }
}

/// A peer's name, and how it compiles rules; nothing where it refuses them.
pub type Compile = (&'static str, fn(&RuleSet) -> Option<Box<dyn Peer>>);

pub const PEERS: [Compile; 5] = [
    ("cedar-policy", |set| Some(Box::new(Cedar::new(set)))),
    ("regorus", |set| Regorus::new(set).map(|peer| Box::new(peer) as Box<dyn Peer>)),
    ("cel", |set| Some(Box::new(Cel::new(set)))),
    ("zen-engine", |set| Some(Box::new(Zen::new(set)))),
    ("datalogic-rs", |set| Some(Box::new(DataLogic::new(set)))),
];

struct Cedar {
    authorizer: cedar_policy::Authorizer,
    policies: cedar_policy::PolicySet,
    entities: cedar_policy::Entities,
    requests: Vec<cedar_policy::Request>,
}

impl Cedar {
    fn new(set: &RuleSet) -> Cedar {
        let policies: String = set
            .rules
            .iter()
            .map(|rule| {
                format!("permit(principal, action, resource) when {{ {} }};\n", expression(set, &rule.when, &CEDAR))
            })
            .collect();
        Cedar {
            authorizer: cedar_policy::Authorizer::new(),
            policies: cedar_policy::PolicySet::from_str(&policies).expect("the policies are read"),
            entities: cedar_policy::Entities::empty(),
            requests: Vec::new(),
        }
    }
}

impl Peer for Cedar {
    fn prepare(&mut self, texts: &[String]) {
        let uid = |text: &str| cedar_policy::EntityUid::from_str(text).expect("it is a name");
        let request = |text: &String| {
            let context = cedar_policy::Context::from_json_str(text, None).expect("it is a context");
            let (who, what, which) = (uid("User::\"u\""), uid("Action::\"a\""), uid("Thing::\"t\""));
            cedar_policy::Request::new(who, what, which, context, None).expect("it is a request")
        };
        self.requests = texts.iter().map(request).collect();
    }

    fn decide(&mut self, situation: usize) -> Vec<usize> {
        let response = self.authorizer.is_authorized(&self.requests[situation], &self.policies, &self.entities);
        let number = |id: &cedar_policy::PolicyId| {
            let id: &str = id.as_ref();
            id.trim_start_matches("policy").parse().expect("policies are numbered")
        };
        response.diagnostics().reason().map(number).collect()
    }
}

struct Regorus {
    policy: regorus::CompiledPolicy,
    inputs: Vec<regorus::Value>,
}

impl Regorus {
    fn new(set: &RuleSet) -> Option<Regorus> {
        let mut engine = regorus::Engine::new();
        engine.add_policy("rules.rego".into(), rego(set)).ok()?;
        let policy = engine.compile_with_entrypoint(&"data.rules.applicable".into()).ok()?;
        Some(Regorus { policy, inputs: Vec::new() })
    }
}

impl Peer for Regorus {
    fn prepare(&mut self, texts: &[String]) {
        self.inputs = texts.iter().map(|text| regorus::Value::from_json_str(text).expect("it is JSON")).collect();
    }

    fn decide(&mut self, situation: usize) -> Vec<usize> {
        let found = self.policy.eval_with_input(self.inputs[situation].clone()).expect("it evaluates");
        let found = found.as_set().expect("it is a set").iter();
        found.map(|number| number.as_u64().expect("it is a number") as usize).collect()
    }
}

struct Cel {
    programs: Vec<cel::Program>,
    contexts: Vec<cel::Context<'static, 'static>>,
}

impl Cel {
    fn new(set: &RuleSet) -> Cel {
        let compile = |rule: &crate::synthetic::Rule| {
            cel::Program::compile(&expression(set, &rule.when, &CEL)).expect("the expression is read")
        };
        Cel { programs: set.rules.iter().map(compile).collect(), contexts: Vec::new() }
    }
}

impl Peer for Cel {
    fn prepare(&mut self, texts: &[String]) {
        let context = |text: &String| {
            let mut context = cel::Context::default();
            let facts: serde_json::Map<String, Value> = serde_json::from_str(text).expect("it is JSON");
            for (name, value) in facts {
                match value {
                    Value::Bool(flag) => context.add_variable_from_value(name, flag),
                    Value::Number(number) => {
                        context.add_variable_from_value(name, number.as_i64().expect("it is whole"));
                    }
                    Value::String(text) => context.add_variable_from_value(name, text),
                    Value::Array(list) => {
                        let list: Vec<cel::Value> =
                            list.iter().map(|each| each.as_str().expect("it is a text").into()).collect();
                        context.add_variable_from_value(name, list);
                    }
                    _ => panic!("no fact is that"),
                }
            }
            context
        };
        self.contexts = texts.iter().map(context).collect();
    }

    fn decide(&mut self, situation: usize) -> Vec<usize> {
        let context = &self.contexts[situation];
        let applies = |program: &cel::Program| program.execute(context).expect("it evaluates") == cel::Value::Bool(true);
        self.programs.iter().enumerate().filter(|(_, program)| applies(program)).map(|(number, _)| number).collect()
    }
}

struct Zen {
    decision: zen_engine::Decision,
    contexts: Vec<zen_engine::Variable>,
}

impl Zen {
    fn new(set: &RuleSet) -> Zen {
        let rules: Vec<Value> = set
            .rules
            .iter()
            .enumerate()
            .map(|(number, rule)| {
                json!({ "_id": number.to_string(), "when": expression(set, &rule.when, &ZEN), "then": number.to_string() })
            })
            .collect();
        let table = json!({
            "hitPolicy": "collect",
            "inputs": [{ "id": "when", "name": "When" }],
            "outputs": [{ "id": "then", "name": "Then", "field": "rule" }],
            "rules": rules,
        });
        let graph = json!({
            "nodes": [
                { "id": "in", "name": "in", "type": "inputNode", "position": { "x": 0, "y": 0 } },
                { "id": "table", "name": "table", "type": "decisionTableNode", "content": table, "position": { "x": 0, "y": 0 } },
                { "id": "out", "name": "out", "type": "outputNode", "position": { "x": 0, "y": 0 } },
            ],
            "edges": [
                { "id": "1", "sourceId": "in", "targetId": "table", "type": "edge" },
                { "id": "2", "sourceId": "table", "targetId": "out", "type": "edge" },
            ],
        });
        let content: zen_engine::model::GraphContent = serde_json::from_value(graph).expect("it is a graph");
        let mut decision = zen_engine::Decision::from(content);
        decision.compile();
        Zen { decision, contexts: Vec::new() }
    }
}

impl Peer for Zen {
    fn prepare(&mut self, texts: &[String]) {
        let context = |text: &String| serde_json::from_str::<Value>(text).expect("it is JSON").into();
        self.contexts = texts.iter().map(context).collect();
    }

    fn decide(&mut self, situation: usize) -> Vec<usize> {
        let answer = ready(self.decision.evaluate(self.contexts[situation].clone())).expect("it evaluates");
        let found = answer.result.as_array().expect("it is a list");
        let number = |entry: &zen_engine::Variable| {
            let number = entry.dot("rule").expect("each has one");
            let number: Value = number.into();
            number.as_f64().expect("it is a number") as usize
        };
        found.borrow().iter().map(number).collect()
    }
}

/// What a future comes to that waits for nothing.
fn ready<F: Future>(future: F) -> F::Output {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing is waited for"),
    }
}

struct DataLogic {
    engine: datalogic_rs::Engine,
    rules: Vec<datalogic_rs::Logic>,
    arena: bumpalo::Bump,
    inputs: Vec<datalogic_rs::ParsedData>,
}

impl DataLogic {
    fn new(set: &RuleSet) -> DataLogic {
        let engine = datalogic_rs::Engine::new();
        let compile = |rule: &crate::synthetic::Rule| {
            engine.compile(json_logic(set, &rule.when).to_string().as_str()).expect("the logic is read")
        };
        let rules = set.rules.iter().map(compile).collect();
        DataLogic { engine, rules, arena: bumpalo::Bump::new(), inputs: Vec::new() }
    }
}

impl Peer for DataLogic {
    fn prepare(&mut self, texts: &[String]) {
        let parsed = |text: &String| datalogic_rs::ParsedData::from_json(text).expect("it is JSON");
        self.inputs = texts.iter().map(parsed).collect();
    }

    fn decide(&mut self, situation: usize) -> Vec<usize> {
        self.arena.reset();
        let input = &self.inputs[situation];
        let applies = |logic: &datalogic_rs::Logic| {
            self.engine.evaluate(logic, input, &self.arena).expect("it evaluates").as_bool() == Some(true)
        };
        self.rules.iter().enumerate().filter(|(_, logic)| applies(logic)).map(|(number, _)| number).collect()
    }
}
