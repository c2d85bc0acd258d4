//! What is taken out and brought in again changes nothing: every table, every form that carries
//! all.

use std::ops::ControlFlow;

use bildungsnetz::document::Document;
use bildungsnetz::exchange::import::{ImportError, ImportForm, ImportOptions, ImportedChange, import, read};
use bildungsnetz::exchange::{self, ExportForm, ExportRequest, Publication};
use bildungsnetz::index::Index;
use bildungsnetz::model::date::Date;
use bildungsnetz::model::source_age::ReviewPeriod;
use bildungsnetz::model::{SCHEMA, SHIPPED};
use bildungsnetz::query::batch_change::BatchPlan;
use bildungsnetz::query::selection::Selection;
use bildungsnetz::query::{DatasetView, NameCache};
use bildungsnetz::schema::{FieldKind, Table};
use bildungsnetz::syntax::SyntaxValue;
use bildungsnetz::texts::Lang;
use clap::ValueEnum as _;
use proptest::prelude::*;

use crate::common::random::{Author, Chance};

struct Given {
    document: Document,
    index: Index,
    names: NameCache,
}

fn today() -> Date {
    Date::parse("2026-11-29").unwrap()
}

impl Given {
    fn new(text: &str) -> Given {
        let document = Document::parse(&SCHEMA, text).unwrap();
        let index = Index::build(&document);
        Given { document, index, names: NameCache::default() }
    }

    fn data(&self) -> DatasetView<'_> {
        DatasetView { document: &self.document, index: &self.index, names: &self.names }
    }

    fn exported(&self, form: ExportForm, table: Table, with_names: bool, for_spreadsheet: bool) -> Vec<u8> {
        let selection = Selection::table(self.data(), table);
        let request = ExportRequest {
            data: self.data(),
            selection: &selection,
            columns: None,
            publication: Publication::default(),
            with_names,
            for_spreadsheet,
            lang: Lang::De,
            period: ReviewPeriod { today: today(), months: 24 },
        };
        let mut bytes = Vec::new();
        exchange::write(form, &request, &mut bytes, &mut |_| ControlFlow::Continue(())).unwrap();
        bytes
    }

    fn imported(&self, form: ExportForm, table: Table, bytes: &[u8]) -> ImportedChange {
        let tables = match read(of(form), bytes, Some(table)) {
            // Of records that cannot be read and have no identifier nothing is taken out.
            Err(ImportError::Empty) => Vec::new(),
            tables => tables.unwrap(),
        };
        import(&tables, &ImportOptions::default(), self.data(), today(), &mut |_| ControlFlow::Continue(())).unwrap()
    }
}

fn of(form: ExportForm) -> ImportForm {
    ImportForm::from_str(form.name(), false)
        .unwrap_or_else(|_| panic!("{} carries all and cannot be read", form.name()))
}

fn forms() -> impl Iterator<Item = ExportForm> {
    ExportForm::all().filter(|form| form.carries_all())
}

/// Checks that nothing that is taken out of a dataset would change it.
fn nothing_changes(text: &str) -> Result<(), TestCaseError> {
    let given = Given::new(text);
    for form in forms() {
        for table in SCHEMA.all().filter(|table| given.document.slots(*table).next().is_some()) {
            for (with_names, for_spreadsheet) in [(false, false), (true, false), (false, true)] {
                let bytes = given.exported(form, table, with_names, for_spreadsheet);
                let change = given.imported(form, table, &bytes).change;
                let shown = String::from_utf8_lossy(&bytes);
                prop_assert!(change.entries.is_empty(), "{}: {:?}\n{shown}", form.name(), change.entries);
            }
        }
    }
    Ok(())
}

#[test]
fn the_shipped_dataset_comes_back_as_it_is() {
    nothing_changes(SHIPPED).unwrap();
}

#[test]
fn the_shipped_dataset_is_made_anew_of_what_was_taken_out() {
    let given = Given::new(SHIPPED);
    let single = given.document.slots(SCHEMA.find("district").unwrap()).next().unwrap();
    let empty = format!(
        "#![enable(implicit_some)]\nDirectory(format: 1, district: {})\n",
        given.document.source(single).trim()
    );
    for form in forms() {
        let empty = Given::new(&empty);
        let tables = SCHEMA.all().filter(|table| given.document.slots(*table).next().is_some());
        let tables: Vec<_> = tables
            .flat_map(|table| read(of(form), &given.exported(form, table, true, false), Some(table)).unwrap())
            .collect();
        let imported =
            import(&tables, &ImportOptions::default(), empty.data(), today(), &mut |_| ControlFlow::Continue(()))
                .unwrap();
        let plan = BatchPlan::of(&imported.change, empty.data(), today());
        assert_eq!(plan.refused, [], "{}", form.name());
        for table in SCHEMA.all() {
            for slot in given.document.slots(table) {
                let made = plan.document.resolve(&given.document.address(slot)).expect("the record is there");
                let (old, new) = (given.document.record(slot).unwrap(), plan.document.record(made).unwrap());
                same(FieldKind::Record(SCHEMA.table(table).record), old.root(), new.root());
            }
        }
    }
}

/// Checks that two values mean the same.
#[track_caller]
fn same(kind: FieldKind, old: SyntaxValue<'_>, new: SyntaxValue<'_>) {
    let known = |value: SyntaxValue<'_>| serde_json::to_value(bildungsnetz::export::json::Json(value)).unwrap();
    let (old, new) = (without_nothing(known(old)), without_nothing(known(new)));
    assert_eq!(old, new, "{kind:?}");
}

/// Returns JSON without what is unknown.
fn without_nothing(json: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    let is_something = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::String(text) => !text.is_empty(),
        _ => true,
    };
    match json {
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, without_nothing(value)));
            Value::Object(fields.filter(|(_, value)| is_something(value)).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_nothing).collect()),
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_random_dataset_comes_back_as_it_is(bytes in proptest::collection::vec(any::<u8>(), 0..1500)) {
        let text = Author::new(&mut Chance(&bytes)).file();
        if Document::parse(&SCHEMA, text.as_str()).is_ok() {
            nothing_changes(&text)?;
        }
    }
}
