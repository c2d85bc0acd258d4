//! The inputs that the guide's pages were built from; a page stays valid while they are unchanged.
//!
//! Only compared, never read. Entry point: [`PageInputs`].

use crate::document::Slot;
use crate::texts::Lang;

/// Revision of the index, language, width, and the subject of the page.
pub type PageInputs = (u64, Lang, u16, About);

/// The subject of a step's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Whether the other fields are listed, and whether concerns are separated.
    Concerns(bool, bool),
    /// The typed place.
    Places(String),
    /// Field and region.
    Card(Option<(Slot, Slot)>),
}
