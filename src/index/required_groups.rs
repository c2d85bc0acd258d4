//! The groups that a body that decides must seat, and those that one lacks.
//!
//! Which groups these are is said by the vocabulary of the dataset. Entry points:
//! [`mandatory_groups`], [`missing_groups`].

use super::field;
use crate::document::Document;
use crate::model::REGIONS;
use crate::model::records::{Body, BodyRole};
use crate::model::vocabulary::{Group, RegionKind, Vocabulary};

/// Returns the groups that a committee of these regions must seat.
pub fn mandatory_groups(document: &Document, regions: &[impl AsRef<str>]) -> impl Iterator<Item = Group> {
    let vocabulary = Vocabulary::of(document.schema());
    let has_county = !only_cities(document, vocabulary, regions);
    vocabulary.mandatory_groups().filter(move |group| has_county || !group.is_of_county)
}

/// Returns the mandatory groups that a body lacks; none for a body that does not decide or whose
/// members are unknown.
pub fn missing_groups(document: &Document, body: &Body) -> Vec<Group> {
    if body.level.is_none_or(|level| level.role != BodyRole::Committee) || body.members.is_empty() {
        return Vec::new();
    }
    let seated = |group: &Group| body.members.iter().any(|m| m.group == Some(*group));
    mandatory_groups(document, &body.regions).filter(|group| !seated(group)).collect()
}

fn only_cities(document: &Document, vocabulary: &'static Vocabulary, regions: &[impl AsRef<str>]) -> bool {
    let is_city = |id: &str| {
        let region = document.record_fields(document.find(REGIONS, id)?, &["kind"]).ok()?;
        Some(RegionKind::from_name(vocabulary, field(region.root(), "kind")?.as_word()?)?.is_city)
    };
    !regions.is_empty() && regions.iter().all(|id| is_city(id.as_ref()) == Some(true))
}
