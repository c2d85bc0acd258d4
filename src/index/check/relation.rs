//! Rules that look at a record together with others.

use super::*;
use crate::document::Value;
use crate::index::walk::walk;
use crate::index::{field, level};
use crate::model::records::{Group, Level};
use crate::model::{BODIES, REGIONS};
use crate::schema::Kind;

/// The levels every network has.
const LEVELS: [Level; 3] = [Level::Bildungskonferenz, Level::Lenkungskreis, Level::Bildungsbuero];

/// The groups every Lenkungskreis seats.
const GROUPS: [Group; 4] = [Group::Schulaufsicht, Group::Kreis, Group::Gemeinden, Group::Schulen];

/// Among how many ids a misspelt one is looked for; more would take noticeable time per finding.
const CANDIDATES: usize = 5_000;

pub(super) fn check(findings: &mut Findings<'_, '_>) {
    let (document, slot) = (findings.check.document, findings.slot);
    let id = document.id(slot);
    if !id.is_empty() && document.find(slot.table, id).is_some_and(|first| first != slot) {
        findings.record(&DUPLICATE_ID, 0, Message::new(|lang| texts::duplicate_id(lang, id)));
    }
    let Ok(record) = document.record(slot) else { return };
    let declared = document.schema().table(slot.table).record;
    walk(declared, record.root(), &mut |node| reference(findings, &node));
    match slot.table {
        REGIONS => bodies(findings, record.root()),
        BODIES => groups(findings, record.root()),
        _ => {}
    }
}

fn reference(findings: &mut Findings<'_, '_>, node: &Node<'_, '_>) {
    let (Kind::Ref(table), Some(id)) = (node.kind, node.value.as_str()) else { return };
    let document = findings.check.document;
    if id.is_empty() || document.find(table, &id).is_some() {
        return;
    }
    let plural = document.schema().table(table).plural;
    let meant = nearest(&id, document.slots(table).take(CANDIDATES).map(|slot| document.id(slot)));
    let message = Message::new(|lang| texts::dangling(lang, plural.get(lang), &id)).or_rather(meant.as_deref());
    findings.at(&DANGLING_REFERENCE, node, message);
}

fn bodies(findings: &mut Findings<'_, '_>, region: Value<'_>) {
    let Check { document, index, .. } = findings.check;
    let bodies = index.referrers_in(REGIONS, document.id(findings.slot), BODIES);
    let levels: Vec<Option<Level>> =
        bodies.iter().map(|body| level(document, *body).and_then(|name| Level::from_name(&name))).collect();
    for level in LEVELS.into_iter().filter(|level| !levels.contains(&Some(*level))) {
        let message = Message::new(|lang| texts::missing_body(lang, level.label().get(lang)));
        findings.record(&MISSING_BODY, region.span().start, message);
    }
}

fn groups(findings: &mut Findings<'_, '_>, body: Value<'_>) {
    if word(body, "level") != Some("Lenkungskreis") {
        return;
    }
    // Without members nothing is known; that is no finding.
    let members = field(body, "members").map(|list| list.items().collect::<Vec<_>>()).unwrap_or_default();
    if members.is_empty() {
        return;
    }
    let seated: Vec<Option<&str>> = members.iter().map(|member| word(*member, "group")).collect();
    let has_kreis = !only_cities(findings, body);
    for group in GROUPS.into_iter().filter(|group| has_kreis || *group != Group::Kreis) {
        if !seated.contains(&Some(format!("{group:?}").as_str())) {
            let message = Message::new(|lang| texts::missing_group(lang, group.label().get(lang)));
            findings.record(&MISSING_GROUP, body.span().start, message);
        }
    }
}

/// True when all regions of a body are kreisfreie Städte.
fn only_cities(findings: &Findings<'_, '_>, body: Value<'_>) -> bool {
    let document = findings.check.document;
    let city = |region: Value<'_>| {
        let slot = region.as_str().and_then(|id| document.find(REGIONS, &id));
        let record = slot.and_then(|slot| document.record(slot).ok());
        record.is_some_and(|record| word(record.root(), "kind") == Some("KreisfreieStadt"))
    };
    let regions: Vec<Value<'_>> = field(body, "regions").map(|list| list.items().collect()).unwrap_or_default();
    !regions.is_empty() && regions.into_iter().all(city)
}

fn word<'r>(record: Value<'r>, name: &str) -> Option<&'r str> {
    field(record, name).and_then(|value| value.as_word())
}
