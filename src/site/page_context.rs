//! What every page is made with: the dataset, the language, and where other pages lie from here.
//!
//! Links are relative, so that the site can stand anywhere, also in a folder without a server.
//! Entry points: [`PageContext`], and [`PageContent`], which the files of the pages return.

use maud::{Markup, html};

use super::Site;
use super::site_page::SitePage;
use crate::document::Slot;
use crate::model::records::BodyRole;
use crate::model::vocabulary::Vocabulary;
use crate::model::{DECISIONS, ENGAGEMENTS, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS, REGIONS};
use crate::present::Span;
use crate::present::record_label::RecordLabel;
use crate::present::value_text::{ValueFormatter, ValueStyle};
use crate::query::DatasetView;
use crate::texts::Lang;
use crate::texts::noun::Noun;
use crate::theme::Role;

/// What a page is made with.
#[derive(Clone, Copy)]
pub(super) struct PageContext<'a> {
    /// The site.
    pub site: &'a Site<'a>,
    /// The dataset.
    pub data: DatasetView<'a>,
    /// The page.
    pub page: SitePage,
    /// Its language.
    pub lang: Lang,
}

/// What a page says, without what stands on every page.
#[derive(Debug, Default)]
pub(super) struct PageContent {
    /// What it is called; its heading says the same.
    pub title: String,
    /// One sentence for search engines.
    pub description: String,
    /// The page above it, besides the start page.
    pub parent: Option<SitePage>,
    /// True for a page that needs all the width there is.
    pub is_wide: bool,
    /// All below the trail of pages.
    pub main: Markup,
    /// What it says as linked data.
    pub linked_data: Option<String>,
}

impl<'a> PageContext<'a> {
    pub fn new(site: &'a Site<'a>, data: DatasetView<'a>, page: SitePage, lang: Lang) -> PageContext<'a> {
        PageContext { site, data, page, lang }
    }

    /// Returns what puts values into words.
    pub fn values(&self) -> ValueFormatter<'a> {
        let period = self.site.request.period;
        ValueFormatter {
            data: self.data,
            style: ValueStyle::Printed,
            region: None,
            lang: self.lang,
            period,
            with_names: false,
        }
    }

    /// Returns what the dataset calls the bodies that do this.
    pub fn noun(&self, role: BodyRole) -> Noun {
        self.vocabulary().noun(role)
    }

    /// Returns the words of the dataset.
    pub fn vocabulary(&self) -> &'static Vocabulary {
        Vocabulary::of(self.data.document.schema())
    }

    /// Returns the way from this page to the folder of all files, with a slash at its end.
    pub fn root(&self) -> &'static str {
        if self.page.record().is_some() { "../../" } else { "../" }
    }

    /// Returns the way from this page to another in the same language.
    pub fn href(&self, to: SitePage) -> String {
        self.href_in(to, self.lang)
    }

    /// Returns the way from this page to another.
    pub fn href_in(&self, to: SitePage, lang: Lang) -> String {
        let path = self.site.page_path(to);
        match (lang == self.lang, self.page.record().is_some()) {
            (true, true) => format!("../{path}"),
            (true, false) => path,
            (false, _) => format!("{}{}/{path}", self.root(), lang.code()),
        }
    }

    /// Returns the way to the page that tells of a record, and the place there; `None` where no
    /// page does.
    pub fn href_of(&self, slot: Slot) -> Option<String> {
        let index = self.data.index;
        let referred = |table| index.references(slot).find(|to| to.table() == table)?.to;
        match slot.table {
            table if super::WITH_PAGES.contains(&table) => Some(self.href(SitePage::Record(slot))),
            RECOMMENDATIONS | DECISIONS => {
                Some(format!("{}#{}", self.href(SitePage::Record(referred(MEETINGS)?)), self.anchor(slot)))
            }
            MUNICIPALITIES | ENGAGEMENTS => Some(self.href(SitePage::Record(referred(REGIONS)?))),
            _ => None,
        }
    }

    /// Returns the name of the place of a record on a page.
    pub fn anchor(&self, slot: Slot) -> String {
        let singular = self.data.document.schema().table(slot.table).record.name.to_lowercase();
        format!("{singular}-{}", self.site.files.of(self.data.document, slot))
    }

    /// Returns a record as a link with its full name.
    pub fn link(&self, slot: Slot) -> Markup {
        self.link_as(slot, &self.data.name(slot))
    }

    /// Returns a record as a link with the name that tells it from others.
    pub fn labelled_link(&self, slot: Slot, said_region: Option<Slot>) -> Markup {
        let RecordLabel { name, behind } = RecordLabel::within(self.data, slot, said_region, self.lang);
        html! { (self.link_as(slot, &name)) @if !behind.is_empty() { span.behind { (behind) } } }
    }

    /// Returns a record as a link with these words of the dataset.
    pub fn link_as(&self, slot: Slot, words: &str) -> Markup {
        match self.href_of(slot) {
            Some(href) if SitePage::Record(slot) != self.page => {
                html! { a href=(href) lang=[self.data_lang()] { (words) } }
            }
            _ => self.said(words),
        }
    }

    /// Returns words of the dataset, marked as German on an English page.
    pub fn said(&self, words: &str) -> Markup {
        match self.data_lang() {
            Some(lang) => html! { span lang=(lang) { (words) } },
            None => html! { (words) },
        }
    }

    /// Returns the language of the dataset where it is not that of the page.
    pub fn data_lang(&self) -> Option<&'static str> {
        (self.lang != Lang::De).then_some(Lang::De.code())
    }

    /// Returns words with their roles.
    pub fn spans(&self, spans: &[Span]) -> Markup {
        html! { @for (role, text) in spans { (self.span(*role, text)) } }
    }

    fn span(&self, role: Role, text: &str) -> Markup {
        let class = match role {
            Role::Warning | Role::Error => "due",
            Role::Unknown => "unknown",
            Role::Active => "active",
            Role::Waiting => "waiting",
            _ => return html! { (text) },
        };
        html! { span class=(class) { (text) } }
    }
}
