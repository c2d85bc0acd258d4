//! How complete and how old what is known is: of all networks, and of one.
//!
//! Entry points: [`PageContext::age`], [`PageContext::knowledge_of`].

use maud::{Markup, html};

use super::page_context::{PageContent, PageContext};
use super::site_page::SitePage;
use crate::document::Slot;
use crate::present::completeness::{fact_words, what_helps};
use crate::present::review::ReviewWords;
use crate::query::completeness::{NetworksKnowledge, RegionKnowledge};
use crate::query::review::{Review, ReviewQuestion, ReviewReason};
use crate::texts;

/// So many old statements are listed on the page of a region; the others are counted.
const OLD: usize = 40;

impl PageContext<'_> {
    pub(super) fn age(&self) -> PageContent {
        let lang = self.lang;
        let title = texts::map::age(lang).to_owned();
        let networks = NetworksKnowledge::of(&self.site.knowledge);
        let main = html! {
            h1 { (title) }
            p.lead { (texts::site::age_lead(lang)) }
            p { (texts::site::age_how(lang)) }
            p {
                (texts::completeness::networks(lang, networks.count)) " · "
                (texts::completeness::complete(lang, networks.complete))
                @if let Some(percent) = networks.freshness.percent() { " · " (texts::completeness::fresh(lang, percent)) }
                ". " (what_helps(&networks, self.vocabulary(), lang))
            }
            div.scroll role="region" aria-labelledby="age-table" tabindex="0" {
                table {
                    caption id="age-table" { (texts::site::age_caption(lang)) }
                    thead {
                        tr {
                            th scope="col" { (texts::overview::network(lang)) }
                            th.number scope="col" { (texts::map::completeness(lang)) }
                            th.number scope="col" { (texts::map::age(lang)) }
                            th scope="col" { (texts::overview::oldest_statement(lang)) }
                            th scope="col" { (texts::site::missing_most(lang)) }
                        }
                    }
                    tbody { @for known in &self.site.knowledge { (self.knowledge_row(known)) } }
                }
            }
        };
        PageContent { title, description: texts::site::age_lead(lang).to_owned(), main, ..PageContent::default() }
    }

    fn knowledge_row(&self, known: &RegionKnowledge) -> Markup {
        let lang = self.lang;
        html! {
            tr {
                th scope="row" { a href=(format!("{}#known", self.href(SitePage::Record(known.region)))) lang=[self.data_lang()] { (self.data.name(known.region)) } }
                td.number { (share(known.percent())) }
                td.number {
                    @match known.freshness.percent() { Some(percent) => (share(percent)), None => span.unknown { (texts::detail::unknown(lang)) } }
                }
                td {
                    @match known.freshness.oldest {
                        Some(oldest) => (self.day(oldest.as_of)),
                        None => span.unknown { (texts::detail::unknown(lang)) },
                    }
                }
                td { @match known.gaps().first() { Some(fact) => (fact_words(*fact, self.vocabulary(), lang)), None => (texts::completeness::nothing_missing(lang)) } }
            }
        }
    }

    /// Returns how complete the page of a region is, what is missing, and what is old.
    pub(super) fn knowledge_of(&self, region: Slot) -> Markup {
        let lang = self.lang;
        let Some(known) = self.site.knowledge.iter().find(|known| known.region == region) else { return html! {} };
        let gaps = known.gaps();
        html! {
            section.known aria-labelledby="known" {
                h2 id="known" { (texts::site::how_complete(lang)) }
                p {
                    (texts::completeness::complete(lang, known.percent()))
                    @if let Some(percent) = known.freshness.percent() { " · " (texts::completeness::fresh(lang, percent)) }
                    @if let Some(oldest) = known.freshness.oldest { " · " (texts::completeness::oldest(lang, &oldest.as_of.to_string())) }
                }
                @if !gaps.is_empty() {
                    h3 { (texts::site::missing(lang)) }
                    ul { @for fact in gaps { li { (fact_words(fact, self.vocabulary(), lang)) } } }
                }
                (self.old_statements(region))
            }
        }
    }

    fn old_statements(&self, region: Slot) -> Markup {
        let lang = self.lang;
        let question = ReviewQuestion {
            regions: Some(vec![region]),
            caretaker: None,
            reason: Some(ReviewReason::Old),
            older_than: None,
            period: self.site.request.period,
        };
        let review = Review::of(self.data, question, Vec::new());
        let words = ReviewWords { review: &review, values: self.values() };
        let all = review.len();
        html! {
            @if all > 0 {
                details {
                    summary { (texts::site::old_statements(lang, all)) }
                    ul.records {
                        @for row in review.rows().take(OLD) {
                            @let cells = words.row(row).cells;
                            li {
                                p.what { @match self.href_of(row.slot) {
                                    Some(href) if SitePage::Record(row.slot) != self.page => a href=(href) { (self.cell(&cells, 0)) },
                                    _ => (self.cell(&cells, 0)),
                                } }
                                p.where { (self.cell(&cells, 1)) " · " (texts::review::date(lang)) " " (self.cell(&cells, 2)) }
                            }
                        }
                    }
                    @if all > OLD { p { (texts::site::further_old(lang, all - OLD)) } }
                }
            }
        }
    }

    fn cell(&self, cells: &[Vec<crate::present::Span>], number: usize) -> Markup {
        html! { @if let Some(cell) = cells.get(number) { (self.spans(cell)) } }
    }
}

/// Returns a share as a bar and a number.
fn share(percent: u8) -> Markup {
    html! { meter min="0" max="100" value=(percent) aria-hidden="true" {} " " span.percent { (percent) " %" } }
}
