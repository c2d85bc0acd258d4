//! Which records of a table are listed, and in which order.
//!
//! The panes and `list` ask it. Entry point: [`ListQuestion::slots`].

use std::collections::HashSet;

use super::DatasetView;
use super::expression::Expression;
use super::places::places;
use super::relations::Related;
use crate::document::Slot;
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

/// Where the words of a query are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordSearch {
    /// In names and places, of which a list shows most.
    Names,
    /// In all texts of a record, as the search does.
    Texts,
}

/// The records asked for; each condition narrows them.
#[derive(Debug, Clone)]
pub struct ListQuestion<'q> {
    /// The table.
    pub table: Table,
    /// They answer this.
    pub expression: &'q Expression,
    /// Where its words are searched.
    pub words: WordSearch,
    /// They are related to this record.
    pub related_to: Option<Slot>,
    /// Their order.
    pub order: ListOrder,
}

impl<'q> ListQuestion<'q> {
    /// Asks for the records that answer a query, by name.
    pub fn of(table: Table, expression: &'q Expression) -> ListQuestion<'q> {
        ListQuestion { table, expression, words: WordSearch::Texts, related_to: None, order: ListOrder::Name }
    }

    /// Returns the records in their order.
    pub fn slots(&self, data: DatasetView<'_>) -> Vec<Slot> {
        let mut slots = match self.related_to.map(|anchor| Related { data, anchor }) {
            Some(related) => related.in_table(self.table),
            None => self.found(data),
        };
        if self.related_to.is_some() && !self.expression.words().is_empty() {
            let found: HashSet<Slot> = self.found(data).into_iter().collect();
            slots.retain(|slot| found.contains(slot));
        }
        if data.document.is_skimmed() {
            // Where each record has to be read from the file, that is done on all processors first.
            self.expression.retain_likely(data, &mut slots);
        }
        slots.retain(|slot| self.expression.meets_conditions(data, *slot));
        self.sorted(data, slots)
    }

    /// Returns the records that are found by the words, in file order.
    fn found(&self, data: DatasetView<'_>) -> Vec<Slot> {
        match self.words {
            WordSearch::Names => self.named(data),
            WordSearch::Texts => {
                let slots = data.document.slots(self.table);
                slots.filter(|slot| self.expression.is_found(data, *slot)).collect()
            }
        }
    }

    /// Returns the records that match by name or place, in file order; regions and towns also by
    /// the other ways in which people write places.
    fn named(&self, data: DatasetView<'_>) -> Vec<Slot> {
        let words = self.expression.words();
        let mut found = data.index.filter(data.document, self.table, words);
        if found.is_empty() && matches!(self.table, REGIONS | MUNICIPALITIES) {
            let places = places(data, words).places.into_iter();
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
            ListOrder::Name => index.arrange(document, self.table, &mut slots),
            ListOrder::File if self.related_to.is_none() => {}
            ListOrder::File => slots.sort_by_cached_key(|slot| document.position(*slot)),
        }
        slots
    }
}
