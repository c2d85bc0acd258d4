//! Values for arguments: words of the declaration, addresses, and records of the dataset.
//!
//! What an argument takes is told by the name of its value. A large file is only split into its
//! records; few of them are read for their names. Entry point: [`CompletionValues::values`].

use std::cell::OnceCell;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::Arg;

use super::line::{TypedLine, value_name};
use super::{Candidate, Offer};
use crate::cli::args::{self, Global};
use crate::cli::context::{CliContext, CliDefaults};
use crate::cli::error::shown;
use crate::cli::proposals;
use crate::cli::views;
use crate::config::views::KnownView;
use crate::document::address::kind_at;
use crate::document::{Address, AddressStep, Document, Slot};
use crate::index::display_names::short_name;
use crate::model::vocabulary::Vocabulary;
use crate::model::{ACTION_FIELDS, BODIES, MUNICIPALITIES, REGIONS, SCHEMA};
use crate::present::completion::proposal_words;
use crate::present::overview::title;
use crate::present::record_table::full_title;
use crate::query::columns::{self, Column};
use crate::query::expression::{CompletionSource, NamedRecord, Proposal, QueryCompletion};
use crate::query::overview::OverviewColumn;
use crate::schema::{ChoiceOption, FieldKind, Schema, Table};
use crate::storage::Environment;
use crate::syntax::SyntaxValue;
use crate::texts::{self, Lang};

/// Maximum number of records that are read for their names: beyond that nobody reads them either.
const NAMED: usize = 200;

/// Where values come from.
pub struct CompletionValues<'a> {
    context: Option<CliContext>,
    lang: Lang,
    document: OnceCell<Option<Document>>,
    line: &'a TypedLine<'a>,
}

impl<'a> CompletionValues<'a> {
    /// Makes the source for a line; the dataset is read when it is asked for.
    pub fn new(words: &[String], line: &'a TypedLine<'a>) -> CompletionValues<'a> {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        let defaults = CliDefaults::read(Environment::read(), args::early(&words));
        let lang = defaults.lang;
        let mut global = Global::default();
        (global.data, global.read_only) = (line.data.map(PathBuf::from), true);
        CompletionValues {
            context: CliContext::new(defaults, global, None).ok(),
            lang,
            document: OnceCell::new(),
            line,
        }
    }

    /// Returns the language of the session.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    fn schema(&self) -> &'static Schema {
        self.document().map_or(&SCHEMA, Document::schema)
    }

    fn vocabulary(&self) -> &'static Vocabulary {
        Vocabulary::of(self.schema())
    }

    fn document(&self) -> Option<&Document> {
        let read = || {
            // The standard input is the shell's own while a line is typed.
            let context = self.context.as_ref().filter(|_| self.line.data != Some("-"))?;
            let text = context.load().ok()?.text;
            Document::skim(&SCHEMA, text.clone(), &|_, _| {}).or_else(|| Document::parse(&SCHEMA, text).ok())
        };
        self.document.get_or_init(read).as_ref()
    }

    /// Returns the values of an argument that begin with what was typed.
    pub fn values(&self, arg: &Arg, typed: &str) -> Offer {
        let possible = arg.get_possible_values();
        if !possible.is_empty() {
            let names = possible.iter().map(|value| value.get_name()).filter(|name| name.starts_with(typed));
            return Offer::Words(names.map(|name| Candidate::new(name, "")).collect());
        }
        Offer::Words(match value_name(arg) {
            "FILE" if typed.starts_with('@') => self.datasets(typed),
            "FILE" | "BASE" | "OURS" | "THEIRS" => return Offer::Files,
            "TABLE" | "QUERY" if typed.starts_with(views::SIGN) => self.views(typed),
            "TABLE" => self.tables(typed, ""),
            "ADDRESS" => self.addresses(typed, matches!(self.line.level.get_name(), "get" | "set")),
            "WHERE" if typed.contains('/') => self.addresses(typed, true),
            "WHERE" => self.tables(typed, ""),
            "REGION" => self.records(REGIONS, typed, ""),
            "FIELD" => self.records(ACTION_FIELDS, typed, ""),
            "BODY" => self.records(BODIES, typed, ""),
            "COLUMN" => self.columns(typed),
            "COLUMNS" => self.fields(typed),
            "LEVEL" => self
                .choices(&self.vocabulary().levels.words.iter().map(|level| level.option).collect::<Vec<_>>(), typed),
            "PLACE" => self.places(typed),
            "VALUE" => self.field_values(typed),
            "QUERY" => self.query(typed),
            "PROPOSAL" => self.proposals(typed),
            _ => Vec::new(),
        })
    }

    /// Returns the names of datasets in the configuration.
    fn datasets(&self, typed: &str) -> Vec<Candidate> {
        let known = self.context.iter().flat_map(|context| &context.config.datasets);
        let named = known.map(|(name, given)| (format!("@{name}"), shown(&given.value)));
        named.filter(|(word, _)| word.starts_with(typed)).map(|(word, path)| Candidate::new(word, path)).collect()
    }

    /// Returns what completes a query, whole with what stands before it.
    fn query(&self, typed: &str) -> Vec<Candidate> {
        let table = self.line.table();
        let all: Vec<Table> = SCHEMA.all().collect();
        let tables = table.as_ref().map_or(&all[..], std::slice::from_ref);
        let records = |table: Table, typed: &str| {
            let Some(document) = self.document() else { return Vec::new() };
            let found = document.slots(table).filter(|slot| document.id(*slot).starts_with(typed));
            let named = |slot: Slot| NamedRecord { slot, id: document.id(slot).to_owned() };
            found.take(NAMED).map(named).collect()
        };
        let is_german = self.lang == Lang::De;
        let label = |de, en| if is_german { de } else { en };
        let source = CompletionSource { schema: self.schema(), tables, records: &records, label: &label };
        let QueryCompletion { place, proposals } = QueryCompletion::at(typed, &source);
        let name = |slot: Slot| self.document().map(|document| short_name(document, slot)).unwrap_or_default();
        let candidate = |proposal: Proposal| {
            let word = format!("{}{}", &typed[..place.start], proposal.text);
            Candidate::new(word, proposal_words(proposal.meaning, name, self.lang))
        };
        proposals.into_iter().map(candidate).collect()
    }

    fn tables(&self, typed: &str, behind: &str) -> Vec<Candidate> {
        let tables = SCHEMA.tables.iter().filter(|table| table.name.starts_with(typed));
        tables.map(|table| Candidate::new(format!("{}{behind}", table.name), table.plural.get(self.lang))).collect()
    }

    /// Returns the saved views whose names begin with what was typed, written as one word.
    fn views(&self, typed: &str) -> Vec<Candidate> {
        let known = self.context.as_ref().and_then(|context| views::read(context).ok()).unwrap_or_default();
        let candidate = |known: KnownView| {
            let word = format!("{}{}", views::SIGN, as_one_word(&known.view.name));
            Candidate::new(word, format!("{} {}", known.view.table, known.view.query).trim_end())
        };
        known.views.into_iter().map(candidate).filter(|candidate| candidate.word.starts_with(typed)).collect()
    }

    /// Returns the proposals that wait, each with who made it.
    fn proposals(&self, typed: &str) -> Vec<Candidate> {
        let loaded =
            self.context.as_ref().filter(|_| self.line.data != Some("-")).and_then(|context| context.load().ok());
        let names = loaded.map_or_else(Vec::new, |loaded| proposals::names(&loaded));
        names.into_iter().filter(|(id, _)| id.starts_with(typed)).map(|(id, who)| Candidate::new(id, who)).collect()
    }

    fn columns(&self, typed: &str) -> Vec<Candidate> {
        let columns = OverviewColumn::all(self.vocabulary()).into_iter();
        let named =
            columns.map(|column| (column.name(self.vocabulary()), column)).filter(|(name, _)| name.starts_with(typed));
        named.map(|(name, column)| Candidate::new(name, title(column, self.vocabulary(), self.lang))).collect()
    }

    /// Returns the columns of the table that the line names, behind those typed already; a column
    /// to sort by may have `-` in front.
    fn fields(&self, typed: &str) -> Vec<Candidate> {
        let Some(table) = self.line.table() else { return Vec::new() };
        let begin = typed.rfind(',').map_or(0, |comma| comma + 1);
        let begin = begin + usize::from(typed[begin..].starts_with('-'));
        let (front, last) = typed.split_at(begin);
        let fitting = columns::all(table).into_iter().filter(|column| column.name().starts_with(last));
        let title = |column: &Column| full_title(table, column, self.lang);
        fitting.map(|column| Candidate::new(format!("{front}{}", column.name()), title(&column))).collect()
    }

    fn choices(&self, choices: &[ChoiceOption], typed: &str) -> Vec<Candidate> {
        let choices = choices.iter().filter(|choice| choice.name.starts_with(typed));
        choices.map(|choice| Candidate::new(choice.name, choice.label.get(self.lang))).collect()
    }

    /// Returns the records whose ids begin with what was typed, as words between these.
    fn records(&self, table: Table, typed: &str, front: &str) -> Vec<Candidate> {
        let Some(document) = self.document() else { return Vec::new() };
        let found: Vec<Slot> = document.slots(table).filter(|slot| document.id(*slot).starts_with(typed)).collect();
        let is_named = found.len() <= NAMED;
        let name = |slot| if is_named { short_name(document, slot) } else { String::new() };
        found.iter().map(|slot| Candidate::new(format!("{front}{}", document.id(*slot)), name(*slot))).collect()
    }

    /// Returns what an address can go on with: tables, then records, then fields and list items.
    fn addresses(&self, typed: &str, is_field_wanted: bool) -> Vec<Candidate> {
        let Some((table_name, rest)) = typed.split_once('/') else { return self.tables(typed, "/") };
        let Some(table) = SCHEMA.find(table_name) else { return Vec::new() };
        let is_single = SCHEMA.table(table).single;
        if !is_single && !rest.contains('/') {
            let mut records = self.records(table, rest, &format!("{table_name}/"));
            if is_field_wanted {
                records.iter_mut().for_each(|candidate| candidate.word.push('/'));
            }
            return records;
        }
        let (front, last) = typed.rsplit_once('/').unwrap_or_default();
        let Ok(address) = Address::parse(&SCHEMA, front) else { return Vec::new() };
        self.parts(&address, front, last)
    }

    /// Returns the fields or list items below an address.
    fn parts(&self, address: &Address, front: &str, typed: &str) -> Vec<Candidate> {
        let whole = FieldKind::Record(SCHEMA.table(address.table).record);
        let word = |part: &str, kind: FieldKind| {
            let is_inner = matches!(kind, FieldKind::Record(_) | FieldKind::List(_));
            format!("{front}/{part}{}", if is_inner { "/" } else { "" })
        };
        match kind_at(whole, &address.path) {
            Some(FieldKind::Record(record)) => {
                let fields = record.fields.iter().filter(|field| field.name.starts_with(typed));
                fields.map(|f| Candidate::new(word(f.name, f.kind), f.label.get(self.lang))).collect()
            }
            Some(FieldKind::List(item)) => {
                let numbers = (0..self.length(address)).map(|number| number.to_string());
                let numbers = numbers.filter(|number| number.starts_with(typed));
                numbers.map(|number| Candidate::new(word(&number, *item), "")).collect()
            }
            _ => Vec::new(),
        }
    }

    fn length(&self, address: &Address) -> usize {
        let length = |document: &Document| {
            let record = document.record(document.resolve(address)?).ok()?;
            Some(record.value(&address.path)?.items().count())
        };
        self.document().and_then(length).unwrap_or(0)
    }

    /// Returns regions by id, and towns by name.
    fn places(&self, typed: &str) -> Vec<Candidate> {
        let mut found = self.records(REGIONS, typed, "");
        let Some(document) = self.document() else { return found };
        // A name stands in its record as it is, so that most need not be read.
        let names = document.slots(MUNICIPALITIES).filter(|slot| document.piece(*slot).contains(typed));
        let name = |slot| {
            let record = document.record(slot).ok()?;
            let name = record.value(&[AddressStep::Field("name".into())]).and_then(SyntaxValue::as_str)?.into_owned();
            name.starts_with(typed).then_some(name)
        };
        found.extend(names.filter_map(name).map(|name| Candidate::new(name, "")));
        found
    }

    /// Returns the values of the field that the line names, where they are known words.
    fn field_values(&self, typed: &str) -> Vec<Candidate> {
        let address = self.line.first_value.and_then(|text| Address::parse(&SCHEMA, text).ok());
        let kind = address
            .and_then(|address| kind_at(FieldKind::Record(self.schema().table(address.table).record), &address.path));
        match kind {
            Some(FieldKind::Choice(choices)) => self.choices(choices, typed),
            Some(FieldKind::Ref(table)) => self.records(table, typed, ""),
            Some(FieldKind::YesNo) => {
                let words = [texts::detail::yes(self.lang), texts::detail::no(self.lang)];
                let words = words.into_iter().filter(|word| word.starts_with(typed));
                words.map(|word| Candidate::new(word, "")).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Returns a name without blanks and signs that a shell would take for itself; a view is found by
/// it as well.
fn as_one_word(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
