//! What the name of a term means: a field anywhere in a record, what records belong to, or one of
//! the few questions that no field answers.
//!
//! Fields are those of the declaration, by name or label in either language; case, umlauts, blanks
//! and hyphens make no difference. Entry points: [`TermName::read`], [`TermName::all`].

use std::sync::OnceLock;

use crate::document::AddressStep;
use crate::index::fold::fold;
use crate::model::{ACTION_FIELDS, SCHEMA};
use crate::schema::{Field, FieldKind, RecordType, Table};

/// A declared field by the fields that lead to it.
#[derive(Debug, Clone)]
pub struct FieldPlace {
    /// The table of the record.
    pub table: Table,
    /// The fields from the record to it, itself last.
    pub fields: Vec<&'static Field>,
}

impl FieldPlace {
    /// Returns the field itself.
    pub fn field(&self) -> &'static Field {
        self.fields[self.fields.len() - 1]
    }

    /// Returns true when it lies in a part of the record, or is it; the record itself is no part.
    pub fn lies_within(&self, path: &[AddressStep]) -> bool {
        let mut fields = self.fields.iter();
        let is_next = |step: &AddressStep| match step {
            AddressStep::Field(name) => fields.next().is_some_and(|field| field.name == *name),
            AddressStep::Item(_) => true,
        };
        !path.is_empty() && path.iter().all(is_next)
    }
}

/// What a term asks about.
#[derive(Debug, Clone)]
pub enum TermName {
    /// Whether the value in these places is unknown; the places are the term's value.
    Unknown,
    /// Whether a step of the process waits for another.
    Open,
    /// How old the statements of a record are.
    Age,
    /// In which table a record stands.
    Table,
    /// Which record of this table it belongs to.
    Related(Table),
    /// The values in these places.
    Fields(Vec<FieldPlace>),
}

/// The names that no declaration has, in both languages.
pub const QUESTIONS: [(&str, &str, TermName); 5] = [
    ("unknown", "unbekannt", TermName::Unknown),
    ("open", "offen", TermName::Open),
    ("age", "alter", TermName::Age),
    ("table", "tabelle", TermName::Table),
    ("field", "feld", TermName::Related(ACTION_FIELDS)),
];

impl TermName {
    /// Returns what a name means for the records of some tables; no places where none of them has
    /// such a field. `None` where nothing is called so.
    pub fn read(name: &str, tables: &[Table]) -> Option<TermName> {
        let wanted = NameKey::of(name);
        if let Some((.., question)) = QUESTIONS.iter().find(|(en, de, _)| wanted.is(en) || wanted.is(de)) {
            return Some(question.clone());
        }
        if let Some(table) = table_named(name).filter(|table| !SCHEMA.table(*table).single) {
            return Some(TermName::Related(table));
        }
        if let Some((table, field)) = name.split_once(['.', '/'])
            && let Some(table) = table_named(table)
        {
            return own_field(table, field, tables);
        }
        let steps: Vec<NameKey> = name.split(['.', '/']).map(NameKey::of).collect();
        let all: Vec<&FieldPlace> = places().iter().filter(|place| is_called(place, &steps)).collect();
        let of_table = |table: &Table| {
            let places = all.iter().filter(|place| place.table == *table).map(|place| (*place).clone());
            of_the_record_itself(places.collect(), steps.len())
        };
        (!all.is_empty()).then(|| TermName::Fields(tables.iter().flat_map(of_table).collect()))
    }

    /// Returns the names that mean something for the records of some tables, as they are offered
    /// and corrected: English names first, then labels.
    pub fn all(tables: &[Table]) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut add = |name: String| {
            if !names.contains(&name) {
                names.push(name);
            }
        };
        let fields = || places_of(tables);
        let related = || SCHEMA.all().map(|table| SCHEMA.table(table)).filter(|table| !table.single);
        QUESTIONS.iter().for_each(|(en, ..)| add((*en).to_owned()));
        related().for_each(|table| add(typed(table.singular.en)));
        fields().for_each(|place| add(place.field().name.to_owned()));
        QUESTIONS.iter().for_each(|(_, de, _)| add((*de).to_owned()));
        related().for_each(|table| add(typed(table.singular.de)));
        fields().flat_map(|place| [place.field().label.de, place.field().label.en]).for_each(|label| add(typed(label)));
        names
    }
}

/// Returns every declared field of some tables.
pub fn places_of(tables: &[Table]) -> impl Iterator<Item = &'static FieldPlace> {
    places().iter().filter(|place| tables.contains(&place.table))
}

/// Returns the tables in which some record may have a field of this name.
pub fn tables_with(name: &str) -> Vec<Table> {
    if let Some(table) = name.split_once(['.', '/']).and_then(|(table, _)| table_named(table)) {
        return vec![table];
    }
    let steps: Vec<NameKey> = name.split(['.', '/']).map(NameKey::of).collect();
    let is_there = |table: &Table| places().iter().any(|place| place.table == *table && is_called(place, &steps));
    SCHEMA.all().filter(is_there).collect()
}

/// Returns the table of a name or label.
pub fn table_named(name: &str) -> Option<Table> {
    let wanted = NameKey::of(name);
    SCHEMA.all().find(|table| {
        let declared = SCHEMA.table(*table);
        let labels = [declared.plural.de, declared.plural.en, declared.singular.de, declared.singular.en];
        labels.iter().chain([&declared.name]).any(|label| wanted.is(label))
    })
}

/// Returns a label as it is typed in a term, in lower case and without blanks.
pub fn typed(label: &str) -> String {
    let joined = label.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "-");
    joined.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// Returns the field of the record itself that a path leads to: `measures.region` is the value, not
/// what the record belongs to. `None` where records of the table have none.
fn own_field(table: Table, path: &str, tables: &[Table]) -> Option<TermName> {
    let steps: Vec<NameKey> = path.split(['.', '/']).map(NameKey::of).collect();
    let is_own =
        |place: &&FieldPlace| place.table == table && place.fields.len() == steps.len() && is_called(place, &steps);
    let own: Vec<FieldPlace> = places().iter().filter(is_own).cloned().collect();
    let is_asked = tables.contains(&table);
    (!own.is_empty()).then(|| TermName::Fields(if is_asked { own } else { Vec::new() }))
}

/// Keeps those of one table that the name means: where the record itself has such a field that
/// one, otherwise those of its parts.
fn of_the_record_itself(mut places: Vec<FieldPlace>, steps: usize) -> Vec<FieldPlace> {
    if places.iter().any(|place| place.fields.len() == steps) {
        places.retain(|place| place.fields.len() == steps);
    }
    places
}

fn is_called(place: &FieldPlace, steps: &[NameKey]) -> bool {
    let names = |field: &Field| [field.name, field.label.de, field.label.en];
    let ends = place.fields.len().checked_sub(steps.len()).map(|start| &place.fields[start..]);
    ends.is_some_and(|fields| {
        fields.iter().zip(steps).all(|(field, step)| names(field).into_iter().any(|name| step.is(name)))
    })
}

/// Every declared field of every table, outer ones first.
fn places() -> &'static [FieldPlace] {
    static PLACES: OnceLock<Vec<FieldPlace>> = OnceLock::new();
    PLACES.get_or_init(|| {
        let mut places = Vec::new();
        SCHEMA.all().for_each(|table| collect(table, SCHEMA.table(table).record, &[], &mut places));
        places
    })
}

fn collect(table: Table, record: &'static RecordType, outer: &[&'static Field], places: &mut Vec<FieldPlace>) {
    for field in record.fields {
        let fields: Vec<&'static Field> = outer.iter().copied().chain([field]).collect();
        places.push(FieldPlace { table, fields: fields.clone() });
        if let FieldKind::Record(inner) | FieldKind::List(&FieldKind::Record(inner)) = field.kind {
            collect(table, inner, &fields, places);
        }
    }
}

/// A name in its folded forms, of which only letters and digits count.
struct NameKey {
    plain: String,
    expanded: String,
}

impl NameKey {
    fn of(name: &str) -> NameKey {
        let folded = fold(name);
        let letters = |form: &str| form.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        NameKey { plain: letters(folded.plain()), expanded: letters(folded.expanded()) }
    }

    fn is(&self, name: &str) -> bool {
        let name = NameKey::of(name);
        !self.plain.is_empty() && (self.plain == name.plain || self.expanded == name.expanded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BODIES, ENGAGEMENTS, MEASURES, REGIONS};

    fn path(place: &FieldPlace) -> String {
        place.fields.iter().map(|field| field.name).collect::<Vec<_>>().join(".")
    }

    fn meaning(name: &str, table: Table) -> String {
        match TermName::read(name, &[table]) {
            Some(TermName::Fields(places)) => places.iter().map(path).collect::<Vec<_>>().join(" "),
            Some(TermName::Related(table)) => format!("→ {}", SCHEMA.table(table).name),
            Some(other) => format!("{other:?}"),
            None => "?".to_owned(),
        }
    }

    #[test]
    fn a_field_is_called_by_its_name_or_label_in_either_language() {
        for (name, table, expected) in [
            ("kind", MEASURES, "kind"),
            ("Art", MEASURES, "kind"),
            ("phone", BODIES, "contact.phone"),
            ("Telefon", BODIES, "contact.phone"),
            ("contact.phone", BODIES, "contact.phone"),
            ("kontakt/telefon", BODIES, "contact.phone"),
            ("priorität", BODIES, ""),
            ("offen-fuer-alle", BODIES, "open_to_all"),
            ("OpenToAll", BODIES, "open_to_all"),
            ("note", BODIES, "note"),
            ("source.note", BODIES, "source.note"),
            (
                "checked",
                BODIES,
                "members.source.checked contact.address_source.checked contact.phone_source.checked contact.email_source.checked contact.website_source.checked contact.source.checked source.checked",
            ),
            ("stand", REGIONS, "agreement.source.as_of"),
            ("engagements.region", ENGAGEMENTS, "region"),
            ("Gremien.Kontakt.Telefon", BODIES, "contact.phone"),
            ("bodies.phone", BODIES, "?"),
            ("bodies.name", REGIONS, ""),
            ("region", ENGAGEMENTS, "→ regions"),
            ("Regionen", BODIES, "→ regions"),
            ("Feld", ENGAGEMENTS, "→ action_fields"),
            ("gremium", MEASURES, "→ bodies"),
            ("Unbekannt", MEASURES, "Unknown"),
            ("foo", MEASURES, "?"),
            ("", MEASURES, "?"),
        ] {
            assert_eq!(meaning(name, table), expected, "{name}");
        }
    }

    #[test]
    fn every_field_and_table_is_reached_by_each_of_its_names() {
        for place in places() {
            let field = place.field();
            for name in [field.name, field.label.de, field.label.en, &path(place), &typed(field.label.de)] {
                assert!(TermName::read(name, &[place.table]).is_some(), "{name}");
            }
        }
        let all: Vec<Table> = SCHEMA.all().collect();
        for name in TermName::all(&all) {
            assert!(TermName::read(&name, &all).is_some(), "{name}");
        }
    }
}
