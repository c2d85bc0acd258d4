//! The list of all pages for search engines (sitemaps.org): one file, or where there are too many
//! pages for one, a list of lists.
//!
//! Only where the address of the site is known. Entry points: [`parts`], [`main`], [`part`].

use std::ops::Range;

use maud::{Markup, PreEscaped, html};

use super::site_page::SitePage;
use super::{LANGUAGES, Site};
use crate::texts::Lang;

/// The name of the file.
pub(super) const NAME: &str = "sitemap.xml";

/// The most pages that a list may have.
const MOST: usize = 50_000;

/// The vocabularies.
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Returns the numbers of the lists besides the main one.
pub(super) fn parts(pages: usize) -> Range<usize> {
    0..if pages > MOST { pages.div_ceil(MOST) } else { 0 }
}

/// Returns the name of the file of a list.
pub(super) fn part_name(number: usize) -> String {
    format!("sitemap-{}.xml", number + 1)
}

/// Returns the main list.
pub(super) fn main(site: &Site<'_>) -> String {
    let base = site.request.base_url.unwrap_or_default();
    let pages = site.pages().count() * LANGUAGES.len();
    if parts(pages).is_empty() {
        return list(site, 0..pages);
    }
    let html = html! {
        sitemapindex xmlns=(SITEMAP) {
            @for number in parts(pages) { sitemap { loc { (format!("{base}{}", part_name(number))) } } }
        }
    };
    xml(&html)
}

/// Returns one of several lists.
pub(super) fn part(site: &Site<'_>, number: usize) -> String {
    list(site, number * MOST..(number + 1) * MOST)
}

fn list(site: &Site<'_>, numbers: Range<usize>) -> String {
    let pages: Vec<SitePage> = site.pages().collect();
    let address = |page: SitePage, lang: Lang| {
        format!("{}{}/{}", site.request.base_url.unwrap_or_default(), lang.code(), site.page_path(page))
    };
    let all = LANGUAGES.into_iter().flat_map(|lang| pages.iter().map(move |page| (*page, lang)));
    let html = html! {
        urlset xmlns=(SITEMAP) xmlns:xhtml=(XHTML) {
            @for (page, lang) in all.skip(numbers.start).take(numbers.len()) {
                url {
                    loc { (address(page, lang)) }
                    @for other in LANGUAGES {
                        xhtml:link rel="alternate" hreflang=(other.code()) href=(address(page, other)) {}
                    }
                }
            }
        }
    };
    xml(&html)
}

fn xml(content: &Markup) -> String {
    html! { (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")) (content) }.into_string()
}
