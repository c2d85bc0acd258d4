//! Editing a record in the user's own editor: the text it gets, and what happens to the text it
//! returns.
//!
//! Text that does not parse as a record is never discarded: it goes back to the editor on request,
//! with the problem in a comment at the top, and stays in the journal until then. Must not run the
//! editor. Entry points: [`App::edit_externally`], [`App::edited`].

use std::path::PathBuf;

use crate::command::Command;
use crate::document::{Address, AddressStep, Edit, Record, Slot};
use crate::texts;

use super::describe;
use crate::app::event::EditorProblem;
use crate::app::typed_texts::{TextHome, TypedText};
use crate::app::workspace::Workspace;
use crate::app::{App, Effect};

/// Prefix of a line that states a problem; such lines are not part of the text.
const NOTE: &str = "//!! ";

/// What remains of a previous edit in the external editor.
#[derive(Debug, Default)]
pub(in crate::app) struct ExternalEdit {
    /// Text that does not parse as a record yet.
    pub(in crate::app) text: Option<(Address, String)>,
    /// A file that the editor left behind.
    file: Option<PathBuf>,
}

impl Workspace {
    /// Returns the edits that replace a record with `text`. When the id differs, references are
    /// updated.
    fn replacement(&self, slot: Slot, text: &str) -> Vec<Edit> {
        let address = self.doc.address(slot);
        let id = Record::parse(text)
            .ok()
            .and_then(|r| Some(r.value(&[AddressStep::Field("id".into())])?.as_str()?.into_owned()));
        let replace = |address| Edit::Replace { address, text: text.to_owned() };
        match id.filter(|id| *id != address.id && !self.doc.schema().table(slot.table).single) {
            None => vec![replace(address)],
            Some(id) => vec![self.rename(slot, id.clone()), replace(Address { id, ..address })],
        }
    }
}

impl App {
    /// Hands the record under the cursor to the user's editor.
    pub(in crate::app) fn edit_externally(&mut self) {
        let Some(slot) = self.record_here() else { return };
        if self.workspace.is_ambiguous(slot) {
            return self.show_error(texts::edit::ambiguous(self.lang(), self.workspace.doc.id(slot)));
        }
        let address = self.workspace.doc.address(slot);
        let text = self.workspace.doc.source(slot).to_owned();
        self.request(Effect::EditExternally(address, text));
    }

    /// Hands a text that does not parse as a record to the editor again, with the problem.
    pub(in crate::app) fn edit_again(&mut self, address: Address, text: String) {
        let workspace = &self.workspace;
        let edits = workspace.doc.resolve(&address).map(|slot| workspace.replacement(slot, &text));
        let error = edits.and_then(|edits| workspace.doc.plan_all(&edits).err());
        let note = error
            .map(|error| note(&describe(&error.reason, self), texts::external_editor::lines_from_here(self.lang())));
        self.request(Effect::EditExternally(address.clone(), format!("{}{text}", note.unwrap_or_default())));
        self.drafts.external.text = Some((address, text));
    }

    /// Reopens a file that the editor was given before.
    pub(in crate::app) fn edit_file(&mut self, address: Address, path: PathBuf) {
        self.drafts.external.file = Some(path.clone());
        self.request(Effect::EditFile(address, path));
    }

    /// Reads the current content of a file that the editor was given before.
    pub(in crate::app) fn read_file(&mut self, address: Address, path: PathBuf) {
        self.drafts.external.file = Some(path.clone());
        self.request(Effect::ReadFile(address, path));
    }

    /// Handles the result of the external editor.
    pub(in crate::app) fn edited(&mut self, address: Address, answer: Result<String, EditorProblem>) {
        let ExternalEdit { text: given, file } = std::mem::take(&mut self.drafts.external);
        match answer {
            Ok(text) => self.take_edited(address, without_notes(&text).trim_end().to_owned(), file),
            Err(EditorProblem::FileLeft { reason, path }) => self.ask_about_editor_file(address, path, reason),
            Err(EditorProblem::Failed { reason, text }) => {
                self.show_error(reason);
                let written = text.map(|text| without_notes(&text).trim_end().to_owned());
                if let Some(text) = written.or(given.map(|(_, text)| text)) {
                    self.set_record_text_aside(address, text);
                }
            }
        }
    }

    /// Keeps the text of a record until a person decides, and adds to the message how it comes
    /// back.
    fn set_record_text_aside(&mut self, address: Address, text: String) {
        let place = self.workspace.name_of(&address);
        let hint = texts::typed_texts::record_text_kept(self.lang(), &self.workspace.key_of(Command::RecallText));
        self.show_also(&hint);
        let home = TextHome::Record(address);
        self.drafts.set_aside.push(TypedText { home, place, text, restoration: None, is_stray: true });
    }

    fn take_edited(&mut self, address: Address, text: String, file: Option<PathBuf>) {
        let lang = self.lang();
        let Some(slot) = self.workspace.doc.resolve(&address) else {
            let place = self.workspace.name_of(&address);
            let home = TextHome::Gone(address);
            return self.ask_about_stray(TypedText { home, place, text, restoration: None, is_stray: true });
        };
        if text == self.workspace.doc.source(slot) {
            if let Some(path) = file {
                self.ask_about_editor_file(address, path, texts::external_editor::file_unchanged(lang).to_owned());
            }
            return self.show_info(texts::edit::nothing_changed(lang));
        }
        let name = texts::steps::set(lang, &self.workspace.name_of(&address));
        let edits = self.workspace.replacement(slot, &text);
        let applied = match self.broken_rule(&edits) {
            Some(reason) => Err(reason),
            None => self.try_apply(&edits, name.clone()).map_err(|error| describe(&error, self)),
        };
        match applied {
            Ok(_) => self.show_info(name),
            Err(reason) => self.ask_to_retry(address, text, reason),
        }
    }
}

/// Returns a comment that states the problem, on one line.
fn note(reason: &str, lines: &str) -> String {
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{NOTE}{reason} {lines}\n")
}

/// Returns the text without such comments at the top.
fn without_notes(text: &str) -> &str {
    let mut rest = text;
    while let Some((first, below)) = rest.split_once('\n')
        && first.starts_with(NOTE.trim_end())
    {
        rest = below;
    }
    rest
}
