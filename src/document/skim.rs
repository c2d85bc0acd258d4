//! Documents of which only the structure was read: where records begin and end, by brackets,
//! strings and comments, but not whether each record is valid RON.
//!
//! [`Document::skim`] is for those who read all records anyway. [`Document::for_question`] is for a
//! single question that reads some: there each record is parsed in full when it is read, whichever
//! fields are wanted, and a damaged one is noted. Must not answer for a record that was not parsed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::bulk::bracket_scan;
use super::{Document, FileText};
use crate::parallel::OnProgress;
use crate::schema::Schema;

/// Tells whether a record that was read of a skimmed document is not valid RON. Shared by all that
/// read the document.
#[derive(Debug, Clone, Default)]
pub struct DamageNotice(Arc<AtomicBool>);

impl DamageNotice {
    /// Returns true once a damaged record was read: answers of the document must not be used then.
    pub fn is_given(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Notes that a record is damaged.
    pub(super) fn give(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Document {
    /// Parses a file by its brackets alone. This takes a fraction of the time of
    /// [`Document::parse`], but does not tell whether the records are valid RON. Callers must not
    /// rely on the result before they have read the records: when one is invalid
    /// ([`Document::record`]), the file must be parsed instead. Returns `None` when an error is
    /// found on the way.
    pub fn skim(schema: &'static Schema, base: FileText, on_progress: OnProgress<'_>) -> Option<Document> {
        let document = Document::read(schema, base, bracket_scan::item, on_progress).ok()?;
        document.damaged.is_empty().then_some(document)
    }

    /// Skims a file for a single question, which need not read all records. Each record that is
    /// read is parsed in full; `notice` tells whether one of them is damaged, and then the file
    /// must be parsed and asked instead. Returns `None` where the structure is damaged.
    pub fn for_question(schema: &'static Schema, base: FileText, notice: &DamageNotice) -> Option<Document> {
        let document = Document::skim(schema, base, &|_, _| {})?;
        Some(Document { unparsed: Some(notice.clone()), ..document })
    }

    /// Returns true where it is not known of all records whether they are valid RON.
    pub fn is_skimmed(&self) -> bool {
        self.unparsed.is_some()
    }
}
