//! A record of a publication for open-data portals: DCAT-AP.de 3.0 in JSON-LD.
//!
//! It stands beside the published pages, so its addresses are relative unless the address of the
//! publication is known. Each licence has a distribution of its own: the postcodes are not under
//! that of the directory. Entry point: [`record`].

use std::io;

use super::{ExportError, ExportRequest, ExportRun};
use crate::export::json;
use crate::export::json_object::{JsonObject, JsonValue};
use crate::model::postcodes;
use crate::model::records::{District, Region};
use crate::model::{ACTION_FIELDS, DISTRICT, REGIONS};
use crate::query::DatasetView;
use crate::query::shipped_facts::ShippedFacts;
use crate::texts::{self, Lang};

/// What a dataset does not say of its own publication.
#[derive(Debug, Clone, Copy, Default)]
pub struct Publication<'a> {
    /// The address under which it stands, with a slash at its end.
    pub address: Option<&'a str>,
    /// The address of the licence of the directory.
    pub licence: Option<&'a str>,
    /// The mailbox to write to.
    pub contact: Option<&'a str>,
}

/// Where the whole publication stands, seen from the record beside it.
const HERE: &str = "./";

const EDUCATION: &str = "http://publications.europa.eu/resource/authority/data-theme/EDUC";
const GERMAN: &str = "http://publications.europa.eu/resource/authority/language/DEU";
const ODBL: &str = "http://dcat-ap.de/def/licenses/odbl";
const GEOCODING: &str = "http://dcat-ap.de/def/politicalGeocoding/";

/// The vocabularies that the record uses.
const PREFIXES: [(&str, &str); 5] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatde", "http://dcat-ap.de/def/dcatde/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
];

/// Writes the record. All selected records count as described.
pub(super) fn write(
    request: &ExportRequest<'_>,
    out: &mut dyn io::Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    out.write_all(json::value(&record(request.data, &request.publication)).as_bytes())?;
    request.selection.tables().flat_map(|(_, slots)| slots).try_for_each(|slot| run.wrote(*slot, true))
}

/// Returns the record.
pub fn record(data: DatasetView<'_>, publication: &Publication<'_>) -> JsonObject {
    let slot = data.document.slots(DISTRICT).next();
    let district = slot.and_then(|slot| data.document.get::<District>(slot).ok()).unwrap_or_default();
    let mut record = JsonObject::new();
    record.put("@context", context(publication));
    record.put("@id", "#dataset");
    record.put("@type", "dcat:Dataset");
    record.put("dct:title", both(|lang| texts::open_data::title(lang, &district.name)));
    record.put("dct:description", both(|lang| texts::open_data::description(lang, &district.name)));
    record.put("dct:publisher", publisher(&district));
    record.put("dcat:contactPoint", contact_point(&district, publication));
    record.put("dcat:theme", node(EDUCATION));
    record.put("dct:language", node(GERMAN));
    record.put_list("dcat:keyword", keywords(data));
    record.put("dcat:landingPage", node(HERE));
    if let Some(key) = district_key(data) {
        record.put("dct:spatial", node(&format!("{GEOCODING}governmentDistrictKey/{key}")));
    }
    record.put("dcatde:politicalGeocodingLevelURI", node(&format!("{GEOCODING}Level/administrativeDistrict")));
    let postcodes =
        distribution("#postcodes", texts::open_data::postcodes, Some(ODBL), Some(postcodes::shipped().credit()));
    let directory = distribution("#directory", texts::open_data::directory, publication.licence, None);
    let has_postcodes = ShippedFacts::of(data.document).postcodes;
    record.put_list(
        "dcat:distribution",
        [Some(directory), Some(postcodes).filter(|_| has_postcodes)].into_iter().flatten(),
    );
    record
}

fn context(publication: &Publication<'_>) -> JsonObject {
    let mut context = JsonObject::new();
    context.put_known("@base", publication.address);
    for (prefix, vocabulary) in PREFIXES {
        context.put(prefix, vocabulary);
    }
    context
}

fn publisher(district: &District) -> JsonObject {
    let mut publisher = JsonObject::new();
    publisher.put("@id", "#publisher");
    publisher.put("@type", "foaf:Agent");
    publisher.put("foaf:name", authority(district));
    publisher
}

fn contact_point(district: &District, publication: &Publication<'_>) -> JsonObject {
    let name =
        [Some(authority(district)), district.unit.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let mut contact = JsonObject::new();
    contact.put("@id", "#contact");
    contact.put("@type", "vcard:Kind");
    contact.put("vcard:fn", name);
    contact.put("vcard:hasURL", node(HERE));
    contact.put_known("vcard:hasEmail", publication.contact.map(|mailbox| node(&format!("mailto:{mailbox}"))));
    contact
}

fn authority(district: &District) -> &str {
    district.authority.as_deref().filter(|authority| !authority.trim().is_empty()).unwrap_or(&district.name)
}

fn distribution(id: &str, title: fn(Lang) -> &'static str, licence: Option<&str>, credit: Option<&str>) -> JsonObject {
    let mut distribution = JsonObject::new();
    distribution.put("@id", id);
    distribution.put("@type", "dcat:Distribution");
    distribution.put("dct:title", both(|lang| title(lang).to_owned()));
    distribution.put("dcat:accessURL", node(HERE));
    distribution.put_known("dct:license", licence.map(node));
    distribution.put_text("dcatde:licenseAttributionByText", credit);
    distribution.put("dct:format", node("http://publications.europa.eu/resource/authority/file-type/HTML"));
    distribution.put("dcat:mediaType", node("https://www.iana.org/assignments/media-types/text/html"));
    distribution
}

fn keywords(data: DatasetView<'_>) -> Vec<String> {
    data.index.order(data.document, ACTION_FIELDS).iter().map(|field| data.name(*field)).collect()
}

/// Returns the key of the Regierungsbezirk: the first three digits of the keys of all regions.
fn district_key(data: DatasetView<'_>) -> Option<String> {
    let keys = data.document.slots(REGIONS).filter_map(|slot| data.document.get::<Region>(slot).ok()?.ags);
    let mut keys = keys.filter_map(|ags| ags.get(..3).map(str::to_owned));
    let first = keys.next()?;
    keys.all(|key| key == first).then_some(first)
}

/// Returns a text in both languages.
fn both(text: impl Fn(Lang) -> String) -> JsonValue {
    let tagged = |lang: Lang| {
        let mut tagged = JsonObject::new();
        tagged.put("@language", lang.code());
        tagged.put("@value", text(lang));
        JsonValue::from(tagged)
    };
    vec![tagged(Lang::De), tagged(Lang::En)].into()
}

/// Returns a reference.
fn node(address: &str) -> JsonObject {
    let mut node = JsonObject::new();
    node.put("@id", address);
    node
}
