//! What a text that stops to be JSON held up to there: the brackets that are open, and what would have to come next.

/// What has been read of a text up to the place where it stops to be JSON.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The brackets that are open, with their places.
    pub(super) open: Vec<(usize, char)>,
    /// Where the text begins that has not ended.
    pub(super) in_text: Option<usize>,
    /// Where the last text ended.
    pub(super) text_end: Option<usize>,
    /// Where the outermost value was closed.
    pub(super) closed: Option<usize>,
    /// The last thing that was read, and the one before it.
    last: Option<Piece>,
    before: Option<Piece>,
}

/// One thing that was read: where it begins, and its kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) at: usize,
    pub(super) kind: PieceKind,
}

/// What there is between white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    Opening,
    Closing,
    Text,
    Colon,
    Comma,
    /// A number, or a word without quotes.
    Word,
}

/// What would have to come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expected {
    /// The name of a field.
    Name,
    /// The colon after a name.
    Colon,
    /// A value.
    Value,
    /// A comma, or the closing bracket.
    CommaOrEnd,
}

impl Outline {
    pub(super) fn up_to(text: &str, end: usize) -> Outline {
        let mut outline = Outline::default();
        let mut escaped = false;
        for (at, character) in text.char_indices().take_while(|(at, _)| *at < end) {
            match (outline.in_text, character) {
                (Some(_), _) if escaped => escaped = false,
                (Some(_), '\\') => escaped = true,
                (Some(_), '"') => (outline.in_text, outline.text_end) = (None, Some(at)),
                (Some(_), _) => {}
                (None, _) => outline.add(at, character),
            }
        }
        outline
    }

    /// Adds a character that stands in no text.
    fn add(&mut self, at: usize, character: char) {
        let kind = match character {
            '"' => PieceKind::Text,
            '{' | '[' => PieceKind::Opening,
            '}' | ']' => PieceKind::Closing,
            ':' => PieceKind::Colon,
            ',' => PieceKind::Comma,
            _ if character.is_whitespace() => return,
            _ => PieceKind::Word,
        };
        match kind {
            PieceKind::Text => self.in_text = Some(at),
            PieceKind::Opening => self.open.push((at, character)),
            PieceKind::Closing => {
                self.open.pop();
                if self.open.is_empty() && self.closed.is_none() {
                    self.closed = Some(at);
                }
            }
            // The next letter of a word.
            PieceKind::Word if self.last_kind() == Some(PieceKind::Word) => return,
            _ => {}
        }
        (self.before, self.last) = (self.last, Some(Piece { at, kind }));
    }

    /// The last thing that was read.
    pub(super) fn last(&self) -> Option<Piece> {
        self.last
    }

    /// The one before it.
    pub(super) fn before(&self) -> Option<Piece> {
        self.before
    }

    pub(super) fn last_kind(&self) -> Option<PieceKind> {
        self.last.map(|piece| piece.kind)
    }

    /// What has to come next.
    pub(super) fn expected(&self) -> Expected {
        use PieceKind::{Colon, Comma, Opening, Text};
        let in_object = self.open.last().is_some_and(|(_, bracket)| *bracket == '{');
        let begins = |kind| matches!(kind, Some(Opening | Comma));
        match self.last_kind() {
            kind if begins(kind) && in_object => Expected::Name,
            Some(Text) if in_object && begins(self.before.map(|piece| piece.kind)) => Expected::Colon,
            Some(Colon | Comma | Opening) | None => Expected::Value,
            Some(_) => Expected::CommaOrEnd,
        }
    }

    /// The innermost bracket that is open, with its line, for messages.
    pub(super) fn innermost(&self, text: &str) -> Option<String> {
        let (at, bracket) = self.open.last()?;
        Some(format!("the `{bracket}` of line {}", line(text, *at)))
    }
}

/// Where a bracket is closed.
pub(super) fn closed_at(text: &str, open: usize) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (offset, character) in text.get(open..)?.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            _ if in_text => {}
            '{' | '[' => depth += 1,
            '}' | ']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(open + offset);
                }
            }
            _ => {}
        }
    }
    None
}

pub(super) fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

pub(super) fn line(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}
