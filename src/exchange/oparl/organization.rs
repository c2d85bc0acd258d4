//! Bodies as OParl organizations, their seats as memberships.
//!
//! Who sits there is told only where the names of persons are asked for. Entry points: [`object`],
//! [`memberships`], [`persons`].

use super::OparlSource;
use crate::document::Slot;
use crate::exchange::provenance::exact_day;
use crate::export::json_object::JsonObject;
use crate::model::postal_address::PostalAddress;
use crate::model::records::{Body, BodyRole, Member};
use crate::model::{ACTION_FIELDS, BODIES, REGIONS};

/// Returns the organization of a body; `None` when its record cannot be read.
pub(super) fn object(source: OparlSource<'_>, slot: Slot) -> Option<JsonObject> {
    let document = source.document();
    let body: Body = document.get(slot).ok()?;
    let contact = body.contact.unwrap_or_default();
    let mut object = source.object(source.id(slot), "Organization");
    object.put_known("body", source.body_of(slot));
    object.put("name", source.data.name(slot));
    object.put_list("membership", (0..body.members.len()).map(|at| source.part(slot, &member_path(at))));
    let parent = body.parent.as_deref().and_then(|parent| document.find(BODIES, parent));
    object.put_known("subOrganizationOf", parent.map(|parent| source.id(parent)));
    object.put_known("organizationType", body.level.map(|level| organization_type(level.role)));
    object.put_known("classification", body.level.map(|level| level.label().de));
    object.put_known("startDate", exact_day(body.since.as_deref()).map(|day| day.to_string()));
    object.put_known("endDate", exact_day(body.until.as_deref()).map(|day| day.to_string()));
    object.put_text("website", contact.website.as_deref());
    object.put_known("location", location(source, slot, contact.address.as_deref()));
    let fields = body.action_fields.iter().filter_map(|field| document.find(ACTION_FIELDS, field));
    object.put_list("keyword", fields.map(|field| source.data.name(field)));
    object.put_known("bildungsnetz:level", body.level.map(|level| level.name()));
    let regions = body.regions.iter().filter_map(|region| document.find(REGIONS, region));
    object.put_list("bildungsnetz:regions", regions.map(|region| source.id(region)));
    object.put_text("bildungsnetz:organisation", body.organisation.as_deref());
    object.put_text("bildungsnetz:phone", contact.phone.as_deref());
    object.put_text("bildungsnetz:email", contact.email.as_deref());
    object.put_text("bildungsnetz:rhythm", body.rhythm.as_deref());
    object.put_text("bildungsnetz:since", body.since.as_deref());
    object.put_text("bildungsnetz:until", body.until.as_deref());
    object.put_known("bildungsnetz:open_to_all", body.open_to_all);
    object.put_text("bildungsnetz:note", body.note.as_deref());
    Some(object)
}

/// Returns the seats of a body.
pub(super) fn memberships(source: OparlSource<'_>, slot: Slot) -> Option<Vec<JsonObject>> {
    let body: Body = source.document().get(slot).ok()?;
    let members = body.members.iter().enumerate();
    Some(members.map(|(at, member)| membership(source, slot, at, member)).collect())
}

fn membership(source: OparlSource<'_>, slot: Slot, at: usize, member: &Member) -> JsonObject {
    let mut object = source.object(source.part(slot, &member_path(at)), "Membership");
    object.put_known("person", named(source, member).map(|_| source.part(slot, &person_path(at))));
    object.put("organization", source.id(slot));
    object.put_text("role", member.role.as_deref());
    object.put_known("bildungsnetz:group", member.group.map(|group| group.name()));
    object.put_text("bildungsnetz:institution", member.institution.as_deref());
    object.put_known("bildungsnetz:seats", member.seats.map(u64::from));
    object
}

/// Returns the persons that sit in a body, where their names are asked for.
pub(super) fn persons(source: OparlSource<'_>, slot: Slot) -> Option<Vec<JsonObject>> {
    let body: Body = source.document().get(slot).ok()?;
    let person = |(at, member): (usize, &Member)| {
        let name = named(source, member)?;
        let mut object = source.object(source.part(slot, &person_path(at)), "Person");
        object.put_known("body", source.body_of(slot));
        object.put("name", name);
        object.put_list("membership", [membership(source, slot, at, member)]);
        Some(object)
    };
    Some(body.members.iter().enumerate().filter_map(person).collect())
}

fn named<'m>(source: OparlSource<'_>, member: &'m Member) -> Option<&'m str> {
    member.person.as_deref().map(str::trim).filter(|name| source.with_names && !name.is_empty())
}

fn member_path(at: usize) -> String {
    format!("members/{at}")
}

fn person_path(at: usize) -> String {
    format!("members/{at}/person")
}

/// Returns the kind of a body in the words of the standard.
fn organization_type(role: BodyRole) -> &'static str {
    match role {
        BodyRole::Office => "Verwaltungsbereich",
        _ => "Gremium",
    }
}

fn location(source: OparlSource<'_>, slot: Slot, address: Option<&str>) -> Option<JsonObject> {
    let address = address.map(str::trim).filter(|address| !address.is_empty())?;
    let mut location = source.object(source.part(slot, "contact/address"), "Location");
    location.put("description", address);
    if let Some(parts) = PostalAddress::parse(address) {
        location.put("streetAddress", parts.street);
        location.put("postalCode", parts.postcode);
        location.put("locality", parts.town);
    }
    Some(location)
}
