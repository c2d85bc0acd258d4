//! Services of an HSDS export: that a network works on an action field, where it is known whether
//! it still does.
//!
//! Entry points: [`entry`], [`nested`].

use super::organization::location_id;
use super::table::HsdsTable;
use super::taxonomy::{HsdsAttribute, Taxonomies};
use super::{HsdsEntry, HsdsRow, HsdsSource};
use crate::document::Slot;
use crate::exchange::identifier::{of_part, of_record};
use crate::exchange::provenance::exact_day;
use crate::export::json_object::JsonObject;
use crate::model::official_key::is_nuts3;
use crate::model::records::{Body, Engagement, Region, Status};
use crate::model::{ACTION_FIELDS, REGIONS};
use crate::query::contact::offices;

/// Where the European Union describes its statistical regions.
const NUTS: &str = "http://data.europa.eu/nuts/code/";

/// Returns the service of an engagement; `None` when its status, region or action field is unknown,
/// or its record cannot be read.
pub(super) fn entry(source: &HsdsSource<'_>, slot: Slot) -> Option<HsdsEntry> {
    let document = source.data.document;
    let engagement: Engagement = document.get(slot).ok()?;
    let status = status(engagement.status?);
    let region = document.find(REGIONS, &engagement.region)?;
    let field = document.find(ACTION_FIELDS, &engagement.action_field)?;
    let id = of_part(document, slot, "service").to_string();
    let mut row = JsonObject::new();
    row.put("id", id.as_str());
    row.put("organization_id", of_record(document, region).to_string());
    row.put("name", source.data.name(field));
    row.put_text("description", engagement.wording.as_deref());
    row.put("status", status);
    let checked = engagement.source.as_ref().and_then(|source| exact_day(source.checked.as_deref()));
    row.put_known("assured_date", checked.map(|day| day.to_string()));
    let mut parts = vec![area(source, slot, region, &id)];
    parts.extend(places(source, slot, region, &id));
    parts.push(source.taxonomies.attribute(HsdsAttribute {
        id: of_part(document, slot, "service/action_field").to_string(),
        of: id,
        table: HsdsTable::Service,
        term: of_record(document, field).to_string(),
        link_type: engagement.kind.map(|kind| kind.name()),
        value: None,
    }));
    Some(HsdsEntry { row: HsdsRow { table: HsdsTable::Service, row }, parts })
}

/// Returns a service with all that is said of it within it.
pub(super) fn nested(entry: &HsdsEntry, taxonomies: &Taxonomies) -> JsonObject {
    let mut nested = entry.row.row.clone();
    nested.put_list("service_areas", entry.parts_of(HsdsTable::ServiceArea).cloned());
    nested.put_list("service_at_locations", entry.parts_of(HsdsTable::ServiceAtLocation).cloned());
    let attributes = entry.parts_of(HsdsTable::Attribute).map(|attribute| taxonomies.nested(attribute));
    nested.put_list("attributes", attributes);
    nested
}

/// Returns the status in the words of the standard.
fn status(status: Status) -> &'static str {
    match status {
        Status::Active => "active",
        Status::Planned => "inactive",
        Status::Paused => "temporarily closed",
        Status::Ended => "defunct",
    }
}

fn area(source: &HsdsSource<'_>, slot: Slot, region: Slot, service: &str) -> HsdsRow {
    let nuts3 = source.data.document.get::<Region>(region).ok().and_then(|region| region.nuts3);
    let mut row = JsonObject::new();
    row.put("id", of_part(source.data.document, slot, "service/region").to_string());
    row.put("service_id", service);
    row.put("name", source.data.name(region));
    row.put_known("uri", nuts3.filter(|code| is_nuts3(code)).map(|code| format!("{NUTS}{code}")));
    HsdsRow { table: HsdsTable::ServiceArea, row }
}

/// Returns that a service is had at the addresses of its region's offices.
fn places(source: &HsdsSource<'_>, slot: Slot, region: Slot, service: &str) -> Vec<HsdsRow> {
    let document = source.data.document;
    let has_address = |office: &Slot| {
        let contact = document.get::<Body>(*office).ok().and_then(|body| body.contact);
        contact.and_then(|contact| contact.address).is_some_and(|address| !address.trim().is_empty())
    };
    let offices = offices(source.data, region).into_iter();
    let at = offices.filter(|office| source.selected.contains(office)).filter(has_address);
    at.map(|office| {
        let mut row = JsonObject::new();
        row.put("id", of_part(document, slot, &format!("service/at/{}", document.id(office))).to_string());
        row.put("service_id", service);
        row.put("location_id", location_id(source, office));
        HsdsRow { table: HsdsTable::ServiceAtLocation, row }
    })
    .collect()
}
