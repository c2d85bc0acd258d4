//! Of which tables a query follows references, so that a single question need not read those of
//! all.
//!
//! Told by the text of the query, before any record is read. Entry points: [`index_for_query`],
//! [`has_only_words`].

use super::parser::{TypedNode, TypedTerm, parse};
use super::term_name::{FieldPlace, TermName};
use super::{Expression, LONGEST};
use crate::document::Document;
use crate::index::Index;
use crate::model::date::Date;
use crate::model::{ACTION_FIELDS, MUNICIPALITIES, REGIONS, SCHEMA};
use crate::query::{DatasetView, NameCache};
use crate::schema::{FieldKind, Table};

/// Returns the tables of whose records a query about a table follows references; `None` where that
/// may be any, as where words are searched.
pub fn reference_tables(typed: &str, table: Table) -> Option<Vec<Table>> {
    let mut found = Vec::new();
    let node = parse(typed).ok().filter(|_| typed.len() <= LONGEST)?;
    QueryTables { typed, table, found: &mut found }.of_node(&node)?;
    Some(found)
}

/// Returns an index with which a query about a table is answered as with one of everything: of the
/// tables of which it follows references, only what leads to the regions and action fields in it,
/// where it asks for nothing else. `None` where any record may matter.
pub fn index_for_query(document: &Document, typed: &str, table: Table, today: Date) -> Option<Index> {
    let tables = reference_tables(typed, table)?;
    let places: Vec<Table> =
        tables.iter().filter(|table| matches!(**table, MUNICIPALITIES | REGIONS | ACTION_FIELDS)).copied().collect();
    let (index, names) = (Index::of_tables(document, &places), NameCache::default());
    let data = DatasetView { document, index: &index, names: &names };
    let hubs = Expression::parse(typed, Some(table), data, today).ok().and_then(|expression| expression.hubs());
    Some(match hubs {
        _ if places == tables => index,
        Some(hubs) => Index::leading_to(document, &tables, &hubs),
        None => Index::of_tables(document, &tables),
    })
}

/// Returns true for a query of nothing but words that must all be found.
pub fn has_only_words(typed: &str) -> bool {
    let is_word = |node: &TypedNode| matches!(node, TypedNode::Word(_));
    match parse(typed) {
        Ok(TypedNode::All(nodes)) => nodes.iter().all(is_word),
        Ok(node) => is_word(&node),
        Err(_) => false,
    }
}

struct QueryTables<'t> {
    typed: &'t str,
    table: Table,
    found: &'t mut Vec<Table>,
}

impl QueryTables<'_> {
    fn of_node(&mut self, node: &TypedNode) -> Option<()> {
        match node {
            TypedNode::All(nodes) | TypedNode::Any(nodes) => nodes.iter().try_for_each(|node| self.of_node(node)),
            TypedNode::Not(node) => self.of_node(node),
            TypedNode::Word(_) | TypedNode::Quoted(_) => None,
            TypedNode::Term(term) => self.of_term(term),
        }
    }

    fn of_term(&mut self, term: &TypedTerm) -> Option<()> {
        match TermName::read(&self.typed[term.name.clone()], &[self.table])? {
            TermName::Fields(places) => {
                // Records are named by where they lie.
                if places.iter().any(refers) {
                    add_with_targets(MUNICIPALITIES, self.found);
                }
                Some(())
            }
            TermName::Age | TermName::Table => Some(()),
            // What belongs to these is told by what refers to both.
            TermName::Related(_) if matches!(self.table, REGIONS | ACTION_FIELDS) => None,
            TermName::Related(to) => {
                [self.table, to, MUNICIPALITIES].into_iter().for_each(|table| add_with_targets(table, self.found));
                Some(())
            }
            TermName::Unknown | TermName::Open => None,
        }
    }
}

fn refers(place: &FieldPlace) -> bool {
    matches!(place.field().kind, FieldKind::Ref(_) | FieldKind::List(FieldKind::Ref(_)))
}

/// Adds a table and those to which its records lead.
fn add_with_targets(table: Table, found: &mut Vec<Table>) {
    if found.contains(&table) {
        return;
    }
    found.push(table);
    let targets = SCHEMA.all().filter(|to| SCHEMA.table(table).record.refers_to(*to));
    targets.for_each(|to| add_with_targets(to, found));
}
