//! When bodies meet: days in words, a meeting on a line, the page of all meetings.
//!
//! Entry points: [`PageContext::day`], [`PageContext::meeting_line`], [`PageContext::meetings`].

use maud::{Markup, html};

use super::downloads::SiteDownload;
use super::page_context::{PageContent, PageContext};
use crate::document::Slot;
use crate::index::display_names::text;
use crate::model::BODIES;
use crate::model::date::Date;
use crate::model::records::Meeting;
use crate::present::meetings::{calendar_words, section_title};
use crate::query::meetings::{BodyCalendar, CalendarSection, DatedMeeting, MeetingsQuestion};
use crate::texts;

/// So many past meetings are listed; the pages of the bodies have all.
const PAST: usize = 200;

impl PageContext<'_> {
    /// Returns a day, as exactly as it is known.
    pub fn day(&self, date: Date) -> Markup {
        html! { time datetime=(date.to_string()) { (texts::site::long_date(self.lang, date.year(), date.month(), date.day())) } }
    }

    /// Returns a day as it is written in the dataset; in words where it is one.
    pub fn written_day(&self, written: &str) -> Markup {
        match Date::parse(written.trim()) {
            Ok(date) => self.day(date),
            Err(_) => self.said(written),
        }
    }

    /// Returns the day or days of a meeting.
    pub fn days(&self, meeting: &Meeting) -> Markup {
        html! {
            @match &meeting.date {
                Some(date) => (self.written_day(date)),
                None => span.unknown { (texts::meetings::date_unknown(self.lang)) },
            }
            @if let Some(end) = &meeting.end { " – " (self.written_day(end)) }
        }
    }

    /// Returns a meeting on a line: when, what, of which body unless the page is that of the body.
    pub fn meeting_line(&self, slot: Slot) -> Markup {
        let Ok(meeting) = self.data.document.get::<Meeting>(slot) else { return html! {} };
        let lang = self.lang;
        let body = self.data.document.find(BODIES, &meeting.body);
        let title = meeting.title.clone().or_else(|| body.map(|body| self.data.name(body)));
        let title = title.unwrap_or_else(|| texts::detail::unknown(lang).to_owned());
        let number = meeting.number.map(|number| texts::meetings::meeting_number(lang, &number.to_string()));
        html! {
            p.when { (self.days(&meeting)) @if let Some(time) = &meeting.time { ", " (self.said(time)) } }
            p.what { (self.link_as(slot, &title)) }
            p.where {
                @if let Some(number) = number { (number) }
                @if let Some(body) = body.filter(|body| self.page.record() != Some(*body)) {
                    @if meeting.number.is_some() { " · " }
                    (self.labelled_link(body, self.page.record()))
                }
                @if let Some(place) = &meeting.place { " · " (self.said(place)) }
            }
        }
    }

    /// Returns meetings as a list.
    pub fn meeting_list(&self, meetings: impl IntoIterator<Item = Slot>) -> Markup {
        html! { ul.meetings { @for meeting in meetings { li { (self.meeting_line(meeting)) } } } }
    }

    /// Returns the page of all meetings.
    pub(super) fn meetings(&self) -> PageContent {
        let lang = self.lang;
        let answer = MeetingsQuestion::default().ask(self.data, self.site.request.period.today);
        let slots = |meetings: &[DatedMeeting], most: usize| {
            meetings.iter().take(most).map(|meeting| meeting.slot).collect::<Vec<Slot>>()
        };
        let overdue = answer.overdue();
        let title = texts::site::meetings(lang).to_owned();
        let main = html! {
            h1 { (title) }
            p.lead { (texts::site::meetings_lead(lang)) }
            (self.download(SiteDownload::AllMeetings))
            h2 { (section_title(CalendarSection::Coming, lang)) }
            @if answer.coming.is_empty() { p.unknown { (texts::detail::no_meeting_known(lang)) } }
            @else { (self.meeting_list(slots(&answer.coming, usize::MAX))) }
            @if !overdue.is_empty() {
                h2 { (section_title(CalendarSection::Overdue, lang)) }
                ul.meetings { @for body in &overdue { li { (self.overdue(body)) } } }
            }
            h2 { (section_title(CalendarSection::Held, lang)) }
            @if answer.held.is_empty() { p.unknown { (texts::meetings::nothing(lang)) } }
            @else { (self.meeting_list(slots(&answer.held, PAST))) }
            @if answer.held.len() > PAST { p { (texts::site::latest_only(lang, PAST)) } }
            @if !answer.undated.is_empty() {
                h2 { (section_title(CalendarSection::Undated, lang)) }
                (self.meeting_list(slots(&answer.undated, PAST)))
            }
        };
        PageContent { title, description: texts::site::meetings_lead(lang).to_owned(), main, ..PageContent::default() }
    }

    fn overdue(&self, calendar: &BodyCalendar) -> Markup {
        let words = calendar_words(self.data, calendar, self.lang);
        html! {
            p.what { (self.labelled_link(calendar.body, None)) }
            p.where { span.due { (words.due.1) } " · " (texts::meetings::last_was(self.lang, &words.last.1)) }
        }
    }

    /// Returns the number by which a step or meeting is called in its row, with a stop behind it.
    pub fn ordinal(&self, slot: Slot) -> Option<String> {
        let record = self.data.document.record(slot).ok()?;
        let number = crate::index::field(record.root(), "number")?.as_u64()?;
        Some(format!("{number}."))
    }

    /// Returns the text of a field of a record.
    pub fn text_of(&self, slot: Slot, name: &str) -> Option<String> {
        text(self.data.document.record(slot).ok()?.root(), name)
    }
}
