//! A check of a whole dataset that is carried out bit by bit, so that no key need wait for it.
//!
//! Whoever changes the dataset meanwhile must begin anew. Entry point: [`Checking::new`].

use std::sync::OnceLock;

use super::overview::{self, Overview};
use super::placement::place;
use super::rules::UNKNOWN_FIELD;
use super::territory::Territory;
use super::{Check, CheckResult, CountedAges, Finding, FindingMessage, Options, RuleCounts, nearest, texts};
use crate::document::{Document, FilePart, FilePosition, Slot, parallel};
use crate::index::Index;
use crate::model::date::Date;
use crate::schema::Table;

/// So many records are checked by one processor before it takes the next.
const STRETCH: usize = 128;
/// Fewer records than this are checked by one thread: starting others would take longer.
const ALONE: usize = 1_024;
/// So many records are checked at once: what they have findings of is kept until it is known which
/// are told.
const BATCH: usize = 1_024;

/// A check that is carried out bit by bit.
#[derive(Debug)]
pub struct Checking {
    today: Date,
    options: Options,
    /// The records still to be read for the overview, and those still to be checked.
    unread: Queue,
    unchecked: Queue,
    done: usize,
    total: usize,
    overview: Overview,
    territory: OnceLock<Option<Territory>>,
    /// What is told, in the order of the records; places count from the beginning of the record.
    told: Vec<Finding>,
    counts: RuleCounts,
    unlisted: RuleCounts,
    ages: CountedAges,
}

/// Records that wait, table by table.
#[derive(Debug)]
struct Queue {
    tables: Vec<Table>,
    /// The number of the table that is taken from, and of the record in it.
    table: usize,
    record: usize,
}

impl Queue {
    fn new(tables: impl IntoIterator<Item = Table>) -> Queue {
        Queue { tables: tables.into_iter().collect(), table: 0, record: 0 }
    }

    fn len(&self, document: &Document) -> usize {
        self.tables.iter().map(|table| document.slots(*table).len()).sum()
    }

    /// Takes the next records, at most so many.
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

impl Checking {
    /// Nothing checked yet.
    pub fn new(document: &Document, today: Date, options: Options) -> Checking {
        let (unread, unchecked) = (Queue::new(overview::TABLES), Queue::new(document.tables()));
        Checking {
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

    /// Goes on by so many records; true when all have been checked.
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
        let check = Check { territory, overview, ..Check::new(document, index, self.today, &self.options) };
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

    /// Keeps a finding while its rule has few.
    fn tell(&mut self, finding: Finding) {
        if self.counts.of(finding.rule) < self.options.most_per_rule {
            self.counts.add(finding.rule, 1);
            self.told.push(finding);
        } else {
            self.unlisted.add(finding.rule, 1);
        }
    }

    /// How much of it is done.
    pub fn percent(&self) -> u8 {
        (self.done * 100 / self.total.max(1)) as u8
    }

    /// All that was found, findings in the order of the file.
    pub fn finish(mut self, document: &Document) -> CheckResult {
        let mut waiting = std::mem::take(&mut self.told).into_iter().peekable();
        let mut position = FilePosition::START;
        let mut findings = Vec::new();
        for part in document.file_parts() {
            match part {
                FilePart::Record(slot, piece) => {
                    let of_record = |finding: &Finding| finding.slot == Some(slot);
                    let first = findings.len();
                    findings.extend(std::iter::from_fn(|| waiting.next_if(of_record)));
                    let before = &piece[..document.value_range(slot).start];
                    place(&mut findings[first..], position.behind(before), document.source(slot));
                }
                FilePart::UnknownField { name, text, start } if name != "format" => {
                    findings.extend(self.unknown_table(document, name, position.behind(&text[..start])));
                }
                FilePart::UnknownField { .. } | FilePart::Between(_) => {}
            }
            position = position.behind(part.text());
        }
        CheckResult { findings, unlisted: self.unlisted, counted: self.ages }
    }

    /// Judges a field of the outermost struct that the schema does not know.
    fn unknown_table(&mut self, document: &Document, name: &str, position: FilePosition) -> Option<Finding> {
        let rule = &UNKNOWN_FIELD;
        if self.options.silenced.iter().any(|silent| silent == rule.name) {
            return None;
        }
        if self.counts.of(rule) >= self.options.most_per_rule {
            self.unlisted.add(rule, 1);
            return None;
        }
        self.counts.add(rule, 1);
        let meant = nearest(name, document.schema().tables.iter().map(|table| table.name));
        let message = FindingMessage::about(name, texts::unknown_field).or_rather(meant.as_deref());
        Some(Finding { rule, slot: None, address: None, position, message })
    }
}
