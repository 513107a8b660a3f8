//! Cost against size as a picture, both on logarithmic scales.

use std::fmt::Write;

/// A line of the picture: a name, and what a situation costs at each number of rules.
pub struct Line {
    pub name: String,
    pub points: Vec<(usize, f64)>,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 440.0;
/// Where the lines begin and end from left to right.
const LEFT: f64 = 70.0;
const RIGHT: f64 = 520.0;
/// Nanoseconds at the foot and at the head.
const LEAST: f64 = 1.0;
const MOST: f64 = 1e8;

pub fn svg(lines: &[Line]) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>Cost of a decision against the number of rules</title>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
    );
    for power in 0..=8 {
        let (cost, label) = (10_f64.powi(power), ["1 ns", "10 ns", "100 ns", "1 µs", "10 µs", "100 µs", "1 ms", "10 ms", "100 ms"][power as usize]);
        let y = y(cost);
        writeln!(svg, "<path d=\"M{LEFT} {y:.1}H{RIGHT}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>", LEFT - 6.0, y + 4.0).expect("a string takes it");
    }
    for rules in [60, 600, 6000] {
        writeln!(svg, "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{rules} rules</text>", x(rules), HEIGHT - 12.0).expect("a string takes it");
    }
    let mut ends: Vec<(f64, &Line)> = lines.iter().filter_map(|line| Some((y(line.points.last()?.1), line))).collect();
    ends.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut above = f64::MIN;
    for (end, line) in ends {
        let ours = line.name.starts_with("demeanor");
        let (colour, width) = if ours { ("#b03060", 2.5) } else { ("#557", 1.2) };
        let points: Vec<String> = line.points.iter().map(|&(rules, cost)| format!("{:.1},{:.1}", x(rules), y(cost))).collect();
        let last = line.points.last().map_or(LEFT, |&(rules, _)| x(rules));
        above = end.max(above + 14.0);
        writeln!(svg, "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"/>", points.join(" ")).expect("a string takes it");
        writeln!(svg, "<text x=\"{:.1}\" y=\"{:.1}\" fill=\"{colour}\">{}</text>", last.max(RIGHT) + 8.0, above + 4.0, line.name).expect("a string takes it");
    }
    svg + "</svg>\n"
}

fn x(rules: usize) -> f64 {
    let share = (rules as f64 / 60.0).log10() / 2.0;
    LEFT + 20.0 + share * (RIGHT - LEFT - 40.0)
}

fn y(cost: f64) -> f64 {
    let share = (cost / LEAST).log10() / (MOST / LEAST).log10();
    HEIGHT - 40.0 - share * (HEIGHT - 60.0)
}
