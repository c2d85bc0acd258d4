//! Plans edits of the items of a list: insert, remove, move.
//!
//! Must not edit fields or whole records. Entry points: [`Document::plan_insert_item`],
//! [`Document::plan_remove_item`], [`Document::plan_item`].

use super::super::verify::PlainValue;
use super::super::{Address, AddressStep, Change, Document, EditError, Slot};
use super::{EditTarget, TextEdit, splice};
use crate::syntax::container_edit::{Addition, Bracket};
use crate::syntax::printer::RonValue;
use crate::syntax::{NodeKind, SyntaxValue, Tree};

impl Document {
    pub(super) fn plan_remove_item(&self, list: &Address, at: usize) -> Result<Vec<Change>, EditError> {
        let slot = self.list(list, &[at])?;
        let (_, record) = self.readable(list)?;
        self.take_out(slot, &record, &list.join(AddressStep::Item(at)))
    }

    /// Returns the record of a list, if all `items` exist in it.
    pub(super) fn list(&self, address: &Address, items: &[usize]) -> Result<Slot, EditError> {
        let (slot, record) = self.readable(address)?;
        let list =
            record.value(&address.path).and_then(SyntaxValue::unwrap_option).filter(|v| v.kind() == NodeKind::List);
        let count = list.map(|list| list.items().count()).ok_or_else(|| self.not_found(address))?;
        match items.iter().find(|i| **i >= count) {
            Some(item) => Err(self.not_found(&address.join(AddressStep::Item(*item)))),
            None => Ok(slot),
        }
    }

    /// Edits the items of a list: `splices` edits the text, `model` the meaning that it must have
    /// afterwards.
    pub(super) fn plan_item(
        &self,
        address: &Address,
        items: &[usize],
        splices: impl Fn(&Bracket) -> Vec<TextEdit>,
        model: impl Fn(&mut Vec<PlainValue>),
    ) -> Result<Vec<Change>, EditError> {
        let slot = self.list(address, items)?;
        let (_, record) = self.readable(address)?;
        let bracket = record.value(&address.path).and_then(SyntaxValue::unwrap_option).and_then(Bracket::of);
        let bracket = bracket.ok_or_else(|| self.not_found(address))?;
        let mut meant = PlainValue::of(record.root());
        model(meant.list(&address.path).ok_or_else(|| self.not_found(address))?);
        self.rewrite(slot, &splice(record.text(), splices(&bracket)), Some(meant))
    }

    pub(super) fn plan_insert_item(&self, address: &Address, at: usize, text: &str) -> Result<Vec<Change>, EditError> {
        let item = address.join(AddressStep::Item(0)).kind(self.schema);
        let text = &*self.fitted(address, item, text);
        let tree = Tree::parse(text)?;
        let value = tree.root(text);
        let (slot, record) = self.readable(address)?;
        let draft = RonValue::of(value, item);
        let list = match self.spot(slot, &record, address)? {
            EditTarget::There(list) => {
                list.unwrap_option().filter(|v| v.kind() == NodeKind::List).ok_or_else(|| self.not_found(address))?
            }
            _ if at == 0 => {
                return self.plan_set(
                    address,
                    &self.writer(Some(record.root()), Some(slot)).line(&RonValue::List(vec![draft]), None),
                );
            }
            _ => return Err(self.not_found(&address.join(AddressStep::Item(at)))),
        };
        if at > list.items().count() {
            return Err(self.not_found(&address.join(AddressStep::Item(at))));
        }
        let bracket = Bracket::of(list).ok_or_else(|| self.not_found(address))?;
        let like = list.item(at.saturating_sub(1));
        let indent = self.indent_in(slot, &bracket, at);
        let used = if bracket.is_multi_line() { indent.chars().count() + 1 } else { 0 };
        let text = self.writer(Some(record.root()), Some(slot)).print(&draft, like, &indent, used);
        let mut meant = PlainValue::of(record.root());
        meant.list(&address.path).ok_or_else(|| self.not_found(address))?.insert(at, PlainValue::of(value));
        let eol = self.line_break_at(Some(slot));
        let splices = bracket.insert(at, &Addition { text: &text, behind: "", indent: &indent, eol, comma: true });
        self.rewrite(slot, &splice(record.text(), splices), Some(meant))
    }
}
