//! Regions, bodies with their seats, meetings, recommendations and decisions in the shape of OParl
//! 1.1, the interface of German council information systems.
//!
//! OParl is an interface of a server; this is one file. Identifiers are `urn:uuid:…`, and a list
//! stands in the file where its address, a JSON pointer, says. What OParl has no property for is
//! put under a name with the prefix of this program, as the standard allows. Entry point:
//! [`write`].

mod meeting;
mod organization;
mod paper;

use std::collections::HashMap;
use std::io;

use super::{ExportError, ExportRequest, ExportRun, identifier};
use crate::document::{Document, Slot};
use crate::export::json_document::JsonDocument;
use crate::export::json_object::JsonObject;
use crate::model::records::{District, Municipality, MunicipalityKind, Region, RegionKind};
use crate::model::{BODIES, DECISIONS, DISTRICT, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS, REGIONS};
use crate::query::DatasetView;
use crate::query::region_records::regions_of;

/// What the types of objects begin with.
const SCHEMA: &str = "https://schema.oparl.org/1.1/";

/// A list of a body of OParl.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OparlList {
    Organization,
    Membership,
    Person,
    Meeting,
    Paper,
}

impl OparlList {
    /// All of them in the order of the file.
    const ALL: [OparlList; 5] =
        [OparlList::Organization, OparlList::Membership, OparlList::Person, OparlList::Meeting, OparlList::Paper];

    fn name(self) -> &'static str {
        match self {
            OparlList::Organization => "organization",
            OparlList::Membership => "membership",
            OparlList::Person => "person",
            OparlList::Meeting => "meeting",
            OparlList::Paper => "paper",
        }
    }

    /// Returns the records that its objects are made from.
    fn slots(self, records: &RegionRecords) -> &[Slot] {
        match self {
            OparlList::Organization | OparlList::Membership | OparlList::Person => &records.bodies,
            OparlList::Meeting => &records.meetings,
            OparlList::Paper => &records.papers,
        }
    }

    /// Returns the objects of a record; `None` when it cannot be read.
    fn objects(self, source: OparlSource<'_>, slot: Slot) -> Option<Vec<JsonObject>> {
        match self {
            OparlList::Organization => Some(vec![organization::object(source, slot)?]),
            OparlList::Membership => organization::memberships(source, slot),
            OparlList::Person => organization::persons(source, slot),
            OparlList::Meeting => Some(vec![meeting::object(source, slot)?]),
            OparlList::Paper => Some(vec![paper::object(source, slot)?]),
        }
    }
}

/// What the objects of one region are made from.
#[derive(Default)]
struct RegionRecords {
    bodies: Vec<Slot>,
    meetings: Vec<Slot>,
    papers: Vec<Slot>,
}

/// What all objects are made with.
#[derive(Clone, Copy)]
struct OparlSource<'a> {
    data: DatasetView<'a>,
    with_names: bool,
}

/// Writes the document.
pub(super) fn write(
    request: &ExportRequest<'_>,
    out: &mut dyn io::Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    let source = OparlSource { data: request.data, with_names: request.with_names };
    let mut of_region = records_of_regions(request, run)?;
    let mut regions: Vec<Slot> = of_region.keys().copied().collect();
    source.data.sort(&mut regions);
    let mut document = JsonDocument::begin(out)?;
    document.entry("system", &system(source))?;
    document.begin_object("body")?;
    document.begin_list("data")?;
    for region in &regions {
        document.item(&body(source, *region))?;
    }
    document.end_inner()?;
    document.entry("links", &JsonObject::new())?;
    document.end_inner()?;
    document.begin_object("lists")?;
    for region in regions {
        document.begin_object(&identifier::of_record(source.data.document, region).to_string())?;
        let records = of_region.remove(&region).unwrap_or_default();
        for list in OparlList::ALL {
            write_list(source, list, &records, &mut document, run)?;
        }
        document.end_inner()?;
    }
    Ok(document.end()?)
}

/// Returns the selected records by the first region to which each belongs. What belongs to none has
/// no place in OParl.
fn records_of_regions(
    request: &ExportRequest<'_>,
    run: &mut ExportRun<'_>,
) -> Result<HashMap<Slot, RegionRecords>, ExportError> {
    let mut found: HashMap<Slot, RegionRecords> = HashMap::new();
    for region in request.selection.of_table(REGIONS) {
        found.entry(*region).or_default();
        run.wrote(*region, request.data.document.record(*region).is_ok())?;
    }
    for table in [BODIES, MEETINGS, RECOMMENDATIONS, DECISIONS] {
        for slot in request.selection.of_table(table) {
            let mut first = None;
            regions_of(request.data.index, *slot, &mut |region| first = first.or(Some(region)));
            let Some(region) = first else {
                run.left_out(*slot, request.data.document.record(*slot).is_ok())?;
                continue;
            };
            let records = found.entry(region).or_default();
            match table {
                BODIES => records.bodies.push(*slot),
                MEETINGS => records.meetings.push(*slot),
                _ => records.papers.push(*slot),
            }
        }
    }
    Ok(found)
}

fn write_list(
    source: OparlSource<'_>,
    list: OparlList,
    records: &RegionRecords,
    document: &mut JsonDocument<'_>,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    document.begin_object(list.name())?;
    document.begin_list("data")?;
    for slot in list.slots(records) {
        let objects = list.objects(source, *slot);
        // A body is in three lists and counted in the first.
        if !matches!(list, OparlList::Membership | OparlList::Person) {
            run.wrote(*slot, objects.is_some())?;
        }
        objects.unwrap_or_default().iter().try_for_each(|object| document.item(object))?;
    }
    document.end_inner()?;
    document.entry("links", &JsonObject::new())?;
    Ok(document.end_inner()?)
}

impl OparlSource<'_> {
    fn document(&self) -> &Document {
        self.data.document
    }

    /// Returns the identifier of a record.
    fn id(&self, slot: Slot) -> String {
        identifier::of_record(self.data.document, slot).urn().to_string()
    }

    /// Returns the identifier of something that a record says.
    fn part(&self, slot: Slot, path: &str) -> String {
        identifier::of_part(self.data.document, slot, path).urn().to_string()
    }

    /// Returns the identifier of the body of OParl to which a record belongs.
    fn body_of(&self, slot: Slot) -> Option<String> {
        let mut first = None;
        regions_of(self.data.index, slot, &mut |region| first = first.or(Some(region)));
        first.map(|region| self.id(region))
    }

    /// Begins an object.
    fn object(&self, id: String, kind: &str) -> JsonObject {
        let mut object = JsonObject::new();
        object.put("id", id);
        object.put("type", format!("{SCHEMA}{kind}"));
        object
    }
}

fn system(source: OparlSource<'_>) -> JsonObject {
    let slot = source.document().slots(DISTRICT).next();
    let district = slot.and_then(|slot| source.document().get::<District>(slot).ok()).unwrap_or_default();
    let mut system = source.object(system_id(), "System");
    system.put("oparlVersion", SCHEMA);
    system.put_text("name", Some(&district.name));
    let contact = [district.authority, district.unit].into_iter().flatten().collect::<Vec<_>>().join(", ");
    system.put_text("contactName", Some(&contact));
    system.put("body", "#/body");
    system
}

fn system_id() -> String {
    identifier::of_address("district").urn().to_string()
}

/// Returns the corporation that a region is.
fn body(source: OparlSource<'_>, slot: Slot) -> JsonObject {
    let region: Region = source.document().get(slot).unwrap_or_default();
    let mut body = source.object(source.id(slot), "Body");
    body.put("system", system_id());
    body.put_text("shortName", region.short.as_deref());
    body.put("name", source.data.name(slot));
    body.put_text("website", region.website.as_deref());
    body.put_known("ags", municipality_key(source, slot, region.kind));
    body.put_known("classification", region.kind.map(|kind| kind.label().de));
    let lists = format!("#/lists/{}", identifier::of_record(source.document(), slot));
    for list in OparlList::ALL.map(OparlList::name) {
        body.put(list, format!("{lists}/{list}"));
    }
    body.put("legislativeTerm", Vec::new());
    body.put_text("bildungsnetz:ags", region.ags.as_deref());
    body.put_text("bildungsnetz:nuts3", region.nuts3.as_deref());
    body.put_text("bildungsnetz:network", region.network.as_deref());
    body
}

/// Returns the municipality key of eight digits, which OParl means; a Kreis has none.
fn municipality_key(source: OparlSource<'_>, region: Slot, kind: Option<RegionKind>) -> Option<String> {
    if kind.is_none_or(|kind| !kind.is_city) {
        return None;
    }
    let places = source.data.index.referrers_in(region, MUNICIPALITIES).iter();
    let mut places = places.filter_map(|place| source.document().get::<Municipality>(*place).ok());
    places.find(|place| place.kind == Some(MunicipalityKind::KreisfreieStadt))?.ags
}
