//! The way that one situation goes through diagrams.

/// The edge that is taken at each level; none where what the level asks is not known.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    edges: Vec<Option<usize>>,
}

impl Taken {
    /// No edge at any of so many levels.
    pub(crate) fn none(levels: usize) -> Taken {
        Taken { edges: vec![None; levels] }
    }

    /// The edge that is taken at a level.
    pub(crate) fn at(&self, level: usize) -> Option<usize> {
        self.edges.get(level).copied().flatten()
    }

    /// Takes an edge at a level.
    pub(crate) fn take(&mut self, level: usize, edge: usize) {
        self.edges.get_mut(level).into_iter().for_each(|slot| *slot = Some(edge));
    }

    /// How many levels there are.
    pub(crate) fn levels(&self) -> usize {
        self.edges.len()
    }

    /// The levels at which no edge is taken.
    pub(crate) fn open(&self) -> impl Iterator<Item = usize> {
        (0..self.levels()).filter(|&level| self.at(level).is_none())
    }
}
