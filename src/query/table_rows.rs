//! The rows of a table: the records that answer a query, in the order of chosen fields, found some
//! at a time so that no key waits.
//!
//! The answer is that of [`super::list`] and [`super::sort`]. Knows no language. Entry points:
//! [`TableQuestion`], [`TableRows::begin`].

use super::DatasetView;
use super::expression::Expression;
use super::sort::{RecordSort, SortField};
use crate::document::Slot;
use crate::index::{Query, Search, SearchResults, SortKey, SortKeys};
use crate::schema::Table;

/// How many records are read, and segments searched, before the next key is polled; either takes
/// some milliseconds.
const RECORDS: usize = 1_024;
const SEGMENTS: usize = 16;

/// Which records of a table are asked for, and in which order.
#[derive(Debug, Clone)]
pub struct TableQuestion {
    /// The table.
    pub table: Table,
    /// They answer this.
    pub expression: Expression,
    /// The fields to sort by; by name where there are none, and among equals.
    pub sort: Vec<SortField>,
}

/// The rows of a table, as far as they are known.
#[derive(Debug)]
pub struct TableRows {
    question: TableQuestion,
    stage: Stage,
    rows: Vec<Slot>,
}

/// What is being done.
#[derive(Debug)]
enum Stage {
    /// The words are searched.
    Searching(Box<Search>),
    /// The conditions are looked at, of these records from this one on; `found` by the words.
    Narrowing { candidates: Vec<Slot>, next: usize, found: Option<Box<SearchResults>> },
    /// The rows are being brought into the order of lists.
    Ordering(Vec<SortKey>),
    /// The rows are being sorted by the fields.
    Sorting(RecordSort),
    /// Everything is done.
    Complete,
}

impl TableRows {
    /// Begins to look for the rows.
    pub fn begin(question: TableQuestion, data: DatasetView<'_>) -> TableRows {
        let words = question.expression.words();
        let stage = if Query::parse(words).is_empty() {
            TableRows::narrowing(question.table, None, data)
        } else {
            data.index.prepare_search(data.document);
            Stage::Searching(Box::new(Search::new(data.index, words, None)))
        };
        TableRows { question, stage, rows: Vec::new() }
    }

    /// Returns the rows known so far; they have their order once all are.
    pub fn rows(&self) -> &[Slot] {
        &self.rows
    }

    /// Returns true when all rows are known and in their order.
    pub fn is_complete(&self) -> bool {
        matches!(self.stage, Stage::Complete)
    }

    /// Does a slice of what is left.
    pub fn go_on(&mut self, data: DatasetView<'_>) {
        let table = self.question.table;
        self.stage = match std::mem::replace(&mut self.stage, Stage::Complete) {
            Stage::Searching(mut search) => match search.go_on(data.index, SEGMENTS) {
                true => TableRows::narrowing(table, Some(Box::new(search.into_results().exact())), data),
                false => Stage::Searching(search),
            },
            Stage::Narrowing { candidates, next, found } => self.narrow(candidates, next, found, data),
            Stage::Ordering(keys) => self.order(keys, data),
            Stage::Sorting(sort) => self.sort(sort, data),
            Stage::Complete => Stage::Complete,
        };
    }

    fn narrowing(table: Table, found: Option<Box<SearchResults>>, data: DatasetView<'_>) -> Stage {
        let known = data.index.known_order(table).map(<[Slot]>::to_vec);
        let candidates = known.unwrap_or_else(|| data.document.slots(table).collect());
        Stage::Narrowing { candidates, next: 0, found }
    }

    fn narrow(
        &mut self,
        candidates: Vec<Slot>,
        next: usize,
        found: Option<Box<SearchResults>>,
        data: DatasetView<'_>,
    ) -> Stage {
        let expression = &self.question.expression;
        if expression.is_empty() {
            self.rows = candidates;
            return self.ordering(data);
        }
        let end = candidates.len().min(next + RECORDS);
        let is_found = |slot: &Slot| found.as_ref().is_none_or(|found| found.contains(*slot));
        let answers = |slot: &Slot| is_found(slot) && expression.meets_conditions(data, *slot);
        self.rows.extend(candidates[next..end].iter().copied().filter(answers));
        if end < candidates.len() {
            return Stage::Narrowing { candidates, next: end, found };
        }
        self.ordering(data)
    }

    /// Goes on with the order of lists, unless the rows were found in it.
    fn ordering(&mut self, data: DatasetView<'_>) -> Stage {
        match data.index.known_order(self.question.table) {
            Some(_) => self.sorting(),
            None => Stage::Ordering(Vec::with_capacity(self.rows.len())),
        }
    }

    fn order(&mut self, mut keys: Vec<SortKey>, data: DatasetView<'_>) -> Stage {
        let mut reader = SortKeys::new(data.document);
        keys.extend(self.rows.iter().skip(keys.len()).take(RECORDS).map(|slot| reader.read(*slot)));
        if keys.len() < self.rows.len() {
            return Stage::Ordering(keys);
        }
        let table = self.question.table;
        if keys.len() == data.document.slots(table).len() {
            data.index.keep_order(table, keys);
            self.rows = data.index.order(data.document, table).to_vec();
        } else {
            keys.sort();
            self.rows = keys.iter().map(SortKey::slot).collect();
        }
        self.sorting()
    }

    fn sorting(&self) -> Stage {
        match &self.question.sort {
            fields if fields.is_empty() => Stage::Complete,
            fields => Stage::Sorting(RecordSort::new(fields.clone())),
        }
    }

    fn sort(&mut self, mut sort: RecordSort, data: DatasetView<'_>) -> Stage {
        let end = self.rows.len().min(sort.count() + RECORDS);
        sort.read(data.document, &self.rows[sort.count()..end]);
        if end < self.rows.len() {
            return Stage::Sorting(sort);
        }
        self.rows = sort.finish();
        Stage::Complete
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Address, Document};
    use crate::index::Index;
    use crate::model::date::Date;
    use crate::model::{BODIES, ENGAGEMENTS, MEASURES, SCHEMA, SHIPPED};
    use crate::query::NameCache;
    use crate::query::columns::{all, chosen};
    use crate::query::expression::term_of;
    use crate::query::list::ListQuestion;
    use crate::query::sort::sort_by;
    use crate::query::value_counts::value_counts;

    fn with_shipped(test: impl Fn(DatasetView<'_>)) {
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let (index, names) = (Index::build(&document), NameCache::default());
        test(DatasetView { document: &document, index: &index, names: &names });
    }

    fn asked(table: Table, typed: &str, data: DatasetView<'_>) -> Expression {
        Expression::parse(typed, Some(table), data, Date::parse("2026-11-23").unwrap()).unwrap_or_else(|error| {
            panic!("{typed}: {error:?}");
        })
    }

    fn rows(question: TableQuestion, data: DatasetView<'_>) -> Vec<Slot> {
        let mut rows = TableRows::begin(question, data);
        while !rows.is_complete() {
            rows.go_on(data);
        }
        rows.rows().to_vec()
    }

    #[test]
    fn the_rows_are_those_of_a_list_whatever_is_known_before() {
        for typed in ["", "mint", "köln -mint", "checked:<2026", "mint or sport", "gibtesnicht"] {
            for table in [ENGAGEMENTS, MEASURES, BODIES] {
                for sort in ["", "id", "source/as_of"] {
                    with_shipped(|data| {
                        let fields = || {
                            let columns = chosen(&Address::record(table, ""), sort).ok().filter(|_| !sort.is_empty());
                            let field = |column: crate::query::columns::Column| SortField {
                                path: column.path,
                                kind: column.kind,
                                is_descending: true,
                            };
                            columns.into_iter().flatten().map(field).collect::<Vec<_>>()
                        };
                        let question = TableQuestion { table, expression: asked(table, typed, data), sort: fields() };
                        let found = rows(question.clone(), data);
                        let mut expected = ListQuestion::of(table, &question.expression).slots(data);
                        sort_by(data.document, &mut expected, &fields());
                        assert_eq!(found, expected, "{typed} {sort}");
                        assert_eq!(rows(question, data), expected, "the order is known now: {typed} {sort}");
                    });
                }
            }
        }
    }

    #[test]
    fn the_term_of_a_value_finds_the_records_that_were_counted() {
        with_shipped(|data| {
            let mut terms = 0;
            for table in SCHEMA.all() {
                let slots: Vec<Slot> = data.document.slots(table).collect();
                for column in all(table) {
                    for count in value_counts(data.document, &slots, &column) {
                        let Some(term) = term_of(table, &column, count.value.as_deref()) else { continue };
                        let found = asked(table, &term, data).slots(data, table);
                        assert_eq!(found.len(), count.records, "{term}");
                        terms += 1;
                    }
                }
            }
            assert!(terms > 1_000, "{terms}");
        });
    }
}
