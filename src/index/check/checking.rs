//! A check of a whole dataset that is carried out bit by bit, so that no key need wait for it.
//!
//! Whoever changes the dataset meanwhile must begin anew. Enter at [`Checking::new`].

use std::sync::OnceLock;

use super::lines::Lines;
use super::territory::Territory;
use super::{Check, CheckResult, CountedAges, Finding, Options};
use crate::document::{Document, Slot, parallel};
use crate::index::Index;
use crate::model::date::Date;

/// So many records are checked by one processor before it takes the next.
const STRETCH: usize = 128;
/// Fewer records than this are checked by one thread: starting others would take longer.
const ALONE: usize = 1_024;

/// A check that is carried out bit by bit.
#[derive(Debug)]
pub struct Checking {
    today: Date,
    options: Options,
    /// All records, table by table in the order of the file, and how many have been checked.
    slots: Vec<Slot>,
    done: usize,
    /// What was found in each of them that has findings; places count from the beginning of the record.
    found: Vec<(usize, Vec<Finding>)>,
    counted: CountedAges,
    territory: OnceLock<Option<Territory>>,
}

impl Checking {
    /// Nothing checked yet.
    pub fn new(document: &Document, today: Date, options: Options) -> Checking {
        let slots = document.schema().all().flat_map(|table| document.slots(table)).collect();
        let (found, counted, territory) = (Vec::new(), CountedAges::default(), OnceLock::new());
        Checking { today, options, slots, done: 0, found, counted, territory }
    }

    /// Checks so many further records; true when all have been.
    pub fn go_on(&mut self, document: &Document, index: &Index, records: usize) -> bool {
        let territory = std::mem::take(&mut self.territory);
        let check = Check { territory, ..Check::new(document, index, self.today, &self.options) };
        let next = &self.slots[self.done..self.slots.len().min(self.done.saturating_add(records))];
        let stretches: Vec<&[Slot]> = next.chunks(STRETCH).collect();
        let look = |number: usize| stretches[number].iter().map(|slot| check.look(*slot)).collect::<Vec<_>>();
        let looked = parallel::map(stretches.len(), next.len() < ALONE, look).into_iter().flatten();
        for (place, (findings, counted)) in (self.done..).zip(looked) {
            self.counted += counted;
            if !findings.is_empty() {
                self.found.push((place, findings));
            }
        }
        self.done += next.len();
        self.territory = check.territory;
        self.done == self.slots.len()
    }

    /// How much of it is done.
    pub fn percent(&self) -> u8 {
        (self.done * 100 / self.slots.len().max(1)) as u8
    }

    /// All that was found, findings in the order of the file.
    pub fn finish(self, document: &Document, index: &Index) -> CheckResult {
        let mut all = Check::new(document, index, self.today, &self.options).outermost();
        let (mut lines, mut found) = (Lines::new(document), self.found.into_iter().peekable());
        for (place, slot) in self.slots.iter().enumerate() {
            if place > 0 && self.slots[place - 1].table != slot.table {
                lines = Lines::new(document);
            }
            let start = lines.start(*slot);
            if let Some((_, findings)) = found.next_if(|(of, _)| *of == place) {
                all.extend(findings.into_iter().map(|finding| finding.placed(start)));
            }
        }
        all.sort_by_key(|finding| (finding.line, finding.column));
        CheckResult { findings: all, counted: self.counted }
    }
}
