//! When the bodies meet: what is to come, what has been, and whose next meeting is overdue.
//!
//! A meeting that may still be held is one to come, also where only its year or month is known. A
//! body is overdue when its interval since the last meeting has passed and no later meeting is
//! known. Entry points: [`MeetingsQuestion::ask`], [`next_meeting`], [`around_today`].

use std::cmp::Reverse;

use super::DatasetView;
use super::belonging::belongs;
use crate::document::{Document, Slot};
use crate::index::chunks::read_table;
use crate::index::field;
use crate::model::date::Date;
use crate::model::records::Interval;
use crate::model::{BODIES, MEETINGS};
use crate::syntax::SyntaxValue;

/// Which meetings are asked for; each condition narrows them.
#[derive(Debug, Clone, Copy, Default)]
pub struct MeetingsQuestion<'q> {
    /// Of bodies that belong to one of these regions.
    pub regions: Option<&'q [Slot]>,
    /// Of this body.
    pub body: Option<Slot>,
}

/// A meeting with its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedMeeting {
    /// Its record.
    pub slot: Slot,
    /// The body that meets; `None` when unknown.
    pub body: Option<Slot>,
    /// Its first day, as exactly as it is known.
    pub date: Option<Date>,
}

/// When a body meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyCalendar {
    /// The body.
    pub body: Slot,
    /// Its last meeting that is over.
    pub last: Option<DatedMeeting>,
    /// Its next meeting.
    pub next: Option<DatedMeeting>,
    /// How many meetings are known.
    pub count: usize,
    /// When it is to meet again after the last meeting, by its interval; `None` where its next
    /// meeting is known, and for one that no longer exists.
    pub due: Option<Date>,
    /// True when that has passed and no later meeting is known.
    pub is_overdue: bool,
}

/// The meetings asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingsAnswer {
    /// The bodies that meet or are meant to, in the order of lists.
    pub bodies: Vec<BodyCalendar>,
    /// What is to come, the next first.
    pub coming: Vec<DatedMeeting>,
    /// What has been, the latest first.
    pub held: Vec<DatedMeeting>,
    /// Meetings without a date.
    pub undated: Vec<DatedMeeting>,
}

/// A row of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarRow {
    /// The heading of the rows below it.
    Section(CalendarSection),
    /// A body whose next meeting is overdue.
    Overdue(BodyCalendar),
    /// A meeting.
    Meeting(DatedMeeting),
}

/// A part of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarSection {
    /// Bodies whose next meeting is overdue.
    Overdue,
    /// Meetings that may still be held.
    Coming,
    /// Meetings that are over.
    Held,
    /// Meetings without a date.
    Undated,
}

impl MeetingsAnswer {
    /// Returns everything as rows: what is overdue, what is to come, what has been, what has no
    /// date.
    pub fn calendar(&self) -> Vec<CalendarRow> {
        let mut rows = Vec::new();
        let mut section = |section, part: Vec<CalendarRow>| {
            if !part.is_empty() {
                rows.push(CalendarRow::Section(section));
                rows.extend(part);
            }
        };
        let meetings = |meetings: &[DatedMeeting]| meetings.iter().copied().map(CalendarRow::Meeting).collect();
        section(CalendarSection::Overdue, self.overdue().into_iter().map(CalendarRow::Overdue).collect());
        section(CalendarSection::Coming, meetings(&self.coming));
        section(CalendarSection::Held, meetings(&self.held));
        section(CalendarSection::Undated, meetings(&self.undated));
        rows
    }

    /// Returns the bodies that are overdue, the longest first.
    pub fn overdue(&self) -> Vec<BodyCalendar> {
        let mut overdue: Vec<BodyCalendar> = self.bodies.iter().filter(|body| body.is_overdue).copied().collect();
        overdue.sort_by_key(|body| body.due);
        overdue
    }
}

impl MeetingsQuestion<'_> {
    /// Returns the meetings asked for.
    pub fn ask(&self, data: DatasetView<'_>, today: Date) -> MeetingsAnswer {
        let DatasetView { document, index, .. } = data;
        let dates = read_table(document, MEETINGS, |slot| date(document, slot));
        let bodies = read_table(document, BODIES, |slot| BodyTimes::read(document, slot));
        let is_asked = |body: Slot| {
            self.body.is_none_or(|asked| asked == body)
                && self.regions.is_none_or(|regions| belongs(data, body, regions))
        };
        let mut answer = MeetingsAnswer::default();
        let mut of_body: Vec<Vec<DatedMeeting>> = vec![Vec::new(); document.slot_count(BODIES)];
        for slot in document.slots(MEETINGS) {
            let meeting = DatedMeeting { slot, body: body(data, slot), date: dates[slot.index as usize] };
            let is_wanted = match meeting.body {
                Some(body) => is_asked(body),
                None => self.body.is_none() && self.regions.is_none(),
            };
            if !is_wanted {
                continue;
            }
            if let Some(body) = meeting.body {
                of_body[body.index as usize].push(meeting);
            }
            match meeting.date {
                None => answer.undated.push(meeting),
                Some(date) if today.is_after(date) => answer.held.push(meeting),
                Some(_) => answer.coming.push(meeting),
            }
        }
        answer.held.sort_by_key(|meeting| Reverse(meeting.date));
        answer.coming.sort_by_key(|meeting| meeting.date);
        for body in index.order(document, BODIES).iter().copied().filter(|body| is_asked(*body)) {
            let (times, meetings) = (bodies[body.index as usize], &of_body[body.index as usize]);
            if !meetings.is_empty() || times.interval.is_some() {
                answer.bodies.push(times.calendar(body, meetings, today));
            }
        }
        answer
    }
}

/// Returns the next meeting of any of the bodies.
pub fn next_meeting(data: DatasetView<'_>, bodies: &[Slot], today: Date) -> Option<DatedMeeting> {
    next(meetings_of(data, bodies), today)
}

/// The meetings before and behind today.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MeetingsAround {
    /// The last one that is over.
    pub last: Option<DatedMeeting>,
    /// The next one.
    pub next: Option<DatedMeeting>,
}

/// Returns the last and the next meeting of any of the bodies.
pub fn around_today(data: DatasetView<'_>, bodies: &[Slot], today: Date) -> MeetingsAround {
    let meetings: Vec<DatedMeeting> = meetings_of(data, bodies).collect();
    MeetingsAround { last: last(meetings.iter().copied(), today), next: next(meetings.into_iter(), today) }
}

fn meetings_of<'d>(data: DatasetView<'d>, bodies: &[Slot]) -> impl Iterator<Item = DatedMeeting> {
    let slots = bodies.iter().flat_map(move |body| data.index.referrers_in(*body, MEETINGS)).copied();
    slots.map(move |slot| DatedMeeting { slot, body: body(data, slot), date: date(data.document, slot) })
}

/// What a body says of when it meets.
#[derive(Debug, Clone, Copy, Default)]
struct BodyTimes {
    interval: Option<Interval>,
    until: Option<Date>,
}

impl BodyTimes {
    fn read(document: &Document, body: Slot) -> BodyTimes {
        let Ok(record) = document.record_fields(body, &["interval", "until"]) else { return BodyTimes::default() };
        let value = |name| field(record.root(), name);
        BodyTimes {
            interval: value("interval").and_then(SyntaxValue::as_word).and_then(Interval::from_name),
            until: value("until").and_then(SyntaxValue::as_str).and_then(|text| Date::parse(text.trim()).ok()),
        }
    }

    fn calendar(self, body: Slot, meetings: &[DatedMeeting], today: Date) -> BodyCalendar {
        let (last, next) = (last(meetings.iter().copied(), today), next(meetings.iter().copied(), today));
        let since = last.filter(|_| next.is_none()).and_then(|meeting| meeting.date);
        let exists = self.until.is_none_or(|until| !today.is_after(until));
        let interval = self.interval.filter(|_| exists);
        let due = since.zip(interval).and_then(|(date, interval)| date.months_later(months(interval)));
        let is_overdue = due.is_some_and(|due| today.is_after(due));
        BodyCalendar { body, last, next, count: meetings.len(), due, is_overdue }
    }
}

/// Returns the earliest of the meetings that may still be held.
fn next(meetings: impl Iterator<Item = DatedMeeting>, today: Date) -> Option<DatedMeeting> {
    let to_come = meetings.filter(|meeting| meeting.date.is_some_and(|date| !today.is_after(date)));
    to_come.min_by_key(|meeting| meeting.date)
}

/// Returns the latest of the meetings that are over.
fn last(meetings: impl Iterator<Item = DatedMeeting>, today: Date) -> Option<DatedMeeting> {
    let over = meetings.filter(|meeting| meeting.date.is_some_and(|date| today.is_after(date)));
    over.max_by_key(|meeting| meeting.date)
}

/// Returns the length of an interval in months.
fn months(interval: Interval) -> u32 {
    match interval {
        Interval::Monthly => 1,
        Interval::Quarterly => 3,
        Interval::HalfYearly => 6,
        Interval::Yearly => 12,
        Interval::EveryTwoYears => 24,
    }
}

fn date(document: &Document, meeting: Slot) -> Option<Date> {
    let record = document.record_fields(meeting, &["date"]).ok()?;
    Date::parse(field(record.root(), "date")?.as_str()?.trim()).ok()
}

fn body(data: DatasetView<'_>, meeting: Slot) -> Option<Slot> {
    data.index.references(meeting).find(|to| to.table() == BODIES)?.to
}
