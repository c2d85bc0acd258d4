//! Answers in words: the text of a value, of a source with its age, of a record, and the rows of an
//! answer that is a table.
//!
//! Screen and command line show what this room says. Must not know a width, a cursor or a format.
//! Entry points: [`Sheet`] and [`Tabular`] for rows.

pub mod change_preview;
pub mod choice_label;
pub mod completeness;
pub mod completion;
pub mod contact;
pub mod contact_sheet;
pub mod excerpt;
pub mod expression_error;
pub mod graph;
pub mod hit;
pub mod labelled_record;
pub mod listing;
pub mod map;
pub mod matrix;
pub mod meetings;
pub mod network;
pub mod network_graph;
pub mod overview;
pub mod path_words;
pub mod place;
pub mod process;
pub mod process_story;
pub mod program_value;
pub mod proposal;
pub mod record_label;
pub mod record_rows;
pub mod record_table;
pub mod review;
pub mod role_words;
mod sheet;
pub mod source_age;
pub mod source_scope;
pub mod status;
pub mod value_counts;
pub mod value_quote;
pub mod value_text;

pub use sheet::{Alignment, Audience, Sheet, SheetColumn, Tabular};

/// A piece of text with its role.
pub type Span = (crate::theme::Role, String);

/// Returns the text of spans.
pub fn text_of(spans: &[Span]) -> String {
    spans.iter().map(|(_, text)| text.as_str()).collect()
}
