//! What can be searched in a record: its texts, each with the class that ranks it.
//!
//! Beside its own texts a record is found by what people call it: a region and its office by their towns and postcodes,
//! an engagement by the names of its region and action field. Enter at [`pieces`].

use super::contact::office_of;
use super::names::Names;
use super::relations::Relations;
use super::walk::{Hop, Node, walk};
use crate::document::{Document, Record, Slot};
use crate::model::postcodes::shipped;
use crate::model::records::{CONTACT, SOURCE};
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MUNICIPALITIES, REGIONS};
use crate::schema::{Field, Kind, Table};

/// How much a text says about what a record is; the earlier, the higher it ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// What it is called: name, short name, synonyms, id.
    Name,
    /// Where it belongs: towns, postcodes, regions, action fields.
    Place,
    /// What it says.
    Wording,
    /// How to reach it.
    Contact,
    /// Remarks and sources.
    Note,
}

impl Class {
    /// All classes, from the highest.
    pub const ALL: [Class; 5] = [Class::Name, Class::Place, Class::Wording, Class::Contact, Class::Note];
}

/// One text by which a record is found.
pub struct Piece<'a> {
    /// Its class.
    pub class: Class,
    /// Where it stands in the record; empty for a text of another record.
    pub hops: &'a [Hop],
    /// The other record it comes from.
    pub via: Option<Slot>,
    /// True for a telephone number.
    pub phone: bool,
    /// The text as a person reads it.
    pub text: &'a str,
}

impl Piece<'_> {
    /// True for the id of the record itself.
    pub fn is_id(&self) -> bool {
        matches!(self.hops, [Hop::Field(Field { kind: Kind::Id, .. })])
    }
}

/// Hands over all texts of a record; of one that cannot be read its id.
pub fn pieces(
    (document, relations, names): (&Document, &Relations, &mut Names<'_>),
    (slot, record): (Slot, Option<&Record<'_>>),
    found: &mut dyn FnMut(Piece<'_>),
) {
    own_pieces((document, names), (slot, record), found);
    let mut towns = |region: &str| towns((document, relations, names), region, found);
    match (slot.table, record) {
        (REGIONS, Some(_)) => towns(document.id(slot)),
        (BODIES, Some(body)) => office_of(body.root()).iter().for_each(|region| towns(region)),
        _ => {}
    }
}

/// The same without what the towns of a region are called.
pub fn own_pieces(
    (document, names): (&Document, &mut Names<'_>),
    (slot, record): (Slot, Option<&Record<'_>>),
    found: &mut dyn FnMut(Piece<'_>),
) {
    let Some(record) = record else {
        let text = document.id(slot);
        return found(Piece { class: Class::Name, hops: &[], via: None, phone: false, text });
    };
    let declared = document.schema().table(slot.table).record;
    walk(declared, record.root(), &mut |node| of_node(names, slot.table, &node, found));
    if slot.table == MUNICIPALITIES {
        postcodes(document.id(slot), found);
    }
}

fn of_node(names: &mut Names<'_>, table: Table, node: &Node<'_, '_>, found: &mut dyn FnMut(Piece<'_>)) {
    let mut say = |class, phone, via, text: &str| {
        if !text.is_empty() {
            found(Piece { class, hops: node.hops, via, phone, text });
        }
    };
    match node.kind {
        Kind::Choice(choices) if !node.is_within(&SOURCE) => {
            let label = node.value.as_word().and_then(|word| choices.iter().find(|choice| choice.name == word));
            if let Some(label) = label.map(|choice| choice.label) {
                say(Class::Wording, false, None, label.de);
                if label.en != label.de {
                    say(Class::Wording, false, None, label.en);
                }
            }
        }
        Kind::Ref(to @ (REGIONS | ACTION_FIELDS)) if table != MUNICIPALITIES => {
            let class = if table == ENGAGEMENTS { Class::Name } else { Class::Place };
            let id = node.value.as_str();
            if let Some((other, name)) = id.and_then(|id| names.of(to, &id)) {
                say(class, false, Some(other), name);
            }
        }
        kind => {
            if let (Some(class), Some(text)) = (class_of(node), node.value.as_str()) {
                say(class, matches!(kind, Kind::Phone), None, &text);
            }
        }
    }
}

fn class_of(node: &Node<'_, '_>) -> Option<Class> {
    let name = node.field()?.name;
    Some(match node.kind {
        Kind::Id => Class::Name,
        Kind::Postcode => Class::Place,
        Kind::Phone | Kind::Email => Class::Contact,
        Kind::Date if node.is_within(&SOURCE) => return None,
        Kind::Line | Kind::Text | Kind::Origin | Kind::Date if node.is_within(&SOURCE) || name == "note" => Class::Note,
        Kind::Line | Kind::Text | Kind::Url if node.is_within(&CONTACT) => Class::Contact,
        Kind::Line | Kind::Text => match node.top()?.name {
            "name" | "short" | "title" | "synonyms" | "official_name" | "network" => Class::Name,
            "seat" => Class::Place,
            _ => Class::Wording,
        },
        Kind::Url | Kind::Origin | Kind::Date | Kind::Ags(_) | Kind::Nuts3 => Class::Wording,
        _ => return None,
    })
}

/// Hands over what the towns of a region are called, and their postcodes.
fn towns(
    (document, relations, names): (&Document, &Relations, &mut Names<'_>),
    region: &str,
    found: &mut dyn FnMut(Piece<'_>),
) {
    for &town in relations.referrers_in(REGIONS, region, MUNICIPALITIES) {
        let Ok(record) = document.record(town) else { continue };
        own_pieces((document, names), (town, Some(&record)), &mut |piece| {
            if finds_region(&piece) {
                found(Piece { class: Class::Place, hops: &[], via: Some(town), ..piece });
            }
        });
    }
}

/// True when a text of a municipality finds its region too: the name and the postcodes.
pub fn finds_region(piece: &Piece<'_>) -> bool {
    piece.class == Class::Place || matches!(piece.hops, [Hop::Field(field)] if field.name == "name")
}

fn postcodes(municipality: &str, found: &mut dyn FnMut(Piece<'_>)) {
    for text in shipped().of(municipality) {
        found(Piece { class: Class::Place, hops: &[], via: None, phone: false, text });
    }
}
