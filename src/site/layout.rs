//! What stands on every page: the head, the way around, the foot.
//!
//! Entry points: [`document`], [`entrance`].

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::page_context::{PageContent, PageContext};
use super::site_page::{FEED, SitePage};
use super::{LANGUAGES, Site};
use crate::document::Slot;
use crate::index::display_names::text;
use crate::model::DISTRICT;
use crate::query::DatasetView;
use crate::texts::{self, Lang};

/// The pages that the head of each page leads to.
const MAIN: [SitePage; 4] = [SitePage::Regions, SitePage::Fields, SitePage::Places, SitePage::Meetings];

/// Those that its foot leads to.
const FURTHER: [SitePage; 6] =
    [SitePage::Map, SitePage::Matrix, SitePage::Process, SitePage::Age, SitePage::Changes, SitePage::About];

/// Returns a whole page.
pub(super) fn document(page: &PageContext<'_>, content: &PageContent) -> String {
    let lang = page.lang;
    let html = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            (head(page, content))
            body {
                a.skip href="#content" { (texts::site::skip(lang)) }
                (page_head(page))
                main id="content" tabindex="-1" class=[content.is_wide.then_some("wide")] {
                    (trail(page, content))
                    (content.main)
                }
                (page_foot(page))
            }
        }
    };
    without_control_characters(html.into_string())
}

fn head(page: &PageContext<'_>, content: &PageContent) -> Markup {
    let (lang, root) = (page.lang, page.root());
    let site_name = site_name(page.data, lang);
    let title = if page.page == SitePage::Start { site_name } else { format!("{} – {site_name}", content.title) };
    html! {
        head {
            meta charset="utf-8";
            title { (title) }
            meta name="viewport" content="width=device-width, initial-scale=1";
            @if !content.description.is_empty() { meta name="description" content=(content.description); }
            @for other in LANGUAGES {
                link rel="alternate" hreflang=(other.code()) href=(absolute(page, page.page, other));
            }
            @if page.site.request.base_url.is_some() {
                link rel="canonical" href=(absolute(page, page.page, lang));
            }
            link rel="alternate" type="application/atom+xml" title=(texts::site::changes(lang)) href=(format!("{root}{}/{}", lang.code(), FEED));
            link rel="icon" type="image/svg+xml" href=(format!("{root}icon.svg"));
            link rel="stylesheet" href=(format!("{root}style.css"));
            @if searches_places(page.page) {
                script src=(format!("{root}places.js")) defer {}
                script src=(format!("{root}script.js")) defer {}
            }
            @if let Some(data) = &content.linked_data {
                script type="application/ld+json" { (PreEscaped(data)) }
            }
        }
    }
}

/// Returns true for the pages on which a place can be typed.
fn searches_places(page: SitePage) -> bool {
    matches!(page, SitePage::Start | SitePage::Places)
        || page.record().is_some_and(|slot| slot.table == crate::model::ACTION_FIELDS)
}

/// Returns the address of a page: the whole one where it is known.
fn absolute(page: &PageContext<'_>, to: SitePage, lang: Lang) -> String {
    match page.site.request.base_url {
        Some(base) => format!("{base}{}/{}", lang.code(), page.site.page_path(to)),
        None => page.href_in(to, lang),
    }
}

/// Returns the record of the district; the first where there are several.
fn district(data: DatasetView<'_>) -> Option<Slot> {
    data.document.slots(DISTRICT).next()
}

/// Returns a field of the district.
pub(super) fn district_text(data: DatasetView<'_>, name: &str) -> Option<String> {
    let record = data.document.record(district(data)?).ok()?;
    text(record.root(), name)
}

/// Returns the name of the site.
pub(super) fn site_name(data: DatasetView<'_>, lang: Lang) -> String {
    match district_text(data, "name") {
        Some(district) => format!("{} {district}", texts::site::brand(lang)),
        None => texts::site::brand(lang).to_owned(),
    }
}

fn page_head(page: &PageContext<'_>) -> Markup {
    let lang = page.lang;
    html! {
        header.site {
            div.inner {
                a.brand href=(page.href(SitePage::Start)) aria-current=[(page.page == SitePage::Start).then_some("page")] {
                    span.brand-name { (texts::site::brand(lang)) }
                    @if let Some(district) = district_text(page.data, "name") { " " span.brand-place { (page.said(&district)) } }
                }
                nav aria-label=(texts::site::main_pages(lang)) { ul { @for to in MAIN { li { (tab(page, to)) } } } }
                @for other in LANGUAGES.into_iter().filter(|other| *other != lang) {
                    a.language href=(page.href_in(page.page, other)) hreflang=(other.code()) lang=(other.code()) {
                        (texts::site::in_this_language(other))
                    }
                }
            }
        }
    }
}

fn tab(page: &PageContext<'_>, to: SitePage) -> Markup {
    let current = (page.page == to).then_some("page");
    html! { a href=(page.href(to)) aria-current=[current] { (short_title(to, page.lang)) } }
}

/// Returns what a page is called in a menu.
pub(super) fn short_title(page: SitePage, lang: Lang) -> &'static str {
    match page {
        SitePage::Start | SitePage::Record(_) => texts::site::start(lang),
        SitePage::Regions => texts::site::regions(lang),
        SitePage::Fields => texts::site::fields(lang),
        SitePage::Places => texts::site::places(lang),
        SitePage::Postcodes => texts::site::postcodes(lang),
        SitePage::Meetings => texts::site::meetings(lang),
        SitePage::Map => texts::site::map(lang),
        SitePage::Matrix => texts::site::matrix(lang),
        SitePage::Process => texts::site::process(lang),
        SitePage::Age => texts::map::age(lang),
        SitePage::Changes => texts::site::changes(lang),
        SitePage::About => texts::site::about(lang),
    }
}

/// Returns the pages above this one.
fn trail(page: &PageContext<'_>, content: &PageContent) -> Markup {
    if page.page == SitePage::Start {
        return html! {};
    }
    html! {
        nav.trail aria-label=(texts::site::trail(page.lang)) {
            ol {
                li { a href=(page.href(SitePage::Start)) { (texts::site::start(page.lang)) } }
                @if let Some(parent) = content.parent {
                    li {
                        @match parent {
                            SitePage::Record(slot) => (page.link_as(slot, &page.data.short_name(slot))),
                            single => a href=(page.href(single)) { (short_title(single, page.lang)) },
                        }
                    }
                }
            }
        }
    }
}

fn page_foot(page: &PageContext<'_>) -> Markup {
    let lang = page.lang;
    let day = page.day(page.site.request.period.today);
    html! {
        footer.site {
            div.inner {
                nav aria-label=(texts::site::further_pages(lang)) { ul { @for to in FURTHER { li { (tab(page, to)) } } } }
                p { (texts::site::ages_as_of(lang, "")) (day) "." }
                @if let Some(authority) = district_text(page.data, "authority") {
                    p { (page.said(&authority)) @if let Some(unit) = district_text(page.data, "unit") { " · " (page.said(&unit)) } }
                }
            }
        }
    }
}

/// Returns the page that leads to the languages.
pub(super) fn entrance(site: &Site<'_>, data: DatasetView<'_>) -> String {
    let first = LANGUAGES[0];
    let to = |lang: Lang| format!("{}/index.html", lang.code());
    let html = html! {
        (DOCTYPE)
        html lang=(first.code()) {
            head {
                meta charset="utf-8";
                title { (site_name(data, first)) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="refresh" content=(format!("0; url={}", to(first)));
                @if let Some(base) = site.request.base_url { link rel="canonical" href=(format!("{base}{}", to(first))); }
                link rel="icon" type="image/svg+xml" href="icon.svg";
                link rel="stylesheet" href="style.css";
            }
            body {
                main {
                    h1 { (site_name(data, first)) }
                    ul {
                        @for lang in LANGUAGES {
                            li { a href=(to(lang)) lang=(lang.code()) hreflang=(lang.code()) { (texts::site::in_this_language(lang)) } }
                        }
                    }
                }
            }
        }
    };
    without_control_characters(html.into_string())
}

/// Replaces characters that a page cannot hold.
fn without_control_characters(html: String) -> String {
    let is_bad = |c: char| c.is_control() && c != '\n' && c != '\t';
    let may_be = |byte: u8| (byte < 0x20 && byte != b'\n' && byte != b'\t') || byte == 0x7f || byte == 0xc2;
    if html.bytes().any(may_be) && html.contains(is_bad) { html.replace(is_bad, "\u{fffd}") } else { html }
}
