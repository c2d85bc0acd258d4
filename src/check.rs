//! What is wrong, missing or old in a dataset.
//!
//! Every rule has a name, a severity and an explanation ([`RULES`]), and can be silenced by name. A
//! finding says where and what. The first findings of each rule are listed and the others counted,
//! so that work and memory stay in proportion to the file. Reads only; never repairs. Entry points:
//! [`check`]; [`SlicedCheck`] for a check in slices; [`RecordCheck::record`] for one record.

mod age_counts;
mod alike;
mod finding;
mod new_errors;
mod overview;
mod placement;
mod profile;
mod record;
mod relation;
mod rules;
mod same_key;
mod sliced_check;
mod statement_error;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::document::{Address, AddressStep, Document, FilePosition, Slot};
use crate::index::Index;
use crate::index::walk::WalkedValue;
use crate::model::date::Date;
use crate::model::records::Level;
use crate::model::source_age::REVIEW_AFTER_MONTHS;
use crate::model::territory::Territory;
use crate::schema::FieldKind;
use crate::syntax::SyntaxValue;
pub use crate::text::nearest;
use crate::texts;
pub use age_counts::CountedAges;
pub use alike::{doubles, neighbours};
use finding::FindingMessage;
pub use finding::{Finding, RuleCounts};
pub use new_errors::{ErrorsBefore, new_errors};
use overview::Overview;
use placement::place;
use rules::*;
pub use rules::{AGE_RULES, RULES, Rule, Severity, rule};
use same_key::JudgedChange;
use sliced_check::FilePlaces;
pub use sliced_check::SlicedCheck;
pub use statement_error::statement_error;

/// How many findings of a rule are listed.
pub const MOST_PER_RULE: usize = 1_000;

/// The options of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckOptions {
    /// Names of rules that report nothing.
    pub silenced: Vec<String>,
    /// After how many months a statement is to be verified again; 0 means never.
    pub review_after_months: u32,
    /// True to report old and undated statements even where they were checked within that time,
    /// instead of only counting them.
    pub reports_counted: bool,
    /// How many findings of a rule are listed.
    pub most_per_rule: usize,
    /// The records to be checked; `None` for the whole dataset.
    pub only: Option<HashSet<Slot>>,
}

impl Default for CheckOptions {
    fn default() -> CheckOptions {
        CheckOptions {
            silenced: Vec::new(),
            review_after_months: REVIEW_AFTER_MONTHS,
            reports_counted: false,
            most_per_rule: MOST_PER_RULE,
            only: None,
        }
    }
}

/// What a check of a whole dataset found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckResult {
    /// What is reported, in the order of the file.
    pub findings: Vec<Finding>,
    /// How many more findings there are, by rule.
    pub unlisted: RuleCounts,
    /// Statements that are old or undated but were checked in time, and are therefore only counted.
    pub counted: CountedAges,
}

impl CheckResult {
    /// Returns the number of findings, listed or not.
    pub fn total(&self) -> usize {
        self.findings.len() + self.unlisted.total()
    }

    /// Returns the number of findings of this severity, listed or not.
    pub fn of_severity(&self, severity: Severity) -> usize {
        let listed = self.findings.iter().filter(|finding| finding.severity() == severity).count();
        listed + self.unlisted.of_severity(severity)
    }
}

/// Checks a whole dataset.
pub fn check(document: &Document, index: &Index, today: Date, options: &CheckOptions) -> CheckResult {
    let mut findings = Vec::new();
    let totals = check_each(document, index, today, options, &mut |finding| findings.push(finding));
    CheckResult { findings, ..totals }
}

/// The same, where each finding is told as soon as it is known, in the order of the file, and not
/// kept: a file that is wrong everywhere has more findings than text.
pub fn check_each(
    document: &Document,
    index: &Index,
    today: Date,
    options: &CheckOptions,
    tell: &mut dyn FnMut(Finding),
) -> CheckResult {
    let mut checking = SlicedCheck::new(document, today, options.clone());
    let mut places = FilePlaces::new(document);
    while !checking.go_on(document, index, sliced_check::BATCH) {
        places.tell_found(&mut checking, tell);
    }
    places.tell_rest(&mut checking, tell);
    checking.totals()
}

/// Returns the line (from 1) of the first conflict marker in a text, which may not be a dataset
/// because of it.
pub fn conflict_marker(text: &str) -> Option<usize> {
    text.lines().position(is_marker).map(|line| line + 1)
}

fn is_marker(line: &str) -> bool {
    ["<<<<<<< ", ">>>>>>> ", "||||||| "].iter().any(|marker| line.starts_with(marker))
}

/// A check of records, one at a time.
pub struct RecordCheck<'a> {
    document: &'a Document,
    index: &'a Index,
    today: Date,
    options: &'a CheckOptions,
    /// What is known of all records, when all are checked.
    overview: Option<&'a Overview>,
    /// The change that is judged, when one is.
    judged: Option<&'a JudgedChange<'a>>,
    territory: OnceLock<Option<Territory>>,
}

/// The findings of some records while they are checked.
struct Findings<'c, 'a> {
    check: &'c RecordCheck<'a>,
    slot: Slot,
    /// Findings that are listed. Offsets are relative to the record.
    told: Vec<Finding>,
    /// How many findings each rule has, including those of earlier records.
    counts: RuleCounts,
    unlisted: RuleCounts,
    ages: CountedAges,
}

/// The state of [`Findings`] at one moment, to go back to.
struct FindingsMark {
    /// The number of listed findings.
    told: usize,
    counts: RuleCounts,
    unlisted: RuleCounts,
}

impl<'a> RecordCheck<'a> {
    /// Prepares a check without reading anything.
    pub fn new(document: &'a Document, index: &'a Index, today: Date, options: &'a CheckOptions) -> RecordCheck<'a> {
        RecordCheck { document, index, today, options, overview: None, judged: None, territory: OnceLock::new() }
    }

    /// Checks one record.
    pub fn record(&self, slot: Slot) -> Vec<Finding> {
        let mut told = self.look(&[slot], &RuleCounts::default()).told;
        if !told.is_empty() {
            place(&mut told, self.document.position_in_file(slot, 0), self.document.source(slot));
        }
        told
    }

    /// Checks some records, given the number of findings that rules already have.
    fn look(&self, slots: &[Slot], counts: &RuleCounts) -> Findings<'_, 'a> {
        let slot = slots.first().copied().unwrap_or(Slot { table: crate::schema::Table(0), index: 0 });
        let (told, unlisted, ages) = (Vec::new(), RuleCounts::default(), CountedAges::default());
        let mut findings = Findings { check: self, slot, told, counts: counts.clone(), unlisted, ages };
        let only = self.options.only.as_ref();
        for slot in slots.iter().filter(|slot| only.is_none_or(|only| only.contains(slot))) {
            findings.slot = *slot;
            record::check(&mut findings);
            relation::check(&mut findings);
        }
        findings
    }

    fn is_silent(&self, rule: &Rule) -> bool {
        self.options.silenced.iter().any(|name| name == rule.name)
    }

    /// Returns the level of a body.
    fn level(&self, body: Slot) -> Option<Level> {
        match self.overview {
            Some(overview) => overview.level(body),
            None => crate::index::body_level::level(self.document, body),
        }
    }

    /// Returns the record of its own table that a record refers to.
    fn above(&self, slot: Slot) -> Option<Slot> {
        if self.overview.is_some() {
            return self.index.references(slot).find(|to| to.table() == slot.table)?.to;
        }
        // The index may be that of the dataset before a change.
        let declared = self.document.schema().table(slot.table).record;
        let field =
            declared.fields.iter().find(|field| matches!(field.kind, FieldKind::Ref(to) if to == slot.table))?;
        let record = self.document.record(slot).ok()?;
        let id = record.root().field(field.name)?.unwrap_option()?.as_str()?;
        self.document.find(slot.table, &id)
    }

    fn territory(&self) -> Option<Territory> {
        *self.territory.get_or_init(|| match self.overview {
            Some(overview) => overview.territory(),
            None => Overview::of(self.document, &[crate::model::MUNICIPALITIES]).territory(),
        })
    }
}

impl Findings<'_, '_> {
    /// Adds a finding about a value.
    fn at(&mut self, rule: &'static Rule, node: &WalkedValue<'_, '_>, message: impl FnOnce() -> FindingMessage) {
        let place = |findings: &Self| (findings.address(node), node.value.span().start);
        self.push(rule, place, message);
    }

    fn address(&self, node: &WalkedValue<'_, '_>) -> Address {
        Address { path: node.path(), ..self.check.document.address(self.slot) }
    }

    /// Adds a finding about a field of the record, which has this root.
    fn at_field(
        &mut self,
        rule: &'static Rule,
        root: SyntaxValue<'_>,
        name: &str,
        message: impl FnOnce() -> FindingMessage,
    ) {
        let place = |findings: &Self| {
            let path = vec![AddressStep::Field(name.to_owned())];
            let offset = root.field(name).map_or(root.span().start, |value| value.span().start);
            (Address { path, ..findings.check.document.address(findings.slot) }, offset)
        };
        self.push(rule, place, message);
    }

    /// Adds a finding about the record as a whole, at an offset in its text.
    fn record(&mut self, rule: &'static Rule, offset: usize, message: impl FnOnce() -> FindingMessage) {
        self.push(rule, |findings| (findings.check.document.address(findings.slot), offset), message);
    }

    /// Returns 1, or 0 for a silenced rule: what a finding adds that is counted instead of
    /// reported.
    fn countable(&self, rule: &Rule) -> usize {
        usize::from(!self.check.is_silent(rule))
    }

    /// Adds a finding. Beyond the limit of its rule it is only counted, without computing its place
    /// and message.
    fn push(
        &mut self,
        rule: &'static Rule,
        place: impl FnOnce(&Self) -> (Address, usize),
        message: impl FnOnce() -> FindingMessage,
    ) {
        if self.check.is_silent(rule) {
            return;
        }
        if self.counts.of(rule) >= self.check.options.most_per_rule {
            return self.unlisted.add(rule, 1);
        }
        self.counts.add(rule, 1);
        let (address, offset) = place(self);
        let position = FilePosition { offset, ..FilePosition::START };
        let (slot, address) = (Some(self.slot), Some(address));
        self.told.push(Finding { rule, slot, address, position, message: message() });
    }

    /// Returns the current state, to go back to.
    fn mark(&self) -> FindingsMark {
        FindingsMark { told: self.told.len(), counts: self.counts.clone(), unlisted: self.unlisted.clone() }
    }

    /// Drops the findings since a mark.
    fn go_back(&mut self, mark: FindingsMark) {
        self.told.truncate(mark.told);
        (self.counts, self.unlisted) = (mark.counts, mark.unlisted);
    }
}
