//! Keeps both of two new records that have one id: ours gets another id, and what refers to it on
//! our side follows.
//!
//! Does not choose the id. Entry points: [`Conflict::of_two_new`], [`Merged::keep_both`].

use super::references::{references_in, referrers};
use super::{Conflict, Merged};
use crate::document::{Address, Change, Document, Edit, EditError, RecordPlace, invert};
use crate::schema::FieldKind;
use crate::syntax::equivalence::comments;
use crate::syntax::{Tree, printer, trivia};

impl Conflict {
    /// Returns the common address of two new records, one of each side; `None` for any other
    /// conflict.
    pub fn of_two_new(&self, document: &Document) -> Option<&Address> {
        let address = self.place.address().filter(|address| address.path.is_empty() && !address.id.is_empty())?;
        let are_new = self.base.is_none() && self.ours.is_some() && self.theirs.is_some();
        (are_new && document.resolve(address).is_some()).then_some(address)
    }
}

impl Merged {
    /// Decides a conflict between two new records: ours gets the id `to`, theirs is added behind
    /// it. References follow ours where only our side has them. Returns the changes made, which are
    /// also added to [`Merged::changes`].
    ///
    /// # Errors
    /// Returns why that is not possible; the conflict stays.
    pub fn keep_both(&mut self, number: usize, to: &str) -> Result<Vec<Change>, EditError> {
        let conflict = self.conflicts.get(number).cloned();
        let found = conflict
            .as_ref()
            .and_then(|conflict| Some((conflict.of_two_new(&self.document)?.clone(), conflict.theirs.clone()?)));
        let Some((address, theirs)) = found else { return Err(EditError::NotFound(number.to_string())) };
        let referrers = self.own_referrers(&address);
        let theirs = self.with_own_comments(&address, &theirs);
        let mut made = self.without_their_comments(&address);
        let place = RecordPlace::After(to.to_owned());
        let rename = Edit::Rename { address: address.clone(), to: to.to_owned(), referrers };
        let add = Edit::AddText { table: address.table, place, text: theirs };
        match self.document.edit_all(&[rename, add]) {
            Ok(changes) => made.extend(changes),
            Err(error) => {
                self.document.apply(&invert(&made))?;
                return Err(error.reason);
            }
        }
        if let Some(changes) = &mut self.changes {
            changes.extend(made.iter().cloned());
        }
        self.conflicts.remove(number);
        let schema = self.document.schema();
        for other in &mut self.conflicts {
            let kind = other.place.address().and_then(|place| place.kind(schema));
            if let (Some(kind), Some(ours)) = (kind, &mut other.ours) {
                *ours = with_reference(ours, kind, &address, to);
            }
        }
        Ok(made)
    }

    /// Returns their record with the comments that stand above it on their side.
    fn with_own_comments(&self, address: &Address, theirs: &str) -> String {
        let above = self.sides.as_ref().and_then(|sides| heading(&sides.theirs, address));
        format!("{}{}", above.unwrap_or_default().trim_start(), &theirs[trivia::content(theirs)..])
    }

    /// Takes the comments above their record, which the merge put above ours, away from there.
    /// Returns the change made, if any.
    fn without_their_comments(&mut self, address: &Address) -> Vec<Change> {
        let change = || {
            let own = heading(&self.sides.as_ref()?.ours, address)?;
            let slot = self.document.resolve(address)?;
            let piece = self.document.piece(slot);
            let above = &piece[..self.document.value_range(slot).start];
            (comments(above) != comments(own)).then(|| Change {
                table: Some(address.table),
                id: address.id.clone(),
                position: self.document.position(slot).unwrap_or_default(),
                before: Some(piece.to_owned()),
                after: Some(format!("{own}{}", &piece[above.len()..])),
            })
        };
        let made: Vec<Change> = change().into_iter().collect();
        if self.document.apply(&made).is_ok() { made } else { Vec::new() }
    }

    /// Returns the records that refer to a new record on our side and not on theirs.
    fn own_referrers(&self, address: &Address) -> Vec<Address> {
        let Some(sides) = &self.sides else { return Vec::new() };
        let theirs = referrers(&sides.theirs, address);
        let mut own = referrers(&sides.ours, address);
        own.retain(|referrer| !theirs.contains(referrer) && self.document.resolve(referrer).is_some());
        own
    }
}

/// Returns what stands above a record in its piece.
fn heading<'d>(document: &'d Document, address: &Address) -> Option<&'d str> {
    let slot = document.resolve(address)?;
    Some(&document.piece(slot)[..document.value_range(slot).start])
}

/// Returns a value whose references to a record have another id.
fn with_reference(text: &str, kind: FieldKind, from: &Address, to: &str) -> String {
    let Ok(tree) = Tree::parse(text) else { return text.to_owned() };
    let mut new = text.to_owned();
    let root = tree.root(text);
    let spans = references_in(root, kind).into_iter().filter(|(target, _)| target == from);
    let mut spans: Vec<_> = spans.filter_map(|(_, path)| Some(root.at(&path)?.span())).collect();
    spans.sort_by_key(|span| std::cmp::Reverse(span.start));
    for span in spans {
        new.replace_range(span, &printer::string(to));
    }
    new
}
