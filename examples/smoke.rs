//! x
fn main() {
    let t = std::time::Instant::now();
    let g = demeanor::Guideline::build(demeanor::Document::standard());
    eprintln!("load {:?}", t.elapsed());
    match g {
        Ok(_g) => {}
        Err(e) => eprintln!("{e}"),
    }
}
