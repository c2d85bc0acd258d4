//! Plans an edit within a record as changes. [`record_edits`] plans edits of whole records.
//!
//! Each plan computes the record's new text by text edits. It then checks that the text means
//! exactly what was intended and that `ron` still reads it; otherwise nothing is changed. Entry
//! point: [`Document::plan`].

mod list_edits;
mod record_edits;
mod renamed_choices;
mod section;
mod splice_region;
mod style;

pub(super) use record_edits::fit_lines;

use super::address::kind_at;
use super::declared_value::optional;
use super::reader::Record;
use super::verify::PlainValue;
use super::{Address, AddressStep, Change, Document, Edit, EditError, Slot, ValueError};
use crate::schema::{FieldKind, RecordType};
use crate::syntax::container_edit::{Addition, Bracket};
use crate::syntax::text_edit::{TextEdit, splice};
use crate::syntax::{NodeKind, SyntaxValue, Tree, printer::RonValue, trivia};

impl Document {
    /// Plans the changes that carry out an edit; the document is not modified.
    ///
    /// # Errors
    /// Returns why the edit is impossible.
    pub fn plan(&self, edit: &Edit) -> Result<Vec<Change>, EditError> {
        self.with_renamed_choices(self.plan_alone(edit)?)
    }

    /// Plans the same without the changes of other records that a renamed choice requires.
    fn plan_alone(&self, edit: &Edit) -> Result<Vec<Change>, EditError> {
        match edit {
            Edit::Set { address, value } => self.plan_set(address, value),
            Edit::Clear { address } => self.plan_clear(address),
            Edit::InsertItem { list, at, value } => self.plan_insert_item(list, *at, value),
            Edit::RemoveItem { list, at } => self.plan_remove_item(list, *at),
            Edit::MoveItem { list, from, to } if from == to => self.list(list, &[*from]).map(|_| Vec::new()),
            Edit::MoveItem { list, from, to } => {
                let shift = |b: &Bracket| b.shift(*from, *to, self.line_break_at(self.resolve(list)));
                self.plan_item(list, &[*from, *to], shift, |items| {
                    let item = items.remove(*from);
                    items.insert(*to, item);
                })
            }
            Edit::Add { table, after, fields } => self.plan_add(*table, after.as_deref(), fields),
            Edit::AddText { table, place, text } => self.plan_add_text(*table, place, text),
            Edit::Replace { address, text } => self.plan_replace(address, text),
            Edit::Remove { address } => self.plan_remove(address),
            Edit::Rename { address, to, referrers } => self.plan_rename(address, to, referrers),
        }
    }

    /// Plans an edit and applies it. Returns the changes made.
    ///
    /// # Errors
    /// Returns why the edit is impossible; the document is then unchanged.
    pub fn edit(&mut self, edit: &Edit) -> Result<Vec<Change>, EditError> {
        let changes = self.plan(edit)?;
        self.apply(&changes)?;
        Ok(changes)
    }

    fn shown(&self, address: &Address) -> String {
        address.display(self.schema).to_string()
    }

    fn not_found(&self, address: &Address) -> EditError {
        EditError::NotFound(self.shown(address))
    }

    /// Returns the record of an address, which must be valid RON.
    fn readable(&self, address: &Address) -> Result<(Slot, Record<'_>), EditError> {
        let whole = Address::record(address.table, address.id.clone());
        let slot = self.resolve(address).ok_or_else(|| self.not_found(&whole))?;
        let record = self.record(slot).map_err(|_| EditError::Unreadable(self.shown(&whole)))?;
        Ok((slot, record))
    }

    /// Returns the change that gives a record another text, after checking that it means `meant`.
    fn rewrite(&self, slot: Slot, new: &str, meant: Option<PlainValue>) -> Result<Vec<Change>, EditError> {
        let old = self.source(slot);
        if new == old {
            return Ok(Vec::new());
        }
        let address = || self.address(slot).display(self.schema).to_string();
        let record = Record::parse(new)?;
        if meant.is_some_and(|meant| meant.sorted() != PlainValue::of(record.root()).sorted()) {
            return Err(EditError::Internal(address()));
        }
        self.judge_change(slot.table, old, new)?;
        let position = self.position(slot).ok_or_else(|| EditError::NotFound(address()))?;
        Ok(vec![self.change_of(slot, position, self.with_source(slot, new))])
    }

    /// Returns the piece of a record with the record's text replaced.
    fn with_source(&self, slot: Slot, new: &str) -> String {
        let range = self.value_range(slot);
        splice(self.piece(slot), vec![TextEdit { range, text: new.to_owned() }])
    }

    /// Returns the change that replaces the piece of a record.
    fn change_of(&self, slot: Slot, position: usize, after: String) -> Change {
        let (id, before) = (self.id(slot).to_owned(), Some(self.piece(slot).to_owned()));
        Change { table: Some(slot.table), id, position, before, after: Some(after) }
    }

    fn record_type(&self, slot: Slot) -> &'static RecordType {
        self.schema.table(slot.table).record
    }

    fn plan_set(&self, address: &Address, text: &str) -> Result<Vec<Change>, EditError> {
        let declared = address.kind(self.schema);
        let text = &*self.fitted(address, declared, text);
        let tree = Tree::parse(text)?;
        let value = tree.root(text);
        if self.resolve(address).is_none() && self.schema.table(address.table).single {
            return self.plan_add(address.table, None, &[(address.path.clone(), value.text().to_owned())]);
        }
        let (slot, record) = self.readable(address)?;
        if matches!((declared, address.path.as_slice()), (Some(FieldKind::Id), [AddressStep::Field(_)])) {
            let id = value.as_str().unwrap_or_default();
            if self.find(slot.table, &id).is_some_and(|other| other != slot) {
                return Err(EditError::IdTaken(id.into_owned()));
            }
        }
        let mut meant = PlainValue::of(record.root());
        *meant.at(&address.path).ok_or_else(|| self.not_found(address))? = PlainValue::of(value);
        let draft = RonValue::of(value.unwrap_option().unwrap_or(value), declared);
        let splices = match self.spot(slot, &record, address)? {
            EditTarget::There(old) => vec![self.overwrite(slot, old, draft, value, record.root())],
            EditTarget::Absent(field) => self.put_field(slot, record.root(), &field, &address.path, draft)?,
            EditTarget::None { value, record: kind, depth } => {
                let nested = nest(kind, &address.path[depth..], draft).ok_or_else(|| self.not_found(address))?;
                let outer = RonValue::Record(kind.name, vec![nested]);
                let writer = self.writer(Some(record.root()), Some(slot));
                vec![TextEdit { range: value.span(), text: writer.some(writer.line(&outer, None), &outer) }]
            }
        };
        self.rewrite(slot, &splice(record.text(), splices), Some(meant))
    }

    /// Returns the edit that replaces an existing value, inside `Some(…)` where there is one.
    fn overwrite(
        &self,
        slot: Slot,
        old: SyntaxValue<'_>,
        draft: RonValue,
        new: SyntaxValue<'_>,
        root: SyntaxValue<'_>,
    ) -> TextEdit {
        let writer = self.writer(Some(root), Some(slot));
        let none = new.unwrap_option().is_none();
        let some = old.name() == Some("Some");
        let inner = old.unwrap_option().filter(|_| some && old.kind() == NodeKind::Tuple && old.items().count() == 1);
        let place = inner.filter(|_| !none).unwrap_or(old);
        let start = place.span().start;
        let line = old.source()[..start].rfind('\n').map(|i| i + 1);
        let used = start - line.unwrap_or(0);
        let like = old.unwrap_option().filter(|o| matches!(o.kind(), NodeKind::Struct | NodeKind::List));
        let indent = line.map_or_else(|| self.outer_indent(slot), |_| trivia::indent(old.source(), start));
        let text = writer.print(&draft, like, indent, used);
        // Where `None` or bare fields of `Some(…)` were, the new value needs its own `Some(…)`.
        let wrap = !none && inner.is_none() && (some || old.unwrap_option().is_none());
        TextEdit { range: place.span(), text: if wrap { writer.some(text, &draft) } else { text } }
    }

    /// Adds an absent field to a struct, together with the absent structs that lead to the value.
    fn put_field(
        &self,
        slot: Slot,
        root: SyntaxValue<'_>,
        field: &AbsentField<'_>,
        path: &[AddressStep],
        draft: RonValue,
    ) -> Result<Vec<TextEdit>, EditError> {
        let AbsentField { parent, record: kind, depth } = *field;
        let missing = || EditError::NotFound(self.address(slot).display(self.schema).to_string());
        let (name, nested) = nest(kind, &path[depth..], draft).ok_or_else(missing)?;
        let bracket = Bracket::of(parent).ok_or_else(missing)?;
        let index = place_for(kind, parent, &name);
        let indent = self.indent_in(slot, &bracket, index);
        let near = self.like_near(slot, &path[..=depth]);
        let like = near.as_deref().and_then(|text| Record::parse(text).ok());
        let writer = self.writer(Some(root), Some(slot));
        let key = format!("{name}: ");
        let used = indent.chars().count() + key.len() + 1;
        let like = like.as_ref().map(Record::root);
        // A record given as a whole stays as short as possible, unless a neighbour shows otherwise.
        let given = like.is_none() && path.len() == depth + 1;
        let text = key + &writer.print_new(&nested, like, &indent, used, given || !bracket.is_multi_line());
        let eol = self.line_break_at(Some(slot));
        // This tells a bracket that existed before from one that was created for the field.
        let is_field = matches!(path[..depth].last(), Some(AddressStep::Field(_)));
        let comma = bracket.is_multi_line() || is_field;
        Ok(bracket.insert(index, &Addition { text: &text, behind: "", indent: &indent, eol, comma }))
    }

    /// Looks up an address in a record. Where the value is absent, returns how far the path leads.
    fn spot<'a>(&self, slot: Slot, record: &'a Record<'_>, address: &Address) -> Result<EditTarget<'a>, EditError> {
        let top = FieldKind::Record(self.record_type(slot));
        let mut at = record.root();
        for (depth, step) in address.path.iter().enumerate() {
            let kind = match kind_at(top, &address.path[..depth]) {
                Some(FieldKind::Record(kind)) => Some(kind),
                _ => None,
            };
            let Some(inside) = at.unwrap_option() else {
                return kind
                    .map(|record| EditTarget::None { value: at, record, depth })
                    .ok_or_else(|| self.not_found(address));
            };
            let next = match step {
                AddressStep::Field(name) => inside.field(name),
                AddressStep::Item(index) => inside.item(*index),
            };
            at = match (next, step, kind) {
                (Some(next), ..) => next,
                (None, AddressStep::Field(name), Some(kind)) if has_fields(inside) && kind.field(name).is_some() => {
                    return Ok(EditTarget::Absent(AbsentField { parent: inside, record: kind, depth }));
                }
                _ => return Err(self.not_found(address)),
            };
        }
        Ok(EditTarget::There(at))
    }

    fn plan_clear(&self, address: &Address) -> Result<Vec<Change>, EditError> {
        let Some((AddressStep::Field(_), before)) = address.path.split_last() else {
            return Err(self.not_found(address));
        };
        let (slot, record) = self.readable(address)?;
        match self.spot(slot, &record, address)? {
            EditTarget::There(_)
                if before.is_empty() && address.kind(self.schema).is_some_and(|k| matches!(k, FieldKind::Id)) =>
            {
                Err(EditError::Invalid(ValueError::Required(self.shown(address))))
            }
            EditTarget::There(_) => self.take_out(slot, &record, address),
            _ => Ok(Vec::new()),
        }
    }

    /// Removes a field or an item, together with a bracket created for it. A value that replaced
    /// `None` becomes `None` again. The text is then what it was before the insertion.
    fn take_out(&self, slot: Slot, record: &Record<'_>, address: &Address) -> Result<Vec<Change>, EditError> {
        let missing = || self.not_found(address);
        let path = self.made_for(record, &address.path);
        let [before @ .., last] = path else { return Err(missing()) };
        let value = record.value(path).ok_or_else(missing)?;
        let mut meant = PlainValue::of(record.root());
        let splices = if self.replaces_none(last, value) {
            *meant.at(path).ok_or_else(missing)? = PlainValue::none();
            vec![TextEdit { range: value.span(), text: "None".to_owned() }]
        } else {
            let parent = record.value(before).and_then(SyntaxValue::unwrap_option).ok_or_else(missing)?;
            let bracket = Bracket::of(parent).ok_or_else(missing)?;
            let index = match last {
                AddressStep::Field(name) => parent.fields().position(|(key, _)| key == name).ok_or_else(missing)?,
                AddressStep::Item(index) => *index,
            };
            meant.remove(path);
            bracket.remove(index)
        };
        self.rewrite(slot, &splice(record.text(), splices), Some(meant))
    }

    /// Returns the path of what was created for the value at `path`: the value itself or, when it
    /// is the only entry of a bracket created for it, the field of that bracket.
    fn made_for<'p>(&self, record: &Record<'_>, mut path: &'p [AddressStep]) -> &'p [AddressStep] {
        while let Some((last, before)) = path.split_last() {
            let replaces_none = record.value(path).is_some_and(|value| self.replaces_none(last, value));
            let is_made =
                |value: SyntaxValue<'_>| Bracket::of(value).is_some_and(|bracket| bracket.is_made_for_entry());
            let is_field = matches!(before.last(), Some(AddressStep::Field(_)));
            if replaces_none
                || !is_field
                || !record.value(before).and_then(SyntaxValue::unwrap_option).is_some_and(is_made)
            {
                break;
            }
            path = before;
        }
        path
    }

    /// Returns whether a value replaced `None`: where options are implicit, nothing else is written
    /// with `Some(…)`.
    fn replaces_none(&self, step: &AddressStep, value: SyntaxValue<'_>) -> bool {
        let is_some = value.name() == Some("Some") && value.bracket().is_some();
        matches!(step, AddressStep::Field(_)) && is_some && self.implicit_some()
    }
}

/// What an address leads to.
enum EditTarget<'a> {
    /// The value.
    There(SyntaxValue<'a>),
    /// A struct that lacks the field.
    Absent(AbsentField<'a>),
    /// `None` where a struct would have to contain `path[depth]`.
    None { value: SyntaxValue<'a>, record: &'static RecordType, depth: usize },
}

/// The field `path[depth]` that the struct `parent` lacks.
struct AbsentField<'a> {
    parent: SyntaxValue<'a>,
    record: &'static RecordType,
    depth: usize,
}

/// Wraps a value in the structs that lead to it. Returns the first field of the path.
fn nest(kind: &'static RecordType, path: &[AddressStep], draft: RonValue) -> Option<(String, RonValue)> {
    let [AddressStep::Field(name), rest @ ..] = path else { return None };
    let field = kind.field(name)?;
    let inner = match (field.kind, rest) {
        (_, []) => draft,
        (FieldKind::Record(inner), _) => RonValue::Record(inner.name, vec![nest(inner, rest, draft)?]),
        _ => return None,
    };
    Some((name.clone(), if optional(field) { inner.optional() } else { inner }))
}

fn has_fields(value: SyntaxValue<'_>) -> bool {
    matches!(value.kind(), NodeKind::Struct | NodeKind::Unit)
}

/// Returns the index of a new field: after the nearest existing field that is declared before it.
fn place_for(kind: &'static RecordType, parent: SyntaxValue<'_>, name: &str) -> usize {
    let rank = kind.fields.iter().position(|f| f.name == name).unwrap_or(0);
    let mut before = kind.fields[..rank].iter().rev();
    before.find_map(|f| parent.fields().position(|(key, _)| key == f.name)).map_or(0, |index| index + 1)
}
