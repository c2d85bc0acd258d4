//! Which records of a table are listed, and in which order.
//!
//! The panes and `list` ask it. Entry point: [`ListQuestion::slots`].

use std::collections::HashSet;

use super::DatasetView;
use super::belonging::belongs;
use super::places::places;
use super::relations::Related;
use crate::document::Slot;
use crate::index::body_level::level;
use crate::model::records::Level;
use crate::model::{MUNICIPALITIES, REGIONS};
use crate::schema::Table;

/// The order of listed records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ListOrder {
    /// By name after DIN 5007-1; bodies by region and level first.
    #[default]
    Name,
    /// In file order.
    File,
}

/// The records asked for; each condition narrows them.
#[derive(Debug, Clone)]
pub struct ListQuestion<'q> {
    /// The table.
    pub table: Table,
    /// They match this text by name or place; empty for all.
    pub text: &'q str,
    /// They are related to this record.
    pub related_to: Option<Slot>,
    /// They belong to one of these regions.
    pub regions: Option<&'q [Slot]>,
    /// They belong to this action field.
    pub field: Option<Slot>,
    /// They are bodies of this level.
    pub level: Option<Level>,
    /// Their order.
    pub order: ListOrder,
}

impl ListQuestion<'_> {
    /// Asks for all records of a table by name.
    pub fn all(table: Table) -> ListQuestion<'static> {
        ListQuestion {
            table,
            text: "",
            related_to: None,
            regions: None,
            field: None,
            level: None,
            order: ListOrder::Name,
        }
    }

    /// Returns the records in their order.
    pub fn slots(&self, data: DatasetView<'_>) -> Vec<Slot> {
        let mut slots = match self.related_to.map(|anchor| Related { data, anchor }) {
            Some(related) => related.in_table(self.table),
            None => self.matching(data),
        };
        if self.related_to.is_some() && !self.text.is_empty() {
            let found: HashSet<Slot> = self.matching(data).into_iter().collect();
            slots.retain(|slot| found.contains(slot));
        }
        if let Some(regions) = self.regions {
            slots.retain(|slot| belongs(data, *slot, regions));
        }
        if let Some(field) = self.field {
            slots.retain(|slot| belongs(data, *slot, &[field]));
        }
        if let Some(wanted) = self.level {
            slots.retain(|slot| level(data.document, *slot) == Some(wanted));
        }
        self.sorted(data, slots)
    }

    /// Returns the records that match by name or place, in file order; regions and towns also by
    /// the other ways in which people write places.
    fn matching(&self, data: DatasetView<'_>) -> Vec<Slot> {
        let mut found = data.index.filter(data.document, self.table, self.text);
        if found.is_empty() && matches!(self.table, REGIONS | MUNICIPALITIES) {
            let places = places(data, self.text).places.into_iter();
            found = places
                .filter_map(|place| if self.table == REGIONS { place.region } else { place.municipality })
                .collect();
            found.sort_by_cached_key(|slot| data.document.position(*slot));
            found.dedup();
        }
        found
    }

    /// Sorts records that are in file order, unless they are those related to another.
    fn sorted(&self, data: DatasetView<'_>, mut slots: Vec<Slot>) -> Vec<Slot> {
        let DatasetView { document, index, .. } = data;
        match self.order {
            ListOrder::Name if slots.len() == document.slots(self.table).len() => {
                return index.order(document, self.table).to_vec();
            }
            ListOrder::Name => {
                let ranks = index.ranks(document, self.table);
                slots.sort_by_key(|slot| ranks[slot.index as usize]);
            }
            ListOrder::File if self.related_to.is_none() => {}
            ListOrder::File => slots.sort_by_cached_key(|slot| document.position(*slot)),
        }
        slots
    }
}
