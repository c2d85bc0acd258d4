//! The groups that a Lenkungskreis must seat, and those that one lacks.
//!
//! Source: the district's page on the networks: Schulaufsicht, Kreis, Städte und Gemeinden and
//! different school forms; a kreisfreie Stadt has no Kreis.

use crate::document::Document;
use crate::model::REGIONS;
use crate::model::records::{Body, Group, Level, Region, RegionKind};

const GROUPS: [Group; 4] = [Group::Schulaufsicht, Group::Kreis, Group::Gemeinden, Group::Schulen];

/// Returns the mandatory groups that a body lacks; none for a body that is not a Lenkungskreis or
/// whose members are unknown.
pub fn missing_groups(document: &Document, body: &Body) -> Vec<Group> {
    if body.level != Some(Level::Lenkungskreis) || body.members.is_empty() {
        return Vec::new();
    }
    let has_kreis = !only_cities(document, body);
    let seated = |group: &Group| body.members.iter().any(|m| m.group == Some(*group));
    GROUPS.into_iter().filter(|g| (has_kreis || *g != Group::Kreis) && !seated(g)).collect()
}

fn only_cities(document: &Document, body: &Body) -> bool {
    let is_city = |id: &String| {
        let region = document.find(REGIONS, id).and_then(|slot| document.get::<Region>(slot).ok());
        region.is_some_and(|r| r.kind == Some(RegionKind::KreisfreieStadt))
    };
    !body.regions.is_empty() && body.regions.iter().all(is_city)
}
