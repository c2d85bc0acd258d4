//! Who works on an action field.
//!
//! Asked piece by piece, because a page of a large dataset is made between keys. Entry points:
//! [`engagement`] and [`is_engaged`].

use super::DatasetView;
use crate::document::Slot;
use crate::model::ENGAGEMENTS;

/// The work of a region on an action field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegionAtWork {
    /// The region.
    pub region: Slot,
    /// The engagement that says so.
    pub engagement: Slot,
}

/// Returns the number of engagements in a field.
pub fn engagement_count(data: DatasetView<'_>, field: Slot) -> usize {
    data.index.engaged(data.document, field).len()
}

/// Returns the number of regions that are known to work on a field.
pub fn region_count(data: DatasetView<'_>, field: Slot) -> usize {
    let engaged = data.index.engaged(data.document, field);
    engaged.chunk_by(|one, other| data.index.region_of(*one) == data.index.region_of(*other)).count()
}

/// Returns an engagement in a field by its place, in the order of their regions' names.
pub fn engagement(data: DatasetView<'_>, field: Slot, place: usize) -> Option<RegionAtWork> {
    let engagement = *data.index.engaged(data.document, field).get(place)?;
    Some(RegionAtWork { region: data.index.region_of(engagement)?, engagement })
}

/// Returns true when a region is known to work on a field.
pub fn is_engaged(data: DatasetView<'_>, region: Slot, field: Slot) -> bool {
    let index = data.index;
    let is_about = |e: &Slot| index.refers(*e, field) && index.region_of(*e) == Some(region);
    index.referrers_in(region, ENGAGEMENTS).iter().any(is_about)
}
