//! Clearing proposals on the screen: taken into the dataset as unsaved changes, declined with a
//! reason; one's own are continued or withdrawn.
//!
//! Taking is the three-way merge of others' changes; what both changed is asked in the window for
//! conflicts. What was taken is noted with the proposal by the save that writes it, so that undoing
//! it before leaves the proposal waiting. Must not touch files. Entry point:
//! [`App::clear_proposals`].

use crate::document::merge::Merged;
use crate::document::rebase::current_value;
use crate::document::{Change, FieldChange};
use crate::query::proposal::{ProposedChange, ProposedStanding, belongs, proposed_changes, with_changes};
use crate::storage::person::short_name;
use crate::storage::proposals::{AnswerKind, ChangeProposal, ProposalAnswer};
use crate::texts;

use super::history::UndoStep;
use super::merge_session::{MergePurpose, Merging};
use super::proposal_desk::{AnswerWish, ClearingRequest, ProposalKey, TakenChange, WaitingChange};
use super::workspace::Workspace;
use super::{App, Effect};

impl Workspace {
    /// Returns the proposed changes that wait, the oldest first.
    pub fn waiting_changes(&self) -> Vec<WaitingChange> {
        self.proposals
            .all
            .iter()
            .flat_map(|on_desk| {
                let proposal = &on_desk.proposal;
                let changes = proposed_changes(self.doc.schema(), &proposal.changes).into_iter();
                let waiting = changes.filter(|change| proposal.answer_to(change.number).is_none());
                waiting.filter_map(move |change| {
                    let standing = change.standing(&self.doc);
                    let key = (proposal.id.clone(), change.number);
                    let waits = standing != ProposedStanding::IsThere && !self.is_taken(&key);
                    waits.then(|| WaitingChange {
                        key,
                        slot: self.doc.resolve(&change.main.address),
                        standing,
                        who: proposal.who.clone(),
                        name: short_name(&proposal.who).to_owned(),
                        when: on_desk.when.clone(),
                        why: proposal.why.clone(),
                        is_own: on_desk.is_own,
                        change,
                    })
                })
            })
            .collect()
    }

    /// Returns true for a change that was taken, perhaps with another value, and is not saved yet.
    fn is_taken(&self, key: &ProposalKey) -> bool {
        let is_in_force = |taken: &TakenChange| taken.key == *key && taken.answer(&self.doc).is_some();
        self.proposals.taken.iter().any(is_in_force)
    }

    /// Recounts the waiting proposals if they or the dataset have changed.
    pub(super) fn count_proposals(&mut self) {
        let revision = self.index.revision();
        if self.proposals.all.is_empty() && self.proposals.waiting == 0
            || self.proposals.counted.replace(revision) == Some(revision)
        {
            return;
        }
        let mut ids: Vec<String> = self.waiting_changes().into_iter().map(|change| change.key.0).collect();
        ids.dedup();
        self.proposals.waiting = ids.len();
    }

    fn proposal(&self, id: &str) -> Option<&ChangeProposal> {
        self.proposals.all.iter().map(|on_desk| &on_desk.proposal).find(|proposal| proposal.id == id)
    }

    /// Returns the changes of a proposal with these numbers.
    fn chosen(&self, proposal: &ChangeProposal, numbers: &[usize]) -> Vec<ProposedChange> {
        let all = proposed_changes(self.doc.schema(), &proposal.changes).into_iter();
        all.filter(|change| numbers.contains(&change.number)).collect()
    }

    /// Returns what a save notes with the proposals whose changes it writes.
    pub fn answers_of_save(&self, who: &str, when: &str) -> Vec<(String, ProposalAnswer)> {
        let mut answers: Vec<(String, ProposalAnswer)> = Vec::new();
        for taken in &self.proposals.taken {
            let Some(what) = taken.answer(&self.doc) else { continue };
            let (id, number) = &taken.key;
            match answers.iter_mut().find(|(known, answer)| known == id && answer.what == what) {
                Some((_, answer)) => answer.changes.push(*number),
                None => {
                    let (who, when, changes) = (who.to_owned(), when.to_owned(), vec![*number]);
                    answers.push((id.clone(), ProposalAnswer { who, when, what, changes, reason: None }));
                }
            }
        }
        answers
    }

    /// Returns who proposed a change that is saved, and why they said, if it was proposed.
    pub fn proposer_of(&self, change: &FieldChange) -> Option<(&str, &str)> {
        let taken = self.proposals.taken.iter().find(|taken| belongs(change, &taken.change))?;
        Some((&taken.proposer, &taken.why))
    }
}

impl App {
    /// Carries out a request about proposed changes.
    pub(super) fn clear_proposals(&mut self, request: ClearingRequest) {
        let lang = self.lang();
        match request {
            ClearingRequest::Change(key) if self.is_own(&key) && self.workspace.file.proposes => {
                self.go_on_proposing(&key.0)
            }
            ClearingRequest::Decline(keys) if self.workspace.file.proposes => {
                match keys.iter().all(|key| self.is_own(key)) {
                    true => self.ask_before_withdrawing(&keys),
                    false => self.show_error(texts::proposals::only_own(lang)),
                }
            }
            _ if self.workspace.file.proposes || self.workspace.file.read_only.is_some() => {
                self.show_error(texts::proposals::only_writers(lang));
            }
            ClearingRequest::Take(keys) => drop(self.take_proposed(&keys)),
            ClearingRequest::Decline(keys) if keys.is_empty() => {}
            ClearingRequest::Decline(keys) => self.ask_why_declined(keys),
            ClearingRequest::Change(key) => self.take_to_change(&key),
        }
    }

    fn is_own(&self, key: &ProposalKey) -> bool {
        self.workspace.proposals.all.iter().any(|on_desk| on_desk.proposal.id == key.0 && on_desk.is_own)
    }

    /// Takes proposed changes as one step; asks about the first proposal that conflicts. Returns
    /// true when all of them are taken.
    fn take_proposed(&mut self, keys: &[ProposalKey]) -> bool {
        let lang = self.lang();
        let mut ids: Vec<&String> = keys.iter().map(|(id, _)| id).collect();
        ids.dedup();
        let (mut doc, mut changes, mut taken) = (self.workspace.doc.clone(), Vec::new(), Vec::new());
        let (mut conflict, mut refused) = (None, 0);
        for id in ids {
            let numbers: Vec<usize> = keys.iter().filter(|(of, _)| of == id).map(|(_, number)| *number).collect();
            let Some(proposal) = self.workspace.proposal(id) else { continue };
            let chosen = self.workspace.chosen(proposal, &numbers);
            let Some(merged) = with_changes(&doc, &proposal.changes, &chosen.iter().collect::<Vec<_>>()) else {
                refused += 1;
                continue;
            };
            let now = self.taken(proposal, chosen);
            match merged.changes.clone() {
                Some(more) if merged.conflicts.is_empty() => {
                    doc = merged.document;
                    changes.extend(more);
                    taken.extend(now);
                }
                Some(_) if conflict.is_none() => conflict = Some((id.clone(), numbers)),
                _ => refused += 1,
            }
        }
        let count = taken.len();
        if !self.take_step(&changes, taken) {
            return false;
        }
        if let Some((id, numbers)) = conflict {
            self.ask_about_proposal(&id, &numbers);
            return false;
        }
        match refused {
            0 if count == 0 => {}
            0 => self.show_info(texts::proposals::took(
                lang,
                count,
                &self.workspace.key_of(crate::command::Command::Undo),
            )),
            _ => self.show_error(texts::proposals::took_partly(lang, refused)),
        }
        refused == 0
    }

    /// Returns what is to be noted of changes that are taken now.
    fn taken(&self, proposal: &ChangeProposal, chosen: Vec<ProposedChange>) -> Vec<TakenChange> {
        let taken = |change: ProposedChange| TakenChange {
            key: (proposal.id.clone(), change.number),
            proposer: proposal.who.clone(),
            why: proposal.why.clone(),
            before: current_value(&self.workspace.doc, &change.main.address),
            change,
        };
        chosen.into_iter().map(taken).collect()
    }

    /// Makes the changes of proposals as one step; returns false when a rule or the dataset refuses
    /// them.
    fn take_step(&mut self, changes: &[Change], taken: Vec<TakenChange>) -> bool {
        if changes.is_empty() {
            return true;
        }
        if let Some(reason) = self.rule_broken_by(changes) {
            self.show_error(reason);
            return false;
        }
        let name = texts::proposals::step(self.lang(), taken.len());
        let keys: Vec<ProposalKey> = taken.iter().map(|taken| taken.key.clone()).collect();
        match self.apply_taking(changes, &name, keys.clone()) {
            Ok(touched) => {
                let place = touched.first().copied();
                self.workspace.history.push(UndoStep { name, changes: changes.to_vec(), place });
                self.workspace.proposals.taken.retain(|taken| !keys.contains(&taken.key));
                self.workspace.proposals.taken.extend(taken);
                true
            }
            Err(error) => {
                self.show_error(super::edit::describe(&error, self));
                false
            }
        }
    }

    /// Asks in the window for conflicts about a proposal that no longer fits.
    fn ask_about_proposal(&mut self, id: &str, numbers: &[usize]) {
        let Some(proposal) = self.workspace.proposal(id) else { return };
        let chosen = self.workspace.chosen(proposal, numbers);
        let merged = with_changes(&self.workspace.doc, &proposal.changes, &chosen.iter().collect::<Vec<_>>());
        let Some(merged) = merged else { return };
        let (proposer, taken) = (proposal.who.clone(), self.taken(proposal, chosen));
        self.sync.merging = Some(Merging { merged, goal: MergePurpose::TakeProposal { proposer, taken }, shown: 0 });
        self.show_conflicts();
    }

    /// Takes what was decided about the conflicts of a proposal.
    pub(super) fn take_decided(&mut self, merged: Merged, taken: Vec<TakenChange>) {
        match merged.changes {
            Some(changes) if changes.is_empty() => {
                // Everything stays as it is; the proposal waits until it is declined.
                self.show_info(texts::proposals::left(self.lang()));
            }
            Some(changes) => {
                let count = taken.len();
                if self.take_step(&changes, taken) {
                    let key = self.workspace.key_of(crate::command::Command::Undo);
                    self.show_info(texts::proposals::took(self.lang(), count, &key));
                }
            }
            None => self.show_error(texts::proposals::took_partly(self.lang(), 1)),
        }
    }

    /// Takes a change and opens its value to be changed.
    fn take_to_change(&mut self, key: &ProposalKey) {
        if !self.take_proposed(std::slice::from_ref(key)) {
            return;
        }
        let Some(taken) = self.workspace.proposals.taken.iter().find(|taken| taken.key == *key) else { return };
        let address = taken.change.main.address.clone();
        let Some(slot) = self.workspace.doc.resolve(&address) else { return };
        self.open_address(slot, &address);
        self.start_edit();
    }

    /// Declines changes, which are named by their proposals, for a reason.
    pub(super) fn decline_because(&mut self, keys: &[ProposalKey], reason: &str) {
        let mut wishes: Vec<AnswerWish> = Vec::new();
        for (id, number) in keys {
            match wishes.iter_mut().find(|wish| wish.id == *id) {
                Some(wish) => wish.changes.push(*number),
                None => wishes.push(AnswerWish {
                    id: id.clone(),
                    what: AnswerKind::Declined,
                    changes: vec![*number],
                    reason: Some(reason.to_owned()),
                }),
            }
        }
        let said = texts::proposals::were_declined(self.lang(), keys.len());
        self.request(Effect::AnswerProposals(wishes, Some(said)));
    }

    /// Withdraws proposals of this person; `said` is said when that is done.
    pub(super) fn withdraw(&mut self, ids: Vec<String>, said: Option<String>) {
        let wish = |id| AnswerWish { id, what: AnswerKind::Withdrawn, changes: Vec::new(), reason: None };
        self.request(Effect::AnswerProposals(ids.into_iter().map(wish).collect(), said));
    }

    /// Brings a proposal of one's own back as unsaved changes; proposing them withdraws it.
    fn go_on_proposing(&mut self, id: &str) {
        let Some(proposal) = self.workspace.proposal(id) else { return };
        let count = proposed_changes(self.workspace.doc.schema(), &proposal.changes).len();
        let keys: Vec<ProposalKey> = (1..=count).map(|number| (id.to_owned(), number)).collect();
        if self.take_proposed(&keys) {
            self.show_info(texts::proposals::goes_on(self.lang()));
        }
    }

    /// Returns the reason of the proposal that the unsaved changes continue; empty where they
    /// continue none, or several.
    pub(super) fn continued_reason(&self) -> String {
        let [id] = &self.continued_proposals()[..] else { return String::new() };
        self.workspace.proposal(id).map(|proposal| proposal.why.clone()).unwrap_or_default()
    }

    /// Returns the proposals of this person of which the unsaved changes continue something.
    pub(super) fn continued_proposals(&self) -> Vec<String> {
        let doc = &self.workspace.doc;
        let taken = self.workspace.proposals.taken.iter();
        let in_force = taken.filter(|taken| self.is_own(&taken.key) && taken.answer(doc).is_some());
        let mut ids: Vec<String> = in_force.map(|taken| taken.key.0.clone()).collect();
        ids.sort();
        ids.dedup();
        ids
    }
}
