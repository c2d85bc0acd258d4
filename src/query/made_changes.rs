//! Which differences a person made together: a value with its source is one change.
//!
//! Entry point: [`made_changes`].

use crate::document::address::kind_at;
use crate::document::{Address, AddressStep};
use crate::schema::{FieldKind, Schema, Table};

/// A change as a person made it; numbers into the list of places that differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeChange {
    /// The value, or the first part of a source that changed alone.
    pub main: usize,
    /// The parts of the source that changed with it.
    pub with: Vec<usize>,
}

impl MadeChange {
    /// Returns the numbers of all its differences.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.main).chain(self.with.iter().copied())
    }
}

/// Returns the changes that a person made, in the order of the places that differ. A source stands
/// alone only where no value changed that it vouches for. The places of a record stand beside each
/// other.
pub fn made_changes(schema: &Schema, differences: &[&Address]) -> Vec<MadeChange> {
    let mut made = Vec::new();
    let mut first = 0;
    for of_record in differences.chunk_by(|a, b| (a.table, &a.id) == (b.table, &b.id)) {
        made.extend(made_in_record(schema, of_record, first));
        first += of_record.len();
    }
    made
}

/// Returns the changes of one record, whose places are numbered from `first`.
fn made_in_record<'a>(schema: &Schema, differences: &[&'a Address], first: usize) -> Vec<MadeChange> {
    let mut made: Vec<MadeChange> = Vec::new();
    // The sources, each with the numbers of its parts.
    let mut alone: Vec<(&'a [AddressStep], Vec<usize>)> = Vec::new();
    for (number, place) in (first..).zip(differences) {
        match source_around(schema, place) {
            None => made.push(MadeChange { main: number, with: Vec::new() }),
            Some(source) => match alone.iter_mut().find(|(path, _)| *path == source) {
                Some((_, parts)) => parts.push(number),
                None => alone.push((source, vec![number])),
            },
        }
    }
    for value in &mut made {
        let place = differences[value.main - first];
        // The source of the value alone vouches before that of a record around it, the inner record
        // before the outer.
        let vouching = alone
            .iter()
            .enumerate()
            .filter_map(|(number, (source, _))| Some((vouching_rank(schema, place.table, source, place)?, number)));
        if let Some((_, number)) = vouching.max() {
            value.with = alone.remove(number).1;
        }
    }
    made.extend(alone.into_iter().filter_map(|(_, mut parts)| {
        let with = parts.split_off(1.min(parts.len()));
        Some(MadeChange { main: parts.pop()?, with })
    }));
    made.sort_by_key(|change| change.main);
    made
}

/// Returns the path of the source that a place is, or lies in.
fn source_around<'a>(schema: &Schema, place: &'a Address) -> Option<&'a [AddressStep]> {
    let is_source = |path: &&[AddressStep]| {
        let kind = kind_at(FieldKind::Record(schema.table(place.table).record), path);
        matches!(kind, Some(FieldKind::Record(kind)) if kind.is_source)
    };
    (1..=place.path.len()).map(|length| &place.path[..length]).find(is_source)
}

/// Returns how near the source at a path is to a value that it is declared for: that of the value
/// alone, else that of a record around it. `None` where it is declared for something else.
fn vouching_rank(schema: &Schema, table: Table, source: &[AddressStep], value: &Address) -> Option<(bool, usize)> {
    let (AddressStep::Field(name), outer) = source.split_last()? else { return None };
    let within = value.path.strip_prefix(outer)?;
    let FieldKind::Record(record) = kind_at(FieldKind::Record(schema.table(table).record), outer)? else {
        return None;
    };
    match record.field(name)?.vouches_for {
        Some(alone) => within
            .first()
            .is_some_and(|step| *step == AddressStep::Field(alone.to_owned()))
            .then_some((true, outer.len())),
        None => Some((false, outer.len())),
    }
}
