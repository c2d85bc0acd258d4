//! iCalendar, as the Python package icalendar reads it.

use serde_json::{Value, json};

use crate::common::readers::python_json;
use crate::directory::exported;

const READ: &str = r"
import icalendar, json, sys
data = sys.stdin.buffer.read()
assert all(len(line) <= 75 and b'\n' not in line for line in data.split(b'\r\n')), 'lines'
calendar = icalendar.Calendar.from_ical(data)
def told(event):
    assert not event.errors, event.errors
    moment = lambda name: event[name].dt.isoformat() if name in event else None
    text = lambda name: str(event[name]) if name in event else None
    return {'start': moment('DTSTART'), 'end': moment('DTEND'), 'stamp': moment('DTSTAMP'),
        'zone': event['DTSTART'].params.get('TZID'), 'uid': text('UID'), 'summary': text('SUMMARY'),
        'description': text('DESCRIPTION'), 'location': text('LOCATION'), 'url': text('URL'),
        'transparent': text('TRANSP'), 'organizer': text('ORGANIZER'),
        'categories': [str(name) for name in event['CATEGORIES'].cats] if 'CATEGORIES' in event else []}
zones = [str(zone['TZID']) for zone in calendar.walk('VTIMEZONE')]
print(json.dumps({'zones': zones, 'events': [told(event) for event in calendar.walk('VEVENT')]}))
";

fn calendar() -> Value {
    python_json(READ, &[], exported(&["--as", "ical"]).out.as_bytes())
}

fn event(summary: &str) -> Value {
    let calendar = calendar();
    let found = calendar["events"].as_array().unwrap().iter().find(|event| event["summary"] == summary);
    found.unwrap_or_else(|| panic!("no {summary}: {calendar}")).clone()
}

#[test]
fn a_meeting_with_a_time_has_it_in_its_time_zone() {
    assert_eq!(calendar()["zones"], json!(["Europe/Berlin"]));
    let expected = json!({
        "start": "2026-07-01T14:00:00+02:00", "end": "2026-07-01T17:30:00+02:00", "zone": "Europe/Berlin",
        "stamp": "2026-11-22T00:00:00+00:00", "uid": "4063e3c3-c6e5-59c4-a9a9-57ad3666b274",
        "summary": "Sitzung; mit Komma, hier", "description": "Lenkungskreis\nHinweis",
        "location": "Kreishaus, Düren", "url": "https://example.org/m1", "organizer": null, "transparent": null,
        "categories": ["Kreis Düren", "Stadt Bonn"],
    });
    assert_eq!(event("Sitzung; mit Komma, hier"), expected);
}

#[test]
fn whole_days_end_on_the_day_after_the_last() {
    let days = |summary: &str| {
        let event = event(summary);
        (event["start"].clone(), event["end"].clone(), event["transparent"].clone())
    };
    let whole = |first: &str, after: &str| (json!(first), json!(after), json!("TRANSPARENT"));
    // A meeting without a title is called as its body.
    assert_eq!(days("Bildungsbüro · Düren"), whole("2026-12-31", "2027-01-03"));
    assert_eq!(days("Projekt"), whole("2026-02-01", "2026-03-01"));
    assert_eq!(days("Tag der Bildung"), whole("2026-05-09", "2026-05-10"));
}

#[test]
fn a_time_that_is_not_exact_is_told_in_words() {
    let event = event("Ohne Uhrzeit");
    assert_eq!((&event["start"], &event["end"]), (&json!("2026-01-15"), &json!("2026-01-16")));
    assert_eq!(event["description"], "Bildungsbüro · Düren\nnachmittags");
    assert_eq!(event["stamp"], "1970-01-01T00:00:00+00:00", "a moment that never changes");
}

#[test]
fn a_month_or_a_year_is_no_day() {
    let calendar = calendar();
    let events = calendar["events"].as_array().unwrap();
    let told: Vec<&str> = events.iter().map(|event| event["summary"].as_str().unwrap()).collect();
    assert_eq!(told.len(), 5, "{told:?}");
    for absent in ["Im Dezember", "Irgendwann", "Seit 2025"] {
        assert!(!told.contains(&absent), "{told:?}");
    }
    let said = exported(&["--as", "ical"]).err;
    assert_eq!(said, "3 Einträge ohne genauen Tag stehen nicht im Kalender.\n");
}
