//! Meetings and the calendars of bodies in words.
//!
//! Entry points: [`MeetingWords::of`], [`calendar_words`], [`sheet`].

use super::listing::{self, ListingColumn, ListingRow};
use super::program_value::{program_list, program_value};
use super::record_label::{BETWEEN, RecordLabel};
use super::{Audience, Sheet, Span};
use crate::document::{Document, Slot};
use crate::index::display_names::text;
use crate::index::field;
use crate::model::date::Date;
use crate::model::input::to_editable_text;
use crate::model::records::Interval;
use crate::model::{MEETINGS, REGIONS, SCHEMA};
use crate::query::DatasetView;
use crate::query::meetings::{BodyCalendar, CalendarRow, CalendarSection, DatedMeeting, MeetingsAnswer};
use crate::schema::{Field, FieldKind};
use crate::syntax::SyntaxValue;
use crate::texts::{self, Lang};
use crate::theme::Role;

/// What is said of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingWords {
    /// Its day or days.
    pub days: String,
    /// The time of day; empty when unknown.
    pub time: String,
    /// The body that meets.
    pub body: String,
    /// Which meeting of the body it is; empty when unknown.
    pub number: String,
    /// Its title; empty when unknown.
    pub title: String,
    /// Where; empty when unknown.
    pub place: String,
}

impl MeetingWords {
    /// Reads a meeting.
    pub fn of(data: DatasetView<'_>, meeting: &DatedMeeting, lang: Lang) -> MeetingWords {
        let body = meeting.body.map(|body| body_name(data, body, lang));
        let body = body.unwrap_or_else(|| texts::meetings::unknown(lang).to_owned());
        let Ok(record) = data.document.record(meeting.slot) else {
            return MeetingWords { body, title: data.document.id(meeting.slot).to_owned(), ..MeetingWords::default() };
        };
        let value = |name| text(record.root(), name);
        let days = match (value("date"), value("end")) {
            (Some(date), Some(end)) if date != end => texts::meetings::span(lang, &date, &end),
            (Some(date), _) => date,
            (None, _) => texts::meetings::date_unknown(lang).to_owned(),
        };
        let number = field(record.root(), "number").map(|number| to_editable_text(FieldKind::Count, number));
        MeetingWords {
            days,
            body,
            number: number.unwrap_or_default(),
            title: value("title").unwrap_or_default(),
            time: value("time").unwrap_or_default(),
            place: value("place").unwrap_or_default(),
        }
    }

    /// Returns its day, its body, which it is and its title, as pieces of a line.
    pub fn heading(&self, lang: Lang) -> impl Iterator<Item = String> {
        let number = Some(self.number.as_str()).filter(|number| !number.is_empty());
        let number = number.map(|number| texts::meetings::meeting_number(lang, number)).unwrap_or_default();
        [self.days.clone(), self.body.clone(), number, self.title.clone()].into_iter().filter(|text| !text.is_empty())
    }
}

impl MeetingWords {
    /// Returns all of it on one line.
    pub fn line(&self, lang: Lang) -> Vec<Span> {
        let occasion = Some(self.occasion()).filter(|text| !text.is_empty());
        vec![(Role::Text, self.heading(lang).chain(occasion).collect::<Vec<_>>().join(BETWEEN))]
    }

    /// Returns time and place; empty when both are unknown.
    fn occasion(&self) -> String {
        let known = [self.time.as_str(), self.place.as_str()].into_iter().filter(|text| !text.is_empty());
        known.collect::<Vec<_>>().join(BETWEEN)
    }
}

/// What is said of when a body meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarWords {
    /// The body.
    pub body: String,
    /// The date of its last meeting.
    pub last: Span,
    /// The date of its next meeting.
    pub next: Span,
    /// Its interval.
    pub interval: Span,
    /// When it is to meet again, or since when it is overdue; empty when unknown.
    pub due: Span,
}

impl CalendarWords {
    /// Returns all of it on one line.
    pub fn line(&self, lang: Lang) -> Vec<Span> {
        let dated = [
            texts::meetings::last_was(lang, &self.last.1),
            texts::meetings::next_is(lang, &self.next.1),
            texts::meetings::interval_is(lang, &self.interval.1),
        ];
        let mut spans = vec![(Role::Text, format!("{} · ", self.body)), (Role::Dim, dated.join(" · "))];
        if !self.due.1.is_empty() {
            spans.push((Role::Dim, " · ".to_owned()));
            spans.push(self.due.clone());
        }
        spans
    }
}

/// Returns when a body meets in words.
pub fn calendar_words(data: DatasetView<'_>, calendar: &BodyCalendar, lang: Lang) -> CalendarWords {
    let unknown = || (Role::Unknown, texts::meetings::unknown(lang).to_owned());
    let date = |meeting: Option<DatedMeeting>| {
        let date = meeting.and_then(|meeting| meeting.date);
        date.map_or_else(unknown, |date| (Role::Text, date.to_string()))
    };
    let interval = interval(data.document, calendar.body);
    let due = calendar.due.map(|date| date.to_string());
    CalendarWords {
        body: body_name(data, calendar.body, lang),
        last: date(calendar.last),
        next: date(calendar.next),
        interval: interval.map_or_else(unknown, |interval| (Role::Text, interval.label().get(lang).to_owned())),
        due: match due {
            Some(due) if calendar.is_overdue => (Role::Warning, texts::meetings::overdue_since(lang, &due)),
            Some(due) => (Role::Dim, texts::meetings::due_at(lang, &due)),
            None => (Role::Dim, String::new()),
        },
    }
}

/// Returns a body's name behind what tells it from others, which is its region, so that this is
/// seen where there is little room.
fn body_name(data: DatasetView<'_>, body: Slot, lang: Lang) -> String {
    let RecordLabel { name, behind } = RecordLabel::of(data, body, lang);
    match behind.strip_prefix(BETWEEN) {
        Some(apart) => format!("{apart}{BETWEEN}{name}"),
        None => name,
    }
}

fn interval(document: &Document, body: Slot) -> Option<Interval> {
    let record = document.record(body).ok()?;
    field(record.root(), "interval").and_then(SyntaxValue::as_word).and_then(Interval::from_name)
}

/// Returns the columns of a list of meetings.
pub fn meeting_columns(lang: Lang) -> Vec<ListingColumn> {
    vec![
        ListingColumn::fixed(texts::meetings::when(lang), 11),
        ListingColumn::rest(texts::meetings::body(lang), 24),
        ListingColumn::number(texts::meetings::number(lang), 3),
        ListingColumn::rest(texts::meetings::title(lang), 18),
        ListingColumn::rest(texts::meetings::time_and_place(lang), 20),
    ]
}

/// Returns a row of a list of meetings.
pub fn row(data: DatasetView<'_>, row: &CalendarRow, lang: Lang) -> ListingRow {
    let cells = match row {
        CalendarRow::Section(section) => {
            return ListingRow::heading(vec![(Role::Heading, section_title(*section, lang).to_owned())]);
        }
        CalendarRow::Overdue(calendar) => {
            let words = calendar_words(data, calendar, lang);
            let due = calendar.due.map(|date| date.to_string()).unwrap_or_default();
            let last = vec![(Role::Dim, texts::meetings::last_was(lang, &words.last.1))];
            vec![vec![(Role::Warning, due)], vec![(Role::Text, words.body)], Vec::new(), last]
        }
        CalendarRow::Meeting(meeting) => {
            let words = MeetingWords::of(data, meeting, lang);
            let occasion = words.occasion();
            let texts = [words.days, words.body, words.number, words.title, occasion];
            texts.map(|text| vec![(Role::Text, text)]).to_vec()
        }
    };
    ListingRow { indent: 1, ..ListingRow::new(cells) }
}

/// Returns the title of a part of the calendar.
pub fn section_title(section: CalendarSection, lang: Lang) -> &'static str {
    match section {
        CalendarSection::Overdue => texts::meetings::overdue(lang),
        CalendarSection::Coming => texts::meetings::coming(lang),
        CalendarSection::Held => texts::meetings::held(lang),
        CalendarSection::Undated => texts::meetings::undated(lang),
    }
}

/// Returns the columns of a list of bodies with their meetings.
pub fn calendar_columns(lang: Lang) -> Vec<ListingColumn> {
    vec![
        ListingColumn::between(texts::meetings::body(lang), 24, 70),
        ListingColumn::fixed(texts::meetings::due(lang), 26),
        ListingColumn::fixed(texts::meetings::last_column(lang), 10),
        ListingColumn::fixed(texts::meetings::next_column(lang), 10),
        ListingColumn::fixed(texts::meetings::interval(lang), 15),
    ]
}

/// Returns a row of a list of bodies with their meetings.
pub fn calendar_row(data: DatasetView<'_>, calendar: &BodyCalendar, lang: Lang) -> ListingRow {
    let CalendarWords { body, last, next, interval, due } = calendar_words(data, calendar, lang);
    let cells = [(Role::Text, body), due, last, next, interval];
    ListingRow::new(cells.map(|span| vec![span]).to_vec())
}

/// Returns the bodies that are overdue as rows for people.
pub fn overdue_sheet(data: DatasetView<'_>, bodies: &[BodyCalendar], lang: Lang) -> Sheet {
    let row = |calendar: &BodyCalendar| {
        let words = calendar_words(data, calendar, lang);
        let due = calendar.due.map(|date| date.to_string()).unwrap_or_default();
        vec![due, words.body, words.last.1, words.interval.1]
    };
    let titles = [
        texts::meetings::overdue_column(lang),
        texts::meetings::body(lang),
        texts::meetings::last(lang),
        texts::meetings::interval(lang),
    ];
    Sheet::new(titles, bodies.iter().map(row).collect()).with_whole([0, 2, 3])
}

/// Returns the meetings as rows; for people with the bodies that are overdue.
pub fn sheet(data: DatasetView<'_>, answer: &MeetingsAnswer, audience: Audience, lang: Lang) -> Sheet {
    let rows = answer.calendar();
    if audience == Audience::People {
        return listing::sheet(&meeting_columns(lang), rows.iter().map(|shown| row(data, shown, lang)));
    }
    let mut state = "";
    let mut cells = Vec::new();
    for row in rows {
        match row {
            CalendarRow::Section(section) => state = state_name(section),
            CalendarRow::Meeting(meeting) => cells.push(program_cells(data, &meeting, state)),
            CalendarRow::Overdue(_) => {}
        }
    }
    let fields = plain_fields().map(|field| field.name);
    Sheet::new(["state", "body_regions"].into_iter().chain(fields), cells)
}

/// Returns the name that a part of the calendar has in answers for programs.
fn state_name(section: CalendarSection) -> &'static str {
    match section {
        CalendarSection::Overdue => "Overdue",
        CalendarSection::Coming => "Coming",
        CalendarSection::Held => "Held",
        CalendarSection::Undated => "Undated",
    }
}

/// Returns the fields of a meeting that hold a single value.
fn plain_fields() -> impl Iterator<Item = &'static Field> {
    SCHEMA.table(MEETINGS).record.fields.iter().filter(|field| !matches!(field.kind, FieldKind::Record(_)))
}

fn program_cells(data: DatasetView<'_>, meeting: &DatedMeeting, state: &str) -> Vec<String> {
    let record = data.document.record(meeting.slot).ok();
    let value = |wanted: &Field| match &record {
        Some(record) => {
            let value = field(record.root(), wanted.name);
            value.map(|value| program_value(wanted.kind, value)).unwrap_or_default()
        }
        None if matches!(wanted.kind, FieldKind::Id) => data.document.id(meeting.slot).to_owned(),
        None => String::new(),
    };
    let regions = program_list(meeting.body.map_or_else(Vec::new, |body| region_ids(data, body)));
    [state.to_owned(), regions].into_iter().chain(plain_fields().map(value)).collect()
}

fn region_ids(data: DatasetView<'_>, body: Slot) -> Vec<String> {
    let regions = data.index.references(body).filter(|to| to.table() == REGIONS);
    regions.map(|to| to.id().to_owned()).collect()
}

/// Returns the calendars of bodies as rows.
pub fn calendar_sheet(data: DatasetView<'_>, bodies: &[BodyCalendar], audience: Audience, lang: Lang) -> Sheet {
    if audience == Audience::People {
        let rows = bodies.iter().map(|calendar| calendar_row(data, calendar, lang));
        return listing::sheet(&calendar_columns(lang), rows);
    }
    let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let row = |calendar: &BodyCalendar| {
        let id = |meeting: Option<DatedMeeting>| meeting.map(|meeting| data.document.id(meeting.slot).to_owned());
        let day = |meeting: Option<DatedMeeting>| date(meeting.and_then(|meeting| meeting.date));
        vec![
            data.document.id(calendar.body).to_owned(),
            date(calendar.due),
            interval(data.document, calendar.body).map(Interval::name).unwrap_or_default().to_owned(),
            calendar.is_overdue.to_string(),
            id(calendar.last).unwrap_or_default(),
            day(calendar.last),
            id(calendar.next).unwrap_or_default(),
            day(calendar.next),
            program_list(region_ids(data, calendar.body)),
        ]
    };
    let titles = ["body", "due", "interval", "is_overdue", "last", "last_date", "next", "next_date", "regions"];
    Sheet::new(titles, bodies.iter().map(row).collect())
}
