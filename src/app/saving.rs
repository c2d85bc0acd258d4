//! Saving and quitting while a person continues to work.
//!
//! A save writes the dataset as of its start; later changes are unsaved when it ends and belong to
//! the next save. Must not touch files. Entry points: [`App::save`], [`App::saved`], [`App::quit`].

use super::App;
use super::event::{Effect, SaveAnswer};
use crate::texts;

/// A running save.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaveProgress {
    /// Its progress in percent, once known.
    pub percent: Option<u8>,
    /// Whether another save follows it, for changes made meanwhile.
    again: bool,
    /// The external changes that it contains, in words.
    pub(super) taken: Option<String>,
}

/// The decision of a person who wants to quit with unsaved changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Leaving {
    /// Stay.
    #[default]
    No,
    /// Quit as soon as everything is saved.
    WhenSaved,
    /// Quit as soon as the running save has ended; later changes are dropped.
    Discarding,
}

impl App {
    /// Saves; an open field is taken first.
    pub(super) fn save(&mut self) {
        if !self.confirm_edit() {
            return;
        }
        self.end_asking();
        if !self.may_save() {
            return;
        }
        if self.workspace.file.proposes {
            return self.propose();
        }
        if self.asks_to_replace(false) {
            return;
        }
        if self.sync.saving.is_none() && self.workspace.unsaved.is_empty() && !self.workspace.file.is_gone {
            self.request(Effect::LookAtFile);
            return self.show_info(texts::saving::nothing_to_save(self.lang()));
        }
        self.begin_save();
    }

    /// Says what prevents a save, if anything does.
    fn may_save(&mut self) -> bool {
        if self.is_asked_about_conflicts() || self.is_undecided() {
            self.show_conflicts();
            self.show_error(texts::conflicts::decide_first(self.lang()));
        } else if let Some(reason) = self.workspace.file.read_only.clone() {
            self.show_error(texts::saving::failed(self.lang(), &reason));
        } else {
            return true;
        }
        false
    }

    /// Begins a save; during a running one, schedules another for the changes made since.
    pub(super) fn begin_save(&mut self) {
        if self.workspace.file.proposes {
            return self.propose();
        }
        let lang = self.lang();
        let Some(saving) = &mut self.sync.saving else {
            self.workspace.unsaved.begin_save(&self.workspace.doc);
            self.workspace.proposals.in_save = self.workspace.proposals.taken.len();
            self.sync.saving = Some(SaveProgress::default());
            return self.request(Effect::Save);
        };
        saving.again = self.workspace.unsaved.changed_since_save_began(&self.workspace.doc);
        let text = if saving.again { texts::saving::saves_again(lang) } else { texts::saving::saves_already(lang) };
        self.show_info(text);
    }

    /// Records the progress of the running save.
    pub(super) fn written_so_far(&mut self, percent: u8) {
        if let Some(saving) = &mut self.sync.saving {
            saving.percent = Some(percent);
        }
    }

    /// Handles the end of a save.
    pub(super) fn saved(&mut self, answer: SaveAnswer) {
        let SaveProgress { again, taken, .. } = self.sync.saving.take().unwrap_or_default();
        let is_saved = matches!(answer, SaveAnswer::Done { .. });
        let discarding = self.sync.leaving == Leaving::Discarding;
        self.workspace.unsaved.end_save(&self.workspace.doc, matches!(answer, SaveAnswer::Done { .. }));
        // Whoever changed the file has restored it.
        self.workspace.file.is_gone &= matches!(answer, SaveAnswer::Failed(_));
        match answer {
            SaveAnswer::Done { name, path, note } => {
                // What it says no longer holds.
                self.close_notices();
                self.workspace.file.name = name;
                self.workspace.file.path = path;
                self.workspace.file.spoiled = None;
                self.workspace.proposals.taken.drain(..self.workspace.proposals.in_save);
                let saved = note.unwrap_or_else(|| texts::saving::saved(self.lang(), &self.workspace.file.name));
                self.show_info(taken.map_or_else(|| saved.clone(), |taken| format!("{saved} {taken}")));
                self.go_on_saved(again);
            }
            // External changes cannot be merged with changes that are to be dropped.
            SaveAnswer::Changed(_) if discarding => self.stay(texts::saving::others_were_first(self.lang())),
            SaveAnswer::Changed(theirs) => self.theirs(*theirs),
            SaveAnswer::Gone(reason) => {
                self.workspace.file.is_gone = true;
                self.stay(&reason);
            }
            SaveAnswer::Failed(reason) => self.stay(&reason),
        }
        if self.sync.saving.is_none() {
            self.saved_for_sync(is_saved);
        }
    }

    /// Continues with what the person asked for during the save.
    fn go_on_saved(&mut self, again: bool) {
        let clean = self.workspace.unsaved.is_empty();
        match self.sync.leaving {
            Leaving::Discarding => self.request(Effect::Quit),
            Leaving::WhenSaved if clean => self.request(Effect::Quit),
            _ if again && !clean => {
                self.message = None;
                self.begin_save();
            }
            Leaving::WhenSaved => {
                self.sync.leaving = Leaving::No;
                self.quit();
            }
            Leaving::No => {}
        }
    }

    fn stay(&mut self, reason: &str) {
        self.sync.leaving = Leaving::No;
        self.show_notice(texts::saving::failed_title(self.lang()), reason);
    }

    /// Quits, or asks first when there are unsaved changes; waits for a running save.
    pub(super) fn quit(&mut self) {
        let saving = self.sync.saving.is_some();
        let unsaved = if saving {
            self.workspace.unsaved.changed_since_save_began(&self.workspace.doc)
        } else {
            !self.workspace.unsaved.is_empty()
        };
        let unsaved =
            unsaved || self.drafts.set_aside.strays().next().is_some() || self.workspace.is_only_copy() && !saving;
        match (unsaved, saving) {
            (true, _) => self.ask_before_quitting(),
            (false, true) => self.leave_after_save(Leaving::WhenSaved),
            (false, false) => self.request(Effect::Quit),
        }
    }

    /// Saves and then quits.
    pub(super) fn save_and_quit(&mut self) {
        if self.may_save() && (self.workspace.file.proposes || !self.asks_to_replace(true)) {
            self.sync.leaving = Leaving::WhenSaved;
            self.begin_save();
        }
    }

    /// Saves in the place of what others left there, and then leaves if that was wanted.
    pub(super) fn replace_file(&mut self, leave: bool) {
        if leave {
            self.sync.leaving = Leaving::WhenSaved;
        }
        self.begin_save();
    }

    /// Leaves; what is unsaved is lost, but not what is just being saved.
    pub(super) fn discard_and_quit(&mut self) {
        match self.sync.saving {
            Some(_) => self.leave_after_save(Leaving::Discarding),
            None => self.request(Effect::Quit),
        }
    }

    fn leave_after_save(&mut self, how: Leaving) {
        self.sync.leaving = how;
        self.show_info(texts::saving::leaves_when_saved(self.lang()));
    }
}
