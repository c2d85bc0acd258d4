//! What is known about a region: its offices, its work, its bodies, their meetings, its towns.
//!
//! Entry points: [`RegionOverview::of`] and [`meetings`].

use super::DatasetView;
use super::concerns::has_concern;
use super::contact::offices;
use super::meetings::{DatedMeeting, next_meeting};
use super::relations::referrers_in_order;
use crate::document::Slot;
use crate::index::body_level::level_of;
use crate::index::field;
use crate::index::fold::collate;
use crate::model::date::Date;
use crate::model::postcodes::of_municipality;
use crate::model::records::{BodyRole, Level, Meeting, Municipality};
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, REGIONS};
use crate::schema::Schema;
use crate::syntax::SyntaxValue;

/// Everything that belongs to a region.
#[derive(Debug, Clone)]
pub struct RegionOverview {
    /// Its offices, by name.
    pub offices: Vec<Slot>,
    /// The fields that the public asks for, in the order of the file.
    pub concerns: Vec<FieldAtWork>,
    /// The other fields that it is known to work on, by name.
    pub other_work: Vec<FieldAtWork>,
    /// Its other bodies, by level and name.
    pub bodies: Vec<RegionBody>,
    /// All its bodies, in the order of lists.
    pub all_bodies: Vec<Slot>,
    /// The next meeting of any of them.
    pub next_meeting: Option<DatedMeeting>,
    /// The meetings of all its bodies, latest first.
    pub meetings: Vec<BodyMeeting>,
    /// Its measures, by name.
    pub measures: Vec<Slot>,
    /// Its municipalities, by name.
    pub towns: Vec<Town>,
}

/// An action field and what a region does about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldAtWork {
    /// The field.
    pub field: Slot,
    /// The engagements that say so, in the order of the file; none where nothing is known.
    pub engagements: Vec<Slot>,
}

/// A body of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegionBody {
    /// The body.
    pub body: Slot,
    /// Its level; `None` when unknown.
    pub level: Option<Level>,
    /// True when it is known to be open to all.
    pub is_open: bool,
}

impl RegionBody {
    /// Returns true for the bodies in which each network confers and is steered.
    pub fn is_steering(&self) -> bool {
        matches!(self.level.map(|level| level.role), Some(BodyRole::Conference | BodyRole::Committee))
    }
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
    pub fn of(data: DatasetView<'_>, region: Slot, today: Date) -> RegionOverview {
        let all_bodies = referrers_in_order(data, region, BODIES);
        let (concerns, other_work) = work(data, region);
        RegionOverview {
            offices: offices(data, region),
            concerns,
            other_work,
            bodies: other_bodies(data, region),
            next_meeting: next_meeting(data, &all_bodies, today),
            meetings: meetings(data, &all_bodies),
            all_bodies,
            measures: referrers_in_order(data, region, MEASURES),
            towns: towns(data, region),
        }
    }

    /// Returns how many of the concerns it is known to work on.
    pub fn concern_count(&self) -> usize {
        self.concerns.iter().filter(|concern| !concern.engagements.is_empty()).count()
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

/// Returns what a region does about the concerns of the public, and about other fields.
fn work(data: DatasetView<'_>, region: Slot) -> (Vec<FieldAtWork>, Vec<FieldAtWork>) {
    let fields = data.document.slots(ACTION_FIELDS).filter(|field| has_concern(data.document, *field));
    let at_rest = |field| FieldAtWork { field, engagements: Vec::new() };
    let (mut concerns, mut others): (Vec<FieldAtWork>, Vec<FieldAtWork>) = (fields.map(at_rest).collect(), Vec::new());
    for engagement in data.index.referrers_in(region, ENGAGEMENTS) {
        let to_field = data.index.references(*engagement).find(|to| to.table() == ACTION_FIELDS);
        let Some(field) = to_field.and_then(|reference| reference.to) else { continue };
        match concerns.iter_mut().chain(&mut others).find(|work| work.field == field) {
            Some(work) => work.engagements.push(*engagement),
            None => others.push(FieldAtWork { field, engagements: vec![*engagement] }),
        }
    }
    others.sort_by_cached_key(|work| data.name_key(work.field));
    (concerns, others)
}

fn other_bodies(data: DatasetView<'_>, region: Slot) -> Vec<RegionBody> {
    let read = |body: &Slot| {
        let record = data.document.record(*body).ok();
        let root = record.as_ref().map(|record| record.root());
        let is_open = root.and_then(|root| field(root, "open_to_all")).and_then(SyntaxValue::as_bool);
        RegionBody {
            body: *body,
            level: root.and_then(|root| level_of(data.document.schema(), root)),
            is_open: is_open == Some(true),
        }
    };
    let mut bodies: Vec<RegionBody> = data.index.referrers_in(region, BODIES).iter().map(read).collect();
    bodies.retain(|body| body.level.is_none_or(|level| level.role != BodyRole::Office));
    bodies.sort_by_cached_key(|body| (body.level, data.name_key(body.body)));
    bodies
}

fn towns(data: DatasetView<'_>, region: Slot) -> Vec<Town> {
    let read = |slot: &Slot| {
        let municipality = data.document.get::<Municipality>(*slot).ok()?;
        Some(Town { slot: *slot, postcodes: postcodes(data.document.schema(), &municipality), municipality })
    };
    let mut towns: Vec<Town> = data.index.referrers_in(region, MUNICIPALITIES).iter().filter_map(read).collect();
    towns.sort_by_cached_key(|town| match town.municipality.name.as_str() {
        "" => collate(data.document.id(town.slot)),
        name => collate(name),
    });
    towns
}

/// Returns the postcodes of a municipality: its own, then those of the shipped table.
pub fn postcodes(schema: &'static Schema, town: &Municipality) -> Vec<String> {
    let mut codes = town.postcodes.clone();
    let shipped = of_municipality(schema, &town.id).iter().map(|code| (*code).to_owned());
    codes.extend(shipped.filter(|code| !town.postcodes.contains(code)));
    codes.sort();
    codes
}
