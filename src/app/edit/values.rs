//! Editing one value: opening its editor, validating and taking the input, adding and moving list
//! items.

use crate::document::{Address, AddressStep, Edit, Insertion};
use crate::key::Chord;
use crate::model::input::{self as rules, InputNote};
use crate::model::provenance::clearing;
use crate::query::choices::Surroundings;
use crate::schema::FieldKind;
use crate::texts;

use super::sources::is_day_of_source;
use super::{describe, unquote};
use crate::app::detail::PageRow;
use crate::app::dialog::open::AnyDialog;
use crate::app::editor::{AddedPlace, Editor, EditorPurpose};
use crate::app::screens::directory::Directory;
use crate::app::value_choice::{ValueChoice, is_picked};
use crate::app::workspace::Workspace;
use crate::app::{App, Focus};

/// The RON text of a record in which nothing has been entered.
const EMPTY_RECORD: &str = "()";

impl Workspace {
    fn make_editor(&self, address: Address, kind: FieldKind, purpose: EditorPurpose) -> Editor {
        let current = if purpose == EditorPurpose::Set { self.value_text(&address) } else { None };
        let plain = current.as_ref().map(|(plain, _)| plain.as_str()).unwrap_or_default();
        let mut editor = Editor::new(address.clone(), kind, purpose, plain);
        editor.optional = !self.is_required(&address) && editor.purpose == EditorPurpose::Set;
        let choices = self.choices_in(&editor, "");
        let current = current.and_then(|(_, ron)| ValueChoice::of_ron(&self.doc, kind, &ron));
        if choices.is_empty() { editor } else { editor.picking(choices, current.or(Some(ValueChoice::Unknown))) }
    }

    /// Makes the choices of an open editor follow its input and the dataset.
    pub(in crate::app) fn narrow_choices(&self, editor: &mut Editor) {
        editor.narrow(self.index.revision(), |editor, typed| self.choices_in(editor, typed));
    }

    /// Returns what can be picked in an editor and matches what is typed; nothing for free text. A
    /// list holds each record once, and a record does not refer to itself.
    fn choices_in(&self, editor: &Editor, typed: &str) -> Vec<ValueChoice> {
        if !is_picked(editor.kind) {
            return Vec::new();
        }
        let mut choices =
            self.matching_choices(editor.kind, editor.optional, typed, &self.surroundings(&editor.address));
        let own = self.doc.find(editor.address.table, &editor.address.id).map(ValueChoice::Record);
        let items = match editor.purpose {
            EditorPurpose::Insert(_) => self.items(&editor.address),
            EditorPurpose::Set => Vec::new(),
        };
        let items = items.iter().filter_map(|ron| ValueChoice::of_ron(&self.doc, editor.kind, ron));
        let left_out: Vec<ValueChoice> = items.chain(own).collect();
        choices.retain(|choice| !left_out.contains(choice));
        choices
    }

    /// Returns where a reference is made that stands at an address.
    pub(in crate::app) fn surroundings(&self, address: &Address) -> Surroundings {
        let targets = self
            .doc
            .resolve(address)
            .map_or_else(Vec::new, |slot| self.index.references(slot).filter_map(|reference| reference.to).collect());
        Surroundings::of(self.data(), address.table, targets, None)
    }

    /// Returns the RON texts of the items of a list.
    fn items(&self, list: &Address) -> Vec<String> {
        let record = self.doc.resolve(list).and_then(|slot| self.doc.record(slot).ok());
        let texts =
            record.as_ref().and_then(|r| r.value(&list.path)).map(|v| v.items().map(|i| i.text().to_owned()).collect());
        texts.unwrap_or_default()
    }

    /// Returns the value at an address as plain text and as RON text.
    pub fn value_text(&self, address: &Address) -> Option<(String, String)> {
        let record = self.doc.record(self.doc.resolve(address)?).ok()?;
        let value = record.value(&address.path)?;
        let kind = address.kind(self.doc.schema())?;
        Some((rules::to_editable_text(kind, value), value.text().to_owned()))
    }

    pub(super) fn is_required(&self, address: &Address) -> bool {
        let record = self.doc.schema().table(address.table).record;
        match address.path.as_slice() {
            [AddressStep::Field(name)] => record.field(name).is_some_and(|f| f.required),
            path => matches!(path.last(), Some(AddressStep::Item(_))),
        }
    }

    pub(in crate::app) fn list_length(&self, list: &Address) -> usize {
        let length = |slot| Some(self.doc.record(slot).ok()?.value(&list.path)?.items().count());
        self.doc.resolve(list).and_then(length).unwrap_or(0)
    }

    /// Returns true when an address can hold a value: the list items on its path exist.
    pub(in crate::app) fn is_place(&self, address: &Address) -> bool {
        let Some(record) = self.doc.resolve(address).and_then(|slot| self.doc.record(slot).ok()) else {
            return false;
        };
        let items = (1..=address.path.len()).filter(|end| matches!(address.path[end - 1], AddressStep::Item(_)));
        items.into_iter().all(|end| record.value(&address.path[..end]).is_some())
    }

    /// Returns the line below the editor: the problem, or a hint. The flag is true for a problem.
    pub fn editor_hint(&self, editor: &Editor) -> (bool, String) {
        let lang = self.lang();
        let notes = match editor.judged(lang, self.settings.today) {
            Ok(notes) => notes,
            Err(objection) => return (true, objection),
        };
        if !notes.is_empty() {
            return (false, notes.iter().map(|note| note.text(lang)).collect::<Vec<_>>().join(" "));
        }
        if editor.picks() && editor.shown().is_empty() {
            return (true, texts::edit::no_such_choice(lang).to_owned());
        }
        if let Some(statement) = &editor.unsourced {
            return (
                false,
                statement.sources.last().map_or_else(String::new, |source| self.source_hint(editor, source)),
            );
        }
        if editor.may_stay_open() {
            return (false, texts::edit::asked_hint(lang).to_owned());
        }
        let help = self.field_help(&editor.address);
        (false, if help.is_empty() { texts::edit::hint(lang).to_owned() } else { help.to_owned() })
    }

    /// Returns the edits that a text in a field means, and the name of the step.
    fn edits_of(&self, editor: &Editor, value: Option<String>) -> Option<(Vec<Edit>, String)> {
        let lang = self.lang();
        let address = editor.address.clone();
        let name = texts::steps::set(lang, &self.name_of(&address));
        match (&editor.purpose, value) {
            (EditorPurpose::Set, Some(value)) if self.value_text(&address).is_some_and(|(_, now)| now == value) => None,
            (EditorPurpose::Set, Some(value)) if matches!(editor.kind, FieldKind::Id) => {
                let slot = self.doc.resolve(&address)?;
                Some((vec![self.rename(slot, unquote(&value)?)], name))
            }
            (EditorPurpose::Set, Some(value)) => Some((vec![Edit::Set { address, value }], name)),
            (EditorPurpose::Set, None) => {
                Some((clearing(&self.doc, &address), texts::steps::cleared(lang, &self.name_of(&address))))
            }
            (EditorPurpose::Insert(at), Some(value)) => Some((
                vec![Edit::InsertItem { list: address.clone(), at: *at, value }],
                texts::steps::added(lang, &self.name_of(&address)),
            )),
            _ => None,
        }
    }
}

impl App {
    /// Starts editing the value under the cursor.
    pub(in crate::app) fn start_edit(&mut self) {
        let shows_another = std::mem::take(&mut self.screens.directory.shows_another);
        if self.screens.directory.focus != Focus::Detail {
            self.screens.directory.enter_page();
            if shows_another {
                return;
            }
        }
        if let Some(address) = self.screens.directory.detail.row().and_then(|r| r.address.clone()) {
            self.edit_value(address, EditorPurpose::Set);
        } else if self.subject().is_some_and(|slot| self.workspace.doc.validate(slot).is_err()) {
            self.show_error(texts::edit::only_in_editor(self.lang()));
        } else if let Some(slot) = self.screens.directory.detail.row().and_then(|r| r.link) {
            self.open(slot);
        }
    }

    /// Returns true when the address of a value here leads to another record with the same id.
    pub(super) fn is_ambiguous_here(&self, address: &Address) -> bool {
        let here = [self.subject(), self.record_here()].into_iter().flatten();
        let mut named = here.filter(|slot| slot.table == address.table && self.workspace.doc.id(*slot) == address.id);
        named.any(|slot| self.workspace.is_ambiguous(slot))
    }

    /// Starts editing the value at an address.
    pub(in crate::app) fn edit_value(&mut self, address: Address, purpose: EditorPurpose) {
        if self.workspace.file.read_only.is_some() {
            return self.show_error(texts::edit::read_only(self.lang()));
        }
        if self.is_ambiguous_here(&address) {
            return self.show_error(texts::edit::ambiguous(self.lang(), &address.id));
        }
        let Some(declared) = address.kind(self.workspace.doc.schema()) else { return };
        let kind = match (declared, &purpose) {
            (FieldKind::List(item), EditorPurpose::Insert(_)) => *item,
            (kind, _) => kind,
        };
        match kind {
            FieldKind::Record(_) if matches!(purpose, EditorPurpose::Insert(_)) => {
                return self.insert_empty(address, purpose);
            }
            FieldKind::Record(_) => return self.enter_nested(&address),
            FieldKind::List(_) => {
                let at = self.workspace.list_length(&address);
                return self.edit_value(address, EditorPurpose::Insert(at));
            }
            _ => {}
        }
        self.screens.directory.editor = Some(self.workspace.make_editor(address, kind, purpose));
    }

    /// Adds an empty record to a list of records, to be filled in.
    fn insert_empty(&mut self, list: Address, purpose: EditorPurpose) {
        let EditorPurpose::Insert(at) = purpose else { return };
        let name = texts::steps::added(self.lang(), &self.workspace.name_of(&list));
        let item = list.join(AddressStep::Item(at));
        if self.apply(&[Edit::InsertItem { list, at, value: EMPTY_RECORD.to_owned() }], name).is_some() {
            self.screens.directory.detail.unfolded.insert(item.clone());
            let (screens, context) = self.screens_mut();
            screens.directory.refresh_detail(context);
            self.enter_nested(&item);
            let is_open = self.screens.directory.editor.is_some();
            self.screens.directory.added = is_open.then_some(AddedPlace { address: item, is_untouched: true });
        }
    }

    /// Removes an item in which nothing was entered.
    pub(super) fn take_back_empty_item(&mut self, item: &Address, insertion: Insertion) {
        let Insertion { list, at } = insertion;
        let is_empty = self.workspace.value_text(item).is_some_and(|(_, ron)| ron.ends_with("()"));
        if is_empty && self.take_back_last_step() {
            self.screens.directory.detail.unfolded.remove(item);
            self.whole_page();
            self.screens.directory.detail.go_to(&list);
            let edit = Edit::InsertItem { list, at, value: EMPTY_RECORD.to_owned() };
            self.drafts.set_aside.home_taken_back(item, &edit);
        }
    }

    /// Starts editing the first field of a nested record, unfolding it if necessary.
    fn enter_nested(&mut self, address: &Address) {
        self.screens.directory.detail.unfolded.insert(address.clone());
        self.whole_page();
        self.screens.directory.detail.go_to(address);
        self.screens.directory.detail.step(1);
        if let Some(inner) = self.screens.directory.detail.row().and_then(|r| r.address.clone())
            && inner.path.starts_with(&address.path)
            && inner.path.len() > address.path.len()
        {
            self.edit_value(inner, EditorPurpose::Set);
        }
    }

    /// Takes the input of the editor; returns false when it was refused and the editor stays open.
    pub(in crate::app) fn confirm_edit(&mut self) -> bool {
        let Some(editor) = self.screens.directory.editor.take() else { return true };
        let (value, notes) = match editor.value(&self.workspace.doc, self.lang(), self.workspace.settings.today) {
            Ok(Some(accepted)) => (Some(accepted.ron), accepted.notes),
            Ok(None) => (None, Vec::new()),
            Err(reason) => return self.refuse(editor, reason),
        };
        if let Some(statement) = editor.unsourced.clone() {
            let remarks = rules::remarks(&notes, self.lang());
            return self.confirm_source(editor, statement, value, remarks);
        }
        let is_given = value.is_some();
        let Some((edits, name)) = self.workspace.edits_of(&editor, value) else { return true };
        if let Some(reason) = self.broken_rule(&edits) {
            return self.refuse(editor, reason);
        }
        let is_of_added = self.is_of_added(&editor);
        let applied = if is_of_added { self.try_apply_to_added(edits) } else { self.try_apply(&edits, name.clone()) };
        match applied {
            Err(error) => {
                let reason = describe(&error, self);
                self.refuse(editor, reason)
            }
            Ok(None) => true,
            Ok(Some(_)) => {
                let is_doubtful = notes.iter().any(InputNote::is_doubt) && editor.purpose == EditorPurpose::Set;
                self.screens.directory.doubtful = is_doubtful.then(|| editor.address.clone());
                let remarks = rules::remarks(&notes, self.lang());
                self.show_info(remarks.map_or(name.clone(), |remarks| format!("{name}. {remarks}")));
                if let EditorPurpose::Insert(at) = editor.purpose {
                    self.whole_page();
                    self.screens.directory.detail.go_to(&editor.address.join(AddressStep::Item(at)));
                }
                if is_given {
                    self.owe_source(&editor.address, is_of_added);
                }
                true
            }
        }
    }

    /// Opens the field of a doubtful value that was just taken, empty, when a digit follows:
    /// whoever reads what is doubtful types the number again. Returns false for any other key.
    pub(in crate::app) fn retype_doubtful(&mut self, chord: Chord) -> bool {
        let Some(address) = self.screens.directory.doubtful.take() else { return false };
        let is_digit = chord.char().is_some_and(|c| c.is_ascii_digit() || c == '+');
        let is_there =
            self.dialogs.top().is_none_or(AnyDialog::lets_through) && self.screens.directory.editor.is_none();
        if !is_digit || !is_there || !self.screens.is_directory() || !self.screens.directory.detail.go_to(&address) {
            return false;
        }
        self.close_dialog();
        self.edit_value(address, EditorPurpose::Set);
        self.screens.directory.editor.iter_mut().for_each(|editor| editor.set_text(""));
        self.screens.directory.editor.is_some()
    }

    /// Keeps the field open and says below it why its input is refused.
    pub(super) fn refuse(&mut self, mut editor: Editor, reason: String) -> bool {
        editor.error = Some(reason);
        self.screens.directory.editor = Some(editor);
        false
    }

    /// Returns true when a field follows (`by` = 1) or precedes the open one. The origin of a
    /// source is followed by its date alone.
    pub(in crate::app) fn has_field(&self, by: isize) -> bool {
        let Directory { editor: Some(editor), detail, .. } = &self.screens.directory else { return false };
        if editor.unsourced.is_some() {
            return by > 0 && !is_day_of_source(editor);
        }
        let schema = self.workspace.doc.schema();
        let kind = |row: &PageRow| row.address.as_ref().and_then(|address| address.kind(schema));
        let is_field =
            |row: &PageRow| kind(row).is_some_and(|kind| !matches!(kind, FieldKind::List(_) | FieldKind::Record(_)));
        let (before, from) = detail.rows.split_at(detail.cursor.min(detail.rows.len()));
        match by > 0 {
            true => !detail.rest.is_empty() || from.iter().skip(1).any(is_field) || self.item_behind_added().is_some(),
            false => before.iter().rev().any(is_field),
        }
    }

    /// Moves on to the next (`by` = 1) or previous editable field; an untouched value stays
    /// unchanged.
    pub(in crate::app) fn edit_next(&mut self, by: isize) {
        if self.screens.directory.editor.as_ref().is_some_and(|editor| editor.unsourced.is_some()) {
            self.confirm_edit();
            return;
        }
        let behind = self.item_behind_added().filter(|_| by > 0);
        let touched = self.screens.directory.editor.as_ref().is_some_and(Editor::is_touched);
        if !touched {
            self.screens.directory.editor = None;
        } else if !self.confirm_edit() {
            return;
        }
        self.refresh();
        self.whole_page();
        if let Some(Insertion { list, at }) = behind {
            let is_empty = self.screens.directory.added.as_ref().is_some_and(|added| added.is_untouched);
            if !is_empty {
                self.edit_value(list, EditorPurpose::Insert(at));
            }
            return;
        }
        loop {
            let here = self.screens.directory.detail.cursor;
            self.screens.directory.detail.step(by);
            let row = self.screens.directory.detail.row();
            let kind = row.and_then(|r| r.address.as_ref()).and_then(|a| a.kind(self.workspace.doc.schema()));
            match kind {
                Some(FieldKind::List(_) | FieldKind::Record(_)) | None
                    if self.screens.directory.detail.cursor != here => {}
                Some(_) if self.screens.directory.detail.cursor != here => return self.start_edit(),
                _ => return,
            }
        }
    }

    /// Moves the list item under the cursor up or down.
    pub(in crate::app) fn move_item(&mut self, by: isize) {
        let Some((list, from)) = self.screens.directory.item_under_cursor() else { return };
        let Some(to) = from.checked_add_signed(by).filter(|to| *to < self.workspace.list_length(&list)) else {
            return self.show_info(texts::edit::end_of_list(self.lang()));
        };
        let name = texts::steps::moved(self.lang(), &self.workspace.name_of(&list));
        if self.apply(&[Edit::MoveItem { list: list.clone(), from, to }], name).is_some() {
            self.whole_page();
            self.screens.directory.detail.go_to(&list.join(AddressStep::Item(to)));
        }
    }
}
