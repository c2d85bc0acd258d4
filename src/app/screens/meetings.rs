//! The calendar of meetings: what is overdue, what is to come, what has been; or body by body.
//!
//! Entry point: [`MeetingsScreen`].

use super::{ScreenContext, ScreenRequest};
use crate::app::detail::{PageRow, Span};
use crate::app::listing::Listing;
use crate::app::listing::answer::{ListingAnswer, ListingOrder, ListingReply, RowTarget};
use crate::app::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{Relocation, Slot};
use crate::model::{BODIES, MEETINGS, REGIONS};
use crate::present::listing::{ListingColumn, ListingRow};
use crate::present::meetings::{MeetingWords, calendar_columns, calendar_row, calendar_words, meeting_columns, row};
use crate::query::belonging::belongs;
use crate::query::meetings::{BodyCalendar, CalendarRow, DatedMeeting, MeetingsQuestion};
use crate::query::new_record::NewRecord;
use crate::texts;
use crate::theme::Role;

/// The calendar of meetings.
pub type MeetingsScreen = Listing<MeetingsCalendar>;

/// The meetings asked for.
#[derive(Debug, Default)]
pub struct MeetingsCalendar {
    is_by_body: bool,
    /// The regions that the meetings shown are limited to.
    regions: Option<Vec<Slot>>,
    /// The rows of the calendar; empty where the rows are bodies.
    calendar: Vec<CalendarRow>,
    /// The rows where they are bodies.
    bodies: Vec<BodyCalendar>,
}

impl MeetingsCalendar {
    fn slot(&self, at: usize) -> Option<Slot> {
        if self.is_by_body {
            return self.bodies.get(at).map(|calendar| calendar.body);
        }
        match self.calendar.get(at)? {
            CalendarRow::Section(_) => None,
            CalendarRow::Overdue(calendar) => Some(calendar.body),
            CalendarRow::Meeting(meeting) => Some(meeting.slot),
        }
    }

    fn body(&self, at: usize) -> Option<Slot> {
        match self.calendar.get(at) {
            Some(CalendarRow::Meeting(meeting)) => meeting.body,
            _ => self.slot(at),
        }
    }
}

impl ListingAnswer for MeetingsCalendar {
    const CONTEXTS: &'static [Context] = Context::Meetings.stack();
    const HAS_HEADINGS: bool = true;
    const IS_OF_REGIONS: bool = true;

    fn ask(&mut self, workspace: &Workspace) {
        let question = MeetingsQuestion { regions: self.regions.as_deref(), body: None };
        let answer = question.ask(workspace.data(), workspace.settings.today);
        (self.calendar, self.bodies) = match self.is_by_body {
            true => (Vec::new(), answer.bodies),
            false => (answer.calendar(), Vec::new()),
        };
    }

    fn widen(&mut self) -> bool {
        self.regions.take().is_some()
    }

    fn shown_regions(&self) -> Option<&[Slot]> {
        self.regions.as_deref()
    }

    fn show_regions(&mut self, regions: Option<Vec<Slot>>, _workspace: &Workspace) {
        self.regions = regions;
    }

    fn relocate(&mut self, relocation: &Relocation<'_>) {
        let regions = self.regions.take();
        self.regions = regions.and_then(|regions| regions.iter().map(|region| relocation.slot(*region)).collect());
        (self.calendar, self.bodies) = (Vec::new(), Vec::new());
    }

    fn count(&self) -> usize {
        self.calendar.len() + self.bodies.len()
    }

    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn> {
        if self.is_by_body { calendar_columns(workspace.lang()) } else { meeting_columns(workspace.lang()) }
    }

    fn row(&self, at: usize, workspace: &Workspace) -> ListingRow {
        let (data, lang) = (workspace.data(), workspace.lang());
        match (self.calendar.get(at), self.bodies.get(at)) {
            (Some(shown), _) => row(data, shown, lang),
            (None, Some(calendar)) => calendar_row(data, calendar, lang),
            (None, None) => ListingRow::default(),
        }
    }

    fn target(&self, at: usize) -> Option<RowTarget> {
        self.slot(at).map(RowTarget::page)
    }

    fn belongs(&self, at: usize, records: &[Slot], workspace: &Workspace) -> bool {
        let Some(body) = self.body(at) else { return false };
        let is_of = |record: &Slot| match record.table {
            REGIONS => belongs(workspace.data(), body, &[*record]),
            BODIES => body == *record,
            _ => false,
        };
        records.iter().any(is_of)
    }

    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        let lang = workspace.lang();
        let by_body = self.is_by_body.then(|| texts::meetings::by_body(lang).to_owned());
        let more = by_body.into_iter().map(|text| (Role::Dim, format!(" · {text}")));
        std::iter::once((Role::Heading, texts::meetings::screen_title(lang).to_owned())).chain(more).collect()
    }

    fn explain(&self, at: usize, workspace: &Workspace) -> Vec<PageRow> {
        let (data, lang) = (workspace.data(), workspace.lang());
        let spans = match (self.calendar.get(at), self.bodies.get(at)) {
            (Some(CalendarRow::Meeting(meeting)), _) => MeetingWords::of(data, meeting, lang).line(lang),
            (Some(CalendarRow::Overdue(calendar)), _) | (None, Some(calendar)) => {
                calendar_words(data, calendar, lang).line(lang)
            }
            _ => return Vec::new(),
        };
        vec![PageRow { spans, ..PageRow::default() }]
    }

    fn nothing(&self, workspace: &Workspace) -> String {
        texts::meetings::nothing(workspace.lang()).to_owned()
    }

    fn is_sortable(&self) -> bool {
        self.is_by_body
    }

    fn sort(&mut self, order: Option<ListingOrder>, workspace: &Workspace) {
        if !self.is_by_body {
            return;
        }
        let Some(ListingOrder { column, is_descending }) = order else { return self.ask(workspace) };
        let date = |meeting: Option<DatedMeeting>| meeting.and_then(|meeting| meeting.date);
        self.bodies.sort_by_key(|calendar| {
            let date = match column {
                1 => calendar.due,
                2 => date(calendar.last),
                3 => date(calendar.next),
                _ => None,
            };
            (date.is_none(), date)
        });
        if is_descending {
            self.bodies.reverse();
        }
    }

    fn execute(
        &mut self,
        command: Command,
        at: Option<usize>,
        context: ScreenContext<'_>,
        requests: &mut Vec<ScreenRequest>,
    ) -> ListingReply {
        let lang = context.workspace.lang();
        match command {
            Command::ByBody => {
                self.is_by_body = !self.is_by_body;
                let showing = if self.is_by_body {
                    texts::meetings::showing_bodies(lang)
                } else {
                    texts::meetings::showing_calendar(lang)
                };
                requests.push(ScreenRequest::Info(showing.to_owned()));
                ListingReply::AskAgain
            }
            Command::Add => {
                let mut new = NewRecord::new(MEETINGS);
                if let Some(body) = at.and_then(|at| self.body(at)) {
                    new.refer_to(&context.workspace.doc, body);
                }
                requests.push(ScreenRequest::Add(new));
                ListingReply::Done
            }
            _ => ListingReply::Unknown,
        }
    }
}
