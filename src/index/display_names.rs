//! The names of records as the screen shows them.
//!
//! Names are computed when asked for and not stored: a name costs reading one record, and only
//! visible ones are asked for.

use hashbrown::HashMap;

use crate::document::{Document, Record, Slot};
use crate::schema::{Field, FieldKind, Naming, Schema, Table};
use crate::syntax::{SyntaxValue, Tree};

/// Returns the full name of a record, as [`Naming`] says.
pub fn name(document: &Document, slot: Slot) -> String {
    name_in(document, slot, document.record(slot).ok().as_ref())
}

/// Returns the same for a record that has been read.
pub fn name_in(document: &Document, slot: Slot, record: Option<&Record<'_>>) -> String {
    read(document, slot, record, &[Naming::Full])
}

/// Returns the short name of a record when it has one, else the full one.
pub fn short_name(document: &Document, slot: Slot) -> String {
    read(document, slot, document.record(slot).ok().as_ref(), &[Naming::Short, Naming::Full])
}

/// Returns the short name of the record with this id; the id itself when there is none.
pub fn name_of(document: &Document, table: Table, id: &str) -> String {
    document.find(table, id).map_or_else(|| id.to_owned(), |slot| short_name(document, slot))
}

/// Returns the text of a field, when it is a string and not empty.
pub fn text(root: SyntaxValue<'_>, field: &str) -> Option<String> {
    let value = root.field(field)?.unwrap_option()?;
    value.as_str().map(|text| text.into_owned()).filter(|text| !text.is_empty())
}

/// Returns the names, short names and synonyms of a record, as they are written in it.
pub fn all_names(document: &Document, slot: Slot) -> Vec<String> {
    let Ok(record) = document.record(slot) else { return Vec::new() };
    let fields = document.schema().table(slot.table).record.fields.iter().filter(|field| field.naming.is_some());
    let values = fields.filter_map(|field| record.root().field(field.name)?.unwrap_option());
    let texts = |value: SyntaxValue<'_>| {
        let one = value.as_str().map(|text| text.to_string());
        one.into_iter().chain(value.items().filter_map(|item| Some(item.as_str()?.to_string()))).collect::<Vec<_>>()
    };
    values.flat_map(texts).collect()
}

/// Returns the name that a removed record of this table had, as [`Naming`] says; `None` where its
/// text holds none.
pub fn name_of_removed(schema: &Schema, table: Table, ron: &str) -> Option<String> {
    let tree = Tree::parse(ron).ok()?;
    let field = schema.table(table).record.naming(Naming::Full)?;
    Some(tree.root(ron).field(field.name)?.unwrap_option()?.as_str()?.into_owned())
}

/// Returns the name of a record: that of its parts, else the first of its `names` that is there,
/// else its id.
fn read(document: &Document, slot: Slot, record: Option<&Record<'_>>, names: &[Naming]) -> String {
    let id = || document.id(slot).to_owned();
    let Some(record) = record else { return id() };
    let root = record.root();
    let declared = document.schema().table(slot.table).record;
    let parts = declared.name_parts();
    if !parts.is_empty() {
        let names: Vec<String> = parts.into_iter().filter_map(|part| name_of_part(document, root, part)).collect();
        return if names.is_empty() { id() } else { names.join(" · ") };
    }
    names.iter().find_map(|naming| text(root, declared.naming(*naming)?.name)).unwrap_or_else(id)
}

/// Returns the name of the record to which a part of a name refers.
fn name_of_part(document: &Document, root: SyntaxValue<'_>, part: &Field) -> Option<String> {
    let FieldKind::Ref(table) = part.kind else { return None };
    Some(name_of(document, table, &text(root, part.name)?))
}

/// The names of records that others refer to, each looked up once.
pub struct DisplayNames<'d> {
    document: &'d Document,
    /// The index into `named`, by table and id.
    known: Vec<HashMap<Box<str>, usize>>,
    /// Records and their names; `None` where no record has the id.
    named: Vec<Option<(Slot, String)>>,
}

impl<'d> DisplayNames<'d> {
    /// Returns a cache without names.
    pub fn new(document: &'d Document) -> DisplayNames<'d> {
        DisplayNames {
            document,
            known: document.schema().all().map(|_| HashMap::default()).collect(),
            named: Vec::new(),
        }
    }

    /// Returns the record with this id and its full name.
    pub fn of(&mut self, table: Table, id: &str) -> Option<(Slot, &str)> {
        let DisplayNames { document, known, named } = self;
        let known = &mut known[usize::from(table.0)];
        let number = known.get(id).copied().unwrap_or_else(|| {
            let slot = document.find(table, id);
            named.push(slot.map(|slot| (slot, name(document, slot))));
            known.insert(id.into(), named.len() - 1);
            named.len() - 1
        });
        named[number].as_ref().map(|(slot, name)| (*slot, name.as_str()))
    }
}
