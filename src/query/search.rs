//! What there is to say about a hit of a search: why it was found, how its work stands, where it
//! belongs.
//!
//! The search itself is the index's. Entry point: [`HitDescription::of`].

use super::DatasetView;
use super::activity_status::status_but_active;
use crate::document::Slot;
use crate::index::MatchedText;
use crate::index::Query;
use crate::model::records::Status;
use crate::model::{MUNICIPALITIES, REGIONS};

/// A hit with what it takes to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitDescription {
    /// The record.
    pub slot: Slot,
    /// How work stands that does not go on.
    pub status: Option<Status>,
    /// The most telling text that matched.
    pub matched: Option<MatchedText>,
    /// The region that another record than a region belongs to.
    pub region: Option<Slot>,
}

impl HitDescription {
    /// Describes a record that matches a query.
    pub fn of(data: DatasetView<'_>, slot: Slot, query: &Query) -> HitDescription {
        let region = if slot.table == REGIONS { None } else { data.index.region_of(slot) };
        HitDescription {
            slot,
            status: status_but_active(data.document, slot),
            matched: data.index.marks(data.document, slot, query).into_iter().next(),
            region,
        }
    }

    /// Returns the region that a town leads to, because its office is asked about a town.
    pub fn office_region(&self) -> Option<Slot> {
        self.region.filter(|_| self.slot.table == MUNICIPALITIES)
    }
}
