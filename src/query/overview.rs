//! One row a network: what is known of each, so that networks can be compared.
//!
//! Entry point: [`overview`].

use super::DatasetView;
use crate::document::Slot;
use crate::index::field;
use crate::model::date::Date;
use crate::model::{BODIES, ENGAGEMENTS, REGIONS};

/// What is known of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetworkRow {
    /// Its region.
    pub region: Slot,
    /// When its Kooperationsvertrag was signed.
    pub signed: Option<Date>,
    /// Number of its bodies.
    pub bodies: usize,
    /// Number of action fields that it is engaged in.
    pub fields: usize,
}

/// Returns a row for each network, in the order of lists.
pub fn overview(data: DatasetView<'_>) -> Vec<NetworkRow> {
    data.index.order(data.document, REGIONS).iter().map(|region| row(data, *region)).collect()
}

fn row(data: DatasetView<'_>, region: Slot) -> NetworkRow {
    let record = data.document.record(region).ok();
    let agreement = record.as_ref().and_then(|record| field(record.root(), "agreement"));
    let signed = agreement.and_then(|agreement| field(agreement, "signed")?.as_str());
    let engagements = data.index.referrers_in(region, ENGAGEMENTS).iter();
    let mut fields: Vec<Slot> = engagements.filter_map(|engagement| action_field(data, *engagement)).collect();
    fields.sort_unstable();
    fields.dedup();
    NetworkRow {
        region,
        signed: signed.and_then(|text| Date::parse(text.trim()).ok()),
        bodies: data.index.referrers_in(region, BODIES).len(),
        fields: fields.len(),
    }
}

fn action_field(data: DatasetView<'_>, engagement: Slot) -> Option<Slot> {
    let mut references = data.index.references(engagement);
    references.find(|reference| reference.table() == crate::model::ACTION_FIELDS)?.to
}
