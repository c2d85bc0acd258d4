//! Sources, licences, how to read the site. Credited is who provided what the dataset has.
//!
//! Entry point: [`PageContext::about`].

use maud::html;

use super::downloads::SiteDownload;
use super::layout::{district_text, site_name};
use super::page_context::{PageContent, PageContext};
use crate::model::postcodes;
use crate::query::shipped_facts::ShippedFacts;
use crate::texts::{self, credits};

impl PageContext<'_> {
    pub(super) fn about(&self) -> PageContent {
        let lang = self.lang;
        let title = texts::site::about(lang).to_owned();
        let (postcodes, shipped) = (postcodes::shipped(), ShippedFacts::of(self.data.document));
        let sources = [
            (shipped.municipalities, &credits::MUNICIPALITIES),
            (shipped.regions, &credits::REGIONS),
            (shipped.postcodes, &credits::POSTCODES),
            (true, &credits::FACTS),
            (true, &credits::PROGRAM),
        ];
        let period = self.site.request.period;
        let main = html! {
            h1 { (title) }
            p.lead { (texts::site::about_lead(lang)) }
            h2 { (texts::site::how_to_read(lang)) }
            ul {
                li { (texts::site::unknown_is_not_no(lang)) }
                li { (texts::site::ages_as_of(lang, "")) (self.day(period.today)) ". " (texts::site::age_rule(lang, period.months)) }
                li { (texts::site::own_words(lang)) }
                @if !self.site.request.with_names { li { (texts::site::without_names(lang)) } }
            }
            h2 { (texts::site::sources(lang)) }
            @if let Some(licence) = self.site.request.licence {
                p { (texts::site::licence(lang)) " " (self.web_link(licence, licence)) }
            }
            (self.download(SiteDownload::Catalogue))
            ul { @for (_, line) in sources.iter().filter(|(applies, _)| *applies) { li { (line.get(lang)) } } }
            @if shipped.postcodes {
                p {
                    (texts::site::postcodes_licence(lang)) " "
                    a.web href="https://opendatacommons.org/licenses/odbl/1-0/" rel="noopener" { (postcodes.licence()) }
                    " · " a.web href="https://www.openstreetmap.org/copyright" rel="noopener" { (postcodes.credit()) }
                }
            }
            h2 { (texts::site::privacy(lang)) }
            p { (texts::site::privacy_says(lang)) }
            h2 { (texts::site::accessibility(lang)) }
            p { (texts::site::accessibility_says(lang)) }
            @if let Some(authority) = district_text(self.data, "authority") {
                h2 { (texts::site::published_by(lang)) }
                p {
                    (self.said(&authority))
                    @if let Some(unit) = district_text(self.data, "unit") { br; (self.said(&unit)) }
                }
            }
        };
        let description = format!("{title} · {}", site_name(self.data, lang));
        PageContent { title, description, main, ..PageContent::default() }
    }
}
