//! x
fn main() {
    match demeanor::Guideline::build(demeanor::Document::standard()) {
        Ok(g) => {
            for w in g.warnings() {
                println!("{w}");
            }
            println!("{} facts {} rules", g.facts().len(), g.rules().count());
            let s = g
                .situation_from_json(&std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap())
                .unwrap();
            let gd = s.guidance();
            println!("{gd}");
            println!("=====\n{}", gd.report(demeanor::Detail::Full));
            for f in g.run_cases().filter(|r| !r.unmet.is_empty()) {
                println!("{} {:?}", f.case, f.unmet);
            }
        }
        Err(e) => println!("{e}"),
    }
}
