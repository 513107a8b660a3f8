//! Finds a node by what it is, so that no node is made twice.

/// The numbers of nodes, each with its hash, at the first slot after that of the hash that was free: eight bytes a slot.
///
/// It holds no keys: what a node is stands in the diagrams, and is looked at only where the whole hash agrees.
#[derive(Debug, Default)]
pub(super) struct Unique {
    /// Hash and number, which is zero where nothing is. As many as a power of two, of which at most three quarters are taken.
    slots: Vec<(u32, u32)>,
    taken: usize,
}

/// Where a node is, or where it would be.
pub(super) enum Slot {
    /// The number of the node.
    Taken(u32),
    /// The slot, for [`Unique::insert`].
    Free(usize),
}

/// Slots to begin with.
const FIRST: usize = 64;

impl Unique {
    /// How many nodes it keeps.
    pub(super) fn len(&self) -> usize {
        self.taken
    }

    /// Looks for a node of a hash.
    pub(super) fn find(&self, hash: u32, is_it: impl Fn(u32) -> bool) -> Slot {
        let mut slot = self.first(hash);
        while let Some((other, number)) = self.at(slot) {
            if other == hash && is_it(number) {
                return Slot::Taken(number);
            }
            slot = self.next(slot);
        }
        Slot::Free(slot)
    }

    /// Keeps the newest node, with its hash, in the slot where it was looked for. `all` gives every node, from the oldest to
    /// this one: in that order they are put in anew where there are too few slots, so that the newest can be taken out again.
    pub(super) fn insert<I: Iterator<Item = (u32, u32)>>(
        &mut self,
        slot: usize,
        newest: (u32, u32),
        all: impl FnOnce() -> I,
    ) {
        self.taken += 1;
        if self.taken * 4 <= self.slots.len() * 3 {
            self.set(slot, newest);
            return;
        }
        self.slots = vec![(0, 0); (self.slots.len() * 2).max(FIRST)];
        for node in all() {
            let mut slot = self.first(node.0);
            while self.at(slot).is_some() {
                slot = self.next(slot);
            }
            self.set(slot, node);
        }
    }

    /// Takes the newest node out: no other was put behind it.
    pub(super) fn remove_newest(&mut self, hash: u32, number: u32) {
        let mut slot = self.first(hash);
        while let Some((_, found)) = self.at(slot) {
            if found == number {
                self.set(slot, (0, 0));
                self.taken -= 1;
                return;
            }
            slot = self.next(slot);
        }
    }

    fn first(&self, hash: u32) -> usize {
        usize::try_from(hash).unwrap_or(0) & self.mask()
    }

    fn next(&self, slot: usize) -> usize {
        (slot + 1) & self.mask()
    }

    fn mask(&self) -> usize {
        self.slots.len().saturating_sub(1)
    }

    fn at(&self, slot: usize) -> Option<(u32, u32)> {
        self.slots.get(slot).copied().filter(|&(_, number)| number != 0)
    }

    fn set(&mut self, slot: usize, node: (u32, u32)) {
        self.slots.get_mut(slot).into_iter().for_each(|slot| *slot = node);
    }
}
