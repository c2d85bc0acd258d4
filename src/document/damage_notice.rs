//! Whether something of a document that is only asked turned out to be damaged.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells whether a record that was read of a skimmed document is not valid RON. Shared by all that
/// read the document.
#[derive(Debug, Clone, Default)]
pub struct DamageNotice(Arc<AtomicBool>);

impl DamageNotice {
    /// Returns true once a damaged record was read: answers of the document must not be used then.
    pub fn is_given(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Notes that a record is damaged, or cannot be read.
    pub(super) fn give(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
