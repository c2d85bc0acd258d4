//! The groups that a Lenkungskreis must seat, and those that one lacks.
//!
//! Source: the district's page on the networks: Schulaufsicht, Kreis, Städte und Gemeinden and
//! different school forms; a kreisfreie Stadt has no Kreis. Entry points: [`mandatory_groups`],
//! [`missing_groups`].

use super::field;
use crate::document::Document;
use crate::model::REGIONS;
use crate::model::records::{Body, Group, Level, RegionKind};

/// The groups that a Lenkungskreis must seat; a kreisfreie Stadt has no Kreis.
pub const MANDATORY_GROUPS: [Group; 4] = [Group::Schulaufsicht, Group::Kreis, Group::Gemeinden, Group::Schulen];

/// Returns the groups that a Lenkungskreis of these regions must seat.
pub fn mandatory_groups(document: &Document, regions: &[impl AsRef<str>]) -> impl Iterator<Item = Group> {
    let has_kreis = !only_cities(document, regions);
    MANDATORY_GROUPS.into_iter().filter(move |group| has_kreis || *group != Group::Kreis)
}

/// Returns the mandatory groups that a body lacks; none for a body that is not a Lenkungskreis or
/// whose members are unknown.
pub fn missing_groups(document: &Document, body: &Body) -> Vec<Group> {
    if body.level != Some(Level::Lenkungskreis) || body.members.is_empty() {
        return Vec::new();
    }
    let seated = |group: &Group| body.members.iter().any(|m| m.group == Some(*group));
    mandatory_groups(document, &body.regions).filter(|group| !seated(group)).collect()
}

fn only_cities(document: &Document, regions: &[impl AsRef<str>]) -> bool {
    let kind = |id: &str| {
        let region = document.record_fields(document.find(REGIONS, id)?, &["kind"]).ok()?;
        RegionKind::from_name(field(region.root(), "kind")?.as_word()?)
    };
    !regions.is_empty() && regions.iter().all(|id| kind(id.as_ref()) == Some(RegionKind::KreisfreieStadt))
}
