//! Offices and other bodies as vCard 4.0 (RFC 6350), a card for each.
//!
//! Carries how to reach a body and what it is; its members never. What a card cannot say is in
//! docs/formats.md. Entry points: [`card`], [`write`].

use std::io;

use super::provenance::{revision, source_address};
use super::telephone::tel_uri;
use super::{ExportError, ExportRequest, ExportRun, identifier};
use crate::document::{Document, Slot};
use crate::export::content_line::{ContentLines, ContentParameter, ContentValue};
use crate::model::postal_address::PostalAddress;
use crate::model::records::{Body, Contact};
use crate::model::{ACTION_FIELDS, BODIES, REGIONS};
use crate::present::record_label::RecordLabel;
use crate::query::DatasetView;
use crate::schema::Table;
use crate::text::hyperlink;
use crate::texts::Lang;

/// The program that wrote the card.
pub const PRODUCT: &str = "-//bildungsnetz//bildungsnetz//DE";

/// Writes the cards of all selected bodies.
pub(super) fn write(
    request: &ExportRequest<'_>,
    out: &mut dyn io::Write,
    run: &mut ExportRun<'_>,
) -> Result<(), ExportError> {
    for slot in request.selection.of_table(BODIES) {
        let card = card(request.data, *slot);
        out.write_all(card.as_deref().unwrap_or_default().as_bytes())?;
        run.wrote(*slot, card.is_some())?;
    }
    Ok(())
}

/// Returns true when a way to reach a body is known.
pub fn can_be_reached(document: &Document, slot: Slot) -> bool {
    let contact = document.get::<Body>(slot).ok().and_then(|body| body.contact).unwrap_or_default();
    let Contact { phone, email, address, website, .. } = &contact;
    [phone, email, address, website].into_iter().any(|way| known(way.as_deref()).is_some())
}

/// Writes the card of a body; `None` when its record cannot be read.
pub fn card(data: DatasetView<'_>, slot: Slot) -> Option<String> {
    let body: Body = data.document.get(slot).ok()?;
    let regions = names(data, REGIONS, &body.regions);
    let mut lines = ContentLines::default();
    lines.push("BEGIN", ContentValue::Exact("VCARD"));
    lines.push("VERSION", ContentValue::Exact("4.0"));
    lines.push("PRODID", ContentValue::Text(PRODUCT));
    let uid = identifier::of_record(data.document, slot).urn().to_string();
    lines.push("UID", ContentValue::Exact(&uid));
    lines.push("KIND", ContentValue::Exact("org"));
    lines.push("FN", ContentValue::Text(&label(data, slot)));
    let belongs_to = body.organisation.clone().unwrap_or_else(|| regions.join(", "));
    lines.push("ORG", ContentValue::Components(&[&belongs_to, &data.name(slot)]));
    push_contact(&mut lines, &body.contact.clone().unwrap_or_default());
    let level = body.level.map(|level| level.name().to_owned());
    let categories: Vec<String> =
        level.into_iter().chain(regions).chain(names(data, ACTION_FIELDS, &body.action_fields)).collect();
    let categories: Vec<&str> = categories.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    if !categories.is_empty() {
        lines.push("CATEGORIES", ContentValue::List(&categories));
    }
    lines.push_known("NOTE", body.note.as_deref());
    lines.push_known_exact("SOURCE", source_address(body.source.as_ref()).as_deref());
    lines.push_known_exact("REV", revision(body.source.as_ref()).as_deref());
    lines.push("END", ContentValue::Exact("VCARD"));
    Some(lines.take())
}

fn push_contact(lines: &mut ContentLines, contact: &Contact) {
    if let Some(address) = known(contact.address.as_deref()) {
        let parts = PostalAddress::parse(address);
        let (street, town, postcode) = parts.map_or(("", "", ""), |parts| (parts.street, parts.town, parts.postcode));
        let label = ContentParameter { name: "LABEL", value: address };
        // An address that cannot be taken apart stands in the label alone.
        lines.push_with("ADR", &[label], ContentValue::Components(&["", "", street, town, "", postcode, ""]));
    }
    if let Some(phone) = known(contact.phone.as_deref()) {
        let kind = ContentParameter { name: "TYPE", value: "work" };
        match tel_uri(phone) {
            Some(uri) => {
                let value = ContentParameter { name: "VALUE", value: "uri" };
                lines.push_with("TEL", &[value, kind], ContentValue::Exact(&uri));
            }
            None => lines.push_with("TEL", &[kind], ContentValue::Text(phone)),
        }
    }
    lines.push_known("EMAIL", contact.email.as_deref());
    if let Some(website) = known(contact.website.as_deref()) {
        let address = hyperlink::target(website).unwrap_or_else(|| website.to_owned());
        lines.push("URL", ContentValue::Exact(&address));
    }
}

fn known(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// Returns what a record is called among others: eleven bodies may be named "Lenkungskreis". What
/// tells it apart is the same in every language of the screen.
pub(super) fn label(data: DatasetView<'_>, slot: Slot) -> String {
    RecordLabel::of(data, slot, Lang::De).text()
}

/// Returns the names of the records that a list refers to; an id without a record stands for
/// itself.
pub(super) fn names(data: DatasetView<'_>, table: Table, ids: &[String]) -> Vec<String> {
    let name = |id: &String| data.document.find(table, id).map_or_else(|| id.clone(), |slot| data.name(slot));
    ids.iter().map(name).collect()
}
