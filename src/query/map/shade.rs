//! What the regions of a map are coloured by.
//!
//! Entry point: [`shades`].

use super::TerritoryMap;
use crate::document::Slot;
use crate::model::REGIONS;
use crate::model::records::Status;
use crate::model::source_age::ReviewPeriod;
use crate::query::DatasetView;
use crate::query::activity_status::{RelationStatus, work_status};
use crate::query::completeness::{Freshness, RegionKnowledge};

/// What a map shows of its regions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MapTopic {
    /// Which is which.
    #[default]
    Region,
    /// The state of their work on an action field.
    Field(Slot),
    /// How old the statements about them are.
    Age,
    /// How much of a complete page is known.
    Completeness,
}

/// What a map shows of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionShade {
    /// Nothing yet: its records are still to be read.
    Unread,
    /// That it is this one.
    Itself,
    /// Its work on the field; `None` where nothing is known of any.
    Work(Option<ShownWork>),
    /// How old the statements about it are.
    Age(Freshness),
    /// How much of a complete page is known, in per cent.
    Completeness(u8),
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
pub fn shades(data: DatasetView<'_>, map: &TerritoryMap, topic: MapTopic, period: ReviewPeriod) -> Vec<RegionShade> {
    let mut shades = begin_shades(data, map, topic);
    read_shades(data, map, topic, period, &mut shades, usize::MAX);
    shades
}

/// Returns what a map shows of its regions as far as no page has to be read; the rest is
/// [`RegionShade::Unread`].
pub fn begin_shades(data: DatasetView<'_>, map: &TerritoryMap, topic: MapTopic) -> Vec<RegionShade> {
    match topic {
        MapTopic::Age | MapTopic::Completeness => vec![RegionShade::Unread; map.regions.len()],
        MapTopic::Region => vec![RegionShade::Itself; map.regions.len()],
        MapTopic::Field(field) => work(data, map, field).into_iter().map(RegionShade::Work).collect(),
    }
}

/// Reads the pages of the next regions of which they are unread.
pub fn read_shades(
    data: DatasetView<'_>,
    map: &TerritoryMap,
    topic: MapTopic,
    period: ReviewPeriod,
    shades: &mut [RegionShade],
    count: usize,
) {
    let first = shades.iter().position(|shade| *shade == RegionShade::Unread).unwrap_or(shades.len());
    let end = first.saturating_add(count).min(shades.len());
    let known = RegionKnowledge::of(data, &map.regions[first..end], period);
    for (shade, known) in shades[first..end].iter_mut().zip(known) {
        *shade = match topic {
            MapTopic::Completeness => RegionShade::Completeness(known.percent()),
            _ => RegionShade::Age(known.freshness),
        };
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
