//! Asks for the source of a value that was just changed: offered once after the change, then field
//! by field.
//!
//! This keeps a new number from standing under an old source. Must not open a field by itself; any
//! other key dismisses the offer. Entry points: [`App::offered_value`], [`App::give_source`].

use crate::app::editor::{Editor, EditorPurpose};
use crate::app::history::UndoStep;
use crate::app::{App, Focus, Tone};
use crate::document::{Address, AddressStep, Edit};
use crate::model::provenance::{ValueSource, is_older, renewal, source_of};
use crate::syntax::printer;
use crate::texts;

use super::describe;
use crate::app::workspace::Workspace;

impl Workspace {
    /// Returns the hint of an open source field: what the source covers, and which of the two steps
    /// this is.
    pub(super) fn source_hint(&self, editor: &Editor, value: &Address) -> String {
        let Some(mut record) = source_of(value) else { return String::new() };
        record.path.pop();
        let record = self.name_of(&record);
        let is_day = editor.address.path.last() == Some(&AddressStep::Field("as_of".to_owned()));
        if is_day { texts::app::day_hint(self.lang(), &record) } else { texts::app::origin_hint(self.lang(), &record) }
    }
}

impl App {
    /// Remembers that a value was changed; its source is asked for once no field is open.
    pub(super) fn owe_source(&mut self, value: &Address) {
        let is_owed = source_of(value)
            .is_some_and(|source| is_older(&self.workspace.doc, &source, self.workspace.settings.today));
        if is_owed {
            self.screens.directory.unsourced = Some(value.clone());
        }
    }

    /// Returns the value whose source can be given with the next key. The offer waits for a page
    /// without open field, dialog or problem, and is made there once.
    pub fn offered_value(&self) -> Option<&Address> {
        let is_page = self.screens.is_directory() && self.screens.directory.focus == Focus::Detail;
        let is_free = is_page && self.screens.directory.editor.is_none() && self.dialogs.is_empty();
        let has_problem = self.message.as_ref().is_some_and(|message| message.tone == Tone::Problem);
        self.screens.directory.unsourced.as_ref().filter(|_| is_free && !has_problem)
    }

    /// Leaves the source of the value unchanged; returns false when nothing was offered.
    pub(in crate::app) fn end_offer(&mut self) -> bool {
        let is_offered = self.offered_value().is_some();
        self.screens.directory.unsourced = self.screens.directory.unsourced.take().filter(|_| !is_offered);
        is_offered
    }

    /// Opens the source of the changed value.
    pub(in crate::app) fn give_source(&mut self) {
        let Some(value) = self.screens.directory.unsourced.take() else { return };
        let Some((source, slot)) = source_of(&value).zip(self.workspace.doc.resolve(&value)) else { return };
        let first = source.join(AddressStep::Field("url".to_owned()));
        self.whole_page();
        if self.screens.directory.detail.go_to(&source) {
            self.screens.directory.detail.unfolded.insert(source);
            self.whole_page();
            self.screens.directory.detail.go_to(&first);
        } else {
            self.open_address(slot, &first);
        }
        self.edit_source(first, value);
    }

    fn edit_source(&mut self, field: Address, value: Address) {
        self.edit_value(field, EditorPurpose::Set);
        if let Some(editor) = &mut self.screens.directory.editor {
            editor.changed_value = Some(value);
        }
    }

    /// Takes the text in a field of the source of `value`: after the origin comes the date, which
    /// defaults to today. It forms one step with the change of the value. Returns false when it was
    /// refused.
    pub(super) fn confirm_source(
        &mut self,
        editor: Editor,
        value: Address,
        typed: Option<String>,
        remarks: Option<String>,
    ) -> bool {
        let Some(source) = source_of(&value) else { return true };
        let day = source.join(AddressStep::Field("as_of".to_owned()));
        let is_day = editor.address == day;
        let edits = if is_day {
            vec![
                typed
                    .map_or(Edit::Clear { address: day.clone() }, |ron| Edit::Set { address: day.clone(), value: ron }),
            ]
        } else {
            let today = self.workspace.settings.today;
            renewal(
                &source,
                typed.map_or(ValueSource::Unknown, ValueSource::Given),
                printer::string(&today.to_string()),
                today,
            )
        };
        if let Err(reason) = self.apply_to_last_step(&edits) {
            return self.refuse(editor, reason);
        }
        self.refresh();
        self.whole_page();
        if is_day {
            self.leave_source(&value);
            let given = texts::app::source_given(self.lang(), &self.workspace.name_of(&value));
            self.show_info(remarks.map_or(given.clone(), |remarks| format!("{given}. {remarks}")));
        } else {
            self.screens.directory.detail.go_to(&day);
            self.edit_source(day, value);
        }
        true
    }

    /// Moves the cursor from a source back to the changed value.
    pub(in crate::app) fn leave_source(&mut self, value: &Address) {
        if let Some(source) = source_of(value) {
            self.screens.directory.detail.unfolded.remove(&source);
        }
        self.whole_page();
        self.screens.directory.detail.go_to(value);
    }

    /// Applies edits as part of the last step, so that one undo reverts both.
    fn apply_to_last_step(&mut self, edits: &[Edit]) -> Result<(), String> {
        let changes = self.workspace.doc.plan_all(edits).map_err(|error| describe(&error.reason, self))?;
        if changes.is_empty() {
            return Ok(());
        }
        let former = self.workspace.history.undo_name().unwrap_or_default();
        let suffix = texts::app::with_source(self.lang(), "");
        let name = format!("{}{suffix}", former.strip_suffix(&suffix).unwrap_or(former));
        let touched =
            self.apply_step(&changes, &name, super::ChangeOrigin::Made).map_err(|error| describe(&error, self))?;
        self.workspace.history.join(UndoStep { name, changes, place: touched.first().copied() });
        Ok(())
    }
}
