//! What of a dataset is to be reviewed: everything that is unknown, old, unchecked, uncertain or
//! fails a rule of the check, the most useful first.
//!
//! A row is a statement with all reasons to look at it, so no statement comes twice. First stands
//! what people ask for most ([`ReviewClass`]), in a class what is wrong before what is missing and
//! what is missing before what is old ([`ReviewReason`]), then what adds most to a complete page,
//! then the older first, then by region.
//! A large dataset is read in slices, so that no key waits for it, and a row keeps numbers instead
//! of texts. Must not judge what a rule of [`crate::check`] judges, or compute an age. Entry
//! points: [`Review::of`]; [`Review::begin`] and [`Review::go_on`] for slices.

mod places;
mod reader;
mod reasons;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

pub use places::tells_how_to_reach;
pub use reasons::{ReviewClass, ReviewReason, ReviewReasons};

use super::DatasetView;
use super::caretaker::{records_of_caretaker, regions_of_caretaker};
use super::region_records::records_of;
use crate::check::{AGE_RULES, CheckOptions, Finding};
use crate::document::{Address, Document, Path, Slot};
use crate::index::Index;
use crate::model::source_age::ReviewPeriod;
use crate::model::{
    ACTION_FIELDS, BODIES, DECISIONS, DISTRICT, ENGAGEMENTS, MEASURES, MEETINGS, MUNICIPALITIES, PROFILE,
    RECOMMENDATIONS, REGIONS,
};
use crate::parallel;
use crate::schema::Table;
use places::statement_path;
use reader::{ReviewReader, is_within};

/// How many records a processor reads before it takes the next ones.
const STRETCH: usize = 256;
/// With fewer records than this a single thread is faster than starting others.
const ALONE: usize = 1_024;
/// So few rows are put where they belong instead of sorting all.
const FEW_ROWS: usize = 64;
/// Marks the number of a finding instead of that of a statement.
const FINDING: u32 = 1 << 31;
/// Stands for the age of a statement that has none.
const NO_AGE: u16 = u16::MAX;

/// The tables in the order in which they are read: the more useful ones first.
const TABLES: [Table; 11] = [
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
    PROFILE,
];

/// What is to be reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewQuestion {
    /// Only what belongs to these regions.
    pub regions: Option<Vec<Slot>>,
    /// Only records in the care of this mailbox.
    pub caretaker: Option<String>,
    /// Only statements with this reason.
    pub reason: Option<ReviewReason>,
    /// Only dated statements of at least so many months.
    pub older_than: Option<u32>,
    /// How long a statement counts as current.
    pub period: ReviewPeriod,
}

impl ReviewQuestion {
    /// Returns the regions whose pages the question is about.
    pub fn pages(&self, document: &Document, index: &Index) -> Vec<Slot> {
        match (&self.regions, &self.caretaker) {
            (Some(regions), _) => regions.clone(),
            (None, Some(mailbox)) => regions_of_caretaker(document, index, mailbox),
            (None, None) => index.order(document, REGIONS).to_vec(),
        }
    }

    fn is_of_all(&self) -> bool {
        self.regions.is_none() && self.caretaker.is_none()
    }
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
    /// How much it adds to a complete page, in per cent.
    worth: u8,
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
        let records = match &question.caretaker {
            None => records,
            Some(mailbox) => {
                let theirs: HashSet<Slot> = records_of_caretaker(document, index, mailbox).into_iter().collect();
                records.into_iter().filter(|slot| theirs.contains(slot)).collect()
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
        let asked: Option<HashSet<Slot>> = (!self.question.is_of_all()).then(|| self.records.iter().copied().collect());
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
        let mut changed = changed.to_vec();
        changed.sort_unstable();
        let is_changed = |slot: &Slot| changed.binary_search(slot).is_ok();
        self.classes.iter_mut().for_each(|rows| rows.retain(|row| !is_changed(&row.slot)));
        let is_of_all = self.question.is_of_all();
        let mut slots: Vec<Slot> = if is_of_all && self.is_complete() {
            changed.iter().copied().filter(|slot| TABLES.contains(&slot.table)).collect()
        } else {
            self.read_of(&changed, is_of_all)
        };
        slots.retain(|slot| document.is_live(*slot));
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

    /// Returns those of some records that have been read; those that are new count as read where
    /// all are in question.
    fn read_of(&mut self, changed: &[Slot], is_of_all: bool) -> Vec<Slot> {
        let known: HashSet<Slot> = self.records.iter().copied().filter(|slot| changed.contains(slot)).collect();
        let is_new = |slot: &Slot| is_of_all && !known.contains(slot) && TABLES.contains(&slot.table);
        let added: Vec<Slot> = changed.iter().copied().filter(is_new).collect();
        let count = added.len();
        self.records.splice(self.read..self.read, added);
        self.read += count;
        let read = self.records[..self.read].iter().copied();
        let mut slots: Vec<Slot> = read.filter(|slot| changed.contains(slot)).collect();
        slots.sort_unstable();
        slots
    }

    /// Sorts rows into their classes.
    fn take(&mut self, document: &Document, index: &Index, rows: impl IntoIterator<Item = ReviewRow>) {
        let ranks = index.ranks(document, REGIONS);
        let rank = |region: Option<Slot>| region.and_then(|region| ranks.get(region.index as usize));
        let key = |row: &ReviewRow| {
            let age = Reverse(row.months().unwrap_or(0));
            (row.most_pressing(), Reverse(row.worth), age, rank(row.region), row.slot, row.place)
        };
        let rows: Vec<ReviewRow> = rows.into_iter().collect();
        if rows.len() <= FEW_ROWS {
            for row in rows {
                let of_class = &mut self.classes[row.class as usize];
                let at = of_class.partition_point(|other| key(other) < key(&row));
                of_class.insert(at, row);
            }
            return;
        }
        let mut is_touched = [false; ReviewClass::ALL.len()];
        for row in rows {
            is_touched[row.class as usize] = true;
            self.classes[row.class as usize].push(row);
        }
        for (rows, _) in self.classes.iter_mut().zip(is_touched).filter(|(_, is_touched)| *is_touched) {
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
