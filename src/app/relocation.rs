//! Keeps the places on the screen valid when others have changed the dataset: the open field,
//! dialogs about a record, texts set aside; the directory keeps its cursor itself.
//!
//! [`crate::document::Relocation`] alone decides where places moved. Must not change the dataset.
//! Entry points: [`App::held_places`] before the change and [`App::relocate`] after it.

use crate::document::rebase::current_value;
use crate::document::{Address, AddressStep, Document, Edit, Insertion, RecordPlace, Relocation, Slot};
use crate::schema::FieldKind;
use crate::storage::history::{ValueAuthor, ValueAuthors};
use crate::texts;

use super::App;
use super::detail::HeldRow;
use super::editor::EditorPurpose;
use super::typed_texts::{Restoration, TextHome, TypedText};
use super::workspace::Workspace;
use crate::query::new_record::NewRecord;

/// The places on the screen before a change.
pub(super) struct HeldPlaces {
    document: Document,
    /// The open field in words.
    field: String,
    /// The row under the cursor.
    row: Option<HeldRow>,
}

impl Workspace {
    /// Updates the references of a new record; those to records that are gone are dropped.
    pub(super) fn relocate_new(&self, new: &mut NewRecord, relocation: &Relocation<'_>) {
        let record = self.doc.schema().table(new.table).record;
        new.fields.retain_mut(|(path, value)| {
            let Some(AddressStep::Field(name)) = path.first() else { return true };
            let Some(kind) = record.field(name).map(|field| field.kind) else { return true };
            match relocated_reference(kind, value, relocation) {
                Some(now) => {
                    *value = now;
                    true
                }
                None => false,
            }
        });
    }

    /// Returns the author of the current value of a place, for a sentence.
    fn author_of(&self, place: &Address, value: Option<&str>, authors: &ValueAuthors) -> String {
        match authors.of_current(place, value) {
            Some(ValueAuthor::Person { who, .. }) => who.to_owned(),
            _ => texts::colleagues::somebody(self.lang()).to_owned(),
        }
    }
}

impl App {
    /// Captures the places on the screen before external changes are applied.
    pub(super) fn held_places(&self) -> HeldPlaces {
        let editor = self.screens.directory.editor.as_ref();
        let field = editor.map(|editor| self.workspace.name_of(&editor.address)).unwrap_or_default();
        HeldPlaces { document: self.workspace.doc.clone(), field, row: self.screens.directory.held_row() }
    }

    /// Moves the places on the screen to where they are now.
    pub(super) fn relocate(&mut self, held: &HeldPlaces, is_replaced: bool, authors: &ValueAuthors) {
        let (before, after) = (&held.document, self.workspace.doc.clone());
        let relocation =
            if is_replaced { Relocation::replaced(before, &after) } else { Relocation::changed(before, &after) };
        let (screens, context) = self.screens_mut();
        screens.directory.follow_places(held.row.as_ref(), &relocation, context);
        if !self.dialogs.relocate(&self.workspace, &relocation) {
            self.show_error(texts::undo::gone_since(self.lang()));
        }
        if !is_replaced {
            self.workspace.marked.relocate(&relocation);
        }
        self.drafts.set_aside.relocate(&relocation);
        self.relocate_recovery(&relocation);
        self.workspace.history.rename(&relocation);
        self.relocate_editor(held, &relocation, authors);
    }

    fn relocate_editor(&mut self, held: &HeldPlaces, relocation: &Relocation<'_>, authors: &ValueAuthors) {
        let Some(editor) = &self.screens.directory.editor else { return };
        let was = editor.address.clone();
        let now = match editor.purpose {
            EditorPurpose::Set => relocation.address(&was).map(|address| (address, EditorPurpose::Set)),
            EditorPurpose::Insert(at) => relocation
                .insertion(&Insertion { list: was.clone(), at })
                .map(|insertion| (insertion.list, EditorPurpose::Insert(insertion.at))),
        };
        let Some((address, purpose)) = now else { return self.stray_editor(held, relocation, authors) };
        let is_set = purpose == EditorPurpose::Set;
        if let Some(editor) = &mut self.screens.directory.editor {
            editor.unsourced = editor.unsourced.take().and_then(|statement| statement.relocated(relocation));
            (editor.address, editor.purpose) = (address.clone(), purpose);
        }
        self.renew_choices(relocation);
        let value = current_value(&self.workspace.doc, &address);
        if is_set && value != current_value(&held.document, &was) {
            let who = self.workspace.author_of(&address, value.as_deref(), authors);
            self.tell_of_other_value(value.as_deref(), &who);
        }
    }

    /// Keeps an open picker on the choice under its cursor.
    fn renew_choices(&mut self, relocation: &Relocation<'_>) {
        let Some(editor) = self.screens.directory.editor.as_mut().filter(|editor| editor.picks()) else { return };
        let chosen = editor.chosen().and_then(|chosen| chosen.relocated(relocation));
        editor.choose_only(chosen);
        self.workspace.narrow_choices(editor);
    }

    /// Says in the open field that its value has changed, so that taking the input replaces it
    /// knowingly.
    fn tell_of_other_value(&mut self, value: Option<&str>, who: &str) {
        let lang = self.lang();
        let Some(editor) = &self.screens.directory.editor else { return };
        let now = value.map_or_else(
            || texts::detail::unknown(lang).to_owned(),
            |ron| self.workspace.plain_value(editor.kind, ron),
        );
        let error = texts::colleagues::field_changed(lang, who, &now);
        self.screens.directory.editor.iter_mut().for_each(|editor| editor.error = Some(error.clone()));
    }

    /// Asks about the typed text after its field is gone.
    fn stray_editor(&mut self, held: &HeldPlaces, relocation: &Relocation<'_>, authors: &ValueAuthors) {
        let (lang, place) = (self.lang(), held.field.as_str());
        let (typed, address) =
            (self.text_in_editor(place), self.screens.directory.editor.take().map(|editor| editor.address));
        let (Some(text), Some(address)) = (typed, address) else {
            return self.show_error(texts::typed_texts::closed_by_others(lang, place));
        };
        let who = self.workspace.author_of(&address, None, authors);
        let restoration = restoration(&held.document, &address, relocation);
        let is_set = matches!(text.home, TextHome::Value(_));
        let restoration = restoration.filter(|_| is_set);
        self.ask_about_stray(TypedText { home: TextHome::Gone(address), restoration, is_stray: true, ..text });
        self.show_error(texts::typed_texts::gone_by(lang, &who, place));
    }

    /// Handles an open field whose row is not on the page: opens its page, or asks about the text.
    pub(super) fn lose_editor(&mut self) {
        let Some(editor) = self.screens.directory.editor.take() else { return };
        let slot = self.workspace.doc.resolve(&editor.address);
        if let Some(slot) = slot {
            self.open_address(slot, &editor.address.clone());
            self.screens.directory.editor = Some(editor);
            self.refresh();
            if self.screens.directory.detail.editor_cells() > 0 {
                return;
            }
        } else {
            self.screens.directory.editor = Some(editor);
        }
        let place = self
            .screens
            .directory
            .editor
            .as_ref()
            .map(|editor| self.workspace.name_of(&editor.address))
            .unwrap_or_default();
        let typed = self.text_in_editor(&place);
        self.screens.directory.editor = None;
        if let Some(text) = typed {
            self.ask_about_stray(TypedText { is_stray: true, ..text });
        }
        self.refresh();
    }
}

/// Returns a reference with the current id of its record; `None` when the record is gone. Other
/// values are returned unchanged.
fn relocated_reference(kind: FieldKind, value: &str, relocation: &Relocation<'_>) -> Option<String> {
    let id = |table, text: &str| relocation.address(&Address::record(table, text)).map(|address| address.id);
    let quoted = |id: String| crate::syntax::printer::string(&id);
    match kind {
        FieldKind::Ref(table) => {
            let Ok(text) = ron::from_str::<String>(value) else { return Some(value.to_owned()) };
            id(table, &text).map(quoted)
        }
        FieldKind::List(&FieldKind::Ref(table)) => {
            let Ok(ids) = ron::from_str::<Vec<String>>(value) else { return Some(value.to_owned()) };
            let left: Vec<String> = ids.iter().filter_map(|text| id(table, text)).map(quoted).collect();
            (!left.is_empty()).then(|| format!("[{}]", left.join(", ")))
        }
        _ => Some(value.to_owned()),
    }
}

/// Returns how a place that is gone is restored: the original record, or the outermost missing list
/// item.
fn restoration(before: &Document, address: &Address, relocation: &Relocation<'_>) -> Option<Restoration> {
    let slot = before.resolve(address)?;
    if relocation.slot(slot).is_none() {
        let text = before.source(slot).to_owned();
        let now = |near: Slot| relocation.address(&before.address(near)).map(|address| address.id);
        let place = match before.beside(slot).map(|near| near.and_then(now)) {
            [Some(previous), _] => RecordPlace::After(previous),
            [None, Some(next)] => RecordPlace::Before(next),
            [None, None] => RecordPlace::End,
        };
        let edit = Edit::AddText { table: address.table, place, text };
        return Some(Restoration { edit, home: address.clone() });
    }
    let ends = 1..=address.path.len();
    let part = |end: usize| Address { path: address.path[..end].to_vec(), ..address.clone() };
    let gone = ends.into_iter().map(part).find(|part| relocation.address(part).is_none())?;
    let (Some(AddressStep::Item(at)), list) = (gone.path.last(), &gone.path[..gone.path.len() - 1]) else {
        return None;
    };
    let value = current_value(before, &gone)?;
    let list = Address { path: list.to_vec(), ..gone.clone() };
    let Insertion { list, at } = relocation.insertion(&Insertion { list, at: *at })?;
    let mut home = list.join(AddressStep::Item(at));
    home.path.extend_from_slice(&address.path[gone.path.len()..]);
    Some(Restoration { edit: Edit::InsertItem { list, at, value }, home })
}
