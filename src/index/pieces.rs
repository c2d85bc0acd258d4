//! What can be searched in a record: its texts, each with the class that ranks it.
//!
//! Beside its own texts a record is found by what people call it: a region and its office by their towns and postcodes,
//! an engagement by the names of its region and action field. Enter at [`pieces`].

use super::names::{Names, text};
use super::relations::Relations;
use super::walk::{Hop, Node, walk};
use crate::document::{Document, Record, Slot, Value};
use crate::model::postcodes::shipped;
use crate::model::records::{CONTACT, SOURCE};
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, MUNICIPALITIES, REGIONS};
use crate::schema::{Kind, Table};

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

/// Hands over all texts of a record; none when it cannot be read.
pub fn pieces(
    (document, relations, names): (&Document, &Relations, &mut Names<'_>),
    (slot, record): (Slot, Option<&Record<'_>>),
    found: &mut dyn FnMut(Piece<'_>),
) {
    let Some(record) = record else {
        let text = document.id(slot);
        return found(Piece { class: Class::Name, hops: &[], via: None, phone: false, text });
    };
    let declared = document.schema().table(slot.table).record;
    walk(declared, record.root(), &mut |node| of_node(names, slot.table, &node, found));
    match slot.table {
        REGIONS => towns(document, relations, document.id(slot), found),
        BODIES => of_office(document, relations, record.root(), found),
        MUNICIPALITIES => postcodes(document.id(slot), None, found),
        _ => {}
    }
}

/// True for tables whose records are found by texts of records that refer to them or to the same.
pub fn is_found_by_others(table: Table) -> bool {
    matches!(table, REGIONS | BODIES)
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
        Kind::Url | Kind::Origin | Kind::Date => Class::Wording,
        _ => return None,
    })
}

/// An office is whom people of its region's towns ask.
fn of_office(document: &Document, relations: &Relations, body: Value<'_>, found: &mut dyn FnMut(Piece<'_>)) {
    let level = body.field("level").and_then(Value::peel);
    if level.and_then(|level| level.as_word()) != Some("Bildungsbuero") {
        return;
    }
    let regions = body.field("regions").and_then(Value::peel);
    for region in regions.into_iter().flat_map(|list| list.items()) {
        if let Some(region) = region.as_str() {
            towns(document, relations, &region, found);
        }
    }
}

fn towns(document: &Document, relations: &Relations, region: &str, found: &mut dyn FnMut(Piece<'_>)) {
    for town in relations.referrers_in(REGIONS, region, MUNICIPALITIES) {
        let Ok(record) = document.record(*town) else { continue };
        let mut say = |text: &str| {
            found(Piece { class: Class::Place, hops: &[], via: Some(*town), phone: false, text });
        };
        if let Some(name) = text(record.root(), "name") {
            say(&name);
        }
        let own = record.root().field("postcodes").and_then(Value::peel);
        for postcode in own.into_iter().flat_map(|list| list.items()) {
            if let Some(postcode) = postcode.as_str() {
                say(&postcode);
            }
        }
        postcodes(document.id(*town), Some(*town), found);
    }
}

fn postcodes(municipality: &str, via: Option<Slot>, found: &mut dyn FnMut(Piece<'_>)) {
    for text in shipped().of(municipality) {
        found(Piece { class: Class::Place, hops: &[], via, phone: false, text });
    }
}
