//! The searchable texts of a record, each with the weight that ranks it.
//!
//! The declaration says which fields are searched and how their texts rank. Beside its own texts a
//! record is found by related names: a region and its office by their towns and postcodes, an
//! engagement by the names of its region and action field. Entry point: [`search_fields`].

use crate::document::{Document, Record, Slot};
use crate::index::body_level::office_of;
use crate::index::display_names::DisplayNames;
use crate::index::relations::Relations;
use crate::index::walk::{PathSegment, WalkedValue, walk};
use crate::model::postcodes::of_municipality;
use crate::model::{BODIES, MUNICIPALITIES, REGIONS};
use crate::schema::{Field, FieldKind, FieldWeight, Naming};

/// One text by which a record is found.
pub struct SearchField<'a> {
    /// Its weight.
    pub weight: FieldWeight,
    /// The place of the text in the record; empty for a text of another record.
    pub hops: &'a [PathSegment],
    /// The other record it comes from.
    pub via: Option<Slot>,
    /// True for a telephone number.
    pub phone: bool,
    /// The text as a person reads it.
    pub text: &'a str,
}

impl SearchField<'_> {
    /// Returns true for the id of the record itself.
    pub fn is_id(&self) -> bool {
        matches!(self.hops, [PathSegment::Field(Field { kind: FieldKind::Id, .. })])
    }
}

/// Calls `found` with each text of a record; with the id alone where the record cannot be read.
pub fn search_fields(
    document: &Document,
    relations: &Relations,
    names: &mut DisplayNames<'_>,
    slot: Slot,
    record: Option<&Record<'_>>,
    found: &mut dyn FnMut(SearchField<'_>),
) {
    own_search_fields(document, names, slot, record, found);
    let mut towns = |region: &str| towns(document, relations, names, region, found);
    match (slot.table, record) {
        (REGIONS, Some(_)) => towns(document.id(slot)),
        (BODIES, Some(body)) => office_of(document.schema(), body.root()).iter().for_each(|region| towns(region)),
        _ => {}
    }
}

/// Calls `found` with each text of a record, except for the names of a region's towns.
pub fn own_search_fields(
    document: &Document,
    names: &mut DisplayNames<'_>,
    slot: Slot,
    record: Option<&Record<'_>>,
    found: &mut dyn FnMut(SearchField<'_>),
) {
    let Some(record) = record else {
        let text = document.id(slot);
        return found(SearchField { weight: FieldWeight::Name, hops: &[], via: None, phone: false, text });
    };
    let declared = document.schema().table(slot.table).record;
    walk(declared, record.root(), &mut |node| of_node(names, &node, found));
    if slot.table == MUNICIPALITIES {
        postcodes(document, slot, found);
    }
}

fn of_node(names: &mut DisplayNames<'_>, node: &WalkedValue<'_, '_>, found: &mut dyn FnMut(SearchField<'_>)) {
    let Some(weight) = node.field().and_then(|field| field.weight) else { return };
    let mut say = |phone, via, text: &str| {
        let weight = if is_source_address(node.kind, text) { FieldWeight::SourceAddress } else { weight };
        if !text.is_empty() {
            found(SearchField { weight, hops: node.hops, via, phone, text });
        }
    };
    match node.kind {
        FieldKind::Choice(choices) => {
            let label = node.value.as_word().and_then(|word| choices.iter().find(|choice| choice.name == word));
            if let Some(label) = label.map(|choice| choice.label) {
                say(false, None, label.de);
                if label.en != label.de {
                    say(false, None, label.en);
                }
            }
        }
        FieldKind::Ref(to) => {
            let id = node.value.as_str();
            if let Some((other, name)) = id.and_then(|id| names.of(to, &id)) {
                say(false, Some(other), name);
            }
        }
        FieldKind::Record(_) | FieldKind::List(_) => {}
        kind => {
            if let Some(text) = node.value.as_str() {
                say(matches!(kind, FieldKind::Phone), None, &text);
            }
        }
    }
}

/// Returns true for the web address of a source. Its title, where it has no address, is a text.
fn is_source_address(kind: FieldKind, text: &str) -> bool {
    matches!(kind, FieldKind::Origin) && ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme))
}

/// Calls `found` with the names and postcodes of a region's towns.
fn towns(
    document: &Document,
    relations: &Relations,
    names: &mut DisplayNames<'_>,
    region: &str,
    found: &mut dyn FnMut(SearchField<'_>),
) {
    let declared = document.schema().table(MUNICIPALITIES).record.fields.iter();
    let wanted: Vec<&str> = declared.filter(|field| names_region(field)).map(|field| field.name).collect();
    // The relations tell of those towns that were parsed.
    for &town in relations.referrers_in(REGIONS, region, MUNICIPALITIES) {
        let Ok(record) = document.fields_at_a_glance(town, &wanted) else { continue };
        own_search_fields(document, names, town, Some(&record), &mut |field| {
            if finds_region(&field) {
                found(SearchField { weight: FieldWeight::Place, hops: &[], via: Some(town), ..field });
            }
        });
    }
}

/// Returns true when a text of a municipality finds its region too: the name and the postcodes.
pub fn finds_region(field: &SearchField<'_>) -> bool {
    let is_name = matches!(field.hops, [PathSegment::Field(declared)] if names_region(declared));
    field.weight == FieldWeight::Place || is_name
}

/// Returns true for a field of a municipality by which its region is found.
fn names_region(field: &Field) -> bool {
    field.weight == Some(FieldWeight::Place) || field.naming == Some(Naming::Full)
}

fn postcodes(document: &Document, municipality: Slot, found: &mut dyn FnMut(SearchField<'_>)) {
    for text in of_municipality(document.schema(), document.id(municipality)) {
        found(SearchField { weight: FieldWeight::Place, hops: &[], via: None, phone: false, text });
    }
}
