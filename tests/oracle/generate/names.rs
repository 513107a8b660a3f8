//! Names whose order as bytes is not that in which one would say them.

use super::Draw;

pub struct Names {
    pub facts: Vec<&'static str>,
    pub rules: Vec<&'static str>,
    pub actions: Vec<&'static str>,
    pub terms: Vec<&'static str>,
    pub sources: Vec<&'static str>,
    pub safeguards: Vec<&'static str>,
    pub layers: Vec<&'static str>,
    pub documents: Vec<&'static str>,
}

impl Names {
    pub fn shuffled(draw: &mut Draw) -> Self {
        let mut shuffled = |names: &'static str| {
            let mut names: Vec<_> = names.split(' ').collect();
            draw.shuffle(&mut names);
            names
        };
        Self {
            facts: shuffled("client.age client.age_band bond.age bond.zeal a.b_c a.b a_b.d room.x"),
            rules: shuffled("r r-1 r10 r_1 r2 ra q r-10 r1 r_10 z q-9 q9 m"),
            actions: shuffled("a a_b a1 ab b both"),
            terms: shuffled("t t_1 t1 both a"),
            sources: shuffled("LAW1 code-2 A_1 A-1 a1"),
            safeguards: shuffled("s s-1 s1 never-q r"),
            layers: shuffled("base.rules clinic.house a.ward"),
            documents: shuffled("m b z/a a-1 a_1 y c a1 x"),
        }
    }
}

/// A name that nothing else of the kind has.
pub fn next(free: &mut Vec<&'static str>) -> &'static str {
    free.pop().expect("there are names for as many")
}
