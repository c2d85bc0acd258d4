//! GeoJSON, as the Python package geojson reads and judges it.

use serde_json::{Value, json};

use crate::common::readers::python_json;
use crate::directory::exported;

const READ: &str = r"
import geojson, json, sys
places = geojson.loads(sys.stdin.buffer.read())
assert places.is_valid, places.errors()
print(json.dumps({feature['properties']['table'] + '/' + feature['properties']['id']: feature for feature in places['features']}))
";

fn places() -> Value {
    python_json(READ, &[], exported(&["--as", "geojson"]).out.as_bytes())
}

#[test]
fn a_municipality_is_a_point_with_its_longitude_first() {
    let place = &places()["municipalities/dueren"];
    assert_eq!(place["geometry"], json!({"type": "Point", "coordinates": [6.483, 50.802]}));
    assert_eq!(place["id"], "cc610381-5a6d-5955-85e1-f81363371690");
    let expected = json!({
        "table": "municipalities", "id": "dueren", "name": "Düren", "kind": "Stadt", "ags": "05358008",
        "postcodes": ["52349"], "area_km2": 85.0, "population": 90733, "region": "dueren", "region_name": "Kreis Düren",
        "offices": [{"id": "buero", "name": "Bildungsbüro", "address": "Kreishaus\nBismarckstraße 16\n52351 Düren",
            "phone": "02421 22-1234", "email": "rbb@kreis-dueren.example", "website": "https://example.org/a,b;c?d=e"}],
    });
    assert_eq!(place["properties"], expected);
}

#[test]
fn a_region_lies_where_it_has_its_seat() {
    let places = places();
    let region = &places["regions/dueren"];
    assert_eq!(region["geometry"]["coordinates"], json!([6.483, 50.802]));
    assert_eq!((&region["properties"]["seat"], &region["properties"]["nuts3"]), (&json!("Düren"), &json!("DEA26")));
    assert_eq!(places.as_object().unwrap().len(), 5);
}

#[test]
fn a_place_without_a_position_on_earth_is_there_without_geometry() {
    let places = places();
    for unknown in ["regions/bonn", "municipalities/bonn", "municipalities/weit"] {
        assert_eq!(places[unknown]["geometry"], Value::Null, "{unknown}");
    }
}
