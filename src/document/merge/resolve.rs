//! Decisions about conflicts, as edits of the merged document.
//!
//! Entry points: [`Merged::resolve`], and [`Conflict::edits`] for callers with a document of their
//! own.

use super::dangling::{brought_up, drop_references};
use super::entries::hugs_comments;
use super::file::with_field;
use super::rename::rename_edit;
use super::{Conflict, DiffPlace, Merged};
use crate::document::{Address, AddressStep, Change, Document, Edit, EditError, RecordPlace, Slot, ValueError};
use crate::syntax::equivalence::comments;
use crate::syntax::{Tree, trivia};

/// The text chosen at a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConflictSide {
    /// The common base.
    Base,
    /// Ours.
    Ours,
    /// Theirs.
    Theirs,
    /// RON text that a person wrote.
    Text(String),
}

impl Conflict {
    /// Returns the RON text of a side; `None` where it is absent.
    pub fn text<'a>(&'a self, side: &'a ConflictSide) -> Option<&'a str> {
        match side {
            ConflictSide::Base => self.base.as_deref(),
            ConflictSide::Ours => self.ours.as_deref(),
            ConflictSide::Theirs => self.theirs.as_deref(),
            ConflictSide::Text(text) => Some(text),
        }
    }

    /// Returns the number of references that are dropped when the conflict is decided for the
    /// removal of its record.
    pub fn references_that_go(&self, document: &Document, side: &ConflictSide) -> usize {
        let record = self.place.address().filter(|address| address.path.is_empty() && self.text(side).is_none());
        record.map_or(0, |address| drop_references(document, address).len())
    }

    /// Returns the edits that decide the conflict in a document. Returns `None` when edits do not
    /// suffice (the whole file, or a field of the outermost struct that is not a table);
    /// [`Merged::resolve`] handles those.
    pub fn edits(&self, document: &Document, side: &ConflictSide) -> Option<Vec<Edit>> {
        let address = self.place.address()?.clone();
        let chosen = self.text(side).map(str::to_owned);
        let edit = match address.path.last() {
            // References to a removed record would dangle.
            None if chosen.is_none() => {
                let dropped = drop_references(document, &address);
                return Some(dropped.into_iter().chain(self.record_edit(document, address, chosen)).collect());
            }
            None => return Some(self.record_edit(document, address, chosen).into_iter().collect()),
            Some(AddressStep::Item(at)) => {
                let list = Address { path: address.path[..address.path.len() - 1].to_vec(), ..address.clone() };
                match (&self.ours, chosen) {
                    (Some(_), Some(value)) => Edit::Set { address, value },
                    (Some(_), None) => Edit::RemoveItem { list, at: *at },
                    (None, Some(value)) => Edit::InsertItem { list, at: *at, value },
                    (None, None) => return Some(Vec::new()),
                }
            }
            Some(AddressStep::Field(_)) => match chosen {
                Some(value) if address.is_id() => {
                    let to = Tree::parse(&value)
                        .ok()
                        .and_then(|tree| tree.root(&value).as_str().map(|id| id.into_owned()))?;
                    rename_edit(document, &Address::record(address.table, address.id), &to)
                }
                Some(value) => Edit::Set { address, value },
                None => Edit::Clear { address },
            },
        };
        Some(vec![edit])
    }

    fn record_edit(&self, document: &Document, address: Address, chosen: Option<String>) -> Option<Edit> {
        match (document.resolve(&address), chosen) {
            (Some(slot), Some(text)) => {
                let text = without_known_comments(&text, document.piece(slot)).to_owned();
                Some(Edit::Replace { address, text })
            }
            (Some(_), None) => Some(Edit::Remove { address }),
            (None, Some(text)) => {
                let after = self.after.clone().filter(|id| document.find(address.table, id).is_some());
                let first = document.slots(address.table).next().map(|slot| document.id(slot).to_owned());
                let place = after.or(first.filter(|_| self.after.is_some()));
                let place = place.map_or(RecordPlace::End, RecordPlace::After);
                Some(Edit::AddText { table: address.table, place, text })
            }
            (None, None) => None,
        }
    }
}

/// Returns a record without the comments above it, when the file already has them there.
fn without_known_comments<'a>(text: &'a str, piece: &str) -> &'a str {
    let above = &text[..trivia::content(text)];
    let known = comments(piece);
    if comments(above).iter().all(|comment| known.contains(comment)) { &text[above.len()..] } else { text }
}

impl Merged {
    /// Decides a conflict. Returns the changes made, which are also added to [`Merged::changes`].
    /// The conflict is removed from the list, and the indices of others in the same list are
    /// updated. When the decision refers to a removed record, a conflict about that record is
    /// appended.
    ///
    /// # Errors
    /// Returns why the text is not possible there; the conflict stays.
    pub fn resolve(&mut self, number: usize, side: &ConflictSide) -> Result<Vec<Change>, EditError> {
        let missing = || EditError::NotFound(number.to_string());
        let conflict = self.conflicts.get(number).cloned().ok_or_else(missing)?;
        let is_record = conflict.place.address().is_some_and(|address| address.path.is_empty());
        let is_gone = is_record && conflict.text(side).is_none();
        let same = conflict.text(side) == conflict.ours.as_deref() && !is_gone && self.has_ours(&conflict);
        let mut changes = if same { Vec::new() } else { self.decide(&conflict, side)? };
        self.conflicts.remove(number);
        changes.extend(self.take_source(&conflict, side)?);
        if !same {
            self.shift(&conflict, conflict.text(side).is_some());
            self.follow_rename(&conflict, side);
        }
        if let Some(sides) = &self.sides {
            let questions = brought_up(sides.as_ref().as_ref(), self, &changes);
            self.conflicts.extend(questions);
        }
        Ok(changes)
    }

    /// Returns whether the document has what ours has at a conflict; another decision may have
    /// removed it.
    fn has_ours(&self, conflict: &Conflict) -> bool {
        let Some(address) = conflict.place.address().filter(|_| conflict.ours.is_some()) else { return true };
        let slot = self.document.resolve(address);
        slot.is_some_and(|slot| self.document.record(slot).map_or(true, |record| record.value(&address.path).is_some()))
    }

    fn decide(&mut self, conflict: &Conflict, side: &ConflictSide) -> Result<Vec<Change>, EditError> {
        let Some(edits) = conflict.edits(&self.document, side) else {
            let schema = self.document.schema();
            let document = match (&conflict.place, conflict.text(side)) {
                (DiffPlace::Field(name), text) => with_field(&self.document, name, text).ok_or(ValueError::NotOne),
                (_, Some(text)) => Document::parse(schema, text).map_err(|error| ValueError::File(error.problem)),
                (_, None) => Err(ValueError::NotOne),
            };
            self.document = document.map_err(EditError::Invalid)?;
            self.changes = None;
            return Ok(Vec::new());
        };
        let mut made = Vec::new();
        // An edit of a value would lose comments around it; one of a record does not.
        if conflict.place.address().is_some_and(|address| !address.path.is_empty())
            && !matches!(side, ConflictSide::Text(_))
            && conflict.text(side).is_some_and(hugs_comments)
            && let Some(changes) = self.overwrite(conflict, side)
        {
            made = changes;
        } else {
            made.extend(self.carry_out(&edits, conflict, side)?);
        }
        if let Some(changes) = &mut self.changes {
            changes.extend(made.iter().cloned());
        }
        Ok(made)
    }

    fn carry_out(
        &mut self,
        edits: &[Edit],
        conflict: &Conflict,
        side: &ConflictSide,
    ) -> Result<Vec<Change>, EditError> {
        match self.document.edit_all(edits) {
            Ok(changes) => Ok(changes),
            // A text that a person wrote is checked like any other value.
            Err(error) if matches!(side, ConflictSide::Text(_)) => Err(error.reason),
            // A record that `ron` rejected before is changed as text.
            Err(error) => self.overwrite(conflict, side).ok_or(error.reason),
        }
    }

    /// Writes a text in place of a value without checking it.
    fn overwrite(&mut self, conflict: &Conflict, side: &ConflictSide) -> Option<Vec<Change>> {
        let (address, text) = (conflict.place.address()?, conflict.text(side)?);
        Tree::parse(text).ok()?;
        let slot: Slot = self.document.resolve(address)?;
        let (piece, value) = (self.document.piece(slot).to_owned(), self.document.value_range(slot));
        let place = match address.path.as_slice() {
            [] => value,
            path => {
                let span = self.document.record(slot).ok()?.value(path)?.span();
                value.start + span.start..value.start + span.end
            }
        };
        let after = format!("{}{text}{}", &piece[..place.start], &piece[place.end..]);
        let position = self.document.position(slot)?;
        let change = Change {
            table: Some(slot.table),
            id: self.document.id(slot).to_owned(),
            position,
            before: Some(piece),
            after: Some(after),
        };
        self.document.apply(std::slice::from_ref(&change)).ok()?;
        Some(vec![change])
    }

    /// Updates the other conflicts of a record whose id was changed by a decision.
    fn follow_rename(&mut self, decided: &Conflict, side: &ConflictSide) {
        let Some(renamed) = decided.place.address().filter(|address| address.is_id()) else { return };
        let chosen =
            decided.text(side).and_then(|text| Some(Tree::parse(text).ok()?.root(text).as_str()?.into_owned()));
        let Some(id) = chosen else { return };
        for other in &mut self.conflicts {
            match &mut other.place {
                DiffPlace::At(place) if place.table == renamed.table && place.id == renamed.id => {
                    place.id.clone_from(&id)
                }
                DiffPlace::At(place) if place.table == renamed.table && other.after.as_ref() == Some(&renamed.id) => {
                    other.after = Some(id.clone());
                }
                _ => {}
            }
        }
    }

    /// Updates the indices of list items after one was added or removed.
    fn shift(&mut self, decided: &Conflict, stays: bool) {
        let Some(address) = decided.place.address() else { return };
        let Some((AddressStep::Item(at), list)) = address.path.split_last() else { return };
        for other in &mut self.conflicts {
            let DiffPlace::At(place) = &mut other.place else { continue };
            let same_record = place.table == address.table && place.id == address.id;
            if !same_record || place.path.len() <= list.len() || !place.path.starts_with(list) {
                continue;
            }
            if let AddressStep::Item(index) = &mut place.path[list.len()] {
                match (decided.ours.is_some(), stays) {
                    (false, true) if *index >= *at => *index += 1,
                    (true, false) if *index > *at => *index -= 1,
                    _ => {}
                }
            }
        }
    }

    /// Returns the document with every remaining conflict decided for one side, and the conflicts
    /// for which that is impossible.
    pub(super) fn resolved(&self, side: &ConflictSide) -> (Document, Vec<Conflict>) {
        let mut all = self.clone();
        let mut failed = Vec::new();
        while let Some(conflict) = all.conflicts.first().cloned() {
            if all.resolve(0, side).is_err() {
                failed.push(all.conflicts.remove(0));
                debug_assert_eq!(failed.last(), Some(&conflict));
            }
        }
        (all.document, failed)
    }
}
