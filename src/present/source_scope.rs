//! What a source covers, in words: people mean the value under the cursor, but the source vouches
//! for the whole record around it.
//!
//! Which fields these are is for [`covered_fields`] to say. Entry point: [`covered`].

use crate::document::{Address, Document};
use crate::model::provenance::covered_fields;
use crate::texts::{self, Lang};

/// Fields that are named.
const NAMED: usize = 4;

/// Returns the labels of what the source at this address covers, the first few by name; `None`
/// where nothing is known for which it could vouch.
pub fn covered(document: &Document, source: &Address, lang: Lang) -> Option<String> {
    let fields = covered_fields(document, source);
    let named: Vec<&str> = fields.iter().take(NAMED).map(|field| field.label.get(lang)).collect();
    let named = Some(named.join(", ")).filter(|named| !named.is_empty())?;
    let others = fields.len().saturating_sub(NAMED);
    Some(if others == 0 { named } else { texts::detail::and_others(lang, others, &named) })
}
