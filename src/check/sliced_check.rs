//! A check of a whole dataset in slices, so that no key waits for it.
//!
//! It must be started anew when the dataset changes meanwhile. Entry point: [`SlicedCheck::new`].

use std::iter::Peekable;
use std::sync::OnceLock;
use std::vec::IntoIter;

use super::overview::{self, Overview};
use super::placement::place;
use super::rules::UNKNOWN_FIELD;
use super::{CheckOptions, CheckResult, CountedAges, Finding, FindingMessage, RecordCheck, RuleCounts, nearest, texts};
use crate::document::{Document, FilePart, FilePosition, Slot};
use crate::index::Index;
use crate::model::date::Date;
use crate::model::territory::Territory;
use crate::parallel;
use crate::schema::Table;

/// How many records one processor checks before it takes the next ones.
const STRETCH: usize = 128;
/// With fewer records than this a single thread is faster than starting others.
const ALONE: usize = 1_024;
/// So many records are checked at once: what they have findings of is kept until it is known which
/// are told.
pub(super) const BATCH: usize = 1_024;

/// A check that runs in slices.
#[derive(Debug)]
pub struct SlicedCheck {
    today: Date,
    options: CheckOptions,
    /// The records still to be read for the overview, and those still to be checked.
    unread: RecordQueue,
    unchecked: RecordQueue,
    done: usize,
    total: usize,
    overview: Overview,
    territory: OnceLock<Option<Territory>>,
    /// The listed findings, in the order of the records. Offsets are relative to the record.
    told: Vec<Finding>,
    counts: RuleCounts,
    unlisted: RuleCounts,
    ages: CountedAges,
}

/// Records that wait, table by table.
#[derive(Debug)]
struct RecordQueue {
    tables: Vec<Table>,
    /// The current table, and the position in it.
    table: usize,
    record: usize,
}

impl RecordQueue {
    fn new(tables: impl IntoIterator<Item = Table>) -> RecordQueue {
        RecordQueue { tables: tables.into_iter().collect(), table: 0, record: 0 }
    }

    fn len(&self, document: &Document) -> usize {
        self.tables.iter().map(|table| document.slots(*table).len()).sum()
    }

    /// Takes at most `count` records from the front.
    fn take(&mut self, document: &Document, count: usize) -> Vec<Slot> {
        let mut taken = Vec::new();
        while let Some(table) = self.tables.get(self.table).filter(|_| taken.len() < count) {
            let before = taken.len();
            taken.extend(document.slots_from(*table, self.record).take(count - before));
            self.record += taken.len() - before;
            if taken.len() < count {
                (self.table, self.record) = (self.table + 1, 0);
            }
        }
        taken
    }
}

impl SlicedCheck {
    /// Returns a check that has not begun.
    pub fn new(document: &Document, today: Date, options: CheckOptions) -> SlicedCheck {
        let (unread, unchecked) = (RecordQueue::new(overview::TABLES), RecordQueue::new(document.tables()));
        SlicedCheck {
            today,
            options,
            total: unread.len(document) + unchecked.len(document),
            unread,
            unchecked,
            done: 0,
            overview: Overview::default(),
            territory: OnceLock::new(),
            told: Vec::new(),
            counts: RuleCounts::default(),
            unlisted: RuleCounts::default(),
            ages: CountedAges::default(),
        }
    }

    /// Checks this many more records. Returns true when all have been checked.
    pub fn go_on(&mut self, document: &Document, index: &Index, records: usize) -> bool {
        let until = self.done.saturating_add(records);
        while self.done < until.min(self.total) {
            let count = BATCH.min(until - self.done);
            let slots = self.unread.take(document, count);
            if slots.is_empty() {
                let slots = self.unchecked.take(document, count);
                self.look(document, index, &slots);
                self.done += slots.len();
            } else {
                self.read(document, &slots);
                self.done += slots.len();
            }
        }
        self.done == self.total
    }

    fn read(&mut self, document: &Document, slots: &[Slot]) {
        let stretches: Vec<&[Slot]> = slots.chunks(STRETCH).collect();
        let read = |number: usize| {
            let stretch = stretches[number].iter();
            stretch.map(|slot| overview::read(document, *slot)).collect::<Vec<_>>()
        };
        let excerpts = parallel::map(stretches.len(), slots.len() < ALONE, read).into_iter().flatten();
        slots.iter().zip(excerpts).for_each(|(slot, excerpt)| self.overview.take(*slot, excerpt));
    }

    fn look(&mut self, document: &Document, index: &Index, slots: &[Slot]) {
        let overview = Some(&self.overview);
        let territory = std::mem::take(&mut self.territory);
        let check = RecordCheck { territory, overview, ..RecordCheck::new(document, index, self.today, &self.options) };
        let stretches: Vec<&[Slot]> = slots.chunks(STRETCH).collect();
        let look = |number: usize| {
            let found = check.look(stretches[number], &self.counts);
            (found.told, found.unlisted, found.ages)
        };
        let looked = parallel::map(stretches.len(), slots.len() < ALONE, look);
        self.territory = check.territory;
        for (told, unlisted, ages) in looked {
            self.ages += ages;
            self.unlisted.add_all(&unlisted);
            told.into_iter().for_each(|finding| self.tell(finding));
        }
    }

    /// Lists a finding while its rule has few, else counts it.
    fn tell(&mut self, finding: Finding) {
        if self.counts.of(finding.rule) < self.options.most_per_rule {
            self.counts.add(finding.rule, 1);
            self.told.push(finding);
        } else {
            self.unlisted.add(finding.rule, 1);
        }
    }

    /// Returns how much is done, in per cent.
    pub fn percent(&self) -> u8 {
        (self.done * 100 / self.total.max(1)) as u8
    }

    /// Returns all findings, in the order of the file.
    pub fn finish(mut self, document: &Document) -> CheckResult {
        let mut findings = Vec::new();
        FilePlaces::new(document).tell_rest(&mut self, &mut |finding| findings.push(finding));
        CheckResult { findings, ..self.totals() }
    }

    /// What was found but is not told one by one.
    pub(super) fn totals(self) -> CheckResult {
        CheckResult { findings: Vec::new(), unlisted: self.unlisted, counted: self.ages }
    }

    /// Checks a field of the outermost struct that the schema does not know.
    fn unknown_table(&mut self, document: &Document, name: &str, position: FilePosition) -> Option<Finding> {
        let rule = &UNKNOWN_FIELD;
        if self.options.only.is_some() || self.options.silenced.iter().any(|silent| silent == rule.name) {
            return None;
        }
        if self.counts.of(rule) >= self.options.most_per_rule {
            self.unlisted.add(rule, 1);
            return None;
        }
        self.counts.add(rule, 1);
        let meant = nearest(name, document.schema().tables.iter().map(|table| table.name));
        let message = FindingMessage::about(name, texts::check::unknown_field).or_rather(meant.as_deref());
        Some(Finding { rule, slot: None, address: None, position, message })
    }
}

/// Goes through a file from its beginning and gives findings their places in it, in its order.
pub(super) struct FilePlaces<'d> {
    document: &'d Document,
    parts: Box<dyn Iterator<Item = FilePart<'d>> + 'd>,
    position: FilePosition,
}

impl<'d> FilePlaces<'d> {
    /// At the beginning of the file.
    pub(super) fn new(document: &'d Document) -> FilePlaces<'d> {
        FilePlaces { document, parts: Box::new(document.file_parts()), position: FilePosition::START }
    }

    /// Tells what was found since, and goes on to the record of the last finding.
    pub(super) fn tell_found(&mut self, checking: &mut SlicedCheck, tell: &mut dyn FnMut(Finding)) {
        let mut waiting = std::mem::take(&mut checking.told).into_iter().peekable();
        while waiting.peek().is_some() && self.tell_next(checking, &mut waiting, tell) {}
    }

    /// Tells what was found since, and goes on to the end of the file.
    pub(super) fn tell_rest(&mut self, checking: &mut SlicedCheck, tell: &mut dyn FnMut(Finding)) {
        let mut waiting = std::mem::take(&mut checking.told).into_iter().peekable();
        while self.tell_next(checking, &mut waiting, tell) {}
    }

    /// Tells the findings of the next part of the file; false when there is none.
    fn tell_next(
        &mut self,
        checking: &mut SlicedCheck,
        waiting: &mut Peekable<IntoIter<Finding>>,
        tell: &mut dyn FnMut(Finding),
    ) -> bool {
        let (document, Some(part)) = (self.document, self.parts.next()) else { return false };
        match part {
            FilePart::Record(slot, piece) => {
                let of_record = |finding: &Finding| finding.slot == Some(slot);
                let mut found: Vec<Finding> = std::iter::from_fn(|| waiting.next_if(of_record)).collect();
                let before = &piece[..document.value_range(slot).start];
                place(&mut found, self.position.behind(before), document.source(slot));
                found.into_iter().for_each(tell);
            }
            FilePart::UnknownField { name, text, start } if name != "format" => {
                let position = self.position.behind(&text[..start]);
                checking.unknown_table(document, name, position).into_iter().for_each(tell);
            }
            FilePart::UnknownField { .. } | FilePart::Between(_) => {}
        }
        self.position = self.position.behind(part.text());
        true
    }
}
