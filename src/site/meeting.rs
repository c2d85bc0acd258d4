//! The page of a meeting: when and where, what it recommended and decided.
//!
//! Entry point: [`PageContext::meeting`].

use maud::html;

use super::downloads::SiteDownload;
use super::linked_data;
use super::page_context::{PageContent, PageContext};
use super::site_page::SitePage;
use crate::document::Slot;
use crate::model::records::{MEETING, Meeting};
use crate::model::{BODIES, DECISIONS, RECOMMENDATIONS};
use crate::query::relations::referrers_in_order;
use crate::schema::FieldKind;
use crate::texts;

impl PageContext<'_> {
    pub(super) fn meeting(&self, slot: Slot) -> PageContent {
        let lang = self.lang;
        let (Ok(record), Ok(meeting)) = (self.data.document.record(slot), self.data.document.get::<Meeting>(slot))
        else {
            return self.unreadable(slot, SitePage::Meetings);
        };
        let body = self.data.document.find(BODIES, &meeting.body);
        let title = self.meeting_title(&meeting, body);
        let steps = |table| referrers_in_order(self.data, slot, table);
        let results = [
            ("recommendations", texts::detail::recommendations(lang), steps(RECOMMENDATIONS)),
            ("decisions", texts::detail::decisions(lang), steps(DECISIONS)),
        ];
        let main = html! {
            p.kicker { (texts::site::meeting(lang)) }
            h1 { (self.said(&title)) }
            p.lead {
                (self.days(&meeting))
                @if let Some(time) = &meeting.time { ", " (self.said(time)) }
                @if let Some(place) = &meeting.place { br; (self.said(place)) }
            }
            (self.download(SiteDownload::Event(slot)))
            @if let Some(note) = &meeting.note { p.note { (self.paragraphs(note)) } }
            (self.rows(&MEETING, record.root(), &|field| self.is_fact(field) && matches!(field.kind, FieldKind::Count | FieldKind::Ref(_))))
            (self.source_of(record.root()))
            @for (anchor, heading, steps) in &results {
                @if !steps.is_empty() {
                    section aria-labelledby=(anchor) {
                        h2 id=(anchor) { (heading) }
                        @for step in steps { (self.step(*step)) }
                    }
                }
            }
        };
        let parent = Some(body.map_or(SitePage::Meetings, SitePage::Record));
        let date = meeting.date.clone().unwrap_or_default();
        let description = format!("{title} · {date}");
        let linked_data = linked_data::event(self, &meeting, &title, body);
        PageContent { title, description, parent, main, linked_data, ..PageContent::default() }
    }

    /// Returns what a meeting is called: its title, else its body and which of its meetings it is.
    pub(super) fn meeting_title(&self, meeting: &Meeting, body: Option<Slot>) -> String {
        let of_body = || {
            let body = body.map(|body| self.data.name(body))?;
            let number =
                meeting.number.map(|n| format!(", {}", texts::meetings::meeting_number(self.lang, &n.to_string())));
            Some(format!("{body}{}", number.unwrap_or_default()))
        };
        let title = meeting.title.clone().filter(|title| !title.is_empty());
        title.or_else(of_body).unwrap_or_else(|| texts::site::meeting(self.lang).to_owned())
    }
}
