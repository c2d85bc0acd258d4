//! The office of a region as a card: whom to call, to write to, to visit.
//!
//! Entry point: [`PageContext::offices`].

use maud::{Markup, html};

use super::downloads::SiteDownload;
use super::page_context::PageContext;
use super::site_page::SitePage;
use super::value::{is_web_address, phone_address};
use crate::document::Slot;
use crate::index::display_names::text;
use crate::index::field;
use crate::model::records::{BODY, CONTACT};
use crate::present::record_rows::card_note;
use crate::present::source_age::host;
use crate::query::contact::{ContactInstead, contacts_instead, offices, offices_to_ask};
use crate::schema::Field;
use crate::syntax::SyntaxValue;
use crate::texts;

/// Digits of a postcode.
const POSTCODE: usize = 5;

impl PageContext<'_> {
    /// Returns the offices of a region, each as a card; where none is known, that.
    pub fn offices(&self, region: Slot) -> Markup {
        let offices = offices(self.data, region);
        html! {
            @if offices.is_empty() {
                section.office id="office" tabindex="-1" { p.unknown { (texts::map::no_office(self.lang)) "." } }
            }
            @for (number, office) in offices.iter().enumerate() { (self.office_card(*office, number == 0)) }
            (self.instead(region, &offices))
        }
    }

    /// Returns whom to ask where none of the offices can be reached.
    fn instead(&self, region: Slot, offices: &[Slot]) -> Markup {
        let others = contacts_instead(self.data, region, offices);
        html! {
            @if !others.is_empty() {
                p.ask {
                    (texts::guide::ask_instead(self.lang)) ": "
                    @for (number, other) in others.iter().enumerate() {
                        @if number > 0 { "; " }
                        @match other {
                            ContactInstead::Caretaker(way) | ContactInstead::Website(way) => { (self.way(way)) }
                            ContactInstead::Body { body, way } => { (self.link(*body)) ", " (self.way(way)) }
                            ContactInstead::District { name, website } => {
                                (self.said(name)) " · " (texts::guide::accompanies_networks(self.lang))
                                @if let Some(website) = website { ", " (self.way(website)) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Returns an office as a card. Links of a place lead to the first card of a page.
    pub fn office_card(&self, office: Slot, is_first: bool) -> Markup {
        let lang = self.lang;
        let Ok(record) = self.data.document.record(office) else { return html! {} };
        let (root, contact) = (record.root(), field(record.root(), "contact"));
        let anchor = if is_first { "office".to_owned() } else { self.anchor(office) };
        let is_own_page = self.page == SitePage::Record(office);
        let source = contact.and_then(|contact| field(contact, "source")).or_else(|| field(root, "source"));
        html! {
            section.office id=(anchor) tabindex="-1" aria-labelledby=(format!("{anchor}-name")) {
                p.kicker { (texts::site::your_office(lang)) }
                h2 id=(format!("{anchor}-name")) { (self.link(office)) }
                @if let Some(organisation) = text(root, "organisation") { p.organisation { (self.said(&organisation)) } }
                (self.ways(contact))
                (self.download(SiteDownload::Card(office)))
                @if let Some(note) = card_note(&BODY, root).filter(|_| !is_own_page) { p.note { (self.paragraphs(&note)) } }
                @if let Some(source) = source { p.sourced { (self.source(source)) } }
                @if let Some(contact) = contact { (self.sources_of_values(contact)) }
            }
        }
    }

    /// Returns the sources of single values, each in a paragraph of its own.
    fn sources_of_values(&self, contact: SyntaxValue<'_>) -> Markup {
        let single = CONTACT.fields.iter().filter(|field| field.vouches_for.is_some());
        html! {
            @for (own, source) in single.filter_map(|own| Some((own, field(contact, own.name)?))) {
                p.sourced { (own.label.get(self.lang)) " " (self.source(source)) }
            }
        }
    }

    /// Returns the known ways to reach a body, the quickest first, and which are not known.
    fn ways(&self, contact: Option<SyntaxValue<'_>>) -> Markup {
        let lang = self.lang;
        let of = |name| contact.and_then(|contact| text(contact, name));
        let (phone, email, address, website) = (of("phone"), of("email"), of("address"), of("website"));
        let is_unknown = |field: &&Field| field.absence.is_none() && of(field.name).is_none();
        let unknown = CONTACT.fields.iter().filter(is_unknown);
        let unknown: Vec<&str> = unknown.map(|field| field.label.get(lang)).collect();
        html! {
            dl.ways {
                @if let Some(phone) = phone {
                    div.call { dt { (texts::site::call(lang)) } dd { a href=(phone_address(&phone)) { (phone) } } }
                }
                @if let Some(email) = email {
                    div { dt { (texts::site::write(lang)) } dd { a href=(format!("mailto:{email}")) { (breakable(&email)) } } }
                }
                @if let Some(address) = address {
                    div { dt { (texts::site::visit(lang)) } dd { (self.address(&address)) } }
                }
                @if let Some(website) = website {
                    div { dt { (texts::site::read(lang)) } dd { (self.website(&website)) } }
                }
            }
            @if !unknown.is_empty() { p.unknown { (texts::site::not_known(lang)) ": " (unknown.join(", ")) } }
        }
    }

    fn website(&self, website: &str) -> Markup {
        html! {
            @if is_web_address(website) { a.web href=(website) rel="noopener" { (breakable(host(website))) } }
            @else { (self.said(website)) }
        }
    }

    /// Returns a postal address; street and town each on a line.
    fn address(&self, address: &str) -> Markup {
        let is_town = |part: &str| part.bytes().take_while(u8::is_ascii_digit).count() == POSTCODE;
        let parts = address.lines().flat_map(|line| match line.rsplit_once(", ") {
            Some((street, town)) if is_town(town) => vec![street, town],
            _ => vec![line],
        });
        html! {
            address {
                @for (number, part) in parts.enumerate() { @if number > 0 { br; } (self.said(part.trim())) }
            }
        }
    }

    /// Returns the offices to ask in a region on one line.
    pub fn ask(&self, region: Slot) -> Markup {
        let offices = offices_to_ask(self.data, region);
        html! {
            @for office in offices.iter() {
                p.ask {
                    (texts::site::ask(self.lang)) " " (self.link_as(office.office, &office.name))
                    @if let Some(way) = &office.way { ", " (self.way(way)) }
                }
            }
        }
    }

    /// Returns a way to reach an office: a telephone number, a mailbox or a page of the web.
    pub fn way(&self, way: &str) -> Markup {
        match way {
            mail if mail.contains('@') => html! { a.way href=(format!("mailto:{mail}")) { (mail) } },
            page if page.contains("://") => self.web_link(page, host(page)),
            phone => html! { a.way href=(phone_address(phone)) { (phone) } },
        }
    }
}

/// Returns a mailbox or the name of a site that may break before its marks.
fn breakable(text: &str) -> Markup {
    let mut start = 0;
    let marks = text.match_indices(['@', '.']).map(|(at, _)| at).chain([text.len()]);
    let parts: Vec<&str> = marks.map(|at| &text[std::mem::replace(&mut start, at)..at]).collect();
    html! { @for (number, part) in parts.iter().enumerate() { @if number > 0 { wbr; } (part) } }
}
