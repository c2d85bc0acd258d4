//! The latest day on which anything in a dataset was looked up or checked.
//!
//! It stands for today where the same dataset is to give the same answer on any day. Entry point:
//! [`latest_day`].

use crate::document::Document;
use crate::index::chunks::{SHARE, is_small};
use crate::index::field;
use crate::index::walk::walk;
use crate::model::date::Date;
use crate::parallel;
use crate::schema::FieldKind;
use crate::syntax::SyntaxValue;

/// Returns the latest day of a source that is not after `today`; days alone count, not months or
/// years.
pub fn latest_day(document: &Document, today: Date) -> Option<Date> {
    let slots: Vec<_> = document.schema().all().flat_map(|table| document.slots(table)).collect();
    let shares: Vec<_> = slots.chunks(SHARE).collect();
    let latest = |share: usize| {
        let mut latest: Option<Date> = None;
        for slot in shares[share].iter().filter(|slot| document.source(**slot).contains("source")) {
            let Ok(record) = document.record(*slot) else { continue };
            walk(document.schema().table(slot.table).record, record.root(), &mut |node| {
                let FieldKind::Record(source) = node.kind else { return };
                let dates = source.fields.iter().filter(|field| matches!(field.kind, FieldKind::Date));
                let days = dates.filter(|_| source.is_source).filter_map(|field| day(node.value, field.name));
                latest = latest.into_iter().chain(days.filter(|day| !day.is_after(today))).max();
            });
        }
        latest
    };
    parallel::map(shares.len(), is_small(document), latest).into_iter().flatten().max()
}

fn day(source: SyntaxValue<'_>, name: &str) -> Option<Date> {
    let date = Date::parse(field(source, name)?.as_str()?.trim()).ok()?;
    date.day().map(|_| date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SCHEMA;

    #[test]
    fn days_count_up_to_today() {
        let text = r#"(
            regions: [(id: "a", name: "A", kind: Some(Kreis), agreement: Some((source: Some((as_of: Some("2024-02-03"), checked: Some("2026")))))) ],
            bodies: [(id: "b", level: Some(Lenkungskreis), name: "B", regions: ["a"], source: Some((checked: Some("2025-06-07"))))],
            measures: [(id: "m", title: "M", region: "a", source: Some((checked: Some("2062-11-29"))))],
        )"#;
        let document = Document::parse(&SCHEMA, text).unwrap();
        let today = Date::parse("2026-11-29").unwrap();
        assert_eq!(latest_day(&document, today).map(|day| day.to_string()).as_deref(), Some("2025-06-07"));
        assert_eq!(latest_day(&Document::parse(&SCHEMA, "()").unwrap(), today), None);
    }
}
