//! `meetings`: what is to come, what has been, and which bodies are overdue; as on the screen.

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::args::Meetings;
use super::context::CliContext;
use super::error::CliError;
use super::output::CommandOutput;
use super::resolve;
use crate::document::Document;
use crate::export::Format;
use crate::export::json::{JsonLabels, JsonRecord};
use crate::model::{BODIES, ENGAGEMENTS, MEETINGS, MUNICIPALITIES};
use crate::present::meetings::{MeetingWords, calendar_sheet, overdue_sheet, section_title, sheet};
use crate::present::{Audience, Sheet, Tabular};
use crate::query::DatasetView;
use crate::query::meetings::{BodyCalendar, CalendarSection, DatedMeeting, MeetingsAnswer, MeetingsQuestion};
use crate::texts::{self, Lang};

/// Runs the command.
///
/// # Errors
/// When region or body is unknown, or the dataset cannot be read.
pub fn run(context: &CliContext, asked: &Meetings, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    let dataset = context.open_with_relations(&[MUNICIPALITIES, BODIES, ENGAGEMENTS, MEETINGS])?;
    let (data, lang) = (dataset.data(), context.lang);
    let regions = resolve::region_slots(lang, &dataset, asked.region.as_deref())?;
    let body = asked.body.as_ref().map(|typed| resolve::body(lang, &dataset, typed)).transpose()?;
    let mut answer = MeetingsQuestion { regions: regions.as_deref(), body }.ask(data, context.today()?);
    if asked.overdue {
        answer = MeetingsAnswer { bodies: answer.overdue(), ..MeetingsAnswer::default() };
    }
    let printed = PrintedMeetings { data, answer, only_bodies: asked.overdue, lang };
    match format {
        Format::Table => printed.print_sections(out),
        _ => answer::print(&printed, format, out),
    }
    let is_narrowed = asked.overdue || regions.is_some() || body.is_some();
    Ok(if is_narrowed && printed.is_empty() { ExitStatus::Negative } else { ExitStatus::Done })
}

struct PrintedMeetings<'a> {
    data: DatasetView<'a>,
    answer: MeetingsAnswer,
    /// Meetings were not asked for.
    only_bodies: bool,
    lang: Lang,
}

impl PrintedMeetings<'_> {
    fn is_empty(&self) -> bool {
        let MeetingsAnswer { bodies, coming, held, undated } = &self.answer;
        bodies.is_empty() && coming.is_empty() && held.is_empty() && undated.is_empty()
    }

    /// Prints the bodies that are overdue, then what is to come, what has been, and what has no
    /// date.
    fn print_sections(&self, out: &mut CommandOutput) {
        let lang = self.lang;
        let mut sheets = Vec::new();
        let overdue = self.answer.overdue();
        if !overdue.is_empty() {
            sheets.push(overdue_sheet(self.data, &overdue, lang));
        }
        let MeetingsAnswer { coming, held, undated, .. } = &self.answer;
        for (meetings, section) in
            [(coming, CalendarSection::Coming), (held, CalendarSection::Held), (undated, CalendarSection::Undated)]
        {
            if !meetings.is_empty() {
                sheets.push(self.section(meetings, section_title(section, lang)));
            }
        }
        if sheets.is_empty() {
            let nothing = if self.only_bodies { texts::meetings::nothing_overdue } else { texts::meetings::nothing };
            return out.line(nothing(lang));
        }
        for (number, sheet) in sheets.iter().enumerate() {
            if number > 0 {
                out.line("");
            }
            answer::print_table(sheet, out);
        }
    }

    fn section(&self, meetings: &[DatedMeeting], title: &str) -> Sheet {
        let lang = self.lang;
        let row = |meeting: &DatedMeeting| {
            let words = MeetingWords::of(self.data, meeting, lang);
            vec![words.days, words.time, words.body, words.number, words.title, words.place]
        };
        let titles = [
            title,
            texts::meetings::time(lang),
            texts::meetings::body(lang),
            texts::meetings::number(lang),
            texts::meetings::title(lang),
            texts::meetings::place(lang),
        ];
        Sheet::new(titles, meetings.iter().map(row).collect()).with_whole([0, 1, 3])
    }
}

impl Tabular for PrintedMeetings<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        if self.only_bodies {
            return calendar_sheet(self.data, &self.answer.bodies, audience, self.lang);
        }
        sheet(self.data, &self.answer, audience, self.lang)
    }
}

impl Serialize for PrintedMeetings<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let document = self.data.document;
        let records = |meetings: &[DatedMeeting]| {
            meetings.iter().map(|meeting| JsonRecord(document, meeting.slot)).collect::<Vec<_>>()
        };
        JsonMeetings {
            bodies: self.answer.bodies.iter().map(|calendar| JsonCalendar::new(document, calendar)).collect(),
            coming: records(&self.answer.coming),
            held: records(&self.answer.held),
            undated: records(&self.answer.undated),
            labels: JsonLabels(self.data.document.schema(), vec![BODIES, MEETINGS]),
        }
        .serialize(to)
    }
}

#[derive(Serialize)]
struct JsonMeetings<'a> {
    bodies: Vec<JsonCalendar<'a>>,
    coming: Vec<JsonRecord<'a>>,
    held: Vec<JsonRecord<'a>>,
    undated: Vec<JsonRecord<'a>>,
    labels: JsonLabels,
}

#[derive(Serialize)]
struct JsonCalendar<'a> {
    body: &'a str,
    last: Option<&'a str>,
    next: Option<&'a str>,
    due: Option<String>,
    is_overdue: bool,
}

impl<'a> JsonCalendar<'a> {
    fn new(document: &'a Document, calendar: &BodyCalendar) -> JsonCalendar<'a> {
        let id = |meeting: Option<DatedMeeting>| meeting.map(|meeting| document.id(meeting.slot));
        JsonCalendar {
            body: document.id(calendar.body),
            last: id(calendar.last),
            next: id(calendar.next),
            due: calendar.due.map(|date| date.to_string()),
            is_overdue: calendar.is_overdue,
        }
    }
}
