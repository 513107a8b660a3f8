//! Formulas as clauses: a circuit of gates that a solver of propositional logic is asked about.

use batsat::{BasicSolver, Lit, SolverInterface, lbool};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub struct Circuit {
    solver: BasicSolver,
    /// The gate that joins these by *and*: two gates for one formula would only be more to search.
    gates: BTreeMap<BTreeSet<Lit>, Lit>,
    always: Option<Lit>,
}

impl Circuit {
    /// True, whatever else is.
    pub fn always(&mut self) -> Lit {
        if let Some(always) = self.always {
            return always;
        }
        let always = self.variable();
        self.require([always]);
        self.always = Some(always);
        always
    }

    /// Something that is free to be true or false.
    pub fn variable(&mut self) -> Lit {
        Lit::new(self.solver.new_var_default(), true)
    }

    /// At least one of these, in all that follows.
    pub fn require(&mut self, any: impl IntoIterator<Item = Lit>) {
        let mut clause = any.into_iter().collect();
        self.solver.add_clause_reuse(&mut clause);
    }

    pub fn and(&mut self, parts: impl IntoIterator<Item = Lit>) -> Lit {
        let always = self.always();
        let mut parts: BTreeSet<Lit> = parts.into_iter().collect();
        parts.remove(&always);
        if parts.iter().any(|part| *part == !always || parts.contains(&!*part)) {
            return !always;
        }
        match parts.len() {
            0 => always,
            1 => parts.pop_first().unwrap_or(always),
            _ => self.gate(parts),
        }
    }

    pub fn or(&mut self, parts: impl IntoIterator<Item = Lit>) -> Lit {
        !self.and(parts.into_iter().map(|part| !part))
    }

    /// True exactly where all its parts are.
    fn gate(&mut self, parts: BTreeSet<Lit>) -> Lit {
        if let Some(gate) = self.gates.get(&parts) {
            return *gate;
        }
        let gate = self.variable();
        for part in &parts {
            self.require([!gate, *part]);
        }
        self.require(parts.iter().map(|part| !*part).chain([gate]));
        self.gates.insert(parts, gate);
        gate
    }

    /// Whether all of these can be true together.
    pub fn is_possible(&mut self, together: &[Lit]) -> bool {
        let answer = self.solver.solve_limited(together);
        assert!(answer != lbool::UNDEF, "the solver has no limit");
        answer == lbool::TRUE
    }

    /// Whether something is true in what the solver found possible last.
    pub fn is_true(&self, what: Lit) -> bool {
        self.solver.value_lit(what) == lbool::TRUE
    }
}
