//! What is known about a region: its offices, its work, its bodies, their meetings, its towns.
//!
//! Entry points: [`RegionOverview::of`] and [`meetings`].

use super::DatasetView;
use super::contact::offices;
use super::relations::referrers_in_order;
use crate::document::Slot;
use crate::index::body_level::level;
use crate::index::fold::collate;
use crate::model::postcodes::shipped;
use crate::model::records::{Level, Meeting, Municipality};
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, REGIONS};

/// Everything that belongs to a region.
#[derive(Debug, Clone)]
pub struct RegionOverview {
    /// Its offices, by name.
    pub offices: Vec<Slot>,
    /// Its engagements, by the name of their fields.
    pub work: Vec<FieldAtWork>,
    /// Its other bodies, by level and name.
    pub bodies: Vec<LevelledBody>,
    /// All its bodies, in the order of lists.
    pub all_bodies: Vec<Slot>,
    /// The meetings of all its bodies, latest first.
    pub meetings: Vec<BodyMeeting>,
    /// Its measures, by name.
    pub measures: Vec<Slot>,
    /// Its municipalities, by name.
    pub towns: Vec<Town>,
}

/// An action field that a region works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldAtWork {
    /// The field.
    pub field: Slot,
    /// The engagement that says so.
    pub engagement: Slot,
}

/// A body and its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelledBody {
    /// The body.
    pub body: Slot,
    /// Its level; `None` when unknown.
    pub level: Option<Level>,
}

/// A meeting.
#[derive(Debug, Clone)]
pub struct BodyMeeting {
    /// Its record.
    pub slot: Slot,
    /// What the record says.
    pub meeting: Meeting,
}

/// A municipality with its postcodes.
#[derive(Debug, Clone)]
pub struct Town {
    /// Its record.
    pub slot: Slot,
    /// What the record says.
    pub municipality: Municipality,
    /// Its own postcodes and those of the shipped table, in order.
    pub postcodes: Vec<String>,
}

impl RegionOverview {
    /// Returns what is known about a region.
    pub fn of(data: DatasetView<'_>, region: Slot) -> RegionOverview {
        let all_bodies = referrers_in_order(data, region, BODIES);
        RegionOverview {
            offices: offices(data, region),
            work: work(data, region),
            bodies: other_bodies(data, region),
            meetings: meetings(data, &all_bodies),
            all_bodies,
            measures: referrers_in_order(data, region, MEASURES),
            towns: towns(data, region),
        }
    }

    /// Returns the number of fields it is known to work on.
    pub fn field_count(&self) -> usize {
        self.work.iter().map(|work| work.field).collect::<std::collections::HashSet<_>>().len()
    }
}

/// Returns the region itself, or the one that a record refers to when it refers to no other.
pub fn only_region(data: DatasetView<'_>, slot: Slot) -> Option<Slot> {
    if slot.table == REGIONS {
        return Some(slot);
    }
    let mut regions = data.index.references(slot).filter(|reference| reference.table() == REGIONS);
    let region = regions.next()?.to;
    region.filter(|_| regions.next().is_none())
}

/// Returns the meetings of bodies, latest first; those of a day by body and title.
pub fn meetings(data: DatasetView<'_>, bodies: &[Slot]) -> Vec<BodyMeeting> {
    let document = data.document;
    let mut found: Vec<BodyMeeting> = Vec::new();
    for body in bodies {
        let slots = data.index.referrers_in(*body, MEETINGS).iter();
        let read = |slot: &Slot| Some(BodyMeeting { slot: *slot, meeting: document.get::<Meeting>(*slot).ok()? });
        let mut meetings: Vec<BodyMeeting> = slots.filter_map(read).collect();
        meetings.sort_by_cached_key(|BodyMeeting { slot, meeting }| {
            let title = meeting.title.as_deref().filter(|title| !title.is_empty());
            collate(title.unwrap_or(document.id(*slot)))
        });
        found.append(&mut meetings);
    }
    found.sort_by(|a, b| b.meeting.date.cmp(&a.meeting.date));
    found
}

fn work(data: DatasetView<'_>, region: Slot) -> Vec<FieldAtWork> {
    let index = data.index;
    let field = |engagement: Slot| index.references(engagement).find(|to| to.table() == ACTION_FIELDS)?.to;
    let engagements = index.referrers_in(region, ENGAGEMENTS).iter();
    let read = |engagement: &Slot| Some(FieldAtWork { field: field(*engagement)?, engagement: *engagement });
    let mut work: Vec<FieldAtWork> = engagements.filter_map(read).collect();
    work.sort_by_cached_key(|work| data.name_key(work.field));
    work
}

fn other_bodies(data: DatasetView<'_>, region: Slot) -> Vec<LevelledBody> {
    let read = |body: &Slot| LevelledBody { body: *body, level: level(data.document, *body) };
    let mut bodies: Vec<LevelledBody> = data.index.referrers_in(region, BODIES).iter().map(read).collect();
    bodies.retain(|body| body.level != Some(Level::Bildungsbuero));
    bodies.sort_by_cached_key(|body| (body.level, data.name_key(body.body)));
    bodies
}

fn towns(data: DatasetView<'_>, region: Slot) -> Vec<Town> {
    let read = |slot: &Slot| {
        let municipality = data.document.get::<Municipality>(*slot).ok()?;
        Some(Town { slot: *slot, postcodes: postcodes(&municipality), municipality })
    };
    let mut towns: Vec<Town> = data.index.referrers_in(region, MUNICIPALITIES).iter().filter_map(read).collect();
    towns.sort_by_cached_key(|town| match town.municipality.name.as_str() {
        "" => collate(data.document.id(town.slot)),
        name => collate(name),
    });
    towns
}

/// Returns the postcodes of a municipality: its own, then those of the shipped table.
fn postcodes(town: &Municipality) -> Vec<String> {
    let mut codes = town.postcodes.clone();
    let shipped = shipped().of(&town.id).iter().map(|code| (*code).to_owned());
    codes.extend(shipped.filter(|code| !town.postcodes.contains(code)));
    codes.sort();
    codes
}
