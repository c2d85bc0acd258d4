//! Queries put together from others, as they would be typed.
//!
//! Reads no records. Entry points: [`both`], [`term_of`].

use super::parser::{self, TypedNode};
use super::reading::quoted;
use super::term_name::TermName;
use crate::query::columns::Column;
use crate::query::value_counts::counted_kind;
use crate::schema::{FieldKind, Table};

/// Returns a query that both must answer; the alternatives of either are kept together.
pub fn both(query: &str, further: &str) -> String {
    let one = |query: &str| match parser::parse(query) {
        Ok(TypedNode::Any(_)) => format!("({query})"),
        _ => query.to_owned(),
    };
    match (query.trim(), further.trim()) {
        (query, "") | ("", query) => query.to_owned(),
        (query, further) => format!("{} {}", one(query), one(further)),
    }
}

/// Returns the term that is answered by the records of a table with exactly this value in a column,
/// or with none; `None` where no term says that. A value is given as it is typed.
pub fn term_of(table: Table, column: &Column, value: Option<&str>) -> Option<String> {
    let path = column.name().replace('/', ".");
    let is_own = |name: &str| match TermName::read(name, &[table]) {
        Some(TermName::Fields(places)) => {
            matches!(&places[..], [place] if place.fields.len() == column.path.len() && place.field().name == column.field.name)
        }
        _ => false,
    };
    let name = if is_own(&path) { path } else { format!("{}.{path}", crate::model::SCHEMA.table(table).name) };
    let Some(value) = value else { return Some(format!("unknown:{name}")) };
    let is_said = match counted_kind(column) {
        FieldKind::Record(_) | FieldKind::List(_) | FieldKind::Position => false,
        _ => !value.contains(['"', '\n']),
    };
    is_said.then(|| format!("{name}:={}", quoted(value)))
}
