//! Answers whom to ask in a region, and what is known there about an action field.
//!
//! The guide, the pages and `contact` show this one answer, so that they name the same records in
//! the same order. Does not know how the answer is laid out. Entry point: [`ContactCard::of`].

use std::borrow::Cow;
use std::collections::HashSet;

use super::display_names::{name_in, short_name};
use super::fold::collate;
use super::{Index, field};
use crate::document::{Document, Slot};
use crate::model::records::{Body, Level, Status};
use crate::model::{BODIES, ENGAGEMENTS};
use crate::syntax::SyntaxValue;
use crate::texts::{Lang, guide as texts};

/// Whom to ask in a region, and what is known there about an action field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactCard {
    /// The region.
    pub region: Slot,
    /// Its offices, by name.
    pub offices: Vec<Slot>,
    /// What is known about the action field asked for.
    pub field: Option<FieldKnowledge>,
}

/// What is known about an action field in a region and elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldKnowledge {
    /// The action field.
    pub field: Slot,
    /// Engagements of the region in it, in the order of the file.
    pub here: Vec<Slot>,
    /// Engagements of other regions in it: active ones first, ended ones last, then by region.
    pub elsewhere: Vec<Elsewhere>,
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
pub struct Elsewhere {
    /// The region.
    pub region: Slot,
    /// The engagement.
    pub engagement: Slot,
    /// Its status; `None` when unknown.
    pub status: Option<Status>,
}

impl ContactCard {
    /// Returns the answer for a region and, where one is asked for, an action field.
    pub fn of(document: &Document, index: &Index, region: Slot, field: Option<Slot>) -> ContactCard {
        let known = |field| {
            let engagements = index.referrers_in(region, ENGAGEMENTS).iter().copied();
            let here = engagements.filter(|engagement| index.refers(*engagement, field)).collect();
            let (open_bodies, field_bodies) = bodies(document, index, region, field);
            FieldKnowledge {
                field,
                here,
                elsewhere: elsewhere(document, index, region, field),
                open_bodies,
                field_bodies,
            }
        };
        ContactCard { region, offices: index.offices(document, region), field: field.map(known) }
    }
}

impl Elsewhere {
    /// Returns the status unless it is "active".
    pub fn status_but_active(&self) -> Option<Status> {
        self.status.filter(|status| *status != Status::Active)
    }
}

impl FieldBody {
    /// Returns in words whether it is known to be closed.
    pub fn openness(self, lang: Lang) -> &'static str {
        if self.is_closed { texts::not_open(lang) } else { texts::open_unknown(lang) }
    }
}

impl FieldKnowledge {
    /// Returns the other regions that are known to work on the field, each once.
    pub fn other_regions(&self) -> Vec<Slot> {
        let mut seen = HashSet::new();
        self.elsewhere.iter().map(|other| other.region).filter(|region| seen.insert(*region)).collect()
    }
}

impl Index {
    /// Returns the offices of a region, by name: its bodies of the level Bildungsbüro.
    pub fn offices(&self, document: &Document, region: Slot) -> Vec<Slot> {
        let read = |body: &Slot| {
            let record = document.record(*body).ok().filter(|record| is_office(record.root()))?;
            Some((collate(&name_in(document, *body, Some(&record))), *body))
        };
        let mut offices: Vec<_> = self.referrers_in(region, BODIES).iter().filter_map(read).collect();
        offices.sort();
        offices.into_iter().map(|(_, office)| office).collect()
    }
}

/// Returns the level of a body that is read already.
pub fn level_of(body: SyntaxValue<'_>) -> Option<Level> {
    Level::from_name(field(body, "level")?.as_word()?)
}

/// Returns the level of a body.
pub fn level(document: &Document, body: Slot) -> Option<Level> {
    level_of(document.record(body).ok()?.root())
}

/// Returns true for a Bildungsbüro, the body that people ask.
pub fn is_office(body: SyntaxValue<'_>) -> bool {
    level_of(body) == Some(Level::Bildungsbuero)
}

/// Returns the regions whose office a body is.
pub fn office_of(body: SyntaxValue<'_>) -> Vec<Cow<'_, str>> {
    if !is_office(body) {
        return Vec::new();
    }
    let regions = field(body, "regions");
    regions.into_iter().flat_map(|list| list.items()).filter_map(|region| region.as_str()).collect()
}

fn elsewhere(document: &Document, index: &Index, but: Slot, action_field: Slot) -> Vec<Elsewhere> {
    let read = |engagement: &Slot| {
        let region = index.region_of(*engagement).filter(|region| *region != but)?;
        let record = document.record(*engagement).ok()?;
        let status = field(record.root(), "status").and_then(|status| Status::from_name(status.as_word()?));
        Some(Elsewhere { region, engagement: *engagement, status })
    };
    let mut found: Vec<Elsewhere> = index.engaged(document, action_field).iter().filter_map(read).collect();
    found.sort_by_cached_key(|other| (urgency(other.status), collate(&short_name(document, other.region))));
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
fn bodies(document: &Document, index: &Index, region: Slot, action_field: Slot) -> (Vec<Slot>, Vec<FieldBody>) {
    let read = |slot: &Slot| {
        let body = document.get::<Body>(*slot).ok().filter(|body| body.level != Some(Level::Bildungsbuero))?;
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
