//! Three-way merge of values: structs by field, lists by item, everything else as a whole.
//!
//! Works on texts, so that comments and layout of both sides survive. Independent of tables and
//! documents. Entry point: [`value`].

use super::container::{ContainerPart, ContainerParts, join};
use super::entries::{EntryRules, MergedValue, ValueConflict, entries};
use super::trivia_merge;
use crate::document::address::Path;
use crate::document::matching::{MatchCandidate, ThreeWay, triples};
use crate::schema::FieldKind;
use crate::syntax::equivalence::{comment_changes, comments, same_text};
use crate::syntax::{AddressStep, Tree};

/// Merges a value that both sides have; `eol` is the line break of ours.
pub(super) fn value(eol: &str, kind: Option<FieldKind>, texts: ThreeWay<Option<&str>>) -> MergedValue {
    let merged = texts.agreed().map(|text| text.unwrap_or_default().to_owned().into());
    let merged =
        merged.or_else(|| bracket(eol, kind, texts)).or_else(|| Some(trivia_merge::between(texts, eol)?.into()));
    merged.or_else(|| leaf(texts)).or_else(|| wrapped(eol, texts)).unwrap_or_else(|| undecided(texts))
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

    fn can_be_empty(&self, part: &ContainerPart<'_>) -> bool {
        let is_of_record = matches!(self.kind, Some(FieldKind::Record(_)));
        is_of_record && matches!(self.kind_of(part), Some(FieldKind::List(_) | FieldKind::Record(_)))
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
    let parts_of = parts.as_ref().map(|parts| parts.entries.as_slice());
    let found = entries(&BracketRules { eol, kind }, eol, parts_of, &nodes);
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
