//! The page of a body: its task, how to reach it, who sits in it, when it meets.
//!
//! Entry points: [`PageContext::body`], [`PageContext::body_line`].

use maud::{Markup, html};

use super::downloads::SiteDownload;
use super::linked_data;
use super::page_context::{PageContent, PageContext};
use super::site_page::SitePage;
use crate::document::Slot;
use crate::index::body_level::level_of;
use crate::index::display_names::text;
use crate::index::field;
use crate::model::records::{BODY, BodyRole, CONTACT, MEMBER};
use crate::model::{BODIES, DECISIONS, MEASURES, MEETINGS, REGIONS};
use crate::present::role_words::task;
use crate::present::value_text::ValueFormatter;
use crate::query::region::meetings;
use crate::query::relations::referrers_in_order;
use crate::schema::{Field, FieldKind};
use crate::syntax::SyntaxValue;
use crate::texts;

/// The field that stands above the name.
const LEVEL: &str = "level";

impl PageContext<'_> {
    pub(super) fn body(&self, slot: Slot) -> PageContent {
        let lang = self.lang;
        let title = self.data.name(slot);
        let region = self.data.index.references(slot).find(|to| to.table() == REGIONS).and_then(|to| to.to);
        let Ok(record) = self.data.document.record(slot) else { return self.unreadable(slot, SitePage::Regions) };
        let (root, level) = (record.root(), level_of(self.data.document.schema(), record.root()));
        let is_office = level.is_some_and(|level| level.role == BodyRole::Office);
        let below = referrers_in_order(self.data, slot, BODIES);
        let main = html! {
            p.kicker { (level.map_or(texts::detail::unknown(lang), |level| level.label().get(lang))) }
            h1 { (self.said(&title)) }
            @if let Some(level) = level { p.lead { (task(level.role, lang)) } }
            @if is_office { (self.office_card(slot, true)) }
            @else if let Some(contact) = field(root, "contact") {
                section aria-labelledby="contact" {
                    h2 id="contact" { (texts::site::contact(lang)) }
                    (self.rows(&CONTACT, contact, &|_| true))
                    (self.download(SiteDownload::Card(slot)))
                }
            }
            @if let Some(note) = text(root, "note") { p.note { (self.paragraphs(&note)) } }
            (self.rows(&BODY, root, &|field| self.is_fact(field) && field.name != LEVEL && !(is_office && field.card.is_some())))
            @if !is_office { (self.source_of(root)) }
            (self.members(root))
            (self.meetings_of(slot))
            (self.decisions_of(slot))
            @if !below.is_empty() {
                section aria-labelledby="below" {
                    h2 id="below" { (texts::detail::sub_bodies(lang)) }
                    ul.records { @for body in &below { li { p.what { (self.labelled_link(*body, None)) } (self.body_line(*body)) } } }
                }
            }
            (self.measures(&referrers_in_order(self.data, slot, MEASURES)))
        };
        let description = texts::site::body_description(lang, &title, &self.regions_of(root));
        let parent = Some(region.map_or(SitePage::Regions, SitePage::Record));
        PageContent {
            title,
            description,
            parent,
            main,
            linked_data: Some(linked_data::body(self, slot)),
            ..PageContent::default()
        }
    }

    /// Returns the page of a record that is no valid RON.
    pub(super) fn unreadable(&self, slot: Slot, parent: SitePage) -> PageContent {
        let title = self.data.name(slot);
        let main = html! { h1 { (self.said(&title)) } p.unknown { (texts::site::unreadable(self.lang)) } };
        PageContent { title, parent: Some(parent), main, ..PageContent::default() }
    }

    /// Returns the names of the regions of a body.
    pub(super) fn regions_of(&self, body: SyntaxValue<'_>) -> String {
        let regions = BODY.reference_to(REGIONS);
        let value = regions.and_then(|regions| Some((regions.kind, field(body, regions.name)?)));
        value.map(|(kind, value)| self.values().value(kind, value)).unwrap_or_default()
    }

    /// Returns the level of a body and how old what is said of it is.
    pub(super) fn body_line(&self, body: Slot) -> Markup {
        let Ok(record) = self.data.document.record(body) else { return html! {} };
        let level = level_of(self.data.document.schema(), record.root());
        let level = level.map_or(texts::detail::unknown(self.lang), |level| level.label().get(self.lang));
        html! { p.where { (level) " · " (self.regions_of(record.root())) } }
    }

    fn members(&self, body: SyntaxValue<'_>) -> Markup {
        let lang = self.lang;
        let Some(members) = field(body, "members") else { return html! {} };
        let is_column = |field: &&Field| self.is_fact(field) && self.may_show(field);
        let columns: Vec<&Field> = MEMBER.fields.iter().filter(is_column).collect();
        let values: ValueFormatter<'_> = self.values();
        html! {
            section aria-labelledby="members" {
                h2 id="members" { (texts::site::members(lang)) }
                div.scroll role="region" aria-labelledby="members" tabindex="0" {
                    table {
                        thead { tr { @for column in &columns { th scope="col" { (column.label.get(lang)) } } } }
                        tbody {
                            @for member in members.items().filter_map(SyntaxValue::unwrap_option) {
                                tr {
                                    @for column in &columns {
                                        td {
                                            @match field(member, column.name) {
                                                Some(value) if matches!(column.kind, FieldKind::Line) => (self.said(&values.value(column.kind, value))),
                                                Some(value) => (values.value(column.kind, value)),
                                                None => span.unknown aria-label=(texts::detail::unknown(lang)) { "–" },
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn meetings_of(&self, body: Slot) -> Markup {
        let lang = self.lang;
        if self.data.index.referrers_in(body, MEETINGS).is_empty() {
            return html! {};
        }
        html! {
            section aria-labelledby="meetings" {
                h2 id="meetings" { (texts::site::meetings(lang)) }
                (self.meeting_list(meetings(self.data, &[body]).iter().map(|meeting| meeting.slot)))
            }
        }
    }

    /// Returns the decisions of a body that belong to none of its meetings.
    fn decisions_of(&self, body: Slot) -> Markup {
        let decisions = referrers_in_order(self.data, body, DECISIONS);
        html! {
            @if !decisions.is_empty() {
                section aria-labelledby="decisions" {
                    h2 id="decisions" { (texts::detail::decisions(self.lang)) }
                    ul.records { @for step in &decisions { li { (self.step_line(*step)) } } }
                }
            }
        }
    }
}
