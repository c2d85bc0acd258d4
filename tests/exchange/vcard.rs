//! vCard, as vobject reads it.

use serde_json::{Value, json};

use crate::common::readers::python_json;
use crate::directory::{desk, exported};

/// What a card says; lines are as long as they may be, and end as they must.
const READ: &str = r"
import json, sys, vobject
data = sys.stdin.buffer.read()
assert all(len(line) <= 75 and b'\n' not in line for line in data.split(b'\r\n')), 'lines'
def told(card):
    out = {}
    for line in card.lines():
        value = line.value
        if line.name == 'ADR':
            value = {'street': value.street, 'town': value.city, 'code': value.code, 'label': line.params['LABEL'][0]}
        out.setdefault(line.name.lower(), []).append(value)
    return out
print(json.dumps([told(card) for card in vobject.readComponents(data.decode('utf-8'))]))
";

fn cards(arguments: &[&str]) -> Value {
    python_json(READ, &[], exported(&[&["--as", "vcard"], arguments].concat()).out.as_bytes())
}

#[test]
fn every_contact_of_a_body_is_in_its_card() {
    let cards = cards(&[]);
    assert_eq!(cards.as_array().unwrap().len(), 3);
    let expected = json!({
        "version": ["4.0"], "prodid": ["-//bildungsnetz//bildungsnetz//DE"], "kind": ["org"],
        "uid": ["urn:uuid:a6afd041-0f26-5068-a705-4c2f5c52b672"],
        "fn": ["Bildungsbüro · Düren"],
        "org": [["Amt 40; Schule, Bildung", "Bildungsbüro"]],
        "adr": [{"street": "Bismarckstraße 16", "town": "Düren", "code": "52351",
            "label": "Kreishaus^nBismarckstraße 16^n52351 Düren"}],
        "tel": ["tel:+49-2421-22-1234"],
        "email": ["rbb@kreis-dueren.example"],
        // vobject ends a web address at a comma, which RFC 6350 does not escape there.
        "url": ["https://example.org/a"],
        "categories": [["Bildungsbuero", "Kreis Düren"]],
        "note": ["Zeile 1\nZeile 2, mit \\ und ; und sehr viel Text – über fünfundsiebzig Zeichen hinaus, äöü 🎓"],
        "source": ["https://example.org/quelle"],
        "rev": ["20261122T000000Z"],
    });
    let card = cards.as_array().unwrap().iter().find(|card| card["fn"] == expected["fn"]).unwrap();
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&card[name], value, "{name}");
    }
    let text = exported(&["--as", "vcard"]).out;
    for whole in ["\r\nURL:https://example.org/a,b;c?d=e\r\n", "\r\nSOURCE:https://example.org/quelle,1\r\n"] {
        assert!(text.contains(whole), "{whole} {text}");
    }
    assert_eq!(card.as_object().unwrap().len(), expected.as_object().unwrap().len(), "{card}");
}

#[test]
fn what_cannot_be_taken_apart_or_dialled_stays_as_it_is_written() {
    let cards = cards(&[]);
    let card = cards.as_array().unwrap().iter().find(|card| card["fn"][0] == "Bildungsbüro · Bonn").unwrap();
    assert_eq!(card["adr"][0]["label"], "Oberbrucher Straße 1, ^'Haus^' Bonn");
    assert_eq!(card["adr"][0]["street"], "");
    assert_eq!(card["tel"], json!(["406-4021"]));
    assert_eq!(
        (&card["source"], &card["rev"]),
        (&Value::Null, &Value::Null),
        "a title is no address, a month no moment"
    );
}

#[test]
fn who_sits_in_a_body_is_in_no_card() {
    for arguments in [&[][..], &["--with-names"]] {
        let told = exported(&[&["--as", "vcard"], arguments].concat()).out;
        assert!(told.contains("Lenkungskreis") && !told.contains("Muster"), "{told}");
    }
}

#[test]
fn a_query_chooses_the_cards() {
    let found = cards(&["--region", "bonn"]);
    let mut names: Vec<&str> = found.as_array().unwrap().iter().map(|card| card["fn"][0].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Bildungsbüro · Bonn", "Lenkungskreis"]);
}

#[test]
fn a_table_without_a_place_in_the_form_is_refused_and_the_others_are_named() {
    let run = desk().run(&["export", "--as", "vcard", "--table", "meetings"]);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
    assert!(
        run.err.contains("vcard hat keinen Platz für meetings") && run.err.contains("Möglich: bodies"),
        "{}",
        run.err
    );
    let run = desk().run(&["export", "--as", "vcard", "--table", "bodies", "--columns", "name"]);
    assert!(run.code == Some(2) && run.err.contains("vcard hat keine Spalten, die man wählen kann"), "{}", run.err);
}
