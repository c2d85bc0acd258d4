//! The source of a statement: asked for after a change, and confirmed to be still true.
//!
//! After a change one question asks whose word the new value is, which keeps a new number from
//! standing under an old source. Where no source is known, or others share it, giving one is
//! offered. Must not open a field by itself; any other key dismisses question and offer. Entry
//! points: [`App::offered_statement`], [`App::give_source`] and [`App::confirm_statement`].

use crate::app::editor::{Editor, EditorPurpose, UnsourcedStatement};
use crate::app::{App, Focus, Tone};
use crate::document::{Address, AddressStep, Edit};
use crate::index::display_names::text;
use crate::model::provenance::{
    StatementCheck, ValueSource, confirmation, covered_fields, former_origin, is_older, known_source, renewal,
    source_of, source_to_give, vouching_source,
};
use crate::model::source_age::SourceAge;
use crate::present::{source_age, source_scope};
use crate::query::caretaker::statement_check;
use crate::syntax::printer;
use crate::texts;

use super::describe;
use crate::app::workspace::Workspace;

/// Returns true for the second field asked for: the date, after the origin.
pub(super) fn is_day_of_source(editor: &Editor) -> bool {
    editor.address.path.last() == Some(&AddressStep::Field("as_of".to_owned()))
}

impl Workspace {
    /// Returns what it is when the person looks at the statement at this place.
    pub(in crate::app) fn statement_check(&self, place: &Address) -> StatementCheck {
        statement_check(self.data(), place, self.settings.author.as_deref(), self.settings.today)
    }

    /// Returns the edits that make each of these sources vouch alike for a value just changed.
    fn renewals(&self, sources: &[Address], origin: &ValueSource, as_of: &str) -> Vec<Edit> {
        let renewed =
            |source| renewal(&self.doc, source, origin.clone(), as_of.to_owned(), self.statement_check(source));
        sources.iter().flat_map(renewed).collect()
    }

    /// Returns the hint of an open source field: what the source covers, and which of the two steps
    /// this is.
    pub(super) fn source_hint(&self, editor: &Editor, source: &Address) -> String {
        let (lang, name) = (self.lang(), self.name_of_sourced(source));
        match (is_day_of_source(editor), self.sourced_value(source).is_some()) {
            (true, true) => texts::sources::own_day_hint(lang, &name),
            (true, false) => texts::sources::day_hint(lang, &name),
            (false, true) => texts::sources::own_origin_hint(lang, &name),
            (false, false) => texts::sources::origin_hint(lang, &name),
        }
    }

    /// Returns what was said of a source, with what it covers: people mean the one value.
    pub(super) fn with_scope(&self, source: &Address, told: String) -> String {
        match source_scope::covered(&self.doc, source, self.lang()) {
            Some(fields) => format!("{told}; {}", texts::detail::covers(self.lang(), &fields)),
            None => told,
        }
    }

    /// Returns true when no source to be given for a statement vouches for other values as well.
    pub(in crate::app) fn speaks_for_itself(&self, statement: &UnsourcedStatement) -> bool {
        !statement.is_added && statement.sources.iter().all(|source| covered_fields(&self.doc, source).len() <= 1)
    }

    /// Returns the known source of a value in words: its origin and age.
    pub(in crate::app) fn source_words(&self, value: &Address) -> Option<String> {
        let source = known_source(&self.doc, value)?;
        let record = self.doc.record(self.doc.resolve(&source)?).ok()?;
        let source = record.value(&source.path)?.unwrap_option()?;
        let origin = text(source, "url").map(|url| source_age::host(&url).to_owned());
        let age = SourceAge::of(source, self.settings.period()).as_of_text(self.lang());
        Some(origin.into_iter().chain([age]).collect::<Vec<_>>().join(" · "))
    }

    /// Returns the one value that a source vouches for, if it is not that of a record.
    pub(in crate::app) fn sourced_value(&self, source: &Address) -> Option<Address> {
        let value = source.field(self.doc.schema())?.vouches_for?;
        let path = source.path[..source.path.len().saturating_sub(1)].to_vec();
        Some(Address { path, ..source.clone() }.join(AddressStep::Field(value.to_owned())))
    }

    /// Returns the name of what a source vouches for: a value, or the record around it.
    fn name_of_sourced(&self, source: &Address) -> String {
        if let Some(value) = self.sourced_value(source) {
            return self.name_of(&value);
        }
        let path = source.path[..source.path.len().saturating_sub(1)].to_vec();
        self.name_of(&Address { path, ..source.clone() })
    }
}

impl App {
    /// Remembers that a value was changed or added; its source is asked for once no field is open.
    /// Says of one that others share that it stays.
    pub(super) fn owe_source(&mut self, value: &Address, is_added: bool) {
        let (document, today) = (&self.workspace.doc, self.workspace.settings.today);
        let is_owed = source_of(document, value).is_some_and(|source| is_older(document, &source, today));
        let Some(source) = source_to_give(document, value).filter(|_| is_owed) else { return };
        let before = self.screens.directory.unsourced.take().filter(|statement| statement.is_just_changed);
        let mut sources = before.map_or_else(Vec::new, |statement| statement.sources);
        sources.retain(|other| *other != source);
        sources.push(source);
        let statement = UnsourcedStatement { address: value.clone(), sources, is_just_changed: true, is_added };
        if !is_added
            && !self.workspace.speaks_for_itself(&statement)
            && let Some(former) = self.workspace.source_words(value)
            && let Some(told) = &mut self.message
        {
            told.text = texts::sources::kept(self.workspace.lang(), &told.text, &former);
        }
        self.screens.directory.unsourced = Some(statement);
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
    /// still true. Offers to give the source: who was asked, or the one that is not known.
    pub(in crate::app) fn confirm_statement(&mut self) {
        self.screens.directory.unsourced = None;
        let Some(address) = self.screens.directory.place_here(&self.workspace) else { return };
        if self.is_ambiguous_here(&address) {
            return self.show_error(texts::edit::ambiguous(self.lang(), &address.id));
        }
        if self.refuses_wrong_statement(&address) {
            return;
        }
        let Some(declared) = vouching_source(&self.workspace.doc, &address) else { return };
        let (lang, today) = (self.lang(), self.workspace.settings.today);
        let Some(source) = known_source(&self.workspace.doc, &address) else {
            if self.screens.directory.focus != Focus::Detail {
                self.screens.directory.enter_page();
            }
            let sources = vec![declared.clone()];
            let statement = UnsourcedStatement { address, sources, is_just_changed: false, is_added: false };
            self.screens.directory.unsourced = Some(statement);
            let record = self.workspace.name_of_sourced(&declared);
            let told = texts::sources::unknown(lang, &record);
            return self.show_info(self.workspace.with_scope(&declared, told));
        };
        let record = self.workspace.name_of_sourced(&source);
        let name = texts::sources::still_true(lang, &record, &today.to_string());
        match self.try_apply(&confirmation(&source, self.workspace.statement_check(&source)), name.clone()) {
            Ok(Some(_)) => {
                self.show_info(self.workspace.with_scope(&source, name));
                // Whoever has asked may say so; of one value alone where it can have a source.
                let sources = vec![source_to_give(&self.workspace.doc, &address).unwrap_or(source)];
                self.screens.directory.unsourced =
                    Some(UnsourcedStatement { address, sources, is_just_changed: false, is_added: false });
            }
            Ok(None) => {
                let told = texts::sources::checked_already(lang, &record);
                self.show_info(self.workspace.with_scope(&source, told));
            }
            Err(error) => self.show_error(describe(&error, self)),
        }
    }

    /// Asks for the source of the statement that was offered.
    pub(in crate::app) fn give_source(&mut self) {
        let Some(statement) = self.screens.directory.unsourced.take() else { return };
        match self.workspace.source_words(&statement.address) {
            Some(former) if !statement.is_just_changed => self.ask_who_confirms(statement, former),
            _ => self.ask_for_source(statement),
        }
    }

    /// Says of a changed or confirmed statement that whoever did so has asked today.
    pub(in crate::app) fn give_own_inquiry(&mut self, statement: &UnsourcedStatement) {
        let (lang, today) = (self.lang(), self.workspace.settings.today);
        let origin = ValueSource::Given(printer::string(texts::sources::own_inquiry(lang)));
        let day = printer::string(&today.to_string());
        let edits = self.workspace.renewals(&statement.sources, &origin, &day);
        match self.apply_to_last_step(&edits, None) {
            Err(reason) => self.show_error(reason),
            Ok(()) => {
                self.refresh();
                self.whole_page();
                self.screens.directory.detail.go_to(&statement.address);
                let name = self.workspace.name_of(&statement.address);
                self.show_info(texts::sources::given(lang, &name));
            }
        }
    }

    /// Opens the source of a statement, field by field.
    pub(in crate::app) fn ask_for_source(&mut self, statement: UnsourcedStatement) {
        let Some(source) = statement.sources.last().cloned() else { return };
        let Some(slot) = self.workspace.doc.resolve(&source) else { return };
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
        let former = statement.sources.last().and_then(|source| former_origin(&self.workspace.doc, source));
        if let Some(editor) = &mut self.screens.directory.editor {
            if let Some(former) = former {
                editor.offer_text(&former);
            }
            editor.input.select_all();
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
        let day_of = |source: &Address| source.join(AddressStep::Field("as_of".to_owned()));
        let Some(day) = statement.sources.last().map(day_of) else { return true };
        let is_day = editor.address == day;
        let edits = if is_day {
            let dated = |address| match &typed {
                Some(ron) => Edit::Set { address, value: ron.clone() },
                None => Edit::Clear { address },
            };
            statement.sources.iter().map(day_of).map(dated).collect()
        } else {
            let today = self.workspace.settings.today;
            let origin = typed.map_or(ValueSource::Unknown, ValueSource::Given);
            self.workspace.renewals(&statement.sources, &origin, &printer::string(&today.to_string()))
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
            self.leave_source(&statement);
            self.show_info(remarks.map_or(given.clone(), |remarks| format!("{given}. {remarks}")));
        } else {
            self.screens.directory.detail.go_to(&day);
            self.edit_source(day, statement);
        }
        true
    }

    /// Moves the cursor from a source back to its statement.
    pub(in crate::app) fn leave_source(&mut self, statement: &UnsourcedStatement) {
        if let Some(source) = statement.sources.last() {
            self.screens.directory.detail.unfolded.remove(source);
            self.whole_page();
            self.screens.directory.detail.go_to(source);
        }
        self.screens.directory.detail.go_to(&statement.address);
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
