//! The source of a statement: asked for after a change, and confirmed to be still true.
//!
//! It is offered once after the change, then asked for field by field, which keeps a new number
//! from standing under an old source. Must not open a field by itself; any other key dismisses the
//! offer. Entry points: [`App::offered_statement`], [`App::give_source`] and
//! [`App::confirm_statement`].

use crate::app::editor::{Editor, EditorPurpose, UnsourcedStatement};
use crate::app::{App, Focus, Tone};
use crate::document::{Address, AddressStep, Edit};
use crate::model::provenance::{
    ValueSource, confirmation, former_origin, is_older, known_source, renewal, source_of, vouching_source,
};
use crate::present::source_scope;
use crate::syntax::printer;
use crate::texts;

use super::describe;
use crate::app::workspace::Workspace;

/// Returns true for the second field asked for: the date, after the origin.
pub(super) fn is_day_of_source(editor: &Editor) -> bool {
    editor.address.path.last() == Some(&AddressStep::Field("as_of".to_owned()))
}

impl Workspace {
    /// Returns the hint of an open source field: what the source covers, and which of the two steps
    /// this is.
    pub(super) fn source_hint(&self, editor: &Editor, value: &Address) -> String {
        let Some(source) = vouching_source(value) else { return String::new() };
        let record = self.name_of_sourced(&source);
        if is_day_of_source(editor) {
            texts::sources::day_hint(self.lang(), &record)
        } else {
            texts::sources::origin_hint(self.lang(), &record)
        }
    }

    /// Returns what was said of a source, with what it covers: people mean the one value.
    fn with_scope(&self, source: &Address, told: String) -> String {
        match source_scope::covered(&self.doc, source, self.lang()) {
            Some(fields) => format!("{told}; {}", texts::detail::covers(self.lang(), &fields)),
            None => told,
        }
    }

    /// Returns the name of what a source vouches for: the record around it.
    fn name_of_sourced(&self, source: &Address) -> String {
        let path = source.path[..source.path.len().saturating_sub(1)].to_vec();
        self.name_of(&Address { path, ..source.clone() })
    }
}

impl App {
    /// Remembers that a value was changed; its source is asked for once no field is open.
    pub(super) fn owe_source(&mut self, value: &Address) {
        let is_owed = source_of(value)
            .is_some_and(|source| is_older(&self.workspace.doc, &source, self.workspace.settings.today));
        if is_owed {
            self.screens.directory.unsourced =
                Some(UnsourcedStatement { address: value.clone(), is_just_changed: true });
        }
    }

    /// Returns the statement whose source can be given with the next key. The offer waits for a
    /// page without open field, dialog or problem, and is made there once.
    pub fn offered_statement(&self) -> Option<&UnsourcedStatement> {
        let is_page = self.screens.is_directory() && self.screens.directory.focus == Focus::Detail;
        let is_free = is_page && self.screens.directory.editor.is_none() && self.dialogs.is_empty();
        let has_problem = self.message.as_ref().is_some_and(|message| message.tone == Tone::Problem);
        self.screens.directory.unsourced.as_ref().filter(|_| is_free && !has_problem)
    }

    /// Leaves the source of the statement unchanged; returns false when nothing was offered.
    pub(in crate::app) fn end_offer(&mut self) -> bool {
        let is_offered = self.offered_statement().is_some();
        self.screens.directory.unsourced = self.screens.directory.unsourced.take().filter(|_| !is_offered);
        is_offered
    }

    /// Says of the source of the statement under the cursor that it was checked today and found
    /// still true. Where the source is not known, offers to give it.
    pub(in crate::app) fn confirm_statement(&mut self) {
        self.screens.directory.unsourced = None;
        let Some(address) = self.screens.directory.place_here(&self.workspace) else { return };
        if self.is_ambiguous_here(&address) {
            return self.show_error(texts::edit::ambiguous(self.lang(), &address.id));
        }
        let Some(declared) = vouching_source(&address) else { return };
        let (lang, today) = (self.lang(), self.workspace.settings.today);
        let Some(source) = known_source(&self.workspace.doc, &address) else {
            if self.screens.directory.focus != Focus::Detail {
                self.screens.directory.enter_page();
            }
            self.screens.directory.unsourced = Some(UnsourcedStatement { address, is_just_changed: false });
            let record = self.workspace.name_of_sourced(&declared);
            let told = texts::sources::unknown(lang, &record);
            return self.show_info(self.workspace.with_scope(&declared, told));
        };
        let record = self.workspace.name_of_sourced(&source);
        let name = texts::sources::still_true(lang, &record, &today.to_string());
        match self.try_apply(&[confirmation(&source, today)], name.clone()) {
            Ok(Some(_)) => self.show_info(self.workspace.with_scope(&source, name)),
            Ok(None) => {
                let told = texts::sources::checked_already(lang, &record);
                self.show_info(self.workspace.with_scope(&source, told));
            }
            Err(error) => self.show_error(describe(&error, self)),
        }
    }

    /// Opens the source of the statement.
    pub(in crate::app) fn give_source(&mut self) {
        let Some(statement) = self.screens.directory.unsourced.take() else { return };
        let value = &statement.address;
        let Some((source, slot)) = vouching_source(value).zip(self.workspace.doc.resolve(value)) else { return };
        let first = source.join(AddressStep::Field("url".to_owned()));
        self.screens.directory.detail.unfolded.insert(source);
        self.whole_page();
        if !self.screens.directory.detail.go_to(&first) {
            self.open_address(slot, &first);
        }
        self.edit_source(first, statement);
    }

    fn edit_source(&mut self, field: Address, statement: UnsourcedStatement) {
        self.edit_value(field, EditorPurpose::Set);
        let former = former_origin(&self.workspace.doc, &statement.address);
        if let Some(editor) = &mut self.screens.directory.editor {
            if let Some(former) = former {
                editor.offer_text(&former);
            }
            editor.select_all();
            editor.unsourced = Some(statement);
        }
    }

    /// Takes the text in a field of the source of a statement: after the origin comes the date,
    /// which defaults to today. It forms one step with the change of the statement. Returns false
    /// when it was refused.
    pub(super) fn confirm_source(
        &mut self,
        editor: Editor,
        statement: UnsourcedStatement,
        typed: Option<String>,
        remarks: Option<String>,
    ) -> bool {
        let Some(source) = vouching_source(&statement.address) else { return true };
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
                &self.workspace.doc,
                &source,
                typed.map_or(ValueSource::Unknown, ValueSource::Given),
                printer::string(&today.to_string()),
                today,
            )
        };
        let given = texts::sources::given(self.lang(), &self.workspace.name_of(&statement.address));
        let done = match (statement.is_just_changed, is_day) {
            (true, _) => self.apply_to_last_step(&edits, None),
            (false, true) => self.apply_to_last_step(&edits, Some(given.clone())),
            (false, false) => self.try_apply(&edits, given.clone()).map(drop).map_err(|error| describe(&error, self)),
        };
        if let Err(reason) = done {
            return self.refuse(editor, reason);
        }
        self.refresh();
        self.whole_page();
        if is_day {
            self.leave_source(&statement.address);
            self.show_info(remarks.map_or(given.clone(), |remarks| format!("{given}. {remarks}")));
        } else {
            self.screens.directory.detail.go_to(&day);
            self.edit_source(day, statement);
        }
        true
    }

    /// Moves the cursor from a source back to its statement.
    pub(in crate::app) fn leave_source(&mut self, value: &Address) {
        if let Some(source) = vouching_source(value) {
            self.screens.directory.detail.unfolded.remove(&source);
            self.whole_page();
            self.screens.directory.detail.go_to(&source);
        }
        self.screens.directory.detail.go_to(value);
    }

    /// Applies edits as part of the last step, so that one undo reverts both. The step is then
    /// called `name`, or else what it was called, with its source.
    fn apply_to_last_step(&mut self, edits: &[Edit], name: Option<String>) -> Result<(), String> {
        let name = name.unwrap_or_else(|| {
            let former = self.workspace.history.undo_name().unwrap_or_default();
            let suffix = texts::sources::with_source(self.lang(), "");
            format!("{}{suffix}", former.strip_suffix(&suffix).unwrap_or(former))
        });
        self.try_join(edits, name).map(drop).map_err(|error| describe(&error, self))
    }
}
