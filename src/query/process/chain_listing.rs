//! Lists the chains of the process row by row: those of each meeting, then those of no known one.
//!
//! Must not say what a step's state is. Entry point: [`ChainListing::list_on`].

use std::cmp::Reverse;
use std::vec::IntoIter;

use super::step::StepReader;
use super::{ProcessCounts, ProcessQuestion, ProcessRow};
use crate::document::Slot;
use crate::index::body_level::role;
use crate::model::records::BodyRole;
use crate::model::{BODIES, DECISIONS, MEASURES, MEETINGS, RECOMMENDATIONS, REGIONS};
use crate::query::DatasetView;
use crate::query::belonging::belongs;
use crate::schema::Table;

/// What is still to be listed, in its order.
#[derive(Debug, Clone, Default)]
pub(super) enum ChainsAhead {
    /// Meetings, the latest first.
    Meetings(IntoIter<Slot>),
    /// Steps that may begin a chain at no known meeting, and those that do.
    Steps(IntoIter<Slot>, Vec<UnattachedStep>),
    /// The steps that begin a chain at no known meeting, by region.
    Unattached(IntoIter<UnattachedStep>),
    /// Nothing.
    #[default]
    Nothing,
}

/// A step that begins a chain at no known meeting.
#[derive(Debug, Clone, Copy)]
pub(super) struct UnattachedStep {
    region: Option<Slot>,
    slot: Slot,
}

/// Lists chains row by row.
pub(super) struct ChainListing<'l, 'a> {
    pub question: &'l ProcessQuestion,
    pub reader: StepReader<'a>,
    /// Which decisions and measures stand among the rows already.
    pub shown: &'l mut [Vec<bool>; 2],
    pub rows: &'l mut Vec<ProcessRow>,
    pub counts: &'l mut ProcessCounts,
}

impl ChainListing<'_, '_> {
    /// Lists what comes next, about this much of it; returns what is still to be listed.
    pub fn list_on(&mut self, ahead: ChainsAhead, count: usize) -> ChainsAhead {
        match ahead {
            ChainsAhead::Meetings(mut meetings) if meetings.len() > 0 => {
                meetings.by_ref().take(count).for_each(|meeting| self.meeting(meeting));
                ChainsAhead::Meetings(meetings)
            }
            ChainsAhead::Meetings(_) => {
                let document = self.reader.data.document;
                let steps = [RECOMMENDATIONS, DECISIONS, MEASURES].into_iter();
                let steps: Vec<Slot> = steps.flat_map(|table| document.slots(table)).collect();
                ChainsAhead::Steps(steps.into_iter(), Vec::new())
            }
            ChainsAhead::Steps(mut steps, mut found) if steps.len() > 0 => {
                found.extend(steps.by_ref().take(count).filter_map(|slot| self.unattached(slot)));
                ChainsAhead::Steps(steps, found)
            }
            ChainsAhead::Steps(_, found) => ChainsAhead::Unattached(self.by_region(found).into_iter()),
            ChainsAhead::Unattached(mut steps) if steps.len() > 0 => {
                self.regions(&mut steps, count);
                ChainsAhead::Unattached(steps)
            }
            ChainsAhead::Unattached(_) | ChainsAhead::Nothing => ChainsAhead::Nothing,
        }
    }

    /// Lists a meeting with its chains; alone where no result is known and its body is one whose
    /// results are expected.
    fn meeting(&mut self, meeting: Slot) {
        let index = self.reader.data.index;
        let is_first = index.canonical(meeting) == Some(meeting);
        let of = |table| if is_first { index.referrers_in(meeting, table) } else { &[] };
        let (recommendations, decisions) = (of(RECOMMENDATIONS), of(DECISIONS));
        if recommendations.is_empty() && decisions.is_empty() {
            return self.without_result(meeting);
        }
        let mut first: Vec<Slot> = recommendations.to_vec();
        first.extend(decisions.iter().filter(|decision| self.is_first_step(**decision)));
        if first.len() > 1 {
            first.sort_by_cached_key(|slot| (slot.table, NumberKey::of(self.reader.facts(*slot).number)));
        }
        self.group(ProcessRow::Meeting(meeting), &first);
    }

    /// Lists a meeting alone where its body is one whose results are expected.
    fn without_result(&mut self, meeting: Slot) {
        let data = self.reader.data;
        let &ProcessQuestion { field, year, only_open, .. } = self.question;
        let date = self.reader.facts(meeting).date;
        if only_open || field.is_some() || year.is_some_and(|year| date.is_none_or(|date| date.year() != year)) {
            return;
        }
        let body = data.index.references(meeting).find(|to| to.table() == BODIES).and_then(|to| to.to);
        let role = body.and_then(|body| role(data.document, body));
        if matches!(role, Some(BodyRole::Conference | BodyRole::Committee)) {
            self.rows.push(ProcessRow::WithoutResult(meeting));
        }
    }

    /// Returns the step with its region where it begins a chain at no known meeting.
    fn unattached(&self, slot: Slot) -> Option<UnattachedStep> {
        let begins = self.reader.meeting(slot).is_none() && self.is_first_step(slot) && self.is_asked_for(slot);
        begins.then(|| UnattachedStep { region: self.region(slot), slot })
    }

    /// Returns the steps by region, the latest first.
    fn by_region(&self, mut steps: Vec<UnattachedStep>) -> Vec<UnattachedStep> {
        let DatasetView { document, index, .. } = self.reader.data;
        let ranks = index.ranks(document, REGIONS);
        steps.sort_by_cached_key(|UnattachedStep { region, slot }| {
            let rank = region.and_then(|region| ranks.get(region.index as usize));
            (NumberKey::of(rank.copied()), Reverse(self.reader.date(*slot)))
        });
        steps
    }

    /// Lists the chains of whole regions that begin at these steps, until so many steps are listed.
    fn regions(&mut self, steps: &mut IntoIter<UnattachedStep>, count: usize) {
        let mut listed = 0;
        while let Some(UnattachedStep { region, .. }) = steps.as_slice().first().copied().filter(|_| listed < count) {
            let here = steps.as_slice().iter().take_while(|step| step.region == region).count();
            let first: Vec<Slot> = steps.by_ref().take(here).map(|step| step.slot).collect();
            self.group(ProcessRow::Unattached(region), &first);
            listed += here;
        }
    }

    /// Lists the chains asked for that begin at these steps, below a head.
    fn group(&mut self, head: ProcessRow, first: &[Slot]) {
        let before = self.rows.len();
        self.rows.push(head);
        for slot in first {
            if self.is_asked_for(*slot) {
                self.add(*slot, 0);
            }
        }
        if self.rows.len() == before + 1 {
            self.rows.pop();
        }
    }

    /// Lists a step and those that follow from it, in the order in which they happened.
    fn add(&mut self, slot: Slot, depth: usize) {
        let (is_mention, only_open) = (!self.is_first_time(slot), self.question.only_open);
        if is_mention && only_open {
            return;
        }
        let place = self.rows.len();
        self.rows.push(ProcessRow::Step { slot, depth, is_mention });
        if is_mention {
            return;
        }
        let is_open = only_open && self.counts.add_step(self.reader, slot);
        match self.reader.following(slot) {
            [] => {}
            [next] => self.add(*next, depth + 1),
            several => self.in_order(several).into_iter().for_each(|next| self.add(next, depth + 1)),
        }
        if only_open && !is_open && self.rows.len() == place + 1 {
            self.rows.pop();
            return;
        }
        self.count(slot.table);
    }

    /// Returns steps in the order in which they happened.
    fn in_order(&self, steps: &[Slot]) -> Vec<Slot> {
        let mut steps = steps.to_vec();
        steps.sort_by_cached_key(|slot| {
            let (date, number) = (self.reader.date(*slot), self.reader.facts(*slot).number);
            (date.is_none(), date, NumberKey::of(number))
        });
        steps
    }

    fn count(&mut self, table: Table) {
        let counts = &mut self.counts;
        match table {
            RECOMMENDATIONS => counts.recommendations += 1,
            DECISIONS => counts.decisions += 1,
            _ => counts.measures += 1,
        }
    }

    /// Returns true when a step is reached for the first time. A recommendation begins a chain and
    /// is reached once.
    fn is_first_time(&mut self, slot: Slot) -> bool {
        let shown = match slot.table {
            DECISIONS => &mut self.shown[0],
            MEASURES => &mut self.shown[1],
            _ => return true,
        };
        let seen = shown.get_mut(slot.index as usize);
        seen.is_none_or(|seen| !std::mem::replace(seen, true))
    }

    fn is_first_step(&self, slot: Slot) -> bool {
        self.reader.preceding(slot).next().is_none()
    }

    /// Returns the region of a first step without a meeting.
    fn region(&self, slot: Slot) -> Option<Slot> {
        let index = self.reader.data.index;
        let of_body = || index.region_of(index.references(slot).find(|to| to.table() == BODIES)?.to?);
        let below = || self.reader.following(slot).iter().find_map(|next| self.region(*next));
        index.region_of(slot).or_else(of_body).or_else(below)
    }

    fn is_asked_for(&self, first: Slot) -> bool {
        let ProcessQuestion { regions, field, year, .. } = self.question;
        regions.as_ref().is_none_or(|regions| self.belongs_to(first, regions))
            && field.is_none_or(|field| self.is_about(first, field))
            && year.is_none_or(|year| self.is_of_year(first, year))
    }

    /// Returns true when a first step belongs to one of the regions: by its meeting or body, where
    /// it has none by what followed from it.
    fn belongs_to(&self, first: Slot, regions: &[Slot]) -> bool {
        let data = self.reader.data;
        let mut places = data.index.references(first).filter(|to| matches!(to.table(), MEETINGS | BODIES | REGIONS));
        if places.next().is_some() {
            return belongs(data, first, regions);
        }
        self.reader.following(first).iter().any(|next| self.belongs_to(*next, regions))
    }

    /// Returns true when a first step is about a field; a decision by what followed from it.
    fn is_about(&self, first: Slot, field: Slot) -> bool {
        let index = self.reader.data.index;
        let next = if first.table == DECISIONS { self.reader.following(first) } else { &[] };
        index.refers(first, field) || next.iter().any(|measure| index.refers(*measure, field))
    }

    /// Returns true when a step or one that followed from it is dated in a year.
    fn is_of_year(&self, slot: Slot, year: u32) -> bool {
        let end = self.reader.facts(slot).end;
        let mut dates = [self.reader.date(slot), end].into_iter().flatten();
        dates.any(|date| date.year() == year)
            || self.reader.following(slot).iter().any(|next| self.is_of_year(*next, year))
    }
}

/// A number by which things are sorted; where there is none, they come last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct NumberKey(bool, u32);

impl NumberKey {
    fn of(number: Option<u32>) -> NumberKey {
        NumberKey(number.is_none(), number.unwrap_or(0))
    }
}
