//! The records that something is done with: exported, published, changed together.
//!
//! Says which records and in which order, not what is done with them. Entry point: [`Selection`].

use super::DatasetView;
use crate::document::Slot;
use crate::schema::Table;

/// Records by table: the tables in the order of the schema, none of them empty, the records of each
/// in the order of lists unless they were given in another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    tables: Vec<SelectedTable>,
}

/// The selected records of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SelectedTable {
    table: Table,
    slots: Vec<Slot>,
}

impl Selection {
    /// Selects all records.
    pub fn everything(data: DatasetView<'_>) -> Selection {
        data.document.schema().all().map(|table| Selection::table(data, table)).collect()
    }

    /// Selects the records of a table.
    pub fn table(data: DatasetView<'_>, table: Table) -> Selection {
        Selection::in_order(data.index.order(data.document, table).to_vec())
    }

    /// Selects single records of any tables, e.g. marked ones, each once.
    pub fn of_slots(data: DatasetView<'_>, slots: impl IntoIterator<Item = Slot>) -> Selection {
        let mut slots: Vec<Slot> = slots.into_iter().filter(|slot| data.document.is_live(*slot)).collect();
        slots.sort_unstable();
        slots.dedup();
        let tables = slots.chunk_by(|a, b| a.table == b.table);
        tables
            .map(|slots| {
                let (mut slots, ranks) = (slots.to_vec(), data.index.ranks(data.document, slots[0].table));
                slots.sort_by_key(|slot| ranks[slot.index as usize]);
                Selection::in_order(slots)
            })
            .collect()
    }

    /// Selects records in the order given, as a list shows them; tables follow the schema.
    pub fn in_order(slots: Vec<Slot>) -> Selection {
        let mut slots = slots;
        slots.sort_by_key(|slot| slot.table);
        let tables = slots.chunk_by(|a, b| a.table == b.table);
        Selection {
            tables: tables.map(|slots| SelectedTable { table: slots[0].table, slots: slots.to_vec() }).collect(),
        }
    }

    /// Returns the tables that records are selected of, with their records.
    pub fn tables(&self) -> impl ExactSizeIterator<Item = (Table, &[Slot])> {
        self.tables.iter().map(|selected| (selected.table, &selected.slots[..]))
    }

    /// Returns the selected records of one table.
    pub fn of_table(&self, table: Table) -> &[Slot] {
        self.tables.iter().find(|selected| selected.table == table).map_or(&[], |selected| &selected.slots)
    }

    /// Returns how many records are selected.
    pub fn count(&self) -> usize {
        self.tables.iter().map(|selected| selected.slots.len()).sum()
    }

    /// Returns true when no record is selected.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// Returns what of it is in one table.
    pub fn only(&self, table: Table) -> Selection {
        Selection::in_order(self.of_table(table).to_vec())
    }
}

impl FromIterator<Selection> for Selection {
    /// Joins selections of different tables.
    fn from_iter<I: IntoIterator<Item = Selection>>(parts: I) -> Selection {
        let mut tables: Vec<SelectedTable> = parts.into_iter().flat_map(|part| part.tables).collect();
        tables.sort_by_key(|selected| selected.table);
        Selection { tables }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::index::Index;
    use crate::model::{BODIES, REGIONS, SCHEMA};
    use crate::query::NameCache;

    #[test]
    fn tables_follow_the_schema_and_records_the_order_of_lists() {
        let text = r#"(bodies: [(id: "b", level: Fachforum, name: "B", regions: ["z"])],
            regions: [(id: "z", name: "Zülpich", kind: Kreis), (id: "a", name: "Aachen", kind: Kreis)])"#;
        let document = Document::parse(&SCHEMA, text).unwrap();
        let (index, names) = (Index::build(&document), NameCache::default());
        let data = DatasetView { document: &document, index: &index, names: &names };
        let told = |selection: &Selection| -> String {
            let ids = selection.tables().flat_map(|(_, slots)| slots.iter().map(|slot| document.id(*slot)));
            ids.collect::<Vec<_>>().join(" ")
        };
        let all = Selection::everything(data);
        assert_eq!((told(&all).as_str(), all.count(), all.tables().len()), ("a z b", 3, 2));
        let slots: Vec<Slot> = document.slots(BODIES).chain(document.slots(REGIONS)).collect();
        assert_eq!(Selection::of_slots(data, [slots[0], slots[1], slots[2], slots[0]]), all);
        assert_eq!(told(&Selection::in_order(slots)), "z a b");
        assert_eq!(told(&all.only(REGIONS)), "a z");
        assert!(Selection::of_slots(data, []).is_empty());
    }
}
