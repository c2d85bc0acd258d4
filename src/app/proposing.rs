//! Proposing instead of saving: what Ctrl-S does where the dataset cannot be saved but proposals
//! can be made.
//!
//! The reason is asked once. What was proposed is taken back here, so that the screen shows the
//! dataset as it is; undo brings it back as unsaved changes. Must not touch files. Entry points:
//! [`App::propose_because`], [`App::proposed`].

use crate::command::Command;
use crate::document::{Edit, FormerNeighbours};
use crate::texts;

use super::proposal_desk::{ProposalOnDesk, ProposeAnswer};
use super::saving::Leaving;
use super::workspace::Workspace;
use super::{App, Effect};

impl Workspace {
    /// Returns the edits that bring every record back to what is saved.
    fn edits_to_saved(&self) -> Vec<Edit> {
        let mut edits: Vec<(usize, Edit)> = Vec::new();
        for (slot, saved) in self.unsaved.saved_records() {
            let address = self.doc.address(slot);
            match (saved, self.doc.is_live(slot)) {
                // What was added goes first, because it may have taken an id.
                (None, true) => edits.push((0, Edit::Remove { address })),
                (Some(text), true) if self.doc.source(slot) != text => {
                    edits.push((1, Edit::Replace { address, text: text.to_owned() }));
                }
                (Some(text), false) => {
                    let place = FormerNeighbours::of(&self.doc, slot).place(&self.doc, slot.table);
                    edits.push((2, Edit::AddText { table: slot.table, place, text: text.to_owned() }));
                }
                _ => {}
            }
        }
        edits.sort_by_key(|(order, _)| *order);
        edits.into_iter().map(|(_, edit)| edit).collect()
    }
}

impl App {
    /// Asks why what is unsaved is proposed, before it is.
    pub(super) fn propose(&mut self) {
        if self.workspace.unsaved.is_empty() {
            return self.show_info(texts::proposals::nothing_to_propose(self.lang()));
        }
        self.ask_why_proposed();
    }

    /// Proposes what is unsaved.
    pub(super) fn propose_because(&mut self, why: &str) {
        self.request(Effect::Propose(why.to_owned()));
    }

    /// Stays in the program where leaving waited for a proposal that is not made.
    pub(super) fn propose_later(&mut self) {
        self.sync.leaving = Leaving::No;
    }

    /// Handles the result of proposing.
    pub(super) fn proposed(&mut self, answer: ProposeAnswer) {
        let (lang, leaving) = (self.lang(), std::mem::take(&mut self.sync.leaving));
        match answer {
            ProposeAnswer::Failed(reason) => self.show_error(texts::proposals::not_proposed(lang, &reason)),
            ProposeAnswer::ToSend { reason, text } => self.show_proposal_to_send(reason, text),
            ProposeAnswer::Done(id) if leaving == Leaving::WhenSaved => {
                self.replace_continued(&id);
                self.request(Effect::Quit);
            }
            ProposeAnswer::Done(id) => {
                self.replace_continued(&id);
                let count = self.workspace.unsaved.count();
                let edits = self.workspace.edits_to_saved();
                let key = self.workspace.key_of(Command::Undo);
                match self.try_apply(&edits, texts::proposals::step_proposed(lang).to_owned()) {
                    Ok(_) => {
                        // Only a kill before this leaves something to recover.
                        self.request(Effect::NothingUnsaved);
                        self.show_info(texts::proposals::is_proposed(lang, count, &key));
                    }
                    // It is proposed all the same, and still to be seen here.
                    Err(error) => self.show_error(super::edit::describe(&error, self)),
                }
            }
        }
    }

    /// Withdraws the proposals that the one just made continues, which replaces them. One that says
    /// the same in the same second is the same.
    fn replace_continued(&mut self, made: &str) {
        let mut replaced = self.continued_proposals();
        replaced.retain(|id| id != made);
        self.workspace.proposals.taken.clear();
        if !replaced.is_empty() {
            self.withdraw(replaced, None);
        }
    }

    /// Takes note of the proposals of the dataset, and says what became of this person's.
    pub(super) fn proposals_read(&mut self, all: Vec<ProposalOnDesk>, news: Option<&str>) {
        self.workspace.proposals.all = all;
        self.workspace.proposals.counted = None;
        self.workspace.proposals.revision += 1;
        if let Some(news) = news {
            self.show_info(news);
        }
    }
}
