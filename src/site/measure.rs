//! The page of a measure, and a measure on a line.
//!
//! Entry points: [`PageContext::measure`], [`PageContext::measure_line`].

use maud::{Markup, html};

use super::page_context::{PageContent, PageContext};
use super::site_page::SitePage;
use crate::document::Slot;
use crate::model::REGIONS;
use crate::model::records::{MEASURE, Measure, MeasureStatus};
use crate::present::process::ProcessWords;
use crate::present::process_story::paragraph;
use crate::query::activity_status::RelationStatus;
use crate::query::process::{ProcessAnswer, story};
use crate::schema::FieldKind;
use crate::texts;

impl PageContext<'_> {
    pub(super) fn measure(&self, slot: Slot) -> PageContent {
        let lang = self.lang;
        let (Ok(record), Ok(measure)) = (self.data.document.record(slot), self.data.document.get::<Measure>(slot))
        else {
            return self.unreadable(slot, SitePage::Regions);
        };
        let region = self.data.document.find(REGIONS, &measure.region);
        let today = self.site.request.period.today;
        let words = ProcessWords { answer: &ProcessAnswer::default(), data: self.data, today, lang };
        let title = measure.title.clone();
        let main = html! {
            p.kicker { (measure.kind.map_or(texts::site::measure(lang), |kind| kind.label().get(lang))) }
            h1 { (self.said(&title)) }
            p.lead { (self.measure_status(measure.status)) @if let Some(region) = region { " · " (self.link(region)) } }
            @if let Some(note) = &measure.note { p.note { (self.paragraphs(note)) } }
            (self.rows(&MEASURE, record.root(), &|field| self.is_fact(field) && !stands_above(field.kind)))
            (self.source_of(record.root()))
            @if let Some(story) = story(self.data, slot, today) { p { (self.said(&paragraph(&words, &story))) } }
            @if let Some(region) = region { (self.offices(region)) }
        };
        let description = format!("{title} · {}", region.map(|region| self.data.name(region)).unwrap_or_default());
        let parent = Some(region.map_or(SitePage::Regions, SitePage::Record));
        PageContent { title, description, parent, main, ..PageContent::default() }
    }

    /// Returns a measure on a line: what, how far, where.
    pub(super) fn measure_line(&self, slot: Slot) -> Markup {
        let Ok(measure) = self.data.document.get::<Measure>(slot) else { return html! {} };
        let region = self.data.document.find(REGIONS, &measure.region);
        html! {
            p.what { (self.link_as(slot, &measure.title)) }
            p.where {
                (self.measure_status(measure.status))
                @if let Some(kind) = measure.kind { " · " (kind.label().get(self.lang)) }
                @if let Some(region) = region.filter(|region| self.page.record() != Some(*region)) {
                    " · " (self.link_as(region, &self.data.short_name(region)))
                }
                @if let Some(start) = &measure.start { " · " (start) @if let Some(end) = &measure.end { " – " (end) } }
            }
        }
    }

    fn measure_status(&self, status: Option<MeasureStatus>) -> Markup {
        let standing = match status {
            Some(MeasureStatus::Active) => RelationStatus::Active,
            Some(MeasureStatus::Planned | MeasureStatus::Paused) => RelationStatus::Waiting,
            Some(MeasureStatus::Done) => RelationStatus::Ended,
            None => RelationStatus::Unknown,
        };
        let word = status.map_or(texts::matrix::no_status(self.lang), |status| status.label().get(self.lang));
        self.state(standing, word)
    }
}

/// Returns true for what stands above the rows: what kind of measure it is, how far, where.
fn stands_above(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Choice(_) | FieldKind::Ref(REGIONS))
}
