//! The start page: a place or postcode leads to the office, a concern to who works on it.
//!
//! Without JavaScript the search leads to the list of places. Entry points:
//! [`PageContext::start`], [`PageContext::place_search`].

use maud::{Markup, html};

use super::layout::{district_text, short_title, site_name};
use super::linked_data;
use super::page_context::{PageContent, PageContext};
use super::site_page::SitePage;
use crate::document::Slot;
use crate::index::display_names::text;
use crate::index::field;
use crate::model::REGIONS;
use crate::model::records::BodyRole;
use crate::query::concerns::Concerns;
use crate::texts;

/// So many regions are named on the start page.
const NAMED: usize = 60;

impl PageContext<'_> {
    pub(super) fn start(&self) -> PageContent {
        let lang = self.lang;
        let concerns = Concerns::of(self.data);
        let regions = self.data.index.order(self.data.document, REGIONS);
        let district = district_text(self.data, "name").unwrap_or_default();
        let main = html! {
            div.hero {
                h1 { (texts::site::find_office(lang, &self.noun(BodyRole::Office).your(lang))) }
                p.lead { (texts::site::find_office_lead(lang)) }
                (self.place_search(None))
            }
            @if !concerns.asked.is_empty() {
                section aria-labelledby="concerns" {
                    h2 id="concerns" { (texts::guide::title(lang)) }
                    ul.concerns { @for concern in &concerns.asked { li { (self.concern(*concern)) } } }
                    p { a href=(self.href(SitePage::Fields)) { (texts::site::all_fields(lang, concerns.asked.len() + concerns.others.len())) } }
                }
            }
            @if !regions.is_empty() {
                section aria-labelledby="networks" {
                    h2 id="networks" { (texts::site::networks(lang, regions.len())) }
                    ul.chips { @for region in regions.iter().take(NAMED) { li { (self.link(*region)) } } }
                    @if regions.len() > NAMED { p { a href=(self.href(SitePage::Regions)) { (texts::site::all_networks(lang, regions.len())) } } }
                }
            }
            section aria-labelledby="further" {
                h2 id="further" { (texts::site::at_a_glance(lang)) }
                ul.glance {
                    @for (page, says) in [
                        (SitePage::Map, texts::site::map_lead(lang)),
                        (SitePage::Matrix, texts::site::matrix_lead(lang)),
                        (SitePage::Meetings, texts::site::meetings_lead(lang)),
                        (SitePage::Process, texts::site::process_lead(lang)),
                        (SitePage::Age, texts::site::age_lead(lang)),
                    ] {
                        li { a href=(self.href(page)) { (short_title(page, lang)) } p { (says) } }
                    }
                }
            }
        };
        PageContent {
            title: site_name(self.data, lang),
            description: texts::site::description(lang, &district),
            main,
            linked_data: Some(linked_data::web_site(self)),
            ..PageContent::default()
        }
    }

    /// Returns a concern as a link to its action field.
    fn concern(&self, concern: Slot) -> Markup {
        let record = self.data.document.record(concern).ok();
        let said = record.as_ref().and_then(|record| field(record.root(), "concern"));
        let of = |name| said.and_then(|said| text(said, name));
        let wish = of("wish").unwrap_or_else(|| self.data.name(concern));
        html! {
            a href=(self.href(SitePage::Record(concern))) {
                span.wish { (self.said(&wish)) }
                span.about {
                    @if let Some(audience) = of("audience") { (self.said(&audience)) " · " }
                    (self.said(&self.data.short_name(concern)))
                }
            }
        }
    }

    /// Returns the search for a place. On the page of an action field it leads to what the region
    /// does about it, else to the office of the region.
    pub(super) fn place_search(&self, about: Option<Slot>) -> Markup {
        let lang = self.lang;
        let href = if about.is_some() { "#" } else { "" };
        html! {
            form.place-search role="search" action=(self.href(SitePage::Places)) method="get" data-here=(href)
                data-regions=(if self.page.record().is_some() { "../regions/" } else { "regions/" })
                data-none=(texts::site::no_such_place(lang)) data-found=(texts::site::places_found(lang)) {
                label for="place" { (texts::guide::place(lang)) }
                div.row {
                    input id="place" name="q" type="text" autocomplete="off" autocapitalize="words" spellcheck="false"
                        enterkeyhint="search" placeholder=(texts::site::place_example(lang));
                    button type="submit" { (texts::site::search(lang)) }
                }
                p.status role="status" {}
                ul.found {}
            }
        }
    }
}
