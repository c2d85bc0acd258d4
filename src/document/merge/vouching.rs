//! The source that vouches for a single value goes the way of the value: whoever takes one side's
//! telephone number takes where that side has it from, and nobody else's.
//!
//! Entry points: [`Merged::vouching_sources`], and `Merged::take_source` for a decision.

use super::{Conflict, ConflictSide, Merged};
use crate::document::{Address, AddressStep, Change, Document, Edit, EditError};
use crate::schema::{FieldKind, Schema};
use crate::syntax::equivalence::same_text;

/// The sources that vouch for the value of a conflict alone, as RON.
#[derive(Debug, Clone)]
pub struct VouchingSources {
    /// The place of the source.
    pub place: Address,
    base: Option<String>,
    ours: Option<String>,
    theirs: Option<String>,
}

impl VouchingSources {
    /// Returns that of a side; `None` where it has none. Of a text that a person wrote nobody knows
    /// the source: it keeps ours.
    pub fn of(&self, side: &ConflictSide) -> Option<&str> {
        match side {
            ConflictSide::Base => self.base.as_deref(),
            ConflictSide::Theirs => self.theirs.as_deref(),
            ConflictSide::Ours | ConflictSide::Text(_) => self.ours.as_deref(),
        }
    }
}

/// Returns the place of the source that vouches for the value at a place alone.
fn source_place(schema: &'static Schema, value: &Address) -> Option<Address> {
    let (AddressStep::Field(name), outer) = value.path.split_last()? else { return None };
    let record = Address { path: outer.to_vec(), ..value.clone() };
    let Some(FieldKind::Record(declared)) = record.kind(schema) else { return None };
    Some(record.join(AddressStep::Field(declared.source_of_value(name)?.name.to_owned())))
}

fn text_at(document: &Document, place: &Address) -> Option<String> {
    let slot = document.resolve(place)?;
    Some(document.record(slot).ok()?.value(&place.path)?.text().to_owned())
}

impl Merged {
    /// Returns the sources that vouch for the value of a conflict alone; `None` where all sides
    /// have the same.
    pub fn vouching_sources(&self, conflict: &Conflict) -> Option<VouchingSources> {
        let place = source_place(self.document.schema(), conflict.place.address()?)?;
        let sides = self.sides.as_ref()?;
        let [base, ours, theirs] = [&sides.base, &sides.ours, &sides.theirs].map(|side| text_at(side, &place));
        let differs = |side: &Option<String>| !same_text(side.as_deref(), ours.as_deref());
        (differs(&base) || differs(&theirs)).then_some(VouchingSources { place, base, ours, theirs })
    }

    /// Takes the source of the side for which a conflict about its value was decided, and drops a
    /// conflict about it.
    pub(super) fn take_source(&mut self, decided: &Conflict, side: &ConflictSide) -> Result<Vec<Change>, EditError> {
        let Some(sources) = self.vouching_sources(decided) else { return Ok(Vec::new()) };
        let place = &sources.place;
        let is_within = |at: &Address| at.table == place.table && at.id == place.id && at.path.starts_with(&place.path);
        self.conflicts.retain(|other| !other.place.address().is_some_and(is_within));
        let chosen = sources.of(side);
        if same_text(text_at(&self.document, place).as_deref(), chosen) {
            return Ok(Vec::new());
        }
        let address = place.clone();
        let changes = self.document.edit(&match chosen {
            Some(value) => Edit::Set { address, value: value.to_owned() },
            None => Edit::Clear { address },
        })?;
        if let Some(all) = &mut self.changes {
            all.extend(changes.iter().cloned());
        }
        Ok(changes)
    }
}
