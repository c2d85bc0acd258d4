//! Meetings and measures as iCalendar (RFC 5545), an event for each that has an exact day.
//!
//! A month or a year is never bent into a day: such a record has no event. Writes no moment of its
//! own, so that the same dataset gives the same bytes. Entry points: [`write`], [`calendar`].

use std::io;

use super::provenance::{basic, exact_day, revision, source_address};
use super::time_of_day::TimeSpan;
use super::vcard::{PRODUCT, label, names};
use super::{ExportError, ExportRequest, ExportRun, identifier};
use crate::document::{Document, Slot};
use crate::export::content_line::{ContentLines, ContentParameter, ContentValue};
use crate::model::date::Date;
use crate::model::records::{Measure, Meeting, Source};
use crate::model::{ACTION_FIELDS, BODIES, MEASURES, MEETINGS, REGIONS};
use crate::query::DatasetView;
use crate::schema::Table;

/// The time zone of all times of day.
const ZONE: &str = "Europe/Berlin";

/// The last line of a calendar.
const END: &str = "END:VCALENDAR\r\n";

/// When a statement without a known day was last revised: a moment that never changes.
const UNKNOWN_REVISION: &str = "19700101T000000Z";

/// Central European Time with its summer time since 1996, as the European Union has it.
const TIME_ZONE: [&str; 17] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Berlin",
    "BEGIN:DAYLIGHT",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "DTSTART:19810329T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// Writes the calendar of all selected meetings and measures that have an exact day.
pub(super) fn write(
    request: &ExportRequest<'_>,
    out: &mut dyn io::Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    out.write_all(head().as_bytes())?;
    for slot in [MEETINGS, MEASURES].into_iter().flat_map(|table| request.selection.of_table(table)) {
        match event(request.data, *slot) {
            Some(event) => {
                out.write_all(event.as_bytes())?;
                run.wrote(*slot, true)?;
            }
            None => run.left_out(*slot, request.data.document.record(*slot).is_ok())?,
        }
    }
    Ok(out.write_all(END.as_bytes())?)
}

/// Writes a calendar of these meetings and measures; those without an exact day are left out.
pub fn calendar(data: DatasetView<'_>, slots: impl IntoIterator<Item = Slot>) -> String {
    let events = slots.into_iter().filter_map(|slot| event(data, slot));
    [head()].into_iter().chain(events).chain([END.to_owned()]).collect()
}

/// Returns true when a meeting has an exact day.
pub fn has_day(document: &Document, slot: Slot) -> bool {
    document.get::<Meeting>(slot).is_ok_and(|meeting| exact_day(meeting.date.as_deref()).is_some())
}

/// Writes the beginning of a calendar.
fn head() -> String {
    let mut lines = ContentLines::default();
    lines.push("BEGIN", ContentValue::Exact("VCALENDAR"));
    lines.push("VERSION", ContentValue::Exact("2.0"));
    lines.push("PRODID", ContentValue::Text(PRODUCT));
    lines.push("CALSCALE", ContentValue::Exact("GREGORIAN"));
    let mut head = lines.take();
    TIME_ZONE.iter().for_each(|line| {
        head.push_str(line);
        head.push_str("\r\n");
    });
    head
}

/// Writes the event of a meeting or measure; `None` when it has no exact day, or its record cannot
/// be read.
fn event(data: DatasetView<'_>, slot: Slot) -> Option<String> {
    let facts = match slot.table {
        MEETINGS => EventFacts::of_meeting(data, slot, data.document.get(slot).ok()?)?,
        _ => EventFacts::of_measure(data, slot, data.document.get(slot).ok()?)?,
    };
    let mut lines = ContentLines::default();
    lines.push("BEGIN", ContentValue::Exact("VEVENT"));
    lines.push("UID", ContentValue::Exact(&identifier::of_record(data.document, slot).to_string()));
    let revised = revision(facts.source.as_ref());
    lines.push("DTSTAMP", ContentValue::Exact(revised.as_deref().unwrap_or(UNKNOWN_REVISION)));
    facts.period.push(&mut lines);
    lines.push("SUMMARY", ContentValue::Text(&facts.summary));
    lines.push_known("DESCRIPTION", Some(&facts.description.join("\n")));
    lines.push_known("LOCATION", facts.place.as_deref());
    let categories: Vec<&str> = facts.categories.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    if !categories.is_empty() {
        lines.push("CATEGORIES", ContentValue::List(&categories));
    }
    lines.push_known_exact("URL", source_address(facts.source.as_ref()).as_deref());
    lines.push("END", ContentValue::Exact("VEVENT"));
    Some(lines.take())
}

/// What an event says.
struct EventFacts {
    period: EventPeriod,
    summary: String,
    description: Vec<String>,
    place: Option<String>,
    categories: Vec<String>,
    source: Option<Source>,
}

impl EventFacts {
    fn of_meeting(data: DatasetView<'_>, slot: Slot, meeting: Meeting) -> Option<EventFacts> {
        let slot_of_body = data.document.find(BODIES, &meeting.body);
        let body = slot_of_body.map(|body| label(data, body));
        let time = meeting.time.filter(|time| !time.trim().is_empty());
        let days = EventDays::of(meeting.date.as_deref(), meeting.end.as_deref())?;
        let span = time.as_deref().and_then(TimeSpan::parse).filter(|_| days.first == days.last);
        let period = EventPeriod { days, span };
        let title = meeting.title.filter(|title| !title.trim().is_empty());
        // A time that has no exact form is told in words.
        let inexact = time.filter(|_| period.span.is_none());
        let behind = body.filter(|_| title.is_some());
        Some(EventFacts {
            period,
            summary: title.unwrap_or_else(|| slot_of_body.map_or_else(|| data.name(slot), |body| label(data, body))),
            description: [behind, inexact, meeting.note].into_iter().flatten().collect(),
            place: meeting.place,
            categories: regions_of_body(data, &meeting.body),
            source: meeting.source,
        })
    }

    fn of_measure(data: DatasetView<'_>, slot: Slot, measure: Measure) -> Option<EventFacts> {
        let days = EventDays::of(measure.start.as_deref(), measure.end.as_deref())?;
        let kind = measure.kind.map(|kind| kind.name().to_owned());
        let region = known_name(data, REGIONS, &measure.region);
        let lead = measure.lead.as_deref().and_then(|lead| known_name(data, BODIES, lead));
        let fields = names(data, ACTION_FIELDS, &measure.action_fields);
        Some(EventFacts {
            period: EventPeriod { days, span: None },
            summary: data.name(slot),
            description: [lead, measure.note].into_iter().flatten().collect(),
            place: None,
            categories: kind.into_iter().chain(region).chain(fields).collect(),
            source: measure.source,
        })
    }
}

/// The first and the last day of an event.
#[derive(Debug, Clone, Copy)]
struct EventDays {
    first: Date,
    last: Date,
}

impl EventDays {
    /// Returns the days where the first is exact. An end that is not known to the day, or lies
    /// before the beginning, is left out.
    fn of(start: Option<&str>, end: Option<&str>) -> Option<EventDays> {
        let first = exact_day(start)?;
        let last = exact_day(end).filter(|last| *last >= first).unwrap_or(first);
        Some(EventDays { first, last })
    }
}

/// When an event is: whole days, or times on one.
struct EventPeriod {
    days: EventDays,
    span: Option<TimeSpan>,
}

impl EventPeriod {
    fn push(&self, lines: &mut ContentLines) {
        let EventDays { first, last } = self.days;
        let Some(TimeSpan { start, end }) = self.span else {
            let whole_day = ContentParameter { name: "VALUE", value: "DATE" };
            lines.push_with("DTSTART", &[whole_day], ContentValue::Exact(&basic(first)));
            // The end is the day after the last one.
            if let Some(after) = last.day_after() {
                lines.push_with("DTEND", &[whole_day], ContentValue::Exact(&basic(after)));
            }
            // Nobody is busy the whole day because a project runs.
            return lines.push("TRANSP", ContentValue::Exact("TRANSPARENT"));
        };
        let zone = ContentParameter { name: "TZID", value: ZONE };
        for (name, time) in [("DTSTART", Some(start)), ("DTEND", end)] {
            let Some(time) = time else { continue };
            let moment = format!("{}T{:02}{:02}00", basic(first), time.hour, time.minute);
            lines.push_with(name, &[zone], ContentValue::Exact(&moment));
        }
    }
}

fn known_name(data: DatasetView<'_>, table: Table, id: &str) -> Option<String> {
    data.document.find(table, id).map(|slot| data.name(slot))
}

fn regions_of_body(data: DatasetView<'_>, body: &str) -> Vec<String> {
    let Some(slot) = data.document.find(BODIES, body) else { return Vec::new() };
    let regions = data.index.references(slot).filter(|to| to.table() == REGIONS).filter_map(|to| to.to);
    regions.map(|region| data.name(region)).collect()
}
