//! The page of a region: first the office, then what people come for, then the rest.
//!
//! Entry point: [`PageContext::region`].

use maud::{Markup, html};

use super::downloads::SiteDownload;
use super::linked_data;
use super::page_context::{PageContent, PageContext};
use super::site_page::SitePage;
use crate::document::Slot;
use crate::index::display_names::text;
use crate::index::field;
use crate::model::records::{AGREEMENT, BodyRole, Level, REGION};
use crate::present::contact::open_body;
use crate::present::role_words::steering_bodies;
use crate::query::region::{FieldAtWork, RegionBody, RegionOverview};
use crate::schema::{Field, FieldKind, FieldWeight};
use crate::texts;

impl PageContext<'_> {
    pub(super) fn region(&self, slot: Slot) -> PageContent {
        let lang = self.lang;
        let known = RegionOverview::of(self.data, slot, self.site.request.period.today);
        let record = self.data.document.record(slot).ok();
        let root = record.as_ref().map(|record| record.root());
        let title = self.data.name(slot);
        let main = html! {
            h1 { (self.said(&title)) }
            @if let Some(root) = root { (self.network(root)) }
            (self.offices(slot))
            (self.next_meeting(&known))
            (self.contents(&known))
            (self.concerns_of(&known))
            (self.open_bodies(&known))
            (self.bodies(&known))
            (self.other_fields(&known))
            (self.measures(&known.measures))
            @if !known.meetings.is_empty() {
                section aria-labelledby="meetings" {
                    h2 id="meetings" { (texts::site::meetings(lang)) }
                    (self.meeting_list(known.meetings.iter().map(|meeting| meeting.slot)))
                    (self.download(SiteDownload::Calendar(slot)))
                }
            }
            (self.towns(&known))
            (self.open_steps(slot))
            (self.knowledge_of(slot))
            @if let Some(root) = root {
                section aria-labelledby="about" {
                    h2 id="about" { (texts::site::about_region(lang)) }
                    @if let Some(note) = text(root, "note") { p.note { (self.paragraphs(&note)) } }
                    (self.rows(&REGION, root, &|field| self.is_fact(field) && !stands_elsewhere(field)))
                    @if let Some(agreement) = field(root, "agreement") {
                        h3 { (texts::site::agreement(lang)) }
                        (self.rows(&AGREEMENT, agreement, &|_| true))
                    }
                    @if let Some(mailbox) = text(root, "caretaker") {
                        p { (texts::site::mistake_to(lang)) " " a href=(format!("mailto:{mailbox}")) { (mailbox) } }
                    }
                }
            }
        };
        PageContent {
            description: texts::site::region_description(lang, &self.noun(BodyRole::Office).title(lang), &title),
            title,
            parent: Some(SitePage::Regions),
            main,
            linked_data: linked_data::offices(self, slot),
            ..PageContent::default()
        }
    }

    /// Returns what the network calls itself, with its page.
    fn network(&self, region: crate::syntax::SyntaxValue<'_>) -> Markup {
        let (name, website) = (text(region, "network"), text(region, "website"));
        html! {
            @if name.is_some() || website.is_some() {
                p.lead {
                    @match (name, website) {
                        (Some(name), Some(website)) => (self.web_link(&website, &name)),
                        (Some(name), None) => (self.said(&name)),
                        (None, Some(website)) => (self.web_link(&website, &website)),
                        (None, None) => {},
                    }
                }
            }
        }
    }

    /// Returns the way to the parts of the page.
    fn contents(&self, known: &RegionOverview) -> Markup {
        let lang = self.lang;
        let parts = [
            (!known.concerns.is_empty(), "concerns", texts::site::concerns(lang)),
            (true, "open-bodies", texts::guide::open_bodies(lang)),
            (true, "steering", texts::site::bodies(lang)),
            (!known.other_work.is_empty(), "fields", texts::site::other_fields(lang)),
            (!known.measures.is_empty(), "measures", texts::detail::measures(lang)),
            (!known.meetings.is_empty(), "meetings", texts::site::meetings(lang)),
            (!known.towns.is_empty(), "towns", texts::site::towns(lang)),
            (true, "open", texts::site::process(lang)),
            (true, "known", texts::map::completeness(lang)),
            (true, "about", texts::site::about_region(lang)),
        ];
        html! {
            nav.contents aria-label=(texts::site::on_this_page(lang)) {
                ul { @for (_, anchor, title) in parts.into_iter().filter(|part| part.0) { li { a href=(format!("#{anchor}")) { (title) } } } }
            }
        }
    }

    fn next_meeting(&self, known: &RegionOverview) -> Markup {
        html! {
            @if let Some(next) = known.next_meeting {
                section.next aria-labelledby="next" {
                    h2 id="next" { (texts::detail::next_meeting(self.lang)) }
                    (self.meeting_line(next.slot))
                }
            }
        }
    }

    fn concerns_of(&self, known: &RegionOverview) -> Markup {
        let counts = [known.concern_count(), known.concerns.len()].map(|count| texts::number(self.lang, count));
        html! {
            @if !known.concerns.is_empty() {
                section aria-labelledby="concerns" {
                    h2 id="concerns" { (texts::detail::concerns(self.lang, &counts[0], &counts[1])) }
                    @for work in &known.concerns { (self.field_at_work(work)) }
                }
            }
        }
    }

    fn other_fields(&self, known: &RegionOverview) -> Markup {
        html! {
            @if !known.other_work.is_empty() {
                section aria-labelledby="fields" {
                    h2 id="fields" { (texts::site::other_fields(self.lang)) }
                    @for work in &known.other_work { (self.field_at_work(work)) }
                }
            }
        }
    }

    fn field_at_work(&self, work: &FieldAtWork) -> Markup {
        html! {
            article.entry id=(self.anchor(work.field)) {
                h3 { (self.link(work.field)) }
                @if work.engagements.is_empty() { p.unknown { (texts::site::nothing_known(self.lang)) } }
                @for engagement in &work.engagements { (self.engagement(*engagement)) }
            }
        }
    }

    fn open_bodies(&self, known: &RegionOverview) -> Markup {
        let lang = self.lang;
        let open = known.bodies.iter().filter(|body| body.is_open);
        let lines: Vec<_> = open.filter_map(|body| Some((body.body, open_body(self.data, body.body, lang)?))).collect();
        html! {
            section aria-labelledby="open-bodies" {
                h2 id="open-bodies" { (texts::guide::open_bodies(lang)) }
                @if lines.is_empty() { p.unknown { (texts::guide::no_open_body(lang)) } }
                @else {
                    ul.records {
                        @for (body, line) in lines {
                            li {
                                p.what { (self.link(body)) }
                                p.where { (line.label) @for (_, said) in &line.spans[1..] { (self.said(said)) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn bodies(&self, known: &RegionOverview) -> Markup {
        let (steering, others): (Vec<_>, Vec<_>) = known.bodies.iter().partition(|body| body.is_steering());
        let lang = self.lang;
        html! {
            section aria-labelledby="steering" {
                h2 id="steering" { (steering_bodies(self.data.document, lang)) }
                (self.body_list(&steering))
            }
            @if !others.is_empty() {
                section aria-labelledby="bodies" {
                    h2 id="bodies" { (texts::detail::other_bodies(lang)) }
                    (self.body_list(&others))
                }
            }
        }
    }

    fn body_list(&self, bodies: &[&RegionBody]) -> Markup {
        html! {
            @if bodies.is_empty() { p.unknown { (texts::site::nothing_known(self.lang)) } }
            @else {
                ul.records {
                    @for RegionBody { body, level, .. } in bodies {
                        li {
                            p.what { (self.labelled_link(*body, self.page.record())) }
                            p.where {
                                (level.map_or(texts::detail::unknown(self.lang), |level: Level| level.label().get(self.lang)))
                                @if let Ok(record) = self.data.document.record(*body) { " · " (self.age_of(record.root())) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Returns measures as a section; nothing where there are none.
    pub(super) fn measures(&self, measures: &[Slot]) -> Markup {
        html! {
            @if !measures.is_empty() {
                section aria-labelledby="measures" {
                    h2 id="measures" { (texts::detail::measures(self.lang)) }
                    ul.records { @for measure in measures { li { (self.measure_line(*measure)) } } }
                }
            }
        }
    }

    fn towns(&self, known: &RegionOverview) -> Markup {
        let lang = self.lang;
        html! {
            @if !known.towns.is_empty() {
                section aria-labelledby="towns" {
                    h2 id="towns" { (texts::detail::municipalities(lang, known.towns.len())) }
                    ul.towns {
                        @for town in &known.towns {
                            li id=(self.anchor(town.slot)) {
                                strong { (self.said(&town.municipality.name)) }
                                @if let Some(population) = town.municipality.population {
                                    " " span.behind { (texts::detail::inhabitants(lang, &texts::number(lang, population))) }
                                }
                                @if !town.postcodes.is_empty() { br; span.codes { (town.postcodes.join(" ")) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Returns true for what stands at the top of the page, or where mistakes are to be told.
fn stands_elsewhere(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Url | FieldKind::Email) || field.weight == Some(FieldWeight::Name)
}
