//! What the regions of a map are coloured by.
//!
//! Entry point: [`shades`].

use super::TerritoryMap;
use crate::document::Slot;
use crate::model::REGIONS;
use crate::model::records::Status;
use crate::query::DatasetView;
use crate::query::activity_status::{RelationStatus, work_status};

/// What a map shows of its regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MapTopic {
    /// Which is which.
    #[default]
    Region,
    /// The state of their work on an action field.
    Field(Slot),
}

/// What a map shows of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionShade {
    /// That it is this one.
    Itself,
    /// Its work on the field; `None` where nothing is known of any.
    Work(Option<ShownWork>),
}

/// The work of a region on a field: of several engagements the one with the most telling state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownWork {
    /// The engagement.
    pub engagement: Slot,
    /// Whether the work goes on; `None` when unknown.
    pub status: Option<Status>,
}

/// Returns what a map shows of each of its regions.
pub fn shades(data: DatasetView<'_>, map: &TerritoryMap, topic: MapTopic) -> Vec<RegionShade> {
    match topic {
        MapTopic::Region => vec![RegionShade::Itself; map.regions.len()],
        MapTopic::Field(field) => work(data, map, field).into_iter().map(RegionShade::Work).collect(),
    }
}

fn work(data: DatasetView<'_>, map: &TerritoryMap, field: Slot) -> Vec<Option<ShownWork>> {
    let mut numbers = vec![None; data.document.slot_count(REGIONS)];
    for (number, region) in map.regions.iter().enumerate() {
        numbers[region.index as usize] = Some(number);
    }
    let mut shown: Vec<Option<ShownWork>> = vec![None; map.regions.len()];
    for engagement in data.index.engaged(data.document, field) {
        let region = data.index.region_of(*engagement).filter(|region| region.table == REGIONS);
        let Some(region) = region.and_then(|region| numbers[region.index as usize]) else { continue };
        let work = ShownWork { engagement: *engagement, status: work_status(data.document, *engagement) };
        let state = |work: &ShownWork| RelationStatus::of(work.status);
        if shown[region].is_none_or(|former| state(&former) < state(&work)) {
            shown[region] = Some(work);
        }
    }
    shown
}
