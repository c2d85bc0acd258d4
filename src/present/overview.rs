//! The overview of the networks in words: its columns and a row.
//!
//! Entry points: [`columns`] and [`row`].

use super::listing::{ListingColumn, ListingRow};
use crate::query::DatasetView;
use crate::query::overview::NetworkRow;
use crate::texts::{self, Lang};
use crate::theme::Role;

/// Returns the columns.
pub fn columns(lang: Lang) -> Vec<ListingColumn> {
    vec![
        ListingColumn::rest(texts::overview::network(lang), 16),
        ListingColumn::fixed(texts::overview::agreement(lang), 10),
        ListingColumn::number(texts::overview::bodies(lang), 9),
        ListingColumn::number(texts::overview::fields(lang), 8),
    ]
}

/// Returns a network in words.
pub fn row(data: DatasetView<'_>, network: &NetworkRow, lang: Lang) -> ListingRow {
    let text = |text: String| vec![(Role::Text, text)];
    let signed = match network.signed {
        Some(date) => text(date.to_string()),
        None => vec![(Role::Unknown, texts::detail::unknown(lang).to_owned())],
    };
    let counts = [network.bodies, network.fields].map(|count| text(texts::number(lang, count)));
    let cells = [text(data.name(network.region)), signed].into_iter().chain(counts);
    ListingRow::new(cells.collect())
}
