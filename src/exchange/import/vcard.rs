//! Reads vCards (RFC 6350; also 3.0 and 2.1) of offices and other bodies.
//!
//! Of a card only how a body can be reached is kept, and what says which body it is: no photo, no
//! note, no name of a person. Entry points: [`read`], [`ImportedCard`].

use super::content_line::{ContentLine, lines};
use super::{ImportError, ImportForm, ImportedTable, MOST_CELLS};
use crate::exchange::telephone::as_written;
use crate::index::fold::fold;
use crate::model::BODIES;

/// A card of an address book.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedCard {
    /// The line where it begins, from 1.
    pub line: usize,
    /// Its identifier.
    pub uid: String,
    /// True when it is that of a person.
    pub is_person: bool,
    /// What it may be called, the most exact first.
    pub names: Vec<String>,
    /// The institution that it is a part of.
    pub organisation: Option<String>,
    /// Words that may be its level or say where it is.
    pub words: Vec<String>,
    /// Its address on one line.
    pub address: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its web site.
    pub website: Option<String>,
}

/// Reads the cards of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<ImportedTable>, ImportError> {
    let mut cards = Vec::new();
    let mut open: Option<OpenCard> = None;
    let mut depth = 0_usize;
    for line in lines(bytes) {
        let Some(property) = ContentLine::read(&line.text) else { continue };
        let is_card = property.exact().eq_ignore_ascii_case("VCARD");
        match (property.name.as_str(), &mut open) {
            ("BEGIN", None) if is_card => open = Some(OpenCard { line: line.line, properties: Vec::new() }),
            // The card of an agent within a card.
            ("BEGIN", Some(_)) => depth += 1,
            ("END", Some(_)) if depth > 0 => depth -= 1,
            ("END", Some(_)) if is_card => cards.extend(open.take().map(|card| card.close())),
            (name, Some(card)) if depth == 0 && KEPT.contains(&name) => card.properties.push(property),
            _ => {}
        }
        if cards.len() * KEPT.len() > MOST_CELLS {
            return Err(ImportError::TooManyCells);
        }
    }
    if let Some(OpenCard { line, .. }) = open {
        return Err(ImportError::Malformed { line, form: ImportForm::Vcard, reason: "END:VCARD".to_owned() });
    }
    let (title, columns, rows) = (String::new(), Vec::new(), Vec::new());
    Ok(vec![ImportedTable { title, table: Some(BODIES), columns, rows, cards, blanks_are_empty: false }])
}

/// The properties that are looked at.
const KEPT: [&str; 10] = ["UID", "KIND", "FN", "N", "ORG", "CATEGORIES", "ADR", "TEL", "EMAIL", "URL"];

/// A card whose end has not been read.
struct OpenCard {
    line: usize,
    properties: Vec<ContentLine>,
}

impl OpenCard {
    fn of<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c ContentLine> {
        self.properties.iter().filter(move |property| property.name == name)
    }

    /// Returns the preferred property among those of a name; of equals the first.
    fn best<'c>(&'c self, name: &'c str, fits: impl Fn(&ContentLine) -> bool) -> Option<&'c ContentLine> {
        let rank = |property: &&ContentLine| {
            let is_preferred = property.is_of_type("pref") || property.parameter("PREF") == Some("1");
            (!is_preferred, !property.is_of_type("work"))
        };
        self.of(name).filter(|property| fits(property)).min_by_key(rank)
    }

    fn text(&self, name: &str) -> String {
        self.of(name).next().map(ContentLine::text).unwrap_or_default()
    }

    fn close(self) -> ImportedCard {
        let known = |texts: Vec<String>| texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
        let full_name = self.text("FN");
        let parts = known(self.of("ORG").next().map(ContentLine::components).unwrap_or_default());
        let organisation = parts.first().filter(|_| parts.len() > 1).cloned();
        let names = known(parts.iter().rev().chain([&full_name]).cloned().collect());
        let address = self.best("ADR", |_| true);
        let town = address.and_then(|address| address.components().into_iter().nth(3));
        let categories = known(self.of("CATEGORIES").flat_map(ContentLine::items).collect());
        let words = categories.into_iter().chain(parts.iter().cloned()).chain(town).collect();
        let is_reached_by = |line: &ContentLine| !line.is_of_type("fax") && !line.is_of_type("pager");
        let phone = self.best("TEL", is_reached_by).map(|phone| as_written(&phone.text()));
        let email = self.best("EMAIL", |_| true).map(|email| email.text().trim_start_matches("mailto:").to_owned());
        let website = self.best("URL", |_| true).map(|website| website.exact().to_owned());
        let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        ImportedCard {
            line: self.line,
            uid: self.text("UID"),
            is_person: self.is_person(&full_name, &parts),
            names,
            organisation,
            words,
            address: given(address.map(address_text)),
            phone: given(phone),
            email: given(email),
            website: given(website),
        }
    }

    /// Returns true for the card of a person. Many address books call every card an individual, so
    /// that one named like its organisation is none.
    fn is_person(&self, full_name: &str, organisation: &[String]) -> bool {
        let folded = |text: &str| fold(text.trim()).expanded().to_owned();
        let kind = self.text("KIND").to_lowercase();
        let is_organisation =
            organisation.iter().any(|part| folded(part) == folded(full_name)) || folded(full_name).is_empty();
        let has_name = self.of("N").flat_map(ContentLine::components).take(2).any(|part| !part.is_empty());
        !is_organisation && !["org", "group", "location"].contains(&kind.as_str()) && (has_name || kind == "individual")
    }
}

/// Returns an address as it is written on one line: its label, else made of its parts.
fn address_text(address: &ContentLine) -> String {
    if let Some(label) = address.parameter("LABEL").filter(|label| !label.trim().is_empty()) {
        return label.to_owned();
    }
    let parts = address.components();
    let part = |number: usize| parts.get(number).map(|part| part.replace('\n', ", ")).unwrap_or_default();
    let town = format!("{} {}", part(5), part(3));
    let lines = [part(0), part(1), part(2), town.trim().to_owned()];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}
