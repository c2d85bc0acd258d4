//! What a person says of statements when reviewing them: that they are still true, or no longer.
//!
//! The same on lists and pages. Entry points: [`App::confirm_all`], [`App::mark_here`],
//! [`App::no_longer_true_here`], [`Workspace::ending`].

use std::collections::HashSet;

use super::describe;
use crate::app::marked::{MarkRequest, MarkedPlace};
use crate::app::workspace::Workspace;
use crate::app::{App, Focus};
use crate::check::statement_error;
use crate::command::Command;
use crate::document::address::kind_at;
use crate::document::{Address, AddressStep, Edit};
use crate::model::provenance::{clearing, confirmation, known_source};
use crate::model::records::{MeasureStatus, Status};
use crate::schema::{Field, FieldKind, Naming};
use crate::syntax::{SyntaxValue, printer};
use crate::texts;

impl Workspace {
    /// Returns true when something stands at an address.
    pub(in crate::app) fn is_known(&self, address: &Address) -> bool {
        let record = self.doc.resolve(address).and_then(|slot| self.doc.record(slot).ok());
        record.is_some_and(|record| record.value(&address.path).and_then(SyntaxValue::unwrap_option).is_some())
    }

    /// Returns the record around a source; any other place is what a person speaks of itself.
    pub(in crate::app) fn spoken_of(&self, address: &Address) -> Address {
        let is_source = matches!(address.kind(self.doc.schema()), Some(FieldKind::Record(kind)) if kind.is_source);
        let length = address.path.len() - usize::from(is_source);
        Address { path: address.path[..length].to_vec(), ..address.clone() }
    }

    /// Returns where a statement can be mended, and whether a value is edited there: the value
    /// itself; of a record within another its first field that is known, else its first; of a whole
    /// record what it says in its own words, else its source.
    fn place_to_mend(&self, address: &Address) -> (Address, bool) {
        let place = self.spoken_of(address);
        let kind = place.kind(self.doc.schema());
        let field = |field: &Field| place.join(AddressStep::Field(field.name.to_owned()));
        let Some(FieldKind::Record(kind)) = kind else { return (place, true) };
        if place.path.is_empty() {
            if *address != place && !self.is_known(address) {
                return (address.join(AddressStep::Field("url".to_owned())), true);
            }
            let wording = kind.naming(Naming::Full).filter(|_| !kind.name_parts().is_empty() && *address != place);
            return wording.map_or((address.clone(), false), |wording| (field(wording), true));
        }
        let fields: Vec<Address> =
            kind.fields.iter().filter(|field| !matches!(field.kind, FieldKind::Record(_))).map(field).collect();
        let known = fields.iter().find(|field| self.is_known(field)).or(fields.first());
        known.map_or((place.clone(), true), |field| (field.clone(), true))
    }

    /// Returns the edits after which a statement is unknown: the value is cleared, of a record
    /// within another everything but its source and remarks. Nothing for a whole record.
    pub(in crate::app) fn forgetting(&self, address: &Address) -> Vec<Edit> {
        let place = self.spoken_of(address);
        if place.path.is_empty() || self.is_required(&place) {
            return Vec::new();
        }
        let Some(FieldKind::Record(kind)) = place.kind(self.doc.schema()) else {
            return clearing(&self.doc, &place);
        };
        let fields = kind.fields.iter().filter(|field| !matches!(field.kind, FieldKind::Record(_)));
        let fields = fields.map(|field| place.join(AddressStep::Field(field.name.to_owned())));
        let known = fields.filter(|field| self.is_known(field));
        known.flat_map(|address| clearing(&self.doc, &address)).collect()
    }

    /// Returns the edit that says of the record around a statement that it has ended: by its status
    /// where it has one that says so, else by the day until which it existed. `None` for a
    /// statement about a part of the record, such as its contact: with that, the record does not
    /// end.
    pub(in crate::app) fn ending(&self, address: &Address) -> Option<Edit> {
        let declared = self.doc.schema().table(address.table).record;
        let part = address.path.get(..1).and_then(|part| kind_at(FieldKind::Record(declared), part));
        let is_of_part = match part {
            Some(FieldKind::Record(part) | FieldKind::List(&FieldKind::Record(part))) => !part.is_source,
            _ => false,
        };
        if is_of_part {
            return None;
        }
        let field = |name: &str| Address { path: vec![AddressStep::Field(name.to_owned())], ..address.clone() };
        if let Some(FieldKind::Choice(choices)) = declared.field("status").map(|status| status.kind) {
            let ended = [Status::Ended.name(), MeasureStatus::Done.name()];
            let ended = ended.into_iter().find(|name| choices.iter().any(|choice| choice.name == *name))?;
            return Some(Edit::Set { address: field("status"), value: ended.to_owned() });
        }
        declared.field("until")?;
        let value = printer::string(&self.settings.today.to_string());
        Some(Edit::Set { address: field("until"), value })
    }
}

impl App {
    /// Opens the page of a record where a statement of it stands. Returns true when a value is
    /// edited there.
    pub(in crate::app) fn show_statement(&mut self, statement: &Address) -> bool {
        let Some(slot) = self.workspace.doc.resolve(statement) else { return false };
        let (place, is_value) = self.workspace.place_to_mend(statement);
        if place.path.is_empty() {
            self.open(slot);
            return false;
        }
        self.open_address(slot, &place);
        is_value
    }

    /// Opens a statement where it can be mended, its value to be edited.
    pub(in crate::app) fn mend(&mut self, statement: &Address) {
        if self.show_statement(statement) && self.workspace.file.read_only.is_none() {
            self.start_edit();
        }
    }

    /// Goes from a page to which a list led to the next row there, or to the one before.
    pub(in crate::app) fn walk_on(&mut self, by: isize) {
        self.execute(Command::Back);
        let (screens, context) = self.screens_mut();
        if screens.shown_mut().walk(by, context) {
            self.execute(Command::OpenRow);
        } else {
            self.show_info(texts::review::end_of_list(self.lang()).to_owned());
        }
    }

    /// Says why a statement is not confirmed, and returns true, where the check finds an error in
    /// it.
    pub(super) fn refuses_wrong_statement(&mut self, statement: &Address) -> bool {
        let Workspace { doc, index, settings, .. } = &self.workspace;
        let place = self.workspace.spoken_of(statement);
        let Some(error) = statement_error(doc, index, settings.today, &place) else { return false };
        let lang = self.lang();
        let place = self.workspace.name_of(error.address.as_ref().unwrap_or(statement));
        self.show_error(texts::review::wrong(lang, &place, error.message(lang)));
        true
    }

    /// Says of the sources of some statements that they were checked today and found still true,
    /// as one step; of none where one of them has an error. Returns false when nothing was
    /// confirmed.
    pub(in crate::app) fn confirm_all(&mut self, statements: &[Address]) -> bool {
        if statements.iter().any(|statement| self.refuses_wrong_statement(statement)) {
            return false;
        }
        let (lang, today) = (self.lang(), self.workspace.settings.today);
        let known = statements.iter().filter(|statement| self.workspace.is_known(statement));
        // Several statements may have one source.
        let mut found = HashSet::new();
        let sources = known.filter_map(|statement| known_source(&self.workspace.doc, statement));
        let sources: Vec<Address> = sources.filter(|source| found.insert(source.clone())).collect();
        let [first, others @ ..] = &sources[..] else {
            self.show_error(texts::review::nothing_to_confirm(lang).to_owned());
            return false;
        };
        let record = self.workspace.name_of(&self.workspace.spoken_of(first));
        let name = if others.is_empty() {
            texts::sources::still_true(lang, &record, &today.to_string())
        } else {
            texts::review::all_still_true(lang, sources.len(), &today.to_string())
        };
        // Who confirms one value is to see what else its source vouches for.
        let told = match others {
            [] => self.workspace.with_scope(first, name.clone()),
            _ => name.clone(),
        };
        let edits: Vec<Edit> =
            sources.iter().flat_map(|source| confirmation(source, self.workspace.statement_check(source))).collect();
        match self.try_apply(&edits, name) {
            Ok(Some(_)) => self.show_info(told),
            Ok(None) => self.show_info(texts::sources::checked_already(lang, &record)),
            Err(error) => {
                self.show_error(describe(&error, self));
                return false;
            }
        }
        self.workspace.marked.clear();
        true
    }

    /// Changes the marks of the pane that has the keyboard; on a page marks the statement under the
    /// cursor, and goes to the next row.
    pub(in crate::app) fn mark_here(&mut self, command: Command) {
        if let Focus::Pane(number) = self.screens.directory.focus {
            return match self.screens.directory.marks(number, command, &self.workspace.marked) {
                Some(request) => {
                    if command == Command::Mark {
                        self.execute(Command::Down);
                    }
                    self.change_marks(request);
                }
                None => self.show_info(texts::batch::nothing_to_mark(self.lang())),
            };
        }
        let Some(address) = self.screens.directory.place_here(&self.workspace) else { return };
        let Some(slot) = self.workspace.doc.resolve(&address) else { return };
        self.change_marks(MarkRequest::Toggle(MarkedPlace { slot, path: address.path }));
        self.execute(Command::Down);
    }

    /// Asks what is true instead of the statement under the cursor of a page.
    pub(in crate::app) fn no_longer_true_here(&mut self) {
        let Some(address) = self.screens.directory.place_here(&self.workspace) else { return };
        self.ask_what_instead(address);
    }
}
