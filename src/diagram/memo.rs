//! Remembers what was worked out, as long as there is room.

use rustc_hash::FxHasher;
use std::hash::Hasher;

/// What was worked out: what was done, and to what.
pub(super) type Key = [u32; 3];

/// Results by key, in rows of four. It grows with what it holds up to [`MOST`] entries; from then on, or where a row is full,
/// the newest takes the place of the oldest of its row, which is worked out anew if it is asked for again.
///
/// What is forgotten costs steps, never an answer. A map of all results grew larger than the diagrams they were results of,
/// and was slower to read: here a look is one line of cache.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// As many as a power of two.
    rows: Vec<[Entry; ROW]>,
    held: usize,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    key: Key,
    result: u32,
}

/// Entries of a row: 64 bytes.
const ROW: usize = 4;

/// Rows to begin with.
const FIRST: usize = 64;

/// At most this many entries, of 16 bytes.
const MOST: usize = 1 << 21;

/// No key is like this: it would be a join of two leaves.
const EMPTY: Entry = Entry { key: [u32::MAX, 0, 0], result: 0 };

impl Memo {
    /// What is remembered of a key.
    pub(super) fn get(&self, key: Key) -> Option<u32> {
        let row = self.rows.get(self.row(key))?;
        row.iter().find(|entry| entry.key == key).map(|entry| entry.result)
    }

    /// Remembers what a key comes to.
    pub(super) fn insert(&mut self, key: Key, result: u32) {
        let entries = self.rows.len() * ROW;
        if self.held * 2 >= entries && entries < MOST {
            self.grow();
        }
        self.put(Entry { key, result });
    }

    fn put(&mut self, entry: Entry) {
        let row = self.row(entry.key);
        let Some(row) = self.rows.get_mut(row) else { return };
        if let Some(free) = row.iter_mut().find(|other| other.key == EMPTY.key) {
            *free = entry;
            self.held += 1;
        } else {
            row.rotate_left(1);
            row.last_mut().into_iter().for_each(|last| *last = entry);
        }
    }

    fn grow(&mut self) {
        let rows = vec![[EMPTY; ROW]; (self.rows.len() * 2).max(FIRST)];
        let former = std::mem::replace(&mut self.rows, rows);
        self.held = 0;
        former.into_iter().flatten().filter(|entry| entry.key != EMPTY.key).for_each(|entry| self.put(entry));
    }

    fn row(&self, key: Key) -> usize {
        let mut hasher = FxHasher::default();
        for part in key {
            hasher.write_u32(part);
        }
        let [one, two, three, four, ..] = hasher.finish().to_le_bytes();
        usize::try_from(u32::from_le_bytes([one, two, three, four])).unwrap_or(0)
            & self.rows.len().saturating_sub(1)
    }
}
