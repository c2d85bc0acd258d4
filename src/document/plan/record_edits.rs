//! Plans edits of whole records: add, replace, rename. [`super::splice_region`] writes the text
//! around them.

use std::borrow::Cow;

use super::super::reader::Record;
use super::super::record_splitter::body;
use super::super::verify::PlainValue;
use super::super::{
    Address, AddressStep, Change, Document, EditError, InvalidRecord, Path, RecordPlace, Slot, ValueError,
};
use super::splice_region::{AddedRecord, RegionEdit, SpliceRegion, bare_len, has_comma};
use super::{TextEdit, kind_at, splice};
use crate::schema::{FieldKind, Table};
use crate::syntax::container_edit::ends_in_line_comment;
use crate::syntax::lexer::Scanner;
use crate::syntax::printer::{RonValue, string_like};
use crate::syntax::syntax_tree::decode_string;
use crate::syntax::{NodeKind, SyntaxValue, Tree, trivia};

impl Document {
    pub(super) fn plan_add(
        &self,
        table: Table,
        after: Option<&str>,
        fields: &[(Path, String)],
    ) -> Result<Vec<Change>, EditError> {
        let (draft, meant, id) = self.draft(table, fields)?;
        let place = after.map_or(RecordPlace::End, |id| RecordPlace::After(id.to_owned()));
        let place = self.place(table, &place)?;
        let text = self.laid_out(table, place, &draft);
        self.judge_text(table, &text)?;
        let said = Record::parse(&text).map(|record| PlainValue::of(record.root()).sorted());
        if meant.is_some_and(|meant| said.ok() != Some(meant.sorted())) {
            return Err(EditError::Internal(id));
        }
        if self.schema.table(table).single {
            return self.create_section(table, Some(&text));
        }
        self.insert_at(table, place, AddedRecord { id, text, behind: String::new() })
    }

    /// Builds a record from its fields. Returns it with its intended meaning (unless list items are
    /// among the fields) and its id.
    fn draft(
        &self,
        table: Table,
        fields: &[(Path, String)],
    ) -> Result<(RonValue, Option<PlainValue>, String), EditError> {
        let kind = self.schema.table(table).record;
        let mut draft = RonValue::Record(kind.name, Vec::new());
        let mut meant = Some(PlainValue::Struct(Vec::new()));
        let mut id = String::new();
        for (path, text) in fields {
            let tree = Tree::parse(text)?;
            let value = tree.root(text);
            let declared = kind_at(FieldKind::Record(kind), path);
            if let (Some(FieldKind::Id), [_]) = (declared, path.as_slice()) {
                id = value.as_str().unwrap_or_default().into_owned();
            }
            draft.put(kind, path, RonValue::of(value, declared));
            meant = meant.filter(|_| !path.iter().any(|step| matches!(step, AddressStep::Item(_))));
            if let Some(place) = meant.as_mut().and_then(|meant| meant.at(path)) {
                *place = PlainValue::of(value);
            }
        }
        Ok((draft, meant, id))
    }

    /// Returns the text of a new record at `place`, laid out like its neighbours.
    fn laid_out(&self, table: Table, place: usize, draft: &RonValue) -> String {
        let near = self.style(table, place);
        let record = near.and_then(|slot| self.record(slot).ok());
        let like = record.as_ref().map(Record::root);
        let indent = self.indent_for(table, near.filter(|s| s.table == table));
        let mut writer = self.writer(like, near);
        match like {
            Some(_) => writer.print(draft, like, &indent, indent.chars().count() + 1),
            None => {
                // Without another record, the outermost struct shows whether names are written.
                let head = self.head.get(&self.base).trim_end();
                writer.named |= head.trim_end_matches('(').ends_with(self.schema.name);
                writer.lines(draft, None, &indent)
            }
        }
    }

    pub(super) fn plan_add_text(
        &self,
        table: Table,
        beside: &RecordPlace,
        text: &str,
    ) -> Result<Vec<Change>, EditError> {
        let place = self.place(table, beside)?;
        let near = self.style(table, place);
        let indent = self.indent_for(table, near.filter(|s| s.table == table));
        let text = breaks(text, near.map_or("", |slot| self.piece(slot)), self.line_break_at(near));
        // A copy of the record before it may share the errors of that record.
        let original = match beside {
            RecordPlace::After(id) => self.find(table, id).map(|slot| self.source(slot)),
            RecordPlace::Before(_) | RecordPlace::End => None,
        };
        let new = self.written(table, &text, &indent, original)?;
        if self.schema.table(table).single {
            return self.create_section(table, Some(&new.text));
        }
        self.insert_at(table, place, new)
    }

    /// Adapts a value from outside: one of several lines gets the line breaks of its record.
    pub(super) fn fitted<'a>(&self, address: &Address, kind: Option<FieldKind>, text: &'a str) -> Cow<'a, str> {
        let slot = self.resolve(address);
        match kind {
            Some(FieldKind::Record(_) | FieldKind::List(_)) => {
                breaks(text, slot.map_or("", |slot| self.piece(slot)), self.line_break_at(slot))
            }
            _ => Cow::Borrowed(text),
        }
    }

    /// Parses a record that a person wrote, with comments and perhaps a comma, and indents its
    /// lines by `indent`. Errors that the text `old` already has are accepted.
    fn written(&self, table: Table, text: &str, indent: &str, old: Option<&str>) -> Result<AddedRecord, EditError> {
        let closed = format!("{}\n]", text.trim());
        let trimmed = text.len() - text.trim_start().len();
        let refused = |broken: InvalidRecord, start: usize| broken.within(text, trimmed + start);
        let mut found = body(&closed, 0).map_err(|error| refused(error.into(), 0))?;
        let whole = found.records.len() == 1 && found.tail.end + 1 == closed.len();
        let cut = found.records.pop().filter(|_| whole).ok_or(EditError::Invalid(ValueError::NotOne))?;
        let fault = cut.fault.map_or(Ok(()), |fault| Err(InvalidRecord::from(*fault)));
        let record = &closed[cut.value.clone()];
        let judged = fault.and_then(|()| match old {
            Some(old) => self.judge_change(table, old, record),
            None => self.judge_text(table, record),
        });
        judged.map_err(|broken| refused(broken, cut.value.start))?;
        let fit = |part: &str| fit_lines(part, Some(indent), None);
        let comma = cut.comma.map_or(cut.value.end..cut.value.end, |comma| comma..comma + 1);
        let behind = closed[cut.value.end..comma.start].to_owned() + &closed[comma.end..cut.span.end];
        let id = decode_string(&closed[cut.id]).unwrap_or_default().into_owned();
        Ok(AddedRecord { id, text: fit(&closed[..cut.value.end]), behind: fit(behind.trim()) })
    }

    /// Returns the index of a new record.
    fn place(&self, table: Table, beside: &RecordPlace) -> Result<usize, EditError> {
        if self.schema.table(table).single {
            let name = self.schema.table(table).name.to_owned();
            return if self.has_section(table) { Err(EditError::IdTaken(name)) } else { Ok(0) };
        }
        let (id, shift) = match beside {
            RecordPlace::End => return Ok(self.rows(table).len()),
            RecordPlace::After(id) => (id, 1),
            RecordPlace::Before(id) => (id, 0),
        };
        let found = self.find(table, id).and_then(|slot| self.position(slot));
        found
            .map(|at| at + shift)
            .ok_or_else(|| EditError::NotFound(Address::record(table, id).display(self.schema).to_string()))
    }

    /// Returns the record whose style a new one at `place` adopts: a near one, otherwise any of the
    /// file.
    fn style(&self, table: Table, place: usize) -> Option<Slot> {
        let order = self.rows(table).order();
        let near = (1..=8).filter_map(|d| place.checked_sub(d)).chain(place..place + 8).filter_map(|i| order.get(i));
        let near = near.map(|index| Slot { table, index: *index });
        let others = self.schema.all().filter(|t| *t != table).filter_map(|t| self.slots(t).next());
        near.chain(others).find(|slot| self.record(*slot).is_ok_and(|r| r.root().kind() == NodeKind::Struct))
    }

    /// Returns the indentation of a new record beside `near`, or in a table that is empty or
    /// absent.
    pub(super) fn indent_for(&self, table: Table, near: Option<Slot>) -> String {
        if let Some(slot) = near {
            let before = &self.piece(slot)[..self.value_range(slot).start];
            return trivia::indent(before, before.len()).to_owned();
        }
        let section = self.section_indent(table);
        if self.schema.table(table).single { section } else { section + self.unit() }
    }

    pub(super) fn plan_replace(&self, address: &Address, text: &str) -> Result<Vec<Change>, EditError> {
        let slot = self.resolve(address).ok_or_else(|| self.not_found(address))?;
        let position = self.position(slot).ok_or_else(|| self.not_found(address))?;
        let (piece, value, eol) = (self.piece(slot), self.value_range(slot), self.line_break_at(Some(slot)));
        let indent = trivia::indent(&piece[..value.start], value.start);
        let mut new = self.written(slot.table, &breaks(text, piece, eol), indent, Some(self.source(slot)))?;
        if new.id != self.id(slot) && self.find(slot.table, &new.id).is_some() {
            return Err(EditError::IdTaken(new.id));
        }
        let last = position + 1 == self.rows(slot.table).len();
        if !last && !self.schema.table(slot.table).single && !has_comma(&piece[value.end..]) {
            new.text.push(',');
        }
        let mut splices = vec![TextEdit { range: value.clone(), text: new.text }];
        if !new.behind.is_empty() {
            let at = value.end + bare_len(&piece[value.end..]);
            let rest = piece[at..].trim_start_matches([' ', '\t', '\r']);
            let line_goes_on = ends_in_line_comment(&new.behind) && !rest.starts_with('\n') && !rest.starts_with("//");
            splices.push(TextEdit {
                range: at..at,
                text: format!(" {}{}", new.behind, if line_goes_on { eol } else { "" }),
            });
        }
        let middle = splice(piece, splices);
        if middle == piece {
            return Ok(Vec::new());
        }
        let table = slot.table;
        if self.schema.table(table).single {
            return Ok(vec![self.change_of(slot, position, middle)]);
        }
        let near =
            |at: usize| self.rows(table).order().get(at).map(|i| self.piece(Slot { table, index: *i }).to_owned());
        let before = position.checked_sub(1).and_then(near).map(|piece| (piece.clone(), piece));
        let behind = near(position + 1).unwrap_or_else(|| self.tail(table));
        self.cut_again(
            SpliceRegion { table, at: position, before, middle, behind: (behind.clone(), behind) },
            &RegionEdit::Replace,
        )
    }

    pub(super) fn plan_rename(
        &self,
        address: &Address,
        to: &str,
        referrers: &[Address],
    ) -> Result<Vec<Change>, EditError> {
        let (slot, record) = self.readable(address)?;
        let old = self.id(slot).to_owned();
        if old == to {
            return Ok(Vec::new());
        }
        if self.find(slot.table, to).is_some() || self.schema.table(slot.table).single {
            return Err(EditError::IdTaken(to.to_owned()));
        }
        let id = record.root().field("id").ok_or_else(|| self.not_found(address))?;
        let mut slots = vec![slot];
        for referrer in referrers {
            let slot = self.resolve(referrer).ok_or_else(|| self.not_found(referrer))?;
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
        let mut changes = Vec::new();
        for touched in slots {
            let (_, record) = self.readable(&self.address(touched))?;
            let mut literals = Vec::new();
            references(record.root(), FieldKind::Record(self.record_type(touched)), slot.table, &old, &mut literals);
            if touched == slot {
                literals.push(id);
            }
            let swap = |value: &SyntaxValue| TextEdit { range: value.span(), text: string_like(value.text(), to) };
            let new = splice(record.text(), literals.iter().map(swap).collect());
            changes.extend(self.rewrite(touched, &new, None)?);
        }
        Ok(changes)
    }
}

/// Collects the literals in a record that refer to the record `id` of a table.
fn references<'a>(value: SyntaxValue<'a>, kind: FieldKind, table: Table, id: &str, found: &mut Vec<SyntaxValue<'a>>) {
    let Some(value) = value.unwrap_option() else { return };
    match kind {
        FieldKind::Ref(to) if to == table && value.as_str().as_deref() == Some(id) => found.push(value),
        FieldKind::Record(record) => {
            for (name, value) in value.fields() {
                if let Some(field) = record.field(name) {
                    references(value, field.kind, table, id, found);
                }
            }
        }
        FieldKind::List(item) => value.items().for_each(|value| references(value, *item, table, id, found)),
        _ => {}
    }
}

/// Converts a text from outside to the line break `eol` of the text around it, `near`. Where `near`
/// mixes both kinds, the intended one is unknown, and the text is kept.
fn breaks<'a>(text: &'a str, near: &str, eol: &str) -> Cow<'a, str> {
    let text = text.trim_start_matches('\u{feff}');
    let bare = |text: &str| text.matches('\n').count() > text.matches("\r\n").count();
    if near.contains("\r\n") && bare(near) {
        return Cow::Borrowed(text);
    }
    match eol {
        "\r\n" if bare(text) => Cow::Owned(text.replace("\r\n", "\n").replace('\n', eol)),
        "\n" if text.contains("\r\n") => Cow::Owned(text.replace("\r\n", eol)),
        _ => Cow::Borrowed(text),
    }
}

/// Changes the line breaks of a text and, when it is indented less, its indentation; strings are
/// kept.
pub(in crate::document) fn fit_lines(text: &str, indent: Option<&str>, eol: Option<&str>) -> String {
    let last = text.rfind('\n').map(|i| &text[i + 1..]);
    let deeper = match (indent, last) {
        (Some(indent), Some(last)) if trivia::indent(last, last.len()).len() < indent.len() => indent,
        _ => "",
    };
    let mut out = String::with_capacity(text.len() + 64);
    let mut scan = Scanner::new(text, 0);
    let mut from = 0;
    while scan.at < text.len() {
        let at = scan.at;
        if scan.eat(b'\n') {
            match eol {
                Some(eol) => out.extend([text[from..at].trim_end_matches('\r'), eol]),
                None => out.push_str(&text[from..scan.at]),
            }
            let blank = text[scan.at..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
            out.push_str(if blank { "" } else { deeper });
            from = scan.at;
        } else if scan.comment().is_err() || (scan.at == at && scan.token().is_err()) {
            break;
        }
    }
    out + &text[from..]
}
