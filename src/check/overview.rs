//! Facts about many records that rules need, collected once before the check: looking them up for
//! each record would read the same records again and again.
//!
//! Must not judge anything. Entry point: [`Overview::of`]; a check in slices fills it with [`read`]
//! and [`Overview::take`].

use super::alike::{FirstBodies, Likeness, likenesses};
use super::same_key::{KeyHolders, keys};
use crate::document::{Document, Slot};
use crate::index::body_level::level_of;
use crate::index::field;
use crate::model::records::Level;
use crate::model::territory::{Coordinates, Territory, position};
use crate::model::{BODIES, MUNICIPALITIES, REGIONS};
use crate::schema::Table;

/// The tables it is collected from.
pub(super) const TABLES: [Table; 3] = [REGIONS, MUNICIPALITIES, BODIES];

/// Facts about many records.
#[derive(Debug, Default)]
pub(super) struct Overview {
    positions: Vec<Coordinates>,
    /// By slot number.
    levels: Vec<Option<Level>>,
    bodies: FirstBodies,
    keys: KeyHolders,
}

/// The facts that one record contributes.
pub(super) enum Excerpt {
    Place(Option<Coordinates>, Vec<u64>),
    Body(Option<Level>, Vec<(u64, Likeness)>),
}

/// Reads the facts of one record.
pub(super) fn read(document: &Document, slot: Slot) -> Option<Excerpt> {
    let record = document.record(slot).ok()?;
    match slot.table {
        REGIONS | MUNICIPALITIES => {
            let position = field(record.root(), "position").and_then(position);
            Some(Excerpt::Place(position, keys(slot.table, record.root()).map(|(_, hash)| hash).collect()))
        }
        BODIES => {
            let level = level_of(document.schema(), record.root());
            Some(Excerpt::Body(level, likenesses(level, record.root())))
        }
        _ => None,
    }
}

impl Overview {
    /// Collects the facts of some tables.
    pub(super) fn of(document: &Document, tables: &[Table]) -> Overview {
        let mut overview = Overview::default();
        for slot in tables.iter().flat_map(|table| document.slots(*table)) {
            overview.take(slot, read(document, slot));
        }
        overview
    }

    /// Adds the facts of a record.
    pub(super) fn take(&mut self, slot: Slot, excerpt: Option<Excerpt>) {
        match excerpt {
            Some(Excerpt::Place(position, keys)) => {
                self.positions.extend(position);
                self.keys.take(slot, keys);
            }
            Some(Excerpt::Body(level, likenesses)) => {
                let index = slot.index as usize;
                self.levels.resize(self.levels.len().max(index + 1), None);
                self.levels[index] = level;
                self.bodies.take(slot, likenesses);
            }
            None => {}
        }
    }

    /// Returns the level of a body.
    pub(super) fn level(&self, body: Slot) -> Option<Level> {
        self.levels.get(body.index as usize).copied().flatten()
    }

    /// Returns the first bodies of the file with each likeness.
    pub(super) fn bodies(&self) -> &FirstBodies {
        &self.bodies
    }

    /// Returns the records that have each official key.
    pub(super) fn keys(&self) -> &KeyHolders {
        &self.keys
    }

    /// Returns where the district lies.
    pub(super) fn territory(&self) -> Option<Territory> {
        Territory::of(&self.positions)
    }
}
