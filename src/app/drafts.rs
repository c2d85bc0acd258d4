//! Typed texts that are not in the dataset yet, and what of them is handed over to be persisted.
//!
//! Entry points: [`Drafts`] and [`App::keep_drafts`].

use super::edit::ExternalEdit;
use super::input::kill_ring::KillRing;
use super::typed_texts::TypedTexts;
use super::{App, Effect, Keep};
use crate::document::Address;

/// Typed texts outside the dataset, but for the open field and the dialogs.
#[derive(Debug, Default)]
pub struct Drafts {
    /// Texts of closed fields that were set aside.
    pub set_aside: TypedTexts,
    /// Texts that were cut, and those of closed fields, to be inserted elsewhere.
    pub(super) cut_texts: KillRing,
    /// What remains of a previous edit in the external editor.
    pub(super) external: ExternalEdit,
    /// The texts as they were last handed over to be persisted.
    persisted: Vec<(Address, String)>,
}

impl App {
    /// Hands typed text over to be persisted, if it is new. A text that has moved is written at its
    /// new place before the old one is closed.
    pub(super) fn keep_drafts(&mut self) {
        let now = self.current_drafts();
        if now == self.drafts.persisted {
            return;
        }
        let before = std::mem::take(&mut self.drafts.persisted);
        for (address, text) in now.iter().filter(|draft| !before.contains(draft)) {
            self.request(Effect::Keep(Keep::Draft(address.clone(), text.clone())));
        }
        for (address, _) in before {
            if !now.iter().any(|(other, _)| *other == address) {
                self.request(Effect::Keep(Keep::DraftClosed(address)));
            }
        }
        self.drafts.persisted = now;
    }

    /// Returns the texts that would be lost with the program, by their places.
    fn current_drafts(&self) -> Vec<(Address, String)> {
        let editor = self.screens.directory.editor.as_ref().filter(|editor| editor.is_changed());
        let open = editor.and_then(|editor| Some((editor.home().draft_address()?, editor.input.text())));
        let mut found: Vec<(Address, String)> = open.into_iter().collect();
        found.extend(self.drafts.external.text.clone());
        found.extend(self.dialog_drafts());
        let strays = self.drafts.set_aside.strays();
        found.extend(strays.filter_map(|text| Some((text.home.draft_address()?, text.text.clone()))));
        joined(found)
    }

    /// Returns true when text would be lost with the program.
    pub fn has_drafts(&self) -> bool {
        !self.current_drafts().is_empty()
    }
}

/// Joins texts typed at the same place into one.
fn joined(texts: Vec<(Address, String)>) -> Vec<(Address, String)> {
    let mut found: Vec<(Address, String)> = Vec::new();
    for (address, text) in texts {
        match found.iter_mut().find(|(other, _)| *other == address) {
            Some((_, before)) => *before = format!("{before}\n{text}"),
            None => found.push((address, text)),
        }
    }
    found
}
