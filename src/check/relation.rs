//! Rules that look at a record together with others.

use std::collections::HashSet;

use super::alike::Likeness;
use super::same_key;
use super::*;
use crate::document::AddressStep;
use crate::index::field;
use crate::index::required_groups::missing_groups;
use crate::index::walk::walk;
use crate::model::records::{Body, BodyRole, Level, RecommendationStatus};
use crate::model::vocabulary::Vocabulary;
use crate::model::{BODIES, DECISIONS, MEASURES, MEETINGS, RECOMMENDATIONS, REGIONS};
use crate::schema::FieldKind;
use crate::syntax::SyntaxValue;
use crate::texts::noun::capitalised;

/// Among how many ids a misspelt one is looked for; more would take noticeable time per finding.
const CANDIDATES: usize = 2_000;

/// How many records a cycle of references has at most; a longer one is not looked for.
const LONGEST_CYCLE: usize = 64;

pub(super) fn check(findings: &mut Findings<'_, '_>) {
    let (document, slot) = (findings.check.document, findings.slot);
    let id = document.id(slot);
    if !id.is_empty() && document.find(slot.table, id).is_some_and(|first| first != slot) {
        findings.record(&DUPLICATE_ID, 0, || FindingMessage::about(id, texts::check::duplicate_id));
    }
    let Ok(record) = document.record(slot) else { return };
    let declared = document.schema().table(slot.table).record;
    walk(declared, record.root(), &mut |node| reference(findings, &node));
    same_key::check(findings, record.root());
    match slot.table {
        REGIONS => bodies(findings, record.root()),
        BODIES => {
            groups(findings, record.root());
            like_others(findings, record.root());
        }
        RECOMMENDATIONS => answered(findings, record.root()),
        DECISIONS => {
            declined_and_carried_out(findings, record.root());
            decided_before(findings, record.root());
        }
        _ => {}
    }
}

fn reference(findings: &mut Findings<'_, '_>, node: &WalkedValue<'_, '_>) {
    if let FieldKind::List(FieldKind::Ref(_)) = node.kind {
        return repeated(findings, node);
    }
    let (FieldKind::Ref(table), Some(id)) = (node.kind, node.value.as_str()) else { return };
    let (document, slot) = (findings.check.document, findings.slot);
    if id.is_empty() {
        return;
    }
    if table == slot.table && id == document.id(slot) {
        return findings.at(&SELF_REFERENCE, node, || FindingMessage::new(texts::check::refers_to_itself));
    }
    if document.find(table, &id).is_some() {
        if table == slot.table {
            in_a_cycle(findings, node);
        }
        return;
    }
    let plural = document.schema().table(table).plural;
    findings.at(&DANGLING_REFERENCE, node, || {
        let meant = nearest(&id, document.slots(table).take(CANDIDATES).map(|slot| document.id(slot)));
        FindingMessage::about(&id, |lang, id| texts::check::dangling(lang, plural.get(lang), id))
            .or_rather(meant.as_deref())
    });
}

/// Reports a reference within a table that leads back to its own record by way of others.
fn in_a_cycle(findings: &mut Findings<'_, '_>, node: &WalkedValue<'_, '_>) {
    let (document, start) = (findings.check.document, findings.slot);
    let above = |slot: Slot| findings.check.above(slot);
    let mut chain = vec![start];
    // A chain that leads into a cycle of others has no end either.
    while let Some(next) = above(chain[chain.len() - 1]).filter(|_| chain.len() <= LONGEST_CYCLE) {
        chain.push(next);
        if next == start {
            let ids: Vec<&str> = chain.iter().map(|slot| document.id(*slot)).collect();
            return findings
                .at(&PARENT_CYCLE, node, || FindingMessage::about(&ids.join(" → "), texts::check::in_a_cycle));
        }
    }
}

/// Reports references that occur earlier in the same list.
fn repeated(findings: &mut Findings<'_, '_>, list: &WalkedValue<'_, '_>) {
    let mut seen = HashSet::new();
    for (at, value) in list.value.items().enumerate() {
        let Some(id) = value.unwrap_option().and_then(SyntaxValue::as_str) else { continue };
        if !seen.insert(id.clone()) {
            let place =
                |findings: &Findings<'_, '_>| (findings.address(list).join(AddressStep::Item(at)), value.span().start);
            findings.push(&REPEATED_REFERENCE, place, || FindingMessage::about(&id, texts::check::repeated));
        }
    }
}

fn bodies(findings: &mut Findings<'_, '_>, region: SyntaxValue<'_>) {
    let check = findings.check;
    let bodies = check.index.referrers_in(findings.slot, BODIES);
    let has = |level: &Level| bodies.iter().any(|body| check.level(*body) == Some(*level));
    let levels = Level::all(Vocabulary::of(check.document.schema()));
    for level in levels.filter(|level| level.is_everywhere && !has(level)) {
        let message = || FindingMessage::new(|lang| texts::check::missing_body(lang, level.label().get(lang)));
        findings.record(&MISSING_BODY, region.span().start, message);
    }
}

/// Reports earlier bodies that this one is like. They are known only when all records are checked.
fn like_others(findings: &mut Findings<'_, '_>, body: SyntaxValue<'_>) {
    let Some(overview) = findings.check.overview else { return };
    for (likeness, other) in overview.bodies().like(findings.slot, overview.level(findings.slot), body) {
        alike_finding(findings, likeness, other, body);
    }
}

/// Reports, at the value in question, that a body is like another one.
fn alike_finding(findings: &mut Findings<'_, '_>, likeness: Likeness, other: Slot, body: SyntaxValue<'_>) {
    let document = findings.check.document;
    let place = |findings: &Findings<'_, '_>| {
        let path = likeness.path().iter().map(|name| AddressStep::Field((*name).to_owned())).collect();
        let offset = likeness.value(body).map_or(0, |value| value.span().start);
        (Address { path, ..document.address(findings.slot) }, offset)
    };
    findings.push(likeness.rule(), place, || likeness.message(document, other));
}

/// Reports a recommendation that is open although a decision answers it.
fn answered(findings: &mut Findings<'_, '_>, recommendation: SyntaxValue<'_>) {
    let status = field(recommendation, "status").and_then(SyntaxValue::as_word);
    let is_open = status.and_then(RecommendationStatus::from_name) == Some(RecommendationStatus::Open);
    let check = findings.check;
    let Some(decision) = check.index.referrers_in(findings.slot, DECISIONS).first().filter(|_| is_open) else { return };
    let decision = || check.document.address(*decision).display(check.document.schema()).to_string();
    let message = || FindingMessage::about(&decision(), texts::check::answered_open);
    findings.at_field(&ANSWERED_OPEN, recommendation, "status", message);
}

/// Reports a decision that only answers declined recommendations and yet is carried out.
fn declined_and_carried_out(findings: &mut Findings<'_, '_>, decision: SyntaxValue<'_>) {
    let check = findings.check;
    let Some(measure) = check.index.referrers_in(findings.slot, MEASURES).first() else { return };
    let mut answered = recommendations(check, findings.slot).peekable();
    let is_declined = |slot: Slot| {
        let record = check.document.record(slot).ok();
        let status = record.as_ref().and_then(|record| field(record.root(), "status")?.as_word());
        status.and_then(RecommendationStatus::from_name) == Some(RecommendationStatus::Declined)
    };
    if answered.peek().is_some() && answered.all(is_declined) {
        let measure = || check.document.address(*measure).display(check.document.schema()).to_string();
        let message = || FindingMessage::about(&measure(), texts::check::declined_carried_out);
        findings.at_field(&DECLINED_CARRIED_OUT, decision, "recommendations", message);
    }
}

/// Reports a decision that is taken before the meeting whose recommendation it answers.
fn decided_before(findings: &mut Findings<'_, '_>, decision: SyntaxValue<'_>) {
    let check = findings.check;
    let date = |root: SyntaxValue<'_>| Date::parse(field(root, "date")?.as_str()?.trim()).ok();
    let meeting = |slot: Slot| check.index.references(slot).find(|to| to.table() == MEETINGS)?.to;
    let date_of = |meeting: Slot| date(check.document.record(meeting).ok()?.root());
    let Some(decided) = date(decision).or_else(|| date_of(meeting(findings.slot)?)) else { return };
    let recommended = recommendations(check, findings.slot).filter_map(|slot| date_of(meeting(slot)?));
    let Some(later) = recommended.filter(|recommended| recommended.is_after(decided)).max() else { return };
    let dates = format!("{decided} < {later}");
    let message = || FindingMessage::about(&dates, texts::check::decided_before);
    findings.at_field(&DECIDED_BEFORE, decision, "recommendations", message);
}

/// Returns the recommendations that a decision answers.
fn recommendations<'c>(check: &'c RecordCheck<'_>, decision: Slot) -> impl Iterator<Item = Slot> + 'c {
    check.index.references(decision).filter_map(|to| to.to).filter(|to| to.table == RECOMMENDATIONS)
}

fn groups(findings: &mut Findings<'_, '_>, body: SyntaxValue<'_>) {
    let document = findings.check.document;
    // Only a body that decides has mandatory groups; other bodies are not read a second time.
    if findings.check.level(findings.slot).is_none_or(|level| level.role != BodyRole::Committee) {
        return;
    }
    let Ok(typed) = document.get::<Body>(findings.slot) else { return };
    let Some(noun) = typed.level.map(|level| level.noun) else { return };
    for group in missing_groups(document, &typed) {
        let message = || {
            FindingMessage::new(|lang| {
                let [in_committee, committee] = [noun.in_the(lang), noun.the(lang)].map(|text| capitalised(&text));
                texts::check::missing_group(lang, &in_committee, &committee, group.label().get(lang))
            })
        };
        findings.record(&MISSING_GROUP, body.span().start, message);
    }
}
