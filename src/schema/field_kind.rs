//! The kinds of values that fields take.
//!
//! Says nothing about a single field; how a kind is read and written is for others. Entry point:
//! [`FieldKind`].

use super::{FieldWeight, RecordType, Table};
use crate::texts::Phrase;

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
    /// A postal address, on one or several lines: street, postcode and town.
    PostalAddress,
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

impl FieldKind {
    /// Returns true when the text may have several lines.
    pub const fn has_lines(self) -> bool {
        matches!(self, FieldKind::Text | FieldKind::PostalAddress)
    }

    /// Returns true for a key that an authority gives to one record of a table only.
    pub const fn is_official_key(self) -> bool {
        matches!(self, FieldKind::Ags(_) | FieldKind::Nuts3)
    }

    /// Returns how texts of this kind rank in a search unless the field says otherwise.
    pub(super) const fn weight(self) -> Option<FieldWeight> {
        match self {
            FieldKind::Id => Some(FieldWeight::Identifier),
            FieldKind::Postcode => Some(FieldWeight::Place),
            FieldKind::PostalAddress | FieldKind::Phone | FieldKind::Email => Some(FieldWeight::Contact),
            FieldKind::Line
            | FieldKind::Text
            | FieldKind::Choice(_)
            | FieldKind::Date
            | FieldKind::Url
            | FieldKind::Origin
            | FieldKind::Ags(_)
            | FieldKind::Nuts3 => Some(FieldWeight::Wording),
            FieldKind::List(item) => item.weight(),
            FieldKind::Ref(_)
            | FieldKind::YesNo
            | FieldKind::Count
            | FieldKind::Decimal
            | FieldKind::Position
            | FieldKind::Record(_) => None,
        }
    }
}

/// One of the values a choice field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoiceOption {
    /// The unit variant as written in the file.
    pub name: &'static str,
    /// Label on the screen.
    pub label: Phrase,
}
