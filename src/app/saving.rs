//! Saving and leaving while a person goes on working.
//!
//! What a save writes is the dataset as it was when the save began; what is changed meanwhile is
//! unsaved when it ends, and belongs to the next one. Must not touch files. Enter at [`App::save`],
//! [`App::saved`], [`App::quit`].

use super::event::{Effect, SaveAnswer};
use super::window::WindowPurpose;
use super::{App, windows};
use crate::texts::{app as t, conflicts as c};

/// A save that is going on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaveProgress {
    /// How much of it is done, from 0 to 100, once that is known.
    pub percent: Option<u8>,
    /// Another one is wanted when it ends, for what was changed meanwhile.
    again: bool,
    /// What others wrote that it holds too, in words.
    pub(super) taken: Option<String>,
}

/// What a person who wants to leave has decided about what is unsaved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Leaving {
    /// They stay.
    #[default]
    No,
    /// They leave as soon as it is saved.
    WhenSaved,
    /// They leave as soon as the save that is going on has ended; what came later is dropped.
    Discarding,
}

impl App {
    /// Saves; a value being edited is taken first.
    pub(super) fn save(&mut self) {
        if !self.confirm_edit() {
            return;
        }
        self.take_back_empty_item();
        if !self.may_save() {
            return;
        }
        if self.asks_to_replace(false) {
            return;
        }
        if self.saving.is_none() && self.unsaved.is_empty() && !self.file.is_gone {
            self.request(Effect::LookAtFile);
            return self.show_info(t::nothing_to_save(self.lang()));
        }
        self.begin_save();
    }

    /// Says what stands in the way of a save, if anything does.
    fn may_save(&mut self) -> bool {
        if self.is_asked() || self.is_undecided() {
            self.show_conflicts();
            self.show_error(c::decide_first(self.lang()));
        } else if let Some(reason) = self.file.read_only.clone() {
            self.show_error(t::cannot_save(self.lang(), &reason));
        } else {
            return true;
        }
        false
    }

    /// Begins a save; where one is going on, remembers that what came since is to be saved too.
    pub(super) fn begin_save(&mut self) {
        let lang = self.lang();
        let Some(saving) = &mut self.saving else {
            self.unsaved.begin_save(&self.doc);
            self.saving = Some(SaveProgress::default());
            return self.request(Effect::Save);
        };
        saving.again = self.unsaved.changed_since_save_began(&self.doc);
        let text = if saving.again { t::saves_again(lang) } else { t::saves_already(lang) };
        self.show_info(text);
    }

    /// So much of the save is done.
    pub(super) fn written_so_far(&mut self, percent: u8) {
        if let Some(saving) = &mut self.saving {
            saving.percent = Some(percent);
        }
    }

    /// A save ended.
    pub(super) fn saved(&mut self, answer: SaveAnswer) {
        let SaveProgress { again, taken, .. } = self.saving.take().unwrap_or_default();
        let discarding = self.leaving == Leaving::Discarding;
        self.unsaved.end_save(&self.doc, matches!(answer, SaveAnswer::Done { .. }));
        // Whoever changed it has put it there.
        self.file.is_gone &= matches!(answer, SaveAnswer::Failed(_));
        match answer {
            SaveAnswer::Done { name, path, note } => {
                // What it says is no longer true.
                self.windows.retain(|window| window.purpose != WindowPurpose::Notice);
                self.file.name = name;
                self.file.path = path;
                self.file.spoiled = None;
                let saved = note.unwrap_or_else(|| t::saved(self.lang(), &self.file.name));
                self.show_info(taken.map_or_else(|| saved.clone(), |taken| format!("{saved} {taken}")));
                self.go_on_saved(again);
            }
            // What others wrote cannot be put together with what is to be dropped.
            SaveAnswer::Changed(_) if discarding => self.stay(t::others_were_first(self.lang())),
            SaveAnswer::Changed(theirs) => self.theirs(*theirs),
            SaveAnswer::Gone(reason) => {
                self.file.is_gone = true;
                self.stay(&reason);
            }
            SaveAnswer::Failed(reason) => self.stay(&reason),
        }
    }

    /// What a person wanted while the dataset was being saved.
    fn go_on_saved(&mut self, again: bool) {
        let clean = self.unsaved.is_empty();
        match self.leaving {
            Leaving::Discarding => self.request(Effect::Quit),
            Leaving::WhenSaved if clean => self.request(Effect::Quit),
            _ if again && !clean => {
                self.message = None;
                self.begin_save();
            }
            Leaving::WhenSaved => {
                self.leaving = Leaving::No;
                self.quit();
            }
            Leaving::No => {}
        }
    }

    fn stay(&mut self, reason: &str) {
        self.leaving = Leaving::No;
        self.show(windows::notice(self, t::not_saved(self.lang()), reason));
    }

    /// Leaves, or asks first when something is unsaved; a save that is going on is waited for.
    pub(super) fn quit(&mut self) {
        let saving = self.saving.is_some();
        let unsaved = if saving { self.unsaved.changed_since_save_began(&self.doc) } else { !self.unsaved.is_empty() };
        let unsaved = unsaved || self.typed_texts.strays().next().is_some() || self.is_only_copy() && !saving;
        match (unsaved, saving) {
            (true, _) => self.show(windows::quit::open(self)),
            (false, true) => self.leave_after_save(Leaving::WhenSaved),
            (false, false) => self.request(Effect::Quit),
        }
    }

    /// Saves and then leaves.
    pub(super) fn save_and_quit(&mut self) {
        if self.may_save() && !self.asks_to_replace(true) {
            self.leaving = Leaving::WhenSaved;
            self.begin_save();
        }
    }

    /// Saves in the place of what others left there, and then leaves if that was wanted.
    pub(super) fn replace_file(&mut self, leave: bool) {
        if leave {
            self.leaving = Leaving::WhenSaved;
        }
        self.begin_save();
    }

    /// Leaves; what is unsaved is lost, but not what is just being saved.
    pub(super) fn discard_and_quit(&mut self) {
        match self.saving {
            Some(_) => self.leave_after_save(Leaving::Discarding),
            None => self.request(Effect::Quit),
        }
    }

    fn leave_after_save(&mut self, how: Leaving) {
        self.leaving = how;
        self.show_info(t::leaves_when_saved(self.lang()));
    }
}
