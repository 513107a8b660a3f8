//! docs/writing-a-rule-set.md, done as it says: its documents are written down, its commands run, and what they print is
//! what it shows.

use crate::harness::{Scratch, finish, spawn, tool};
use serde_json::Value;
use std::fs;

const GUIDE: &str = include_str!("../../../../docs/writing-a-rule-set.md");

/// Stands for any number of lines, or for the rest of one.
const LEFT_OUT: &str = "…";

/// Stands for the digest that the step before has told. It changes with every word of the example.
const DIGEST: &str = "DIGEST";

/// A piece of the guide: the language it is in, and what it says.
struct Piece<'a> {
    language: &'a str,
    line: usize,
    text: String,
}

fn pieces() -> Vec<Piece<'static>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut inside = false;
    for (number, line) in GUIDE.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if inside => inside = false,
            Some(language) => {
                inside = true;
                pieces.push(Piece { language, line: number + 1, text: String::new() });
            }
            None if inside => {
                let piece = pieces.last_mut().expect("it was begun");
                piece.text.push_str(line);
                piece.text.push('\n');
            }
            None => {}
        }
    }
    pieces
}

/// Whoever follows the guide.
struct Reader {
    scratch: Scratch,
    digest: String,
}

impl Reader {
    /// Puts what is new into the document, as the guide asks: entries of lists are added, or take the place of the one
    /// with their id, and so on inside objects.
    fn write(&self, piece: &Piece) {
        let new = piece.text.replace(DIGEST, &self.digest);
        let new: Value =
            serde_json::from_str(&new).unwrap_or_else(|error| panic!("line {}: {error}", piece.line));
        let path = self.scratch.path("clinic.json");
        let mut document = fs::read_to_string(&path)
            .map_or(Value::Null, |text| serde_json::from_str(&text).expect("it was written here"));
        merge(&mut document, new);
        fs::write(path, document.to_string()).expect("it can be written");
    }

    /// Runs every command of a piece, and compares what it prints with what is shown below it.
    fn run(&mut self, piece: &Piece) {
        for command in piece.text.split("$ demeanor ").skip(1) {
            let (command, shown) = command.split_once('\n').expect("a command has a line");
            let args = command.split(' ');
            let ran = finish(spawn(tool().args(args).current_dir(self.scratch.folder())), "");
            let told = format!("{}{}", ran.out, ran.err);
            if let Some((_, digest)) = ran.out.split_once("sha256:") {
                digest.split_whitespace().next().expect("it is there").clone_into(&mut self.digest);
            }
            let shown = shown.replace(DIGEST, &self.digest);
            let shown: Vec<&str> = shown.trim_end().lines().collect();
            let lines: Vec<&str> = told.trim_end().lines().map(str::trim_end).collect();
            assert!(matches(&shown, &lines), "line {}: `demeanor {command}` printed\n{told}", piece.line);
        }
    }
}

fn merge(here: &mut Value, new: Value) {
    match (here, new) {
        (Value::Object(here), Value::Object(new)) => {
            for (key, value) in new {
                merge(here.entry(key).or_insert(Value::Null), value);
            }
        }
        (Value::Array(here), Value::Array(new)) => {
            for value in new {
                here.retain(|old| old["id"].is_null() || old["id"] != value["id"]);
                here.push(value);
            }
        }
        (here, new) => *here = new,
    }
}

/// Are these the lines that are shown, but for what is left out?
fn matches(shown: &[&str], lines: &[&str]) -> bool {
    let Some((first, rest)) = shown.split_first() else { return lines.is_empty() };
    if *first == LEFT_OUT {
        return (0..=lines.len()).any(|from| matches(rest, &lines[from..]));
    }
    let Some((line, others)) = lines.split_first() else { return false };
    let same = first.strip_suffix(LEFT_OUT).map_or(first == line, |start| line.starts_with(start));
    same && matches(rest, others)
}

#[test]
fn the_guide_does_what_it_says() {
    let mut reader = Reader { scratch: Scratch::new(), digest: String::new() };
    let (mut written, mut run) = (0, 0);
    for piece in pieces() {
        match piece.language {
            "json" => {
                reader.write(&piece);
                written += 1;
            }
            "console" => {
                reader.run(&piece);
                run += 1;
            }
            other => panic!("line {}: nobody tries what is in `{other}`", piece.line),
        }
    }
    assert!(written > 10 && run > 10, "the guide was read");
    assert_eq!(GUIDE.lines().filter(|line| line.starts_with("## ")).count(), 8, "it has eight steps");
}
