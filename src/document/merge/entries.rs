//! Merges the entries of one bracket, a table or a file: what is added, removed and changed, and in
//! which order it stands.
//!
//! Must not know what an entry means; [`EntryRules`] say that. Entry point: [`entries`].

use super::container::{ContainerPart, ContainerParts, MergedEntry};
use super::order::order;
use super::trivia_merge;
use crate::document::address::Path;
use crate::document::matching::ThreeWay;
use crate::syntax::Tree;
use crate::syntax::equivalence::{comment_changes, comments, heading, present, same_text};

/// A place that both sides changed differently, relative to the merged value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ValueConflict {
    pub(super) path: Path,
    /// RON texts; `None` where the value is absent.
    pub(super) texts: ThreeWay<Option<String>>,
}

/// A merged value; where both sides changed it, ours wins.
#[derive(Debug, Default)]
pub(super) struct MergedValue {
    pub(super) text: String,
    pub(super) conflicts: Vec<ValueConflict>,
}

/// Rules for merging the entries of one bracket, a table or a file.
pub(super) trait EntryRules {
    /// Merges the values of an entry that both sides have.
    fn value(&self, part: &ContainerPart<'_>, values: ThreeWay<Option<&str>>) -> MergedValue;
    /// Returns the text by which a person recognises an entry in a conflict.
    fn shown(&self, part: &ContainerPart<'_>) -> Option<String>;
    /// Returns true when the removal of an entry cannot be decided without its neighbours.
    fn whole(&self, part: &ContainerPart<'_>) -> bool;
    /// Returns true when an empty entry means the same as an absent one, and can be merged part by
    /// part.
    fn can_be_empty(&self, part: &ContainerPart<'_>) -> bool;
}

impl From<String> for MergedValue {
    fn from(text: String) -> MergedValue {
        MergedValue { text, conflicts: Vec::new() }
    }
}

/// The position of an entry in the result: its index and its name.
#[derive(Debug, Clone)]
pub(super) struct EntryPosition {
    pub(super) index: usize,
    pub(super) name: String,
    /// Index of the entry in the matching.
    pub(super) node: usize,
}

/// Merged entries.
#[derive(Debug, Default)]
pub(super) struct Entries<'a> {
    pub(super) entries: Vec<MergedEntry<'a>>,
    /// Index of each entry in the matching.
    pub(super) row: Vec<usize>,
    pub(super) conflicts: Vec<(EntryPosition, ValueConflict)>,
    /// True when both sides reordered the same entries differently.
    pub(super) conflict: bool,
    /// True when a conflict can only be decided for all entries together.
    pub(super) whole: bool,
    /// A heading for whatever follows the last entry.
    pub(super) carry: String,
}

/// Merges the entries of a bracket, a table or a file; `nodes` says which of them belong together.
pub(super) fn entries<'a>(
    rules: &impl EntryRules,
    eol: &str,
    parts: ThreeWay<&[ContainerPart<'a>]>,
    nodes: &[ThreeWay<Option<usize>>],
) -> Entries<'a> {
    let each = |i: usize| nodes[i].zip(parts).map(|(index, parts)| index.map(|index| &parts[index]));
    let mut decisions: Vec<EntryDecision<'a>> = (0..nodes.len()).map(|i| decide(rules, eol, each(i))).collect();
    let stay: Vec<bool> =
        decisions.iter().map(|d| d.entry.is_some() || !d.conflicts.is_empty() || !d.carry.is_empty()).collect();
    let name =
        |i: usize| each(i).ours.or(each(i).theirs).or(each(i).base).map(|part| (part.name, part.value(), part.text));
    let order = order(nodes, &stay, name);
    let mut found = Entries { conflict: order.conflict, ..Entries::default() };
    for node in order.row {
        let decision = std::mem::take(&mut decisions[node]);
        let place = EntryPosition { index: found.entries.len(), name: name(node).map_or("", |n| n.0).to_owned(), node };
        found.whole |= decision.whole;
        found.conflicts.extend(decision.conflicts.into_iter().map(|conflict| (place.clone(), conflict)));
        let carry = std::mem::take(&mut found.carry);
        if let Some(mut entry) = decision.entry {
            if !carry.is_empty() {
                entry.lead_with(|text| trivia_merge::carried(&carry, text, eol));
            }
            found.entries.push(entry);
            found.row.push(node);
        } else {
            found.carry = carry + &decision.carry;
        }
    }
    found
}

/// The outcome for one entry.
#[derive(Debug, Default)]
struct EntryDecision<'a> {
    entry: Option<MergedEntry<'a>>,
    conflicts: Vec<ValueConflict>,
    /// A conflict that cannot be decided without its neighbours.
    whole: bool,
    /// A heading added above an entry that is removed.
    carry: String,
}

fn decide<'a>(rules: &impl EntryRules, eol: &str, parts: ThreeWay<Option<&ContainerPart<'a>>>) -> EntryDecision<'a> {
    let whole = |part: &ContainerPart<'a>| EntryDecision { entry: Some(part.entry()), ..EntryDecision::default() };
    match (parts.base, parts.ours, parts.theirs) {
        (_, Some(ours), Some(theirs)) => both(rules, eol, parts.base, ours, theirs),
        (None, Some(part), None) | (None, None, Some(part)) => whole(part),
        (Some(base), Some(kept), None) | (Some(base), None, Some(kept)) => {
            let heading_of_kept = heading(kept.before()).0;
            let is_new = !comment_changes(heading(base.before()).0, heading_of_kept).1.is_empty();
            let carry = if is_new { heading_of_kept.to_owned() } else { String::new() };
            if !touched(base, kept) {
                return EntryDecision { carry, ..EntryDecision::default() };
            }
            // A value that means nothing equals an absent one: nothing was removed.
            if !speaks(base.value()) || !speaks(kept.value()) {
                return whole(kept);
            }
            // The other side emptied and thereby removed it: the additions stay.
            if around(base) == around(kept)
                && let Some(merged) = with_empty(rules, kept, parts)
            {
                let entry = kept.with([kept.before(), kept.head(), &merged.text, kept.gap(), kept.behind()]);
                return EntryDecision { entry: Some(entry), ..EntryDecision::default() };
            }
            let texts = parts.map(|part| part.and_then(|part| rules.shown(part)));
            let whole = rules.whole(kept) || around(base) != around(kept) || hugs_comments(kept.value());
            let conflicts = vec![ValueConflict { path: Path::new(), texts }];
            let entry = parts.ours.map(ContainerPart::entry);
            let carry = if entry.is_some() { String::new() } else { carry };
            EntryDecision { entry, conflicts, whole, carry }
        }
        _ => EntryDecision::default(),
    }
}

/// Merges a value that one side changed and the other set to `None`, as if that had emptied it: the
/// additions stay.
fn emptied<'a>(rules: &impl EntryRules, parts: ThreeWay<Option<&ContainerPart<'a>>>) -> Option<MergedValue> {
    let ThreeWay { base: Some(base), ours: Some(ours), theirs: Some(theirs) } = parts else { return None };
    let (kept, silent) = match (speaks(ours.value()), speaks(theirs.value())) {
        (true, false) => (ours, theirs),
        (false, true) => (theirs, ours),
        _ => return None,
    };
    if !speaks(base.value()) || !comments(silent.value()).is_empty() {
        return None;
    }
    with_empty(rules, kept, parts.map(|part| part.filter(|part| speaks(part.value()))))
}

/// Merges a value of which only `kept` and the base have something; `None` where that must be asked
/// or nothing is left.
fn with_empty<'a>(
    rules: &impl EntryRules,
    kept: &ContainerPart<'a>,
    parts: ThreeWay<Option<&ContainerPart<'a>>>,
) -> Option<MergedValue> {
    if hugs_comments(kept.value()) || !rules.can_be_empty(kept) {
        return None;
    }
    // The absent one has no brackets of its own that could differ.
    let empty = ContainerParts::of(kept.value()).map(|parts| format!("{}{}", parts.open, parts.close))?;
    let merged = rules.value(kept, parts.map(|part| Some(part.map_or(&*empty, ContainerPart::value))));
    Some(merged).filter(|merged| merged.conflicts.is_empty() && speaks(&merged.text))
}

/// Merges an entry that both sides have.
fn both<'a>(
    rules: &impl EntryRules,
    eol: &str,
    base: Option<&ContainerPart<'a>>,
    ours: &ContainerPart<'a>,
    theirs: &ContainerPart<'a>,
) -> EntryDecision<'a> {
    let parts = ThreeWay { base, ours: Some(ours), theirs: Some(theirs) };
    if let Some(Some(part)) = pick(parts) {
        return EntryDecision { entry: Some(part.entry()), ..EntryDecision::default() };
    }
    let values = parts.map(|part| part.map(ContainerPart::value));
    let merged = emptied(rules, parts).unwrap_or_else(|| rules.value(ours, values));
    let space = |of: fn(&ContainerPart<'a>) -> &'a str| trivia_merge::merge(parts.map(|part| part.map_or("", of)), eol);
    let behind = trivia_merge::merge_behind(parts.map(|part| part.map_or("", ContainerPart::behind)), eol);
    let entry = ours.with([
        &space(ContainerPart::before),
        &head(parts, eol),
        &merged.text,
        &space(ContainerPart::gap),
        &behind,
    ]);
    EntryDecision { entry: Some(entry), conflicts: merged.conflicts, ..EntryDecision::default() }
}

/// Returns the name and colon of an entry, with the comments of both sides.
fn head(parts: ThreeWay<Option<&ContainerPart<'_>>>, eol: &str) -> String {
    let heads = parts.map(|part| part.map_or("", ContainerPart::head));
    if let Some(head) = heads.agreed() {
        return head.to_owned();
    }
    let split = parts.map(|part| part.map_or(("", "", ""), ContainerPart::head_parts));
    let (before, behind) = (split.map(|s| s.1), split.map(|s| s.2));
    format!("{}{}:{}", split.map(|s| s.0).or_ours(), trivia_merge::merge(before, eol), trivia_merge::merge(behind, eol))
}

/// Returns the entry that both sides have or that only one changed.
fn pick<'p, 'a>(parts: ThreeWay<Option<&'p ContainerPart<'a>>>) -> Option<Option<&'p ContainerPart<'a>>> {
    let text = parts.map(|part| part.map(|part| part.text));
    if text.ours == text.theirs || text.theirs == text.base {
        Some(parts.ours)
    } else {
        (text.ours == text.base).then_some(parts.theirs)
    }
}

/// Returns whether an entry has a new value or a new comment.
fn touched(base: &ContainerPart<'_>, new: &ContainerPart<'_>) -> bool {
    let came = |old: &[&str], new: &[&str]| new.iter().any(|comment| !old.contains(comment));
    let values =
        || !same_text(Some(base.value()), Some(new.value())) || came(&comments(base.value()), &comments(new.value()));
    base.text != new.text && (values() || came(&around(base), &around(new)))
}

/// Returns the comments that belong to an entry but are outside its value.
fn around<'a>(part: &ContainerPart<'a>) -> Vec<&'a str> {
    let own = [heading(part.before()).1, part.head(), part.gap(), part.behind()];
    own.iter().flat_map(|text| comments(text)).collect()
}

/// Returns whether a value means anything.
fn speaks(text: &str) -> bool {
    Tree::parse(text).map_or(true, |tree| present(Some(tree.root(text))).is_some())
}

/// Returns whether there are comments inside `Some(…)` but outside the value.
pub(super) fn hugs_comments(text: &str) -> bool {
    Tree::parse(text)
        .is_ok_and(|tree| tree.root(text).unwrap_option().is_some_and(|inner| comments(inner.text()) != comments(text)))
}
