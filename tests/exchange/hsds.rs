//! HSDS 3.0: the data package as Frictionless reads it, the JSON by what the standard says of each
//! object.

use serde_json::{Value, json};

use crate::common::readers::{python, python_json};
use crate::directory::{desk, exported};

/// What HSDS 3.0 requires and allows of the objects that are written: names of properties, with
/// `!` where it is required, and the form of values where there is one. Facts taken from
/// `schema/*.json` and `datapackage.json` of github.com/openreferral/specification, tag v3.0
/// (CC BY-SA 4.0), and compared with them on 30 November 2026.
const OBJECTS: &str = r#"{
    "organization": {"id!": "uuid", "name!": "", "alternate_name": "", "description!": "", "email": "email", "website": "uri",
        "parent_organization_id": "uuid", "contacts": ["contact"], "phones": ["phone"], "locations": ["location"],
        "organization_identifiers": ["organization_identifier"], "attributes": ["attribute"]},
    "organization_identifier": {"id!": "uuid", "organization_id": "uuid", "identifier_type!": "", "identifier!": ""},
    "service": {"id!": "uuid", "organization_id": "uuid", "name!": "", "description": "",
        "status!": ["active", "inactive", "defunct", "temporarily closed"], "assured_date": "date",
        "service_areas": ["service_area"], "service_at_locations": ["service_at_location"], "attributes": ["attribute"]},
    "service_area": {"id!": "uuid", "service_id": "uuid", "name": "", "uri": "uri"},
    "service_at_location": {"id!": "uuid", "service_id": "uuid", "location_id": "uuid"},
    "location": {"id!": "uuid", "location_type!": ["physical", "postal", "virtual"], "organization_id": "uuid",
        "name": "", "description": "", "addresses": ["address"]},
    "address": {"id!": "uuid", "location_id": "uuid", "address_1!": "", "city!": "", "state_province!": "",
        "postal_code!": "", "country!": "", "address_type!": ["physical", "postal", "virtual"]},
    "contact": {"id!": "uuid", "organization_id": "uuid", "department": "", "email": "email"},
    "phone": {"id!": "uuid", "organization_id": "uuid", "number!": "", "type": ""},
    "attribute": {"id!": "uuid", "link_id": "uuid", "taxonomy_term_id": "uuid", "link_type": "", "link_entity": "",
        "value": "", "taxonomy_term": "taxonomy_term"},
    "taxonomy": {"id!": "uuid", "name!": "", "description!": ""},
    "taxonomy_term": {"id!": "uuid", "code": "", "name!": "", "description!": "", "taxonomy": "", "language": "",
        "taxonomy_id": "uuid"}
}"#;

/// Judges a document by these and prints it.
const JUDGE: &str = r"
import json, jsonschema, sys
objects = json.loads(sys.argv[1])
def schema_of(says):
    if isinstance(says, list):
        return {'type': 'array', 'items': {'$ref': '#/$defs/' + says[0]}} if says[0] in objects else {'enum': says}
    if says in objects:
        return {'$ref': '#/$defs/' + says}
    return {'type': 'string', 'format': says} if says else {'type': 'string'}
def object_of(properties):
    return {'type': 'object', 'additionalProperties': False,
        'properties': {name.rstrip('!'): schema_of(says) for name, says in properties.items()},
        'required': [name.rstrip('!') for name in properties if name.endswith('!')]}
defs = {name: object_of(properties) for name, properties in objects.items()}
lists = {name: {'type': 'array', 'items': {'$ref': '#/$defs/' + name}} for name in ['organization', 'service', 'taxonomy', 'taxonomy_term']}
document = json.load(sys.stdin.buffer)
schema = {'$defs': defs, 'type': 'object', 'properties': lists, 'additionalProperties': False, 'required': list(lists)}
jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(document)
print(json.dumps(document))
";

fn document() -> Value {
    python_json(JUDGE, &[OBJECTS], exported(&["--as", "hsds-json"]).out.as_bytes())
}

fn named<'v>(list: &'v Value, name: &str) -> &'v Value {
    let found = list.as_array().unwrap().iter().find(|entry| entry["name"] == name);
    found.unwrap_or_else(|| panic!("no {name} in {list}"))
}

#[test]
fn every_object_is_what_the_standard_says() {
    let document = document();
    let network = named(&document["organization"], "Bildungsnetzwerk Düren");
    assert_eq!(network["website"], "https://d%C3%BCren.example/a%20b");
    let keys = network["organization_identifiers"].as_array().unwrap();
    let keys: Vec<&Value> = keys.iter().map(|key| &key["identifier"]).collect();
    assert_eq!(keys, [&json!("05358"), &json!("DEA26")]);
    let fields: Vec<(&Value, &Value)> = network["attributes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|attribute| (&attribute["taxonomy_term"]["code"], &attribute["value"]))
        .collect();
    assert_eq!(fields, [(&json!("mint"), &json!("zdi, \"Netz\"")), (&json!("kita"), &json!("Übergang"))]);
}

#[test]
fn an_office_can_be_written_to_called_and_visited() {
    let document = document();
    let offices = document["organization"].as_array().unwrap().iter().filter(|body| body["name"] == "Bildungsbüro");
    let office = offices.clone().find(|office| office["email"] == "rbb@kreis-dueren.example").unwrap();
    assert_eq!(office["phones"][0]["number"], "+49-2421-22-1234");
    assert_eq!(office["contacts"][0]["department"], "Amt 40; Schule, Bildung");
    let address = &office["locations"][0]["addresses"][0];
    let parts = [&address["address_1"], &address["postal_code"], &address["city"], &address["country"]];
    assert_eq!(parts, [&json!("Bismarckstraße 16"), &json!("52351"), &json!("Düren"), &json!("DE")]);
    let network = named(&document["organization"], "Bildungsnetzwerk Düren");
    assert_eq!(office["parent_organization_id"], network["id"]);
    // An address that cannot be taken apart is told in words.
    let other = offices.into_iter().find(|office| office["email"].is_null()).unwrap();
    assert_eq!(other["locations"][0]["description"], "Oberbrucher Straße 1, \"Haus\" Bonn");
    assert_eq!(other["locations"][0]["addresses"], Value::Null);
}

#[test]
fn a_service_is_what_is_known_to_go_on() {
    let document = document();
    let services = document["service"].as_array().unwrap();
    assert_eq!(services.len(), 1);
    let service = &services[0];
    assert_eq!((&service["name"], &service["status"]), (&json!("MINT"), &json!("active")));
    assert_eq!(service["assured_date"], "2026-11-22");
    assert_eq!(service["service_areas"][0]["uri"], "http://data.europa.eu/nuts/code/DEA26");
    assert_eq!(service["service_at_locations"].as_array().unwrap().len(), 1);
    let said = exported(&["--as", "hsds-json"]).err;
    assert!(said.starts_with("1 Engagement mit unbekanntem Status ist kein Angebot"), "{said}");
}

#[test]
fn frictionless_reads_the_data_package_with_its_keys() {
    let desk = desk();
    let run = desk.run(&["export", "--as", "hsds", "-o", "paket"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let read = r"
import sys, frictionless
from frictionless import system
with system.use_context(trusted=True):
    report = frictionless.validate(sys.argv[1])
assert report.valid, report.flatten(['type', 'note', 'rowNumber', 'fieldName'])
package = frictionless.Package(sys.argv[1])
with system.use_context(trusted=True):
    print({resource.name: len(resource.read_rows()) for resource in package.resources})
";
    let path = desk.path("paket/datapackage.json");
    let told = python(read, &[path.to_str().unwrap()], b"");
    for (table, rows) in
        [("organization", 5), ("service", 1), ("phone", 2), ("location", 2), ("address", 1), ("taxonomy_term", 8)]
    {
        assert!(told.contains(&format!("'{table}': {rows}")), "{table}: {told}");
    }
}

#[test]
fn no_person_is_in_it() {
    assert!(!exported(&["--as", "hsds-json", "--with-names"]).out.contains("Muster"));
}
