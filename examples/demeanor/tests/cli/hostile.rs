//! `audit` of Parquet that was made to do harm: a few bytes that say they are many, or would become many. Each is refused with
//! what is wrong and where, in little memory and at once.

use crate::harness::{Run, Scratch, at};
use std::process::Command;

const FACT: &str = "client.age_band";
const LIST: &str = "expression.form";

/// The kinds of fields in a struct of Thrift, in its compact form.
const NUMBER: u8 = 6;
const TEXT: u8 = 8;
const LIST_OF: u8 = 9;
const STRUCT: u8 = 12;

/// A struct of Thrift in the making: fields by their numbers, in order.
#[derive(Default)]
struct Made {
    bytes: Vec<u8>,
    last: u8,
}

impl Made {
    fn field(mut self, number: u8, kind: u8, value: &[u8]) -> Made {
        self.bytes.push((number - self.last) << 4 | kind);
        self.bytes.extend(value);
        self.last = number;
        self
    }

    fn int(self, field: u8, value: i64) -> Made {
        let kind = if i32::try_from(value).is_ok() { 5 } else { NUMBER };
        self.field(field, kind, &number(value))
    }

    fn long(self, field: u8, value: i64) -> Made {
        self.field(field, NUMBER, &number(value))
    }

    fn text(self, field: u8, text: &str) -> Made {
        self.field(field, TEXT, &counted(text))
    }

    fn part(self, field: u8, part: Made) -> Made {
        self.field(field, STRUCT, &part.end())
    }

    fn list(self, field: u8, kind: u8, items: &[Vec<u8>]) -> Made {
        let mut bytes = vec![0xf0 | kind];
        bytes.extend(varint(items.len() as u64));
        bytes.extend(items.concat());
        self.field(field, LIST_OF, &bytes)
    }

    fn end(mut self) -> Vec<u8> {
        self.bytes.push(0);
        self.bytes
    }
}

fn varint(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    bytes.push(value.to_le_bytes()[0]);
    bytes
}

fn number(value: i64) -> Vec<u8> {
    varint((value << 1 ^ value >> 63).cast_unsigned())
}

fn counted(text: &str) -> Vec<u8> {
    [varint(text.len() as u64), text.as_bytes().to_vec()].concat()
}

/// Runs of one level each, as they stand before the values of a page.
fn levels(runs: &[(u64, u8)]) -> Vec<u8> {
    let runs: Vec<u8> =
        runs.iter().flat_map(|&(length, level)| [varint(length << 1), vec![level]].concat()).collect();
    [u32::try_from(runs.len()).expect("it is short").to_le_bytes().to_vec(), runs].concat()
}

fn texts(texts: &[&str]) -> Vec<u8> {
    let text = |text: &&str| {
        [&u32::try_from(text.len()).expect("it is short").to_le_bytes(), text.as_bytes()].concat()
    };
    texts.iter().flat_map(text).collect()
}

/// What a page says of itself, and what it holds.
struct Page {
    says_bytes: Option<i64>,
    values: i64,
    encoding: i64,
    holds: Vec<u8>,
}

impl Page {
    fn of_rows(self) -> Vec<u8> {
        let held = Made::default().int(1, self.values).int(2, self.encoding).int(3, 3).int(4, 3);
        self.made(0, 5, held)
    }

    fn of_different(self) -> Vec<u8> {
        let held = Made::default().int(1, self.values).int(2, self.encoding);
        self.made(2, 7, held)
    }

    fn made(self, kind: i64, field: u8, held: Made) -> Vec<u8> {
        let length = i64::try_from(self.holds.len()).expect("it is short");
        let head = Made::default().int(1, kind).int(2, self.says_bytes.unwrap_or(length)).int(3, length);
        [head.part(field, held).end(), self.holds].concat()
    }
}

/// An entry of the schema: its kind of value, whether it may be missing (1) or repeated (2), its name, what it consists of.
fn entry(holds: Option<i64>, repetition: i64, name: &str, children: i64) -> Vec<u8> {
    let made = holds.map_or_else(Made::default, |holds| Made::default().int(1, holds));
    let made = made.int(3, repetition).text(4, name);
    (if children == 0 { made } else { made.int(5, children) }).end()
}

/// A file of one column at the path, in so many groups of so many rows each that are all the same pages.
fn file(schema: &[Vec<u8>], path: &[&str], pages: &[u8], (groups, rows): (usize, i64)) -> Vec<u8> {
    let path: Vec<Vec<u8>> = path.iter().map(|part| counted(part)).collect();
    let length = i64::try_from(pages.len()).expect("it is short");
    let column = Made::default().int(1, 6).list(2, 5, &[number(0), number(3)]).list(3, TEXT, &path);
    let column = column.int(4, 0).long(5, rows).long(6, length).long(7, length).long(9, 4);
    let chunk = Made::default().long(2, 4).part(3, column).end();
    let group = Made::default().list(1, STRUCT, &[chunk]).long(2, length).long(3, rows).end();
    let all = rows.saturating_mul(i64::try_from(groups).expect("they are few"));
    let footer =
        Made::default().int(1, 1).list(2, STRUCT, schema).long(3, all).list(4, STRUCT, &vec![group; groups]);
    let footer = footer.end();
    let length = u32::try_from(footer.len()).expect("it is short").to_le_bytes();
    [b"PAR1", pages, &footer, &length, b"PAR1"].concat()
}

/// A file of one column of texts.
fn flat(pages: &[u8], groups: (usize, i64)) -> Vec<u8> {
    file(&[entry(None, 0, "m", 1), entry(Some(6), 1, FACT, 0)], &[FACT], pages, groups)
}

fn adults(values: i64, rows: u64, encoding: i64, says_bytes: Option<i64>) -> Vec<u8> {
    let holds = [levels(&[(rows, 1)]), texts(&["adult", "adult"])].concat();
    Page { says_bytes, values, encoding, holds }.of_rows()
}

fn list(length: i64) -> Vec<u8> {
    let inner = u64::try_from(length).expect("it is one");
    let holds = [levels(&[(1, 0), (inner - 1, 1)]), levels(&[(inner, 2)])].concat();
    let page = Page { says_bytes: None, values: length, encoding: 0, holds }.of_rows();
    let schema = [
        entry(None, 0, "m", 1),
        Made::default().int(3, 1).text(4, LIST).int(5, 1).int(6, 3).end(),
        entry(None, 2, "list", 1),
        entry(Some(6), 1, "element", 0),
    ];
    file(&schema, &[LIST, "list", "element"], &page, (1, 1))
}

fn deep(groups: usize) -> Vec<u8> {
    let mut schema = vec![entry(None, 0, "m", 1)];
    schema.extend(vec![entry(None, 0, "#a", 1); groups]);
    schema.push(entry(Some(6), 0, "b", 0));
    file(&schema, &["b"], b"", (0, 0))
}

/// Runs `audit` with no more memory than a gigabyte of addresses.
fn audit(file: &[u8]) -> Run {
    let scratch = Scratch::new();
    let path = scratch.path("records.parquet");
    std::fs::write(&path, file).expect("it can be written");
    let mut bounded = Command::new("sh");
    bounded.args([
        "-c",
        "ulimit -v 1048576 && exec \"$0\" \"$@\"",
        env!("CARGO_BIN_EXE_demeanor"),
        "audit",
        &path,
    ]);
    let output = bounded.current_dir(at("")).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
    Run { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn what_would_take_too_much_is_refused() {
    const MANY: i64 = (1 << 31) - 1;
    let different =
        Page { says_bytes: None, values: MANY, encoding: 0, holds: texts(&["adult"]) }.of_different();
    let nothing =
        Page { says_bytes: None, values: MANY, encoding: 0, holds: levels(&[(1 << 31, 0)]) }.of_rows();
    let hostile: [(Vec<u8>, &str, &str); 11] = [
        (
            flat(&adults(2, 2, 0, Some(MANY)), (1, 2)),
            "error[too-large]",
            "group 1 of rows: a page of it has 2147483647 bytes",
        ),
        (
            flat(&adults(2, 2, 0, Some(-5)), (1, 2)),
            "error[unreadable]",
            "what is said of its pages does not fit together",
        ),
        (flat(&adults(2, 2, 7, None), (1, 2)), "error[unreadable]", "it is written as DELTA_BYTE_ARRAY"),
        (
            flat(&[different, adults(2, 2, 0, None)].concat(), (1, 2)),
            "error[too-large]",
            "2147483647 different values",
        ),
        (flat(&nothing, (1, MANY)), "error[too-large]", "2147483647 rows in"),
        (flat(&adults(2, 2, 0, None), (1, 1)), "error[unreadable]", "does not fit together"),
        (flat(&adults(2, 2, 0, None), (300_000, 2)), "error[too-large]", "in more than 262144 parts"),
        (list(MANY), "nor any after it:", "a list has more than 1000 options"),
        (deep(100), "error[too-large]", "more than 64 groups deep"),
        (deep(200_000), "error[too-large]", "more than 64 groups deep"),
        (
            file(&[entry(None, 0, "m", MANY), entry(Some(6), 1, FACT, 0)], &[FACT], b"", (0, 0)),
            "error[unreadable]",
            "what it says of its columns does not fit together",
        ),
    ];
    for (file, code, said) in hostile {
        let run = audit(&file);
        let err = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(run.status, 1, "{said}: {err}");
        assert!(err.contains(code) && err.contains(said), "there is no `{code}` and `{said}` in {err}");
        assert!(!err.contains("panicked"), "{err}");
    }
}

/// The nearest neighbours of what is refused.
#[test]
fn what_is_like_it_and_harmless_is_read() {
    let run = audit(&flat(&adults(2, 2, 0, None), (3, 2)));
    assert_eq!((run.status, &*run.err), (0, ""));
    let run = audit(&list(1));
    assert!(run.err.contains("holds texts, and nothing that is unknown"), "{}", run.err);
}
