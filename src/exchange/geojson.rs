//! Municipalities, and the towns where regions have their seat, as GeoJSON (RFC 7946): points,
//! longitude first.
//!
//! A place whose position is unknown is a feature without geometry, as the standard has it. Entry
//! point: [`write`].

use std::io;

use super::{ExportError, ExportRequest, ExportRun, identifier};
use crate::document::Slot;
use crate::export::json_document::JsonDocument;
use crate::export::json_object::{JsonObject, JsonValue};
use crate::model::input::is_position;
use crate::model::records::{Body, Municipality, Region};
use crate::model::{MUNICIPALITIES, REGIONS};
use crate::query::DatasetView;
use crate::query::contact::offices;

/// Writes the places of all selected regions and municipalities.
pub(super) fn write(
    request: &ExportRequest<'_>,
    out: &mut dyn io::Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    let mut document = JsonDocument::begin(out)?;
    document.entry("type", &"FeatureCollection")?;
    document.begin_list("features")?;
    for slot in [REGIONS, MUNICIPALITIES].into_iter().flat_map(|table| request.selection.of_table(table)) {
        let feature = feature(request.data, *slot);
        if let Some(feature) = &feature {
            document.item(feature)?;
        }
        run.wrote(*slot, feature.is_some())?;
    }
    Ok(document.end()?)
}

/// Returns the feature of a municipality or region; `None` when its record cannot be read.
fn feature(data: DatasetView<'_>, slot: Slot) -> Option<JsonObject> {
    let mut properties = JsonObject::new();
    properties.put("table", data.document.schema().table(slot.table).name);
    properties.put("id", data.document.id(slot));
    let position = match slot.table {
        MUNICIPALITIES => put_municipality(data, data.document.get(slot).ok()?, &mut properties),
        _ => put_region(data, slot, data.document.get(slot).ok()?, &mut properties),
    };
    let mut feature = JsonObject::new();
    feature.put("type", "Feature");
    feature.put("id", identifier::of_record(data.document, slot).to_string());
    feature.put("geometry", position.map_or(JsonValue::Null, point));
    feature.put("properties", properties);
    Some(feature)
}

/// A position as it stands in a record: latitude first.
type Position = (f64, f64);

fn put_municipality(data: DatasetView<'_>, place: Municipality, to: &mut JsonObject) -> Option<Position> {
    to.put_text("name", Some(&place.name));
    to.put_text("official_name", place.official_name.as_deref());
    to.put_known("kind", place.kind.map(|kind| kind.name()));
    to.put_text("ags", place.ags.as_deref());
    to.put_list("postcodes", place.postcodes);
    to.put_known("area_km2", place.area_km2.filter(|area| area.is_finite()));
    to.put_known("population", place.population);
    to.put_text("region", Some(&place.region));
    if let Some(region) = data.document.find(REGIONS, &place.region) {
        to.put_text("region_name", Some(&data.name(region)));
        put_offices(data, region, to);
    }
    place.position
}

fn put_region(data: DatasetView<'_>, slot: Slot, region: Region, to: &mut JsonObject) -> Option<Position> {
    to.put_text("name", Some(&region.name));
    to.put_text("short", region.short.as_deref());
    to.put_known("kind", region.kind.map(|kind| kind.name()));
    to.put_text("ags", region.ags.as_deref());
    to.put_text("nuts3", region.nuts3.as_deref());
    to.put_text("seat", region.seat.as_deref());
    to.put_text("network", region.network.as_deref());
    to.put_text("website", region.website.as_deref());
    put_offices(data, slot, to);
    seat(data, slot, region.seat.as_deref()?)?.position
}

/// Returns the municipality of a region that has this name.
fn seat(data: DatasetView<'_>, region: Slot, name: &str) -> Option<Municipality> {
    let places = data.index.referrers_in(region, MUNICIPALITIES).iter();
    let mut named =
        places.filter_map(|place| data.document.get::<Municipality>(*place).ok()).filter(|place| place.name == name);
    let seat = named.next()?;
    named.next().is_none().then_some(seat)
}

/// Puts how to reach the offices of a region.
fn put_offices(data: DatasetView<'_>, region: Slot, to: &mut JsonObject) {
    let office = |slot: Slot| {
        let body: Body = data.document.get(slot).ok()?;
        let contact = body.contact.unwrap_or_default();
        let mut office = JsonObject::new();
        office.put("id", data.document.id(slot));
        office.put_text("name", Some(&data.name(slot)));
        office.put_text("address", contact.address.as_deref());
        office.put_text("phone", contact.phone.as_deref());
        office.put_text("email", contact.email.as_deref());
        office.put_text("website", contact.website.as_deref());
        Some(office)
    };
    to.put_list("offices", offices(data, region).into_iter().filter_map(office));
}

/// Returns a point; null where there is no such place on earth.
fn point(position: Position) -> JsonValue {
    let (latitude, longitude) = position;
    if !is_position(latitude, longitude) {
        return JsonValue::Null;
    }
    let mut point = JsonObject::new();
    point.put("type", "Point");
    point.put("coordinates", vec![JsonValue::Decimal(longitude), JsonValue::Decimal(latitude)]);
    point.into()
}
