//! The fields that all of some records can have, one by one; those of a nested record, too.
//!
//! Entry point: [`common_fields`].

use crate::query::columns::{Column, all};
use crate::schema::{FieldKind, Table};

/// Returns the fields that records of all these tables can have: of the same name and kind, in the
/// order of the first table. Without identifiers, which no two records share, and lists of records.
pub fn common_fields(tables: &[Table]) -> Vec<Column> {
    let Some((first, others)) = tables.split_first() else { return Vec::new() };
    let is_single =
        |kind: FieldKind| !matches!(kind, FieldKind::Id | FieldKind::List(FieldKind::Record(_) | FieldKind::List(_)));
    let mut fields: Vec<Column> = all(*first).into_iter().filter(|field| is_single(field.kind)).collect();
    for other in others {
        let theirs = all(*other);
        let is_like = |field: &Column, their: &Column| {
            their.path == field.path && format!("{:?}", their.kind) == format!("{:?}", field.kind)
        };
        fields.retain(|field| theirs.iter().any(|their| is_like(field, their)));
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BODIES, DECISIONS, MEASURES};

    fn names(tables: &[Table]) -> Vec<String> {
        common_fields(tables).iter().map(Column::name).collect()
    }

    #[test]
    fn records_of_several_tables_share_fields_of_one_name_and_kind() {
        let bodies = names(&[BODIES]);
        assert!(bodies.contains(&"contact/phone".to_owned()) && bodies.contains(&"regions".to_owned()), "{bodies:?}");
        assert!(!bodies.contains(&"id".to_owned()) && !bodies.contains(&"members".to_owned()), "{bodies:?}");
        let shared = names(&[BODIES, MEASURES, DECISIONS]);
        assert!(shared.contains(&"source/as_of".to_owned()), "{shared:?}");
        assert!(!shared.contains(&"contact/phone".to_owned()) && !shared.contains(&"status".to_owned()), "{shared:?}");
        assert!(names(&[]).is_empty());
    }
}
