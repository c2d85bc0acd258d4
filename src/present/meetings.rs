//! Meetings and the calendars of bodies in words.
//!
//! Entry points: [`MeetingWords::of`], [`calendar_words`], [`sheet`].

use super::listing::{ListingColumn, ListingRow};
use super::program_value::program_list;
use super::record_label::RecordLabel;
use super::{Audience, Sheet, Span};
use crate::document::{Document, Slot};
use crate::index::display_names::text;
use crate::index::field;
use crate::model::REGIONS;
use crate::model::date::Date;
use crate::model::input::to_editable_text;
use crate::model::records::Interval;
use crate::query::DatasetView;
use crate::query::meetings::{BodyCalendar, DatedMeeting, MeetingsAnswer};
use crate::schema::FieldKind;
use crate::syntax::SyntaxValue;
use crate::texts::{self, Lang};
use crate::theme::Role;

/// What is said of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingWords {
    /// Its day or days.
    pub days: String,
    /// Its day or days, with the time of day.
    pub when: String,
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
        let body = meeting.body.map(|body| RecordLabel::of(data, body, lang).text());
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
            when: [Some(days.clone()), value("time")].into_iter().flatten().collect::<Vec<_>>().join(" "),
            days,
            body,
            number: number.unwrap_or_default(),
            title: value("title").unwrap_or_default(),
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
        body: RecordLabel::of(data, calendar.body, lang).text(),
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

fn interval(document: &Document, body: Slot) -> Option<Interval> {
    let record = document.record(body).ok()?;
    field(record.root(), "interval").and_then(SyntaxValue::as_word).and_then(Interval::from_name)
}

/// Returns the columns of a list of meetings.
pub fn meeting_columns(lang: Lang) -> Vec<ListingColumn> {
    vec![
        ListingColumn::fixed(texts::meetings::when(lang), 16),
        ListingColumn::rest(texts::meetings::body(lang), 24),
        ListingColumn::number(texts::meetings::number(lang), 3),
        ListingColumn::rest(texts::meetings::title(lang), 20),
        ListingColumn::rest(texts::meetings::place(lang), 12),
    ]
}

/// Returns a row of a list of meetings.
pub fn meeting_row(words: &MeetingWords) -> ListingRow {
    let cells = [&words.when, &words.body, &words.number, &words.title, &words.place];
    ListingRow { indent: 1, ..ListingRow::new(cells.map(|text| vec![(Role::Text, text.clone())]).to_vec()) }
}

/// Returns a row of a list of meetings for a body whose next one is overdue.
pub fn overdue_row(data: DatasetView<'_>, calendar: &BodyCalendar, lang: Lang) -> ListingRow {
    let words = calendar_words(data, calendar, lang);
    let due = calendar.due.map(|date| date.to_string()).unwrap_or_default();
    let last = vec![(Role::Dim, texts::meetings::last_was(lang, &words.last.1))];
    let cells = vec![vec![(Role::Warning, due)], vec![(Role::Text, words.body)], Vec::new(), last, Vec::new()];
    ListingRow { indent: 1, ..ListingRow::new(cells) }
}

/// Returns the columns of a list of bodies with their meetings.
pub fn calendar_columns(lang: Lang) -> Vec<ListingColumn> {
    vec![
        ListingColumn::rest(texts::meetings::body(lang), 24),
        ListingColumn::fixed(texts::meetings::last(lang), 14),
        ListingColumn::fixed(texts::meetings::next(lang), 15),
        ListingColumn::fixed(texts::meetings::interval(lang), 15),
        ListingColumn::fixed(texts::meetings::due(lang), 27),
    ]
}

/// Returns a row of a list of bodies with their meetings.
pub fn calendar_row(data: DatasetView<'_>, calendar: &BodyCalendar, lang: Lang) -> ListingRow {
    let CalendarWords { body, last, next, interval, due } = calendar_words(data, calendar, lang);
    let cells = [(Role::Text, body), last, next, interval, due];
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

/// Returns the meetings as rows: those to come, then those that were, then those without a date.
pub fn sheet(data: DatasetView<'_>, answer: &MeetingsAnswer, audience: Audience, lang: Lang) -> Sheet {
    let parts = [
        (&answer.coming, "Coming", texts::meetings::coming(lang)),
        (&answer.held, "Held", texts::meetings::held(lang)),
        (&answer.undated, "Undated", texts::meetings::undated(lang)),
    ];
    let row = |meeting: &DatedMeeting, state: &str| {
        let words = MeetingWords::of(data, meeting, lang);
        match audience {
            Audience::People => vec![state.to_owned(), words.when, words.body, words.number, words.title, words.place],
            Audience::Programs => program_cells(data, meeting, &words, state),
        }
    };
    let rows = parts.into_iter().flat_map(|(meetings, name, label)| {
        let state = audience.pick(name, label);
        meetings.iter().map(move |meeting| row(meeting, state)).collect::<Vec<_>>()
    });
    let titles: Vec<&str> = match audience {
        Audience::People => {
            vec![
                "",
                texts::meetings::when(lang),
                texts::meetings::body(lang),
                texts::meetings::number(lang),
                texts::meetings::title(lang),
                texts::meetings::place(lang),
            ]
        }
        Audience::Programs => {
            vec!["id", "state", "date", "end", "time", "body", "regions", "number", "title", "place"]
        }
    };
    let whole = audience.pick(vec![0, 2, 3, 5, 7], vec![0, 1, 3]);
    Sheet::new(titles, rows.collect()).with_whole(whole)
}

fn program_cells(data: DatasetView<'_>, meeting: &DatedMeeting, words: &MeetingWords, state: &str) -> Vec<String> {
    let document = data.document;
    let record = document.record(meeting.slot).ok();
    let value = |name| record.as_ref().and_then(|record| text(record.root(), name)).unwrap_or_default();
    let body = meeting.body.map(|body| document.id(body).to_owned()).unwrap_or_default();
    let id = document.id(meeting.slot).to_owned();
    let regions = program_list(meeting.body.map_or_else(Vec::new, |body| region_ids(data, body)));
    vec![
        id,
        state.to_owned(),
        value("date"),
        value("end"),
        value("time"),
        body,
        regions,
        words.number.clone(),
        words.title.clone(),
        words.place.clone(),
    ]
}

/// Returns the ids of the regions that a body belongs to.
pub fn region_ids(data: DatasetView<'_>, body: Slot) -> Vec<String> {
    let regions = data.index.references(body).filter(|to| to.table() == REGIONS);
    regions.map(|to| to.id().to_owned()).collect()
}

/// Returns the calendars of bodies as rows.
pub fn calendar_sheet(data: DatasetView<'_>, bodies: &[BodyCalendar], audience: Audience, lang: Lang) -> Sheet {
    let titles: Vec<&str> = match audience {
        Audience::People => vec![
            texts::meetings::body(lang),
            texts::meetings::last(lang),
            texts::meetings::next(lang),
            texts::meetings::interval(lang),
            texts::meetings::due(lang),
        ],
        Audience::Programs => {
            vec!["body", "regions", "interval", "last", "last_date", "next", "next_date", "due", "is_overdue"]
        }
    };
    let row = |calendar: &BodyCalendar| match audience {
        Audience::People => {
            let words = calendar_words(data, calendar, lang);
            vec![words.body, words.last.1, words.next.1, words.interval.1, words.due.1]
        }
        Audience::Programs => {
            let id = |meeting: Option<DatedMeeting>| meeting.map(|meeting| data.document.id(meeting.slot).to_owned());
            let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
            let of = |meeting: Option<DatedMeeting>| date(meeting.and_then(|meeting| meeting.date));
            vec![
                data.document.id(calendar.body).to_owned(),
                program_list(region_ids(data, calendar.body)),
                interval(data.document, calendar.body).map(Interval::name).unwrap_or_default().to_owned(),
                id(calendar.last).unwrap_or_default(),
                of(calendar.last),
                id(calendar.next).unwrap_or_default(),
                of(calendar.next),
                date(calendar.due),
                calendar.is_overdue.to_string(),
            ]
        }
    };
    Sheet::new(titles, bodies.iter().map(row).collect()).with_whole(audience.pick(0..9, 1..5))
}
