//! What the guide's pages are made of; while that is the same, they stand.
//!
//! Only compared, never read again. Enter at [`MadeOf`].

use crate::document::Slot;
use crate::texts::Lang;

/// Revision of the index, language, width, and what the page is about.
pub type MadeOf = (u64, Lang, u16, About);

/// What the page of a step is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Whether the other fields are listed, and whether there is room between the concerns.
    Concerns(bool, bool),
    /// The place as typed.
    Places(String),
    /// Field and region.
    Card(Option<(Slot, Slot)>),
}
