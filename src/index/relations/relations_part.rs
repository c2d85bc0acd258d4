//! The references of some consecutive records, read by themselves.
//!
//! Entry point: [`RelationsPart::read`].

use super::reference_paths::ReferenceField;
use super::reference_table::Link;
use crate::document::Record;
use crate::index::chunks::RecordRange;
use crate::index::interner::Interner;
use crate::schema::Table;
use crate::syntax::SyntaxError;

/// The references of consecutive records of a table, to be joined with those of others.
#[derive(Debug)]
pub struct RelationsPart {
    pub(super) table: Table,
    /// The slot number of the first record.
    pub(super) first: u32,
    /// Where the links of each record end. Target numbers are local to this part.
    pub(super) ends: Vec<u32>,
    pub(super) links: Vec<Link>,
    pub(super) ids: Interner,
    /// How many of the records are not valid RON.
    pub(super) unread: usize,
}

impl RelationsPart {
    /// Returns an empty part for these records.
    pub fn new(share: RecordRange) -> RelationsPart {
        let (table, first) = (share.table, share.first as u32);
        RelationsPart {
            table,
            first,
            ends: Vec::with_capacity(share.count),
            links: Vec::new(),
            ids: Interner::default(),
            unread: 0,
        }
    }

    /// Notes no references of the next record.
    pub fn pass_over(&mut self) {
        self.ends.push(self.links.len() as u32);
    }

    /// Reads the references of the next record. A record that was removed or cannot be read has
    /// none.
    pub fn read(&mut self, sites: &[ReferenceField], record: &Result<Record<'_>, SyntaxError>, live: bool) {
        let record = record.as_ref().ok().filter(|_| live);
        self.unread += usize::from(live && record.is_none());
        let sites = sites.iter().enumerate().filter(|(_, site)| site.from == self.table);
        for (number, site) in sites {
            let Some(record) = record else { break };
            site.each(record.root(), &mut |id| {
                let target = self.ids.number(site.to.0, id);
                self.links.push(Link { target, site: number as u32 });
            });
        }
        self.ends.push(self.links.len() as u32);
    }
}
