//! Rows to pick a value from, narrowed by what is typed.
//!
//! Entry point: [`value_rows`].

use super::DialogRow;
use crate::app::editor::PickerOption;
use crate::index::fold::TextFilter;

/// Returns a row for each value whose label matches what is typed; each stands for its RON text.
pub(super) fn value_rows(options: Vec<PickerOption>, typed: &str) -> impl Iterator<Item = DialogRow<String>> {
    let filter = TextFilter::new(typed);
    let matching = options.into_iter().filter(move |option| filter.matches(&option.label));
    matching.filter_map(|option| Some(DialogRow::option(option.label, option.value?)))
}
