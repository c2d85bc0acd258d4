//! What of a dataset is to be reviewed: everything that is unknown, old, unchecked, uncertain or
//! fails a rule of the check, the most useful first.
//!
//! A row is a statement with all reasons to look at it, so no statement comes twice. First stands
//! what people ask for most ([`ReviewClass`]), in a class what is wrong before what is missing and
//! what is missing before what is old ([`ReviewReason`]), then the older first, then by region.
//! A large dataset is read in slices, so that no key waits for it, and a row keeps numbers instead
//! of texts. Must not judge what a rule of [`crate::check`] judges, or compute an age. Entry points:
//! [`Review::of`]; [`Review::begin`] and [`Review::go_on`] for slices.

mod places;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

pub use self::places::tells_how_to_reach;
use self::places::{RecordStatement, statement_path, visit_statements};
use super::DatasetView;
use super::region_records::{records_of, regions_of};
use crate::check::{AGE_RULES, CheckOptions, Finding};
use crate::document::{Address, Document, Path, Record, Slot};
use crate::index::body_level::level_of;
use crate::index::{Index, field};
use crate::model::records::{Certainty, Level};
use crate::model::source_age::{DateState, ReviewPeriod, SourceState};
use crate::model::{
    ACTION_FIELDS, BODIES, DECISIONS, DISTRICT, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, RECOMMENDATIONS,
    REGIONS,
};
use crate::parallel;
use crate::schema::{FieldKind, FieldWeight, Table};
use crate::syntax::SyntaxValue;

/// How many records a processor reads before it takes the next ones.
const STRETCH: usize = 256;
/// With fewer records than this a single thread is faster than starting others.
const ALONE: usize = 1_024;
/// Marks the number of a finding instead of that of a statement.
const FINDING: u32 = 1 << 31;
/// Stands for the age of a statement that has none.
const NO_AGE: u16 = u16::MAX;

/// The tables in the order in which they are read: the more useful ones first.
const TABLES: [Table; 10] = [
    REGIONS,
    BODIES,
    ENGAGEMENTS,
    MEETINGS,
    RECOMMENDATIONS,
    DECISIONS,
    MEASURES,
    ACTION_FIELDS,
    MUNICIPALITIES,
    DISTRICT,
];

/// What a statement is about, the most asked for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewClass {
    /// How to reach an office.
    OfficeContact,
    /// The region and its network: contract, website, who looks after the page.
    Network,
    /// What a network works on.
    Work,
    /// Lenkungskreis and Bildungskonferenz.
    Steering,
    /// Meetings, recommendations, decisions, measures.
    Process,
    /// The other bodies, and what else is said of an office.
    Bodies,
    /// Action fields and towns.
    Surroundings,
    /// Remarks on anything.
    Remarks,
    /// Old statements that somebody found still true within the review period: not due.
    Confirmed,
}

impl ReviewClass {
    /// All classes.
    pub const ALL: [ReviewClass; ReviewClass::Confirmed as usize + 1] = [
        ReviewClass::OfficeContact,
        ReviewClass::Network,
        ReviewClass::Work,
        ReviewClass::Steering,
        ReviewClass::Process,
        ReviewClass::Bodies,
        ReviewClass::Surroundings,
        ReviewClass::Remarks,
        ReviewClass::Confirmed,
    ];

    /// Returns its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            ReviewClass::OfficeContact => "office-contact",
            ReviewClass::Network => "network",
            ReviewClass::Work => "work",
            ReviewClass::Steering => "steering",
            ReviewClass::Process => "process",
            ReviewClass::Bodies => "bodies",
            ReviewClass::Surroundings => "surroundings",
            ReviewClass::Remarks => "remarks",
            ReviewClass::Confirmed => "confirmed",
        }
    }
}

/// Why a statement is to be reviewed, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReviewReason {
    /// It fails a rule of the check.
    Rule,
    /// It is unknown, or its source is.
    Unknown,
    /// Its certainty is low.
    Uncertain,
    /// Nobody has checked it within the review period.
    Unchecked,
    /// Its date is older than the review period, or it has none.
    Old,
}

impl ReviewReason {
    /// All reasons.
    pub const ALL: [ReviewReason; 5] = [
        ReviewReason::Rule,
        ReviewReason::Unknown,
        ReviewReason::Uncertain,
        ReviewReason::Unchecked,
        ReviewReason::Old,
    ];

    /// Returns its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            ReviewReason::Rule => "rule",
            ReviewReason::Unknown => "unknown",
            ReviewReason::Uncertain => "uncertain",
            ReviewReason::Unchecked => "unchecked",
            ReviewReason::Old => "old",
        }
    }
}

/// The reasons to review a statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ReviewReasons(u8);

impl ReviewReasons {
    fn add(&mut self, reason: ReviewReason) {
        self.0 |= 1 << reason as u8;
    }

    /// Returns true when this is one of them.
    pub fn has(self, reason: ReviewReason) -> bool {
        self.0 & (1 << reason as u8) != 0
    }

    /// Returns them, the most pressing first.
    pub fn iter(self) -> impl Iterator<Item = ReviewReason> {
        ReviewReason::ALL.into_iter().filter(move |reason| self.has(*reason))
    }
}

/// What is to be reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewQuestion {
    /// Only what belongs to these regions.
    pub regions: Option<Vec<Slot>>,
    /// Only statements with this reason.
    pub reason: Option<ReviewReason>,
    /// Only dated statements of at least so many months.
    pub older_than: Option<u32>,
    /// How long a statement counts as current.
    pub period: ReviewPeriod,
}

/// A statement to be reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewRow {
    /// Its record.
    pub slot: Slot,
    /// The first region that the record belongs to.
    pub region: Option<Slot>,
    /// The number of the statement in the record, or with [`FINDING`] that of a finding.
    place: u32,
    /// Its age in months, or [`NO_AGE`].
    months: u16,
    /// What it is about.
    pub class: ReviewClass,
    /// Why it is to be reviewed.
    pub reasons: ReviewReasons,
}

impl ReviewRow {
    /// Returns what tells it from other rows of its record.
    pub fn place(&self) -> u32 {
        self.place
    }

    /// Returns the age of a dated statement in months.
    pub fn months(&self) -> Option<u32> {
        (self.months != NO_AGE).then_some(u32::from(self.months))
    }

    /// Returns true unless it is an old statement that was found still true in time.
    pub fn is_due(&self) -> bool {
        self.class != ReviewClass::Confirmed
    }

    fn most_pressing(&self) -> Option<ReviewReason> {
        self.reasons.iter().next()
    }
}

/// What is to be reviewed of a dataset.
#[derive(Debug)]
pub struct Review {
    question: ReviewQuestion,
    /// The records in question, and how many of them have been read.
    records: Vec<Slot>,
    read: usize,
    /// By class, each in order.
    classes: [Vec<ReviewRow>; ReviewClass::ALL.len()],
    /// What the check found.
    findings: Vec<Finding>,
    /// The numbers of the findings of each record.
    findings_of: HashMap<Slot, Vec<u32>>,
}

/// Returns the options of a check whose findings a review takes: what it says about ages the review
/// finds by itself.
pub fn check_options(silenced: &[String], most_per_rule: usize) -> CheckOptions {
    let ages = AGE_RULES.iter().map(|rule| rule.name.to_owned());
    CheckOptions { silenced: silenced.iter().cloned().chain(ages).collect(), most_per_rule, ..CheckOptions::default() }
}

/// Returns the regions whose pages are looked after from this mailbox.
pub fn regions_of_caretaker(data: DatasetView<'_>, mailbox: &str) -> Vec<Slot> {
    let is_theirs = |region: &Slot| {
        let record = data.document.record(*region).ok();
        let caretaker = record.as_ref().and_then(|record| field(record.root(), "caretaker")?.as_str());
        caretaker.is_some_and(|caretaker| caretaker.trim().eq_ignore_ascii_case(mailbox.trim()))
    };
    data.index.order(data.document, REGIONS).iter().copied().filter(is_theirs).collect()
}

impl Review {
    /// Returns what is to be reviewed, with the findings of a check by [`check_options`].
    pub fn of(data: DatasetView<'_>, question: ReviewQuestion, findings: Vec<Finding>) -> Review {
        let mut review = Review::begin(data.document, data.index, question);
        review.go_on(data.document, data.index, usize::MAX);
        review.add_findings(data.document, data.index, findings);
        review
    }

    /// Returns a review that has read nothing yet.
    pub fn begin(document: &Document, index: &Index, question: ReviewQuestion) -> Review {
        let records = match &question.regions {
            None => TABLES.into_iter().flat_map(|table| document.slots(table)).collect(),
            Some(regions) => {
                let mut records: Vec<Slot> = regions.iter().flat_map(|region| records_of(index, *region)).collect();
                let stage = |slot: &Slot| TABLES.iter().position(|table| *table == slot.table);
                records.sort_unstable_by_key(|slot| (stage(slot), slot.index));
                records.dedup();
                records
            }
        };
        let (findings, findings_of) = (Vec::new(), HashMap::new());
        Review { question, records, read: 0, classes: Default::default(), findings, findings_of }
    }

    /// Reads so many more records. Returns true when all have been read.
    pub fn go_on(&mut self, document: &Document, index: &Index, count: usize) -> bool {
        let end = self.read.saturating_add(count).min(self.records.len());
        let reader = ReviewReader { document, index, question: &self.question, findings: &self.findings };
        let slots = &self.records[self.read..end];
        let stretches: Vec<&[Slot]> = slots.chunks(STRETCH).collect();
        let findings_of = &self.findings_of;
        let read = |number: usize| {
            let mut rows = Vec::new();
            for slot in stretches[number] {
                reader.record(*slot, findings_of.get(slot).map_or(&[], Vec::as_slice), &mut rows);
            }
            rows
        };
        let rows = parallel::map(stretches.len(), slots.len() < ALONE, read);
        self.read = end;
        self.take(document, index, rows.into_iter().flatten());
        self.is_complete()
    }

    /// Returns true when all records have been read.
    pub fn is_complete(&self) -> bool {
        self.read == self.records.len()
    }

    /// Adds what a check found.
    pub fn add_findings(&mut self, document: &Document, index: &Index, findings: Vec<Finding>) {
        let asked: Option<HashSet<Slot>> =
            self.question.regions.as_ref().map(|_| self.records.iter().copied().collect());
        let is_asked = |slot: &Slot| asked.as_ref().is_none_or(|asked| asked.contains(slot));
        for finding in findings {
            let Some(slot) = finding.slot.filter(is_asked) else { continue };
            self.findings_of.entry(slot).or_default().push(self.findings.len() as u32);
            self.findings.push(finding);
        }
        // Records with findings are read again, so that each statement has one row.
        let with = &self.findings_of;
        self.classes.iter_mut().for_each(|rows| rows.retain(|row| !with.contains_key(&row.slot)));
        let mut slots: Vec<Slot> = with.keys().copied().collect();
        slots.sort_unstable();
        let unread: HashSet<Slot> = self.records[self.read..].iter().copied().collect();
        let reader = ReviewReader { document, index, question: &self.question, findings: &self.findings };
        let mut rows = Vec::new();
        for slot in slots.iter().filter(|slot| !unread.contains(slot)) {
            reader.record(*slot, &with[slot], &mut rows);
        }
        self.take(document, index, rows);
    }

    /// Brings the rows of changed records up to date, given what the check finds in each now. A
    /// record that was added is in question when all are.
    pub fn update(
        &mut self,
        document: &Document,
        index: &Index,
        changed: &[Slot],
        findings: impl Fn(Slot) -> Vec<Finding>,
    ) {
        let changed: HashSet<Slot> = changed.iter().copied().collect();
        self.classes.iter_mut().for_each(|rows| rows.retain(|row| !changed.contains(&row.slot)));
        let known: HashSet<Slot> = self.records.iter().copied().filter(|record| changed.contains(record)).collect();
        let is_asked = |slot: &Slot| self.question.regions.is_none() && TABLES.contains(&slot.table);
        let added = changed.iter().copied().filter(|slot| !known.contains(slot)).filter(is_asked);
        let added: Vec<Slot> = added.filter(|slot| document.is_live(*slot)).collect();
        let count = added.len();
        // Those that have been read stand first.
        self.records.splice(self.read..self.read, added);
        self.read += count;
        let mut slots: Vec<Slot> =
            self.records[..self.read].iter().copied().filter(|record| changed.contains(record)).collect();
        slots.retain(|slot| document.is_live(*slot));
        slots.sort_unstable();
        for slot in &slots {
            self.findings_of.remove(slot);
            for finding in findings(*slot) {
                self.findings_of.entry(*slot).or_default().push(self.findings.len() as u32);
                self.findings.push(finding);
            }
        }
        let reader = ReviewReader { document, index, question: &self.question, findings: &self.findings };
        let mut rows = Vec::new();
        for slot in slots {
            reader.record(slot, self.findings_of.get(&slot).map_or(&[], Vec::as_slice), &mut rows);
        }
        self.take(document, index, rows);
    }

    /// Sorts rows into their classes.
    fn take(&mut self, document: &Document, index: &Index, rows: impl IntoIterator<Item = ReviewRow>) {
        let mut is_touched = [false; ReviewClass::ALL.len()];
        for row in rows {
            is_touched[row.class as usize] = true;
            self.classes[row.class as usize].push(row);
        }
        let ranks = index.ranks(document, REGIONS);
        let rank = |region: Option<Slot>| region.and_then(|region| ranks.get(region.index as usize));
        let key = |row: &ReviewRow| {
            let age = Reverse(row.months().unwrap_or(0));
            (row.most_pressing(), age, rank(row.region), row.slot, row.place)
        };
        for rows in self.classes.iter_mut().zip(is_touched).filter(|(_, is_touched)| *is_touched).map(|(rows, _)| rows)
        {
            rows.sort_by_key(key);
        }
    }

    /// Returns the number of rows so far.
    pub fn len(&self) -> usize {
        self.classes.iter().map(Vec::len).sum()
    }

    /// Returns true when there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of rows that are due.
    pub fn due(&self) -> usize {
        self.len() - self.classes[ReviewClass::Confirmed as usize].len()
    }

    /// Returns the question.
    pub fn question(&self) -> &ReviewQuestion {
        &self.question
    }

    /// Returns the number of the row of a statement, else of the first one of its record.
    pub fn find(&self, slot: Slot, place: u32) -> Option<usize> {
        let mut of_record = None;
        for (number, row) in self.rows().enumerate().filter(|(_, row)| row.slot == slot) {
            if row.place == place {
                return Some(number);
            }
            of_record = of_record.or(Some(number));
        }
        of_record
    }

    /// Returns a row, the most useful first.
    pub fn row(&self, number: usize) -> Option<ReviewRow> {
        let mut before = 0;
        for rows in &self.classes {
            if let Some(row) = rows.get(number - before) {
                return Some(*row);
            }
            before += rows.len();
        }
        None
    }

    /// Returns all rows, the most useful first.
    pub fn rows(&self) -> impl Iterator<Item = ReviewRow> + '_ {
        self.classes.iter().flatten().copied()
    }

    /// Returns the address of the statement of a row.
    pub fn address(&self, document: &Document, row: ReviewRow) -> Address {
        let record = document.address(row.slot);
        Address { path: self.path(document, row).unwrap_or_default(), ..record }
    }

    fn path(&self, document: &Document, row: ReviewRow) -> Option<Path> {
        if row.place & FINDING != 0 {
            let finding = self.findings.get((row.place & !FINDING) as usize)?;
            return finding.address.as_ref().map(|address| address.path.clone());
        }
        let record = document.record(row.slot).ok()?;
        statement_path(document.schema().table(row.slot.table).record, &record, row.place)
    }

    /// Returns what the check found of the statement of a row.
    pub fn findings(&self, document: &Document, row: ReviewRow) -> Vec<&Finding> {
        if !row.reasons.has(ReviewReason::Rule) {
            return Vec::new();
        }
        let Some(path) = self.path(document, row) else { return Vec::new() };
        let is_its = |finding: &&Finding| match row.place & FINDING {
            0 => is_within(finding, &path),
            _ => finding.address.as_ref().is_some_and(|address| address.path == path),
        };
        let of_record = self.findings_of.get(&row.slot).into_iter().flatten();
        of_record.map(|number| &self.findings[*number as usize]).filter(is_its).collect()
    }
}

/// Returns true when a finding is about a place or a part of it.
fn is_within(finding: &Finding, path: &Path) -> bool {
    finding.address.as_ref().is_some_and(|address| address.path.starts_with(path))
}

/// What rows are read from.
#[derive(Clone, Copy)]
struct ReviewReader<'a> {
    document: &'a Document,
    index: &'a Index,
    question: &'a ReviewQuestion,
    findings: &'a [Finding],
}

impl ReviewReader<'_> {
    /// Adds the rows of a record, given the numbers of its findings.
    fn record(self, slot: Slot, findings: &[u32], rows: &mut Vec<ReviewRow>) {
        if !self.document.is_live(slot) {
            return;
        }
        let record = self.document.record(slot).ok();
        let level = record.as_ref().filter(|_| slot.table == BODIES).and_then(|record| level_of(record.root()));
        let mut region = None;
        regions_of(self.index, slot, &mut |found| region = region.or(Some(found)));
        let blank = ReviewRow {
            slot,
            region,
            place: 0,
            months: NO_AGE,
            class: class(slot.table, level, false),
            reasons: ReviewReasons::default(),
        };
        let mut open = findings.to_vec();
        if let Some(record) = &record {
            self.statements(record, level, blank, &mut open, rows);
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
        level: Option<Level>,
        blank: ReviewRow,
        open: &mut Vec<u32>,
        rows: &mut Vec<ReviewRow>,
    ) {
        let declared = self.document.schema().table(blank.slot.table).record;
        visit_statements(declared, record.root(), &mut |statement| {
            let mut row = ReviewRow { place: statement.number, ..blank };
            let is_confirmed = self.judge(&statement, &mut row);
            if !open.is_empty() {
                let path = crate::index::walk::path(statement.hops);
                let before = open.len();
                open.retain(|number| !is_within(&self.findings[*number as usize], &path));
                if open.len() < before {
                    row.reasons.add(ReviewReason::Rule);
                }
            }
            let is_old_only = row.reasons.iter().eq([ReviewReason::Old]);
            row.class = if is_old_only && is_confirmed {
                ReviewClass::Confirmed
            } else if is_remark(&statement) {
                ReviewClass::Remarks
            } else {
                class(blank.slot.table, level, statement.is_contact || is_source(&statement))
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
fn class(table: Table, level: Option<Level>, is_contact: bool) -> ReviewClass {
    match (table, level) {
        (BODIES, Some(Level::Bildungsbuero)) if is_contact => ReviewClass::OfficeContact,
        (BODIES, Some(Level::Lenkungskreis | Level::Bildungskonferenz)) => ReviewClass::Steering,
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
