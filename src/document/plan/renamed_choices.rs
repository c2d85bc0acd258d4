//! Plans what follows where a dataset calls one of its choices otherwise: each value that is this
//! choice gets the new name.
//!
//! A choice that is taken away leaves its values as they are; whether that is allowed, the check
//! says. Entry point: [`Document::with_renamed_choices`].

use super::super::{Change, Document, EditError, Slot};
use super::{TextEdit, splice};
use crate::schema::{ChoiceOption, FieldKind, Schema};
use crate::syntax::SyntaxValue;

/// A choice that is called otherwise.
struct RenamedChoice {
    /// All choices of its list before.
    before: &'static [ChoiceOption],
    from: &'static str,
    to: &'static str,
}

impl Document {
    /// Adds to a plan the changes of the records that use a choice which the plan renames.
    pub(super) fn with_renamed_choices(&self, mut changes: Vec<Change>) -> Result<Vec<Change>, EditError> {
        let Some(variants) = self.schema.variants else { return Ok(changes) };
        let is_declaring = |change: &&Change| change.table == Some(variants.table);
        if !changes.iter().any(|change| is_declaring(&change) && change.before.is_some() && change.after.is_some()) {
            return Ok(changes);
        }
        let mut after = self.clone();
        after.apply(&changes)?;
        let renamed = renamed_choices(self.schema, after.schema);
        if renamed.is_empty() {
            return Ok(changes);
        }
        for slot in self.schema.all().filter(|table| *table != variants.table).flat_map(|table| self.slots(table)) {
            changes.extend(after.renaming_in(slot, FieldKind::Record(self.record_type(slot)), &renamed)?);
        }
        Ok(changes)
    }

    /// Returns the change by which a record has the new names. One that does not parse keeps its
    /// text.
    fn renaming_in(&self, slot: Slot, kind: FieldKind, renamed: &[RenamedChoice]) -> Result<Vec<Change>, EditError> {
        let Ok(record) = self.record(slot) else { return Ok(Vec::new()) };
        let mut words = Vec::new();
        uses(record.root(), kind, renamed, &mut words);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let swap = |(value, to): (SyntaxValue<'_>, &str)| TextEdit { range: value.span(), text: to.to_owned() };
        self.rewrite(slot, &splice(record.text(), words.into_iter().map(swap).collect()), None)
    }
}

/// Returns the choices that one schema calls otherwise than another: in each list at most one, at
/// the place where it was. Lists of different lengths have gained or lost some instead.
fn renamed_choices(before: &'static Schema, after: &'static Schema) -> Vec<RenamedChoice> {
    let lists = before.own_choices.iter().zip(after.own_choices).filter(|(old, new)| old.own.len() == new.own.len());
    let renamed = lists.filter_map(|(old, new)| {
        let mut different = old.own.iter().zip(new.own).filter(|(old, new)| old.name != new.name);
        let (from, to) = different.next()?;
        let is_one = different.next().is_none();
        is_one.then_some(RenamedChoice { before: old.own, from: from.name, to: to.name })
    });
    renamed.collect()
}

/// Collects the values that are one of these choices, each with its new name.
fn uses<'a>(
    value: SyntaxValue<'a>,
    kind: FieldKind,
    renamed: &[RenamedChoice],
    found: &mut Vec<(SyntaxValue<'a>, &'static str)>,
) {
    let Some(value) = value.unwrap_option() else { return };
    match kind {
        FieldKind::Choice(options) => {
            let word = value.as_word();
            let choice = renamed.iter().find(|choice| choice.before == options && word == Some(choice.from));
            found.extend(choice.map(|choice| (value, choice.to)));
        }
        FieldKind::Record(record) => {
            let inner = value.fields().filter_map(|(name, value)| Some((value, record.field(name)?.kind)));
            inner.for_each(|(value, kind)| uses(value, kind, renamed, found));
        }
        FieldKind::List(item) => value.items().for_each(|value| uses(value, *item, renamed, found)),
        _ => {}
    }
}
