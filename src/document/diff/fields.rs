//! The differences between two texts of one record.
//!
//! Declared fields are compared in order, then those that the schema does not declare; nested
//! records field by field. Entry points: [`record`]; [`declared`] for the fields that a person
//! accepts or discards one by one; [`changed_values`] for the history.

use super::{DiffKind, DiffPlace, FieldDifference, push_comments};
use crate::document::matching::{MatchCandidate, longest_increasing_subsequence, pair};
use crate::document::{Address, AddressStep, FieldChange};
use crate::schema::{FieldKind, Schema};
use crate::syntax::equivalence::{comment_changes, present, same_value};
use crate::syntax::{NodeKind, SyntaxValue, Tree};

/// How lists are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListComparison {
    /// A list that differs is one difference.
    Whole,
    /// Item by item: added, removed, changed, moved.
    ByItem,
}

/// Returns the differences between two texts of the record at `address`. When all values are the
/// same, that is a difference of comments or of layout. Texts that are not valid RON differ as a
/// whole.
pub fn record(
    schema: &'static Schema,
    address: &Address,
    old: &str,
    new: &str,
    lists: ListComparison,
) -> Vec<FieldDifference> {
    if old == new {
        return Vec::new();
    }
    let whole = |what| {
        let place = DiffPlace::At(address.clone());
        FieldDifference { place, what, before: Some(old.to_owned()), after: Some(new.to_owned()) }
    };
    let (Ok(before), Ok(after)) = (Tree::parse(old), Tree::parse(new)) else { return vec![whole(DiffKind::Changed)] };
    let mut walk = FieldWalk { lists, found: Vec::new() };
    let kind = FieldKind::Record(schema.table(address.table).record);
    walk.values(Some(kind), address, Some(before.root(old)), Some(after.root(new)));
    let mut found = walk.found;
    comments_beside(old, new, address, &mut found);
    if found.is_empty() {
        found.push(whole(DiffKind::Layout));
    }
    found
}

/// Returns the differences between two texts (`None`: absent) of the value at an address, list
/// items one by one. Records are compared as by [`record`]; texts that are not valid RON differ as
/// a whole.
pub fn value(schema: &'static Schema, address: &Address, old: Option<&str>, new: Option<&str>) -> Vec<FieldDifference> {
    if let (true, Some(old), Some(new)) = (address.path.is_empty(), old, new) {
        return record(schema, address, old, new, ListComparison::ByItem);
    }
    let mut walk = FieldWalk { lists: ListComparison::ByItem, found: Vec::new() };
    let trees = [old, new].map(|text| text.map(|text| Tree::parse(text).map(|tree| (tree, text))));
    if let [None | Some(Ok(_)), None | Some(Ok(_))] = &trees {
        let [before, after] = trees.each_ref().map(|side| match side {
            Some(Ok((tree, text))) => Some(tree.root(text)),
            _ => None,
        });
        walk.values(address.kind(schema), address, before, after);
    }
    if walk.found.is_empty() && old != new {
        let what = match (old, new) {
            (None, _) => DiffKind::Added,
            (_, None) => DiffKind::Removed,
            _ => DiffKind::Changed,
        };
        let place = DiffPlace::At(address.clone());
        walk.found.push(FieldDifference { place, what, before: old.map(str::to_owned), after: new.map(str::to_owned) });
    }
    walk.found
}

/// Returns the changes in the declared fields of two texts of one record, lists as a whole. Returns
/// the record itself where the texts differ only elsewhere, in comments, layout or undeclared
/// fields.
pub fn declared(schema: &'static Schema, address: &Address, old: &str, new: &str) -> Vec<FieldChange> {
    let is_field = |change: &FieldChange| !change.address.path.is_empty() && change.address.kind(schema).is_some();
    let mut found = values(schema, address, old, new);
    found.retain(is_field);
    if found.is_empty() && old != new {
        found.push(whole(address, Some(old), Some(new)));
    }
    found
}

/// Returns the changed values of a record (`None`: absent) as the history records them: lists as a
/// whole, undeclared fields too. Where only the text around its values differs, that is the record
/// itself. References updated after a rename are values like any other.
pub fn changed_values(
    schema: &'static Schema,
    address: &Address,
    before: Option<&str>,
    after: Option<&str>,
) -> Vec<FieldChange> {
    let found = match (before, after) {
        (Some(old), Some(new)) => values(schema, address, old, new),
        _ => Vec::new(),
    };
    if found.is_empty() && before != after { vec![whole(address, before, after)] } else { found }
}

/// Returns the values that differ in two texts of one record, lists as a whole.
fn values(schema: &'static Schema, address: &Address, old: &str, new: &str) -> Vec<FieldChange> {
    record(schema, address, old, new, ListComparison::Whole)
        .into_iter()
        .filter_map(FieldDifference::into_change)
        .collect()
}

fn whole(address: &Address, before: Option<&str>, after: Option<&str>) -> FieldChange {
    let text = |text: Option<&str>| text.map(str::to_owned);
    FieldChange { address: address.clone(), before: text(before), after: text(after) }
}

/// Adds the comments that differ, except those inside values that differ.
fn comments_beside(old: &str, new: &str, address: &Address, found: &mut Vec<FieldDifference>) {
    let (mut gone, mut came) = comment_changes(old, new);
    let named =
        |comment: &str| found.iter().flat_map(|d| [&d.before, &d.after]).flatten().any(|text| text.contains(comment));
    gone.retain(|comment| !named(comment));
    came.retain(|comment| !named(comment));
    push_comments(DiffPlace::At(address.clone()), gone, came, found);
}

struct FieldWalk {
    lists: ListComparison,
    found: Vec<FieldDifference>,
}

impl FieldWalk {
    fn values(
        &mut self,
        kind: Option<FieldKind>,
        at: &Address,
        old: Option<SyntaxValue<'_>>,
        new: Option<SyntaxValue<'_>>,
    ) {
        if same_value(old, new) {
            return;
        }
        let (old, new) = (old.and_then(SyntaxValue::unwrap_option), new.and_then(SyntaxValue::unwrap_option));
        let fields = |v: SyntaxValue| matches!(v.kind(), NodeKind::Struct | NodeKind::Unit);
        match (kind, old, new) {
            (Some(FieldKind::Record(record)), Some(a), Some(b)) if fields(a) && fields(b) => {
                let declared = record.fields.iter().map(|f| f.name);
                let strange = |v: SyntaxValue<'_>| {
                    v.fields()
                        .map(|(name, _)| name.to_owned())
                        .filter(|n| record.field(n).is_none())
                        .collect::<Vec<_>>()
                };
                let (before, mut more) = (strange(a), strange(b));
                more.retain(|name| !before.contains(name));
                for name in declared.map(str::to_owned).chain(before).chain(more) {
                    let kind = record.field(&name).map(|f| f.kind);
                    self.values(kind, &at.join(AddressStep::Field(name.clone())), a.field(&name), b.field(&name));
                }
            }
            (Some(FieldKind::List(item)), Some(a), Some(b)) if self.by_item(a, b) => self.items(*item, at, a, b),
            _ => self.push(at.clone(), present(old), present(new)),
        }
    }

    fn by_item(&self, a: SyntaxValue<'_>, b: SyntaxValue<'_>) -> bool {
        self.lists == ListComparison::ByItem && a.kind() == NodeKind::List && b.kind() == NodeKind::List
    }

    fn push(&mut self, at: Address, old: Option<SyntaxValue<'_>>, new: Option<SyntaxValue<'_>>) {
        let what = match (old, new) {
            (None, _) => DiffKind::Added,
            (_, None) => DiffKind::Removed,
            _ => DiffKind::Changed,
        };
        let text = |v: Option<SyntaxValue<'_>>| v.map(|v| v.text().to_owned());
        self.found.push(FieldDifference { place: DiffPlace::At(at), what, before: text(old), after: text(new) });
    }

    fn items<'a>(&mut self, kind: FieldKind, at: &Address, a: SyntaxValue<'a>, b: SyntaxValue<'a>) {
        let (old, new): (Vec<SyntaxValue<'a>>, Vec<SyntaxValue<'a>>) = (a.items().collect(), b.items().collect());
        let items = |all: &[SyntaxValue<'a>]| {
            all.iter().map(|v| MatchCandidate::of(v.text())).collect::<Vec<MatchCandidate<'a>>>()
        };
        let (left, right) = (items(&old), items(&new));
        let pairs = pair(&left, &right, true);
        let kept: Vec<usize> = pairs.iter().flatten().copied().collect();
        for (i, value) in old.iter().enumerate().filter(|(i, _)| !kept.contains(i)) {
            self.push(at.join(AddressStep::Item(i)), Some(*value), None);
        }
        let mut stays = longest_increasing_subsequence(&kept).into_iter();
        for (to, value) in new.iter().enumerate() {
            let place = at.join(AddressStep::Item(to));
            let Some(from) = pairs[to] else {
                self.push(place, None, Some(*value));
                continue;
            };
            if stays.next() == Some(false) {
                let moved = FieldDifference {
                    place: DiffPlace::At(place.clone()),
                    what: DiffKind::Moved { from, to },
                    before: None,
                    after: None,
                };
                self.found.push(moved);
            }
            self.values(Some(kind), &place, Some(old[from]), Some(*value));
        }
    }
}
