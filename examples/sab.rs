//! x
fn main() {
    let d = std::env::args().nth(1).unwrap();
    let docs: Vec<_> = std::fs::read_dir(d)
        .unwrap()
        .map(|f| {
            let p = f.unwrap().path();
            demeanor::Document::new(
                p.file_name().unwrap().to_string_lossy(),
                std::fs::read_to_string(&p).unwrap(),
            )
        })
        .collect();
    let t = std::time::Instant::now();
    match demeanor::Guideline::build(docs) {
        Ok(_) => println!("ok"),
        Err(e) => println!("{e}"),
    }
    println!("{:?}", t.elapsed());
}
