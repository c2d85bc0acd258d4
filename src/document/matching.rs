//! Matches the entries of two or three texts: records, fields, list items, comments.
//!
//! By key where there is one (id, name, value), otherwise by content, otherwise by similarity at
//! the same place. Independent of the use of the pairs. Entry points: [`pair`] for two texts,
//! [`triples`] for three.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use crate::syntax::equivalence::same_value;
use crate::syntax::{NodeKind, SyntaxValue, Tree};

/// Number of entries compared to find a similar one.
const CANDIDATES: usize = 32;

/// The part of an entry by which it is recognised.
#[derive(Debug, Clone)]
pub(super) struct MatchCandidate<'a> {
    /// Its key; entries without one are recognised by their content.
    pub(super) key: Option<Cow<'a, str>>,
    /// Its text.
    pub(super) text: &'a str,
}

impl<'a> MatchCandidate<'a> {
    /// Returns the candidate of a list item. A record is recognised by its id, anything else by its
    /// value.
    pub(super) fn of(text: &'a str) -> MatchCandidate<'a> {
        let Ok(tree) = Tree::parse(text) else { return MatchCandidate { key: None, text } };
        let key = tree.root(text).unwrap_option().and_then(|value| match value.kind() {
            NodeKind::Struct => value.field("id").and_then(SyntaxValue::as_str),
            NodeKind::Str => value.as_str(),
            NodeKind::Unit | NodeKind::List | NodeKind::Map | NodeKind::Tuple => None,
            _ => Some(Cow::Borrowed(value.text())),
        });
        MatchCandidate { key: key.map(|key| Cow::Owned(key.into_owned())), text }
    }
}

/// Returns for each entry of `new` its counterpart in `old`. With `near`, entries without key may
/// have changed, too.
pub(super) fn pair(old: &[MatchCandidate], new: &[MatchCandidate], near: bool) -> Vec<Option<usize>> {
    let mut pairs = Matching { of_new: vec![None; new.len()], of_old: vec![None; old.len()] };
    by_single_key(old, new, &mut pairs);
    by_order(&mut pairs, old, new, |item| Some((item.key.as_deref(), item.text)));
    by_order(&mut pairs, old, new, |item| item.key.as_deref().map(|key| (Some(key), "")));
    if near {
        by_likeness(old, new, &mut pairs);
    }
    pairs.of_new
}

struct Matching {
    of_new: Vec<Option<usize>>,
    of_old: Vec<Option<usize>>,
}

impl Matching {
    fn set(&mut self, old: usize, new: usize) {
        self.of_new[new] = Some(old);
        self.of_old[old] = Some(new);
    }
}

/// Pairs entries whose key occurs once on each side.
fn by_single_key(old: &[MatchCandidate], new: &[MatchCandidate], pairs: &mut Matching) {
    let mut found: HashMap<&str, (Option<usize>, Option<usize>, bool)> = HashMap::new();
    for (i, item) in old.iter().enumerate() {
        if let Some(key) = item.key.as_deref() {
            let entry = found.entry(key).or_default();
            entry.2 |= entry.0.replace(i).is_some();
        }
    }
    for (i, item) in new.iter().enumerate() {
        if let Some(entry) = item.key.as_deref().and_then(|key| found.get_mut(key)) {
            entry.2 |= entry.1.replace(i).is_some();
        }
    }
    for (old, new, several) in found.into_values() {
        if let (Some(old), Some(new), false) = (old, new, several) {
            pairs.set(old, new);
        }
    }
}

/// Pairs the remaining entries with the same mark in order: the first with the first, the second
/// with the second.
fn by_order<'a, M>(
    pairs: &mut Matching,
    old: &'a [MatchCandidate],
    new: &'a [MatchCandidate],
    mark: impl Fn(&'a MatchCandidate<'a>) -> Option<M>,
) where
    M: std::hash::Hash + Eq,
{
    let mut waiting: HashMap<M, VecDeque<usize>> = HashMap::new();
    for (i, item) in old.iter().enumerate().filter(|(i, _)| pairs.of_old[*i].is_none()) {
        if let Some(mark) = mark(item) {
            waiting.entry(mark).or_default().push_back(i);
        }
    }
    if waiting.is_empty() {
        return;
    }
    for (i, item) in new.iter().enumerate() {
        let Some(mark) = mark(item).filter(|_| pairs.of_new[i].is_none()) else { continue };
        if let Some(old) = waiting.get_mut(&mark).and_then(VecDeque::pop_front) {
            pairs.set(old, i);
        }
    }
}

/// Pairs entries without key that share most of their fields, or some of them and a neighbour.
fn by_likeness(old: &[MatchCandidate], new: &[MatchCandidate], pairs: &mut Matching) {
    let free: Vec<usize> = (0..old.len()).filter(|i| pairs.of_old[*i].is_none() && old[*i].key.is_none()).collect();
    for i in 0..new.len() {
        if pairs.of_new[i].is_some() || new[i].key.is_some() {
            continue;
        }
        let mut best: Option<(usize, usize)> = None;
        for candidate in free.iter().copied().filter(|c| pairs.of_old[*c].is_none()).take(CANDIDATES) {
            let (equal, most) = likeness(old[candidate].text, new[i].text);
            let neighbour = match (candidate.checked_sub(1), i.checked_sub(1)) {
                (Some(old), Some(new)) => pairs.of_new[new] == Some(old),
                (old, new) => old == new,
            };
            let alike = equal * 2 >= most.max(1) || (neighbour && (equal > 0 || most <= 1));
            let score = equal * 2 + usize::from(neighbour);
            if alike && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, candidate));
            }
        }
        if let Some((_, old)) = best {
            pairs.set(old, i);
        }
    }
}

/// Returns how many fields two records have in common, and how many the larger one has.
fn likeness(a: &str, b: &str) -> (usize, usize) {
    let (Ok(x), Ok(y)) = (Tree::parse(a), Tree::parse(b)) else { return (0, 2) };
    let (Some(x), Some(y)) = (x.root(a).unwrap_option(), y.root(b).unwrap_option()) else { return (0, 2) };
    if same_value(Some(x), Some(y)) {
        return (1, 1);
    }
    let equal = x.fields().filter(|(name, v)| y.field(name).is_some_and(|w| same_value(Some(*v), Some(w)))).count();
    (equal, x.fields().count().max(y.fields().count()).max(1))
}

/// The same thing in three versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ThreeWay<T> {
    pub(super) base: T,
    pub(super) ours: T,
    pub(super) theirs: T,
}

impl<T> ThreeWay<T> {
    /// Applies `f` to each of the three.
    pub(super) fn map<U>(self, mut f: impl FnMut(T) -> U) -> ThreeWay<U> {
        ThreeWay { base: f(self.base), ours: f(self.ours), theirs: f(self.theirs) }
    }

    /// Pairs each of the three with its counterpart.
    pub(super) fn zip<U>(self, other: ThreeWay<U>) -> ThreeWay<(T, U)> {
        ThreeWay { base: (self.base, other.base), ours: (self.ours, other.ours), theirs: (self.theirs, other.theirs) }
    }

    /// Returns references to the three.
    pub(super) fn as_ref(&self) -> ThreeWay<&T> {
        ThreeWay { base: &self.base, ours: &self.ours, theirs: &self.theirs }
    }
}

impl<T: PartialEq + Copy> ThreeWay<T> {
    /// Returns the value that both sides have, or that of the only side that changed it; `None`
    /// when both changed it.
    pub(super) fn agreed(&self) -> Option<T> {
        if self.ours == self.theirs || self.theirs == self.base {
            Some(self.ours)
        } else {
            (self.ours == self.base).then_some(self.theirs)
        }
    }

    /// Returns [`ThreeWay::agreed`], otherwise ours.
    pub(super) fn or_ours(&self) -> T {
        self.agreed().unwrap_or(self.ours)
    }
}

/// Matches the entries of three texts.
pub(super) fn triples<'a>(items: ThreeWay<&[MatchCandidate<'a>]>) -> Vec<ThreeWay<Option<usize>>> {
    let ours = pair(items.base, items.ours, true);
    let theirs = pair(items.base, items.theirs, true);
    let mut found: Vec<ThreeWay<Option<usize>>> =
        (0..items.base.len()).map(|i| ThreeWay { base: Some(i), ours: None, theirs: None }).collect();
    let new = |pairs: &[Option<usize>]| (0..pairs.len()).filter(|i| pairs[*i].is_none()).collect::<Vec<_>>();
    let (new_ours, new_theirs) = (new(&ours), new(&theirs));
    for (i, base) in ours.iter().enumerate().filter_map(|(i, base)| base.map(|base| (i, base))) {
        found[base].ours = Some(i);
    }
    for (i, base) in theirs.iter().enumerate().filter_map(|(i, base)| base.map(|base| (i, base))) {
        found[base].theirs = Some(i);
    }
    let some = |all: &[MatchCandidate<'a>], which: &[usize]| which.iter().map(|i| all[*i].clone()).collect::<Vec<_>>();
    // Without a base, similar entries are one entry that both sides wrote.
    let both = pair(&some(items.ours, &new_ours), &some(items.theirs, &new_theirs), items.base.is_empty());
    let mut taken = vec![false; new_ours.len()];
    for (i, ours) in both.iter().enumerate() {
        if let Some(ours) = ours {
            taken[*ours] = true;
        }
        found.push(ThreeWay { base: None, ours: ours.map(|o| new_ours[o]), theirs: Some(new_theirs[i]) });
    }
    let alone = new_ours.iter().zip(&taken).filter(|(_, taken)| !**taken);
    found.extend(alone.map(|(i, _)| ThreeWay { base: None, ours: Some(*i), theirs: None }));
    found
}

/// Returns which members of a sequence belong to its longest increasing subsequence. These keep
/// their place when the sequence is sorted.
pub(super) fn longest_increasing_subsequence(row: &[usize]) -> Vec<bool> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; row.len()];
    for (i, number) in row.iter().enumerate() {
        let at = ends.partition_point(|end| row[*end] < *number);
        before[i] = at.checked_sub(1).map(|at| ends[at]);
        if at == ends.len() { ends.push(i) } else { ends[at] = i }
    }
    let mut stays = vec![false; row.len()];
    let mut at = ends.last().copied();
    while let Some(i) = at {
        stays[i] = true;
        at = before[i];
    }
    stays
}
