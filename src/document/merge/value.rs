//! Three-way merge of values: structs by field, lists by item, everything else as a whole.
//!
//! Works on texts, so that comments and layout of both sides survive. Independent of tables and
//! documents. Entry points: [`value`], and [`entries`] for tables and files, too.

use super::container::{ContainerPart, ContainerParts, MergedEntry, join};
use super::order::order;
use super::trivia_merge;
use crate::document::address::Path;
use crate::document::matching::{MatchCandidate, ThreeWay, triples};
use crate::schema::FieldKind;
use crate::syntax::equivalence::{comment_changes, comments, heading, present, same_text};
use crate::syntax::{AddressStep, Tree};

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
    /// Returns a text that means the same as an absent entry and can be merged part by part.
    fn as_good_as_absent(&self, part: &ContainerPart<'_>) -> Option<&'static str>;
}

/// Merges a value that both sides have; `eol` is the line break of ours.
pub(super) fn value(eol: &str, kind: Option<FieldKind>, texts: ThreeWay<Option<&str>>) -> MergedValue {
    let merged = texts.agreed().map(|text| text.unwrap_or_default().to_owned().into());
    let merged =
        merged.or_else(|| bracket(eol, kind, texts)).or_else(|| Some(trivia_merge::between(texts, eol)?.into()));
    merged.or_else(|| leaf(texts)).or_else(|| wrapped(eol, texts)).unwrap_or_else(|| undecided(texts))
}

impl From<String> for MergedValue {
    fn from(text: String) -> MergedValue {
        MergedValue { text, conflicts: Vec::new() }
    }
}

/// Returns the conflict of a value that both sides changed; ours wins.
fn undecided(texts: ThreeWay<Option<&str>>) -> MergedValue {
    let conflict = ValueConflict { path: Path::new(), texts: texts.map(|text| text.and_then(plain)) };
    MergedValue { text: texts.ours.unwrap_or_default().to_owned(), conflicts: vec![conflict] }
}

/// Returns the value of the only side that changed it, if no comment of the other is lost.
fn leaf(texts: ThreeWay<Option<&str>>) -> Option<MergedValue> {
    let ThreeWay { base, ours, theirs } = texts;
    let alike = same_text(ours, theirs);
    let sides = [(ours, alike || same_text(theirs, base)), (theirs, alike || same_text(ours, base))];
    let fitting = sides.into_iter().filter(|(_, fits)| *fits).map(|(text, _)| text.unwrap_or_default());
    let mut whole = fitting.filter(|text| lost_comments(texts, &[text]).is_empty());
    whole.next().map(|text| text.to_owned().into())
}

/// Merges the content of `Some(…)` as [`leaf`] does, and separately the comments around it.
fn wrapped(eol: &str, texts: ThreeWay<Option<&str>>) -> Option<MergedValue> {
    let parts = texts.map(|text| {
        let (text, tree) = (text?, Tree::parse(text?).ok()?);
        let inner = tree.root(text).unwrap_option()?.span();
        Some(((&text[..inner.start], &text[inner.end..]), &text[inner]))
    });
    let inner = leaf(parts.map(|part| part.map(|(_, inner)| inner)))?;
    let (open, close) = outside(parts.map(|part| part.map_or(("", ""), |(ends, _)| ends)), eol);
    let text = open + &inner.text + &close;
    lost_comments(texts, &[&text]).is_empty().then(|| text.into())
}

/// Returns the comments that a side added and that are in none of the texts `kept`.
fn lost_comments<'a>(texts: ThreeWay<Option<&'a str>>, kept: &[&str]) -> Vec<&'a str> {
    let base = texts.base.unwrap_or_default();
    let came = |side: Option<&'a str>| comment_changes(base, side.unwrap_or_default()).1;
    let all = came(texts.ours).into_iter().chain(came(texts.theirs));
    all.filter(|comment| !kept.iter().any(|text| text.contains(comment))).collect()
}

/// Returns a value as a person reads it: without `Some(…)`, unless that contains comments of its
/// own.
pub(super) fn plain(text: &str) -> Option<String> {
    let Ok(tree) = Tree::parse(text) else { return Some(text.to_owned()) };
    let inner = tree.root(text).unwrap_option()?.text();
    Some(if comments(inner) == comments(text) { inner } else { text }.to_owned())
}

/// Returns whether there are comments inside `Some(…)` but outside the value.
pub(super) fn hugs_comments(text: &str) -> bool {
    Tree::parse(text)
        .is_ok_and(|tree| tree.root(text).unwrap_option().is_some_and(|inner| comments(inner.text()) != comments(text)))
}

/// The rules within one bracket.
struct BracketRules<'e> {
    eol: &'e str,
    kind: Option<FieldKind>,
}

impl EntryRules for BracketRules<'_> {
    fn value(&self, part: &ContainerPart<'_>, values: ThreeWay<Option<&str>>) -> MergedValue {
        value(self.eol, self.kind_of(part), values)
    }

    fn shown(&self, part: &ContainerPart<'_>) -> Option<String> {
        plain(part.value())
    }

    fn whole(&self, part: &ContainerPart<'_>) -> bool {
        matches!(self.kind, Some(FieldKind::Record(record)) if record.field(part.name).is_none())
    }

    fn as_good_as_absent(&self, part: &ContainerPart<'_>) -> Option<&'static str> {
        match (self.kind, self.kind_of(part)) {
            (Some(FieldKind::Record(_)), Some(FieldKind::List(_))) => Some("[]"),
            (Some(FieldKind::Record(_)), Some(FieldKind::Record(_))) => Some("()"),
            _ => None,
        }
    }
}

impl BracketRules<'_> {
    fn kind_of(&self, part: &ContainerPart<'_>) -> Option<FieldKind> {
        match self.kind? {
            FieldKind::Record(record) => record.field(part.name).map(|field| field.kind),
            FieldKind::List(item) => Some(*item),
            _ => None,
        }
    }
}

/// Merges structs or lists that both sides have; `None` when they can only be decided as a whole.
fn bracket(eol: &str, kind: Option<FieldKind>, texts: ThreeWay<Option<&str>>) -> Option<MergedValue> {
    let list = match kind? {
        FieldKind::Record(_) => false,
        FieldKind::List(_) => true,
        _ => return None,
    };
    let parts = texts.map(|text| text.and_then(ContainerParts::of).filter(|parts| parts.list == list));
    let parts = ThreeWay { base: parts.base.unwrap_or_default(), ours: parts.ours?, theirs: parts.theirs? };
    let items = parts.as_ref().map(|parts| parts.entries.iter().map(|part| item(part, list)).collect::<Vec<_>>());
    let nodes = triples(items.as_ref().map(Vec::as_slice));
    let entries = parts.as_ref().map(|parts| parts.entries.as_slice());
    let found = self::entries(&BracketRules { eol, kind }, eol, entries, &nodes);
    if found.whole || (list && found.conflict) {
        return None;
    }
    let conflicts = found.conflicts.into_iter().map(|(place, conflict)| {
        let step = if list { AddressStep::Item(place.index) } else { AddressStep::Field(place.name) };
        ValueConflict { path: std::iter::once(step).chain(conflict.path).collect(), ..conflict }
    });
    let conflicts: Vec<ValueConflict> = conflicts.collect();
    let (open, close) = outside(parts.as_ref().map(|parts| (parts.open, parts.close)), eol);
    let first = trivia_merge::merge(parts.as_ref().map(|parts| parts.first), eol);
    let mut tail = trivia_merge::merge(parts.as_ref().map(|parts| parts.tail), eol);
    if !found.carry.is_empty() {
        tail = trivia_merge::carried(&found.carry, &tail, eol);
    }
    let text = join(format!("{open}{first}"), found.entries, trailing(&parts), eol) + &tail + &close;
    // When comments of both sides cannot be kept apart, the value is decided as a whole.
    let both = conflicts.iter().flat_map(|conflict| [&conflict.texts.ours, &conflict.texts.theirs]).flatten();
    let kept: Vec<&str> = both.chain([&text]).map(String::as_str).collect();
    lost_comments(texts, &kept).is_empty().then_some(MergedValue { text, conflicts })
}

/// Merges the text around the entries, brackets included.
fn outside(ends: ThreeWay<(&str, &str)>, eol: &str) -> (String, String) {
    let between =
        |texts: ThreeWay<&str>| trivia_merge::between(texts.map(|text| Some(text).filter(|t| !t.is_empty())), eol);
    if let Some((open, close)) = ends.agreed() {
        return (open.to_owned(), close.to_owned());
    }
    if let (Some(open), Some(close)) = (between(ends.map(|e| e.0)), between(ends.map(|e| e.1))) {
        return (open, close);
    }
    // Written in two ways: the one with comments wins.
    let bare = |(open, close): (&str, &str)| comments(open).is_empty() && comments(close).is_empty();
    let (open, close) = if bare(ends.ours) && !bare(ends.theirs) { ends.theirs } else { ends.ours };
    (open.to_owned(), close.to_owned())
}

/// Returns whether the last entry gets a comma.
pub(super) fn trailing(parts: &ThreeWay<ContainerParts<'_>>) -> bool {
    let ThreeWay { base, ours, theirs } = parts.as_ref().map(ContainerParts::trailing);
    // A side without entries has no trailing comma to compare; that must not count as a change.
    let known =
        ThreeWay { base: base.or(ours).or(theirs), ours: ours.or(base).or(theirs), theirs: theirs.or(base).or(ours) };
    known.or_ours().unwrap_or(false)
}

/// Returns the candidate by which an entry is matched.
fn item<'a>(part: &ContainerPart<'a>, list: bool) -> MatchCandidate<'a> {
    if list {
        MatchCandidate::of(part.value())
    } else {
        MatchCandidate { key: Some(part.name.into()), text: part.value() }
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
            let carry = heading(kept.before()).0;
            let new_heading = !comment_changes(heading(base.before()).0, carry).1.is_empty();
            if !touched(base, kept) {
                return EntryDecision {
                    carry: if new_heading { carry.to_owned() } else { String::new() },
                    ..EntryDecision::default()
                };
            }
            // A value that means nothing equals an absent one: nothing was removed.
            if !speaks(base.value()) || !speaks(kept.value()) {
                return whole(kept);
            }
            if let Some(entry) = with_absent(rules, base, kept, parts) {
                return EntryDecision { entry: Some(entry), ..EntryDecision::default() };
            }
            let texts = parts.map(|part| part.and_then(|part| rules.shown(part)));
            let whole = rules.whole(kept) || around(base) != around(kept) || hugs_comments(kept.value());
            let conflicts = vec![ValueConflict { path: Path::new(), texts }];
            EntryDecision { entry: parts.ours.map(ContainerPart::entry), conflicts, whole, carry: String::new() }
        }
        _ => EntryDecision::default(),
    }
}

/// Merges an entry that one side changed with the other side, which emptied and thereby removed it:
/// the additions stay.
fn with_absent<'a>(
    rules: &impl EntryRules,
    base: &ContainerPart<'a>,
    kept: &ContainerPart<'a>,
    parts: ThreeWay<Option<&ContainerPart<'a>>>,
) -> Option<MergedEntry<'a>> {
    if around(base) != around(kept) || hugs_comments(kept.value()) {
        return None;
    }
    let absent = rules.as_good_as_absent(kept)?;
    let merged = rules.value(kept, parts.map(|part| Some(part.map_or(absent, ContainerPart::value))));
    let entry = || kept.with([kept.before(), kept.head(), &merged.text, kept.gap(), kept.behind()]);
    (merged.conflicts.is_empty() && speaks(&merged.text)).then(entry)
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
    let merged = rules.value(ours, parts.map(|part| part.map(ContainerPart::value)));
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
