//! Numbers of what a guideline holds, a type for each kind; and tables, which are looked up by them.
//!
//! A rule, a fact or a term is named in a document and numbered in a model. A number of one kind is no number of another,
//! which the compiler sees to, and a [`Table`] is looked up by numbers of its own kind only.
//!
//! # What a table gives for a number that is not its own
//!
//! No such number is made. Numbers come from names that the check of documents resolved, from the tables themselves
//! ([`Table::push`], [`Table::numbers`]), or from a form that was compiled of the same model; what a host made with another
//! guideline is refused where it comes in. So a look-up need not be able to fail, and [`Table::at`] gives an entry, no
//! [`Option`]: an option at each of some hundred places would ask each of them what to do where nothing can be done, and
//! they would not answer alike.
//!
//! Were a fault of this library to bring such a number all the same, there would be three ways. To panic, in the middle of
//! somebody's session, is none for a library that is asked by whoever needs an answer now. To take some entry, the first
//! say, is to answer another question. So [`Foreign`] states, once for each kind of entry, what stands in its place, and
//! it errs on the side of caution: what is not there is unknown, a rule that is not there demands the strictest stance, a
//! layer that is not there is retired. Nothing is written to a place that is not there. Builds with debug assertions, in which
//! nobody is in session, do panic, so that tests find such a fault.

use super::text::Text;
use std::fmt::Debug;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::LazyLock;

/// A number of one kind of thing.
pub(crate) trait Number: Copy + Debug + Ord {
    /// The number of nothing.
    const NONE: Self;

    /// The number of what stands at a place, counted from zero.
    fn of(place: usize) -> Self;

    /// The place of what has this number.
    fn place(self) -> usize;
}

/// What stands in place of an entry that is not there: that which nothing is allowed by.
pub(crate) trait Foreign: 'static {
    /// The entry.
    fn foreign() -> &'static Self;
}

/// Declares the types of numbers.
macro_rules! numbers {
    ($($(#[$doc:meta])+ $name:ident),+ $(,)?) => {$(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(u32);

        impl Number for $name {
            const NONE: $name = $name(u32::MAX);

            fn of(place: usize) -> $name {
                u32::try_from(place).map_or($name::NONE, $name)
            }

            fn place(self) -> usize {
                usize::try_from(self.0).unwrap_or(usize::MAX)
            }
        }
    )+};
}

numbers! {
    /// The number of a layer, lowest first.
    LayerId,
    /// The number of a fact, in the order of the vocabulary.
    FactId,
    /// The number of a term, in the order in which terms are declared.
    TermId,
    /// The number of an action, in the order in which actions are declared.
    ActionId,
    /// The number of a rule: by strictness, authority and id once rules are composed, as declared before.
    RuleId,
    /// The number of a source, in the order in which sources are declared.
    SourceId,
    /// The number of a safeguard, in the order in which safeguards are declared.
    SafeguardId,
    /// The number of a case, in the order in which cases are declared.
    CaseId,
}

/// Entries by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table<N, T> {
    /// The entry of each number, in order from zero.
    entries: Vec<T>,
    numbers: PhantomData<N>,
}

impl<N, T> Table<N, T> {
    /// No entries.
    pub(crate) const fn new() -> Table<N, T> {
        Table { entries: Vec::new(), numbers: PhantomData }
    }
}

impl<N: Number, T> Table<N, T> {
    /// The entry of a number.
    pub(crate) fn at(&self, number: N) -> &T
    where
        T: Foreign,
    {
        if let Some(entry) = self.entries.get(number.place()) {
            return entry;
        }
        debug_assert!(false, "{number:?} is no number of a table of {}", self.entries.len());
        T::foreign()
    }

    /// Puts another entry in the place of one.
    pub(crate) fn set(&mut self, number: N, entry: T) {
        self.change(number, |slot| *slot = entry);
    }

    /// Changes an entry.
    pub(crate) fn change(&mut self, number: N, change: impl FnOnce(&mut T)) {
        let size = self.entries.len();
        match self.entries.get_mut(number.place()) {
            Some(entry) => change(entry),
            None => debug_assert!(false, "{number:?} is no number of a table of {size}"),
        }
    }

    /// Adds an entry, and gives its number.
    pub(crate) fn push(&mut self, entry: T) -> N {
        self.entries.push(entry);
        N::of(self.entries.len() - 1)
    }

    /// Every entry, to be changed.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.entries.iter_mut()
    }

    /// Every number, in order.
    pub(crate) fn numbers(&self) -> impl DoubleEndedIterator<Item = N> + ExactSizeIterator + use<N, T> {
        (0..self.entries.len()).map(N::of)
    }

    /// Every entry with its number, in order.
    pub(crate) fn numbered(&self) -> impl DoubleEndedIterator<Item = (N, &T)> + ExactSizeIterator {
        self.entries.iter().enumerate().map(|(place, entry)| (N::of(place), entry))
    }

    /// The number that comes next.
    pub(crate) fn next(&self) -> N {
        N::of(self.entries.len())
    }

    /// The same entry for each number of another table.
    pub(crate) fn alike<U>(other: &Table<N, U>, entry: T) -> Table<N, T>
    where
        T: Clone,
    {
        Table { entries: vec![entry; other.entries.len()], numbers: PhantomData }
    }
}

impl<N, T> Default for Table<N, T> {
    fn default() -> Table<N, T> {
        Table::new()
    }
}

impl<N, T> Deref for Table<N, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.entries
    }
}

impl<N, T> FromIterator<T> for Table<N, T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Table<N, T> {
        Table { entries: entries.into_iter().collect(), numbers: PhantomData }
    }
}

impl<N, T> IntoIterator for Table<N, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> std::vec::IntoIter<T> {
        self.entries.into_iter()
    }
}

impl<'a, N, T> IntoIterator for &'a Table<N, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> std::slice::Iter<'a, T> {
        self.entries.iter()
    }
}

impl<'a, N, T> IntoIterator for &'a mut Table<N, T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> std::slice::IterMut<'a, T> {
        self.entries.iter_mut()
    }
}

impl<N: 'static, T: 'static> Foreign for Table<N, T> {
    fn foreign() -> &'static Table<N, T> {
        const { &Table::new() }
    }
}

/// A layer above all others: nothing is seen from below.
impl Foreign for LayerId {
    fn foreign() -> &'static LayerId {
        &LayerId::NONE
    }
}

/// A count of nothing.
impl Foreign for usize {
    fn foreign() -> &'static usize {
        &0
    }
}

/// What was not given was not given.
impl Foreign for bool {
    fn foreign() -> &'static bool {
        &false
    }
}

impl Foreign for String {
    fn foreign() -> &'static String {
        const { &String::new() }
    }
}

impl<T: 'static> Foreign for Vec<T> {
    fn foreign() -> &'static Vec<T> {
        const { &Vec::new() }
    }
}

/// Nothing is said of it.
impl Foreign for Text {
    fn foreign() -> &'static Text {
        static NOTHING: LazyLock<Text> = LazyLock::new(Text::default);
        &NOTHING
    }
}

/// What may be unknown, or not there, is so.
impl<T: 'static> Foreign for Option<T> {
    fn foreign() -> &'static Option<T> {
        const { &None }
    }
}
