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
    /// The concerns.
    Concerns(ConcernList),
    /// The typed place.
    Places(String),
    /// The card; `None` while something is to be chosen first.
    Card(Option<CardSubject>),
}

/// What the list of concerns depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcernList {
    /// The fields without a concern are listed as well.
    pub others: bool,
    /// Blank lines stand between the concerns.
    pub is_roomy: bool,
    /// The region, where that was chosen first.
    pub region: Option<Slot>,
    /// What is typed.
    pub typed: String,
}

/// What a card is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardSubject {
    /// The action field; `None` for the office alone.
    pub field: Option<Slot>,
    /// The region.
    pub region: Slot,
}
