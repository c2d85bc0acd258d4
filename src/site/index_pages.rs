//! The lists of all networks and of all action fields.
//!
//! Entry points: [`PageContext::regions`], [`PageContext::fields`].

use maud::{Markup, html};

use super::page_context::{PageContent, PageContext};
use super::site_page::SitePage;
use crate::document::Slot;
use crate::index::display_names::text;
use crate::index::field;
use crate::model::REGIONS;
use crate::model::records::BodyRole;
use crate::query::concerns::Concerns;
use crate::query::contact::offices_to_ask;
use crate::query::field::region_count;
use crate::texts;

impl PageContext<'_> {
    pub(super) fn regions(&self) -> PageContent {
        let lang = self.lang;
        let title = texts::site::regions(lang).to_owned();
        let office = self.noun(BodyRole::Office);
        let lead = texts::site::regions_lead(lang, &office.a_as_object(lang), office.that(lang));
        let regions = self.data.index.order(self.data.document, REGIONS);
        let main = html! {
            h1 { (title) }
            p.lead { (lead) }
            p { a href=(self.href(SitePage::Places)) { (texts::site::search_by_place(lang)) } }
            ul.cards { @for region in regions { li.card { (self.region_card(*region)) } } }
        };
        PageContent { title, description: lead, main, ..PageContent::default() }
    }

    fn region_card(&self, region: Slot) -> Markup {
        let offices = offices_to_ask(self.data, region);
        html! {
            h2 { (self.link(region)) }
            @if let Some(network) = self.text_of(region, "network") { p { (self.said(&network)) } }
            @for office in offices.iter() {
                p.where {
                    (self.link_as(office.office, &office.name))
                    @if let Some(way) = &office.way { br; (self.way(way)) }
                }
            }
            @if offices.is_empty() { p.unknown { (texts::map::no_office(self.lang)) } }
        }
    }

    pub(super) fn fields(&self) -> PageContent {
        let lang = self.lang;
        let title = texts::site::fields(lang).to_owned();
        let Concerns { asked, others } = Concerns::of(self.data);
        let main = html! {
            h1 { (title) }
            p.lead { (texts::site::fields_lead(lang)) }
            @if !asked.is_empty() {
                h2 { (texts::guide::title(lang)) }
                ul.cards { @for field in &asked { li.card { (self.field_card(*field)) } } }
            }
            @if !others.is_empty() {
                h2 { (texts::site::other_fields(lang)) }
                ul.cards { @for field in &others { li.card { (self.field_card(*field)) } } }
            }
        };
        PageContent { title, description: texts::site::fields_lead(lang).to_owned(), main, ..PageContent::default() }
    }

    fn field_card(&self, slot: Slot) -> Markup {
        let record = self.data.document.record(slot).ok();
        let concern = record.as_ref().and_then(|record| field(record.root(), "concern"));
        let wish = concern.and_then(|concern| text(concern, "wish"));
        html! {
            h3 { (self.link(slot)) }
            @if let Some(wish) = wish { p { (self.said(&wish)) } }
            p.where { (texts::site::regions_known(self.lang, region_count(self.data, slot))) }
        }
    }
}
