//! Reads the rows of one record: each statement with its reasons, its age and what it is about.
//!
//! Must not order them. Entry point: [`ReviewReader::record`].

use super::places::{RecordStatement, visit_statements};
use super::reasons::{ReviewClass, ReviewReason, ReviewReasons};
use super::{FINDING, NO_AGE, ReviewQuestion, ReviewRow};
use crate::check::Finding;
use crate::document::{Document, Path, Record, Slot};
use crate::index::body_level::role_of;
use crate::index::walk::path;
use crate::index::{Index, field};
use crate::model::records::{BodyRole, Certainty};
use crate::model::source_age::{DateState, SourceState};
use crate::model::{BODIES, DECISIONS, ENGAGEMENTS, MEASURES, MEETINGS, RECOMMENDATIONS, REGIONS};
use crate::query::completeness::PageFact;
use crate::query::region_records::regions_of;
use crate::schema::{FieldKind, FieldWeight, Table};
use crate::syntax::SyntaxValue;

/// Returns true when a finding is about a place or a part of it.
pub(super) fn is_within(finding: &Finding, path: &Path) -> bool {
    finding.address.as_ref().is_some_and(|address| address.path.starts_with(path))
}

/// What rows are read from.
#[derive(Clone, Copy)]
pub(super) struct ReviewReader<'a> {
    pub document: &'a Document,
    pub index: &'a Index,
    pub question: &'a ReviewQuestion,
    pub findings: &'a [Finding],
}

impl ReviewReader<'_> {
    /// Adds the rows of a record, given the numbers of its findings.
    pub fn record(self, slot: Slot, findings: &[u32], rows: &mut Vec<ReviewRow>) {
        if !self.document.is_live(slot) {
            return;
        }
        let record = self.document.record(slot).ok();
        let body = record.as_ref().filter(|_| slot.table == BODIES);
        let role = body.and_then(|body| role_of(self.document.schema(), body.root()));
        let mut region = None;
        regions_of(self.index, slot, &mut |found| region = region.or(Some(found)));
        let blank = ReviewRow {
            slot,
            region,
            place: 0,
            months: NO_AGE,
            worth: 0,
            class: class(slot.table, role, false),
            reasons: ReviewReasons::default(),
        };
        let mut open = findings.to_vec();
        if let Some(record) = &record {
            self.statements(record, role, blank, &mut open, rows);
        }
        // One row for each place, however many rules it fails.
        let place = |number: &u32| self.findings[*number as usize].address.as_ref().map(|address| &address.path);
        let mut seen = Vec::new();
        open.retain(|number| {
            let is_new = !seen.contains(&place(number));
            seen.push(place(number));
            is_new
        });
        let mut rule = ReviewReasons::default();
        rule.add(ReviewReason::Rule);
        let others = open.into_iter().map(|number| ReviewRow { place: FINDING | number, reasons: rule, ..blank });
        rows.extend(others.filter(|row| self.is_asked(row)));
    }

    /// Adds the rows of the statements of a record; leaves in `open` the findings about none of
    /// them.
    fn statements(
        self,
        record: &Record<'_>,
        role: Option<BodyRole>,
        blank: ReviewRow,
        open: &mut Vec<u32>,
        rows: &mut Vec<ReviewRow>,
    ) {
        let declared = self.document.schema().table(blank.slot.table).record;
        visit_statements(declared, record.root(), &mut |statement| {
            let mut row = ReviewRow { place: statement.number, ..blank };
            let is_confirmed = self.judge(&statement, &mut row);
            if !open.is_empty() {
                let path = path(statement.hops);
                let before = open.len();
                open.retain(|number| !is_within(&self.findings[*number as usize], &path));
                if open.len() < before {
                    row.reasons.add(ReviewReason::Rule);
                }
            }
            let is_old_only = row.reasons.iter().eq([ReviewReason::Old]);
            let fact = PageFact::said_by(blank.slot.table, role, statement.field.name);
            row.worth = fact.map_or(0, |fact| fact.weight() as u8);
            row.class = if is_old_only && is_confirmed {
                ReviewClass::Confirmed
            } else if is_remark(&statement) {
                ReviewClass::Remarks
            } else if statement.field.minor {
                ReviewClass::Details
            } else {
                class(blank.slot.table, role, statement.is_contact || is_source(&statement))
            };
            if row.reasons != ReviewReasons::default() && self.is_asked(&row) {
                rows.push(row);
            }
        });
    }

    /// Adds the reasons to review a statement, and its age. Returns true when somebody found it
    /// still true within the review period.
    fn judge(self, statement: &RecordStatement<'_, '_>, row: &mut ReviewRow) -> bool {
        let Some(value) = statement.value else {
            if !statement.field.required && statement.field.absence.is_none() {
                row.reasons.add(ReviewReason::Unknown);
            }
            return false;
        };
        is_source(statement) && self.source(value, row)
    }

    fn source(self, source: SyntaxValue<'_>, row: &mut ReviewRow) -> bool {
        let ReviewQuestion { period, older_than, .. } = *self.question;
        let text = |name| field(source, name).and_then(SyntaxValue::as_str);
        if text("url").is_none_or(|url| url.trim().is_empty()) {
            row.reasons.add(ReviewReason::Unknown);
        }
        let certainty = field(source, "certainty").and_then(|word| Certainty::from_name(word.as_word()?));
        if certainty == Some(Certainty::Low) {
            row.reasons.add(ReviewReason::Uncertain);
        }
        let state = SourceState::of(source, period);
        let months = state.as_of.date().map(|date| date.months_until(period.today).max(0));
        row.months = months.map_or(NO_AGE, |months| u16::try_from(months).unwrap_or(NO_AGE - 1));
        let is_overdue = matches!(state.as_of, DateState::Overdue(..));
        let is_undated = period.months > 0 && state.as_of == DateState::Unknown;
        if is_overdue || is_undated || older_than.is_some_and(|limit| row.months().is_some_and(|age| age >= limit)) {
            row.reasons.add(ReviewReason::Old);
        }
        if period.months > 0 && matches!(state.checked, DateState::Unknown | DateState::Overdue(..)) {
            row.reasons.add(ReviewReason::Unchecked);
        }
        state.is_checked_in_time(period.today)
    }

    fn is_asked(self, row: &ReviewRow) -> bool {
        let has_reason = self.question.reason.is_none_or(|reason| row.reasons.has(reason));
        let is_of_age = |limit| row.months().is_some_and(|months| months >= limit);
        has_reason && self.question.older_than.is_none_or(is_of_age)
    }
}

/// Returns what a statement of a record is about; `is_contact` also for the source of a record,
/// which vouches for its contact.
fn class(table: Table, role: Option<BodyRole>, is_contact: bool) -> ReviewClass {
    match (table, role) {
        (BODIES, Some(BodyRole::Office)) if is_contact => ReviewClass::OfficeContact,
        (BODIES, Some(BodyRole::Committee | BodyRole::Conference)) => ReviewClass::Steering,
        (BODIES, _) => ReviewClass::Bodies,
        (REGIONS, _) => ReviewClass::Network,
        (ENGAGEMENTS, _) => ReviewClass::Work,
        (MEETINGS | RECOMMENDATIONS | DECISIONS | MEASURES, _) => ReviewClass::Process,
        _ => ReviewClass::Surroundings,
    }
}

fn is_source(statement: &RecordStatement<'_, '_>) -> bool {
    matches!(statement.field.kind, FieldKind::Record(kind) if kind.is_source)
}

/// Returns true for remarks and for how a date is worded.
fn is_remark(statement: &RecordStatement<'_, '_>) -> bool {
    statement.field.weight == Some(FieldWeight::Note)
}
