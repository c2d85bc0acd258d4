//! A merged text as a version to be saved.
//!
//! Entry point: [`ReceivedText`].

use crate::document::Document;
use crate::model::SCHEMA;
use crate::storage::history::HistoryEntry;
use crate::storage::save::NewVersion;
use crate::texts::Lang;

/// A merged text to be saved. It adds nothing to the history, because git records it.
pub(super) struct ReceivedText<'a> {
    pub(super) text: &'a str,
    pub(super) lang: Lang,
}

impl NewVersion for ReceivedText<'_> {
    fn chunks(&self) -> Vec<&str> {
        vec![self.text]
    }

    fn validate(&self, chunks: &[&str]) -> Result<(), String> {
        Document::probe(&SCHEMA, &chunks.concat()).map_err(|error| error.say(self.lang))
    }

    fn facts(&self) -> &[HistoryEntry] {
        &[]
    }
}
