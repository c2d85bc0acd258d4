//! Answers whom to ask in a region, and what is known there about an action field.
//!
//! The guide, the pages and `contact` show this one answer, so that they name the same records in
//! the same order. Does not know how the answer is laid out. Entry point: [`ContactCard::of`].

use std::collections::HashSet;
use std::sync::Arc;

use super::DatasetView;
use super::expression::RawWords;
use super::field::RegionAtWork;
use crate::document::{Document, Slot};
use crate::index::Index;
use crate::index::body_level::is_office;
use crate::index::display_names::{name_in, text};
use crate::index::field;
use crate::index::fold::collate;
use crate::model::records::{Body, BodyRole, District, Status};
use crate::model::{BODIES, DISTRICT, ENGAGEMENTS, MUNICIPALITIES};

/// How many other bodies of a region are named where its office cannot be reached.
const MOST_BODIES_INSTEAD: usize = 3;

/// Whom to ask in a region, and what is known there about an action field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactCard {
    /// The region.
    pub region: Slot,
    /// Its offices, by name.
    pub offices: Vec<Slot>,
    /// Whom to ask where none of the offices can be called or written to.
    pub instead: Vec<ContactInstead>,
    /// What is known about the action field asked for.
    pub field: Option<FieldKnowledge>,
}

/// Whom to ask where the office of a region can neither be called nor written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContactInstead {
    /// The mailbox of those who maintain the page of the region.
    Caretaker(String),
    /// Another body of the region, and its telephone or mailbox.
    Body {
        /// The body.
        body: Slot,
        /// How to reach it.
        way: String,
    },
    /// The website of the region's network.
    Website(String),
    /// The department that accompanies the networks of the district.
    District {
        /// Unit and authority.
        name: String,
        /// Where it says how to reach it.
        website: Option<String>,
    },
}

/// What is known about an action field in a region and elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldKnowledge {
    /// The action field.
    pub field: Slot,
    /// Engagements of the region in it, in the order of the file.
    pub here: Vec<Slot>,
    /// Engagements of other regions in it: active ones first, ended ones last, then by region.
    pub elsewhere: Vec<OtherRegionEngagement>,
    /// Bodies of the region that are open to all, by level and name.
    pub open_bodies: Vec<Slot>,
    /// Other bodies of the region that deal with the field, by level and name.
    pub field_bodies: Vec<FieldBody>,
}

/// A body that deals with an action field and is not known to be open to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldBody {
    /// The body.
    pub body: Slot,
    /// True when it is known not to be open to all.
    pub is_closed: bool,
}

/// An engagement of another region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OtherRegionEngagement {
    /// The region.
    pub region: Slot,
    /// The engagement.
    pub engagement: Slot,
    /// Its status; `None` when unknown.
    pub status: Option<Status>,
}

impl ContactCard {
    /// Returns an index with which the answers for these regions, and for an action field, are
    /// those of an index of everything: the bodies of the regions and the engagements in the field
    /// are told by their raw text, and the others are not read.
    pub fn index(document: &Document, regions: &[Slot], field: Option<Slot>) -> Index {
        let ids = |slots: &[Slot]| slots.iter().map(|slot| document.id(*slot).to_owned()).collect::<Vec<_>>();
        let of_regions = RawWords::strings(&ids(regions)).may_stand_in_table(document, BODIES);
        let of_field = |field| RawWords::strings(&ids(&[field])).may_stand_in_table(document, ENGAGEMENTS);
        let of_field = field.map(of_field);
        Index::of_records(document, &[MUNICIPALITIES, BODIES, ENGAGEMENTS], |slot| match slot.table {
            BODIES => of_regions[slot.index as usize],
            ENGAGEMENTS => of_field.as_ref().is_some_and(|has| has[slot.index as usize]),
            _ => true,
        })
    }

    /// Returns the answer for a region and, where one is asked for, an action field.
    pub fn of(data: DatasetView<'_>, region: Slot, field: Option<Slot>) -> ContactCard {
        let known = |field| {
            let engagements = data.index.referrers_in(region, ENGAGEMENTS).iter().copied();
            let here = engagements.filter(|engagement| data.index.refers(*engagement, field)).collect();
            let (open_bodies, field_bodies) = bodies(data, region, field);
            FieldKnowledge { field, here, elsewhere: elsewhere(data, region, field), open_bodies, field_bodies }
        };
        let offices = offices(data, region);
        ContactCard { region, instead: contacts_instead(data, region, &offices), offices, field: field.map(known) }
    }
}

impl ContactCard {
    /// Returns who says what about the field: the region, or where it says nothing, others.
    pub fn statements(&self) -> Vec<RegionAtWork> {
        let Some(known) = &self.field else { return Vec::new() };
        if known.here.is_empty() {
            let others = known.elsewhere.iter();
            return others.map(|other| RegionAtWork { region: other.region, engagement: other.engagement }).collect();
        }
        known.here.iter().map(|engagement| RegionAtWork { region: self.region, engagement: *engagement }).collect()
    }
}

impl OtherRegionEngagement {
    /// Returns the status unless it is "active".
    pub fn status_but_active(&self) -> Option<Status> {
        self.status.filter(|status| *status != Status::Active)
    }
}

impl FieldKnowledge {
    /// Returns the other regions that are known to work on the field, each once.
    pub fn other_regions(&self) -> Vec<Slot> {
        let mut seen = HashSet::new();
        self.elsewhere.iter().map(|other| other.region).filter(|region| seen.insert(*region)).collect()
    }
}

/// Returns the offices of a region, by name: its bodies that are asked.
pub fn offices(data: DatasetView<'_>, region: Slot) -> Vec<Slot> {
    let DatasetView { document, index, .. } = data;
    let read = |body: &Slot| {
        let record = document.record(*body).ok().filter(|record| is_office(document.schema(), record.root()))?;
        Some((collate(&name_in(document, *body, Some(&record))), *body))
    };
    let mut offices: Vec<_> = index.referrers_in(region, BODIES).iter().filter_map(read).collect();
    offices.sort();
    offices.into_iter().map(|(_, office)| office).collect()
}

/// Returns whom to ask in a region, the nearest first, where none of its offices can be called or
/// written to; nothing where one can.
pub fn contacts_instead(data: DatasetView<'_>, region: Slot, offices: &[Slot]) -> Vec<ContactInstead> {
    let DatasetView { document, index, .. } = data;
    if offices.iter().any(|office| direct_way(document, *office).is_some()) {
        return Vec::new();
    }
    let said = |name| text(document.record_fields(region, &[name]).ok()?.root(), name);
    let mut found: Vec<ContactInstead> = said("caretaker").map(ContactInstead::Caretaker).into_iter().collect();
    let others = index.referrers_in(region, BODIES).iter().filter(|body| !offices.contains(body));
    let reached =
        others.filter_map(|body| Some(ContactInstead::Body { body: *body, way: direct_way(document, *body)? }));
    found.extend(reached.take(MOST_BODIES_INSTEAD));
    found.extend(said("website").map(ContactInstead::Website));
    let district = document.slots(DISTRICT).next().and_then(|slot| document.get::<District>(slot).ok());
    if let Some(District { unit, authority, website, .. }) = district {
        let names: Vec<String> = [unit, authority].into_iter().flatten().collect();
        found.extend((!names.is_empty()).then(|| ContactInstead::District { name: names.join(", "), website }));
    }
    found
}

/// Returns the telephone or mailbox of a body that still exists.
fn direct_way(document: &Document, body: Slot) -> Option<String> {
    // Most have no contact at all.
    let record = document.record_fields(body, &["contact"]).ok()?;
    let contact = field(record.root(), "contact")?;
    let until = document.record_fields(body, &["until"]).ok()?;
    if field(until.root(), "until").is_some() {
        return None;
    }
    text(contact, "phone").or_else(|| text(contact, "email"))
}

/// An office to ask.
#[derive(Debug)]
pub struct OfficeToAsk {
    /// The body.
    pub office: Slot,
    /// Its name.
    pub name: String,
    /// How to reach it: telephone, else e-mail, else website.
    pub way: Option<String>,
}

/// Returns the offices of a region as brief as a line allows, by name.
pub fn offices_to_ask(data: DatasetView<'_>, region: Slot) -> Arc<[OfficeToAsk]> {
    let read = |office: Slot| {
        let body = data.document.get::<Body>(office).ok()?;
        let contact = body.contact.unwrap_or_default();
        Some(OfficeToAsk { office, name: body.name, way: contact.phone.or(contact.email).or(contact.website) })
    };
    data.names.offices(data.index, region, || offices(data, region).into_iter().filter_map(read).collect())
}

fn elsewhere(data: DatasetView<'_>, but: Slot, action_field: Slot) -> Vec<OtherRegionEngagement> {
    let DatasetView { document, index, .. } = data;
    let read = |engagement: &Slot| {
        let region = index.region_of(*engagement).filter(|region| *region != but)?;
        let record = document.record(*engagement).ok()?;
        let status = field(record.root(), "status").and_then(|status| Status::from_name(status.as_word()?));
        Some(OtherRegionEngagement { region, engagement: *engagement, status })
    };
    let mut found: Vec<OtherRegionEngagement> = index.engaged(document, action_field).iter().filter_map(read).collect();
    // Those of a status keep the order of the regions.
    found.sort_by_key(|other| urgency(other.status));
    found
}

/// Returns a sort key by which active work comes first and ended work last.
fn urgency(status: Option<Status>) -> u8 {
    match status {
        Some(Status::Active) => 0,
        Some(Status::Planned | Status::Paused) => 1,
        None => 2,
        Some(Status::Ended) => 3,
    }
}

/// Returns the bodies of a region that are open to all, and the others that deal with an action
/// field.
fn bodies(data: DatasetView<'_>, region: Slot, action_field: Slot) -> (Vec<Slot>, Vec<FieldBody>) {
    let DatasetView { document, index, .. } = data;
    let read = |slot: &Slot| {
        let body = document.get::<Body>(*slot).ok()?;
        if body.level.is_some_and(|level| level.role == BodyRole::Office) {
            return None;
        }
        Some((body.level, collate(&body.name), *slot, body))
    };
    let mut found: Vec<_> = index.referrers_in(region, BODIES).iter().filter_map(read).collect();
    found.sort_by(|a, b| (a.0, &a.1, a.2).cmp(&(b.0, &b.1, b.2)));
    let (open, mut others): (Vec<_>, Vec<_>) = found.into_iter().partition(|(.., body)| body.open_to_all == Some(true));
    let id = document.id(action_field);
    others.retain(|(.., body)| body.action_fields.iter().any(|field| field == id));
    let open = open.into_iter().map(|(_, _, slot, _)| slot).collect();
    let is_closed = |body: &Body| body.open_to_all == Some(false);
    (open, others.into_iter().map(|(_, _, body, read)| FieldBody { body, is_closed: is_closed(&read) }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::index::Index;
    use crate::model::{REGIONS, SCHEMA, SHIPPED};
    use crate::query::NameCache;

    #[test]
    fn a_region_has_its_bildungsbuero_as_office() {
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let (index, names) = (Index::build(&document), NameCache::default());
        let data = DatasetView { document: &document, index: &index, names: &names };
        let heinsberg = document.find(REGIONS, "heinsberg").unwrap();
        let ids: Vec<&str> = offices(data, heinsberg).into_iter().map(|office| document.id(office)).collect();
        assert_eq!(ids, ["heinsberg-bildungsbuero"]);
    }
}
