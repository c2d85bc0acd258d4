//! The calendar of meetings: what is overdue, what is to come, what has been; or body by body.
//!
//! Entry point: [`MeetingsScreen`].

use super::{ScreenContext, ScreenRequest};
use crate::app::detail::Span;
use crate::app::listing::Listing;
use crate::app::listing::answer::{ListingAnswer, ListingOrder, ListingReply, RowTarget};
use crate::app::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{Relocation, Slot};
use crate::model::{BODIES, MEETINGS, REGIONS};
use crate::present::listing::{ListingColumn, ListingRow};
use crate::present::meetings::{
    MeetingWords, calendar_columns, calendar_row, meeting_columns, meeting_row, overdue_row,
};
use crate::query::list::belongs;
use crate::query::meetings::{BodyCalendar, DatedMeeting, MeetingsQuestion};
use crate::query::new_record::NewRecord;
use crate::query::relations::subjects;
use crate::texts;
use crate::theme::Role;

/// The calendar of meetings.
pub type MeetingsScreen = Listing<MeetingsCalendar>;

/// A row of the calendar.
#[derive(Debug, Clone, Copy)]
enum CalendarRow {
    /// The heading of the rows below it.
    Section(CalendarSection),
    /// A body whose next meeting is overdue.
    Overdue(BodyCalendar),
    /// A meeting.
    Meeting(DatedMeeting),
    /// A body, where the rows are bodies.
    Body(BodyCalendar),
}

/// A part of the calendar.
#[derive(Debug, Clone, Copy)]
enum CalendarSection {
    Overdue,
    Coming,
    Held,
    Undated,
}

/// The meetings asked for.
#[derive(Debug, Default)]
pub struct MeetingsCalendar {
    is_by_body: bool,
    /// The regions that the meetings shown are limited to.
    regions: Option<Vec<Slot>>,
    rows: Vec<CalendarRow>,
}

impl MeetingsCalendar {
    fn slot(&self, at: usize) -> Option<Slot> {
        match self.rows.get(at)? {
            CalendarRow::Section(_) => None,
            CalendarRow::Overdue(calendar) | CalendarRow::Body(calendar) => Some(calendar.body),
            CalendarRow::Meeting(meeting) => Some(meeting.slot),
        }
    }

    fn body(&self, at: usize) -> Option<Slot> {
        match self.rows.get(at)? {
            CalendarRow::Meeting(meeting) => meeting.body,
            _ => self.slot(at),
        }
    }

    fn section(&mut self, section: CalendarSection, rows: Vec<CalendarRow>) {
        if !rows.is_empty() {
            self.rows.push(CalendarRow::Section(section));
            self.rows.extend(rows);
        }
    }

    /// Narrows to the regions of the row, or to nothing.
    fn narrow(&mut self, at: Option<usize>, workspace: &Workspace) -> ScreenRequest {
        let lang = workspace.lang();
        if self.regions.take().is_some() {
            return ScreenRequest::Info(texts::meetings::showing_all(lang).to_owned());
        }
        let body = at.and_then(|at| self.body(at));
        let regions = body.map_or_else(Vec::new, |body| subjects(workspace.data(), body, REGIONS).records);
        if regions.is_empty() {
            return ScreenRequest::Info(texts::meetings::no_region(lang).to_owned());
        }
        self.regions = Some(regions);
        ScreenRequest::Info(texts::process::showing_of(lang, &self.scope_name(workspace).unwrap_or_default()))
    }

    fn scope_name(&self, workspace: &Workspace) -> Option<String> {
        let regions = self.regions.as_ref()?;
        Some(regions.iter().map(|region| workspace.name(*region)).collect::<Vec<_>>().join(", "))
    }
}

impl ListingAnswer for MeetingsCalendar {
    const CONTEXTS: &'static [Context] = Context::Meetings.stack();

    fn ask(&mut self, workspace: &Workspace) {
        let question = MeetingsQuestion { regions: self.regions.as_deref(), body: None };
        let answer = question.ask(workspace.data(), workspace.settings.today);
        self.rows.clear();
        if self.is_by_body {
            self.rows = answer.bodies.into_iter().map(CalendarRow::Body).collect();
            return;
        }
        let meetings = |meetings: Vec<DatedMeeting>| meetings.into_iter().map(CalendarRow::Meeting).collect();
        self.section(CalendarSection::Overdue, answer.overdue().into_iter().map(CalendarRow::Overdue).collect());
        self.section(CalendarSection::Coming, meetings(answer.coming));
        self.section(CalendarSection::Held, meetings(answer.held));
        self.section(CalendarSection::Undated, meetings(answer.undated));
    }

    fn relocate(&mut self, relocation: &Relocation<'_>) {
        let regions = self.regions.take();
        self.regions = regions.and_then(|regions| regions.iter().map(|region| relocation.slot(*region)).collect());
        self.rows.clear();
    }

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn columns(&self, workspace: &Workspace) -> Vec<ListingColumn> {
        if self.is_by_body { calendar_columns(workspace.lang()) } else { meeting_columns(workspace.lang()) }
    }

    fn row(&self, at: usize, workspace: &Workspace) -> ListingRow {
        let (data, lang) = (workspace.data(), workspace.lang());
        match self.rows.get(at) {
            None => ListingRow::default(),
            Some(CalendarRow::Section(section)) => {
                let title = match section {
                    CalendarSection::Overdue => texts::meetings::overdue(lang),
                    CalendarSection::Coming => texts::meetings::coming(lang),
                    CalendarSection::Held => texts::meetings::held(lang),
                    CalendarSection::Undated => texts::meetings::undated(lang),
                };
                ListingRow::heading(vec![(Role::Heading, title.to_owned())])
            }
            Some(CalendarRow::Overdue(calendar)) => overdue_row(data, calendar, lang),
            Some(CalendarRow::Meeting(meeting)) => meeting_row(&MeetingWords::of(data, meeting, lang)),
            Some(CalendarRow::Body(calendar)) => calendar_row(data, calendar, lang),
        }
    }

    fn target(&self, at: usize) -> Option<RowTarget> {
        self.slot(at).map(RowTarget::page)
    }

    fn is_near(&self, at: usize, records: &[Slot], workspace: &Workspace) -> bool {
        let Some(body) = self.body(at) else { return false };
        let is_near = |record: &Slot| match record.table {
            REGIONS => belongs(workspace.data(), body, &[*record]),
            BODIES => body == *record,
            _ => false,
        };
        records.iter().any(is_near)
    }

    fn title(&self, workspace: &Workspace) -> Vec<Span> {
        let lang = workspace.lang();
        let by_body = self.is_by_body.then(|| texts::meetings::by_body(lang).to_owned());
        let more = by_body.into_iter().chain(self.scope_name(workspace));
        let more = more.map(|text| (Role::Dim, format!(" · {text}")));
        std::iter::once((Role::Heading, texts::meetings::screen_title(lang).to_owned())).chain(more).collect()
    }

    fn nothing(&self, workspace: &Workspace) -> String {
        texts::meetings::nothing(workspace.lang()).to_owned()
    }

    fn sort(&mut self, order: Option<ListingOrder>, workspace: &Workspace) -> bool {
        if !self.is_by_body {
            return false;
        }
        let Some(ListingOrder { column, is_descending }) = order else {
            self.ask(workspace);
            return true;
        };
        let date = |meeting: Option<DatedMeeting>| meeting.and_then(|meeting| meeting.date);
        self.rows.sort_by_key(|row| {
            let CalendarRow::Body(calendar) = row else { return (true, None) };
            let date = match column {
                1 => date(calendar.last),
                2 => date(calendar.next),
                3 | 4 => calendar.due,
                _ => None,
            };
            (date.is_none(), date)
        });
        if is_descending {
            self.rows.reverse();
        }
        true
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
            Command::NarrowRows => {
                requests.push(self.narrow(at, context.workspace));
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
