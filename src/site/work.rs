//! What regions do about an action field, in their own words, with state and age.
//!
//! Entry points: [`PageContext::engagement`], [`PageContext::status`].

use maud::{Markup, html};

use super::page_context::PageContext;
use crate::document::Slot;
use crate::index::display_names::text;
use crate::index::field;
use crate::model::records::{EngagementKind, Status};
use crate::present::source_age::host;
use crate::present::status::sign;
use crate::present::{source_age, status};
use crate::query::activity_status::{RelationStatus, work_status};
use crate::syntax::SyntaxValue;
use crate::texts;

impl PageContext<'_> {
    /// Returns an engagement: what the region says, whether it goes on, who says so and since when.
    pub fn engagement(&self, engagement: Slot) -> Markup {
        let lang = self.lang;
        let Ok(record) = self.data.document.record(engagement) else { return html! {} };
        let root = record.root();
        let kind = field(root, "kind").and_then(|kind| EngagementKind::from_name(kind.as_word()?));
        html! {
            div.work {
                p.wording {
                    @match text(root, "wording") {
                        Some(wording) => (self.paragraphs(&wording)),
                        None => span.unknown { (texts::matrix::no_wording(lang)) },
                    }
                }
                p.state {
                    (self.status(work_status(self.data.document, engagement)))
                    @if let Some(kind) = kind { " · " (kind.label().get(lang)) }
                    @if let Some(since) = text(root, "since") { " · " (texts::site::since(lang)) " " (since) }
                    @if let Some(actor) = text(root, "actor") { " · " (texts::detail::acting(lang, &actor)) }
                }
                (self.source_of(root))
            }
        }
    }

    /// Returns the state of work as a sign and a word.
    pub fn status(&self, status: Option<Status>) -> Markup {
        let standing = RelationStatus::of(status);
        let word = status.map_or(texts::matrix::no_status(self.lang), |status| status.label().get(self.lang));
        self.state(standing, word)
    }

    /// Returns a state as a sign and a word.
    pub fn state(&self, standing: RelationStatus, word: &str) -> Markup {
        let class = match status::role(standing) {
            crate::theme::Role::Active => "state-active",
            crate::theme::Role::Waiting => "state-waiting",
            crate::theme::Role::Dim => "state-ended",
            _ => "state-unknown",
        };
        html! { span.badge.(class) {
            @if standing != RelationStatus::Unknown { span aria-hidden="true" { (sign(standing)) } " " }
            (word)
        } }
    }

    /// Returns the age of a statement, where its source is known, on one line.
    pub fn age_of(&self, root: SyntaxValue<'_>) -> Markup {
        let Some(source) = field(root, "source") else { return html! {} };
        let origin = text(source, "url").unwrap_or_default();
        let ages = source_age::after_origin(source, self.site.request.period, self.lang);
        html! { span.source { @if !origin.is_empty() { (self.web_link(&origin, host(&origin))) " · " } (self.spans(&ages)) } }
    }
}
