//! Proposals: an office proposes instead of saving, and an office takes, changes or declines what
//! waits with it. All by the program's own code.

use bildungsnetz::document::merge::ConflictSide;
use bildungsnetz::document::{Document, Slot};
use bildungsnetz::model::SCHEMA;
use bildungsnetz::query::proposal::{ProposedChange, proposed_changes, record_change, with_changes};
use bildungsnetz::storage::history::HistoryEntry;
use bildungsnetz::storage::proposals::{
    AnswerKind, ChangeProposal, ProposalAnswer, ProposalText, ProposalsFound, answer, header, put, read,
};
use bildungsnetz::storage::save::{ExpectedContent, NewVersion, SaveOutcome, SaveRequest, save};
use bildungsnetz::storage::{Environment, LockHolder, Person, RealDisk, StoreError};

use super::Figures;
use super::chance::Chance;
use super::clone::{Clone, dangling, order};
use super::comments;
use super::edits::edited_record;
use super::marks::{mark, marks};

/// A version of the dataset that takes a proposal.
struct Taken<'t> {
    text: &'t str,
    answers: &'t [(String, ProposalAnswer)],
}

impl NewVersion for Taken<'_> {
    fn chunks(&self) -> Vec<&str> {
        vec![self.text]
    }

    fn validate(&self, chunks: &[&str]) -> Result<(), String> {
        Document::probe(&SCHEMA, &chunks.concat()).map_err(|error| format!("{error:?}"))
    }

    fn facts(&self) -> &[HistoryEntry] {
        &[]
    }

    fn answers(&self) -> &[(String, ProposalAnswer)] {
        self.answers
    }
}

/// Returns the proposals beside the dataset of an office; all of them can be read.
pub fn proposals(clone: &Clone<'_>) -> Vec<ChangeProposal> {
    let ProposalsFound { proposals, unreadable, .. } = read(&RealDisk, &SCHEMA, &clone.dataset()).unwrap();
    assert!(unreadable.is_empty(), "{}: {unreadable:?}", clone.name);
    proposals
}

/// Returns the numbers of the changes that wait.
pub fn waiting(proposal: &ChangeProposal) -> Vec<ProposedChange> {
    let all = proposed_changes(&SCHEMA, &proposal.changes).into_iter();
    all.filter(|change| proposal.answer_to(change.number).is_none()).collect()
}

impl Clone<'_> {
    /// Proposes a change instead of saving it. Returns what the proposal is called.
    pub fn propose(&mut self, chance: &mut Chance) -> Option<String> {
        let (text, mark) = (self.text(), mark(self.name, self.made.len() + self.proposed.len() + 1_000_000));
        let (old, new) = edited_record(&text, self.name, &mark, chance)?;
        let part = |doc: &Document, slot: Slot| doc.is_live(slot).then(|| doc.source(slot).to_owned());
        let mut slots: Vec<Slot> = SCHEMA.all().flat_map(|table| old.slots(table).chain(new.slots(table))).collect();
        slots.sort();
        slots.dedup();
        let change = |slot: Slot| {
            let of = if old.is_live(slot) { &old } else { &new };
            record_change(of, slot, part(&old, slot).as_deref(), part(&new, slot).as_deref())
        };
        let changes: Vec<_> = slots.into_iter().filter_map(change).collect();
        let header = header(&format!("{0}@{0}", self.name), &self.moment(), "Simulation", &self.dataset(), None);
        let proposal = ProposalText::new(&SCHEMA, header, &changes).unwrap();
        let id = put(&RealDisk, &self.dataset(), &proposal).unwrap();
        assert_eq!(self.text(), text, "a proposal changes nothing");
        self.proposed.push(id.clone());
        Some(id)
    }

    /// Answers the oldest proposals that wait here, up to so many.
    pub fn clear(&mut self, most: usize, chance: &mut Chance, figures: &mut Figures) {
        for _ in 0..most {
            let waits = |proposal: &ChangeProposal| !waiting(proposal).is_empty();
            let Some(proposal) = proposals(self).into_iter().find(waits) else { return };
            let kind = match chance.below(4) {
                0 => AnswerKind::Declined,
                1 => AnswerKind::TakenChanged,
                _ => AnswerKind::Taken,
            };
            let what = if kind.is_taken() && !self.take(&proposal, kind) { AnswerKind::Declined } else { kind };
            match what {
                AnswerKind::Declined => {
                    let said = self.answer(what);
                    answer(&RealDisk, &self.dataset(), &proposal.id, &said).unwrap();
                    figures.declined += 1;
                }
                AnswerKind::TakenChanged => figures.taken_changed += 1,
                _ => figures.taken += 1,
            }
        }
    }

    fn answer(&mut self, what: AnswerKind) -> ProposalAnswer {
        let (who, when) = (format!("{0}@{0}", self.name), self.moment());
        let reason = (what == AnswerKind::Declined).then(|| "passt nicht".to_owned());
        ProposalAnswer { who, when, what, changes: Vec::new(), reason }
    }

    /// Takes a proposal, as it is or with another value in its place; what no longer fits is
    /// decided for it. Returns false where it can no longer be made.
    fn take(&mut self, proposal: &ChangeProposal, kind: AnswerKind) -> bool {
        let text = self.text();
        let document = Document::parse(&SCHEMA, text.clone()).unwrap();
        let waiting = waiting(proposal);
        let Some(mut merged) = with_changes(&document, &proposal.changes, &waiting.iter().collect::<Vec<_>>()) else {
            return false;
        };
        while !merged.conflicts.is_empty() {
            let at = merged.conflicts.len() - 1;
            if merged.resolve(at, &ConflictSide::Theirs).is_err() {
                return false;
            }
        }
        let mut new = merged.document.text();
        if !dangling(&new).is_subset(&dangling(&text)) {
            // What it refers to is gone: the command and the screen refuse it.
            return false;
        }
        let proposed: Vec<String> = marks(&new).difference(&marks(&text)).cloned().collect();
        if kind == AnswerKind::TakenChanged {
            for old in &proposed {
                let own = mark(self.name, self.made.len());
                new = new.replace(old.as_str(), &own);
                self.made.push(own);
            }
        } else {
            self.taken.extend(proposed);
        }
        let answers = [(proposal.id.clone(), self.answer(kind))];
        if new == text {
            // What is wanted is there already.
            answer(&RealDisk, &self.dataset(), &answers[0].0, &answers[0].1).unwrap();
            return true;
        }
        let removes = proposal.changes.iter().any(|change| change.after.is_none());
        for comment in comments(&text).filter(|comment| !new.contains(comment)) {
            assert!(removes, "{}: {} takes out {comment}", self.name, proposal.id);
        }
        self.note_removed(&text, &new);
        let path = self.dataset();
        let holder = LockHolder::this(&Person::of(&Environment::default(), Some(self.name)), "10:42".into());
        let order = order(&path, &holder);
        let expected = ExpectedContent::Anything { create: false };
        let request = SaveRequest { order, expected, kept: None, day: "2026-11-30", backups: 0, progress: None };
        let saved = save::<_, StoreError>(request, |_| Ok(Some(Taken { text: &new, answers: &answers }))).unwrap();
        let SaveOutcome::Saved(report) = saved else { panic!("{}: {saved:?}", self.name) };
        report.answers.unwrap();
        true
    }
}
