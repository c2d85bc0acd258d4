//! The vocabulary of a dataset declaration: tables, record types, fields, their kinds and
//! attributes.
//!
//! Independent of the domain (`model`) and of text (`document`), which both use it. Form, detail
//! view, search, check, diff, merge, export and command line read the fields from here and never
//! list them themselves. Entry points: [`Schema`] and [`Field`].

mod field_kind;
mod field_part;
mod variants;

use std::any::Any;

use crate::texts::{Lang, Phrase};

pub use field_kind::{ChoiceOption, FieldKind};
pub use field_part::{FieldWeight, Naming, PageGroup};
pub use variants::{OwnChoices, SchemaVariants};

/// A table of a dataset: an index into [`Schema::tables`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Table(pub u8);

/// The declaration of a whole dataset.
#[derive(Debug)]
pub struct Schema {
    /// Name of the outermost struct, e.g. `Directory`.
    pub name: &'static str,
    /// All tables, in the order in which they are written.
    pub tables: &'static [TableType],
    /// How a dataset declares choices of its own; `None` where it cannot.
    pub variants: Option<SchemaVariants>,
    /// The choices of the program's own declaration, each with those that a dataset has in their
    /// place.
    pub own_choices: &'static [OwnChoices],
    /// What the domain knows about the choices of this schema.
    pub vocabulary: &'static (dyn Any + Send + Sync),
}

impl Schema {
    /// Returns the declaration of a table.
    pub fn table(&self, table: Table) -> &'static TableType {
        &self.tables[usize::from(table.0)]
    }

    /// Returns all tables in order.
    pub fn all(&self) -> impl Iterator<Item = Table> {
        (0..self.tables.len() as u8).map(Table)
    }

    /// Finds a table by the name it has in the file.
    pub fn find(&self, name: &str) -> Option<Table> {
        self.all().find(|t| self.table(*t).name == name)
    }
}

/// The declaration of one table.
#[derive(Debug, Clone, Copy)]
pub struct TableType {
    /// Name in the file, e.g. `bodies`.
    pub name: &'static str,
    /// Label on the screen, in the plural.
    pub plural: Phrase,
    /// Label of one record.
    pub singular: Phrase,
    /// True for a table that is a single record and not a list (`district`).
    pub single: bool,
    /// Type of its records.
    pub record: &'static RecordType,
    /// Checks with `ron` and serde whether a text is a record of this type, with the choices of a
    /// schema.
    pub validate: fn(&'static Schema, &ron::Options, &str) -> ron::error::SpannedResult<()>,
}

/// The declaration of one record type, of a table or nested in a field.
#[derive(Debug, Clone, Copy)]
pub struct RecordType {
    /// Struct name in the file, e.g. `Body`.
    pub name: &'static str,
    /// True for the type that says where a statement comes from and how old it is.
    pub is_source: bool,
    /// Its fields in the order in which they are written.
    pub fields: &'static [Field],
}

impl RecordType {
    /// Finds a field by name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.position(name, 0).map(|at| &self.fields[at])
    }

    /// Returns the index of a field by name. The search starts at `next`, because fields are mostly
    /// in the order in which they are declared.
    pub fn position(&self, name: &str, next: usize) -> Option<usize> {
        let (behind, ahead) = self.fields.split_at(next.min(self.fields.len()));
        let found = ahead.iter().position(|field| field.name == name).map(|at| next + at);
        found.or_else(|| behind.iter().position(|field| field.name == name))
    }

    /// Returns the field that takes this part in what a record is called.
    pub fn naming(&self, naming: Naming) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.naming == Some(naming))
    }

    /// Returns the references whose records name a record of this type, in order.
    pub fn name_parts(&self) -> Vec<&'static Field> {
        self.in_order(|field| match field.naming {
            Some(Naming::Part(place)) => Some(place),
            _ => None,
        })
    }

    /// Returns the columns of `list`, from the left.
    pub fn columns(&self) -> Vec<&'static Field> {
        self.in_order(|field| field.column)
    }

    /// Returns the lines of the contact card, from the top.
    pub fn card(&self) -> Vec<&'static Field> {
        self.in_order(|field| field.card)
    }

    /// Returns the fields whose values tell records of one name apart, the most telling first.
    pub fn distinguishing(&self) -> Vec<&'static Field> {
        self.in_order(|field| field.distinguishing)
    }

    /// Returns the field that holds the source of the record's statements.
    pub fn source(&self) -> Option<&'static Field> {
        let is_source = |field: &&Field| matches!(field.kind, FieldKind::Record(inner) if inner.is_source);
        self.fields.iter().filter(is_source).find(|field| field.vouches_for.is_none())
    }

    /// Returns the field that holds the source of one value alone, where it has one declared.
    pub fn source_of_value(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.vouches_for == Some(name))
    }

    /// Returns the first field that refers to records of a table, or is a list of such references.
    pub fn reference_to(&self, table: Table) -> Option<&'static Field> {
        self.fields.iter().find(|field| match field.kind {
            FieldKind::Ref(to) | FieldKind::List(&FieldKind::Ref(to)) => to == table,
            _ => false,
        })
    }

    /// Returns true when records of this type may refer to records of a table, anywhere in them.
    pub fn refers_to(&self, table: Table) -> bool {
        self.fields.iter().any(|field| match field.kind {
            FieldKind::Ref(to) | FieldKind::List(&FieldKind::Ref(to)) => to == table,
            FieldKind::Record(inner) | FieldKind::List(&FieldKind::Record(inner)) => inner.refers_to(table),
            _ => false,
        })
    }

    /// Returns true when a search finds records of this type by the names of the records of a table
    /// that they refer to.
    pub fn is_found_by(&self, table: Table) -> bool {
        self.fields.iter().any(|field| match field.kind {
            FieldKind::Ref(to) | FieldKind::List(&FieldKind::Ref(to)) => to == table && field.weight.is_some(),
            FieldKind::Record(inner) | FieldKind::List(&FieldKind::Record(inner)) => inner.is_found_by(table),
            _ => false,
        })
    }

    fn in_order(&self, place: impl Fn(&Field) -> Option<u8>) -> Vec<&'static Field> {
        let mut found: Vec<&'static Field> = self.fields.iter().filter(|field| place(field).is_some()).collect();
        found.sort_by_key(|field| place(field));
        found
    }
}

/// The declaration of one field.
///
/// What the program does with the field beyond reading, showing and writing it is said by its
/// attributes. They have defaults, some of them by kind; a builder method of the same name sets
/// each.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Name in the file, English.
    pub name: &'static str,
    /// Kind of its value.
    pub kind: FieldKind,
    /// True when every record must have it.
    pub required: bool,
    /// Label on the screen.
    pub label: Phrase,
    /// One sentence that helps to fill it in; may be empty.
    pub help: Phrase,
    /// Its part in what the record is called.
    pub naming: Option<Naming>,
    /// How its text ranks in a search; of a reference, the name of the record it leads to. `None`
    /// where it is not searched.
    pub weight: Option<FieldWeight>,
    /// Its place among the columns that `list` shows to people, from the left. A nested record
    /// stands for its own columns.
    pub column: Option<u8>,
    /// Its place among the lines of the contact card, from the top.
    pub card: Option<u8>,
    /// Its place among the values that tell records of one name apart, the most telling first.
    pub distinguishing: Option<u8>,
    /// The part of its record's page that shows it.
    pub group: PageGroup,
    /// True for a date that says when something was done, which is never in the future.
    pub past: bool,
    /// The date of the same record that it must not be earlier than.
    pub not_before: Option<&'static str>,
    /// The unit it counts, singular and plural, where the unit follows the number in a line.
    pub unit: Option<(Phrase, Phrase)>,
    /// True for a field that is asked for when a record or list item is added, like the required
    /// ones.
    pub asked: bool,
    /// True for a number that counts the records of this type that refer to the same one.
    pub ordinal: bool,
    /// True for the name of a person, which leaves the program only when it is asked for.
    pub personal: bool,
    /// True for a detail that people can do without: it is reviewed after everything else.
    pub minor: bool,
    /// The value of the same record for which this source vouches alone.
    pub vouches_for: Option<&'static str>,
    /// What its absence means, where it does not mean that the value is unknown.
    pub absence: Option<Phrase>,
    /// What one item of a list is called. An item that is a reference is called as its table says.
    pub item: Option<Phrase>,
}

impl Field {
    /// Returns a field with the attributes of its kind.
    pub const fn new(name: &'static str, kind: FieldKind, required: bool, label: Phrase, help: Phrase) -> Field {
        let (column, group) = match kind {
            FieldKind::Id => (Some(0), PageGroup::Closing),
            _ => (None, PageGroup::Facts),
        };
        let (naming, weight) = (None, kind.weight());
        let (card, distinguishing, unit, absence, item) = (None, None, None, None, None);
        let (past, asked, ordinal, personal, minor) = (false, false, false, false, false);
        let (not_before, vouches_for) = (None, None);
        Field {
            name,
            kind,
            required,
            label,
            help,
            naming,
            weight,
            column,
            card,
            distinguishing,
            group,
            past,
            not_before,
            unit,
            asked,
            ordinal,
            personal,
            minor,
            vouches_for,
            absence,
            item,
        }
    }

    /// Sets the part it takes in what the record is called.
    pub const fn naming(self, naming: Naming) -> Field {
        Field { naming: Some(naming), ..self }
    }

    /// Sets how its text ranks in a search.
    pub const fn weight(self, weight: FieldWeight) -> Field {
        Field { weight: Some(weight), ..self }
    }

    /// Keeps its text out of searches.
    pub const fn unsearched(self) -> Field {
        Field { weight: None, ..self }
    }

    /// Makes it a column of `list`.
    pub const fn column(self, place: u8) -> Field {
        Field { column: Some(place), ..self }
    }

    /// Makes it a line of the contact card.
    pub const fn card(self, place: u8) -> Field {
        Field { card: Some(place), ..self }
    }

    /// Makes it tell records of one name apart.
    pub const fn distinguishing(self, place: u8) -> Field {
        Field { distinguishing: Some(place), ..self }
    }

    /// Sets the part of the page that shows it.
    pub const fn group(self, group: PageGroup) -> Field {
        Field { group, ..self }
    }

    /// Marks a date that is never in the future.
    pub const fn past(self) -> Field {
        Field { past: true, ..self }
    }

    /// Names the date of the same record that it must not be earlier than.
    pub const fn not_before(self, first: &'static str) -> Field {
        Field { not_before: Some(first), ..self }
    }

    /// Sets the unit it counts, singular and plural.
    pub const fn unit(self, one: Phrase, many: Phrase) -> Field {
        Field { unit: Some((one, many)), ..self }
    }

    /// Marks a field that is asked for when a record or list item is added.
    pub const fn asked(self) -> Field {
        Field { asked: true, ..self }
    }

    /// Marks a number that counts the records that refer to the same one.
    pub const fn ordinal(self) -> Field {
        Field { ordinal: true, ..self }
    }

    /// Marks the name of a person.
    pub const fn personal(self) -> Field {
        Field { personal: true, ..self }
    }

    /// Marks a detail that people can do without.
    pub const fn minor(self) -> Field {
        Field { minor: true, ..self }
    }

    /// Names the one value of the same record for which this source vouches.
    pub const fn vouches_for(self, value: &'static str) -> Field {
        Field { vouches_for: Some(value), ..self }
    }

    /// Sets what its absence means.
    pub const fn absence(self, meaning: Phrase) -> Field {
        Field { absence: Some(meaning), ..self }
    }

    /// Sets what one item of the list is called.
    pub const fn item(self, item: Phrase) -> Field {
        Field { item: Some(item), ..self }
    }

    /// Returns the number followed by the unit it counts.
    pub fn with_unit(&self, number: &str, lang: Lang) -> String {
        match self.unit {
            Some((one, many)) => format!("{number} {}", if number == "1" { one } else { many }.get(lang)),
            None => number.to_owned(),
        }
    }
}
