//! The vocabulary of a dataset declaration: tables, record types, fields and their kinds.
//!
//! Independent of the domain (`model`) and of text (`document`), which both use it. Form, detail
//! view, search, check, diff, merge, export and command line read the fields from here and never
//! list them themselves.

use crate::texts::{Lang, Phrase};

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
#[derive(Debug)]
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
    /// Checks with `ron` and serde whether a text is a record of this type.
    pub judge: fn(&ron::Options, &str) -> ron::error::SpannedResult<()>,
}

/// The declaration of one record type, of a table or nested in a field.
#[derive(Debug)]
pub struct RecordType {
    /// Struct name in the file, e.g. `Body`.
    pub name: &'static str,
    /// Its fields in the order in which they are written.
    pub fields: &'static [Field],
}

impl RecordType {
    /// Returns true for this very declaration.
    pub fn is(&self, other: &RecordType) -> bool {
        std::ptr::eq(self, other)
    }

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
}

/// The declaration of one field.
#[derive(Debug)]
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
    /// The unit it counts, singular and plural, where the unit follows the number in a line.
    pub counted: Option<(Phrase, Phrase)>,
}

impl Field {
    /// Returns the number followed by the unit it counts.
    pub fn count(&self, number: &str, lang: Lang) -> String {
        match self.counted {
            Some((one, many)) => format!("{number} {}", if number == "1" { one } else { many }.get(lang)),
            None => number.to_owned(),
        }
    }
}

/// What kind of value a field takes. It decides how the value is edited, checked, shown and
/// written.
#[derive(Debug, Clone, Copy)]
pub enum FieldKind {
    /// The record's own identifier: kebab-case ASCII, unique in its table.
    Id,
    /// Text on one line.
    Line,
    /// Text that may have several lines.
    Text,
    /// One of a fixed set of unit variants.
    Choice(&'static [ChoiceOption]),
    /// The id of a record of another table.
    Ref(Table),
    /// `true` or `false`.
    YesNo,
    /// A whole number of at least 0.
    Count,
    /// A decimal number of at least 0.
    Decimal,
    /// `"2009"`, `"2009-06"` or `"2009-06-22"`: a date as precise as it is known (ISO 8601 calendar
    /// date, reduced precision).
    Date,
    /// A telephone number as people write it.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// Where a statement comes from: a web address, or the title of a source that has none.
    Origin,
    /// A German postcode: five digits.
    Postcode,
    /// An Amtlicher Gemeindeschlüssel with this number of digits: five for a region, eight for a
    /// municipality.
    Ags(usize),
    /// The code of a statistical region (NUTS 3): the country and three more characters.
    Nuts3,
    /// Latitude and longitude in degrees (WGS 84), written as a tuple.
    Position,
    /// A nested record.
    Record(&'static RecordType),
    /// A list of values of one kind.
    List(&'static FieldKind),
}

/// One of the values a choice field takes.
#[derive(Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    /// The unit variant as written in the file.
    pub name: &'static str,
    /// Label on the screen.
    pub label: Phrase,
}
