//! Organizations of an HSDS export: the network of a region, or a body.
//!
//! Entry points: [`entry`], [`nested`].

use std::collections::BTreeSet;

use super::table::HsdsTable;
use super::taxonomy::{HsdsAttribute, Taxonomies, level_id};
use super::{HsdsEntry, HsdsRow, HsdsSource};
use crate::document::Slot;
use crate::exchange::identifier::{of_part, of_record};
use crate::exchange::telephone::international;
use crate::export::json_object::JsonObject;
use crate::model::input;
use crate::model::postal_address::PostalAddress;
use crate::model::records::{Body, Engagement, Region};
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, REGIONS};
use crate::schema::FieldKind;
use crate::text::hyperlink;

/// The country of all postcodes (ISO 3166-1).
const COUNTRY: &str = "DE";

/// Returns an organization with all that is said of it; `None` when its record cannot be read.
pub(super) fn entry(source: &HsdsSource<'_>, slot: Slot) -> Option<HsdsEntry> {
    let mut parts = Vec::new();
    let row = match slot.table {
        REGIONS => network(source, slot, &source.data.document.get(slot).ok()?, &mut parts),
        _ => body(source, slot, &source.data.document.get(slot).ok()?, &mut parts),
    };
    Some(HsdsEntry { row: HsdsRow { table: HsdsTable::Organization, row }, parts })
}

/// Returns an organization with all that is said of it within it.
pub(super) fn nested(entry: &HsdsEntry, taxonomies: &Taxonomies) -> JsonObject {
    let mut nested = entry.row.row.clone();
    nested.put_list("contacts", entry.parts_of(HsdsTable::Contact).cloned());
    nested.put_list("phones", entry.parts_of(HsdsTable::Phone).cloned());
    let location = |location: &JsonObject| {
        let mut location = location.clone();
        location.put_list("addresses", entry.parts_of(HsdsTable::Address).cloned());
        location
    };
    nested.put_list("locations", entry.parts_of(HsdsTable::Location).map(location));
    nested.put_list("organization_identifiers", entry.parts_of(HsdsTable::OrganizationIdentifier).cloned());
    let attributes = entry.parts_of(HsdsTable::Attribute).map(|attribute| taxonomies.nested(attribute));
    nested.put_list("attributes", attributes);
    nested
}

fn network(source: &HsdsSource<'_>, slot: Slot, region: &Region, parts: &mut Vec<HsdsRow>) -> JsonObject {
    let data = source.data;
    let id = of_record(data.document, slot).to_string();
    let name = known(region.network.as_deref()).map_or_else(|| data.name(slot), str::to_owned);
    let mut row = JsonObject::new();
    row.put("id", id.as_str());
    row.put("description", known(region.note.as_deref()).unwrap_or(&data.name(slot)));
    row.put("name", name);
    row.put_text("alternate_name", region.short.as_deref());
    row.put_known("website", web_address(region.website.as_deref()));
    for (kind, field, value) in [("AGS", "ags", &region.ags), ("NUTS 3", "nuts3", &region.nuts3)] {
        let Some(value) = known(value.as_deref()) else { continue };
        let mut row = JsonObject::new();
        row.put("id", of_part(data.document, slot, field).to_string());
        row.put("organization_id", id.as_str());
        row.put("identifier_type", kind);
        row.put("identifier", value);
        parts.push(HsdsRow { table: HsdsTable::OrganizationIdentifier, row });
    }
    let engagements = data.index.referrers_in(slot, ENGAGEMENTS).iter().filter(|slot| source.selected.contains(*slot));
    parts.extend(engagements.filter_map(|engagement| attribute_of_engagement(source, &id, *engagement)));
    row
}

/// Returns that a network works on an action field, in its own words.
fn attribute_of_engagement(source: &HsdsSource<'_>, network: &str, slot: Slot) -> Option<HsdsRow> {
    let document = source.data.document;
    let engagement: Engagement = document.get(slot).ok()?;
    let field = document.find(ACTION_FIELDS, &engagement.action_field)?;
    Some(source.taxonomies.attribute(HsdsAttribute {
        id: of_record(document, slot).to_string(),
        of: network.to_owned(),
        table: HsdsTable::Organization,
        term: of_record(document, field).to_string(),
        link_type: engagement.kind.map(|kind| kind.name()),
        value: engagement.wording.as_deref(),
    }))
}

fn body(source: &HsdsSource<'_>, slot: Slot, body: &Body, parts: &mut Vec<HsdsRow>) -> JsonObject {
    let data = source.data;
    let id = of_record(data.document, slot).to_string();
    let level = body.level.map(|level| level.label().de);
    let described = [body.note.as_deref(), body.organisation.as_deref(), level].into_iter().find_map(known);
    let contact = body.contact.clone().unwrap_or_default();
    let mut row = JsonObject::new();
    row.put("id", id.as_str());
    row.put("name", data.name(slot));
    row.put("description", described.map_or_else(|| data.name(slot), str::to_owned));
    row.put_known("email", email(contact.email.as_deref()));
    row.put_known("website", web_address(contact.website.as_deref()));
    row.put_known("parent_organization_id", parent(source, body));
    parts.extend(contact_row(source, slot, body));
    parts.extend(phone_row(source, slot, contact.phone.as_deref()));
    parts.extend(location_rows(source, slot, contact.address.as_deref()));
    parts.extend(attributes_of_body(source, slot, body));
    row
}

/// Returns the organization above: the parent body, else the network where there is one only.
fn parent(source: &HsdsSource<'_>, body: &Body) -> Option<String> {
    let document = source.data.document;
    let above = match (&body.parent, &body.regions[..]) {
        (Some(parent), _) => document.find(BODIES, parent),
        (None, [region]) => document.find(REGIONS, region),
        _ => None,
    };
    above.filter(|above| source.selected.contains(above)).map(|above| of_record(document, above).to_string())
}

fn contact_row(source: &HsdsSource<'_>, slot: Slot, body: &Body) -> Option<HsdsRow> {
    let email = email(body.contact.as_ref().and_then(|contact| contact.email.as_deref()));
    let department = known(body.organisation.as_deref());
    if email.is_none() && department.is_none() {
        return None;
    }
    let document = source.data.document;
    let mut row = JsonObject::new();
    row.put("id", of_part(document, slot, "contact").to_string());
    row.put("organization_id", of_record(document, slot).to_string());
    row.put_known("department", department);
    row.put_known("email", email);
    Some(HsdsRow { table: HsdsTable::Contact, row })
}

fn phone_row(source: &HsdsSource<'_>, slot: Slot, phone: Option<&str>) -> Option<HsdsRow> {
    let phone = known(phone)?;
    let document = source.data.document;
    let mut row = JsonObject::new();
    row.put("id", of_part(document, slot, "contact/phone").to_string());
    row.put("organization_id", of_record(document, slot).to_string());
    row.put("number", international(phone).unwrap_or_else(|| phone.to_owned()));
    row.put("type", "voice");
    Some(HsdsRow { table: HsdsTable::Phone, row })
}

/// Returns where a body is. An address that cannot be taken apart is told in words only.
fn location_rows(source: &HsdsSource<'_>, slot: Slot, address: Option<&str>) -> Vec<HsdsRow> {
    let Some(address) = known(address) else { return Vec::new() };
    let document = source.data.document;
    let id = location_id(source, slot);
    let kind = if address.contains("Postfach") { "postal" } else { "physical" };
    let mut row = JsonObject::new();
    row.put("id", id.as_str());
    row.put("location_type", kind);
    row.put("organization_id", of_record(document, slot).to_string());
    row.put("name", source.data.name(slot));
    row.put("description", address);
    let mut rows = vec![HsdsRow { table: HsdsTable::Location, row }];
    if let (Some(parts), Some(state)) = (PostalAddress::parse(address), &source.state) {
        let mut row = JsonObject::new();
        row.put("id", of_part(document, slot, "contact/address/parts").to_string());
        row.put("location_id", id);
        row.put("address_1", parts.street);
        row.put("city", parts.town);
        row.put("state_province", state.as_str());
        row.put("postal_code", parts.postcode);
        row.put("country", COUNTRY);
        row.put("address_type", kind);
        rows.push(HsdsRow { table: HsdsTable::Address, row });
    }
    rows
}

/// Returns the identifier of where a body is.
pub(super) fn location_id(source: &HsdsSource<'_>, body: Slot) -> String {
    of_part(source.data.document, body, "contact/address").to_string()
}

fn attributes_of_body(source: &HsdsSource<'_>, slot: Slot, body: &Body) -> Vec<HsdsRow> {
    let document = source.data.document;
    let id = of_record(document, slot).to_string();
    let attribute = |path: String, term: String| {
        source.taxonomies.attribute(HsdsAttribute {
            id: of_part(document, slot, &path).to_string(),
            of: id.clone(),
            table: HsdsTable::Organization,
            term,
            link_type: None,
            value: None,
        })
    };
    let level = body.level.map(|level| attribute("level".to_owned(), level_id(level)));
    let fields: BTreeSet<&String> = body.action_fields.iter().collect();
    let field = |field: &String| {
        let term = of_record(document, document.find(ACTION_FIELDS, field)?).to_string();
        Some(attribute(format!("action_fields/{field}"), term))
    };
    level.into_iter().chain(fields.into_iter().filter_map(field)).collect()
}

fn known(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

fn email(text: Option<&str>) -> Option<&str> {
    known(text).filter(|text| input::valid(FieldKind::Email, text).is_ok())
}

fn web_address(text: Option<&str>) -> Option<String> {
    hyperlink::target(text?).filter(|target| target.starts_with("http"))
}
