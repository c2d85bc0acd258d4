//! OParl 1.1: each object by what the standard says of it.

use serde_json::{Value, json};

use crate::common::readers::python_json;
use crate::directory::exported;

/// What OParl 1.1 requires (`!`) and allows of the objects that are written. Facts taken from
/// `schema/*.json` of github.com/OParl/spec, tag v1.1 (CC BY-SA 4.0), and compared with them on
/// 30 November 2026.
const OBJECTS: &str = r#"{
    "System": {"oparlVersion!": "", "name": "", "contactName": "", "body!": "url"},
    "Body": {"system": "url", "shortName": "", "name!": "", "website": "url", "ags": "", "classification": "",
        "organization!": "url", "membership": "url", "person!": "url", "meeting!": "url", "paper!": "url",
        "legislativeTerm!": "array"},
    "Organization": {"body": "url", "name": "", "membership": "urls", "subOrganizationOf": "url", "organizationType": "",
        "classification": "", "startDate": "date", "endDate": "date", "website": "url", "location": "Location", "keyword": "texts"},
    "Membership": {"person": "url", "organization": "url", "role": ""},
    "Person": {"body": "url", "name": "", "membership": "Membership[]"},
    "Meeting": {"name": "", "start": "date-time", "end": "date-time", "location": "Location", "organization": "urls",
        "agendaItem": "AgendaItem[]"},
    "AgendaItem": {"order!": "integer", "name": "", "consultation": "url", "resolutionText": ""},
    "Paper": {"body": "url", "name": "", "paperType": "", "date": "date", "relatedPaper": "urls",
        "originatorOrganization": "urls", "consultation": "Consultation[]", "keyword": "texts"},
    "Consultation": {"agendaItem": "url", "meeting": "url", "organization": "urls", "authoritative": "boolean"},
    "Location": {"description": "", "streetAddress": "", "postalCode": "", "locality": ""}
}"#;

/// Judges a document by these, follows every address in it, and prints its objects by kind.
const JUDGE: &str = r"
import json, jsonschema, sys
objects = json.loads(sys.argv[1])
URL = {'type': 'string', 'pattern': '^(https?://|urn:uuid:|#/)'}
TEXT = {'type': 'string', 'minLength': 1}
FORMS = {'': TEXT, 'url': URL, 'urls': {'type': 'array', 'items': URL}, 'texts': {'type': 'array', 'items': TEXT},
    'date': {'type': 'string', 'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'},
    'date-time': {'type': 'string', 'pattern': '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}$'},
    'integer': {'type': 'integer'}, 'boolean': {'type': 'boolean'}, 'array': {'type': 'array'}}
def form(says):
    if says in FORMS: return FORMS[says]
    if says.endswith('[]'): return {'type': 'array', 'items': {'$ref': '#/$defs/' + says[:-2]}}
    return {'$ref': '#/$defs/' + says}
def schema_of(kind, properties):
    own = {'id': URL, 'type': {'const': 'https://schema.oparl.org/1.1/' + kind}}
    own |= {name.rstrip('!'): form(says) for name, says in properties.items()}
    return {'type': 'object', 'properties': own, 'patternProperties': {'^bildungsnetz:': {}}, 'additionalProperties': False,
        'required': ['id', 'type'] + [name.rstrip('!') for name in properties if name.endswith('!')]}
defs = {kind: schema_of(kind, properties) for kind, properties in objects.items()}
document = json.load(sys.stdin.buffer)
def at(pointer):
    value = document
    for part in pointer[2:].split('/'): value = value[part]
    assert set(value) == {'data', 'links'}, pointer
    return value['data']
told, named, meant = {}, set(), set()
def walk(value):
    if isinstance(value, list):
        for item in value: walk(item)
    elif isinstance(value, dict):
        if 'type' in value:
            told.setdefault(value['type'].rsplit('/', 1)[1], []).append(value)
            named.add(value['id'])
            assert not any(v in (None, '', []) for k, v in value.items() if k != 'legislativeTerm'), value
        for name, inner in value.items():
            texts = inner if isinstance(inner, list) else [inner]
            if name != 'id': meant.update(text for text in texts if isinstance(text, str) and text.startswith('urn:uuid:'))
            if isinstance(inner, str) and inner.startswith('#/'): at(inner)
            walk(inner)
walk(document)
for kind, found in told.items():
    for one in found:
        jsonschema.Draft202012Validator({'$defs': defs, '$ref': '#/$defs/' + kind}).validate(one)
assert meant <= named or '--part' in sys.argv, meant - named
print(json.dumps(told))
";

fn objects(arguments: &[&str]) -> Value {
    python_json(JUDGE, &[OBJECTS], exported(&[&["--as", "oparl"], arguments].concat()).out.as_bytes())
}

fn named<'v>(objects: &'v Value, kind: &str, name: &str) -> &'v Value {
    let found = objects[kind].as_array().unwrap().iter().find(|object| object["name"] == name);
    found.unwrap_or_else(|| panic!("no {name}: {objects}"))
}

#[test]
fn every_object_is_what_the_standard_says_and_every_reference_leads_to_one() {
    let objects = objects(&[]);
    let count = |kind: &str| objects[kind].as_array().map_or(0, Vec::len);
    let counts = ["System", "Body", "Organization", "Meeting", "Paper", "AgendaItem", "Person"].map(count);
    assert_eq!(counts, [1, 2, 3, 5, 3, 2, 0]);
    let (kreis, city) = (named(&objects, "Body", "Kreis Düren"), named(&objects, "Body", "Stadt Bonn"));
    assert_eq!((&kreis["ags"], &kreis["bildungsnetz:ags"]), (&Value::Null, &json!("05358")), "a Kreis has no such key");
    assert_eq!(city["ags"], "05314000");
    let committee = named(&objects, "Organization", "Lenkungskreis");
    assert_eq!((&committee["organizationType"], &committee["endDate"]), (&json!("Gremium"), &Value::Null));
    assert_eq!(committee["bildungsnetz:until"], "2030");
    assert_eq!(committee["bildungsnetz:regions"].as_array().unwrap().len(), 2);
}

#[test]
fn a_meeting_has_its_agenda_and_a_decision_its_way() {
    let objects = objects(&[]);
    let meeting = named(&objects, "Meeting", "Sitzung; mit Komma, hier");
    assert_eq!(
        (&meeting["start"], &meeting["end"]),
        (&json!("2026-07-01T14:00:00+02:00"), &json!("2026-07-01T17:30:00+02:00"))
    );
    let agenda = meeting["agendaItem"].as_array().unwrap();
    assert_eq!((&agenda[0]["name"], &agenda[1]["resolutionText"]), (&json!("Mehr MINT"), &json!("So sei es")));
    let (decision, recommendation) = (named(&objects, "Paper", "So sei es"), named(&objects, "Paper", "Mehr MINT"));
    assert_eq!((&decision["paperType"], &decision["date"]), (&json!("Beschluss"), &json!("2026-07-01")));
    assert_eq!(decision["relatedPaper"], json!([recommendation["id"]]));
    assert_eq!(decision["consultation"][0]["agendaItem"], agenda[1]["id"]);
    assert_eq!(decision["consultation"][0]["authoritative"], true);
    // Where only the day is known, or less, no moment is invented.
    let whole_day = named(&objects, "Meeting", "Im Dezember");
    assert_eq!((&whole_day["start"], &whole_day["bildungsnetz:date"]), (&Value::Null, &json!("2026-12")));
}

#[test]
fn names_of_persons_are_there_only_when_asked_for() {
    assert!(!exported(&["--as", "oparl"]).out.contains("Muster"));
    let objects = objects(&["--with-names"]);
    let person = named(&objects, "Person", "Eva Muster");
    assert_eq!(person["membership"][0]["bildungsnetz:institution"], "Gymnasium");
}

#[test]
fn what_belongs_to_no_region_is_told() {
    let said = exported(&["--as", "oparl"]).err;
    assert_eq!(said, "1 Eintrag ohne Region hat in OParl keinen Platz und fehlt.\n");
}
