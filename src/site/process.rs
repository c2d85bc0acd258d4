//! What came of recommendations, and what is open: the page of all regions, the steps of one, a
//! step in full.
//!
//! Entry points: [`PageContext::process`], [`PageContext::open_steps`], [`PageContext::step`].

use maud::{Markup, html};

use super::page_context::{PageContent, PageContext};
use super::site_page::SitePage;
use crate::document::Slot;
use crate::model::records::BodyRole;
use crate::model::{MEETINGS, REGIONS, SCHEMA};
use crate::present::process::{ProcessWords, counts_text, mark};
use crate::present::process_story::paragraph;
use crate::query::process::{ProcessAnswer, ProcessQuestion, ProcessRow, ProcessStep, story};
use crate::schema::FieldKind;
use crate::texts;
use crate::texts::noun::capitalised;

/// Steps of a chain that are indented.
const DEEPEST: usize = 4;

impl PageContext<'_> {
    fn process_words<'w>(&'w self, answer: &'w ProcessAnswer) -> ProcessWords<'w> {
        ProcessWords { answer, data: self.data, today: self.site.request.period.today, lang: self.lang }
    }

    fn steps_of(&self, region: Slot, only_open: bool) -> ProcessAnswer {
        let question = ProcessQuestion { regions: Some(vec![region]), only_open, ..ProcessQuestion::default() };
        question.ask(self.data, self.site.request.period.today)
    }

    pub(super) fn process(&self) -> PageContent {
        let lang = self.lang;
        let title = texts::site::process(lang).to_owned();
        let [conference, committee, office] =
            [BodyRole::Conference, BodyRole::Committee, BodyRole::Office].map(|role| self.noun(role).a(lang));
        let regions = self.data.index.order(self.data.document, REGIONS);
        let counted: Vec<_> = regions.iter().map(|region| (*region, self.steps_of(*region, false).counts)).collect();
        let main = html! {
            h1 { (title) }
            p.lead { (texts::site::process_lead(lang)) }
            p { (texts::site::process_how(lang, &capitalised(&conference), &committee, &office)) }
            div.scroll role="region" aria-labelledby="process-table" tabindex="0" {
                table {
                    caption id="process-table" { (texts::site::process_caption(lang)) }
                    thead {
                        tr {
                            th scope="col" { (texts::overview::network(lang)) }
                            th.number scope="col" { (texts::detail::recommendations(lang)) }
                            th.number scope="col" { (texts::detail::decisions(lang)) }
                            th.number scope="col" { (texts::detail::measures(lang)) }
                            th.number scope="col" { (texts::site::open(lang)) }
                        }
                    }
                    tbody {
                        @for (region, counts) in &counted {
                            tr {
                                th scope="row" { a href=(format!("{}#open", self.href(SitePage::Record(*region)))) lang=[self.data_lang()] { (self.data.name(*region)) } }
                                td.number { (texts::number(lang, counts.recommendations)) }
                                td.number { (texts::number(lang, counts.decisions)) }
                                td.number { (texts::number(lang, counts.measures)) }
                                td.number { (texts::number(lang, counts.open)) }
                            }
                        }
                    }
                }
            }
        };
        PageContent { title, description: texts::site::process_lead(lang).to_owned(), main, ..PageContent::default() }
    }

    /// Returns what is open in a region, with the steps that lead to it.
    pub(super) fn open_steps(&self, region: Slot) -> Markup {
        let answer = self.steps_of(region, true);
        let words = self.process_words(&answer);
        let lang = self.lang;
        html! {
            section aria-labelledby="open" {
                h2 id="open" { (texts::site::process(lang)) }
                @if answer.rows.is_empty() { p { (texts::process::nothing_open(lang)) } }
                @else {
                    p { (counts_text(&answer, lang).join(" · ")) }
                    ul.chain { @for row in &answer.rows { (self.process_row(&words, row)) } }
                }
            }
        }
    }

    fn process_row(&self, words: &ProcessWords<'_>, row: &ProcessRow) -> Markup {
        let line = words.line(row);
        match row {
            ProcessRow::Step { slot, depth, .. } => html! {
                li.step.(format!("depth-{}", (depth + 1).min(DEEPEST))) {
                    p.what { span.label { (line.label) ":" } " " (self.link(*slot)) }
                    p.where { (self.spans(&line.state)) }
                }
            },
            ProcessRow::Meeting(slot) | ProcessRow::WithoutResult(slot) => html! {
                li.meeting-head { p.what { (self.link_as(*slot, &crate::present::text_of(&words.meeting(*slot)))) } }
            },
            ProcessRow::Unattached(_) => html! { li.meeting-head { p.what { (self.spans(&line.text)) } } },
        }
    }

    /// Returns a step on a line, with its state.
    pub(super) fn step_line(&self, slot: Slot) -> Markup {
        let today = self.site.request.period.today;
        let state = story(self.data, slot, today).map(|story| self.step_state(&story.step));
        html! {
            p.what { (self.link(slot)) }
            p.where { @if let Some(state) = state { (state) } }
        }
    }

    fn step_state(&self, step: &ProcessStep) -> Markup {
        let (_, sign) = mark(step);
        html! { span aria-hidden="true" { (sign) " " } (self.spans(&self.process_words(&ProcessAnswer::default()).state(step))) }
    }

    /// Returns a recommendation or decision in full: what it says, its state, what became of it.
    pub(super) fn step(&self, slot: Slot) -> Markup {
        let today = self.site.request.period.today;
        let Ok(record) = self.data.document.record(slot) else { return html! {} };
        let declared = SCHEMA.table(slot.table);
        html! {
            article.entry id=(self.anchor(slot)) tabindex="-1" {
                h3 { (declared.singular.get(self.lang)) @if let Some(number) = self.ordinal(slot) { " " (number.trim_end_matches('.')) } }
                p.wording { (self.paragraphs(&self.text_of(slot, "text").unwrap_or_default())) }
                @if let Some(story) = story(self.data, slot, today) {
                    p.state { (self.step_state(&story.step)) }
                    p { (self.said(&paragraph(&self.process_words(&ProcessAnswer::default()), &story))) }
                }
                (self.rows(declared.record, record.root(), &|field| self.is_fact(field) && !field.ordinal && !matches!(field.kind, FieldKind::Ref(MEETINGS))))
                (self.source_of(record.root()))
            }
        }
    }
}
