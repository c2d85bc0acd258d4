//! What the tests of the document layer share: a tiny language for *given a text, this edit, gives
//! that text*.
#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

pub mod random;
pub mod readers;

use bildungsnetz::document::{Address, AddressStep, Change, Document, Edit, EditError, RecordPlace, Slot, invert};
use bildungsnetz::model::SCHEMA;

/// A document that is being edited.
pub struct Given {
    pub document: Document,
    pub changes: Vec<Change>,
}

/// Takes a file apart.
pub fn given(text: &str) -> Given {
    let document = Document::parse(&SCHEMA, text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(document.text(), text, "the pieces are not the file");
    Given { document, changes: Vec::new() }
}

/// Takes a directory apart whose only table is `regions` and whose lines are indented by four.
pub fn regions(body: &str) -> Given {
    given(&wrap(body))
}

fn wrap(body: &str) -> String {
    format!("#![enable(implicit_some)]\nDirectory(\n    regions: [{body}],\n)\n")
}

impl Given {
    /// Makes an edit, which must succeed, and looks at what must hold after every edit.
    pub fn edit(mut self, edit: Edit) -> Given {
        let before = self.document.text();
        let changes = self.document.edit(&edit).unwrap_or_else(|error| panic!("{edit:?}: {error:?}\n{before}"));
        let after = self.document.text();
        same_as_fresh(&self.document);
        let mut back = self.document.clone();
        back.apply(&invert(&changes)).unwrap_or_else(|error| panic!("inverse: {error:?}\n{changes:?}"));
        assert_eq!(back.text(), before, "the inverse must restore the file");
        same_as_fresh(&back);
        back.apply(&changes).unwrap();
        assert_eq!(back.text(), after, "the changes must do the same again");
        self.changes.extend(changes);
        self
    }

    /// Makes an edit that must be refused and leave everything as it was.
    pub fn refuses(mut self, edit: Edit, expected: impl Fn(&EditError) -> bool) -> Given {
        let before = self.document.text();
        let error = self.document.edit(&edit).expect_err("the edit should be refused");
        assert!(expected(&error), "{error:?}");
        assert_eq!(self.document.text(), before);
        self
    }

    /// Looks at the whole file.
    pub fn gives(self, expected: &str) -> Given {
        pretty_equal(&self.document.text(), expected);
        self
    }

    /// Looks at the file, of which only the body of `regions` is given.
    pub fn gives_regions(self, body: &str) -> Given {
        self.gives(&wrap(body))
    }
}

fn pretty_equal(found: &str, expected: &str) {
    assert!(found == expected, "found:\n{found}\nexpected:\n{expected}\n{found:?}\n{expected:?}");
}

/// The pieces in memory are those that the file on disk would give.
pub fn same_as_fresh(document: &Document) {
    let text = document.text();
    let fresh = Document::parse(&SCHEMA, text.as_str()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    for table in SCHEMA.all() {
        let pieces = |d: &Document| d.slots(table).map(|s| d.piece(s).to_owned()).collect::<Vec<_>>();
        assert_eq!(pieces(document), pieces(&fresh), "{text}");
        let ids = |d: &Document| d.slots(table).map(|s| d.id(s).to_owned()).collect::<Vec<_>>();
        assert_eq!(ids(document), ids(&fresh), "{text}");
        for slot in document.slots(table).collect::<Vec<Slot>>() {
            assert_eq!(document.slots(table).nth(document.position(slot).unwrap()), Some(slot));
        }
    }
}

/// The address that people would type.
pub fn at(address: &str) -> Address {
    Address::parse(&SCHEMA, address).unwrap()
}

pub fn set(address: &str, value: &str) -> Edit {
    Edit::Set { address: at(address), value: value.to_owned() }
}

pub fn clear(address: &str) -> Edit {
    Edit::Clear { address: at(address) }
}

pub fn insert(list: &str, index: usize, value: &str) -> Edit {
    Edit::InsertItem { list: at(list), at: index, value: value.to_owned() }
}

pub fn remove_item(list: &str, index: usize) -> Edit {
    Edit::RemoveItem { list: at(list), at: index }
}

pub fn move_item(list: &str, from: usize, to: usize) -> Edit {
    Edit::MoveItem { list: at(list), from, to }
}

pub fn remove(address: &str) -> Edit {
    Edit::Remove { address: at(address) }
}

pub fn replace(address: &str, text: &str) -> Edit {
    Edit::Replace { address: at(address), text: text.to_owned() }
}

pub fn rename(address: &str, to: &str, referrers: &[&str]) -> Edit {
    Edit::Rename { address: at(address), to: to.to_owned(), referrers: referrers.iter().map(|a| at(a)).collect() }
}

pub fn add(table: &str, after: Option<&str>, fields: &[(&str, &str)]) -> Edit {
    let path = |p: &str| {
        p.split('/').map(|s| s.parse().map_or_else(|_| AddressStep::Field(s.to_owned()), AddressStep::Item)).collect()
    };
    Edit::Add {
        table: SCHEMA.find(table).unwrap(),
        after: after.map(str::to_owned),
        fields: fields.iter().map(|(p, v)| (path(p), (*v).to_owned())).collect(),
    }
}

pub fn add_text(table: &str, after: Option<&str>, text: &str) -> Edit {
    let place = after.map_or(RecordPlace::End, |id| RecordPlace::After(id.to_owned()));
    Edit::AddText { table: SCHEMA.find(table).unwrap(), place, text: text.to_owned() }
}
