//! The page of an action field: the concern, and which region does what about it.
//!
//! Entry point: [`PageContext::field`].

use maud::{Markup, html};

use super::page_context::{PageContent, PageContext};
use super::site_page::SitePage;
use crate::document::Slot;
use crate::index::display_names::text;
use crate::index::field as value;
use crate::model::records::ACTION_FIELD;
use crate::model::{BODIES, MEASURES, RECOMMENDATIONS, REGIONS};
use crate::query::field::{engagement, engagement_count, is_engaged, region_count};
use crate::query::relations::referrers_in_order;
use crate::texts;

impl PageContext<'_> {
    pub(super) fn field(&self, slot: Slot) -> PageContent {
        let lang = self.lang;
        let record = self.data.document.record(slot).ok();
        let root = record.as_ref().map(|record| record.root());
        let concern = root.and_then(|root| value(root, "concern"));
        let said = |name| concern.and_then(|concern| text(concern, name));
        let (wish, audience) = (said("wish"), said("audience"));
        let title = self.data.name(slot);
        let bodies = referrers_in_order(self.data, slot, BODIES);
        let main = html! {
            h1 { (self.said(&title)) }
            @if let Some(wish) = &wish {
                blockquote.wish { p { (self.said(wish)) } @if let Some(audience) = &audience { footer { (self.said(audience)) } } }
            }
            (self.place_search(Some(slot)))
            (self.regions_at_work(slot))
            (self.measures(&referrers_in_order(self.data, slot, MEASURES)))
            @if !bodies.is_empty() {
                section aria-labelledby="bodies" {
                    h2 id="bodies" { (texts::guide::field_bodies(lang)) }
                    ul.records { @for body in &bodies { li { p.what { (self.labelled_link(*body, None)) } (self.body_line(*body)) } } }
                }
            }
            (self.recommendations_on(slot))
            @if let Some(root) = root {
                section aria-labelledby="about" {
                    h2 id="about" { (texts::site::about_field(lang)) }
                    @if let Some(note) = text(root, "note") { p.note { (self.paragraphs(&note)) } }
                    (self.rows(&ACTION_FIELD, root, &|field| self.is_fact(field)))
                }
            }
        };
        let description = wish.unwrap_or_else(|| texts::site::field_description(lang, &title));
        PageContent { title, description, parent: Some(SitePage::Fields), main, ..PageContent::default() }
    }

    /// Returns the regions that are known to work on a field, each with its office; then those of
    /// which nothing is known.
    fn regions_at_work(&self, slot: Slot) -> Markup {
        let lang = self.lang;
        let works: Vec<_> =
            (0..engagement_count(self.data, slot)).filter_map(|at| engagement(self.data, slot, at)).collect();
        let regions = self.data.index.order(self.data.document, REGIONS);
        let counts = [region_count(self.data, slot), regions.len()].map(|count| texts::number(lang, count));
        let silent: Vec<Slot> =
            regions.iter().copied().filter(|region| !is_engaged(self.data, *region, slot)).collect();
        html! {
            section aria-labelledby="regions" {
                h2 id="regions" { (texts::detail::regions_working(lang, &counts[0], &counts[1])) }
                @for group in works.chunk_by(|one, other| one.region == other.region) {
                    article.entry id=(self.anchor(group[0].region)) tabindex="-1" {
                        h3 { (self.link(group[0].region)) }
                        @for work in group { (self.engagement(work.engagement)) }
                        (self.ask(group[0].region))
                    }
                }
                @if !silent.is_empty() {
                    h3 { (texts::site::nothing_known_heading(lang)) }
                    p { (texts::site::nothing_known_lead(lang)) }
                    ul.records {
                        @for region in &silent {
                            li id=(self.anchor(*region)) tabindex="-1" { p.what { (self.link(*region)) } (self.ask(*region)) }
                        }
                    }
                }
            }
        }
    }

    fn recommendations_on(&self, slot: Slot) -> Markup {
        let found = referrers_in_order(self.data, slot, RECOMMENDATIONS);
        html! {
            @if !found.is_empty() {
                section aria-labelledby="recommendations" {
                    h2 id="recommendations" { (texts::detail::recommendations(self.lang)) }
                    ul.records { @for step in &found { li { (self.step_line(*step)) } } }
                }
            }
        }
    }
}
