//! Probe.
#![allow(warnings)]
mod synthetic;
use demeanor::*;
use std::hint::black_box;
use std::time::Instant;
fn time(name: &str, n: usize, mut f: impl FnMut()) {
    let mut best = f64::MAX;
    for _ in 0..12 {
        let t = Instant::now();
        f();
        best = best.min(t.elapsed().as_nanos() as f64);
    }
    println!("{name}: {:.1} ns", best / n as f64);
}
fn main() {
    for (r, f) in [(60, 40), (600, 60), (6000, 100)] {
        println!("== {r} x {f}");
        let set = synthetic::rule_set(r, f);
        let text = synthetic::document(&set);
        let t = Instant::now();
        let g = Guideline::build_unproved([Document::new("s.json", text.clone())])
            .unwrap_or_else(|e| panic!("{e}"));
        println!(
            "load {:.2} ms, {} bytes of text, {} of rows",
            t.elapsed().as_secs_f64() * 1e3,
            text.len(),
            g.row_bytes()
        );
        for unknown in [0, 15] {
            let sits = synthetic::situations(&set, 200, unknown);
            let given: Vec<Situation> = sits
                .iter()
                .map(|s| g.situation(&synthetic::situation(&set, s)).unwrap_or_else(|e| panic!("{e}")))
                .collect();
            let mut live: Vec<LiveSituation> = given.iter().map(|s| s.live()).collect();
            let mut standing = 0;
            if unknown == 0 {
                for (l, s) in live.iter_mut().zip(&sits) {
                    let o = synthetic::judge(&set, s);
                    let r = l.ruling();
                    let mut st: Vec<usize> = r.standing().map(|i| i).collect();
                    let ids: Vec<String> = g.rules().map(|r| r.rule.to_string()).collect();
                    let mut a: Vec<String> = st.drain(..).map(|i| ids[i].clone()).collect();
                    a.sort();
                    let mut b: Vec<String> = o.standing.iter().map(|&i| set.rules[i].id.clone()).collect();
                    b.sort();
                    assert_eq!(a, b);
                    assert_eq!(r.stance().id(), synthetic::STANCES[o.stance]);
                }
            }
            time(&format!("ruling {unknown}%"), 200 * 20, || {
                for _ in 0..20 {
                    for l in &mut live {
                        black_box(l.ruling());
                    }
                }
            });
            time(&format!("ruling+ids {unknown}%"), 200 * 20, || {
                for _ in 0..20 {
                    for l in &mut live {
                        let r = l.ruling();
                        for i in r.standing() {
                            standing += black_box(i);
                        }
                    }
                }
            });
            println!(
                "standing {:.1}",
                live.iter_mut().map(|l| l.ruling().standing().count()).sum::<usize>() as f64 / 200.0
            );
            let t = Instant::now();
            black_box(live[0].stance());
            println!("first stance {:.2} ms", t.elapsed().as_secs_f64() * 1e3);
            if r < 6000 {
                time(&format!("stance {unknown}%"), 200, || {
                    for l in &mut live {
                        black_box(l.stance());
                    }
                });
                time(&format!("guidance {unknown}%"), 200, || {
                    for s in &given {
                        black_box(s.guidance());
                    }
                });
            } else {
                time(&format!("guidance {unknown}%"), 1, || {
                    for s in &given[..1] {
                        black_box(s.guidance());
                    }
                });
            }
        }
    }
}
