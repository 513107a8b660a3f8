//! Reads lines, each of bounded length.

use std::io::{self, BufRead, Read};

/// A line has at most this many bytes.
pub(crate) const LONGEST: usize = 1 << 20;

/// Where lines come from.
pub(crate) struct Lines {
    input: Box<dyn BufRead>,
    number: u64,
}

/// A line, with what ends it.
pub(crate) struct Line {
    /// Its number, from 1.
    pub(crate) number: u64,
    /// How many bytes it took.
    pub(crate) bytes: usize,
    /// What it says, or why it cannot be read.
    pub(crate) text: Result<String, String>,
}

impl Lines {
    pub(crate) fn new(input: Box<dyn BufRead>) -> Lines {
        Lines { input, number: 0 }
    }

    /// The next line, of which no more is held than a line may have.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let most = u64::try_from(LONGEST).unwrap_or(u64::MAX).saturating_add(1);
        let mut bytes = (&mut self.input).take(most).read_until(b'\n', &mut line)?;
        if bytes == 0 {
            return Ok(None);
        }
        self.number += 1;
        let number = self.number;
        if line.len() > LONGEST && !line.ends_with(b"\n") {
            bytes += skip_line(&mut self.input)?;
            let text = Err(format!("this line is longer than {LONGEST} bytes, and no more are read"));
            return Ok(Some(Line { number, bytes, text }));
        }
        let text = String::from_utf8(line).map_err(|_| "this is not text in UTF-8".into());
        let text = text.map(|text| match (number, text.strip_prefix('\u{feff}')) {
            (1, Some(text)) => text.to_owned(),
            _ => text,
        });
        Ok(Some(Line { number, bytes, text }))
    }

    /// The next line with anything in it.
    pub(crate) fn next_but_empty(&mut self) -> io::Result<Option<Line>> {
        loop {
            let line = self.next()?;
            let empty =
                line.as_ref().is_some_and(|line| line.text.as_ref().is_ok_and(|text| text.trim().is_empty()));
            if !empty {
                return Ok(line);
            }
        }
    }
}

/// Passes over the rest of a line.
fn skip_line(input: &mut dyn BufRead) -> io::Result<usize> {
    let mut passed = 0;
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let taken = end.map_or(buffer.len(), |end| end + 1);
        if taken == 0 {
            return Ok(passed);
        }
        input.consume(taken);
        passed += taken;
        if end.is_some() {
            return Ok(passed);
        }
    }
}
