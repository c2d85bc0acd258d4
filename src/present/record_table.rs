//! Records as a table for people: columns with their titles and widths, cells in words.
//!
//! Which records there are, and in which columns, is for others. Entry points: [`record_table`],
//! [`cells`], [`listing_columns`].

use super::Sheet;
use super::listing::{ColumnWidth, ListingColumn};
use super::path_words::path_words;
use super::value_text::ValueFormatter;
use crate::document::{Address, Slot};
use crate::query::columns::{Column, all, short};
use crate::schema::{FieldKind, Table};
use crate::text::width;
use crate::texts::Lang;

/// The widest that a title makes a column.
const WIDEST_TITLE: u16 = 24;

/// Returns records of one table as a sheet.
pub fn record_table(values: &ValueFormatter<'_>, table: Table, slots: &[Slot]) -> Sheet {
    let columns = short(table);
    let titles: Vec<&str> = columns.iter().map(|column| column.field.label.get(values.lang)).collect();
    Sheet::new(titles, slots.iter().map(|slot| cells(values, &columns, *slot)).collect())
}

/// Returns the cells of a record; of one that cannot be read only its id.
pub fn cells(values: &ValueFormatter<'_>, columns: &[Column], slot: Slot) -> Vec<String> {
    let document = values.data.document;
    let record = document.record(slot).ok();
    let cell = |column: &Column| match &record {
        Some(record) => {
            let value = record.value(&column.path);
            value.map_or_else(String::new, |value| values.value(column.kind, value))
        }
        None if matches!(column.kind, FieldKind::Id) => document.id(slot).to_owned(),
        None => String::new(),
    };
    columns.iter().map(cell).collect()
}

/// Returns what a column is called where others stand beside it: by its label, or by the way to it
/// where another has that label too.
pub fn title(table: Table, column: &Column, others: &[Column], lang: Lang) -> String {
    let label = column.field.label.get(lang);
    let is_alone = others.iter().filter(|other| other.field.label.get(lang) == label).count() < 2;
    if is_alone { label.to_owned() } else { full_title(table, column, lang) }
}

/// Returns what a column is called in a file for people, whatever stands beside it there. A source
/// of a single value has no such name and keeps its path.
pub fn heading(table: Table, column: &Column, lang: Lang) -> String {
    let others = all(table);
    if others.contains(column) { title(table, column, &others, lang) } else { column.name() }
}

/// Returns the way to a column in words: `Kontakt › Telefon`.
pub fn full_title(table: Table, column: &Column, lang: Lang) -> String {
    let place = Address { path: column.path.clone(), ..Address::record(table, "") };
    path_words(&place, lang).join(" › ")
}

/// Returns columns as a list on the screen has them; the first one says what a row is about.
pub fn listing_columns(table: Table, columns: &[Column], lang: Lang) -> Vec<ListingColumn> {
    let listed = |(number, column): (usize, &Column)| {
        let title = title(table, column, columns, lang);
        let least = u16::try_from(width(&title)).unwrap_or(WIDEST_TITLE).min(WIDEST_TITLE);
        let (from, to) = room(column.kind, lang);
        let (from, to) = if number == 0 { (from.max(16), to.max(80)) } else { (from.max(least), to.max(least)) };
        match column.kind {
            FieldKind::Count | FieldKind::Decimal if number > 0 => ListingColumn::number(title, from),
            _ => ListingColumn {
                width: ColumnWidth::Between { least: from, most: to },
                ..ListingColumn::fixed(title, from)
            },
        }
    };
    columns.iter().enumerate().map(listed).collect()
}

/// Returns the cells that values of a kind need at least and at most.
fn room(kind: FieldKind, lang: Lang) -> (u16, u16) {
    match kind {
        FieldKind::YesNo | FieldKind::Postcode | FieldKind::Nuts3 => (5, 5),
        FieldKind::Ags(_) => (8, 8),
        FieldKind::Count | FieldKind::Decimal | FieldKind::Date => (10, 10),
        FieldKind::Position => (16, 18),
        FieldKind::Phone => (14, 20),
        FieldKind::Choice(choices) => {
            let longest = choices.iter().map(|choice| width(choice.label.get(lang))).max().unwrap_or(0);
            let longest = u16::try_from(longest).unwrap_or(u16::MAX);
            (longest.min(14), longest)
        }
        FieldKind::Id | FieldKind::Ref(_) | FieldKind::Line | FieldKind::Email => (14, 36),
        FieldKind::Url | FieldKind::Origin | FieldKind::PostalAddress | FieldKind::Record(_) => (14, 48),
        FieldKind::Text => (20, 100),
        FieldKind::List(item) => {
            let (least, most) = room(*item, lang);
            (least.max(12), most.saturating_mul(2).min(60))
        }
    }
}

/// Returns sheets as lines of cells with a tab between them, as spreadsheets take them from the
/// clipboard.
pub fn tab_separated(sheets: &[Sheet]) -> String {
    let cell = |text: &String| text.replace(['\t', '\n', '\r'], " ");
    let line = |cells: Vec<String>| cells.join("\t") + "\n";
    let sheet = |sheet: &Sheet| {
        let titles = line(sheet.columns.iter().map(|column| column.title.clone()).collect());
        let rows = sheet.rows.iter().map(|row| line(row.iter().map(cell).collect()));
        std::iter::once(titles).chain(rows).collect::<String>()
    };
    sheets.iter().map(sheet).collect::<Vec<_>>().join("\n")
}
