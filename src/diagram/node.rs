//! Functions by number, and what they come to.

/// What a function comes to.
pub(crate) type Leaf = u8;

/// A function, as the node where it begins. Numbers below [`LEAVES`] are leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Node(pub(super) u32);

/// Leaves are smaller than this.
pub(super) const LEAVES: u32 = 64;

/// The nodes of diagrams at some time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    /// They begin before this.
    pub(super) place: usize,
    pub(super) nodes: usize,
}

impl Node {
    /// The function that always comes to one leaf.
    pub(crate) const fn leaf(leaf: Leaf) -> Node {
        let number = leaf as u32;
        Node(if number < LEAVES { number } else { LEAVES - 1 })
    }

    /// The leaf, where it is one.
    pub(crate) fn as_leaf(self) -> Option<Leaf> {
        Leaf::try_from(self.0).ok().filter(|_| self.0 < LEAVES)
    }

    /// Was it made before a mark? Leaves were.
    pub(crate) fn is_before(self, mark: Mark) -> bool {
        self.place().is_none_or(|place| place < mark.place)
    }

    /// The inner node that begins at a place.
    pub(super) fn at(place: usize) -> Option<Node> {
        let number = u32::try_from(place).ok().and_then(|number| number.checked_add(LEAVES));
        number.map(Node)
    }

    /// Where an inner node begins.
    pub(super) fn place(self) -> Option<usize> {
        self.0.checked_sub(LEAVES).and_then(|number| usize::try_from(number).ok())
    }
}

/// The leaf of what is true; the truth values are 0, 1 and 2.
pub(crate) const TRUE: Leaf = 2;

/// Leaves by the leaf they replace.
pub(crate) type LeafMap = [Leaf; 8];

/// Leaves as they are.
pub(crate) const UNCHANGED: LeafMap = [0, 1, 2, 3, 4, 5, 6, 7];

/// True stays true, all else is false.
pub(crate) const ONLY_TRUE: LeafMap = [0, 0, TRUE, 0, 0, 0, 0, 0];

/// True where the leaf is false.
pub(crate) const ONLY_FALSE: LeafMap = [TRUE, 0, 0, 0, 0, 0, 0, 0];

/// True where the leaf is a given one.
pub(crate) fn only(wanted: Leaf) -> LeafMap {
    any_of([wanted])
}

/// True where the leaf is one of some.
pub(crate) fn any_of(wanted: impl IntoIterator<Item = Leaf>) -> LeafMap {
    let mut table = [0; 8];
    for leaf in wanted {
        table.get_mut(usize::from(leaf)).into_iter().for_each(|slot| *slot = TRUE);
    }
    table
}

/// The leaf in the place of another.
pub(crate) fn relabelled(table: LeafMap, leaf: Leaf) -> Leaf {
    table.get(usize::from(leaf)).copied().unwrap_or(leaf)
}
