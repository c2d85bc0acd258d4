//! Plans the renaming of a choice: when a dataset renames one of its own choices, every value that
//! uses it is changed along with it.
//!
//! Values of a choice that is removed stay as they are; the check decides whether it may be
//! removed. Entry point: [`Document::with_renamed_choices`].

use super::super::{Change, Document, EditError, Slot};
use super::{TextEdit, splice};
use crate::schema::{ChoiceOption, FieldKind, Schema};
use crate::syntax::SyntaxValue;

/// A choice with another name than before.
struct RenamedChoice {
    /// All choices of its list before.
    before: &'static [ChoiceOption],
    from: &'static str,
    to: &'static str,
}

impl Document {
    /// Adds the changes of all records that use a choice which the planned changes rename.
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

    /// Returns the change that gives a record the new names. A record that does not parse keeps its
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

/// Returns the choices that differ in name between two schemas. At most one choice of each list
/// counts as renamed; where the lists differ in length, choices were added or removed instead.
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

/// Collects the values that use a renamed choice, each with the new name.
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
