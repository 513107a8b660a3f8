//! x
fn main() {
    let g = demeanor::Guideline::standard();
    let t = std::time::Instant::now();
    let f = g.findings();
    println!("{} findings {:?}", f.len(), t.elapsed());
    for x in f {
        println!("{x}");
    }
}
