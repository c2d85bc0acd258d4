//! The order of entries that come from two sides.
//!
//! Entries that both sides have follow the order of the side that changed it. An entry of only one
//! side follows the same entry as on that side. The result does not depend on which side is called
//! ours, except where both reordered the same entries differently: then ours wins, and that is
//! reported.

use std::collections::HashMap;

use crate::document::matching::ThreeWay;

/// Entries in order.
#[derive(Debug)]
pub(super) struct EntryOrder {
    /// Numbers of the entries.
    pub(super) row: Vec<usize>,
    /// Both sides reordered the same entries differently.
    pub(super) conflict: bool,
}

/// Orders the `nodes` that are to `stay`; `name` decides which of two additions at one place comes
/// first.
pub(super) fn order<N: Ord>(nodes: &[ThreeWay<Option<usize>>], stay: &[bool], name: impl Fn(usize) -> N) -> EntryOrder {
    let along = |place: &dyn Fn(&ThreeWay<Option<usize>>) -> Option<usize>| {
        let mut row: Vec<(usize, usize)> =
            (0..nodes.len()).filter(|i| stay[*i]).filter_map(|i| Some((place(&nodes[i])?, i))).collect();
        row.sort_unstable();
        row.into_iter().map(|(_, i)| i).collect::<Vec<usize>>()
    };
    let (ours, theirs) = (along(&|n| n.ours), along(&|n| n.theirs));
    let common = |i: &usize| nodes[*i].ours.is_some() && nodes[*i].theirs.is_some();
    let of = |row: &[usize], and: &dyn Fn(&usize) -> bool| {
        row.iter().copied().filter(|i| common(i) && and(i)).collect::<Vec<usize>>()
    };
    let old = |i: &usize| nodes[*i].base.is_some();
    let known = ThreeWay { base: of(&along(&|n| n.base), &|_| true), ours: of(&ours, &old), theirs: of(&theirs, &old) };
    let (both_ours, both_theirs) = (of(&ours, &|_| true), of(&theirs, &|_| true));
    let conflict = known.as_ref().agreed().is_none();
    let take_theirs = if known.ours == known.theirs {
        both_theirs != both_ours && both_theirs.iter().map(|i| name(*i)).lt(both_ours.iter().map(|i| name(*i)))
    } else {
        known.ours == known.base
    };
    let main = if take_theirs { both_theirs } else { both_ours };
    let mut row = Vec::with_capacity(nodes.len());
    let runs = (runs(&ours, common), runs(&theirs, common));
    for anchor in std::iter::once(None).chain(main.into_iter().map(Some)) {
        row.extend(anchor);
        let of = |runs: &HashMap<Option<usize>, Vec<usize>>| runs.get(&anchor).cloned().unwrap_or_default();
        let (first, second) = (of(&runs.0), of(&runs.1));
        let swap = matches!((first.first(), second.first()), (Some(a), Some(b)) if name(*b) < name(*a));
        let (first, second) = if swap { (second, first) } else { (first, second) };
        row.extend(first);
        row.extend(second);
    }
    EntryOrder { row, conflict }
}

/// Groups the entries by the common entry (or the beginning) that they follow.
fn runs(row: &[usize], common: impl Fn(&usize) -> bool) -> HashMap<Option<usize>, Vec<usize>> {
    let mut runs: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    let mut anchor = None;
    for i in row {
        if common(i) {
            anchor = Some(*i);
        } else {
            runs.entry(anchor).or_default().push(*i);
        }
    }
    runs
}
