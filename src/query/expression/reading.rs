//! Makes conditions of what was typed, by the declaration and the records there are.
//!
//! Every mistake is told with its place. Entry point: [`ExpressionReader::read`].

use std::ops::Range;

use super::condition::Condition;
use super::error::{ExpressionError, ExpressionProblem};
use super::parser::{TypedNode, TypedTerm, TypedValue};
use super::record_reference::records_named;
use super::term_name::{FieldPlace, TermName, table_named, tables_with};
use super::value_test::{AskedValue, FieldTest, ValueTest, yes_or_no};
use crate::check::nearest;
use crate::index::display_names::all_names;
use crate::index::fold::{Folded, fold};
use crate::model::date::Date;
use crate::model::{DECISIONS, MEASURES, RECOMMENDATIONS, SCHEMA};
use crate::query::DatasetView;
use crate::query::process::OpenReason;
use crate::schema::{ChoiceOption, Field, FieldKind, Schema, Table};

/// The tables of the process.
const STEPS: [Table; 3] = [RECOMMENDATIONS, DECISIONS, MEASURES];

/// So many ids are named at most.
const MOST_NAMED: usize = 24;

/// With more records than this, a name that was meant is only searched among the ids.
const FEW: usize = 500;

/// Reads conditions from what was typed.
pub struct ExpressionReader<'a> {
    /// What was typed.
    pub typed: &'a str,
    /// The records.
    pub data: DatasetView<'a>,
    /// The tables whose records are asked for.
    pub tables: &'a [Table],
    /// Today.
    pub today: Date,
    /// The words that must all be found, with a blank before each.
    pub words: String,
    /// True while only words were met.
    pub is_plain: bool,
}

type ReadCondition = Result<Option<Condition>, ExpressionError>;

impl ExpressionReader<'_> {
    /// Reads the outermost node; words that must all be found are put aside.
    ///
    /// # Errors
    /// The first mistake.
    pub fn read(&mut self, node: &TypedNode) -> ReadCondition {
        match node {
            TypedNode::All(nodes) => {
                let mut conditions = Vec::new();
                for node in nodes {
                    conditions.extend(self.read(node)?);
                }
                // What needs no record to be read decides first.
                conditions.sort_by_key(Condition::needs_values);
                Ok((!conditions.is_empty()).then_some(Condition::All(conditions)))
            }
            TypedNode::Word(place) => {
                self.add_words(place);
                Ok(None)
            }
            TypedNode::Quoted(place) => {
                self.add_words(place);
                self.is_plain = false;
                Ok(Some(Condition::Says(self.folded(place))).filter(|_| !self.text(place).trim().is_empty()))
            }
            TypedNode::Term(term) if self.is_text(term) => {
                self.add_words(&term.whole);
                Ok(None)
            }
            _ => {
                self.is_plain = false;
                self.condition(node).map(Some)
            }
        }
    }

    fn add_words(&mut self, place: &Range<usize>) {
        self.words.push(' ');
        self.words.push_str(&self.typed[place.clone()]);
    }

    /// Returns true for what only looks like a term: a web address, a word with a colon behind it,
    /// a comparison with what is no field.
    fn is_text(&self, term: &TypedTerm) -> bool {
        let is_address = term.values.first().is_some_and(|value| self.text(&value.text).starts_with("//"));
        (term.values.is_empty() || is_address || term.is_compared)
            && TermName::read(self.text(&term.name), self.tables).is_none()
    }

    fn text(&self, place: &Range<usize>) -> &str {
        &self.typed[place.clone()]
    }

    fn folded(&self, place: &Range<usize>) -> Folded<'static> {
        fold(self.text(place)).into_owned()
    }

    fn condition(&self, node: &TypedNode) -> Result<Condition, ExpressionError> {
        let all = |nodes: &[TypedNode]| nodes.iter().map(|node| self.condition(node)).collect::<Result<Vec<_>, _>>();
        let found = |place: &Range<usize>| {
            let found = self.data.index.search(self.data.document, self.text(place), None);
            Condition::Found(Box::new(found.exact()))
        };
        Ok(match node {
            TypedNode::All(nodes) => Condition::All(all(nodes)?),
            TypedNode::Any(nodes) => Condition::Any(all(nodes)?),
            TypedNode::Not(node) => Condition::Not(Box::new(self.condition(node)?)),
            TypedNode::Word(place) => found(place),
            TypedNode::Quoted(place) => Condition::Says(self.folded(place)),
            TypedNode::Term(term) if self.is_text(term) => found(&term.whole),
            TypedNode::Term(term) => self.term(term)?,
        })
    }

    fn term(&self, term: &TypedTerm) -> Result<Condition, ExpressionError> {
        let name = self.text(&term.name);
        let Some(meaning) = TermName::read(name, self.tables) else {
            let meant = nearest(name, TermName::all(self.tables));
            return Err(ExpressionError { meant, ..failure(&term.name, ExpressionProblem::UnknownName) });
        };
        self.require_place(term, &meaning)?;
        if term.values.is_empty() {
            let possible = self.possible(&meaning);
            return Err(ExpressionError { possible, ..failure(&term.whole, ExpressionProblem::NoValue) });
        }
        if let Some(value) = term.values.iter().skip(1).find(|value| self.is_negated(value)) {
            let meant = Some(format!("-{name}:{}", self.text(&value.text).trim_start_matches('-')));
            return Err(ExpressionError { meant, ..failure(&value.text, ExpressionProblem::NegatedValue) });
        }
        let of_value = |value: &TypedValue| match &meaning {
            TermName::Unknown => self.unknown(value),
            TermName::Open => self.open(value),
            TermName::Table => self.table(value),
            TermName::Related(table) => self.related(*table, value),
            TermName::Age => self.fields(&age_places(self.tables), value, true),
            TermName::Fields(places) => self.fields(places, value, false),
        };
        let mut conditions = term.values.iter().map(of_value).collect::<Result<Vec<_>, _>>()?;
        Ok(if conditions.len() == 1 { conditions.remove(0) } else { Condition::Any(conditions) })
    }

    /// Returns true for a value that a minus stands before.
    fn is_negated(&self, value: &TypedValue) -> bool {
        let behind = self.text(&value.text).strip_prefix('-').filter(|_| !value.is_quoted);
        behind.is_some_and(|behind| behind.starts_with(char::is_alphabetic))
    }

    /// Refuses a name that means nothing in the one table that is asked for.
    fn require_place(&self, term: &TypedTerm, meaning: &TermName) -> Result<(), ExpressionError> {
        let [table] = self.tables else { return Ok(()) };
        let others = match meaning {
            TermName::Fields(places) if places.is_empty() => tables_with(self.text(&term.name)),
            TermName::Open if !STEPS.contains(table) => STEPS.to_vec(),
            _ => return Ok(()),
        };
        Err(failure(&term.name, ExpressionProblem::NotInTable(*table, others)))
    }

    fn possible(&self, meaning: &TermName) -> Vec<String> {
        match meaning {
            TermName::Open => open_values(),
            TermName::Fields(places) => choice_names(self.data.document.schema(), places.iter().map(FieldPlace::field)),
            _ => Vec::new(),
        }
    }

    fn related(&self, table: Table, value: &TypedValue) -> Result<Condition, ExpressionError> {
        let typed = self.text(&value.text);
        if typed == "*" && !value.is_quoted {
            return Ok(Condition::BelongsToSome(table));
        }
        let targets = records_named(self.data, table, typed);
        if targets.is_empty() {
            let (meant, possible) = (self.record_meant(table, typed).map(|name| quoted(&name)), self.few_ids(table));
            return Err(ExpressionError {
                meant,
                possible,
                ..failure(&value.text, ExpressionProblem::NoRecord(table))
            });
        }
        Ok(Condition::BelongsTo(table, targets))
    }

    fn record_meant(&self, table: Table, typed: &str) -> Option<String> {
        let document = self.data.document;
        let ids = || document.slots(table).map(|slot| document.id(slot).to_owned());
        let names = (document.slots(table).len() <= FEW)
            .then(|| document.slots(table).flat_map(|slot| all_names(document, slot)));
        nearest(typed, ids().chain(names.into_iter().flatten()))
    }

    /// Returns the ids of a table, if they are few enough to be read.
    fn few_ids(&self, table: Table) -> Vec<String> {
        let slots = self.data.document.slots(table);
        if slots.len() > MOST_NAMED {
            return Vec::new();
        }
        slots.map(|slot| self.data.document.id(slot).to_owned()).collect()
    }

    fn unknown(&self, value: &TypedValue) -> Result<Condition, ExpressionError> {
        let name = self.text(&value.text);
        let known = |place: FieldPlace| FieldTest::new(place, ValueTest::Known);
        match TermName::read(name, self.tables) {
            Some(TermName::Fields(places)) if !places.is_empty() => {
                Ok(Condition::Lacks(places.into_iter().map(known).collect()))
            }
            Some(TermName::Age) => Ok(Condition::Lacks(age_places(self.tables).into_iter().map(known).collect())),
            Some(TermName::Related(table)) => {
                let refers = |from: &&Table| SCHEMA.table(**from).record.reference_to(table).is_some();
                let tables = self.tables.iter().filter(refers).copied().collect();
                let belongs = Condition::Not(Box::new(Condition::BelongsToSome(table)));
                Ok(Condition::All(vec![Condition::InTable(tables), belongs]))
            }
            Some(TermName::Fields(_)) if self.tables.len() == 1 => {
                Err(failure(&value.text, ExpressionProblem::NotInTable(self.tables[0], tables_with(name))))
            }
            _ => {
                let meant = nearest(name, TermName::all(self.tables));
                Err(ExpressionError { meant, ..failure(&value.text, ExpressionProblem::UnknownName) })
            }
        }
    }

    fn open(&self, value: &TypedValue) -> Result<Condition, ExpressionError> {
        let typed = self.text(&value.text);
        let is_open = |wanted| {
            let steps = Condition::InTable(STEPS.to_vec());
            Condition::All(vec![steps, Condition::IsOpen(wanted, self.today)])
        };
        if let Some(wanted) = yes_or_no(typed).or_else(|| (typed == "*").then_some(true)) {
            return Ok(is_open(wanted));
        }
        let reason = OpenReason::ALL.into_iter().find(|reason| reason.name().eq_ignore_ascii_case(typed));
        reason.map(|reason| Condition::IsOpenFor(reason, self.today)).ok_or_else(|| {
            let (meant, possible) = (nearest(typed, open_values()), open_values());
            ExpressionError { meant, possible, ..failure(&value.text, ExpressionProblem::NoYesOrNo) }
        })
    }

    fn table(&self, value: &TypedValue) -> Result<Condition, ExpressionError> {
        let typed = self.text(&value.text);
        table_named(typed).map(|table| Condition::InTable(vec![table])).ok_or_else(|| {
            let possible: Vec<String> = SCHEMA.tables.iter().map(|table| table.name.to_owned()).collect();
            let labels = SCHEMA.tables.iter().flat_map(|table| [table.plural.de, table.singular.de]);
            let meant = nearest(typed, possible.iter().map(String::as_str).chain(labels));
            ExpressionError { meant, possible, ..failure(&value.text, ExpressionProblem::NoTable) }
        })
    }

    /// Reads a value for each place; those that cannot take it are passed over, as long as one can.
    fn fields(&self, places: &[FieldPlace], value: &TypedValue, is_age: bool) -> Result<Condition, ExpressionError> {
        let TypedValue { comparison, is_quoted, .. } = *value;
        let asked = AskedValue { comparison, text: self.text(&value.text), is_quoted, is_age };
        let mut read: Vec<(&Field, Result<ValueTest, ExpressionProblem>)> = Vec::new();
        let mut tests = Vec::new();
        for place in places {
            let field = place.field();
            let known = read.iter().position(|(other, _)| std::ptr::eq(*other, field)).unwrap_or_else(|| {
                read.push((field, ValueTest::read(asked, field, self.data, self.today)));
                read.len() - 1
            });
            if let Ok(test) = &read[known].1 {
                tests.push(FieldTest::new(place.clone(), test.clone()));
            }
        }
        let problem = read.into_iter().find_map(|(_, test)| test.err()).filter(|_| tests.is_empty());
        match problem {
            Some(problem) => Err(self.refused(places, value, problem)),
            None => Ok(Condition::Has(tests)),
        }
    }

    fn refused(&self, places: &[FieldPlace], value: &TypedValue, problem: ExpressionProblem) -> ExpressionError {
        let typed = self.text(&value.text);
        let fields = || places.iter().map(FieldPlace::field);
        let (meant, possible) = match &problem {
            ExpressionProblem::NoChoice => {
                let schema = self.data.document.schema();
                let known = choices(schema, fields()).into_iter();
                let names = known.flat_map(|choice| [choice.name, choice.label.de, choice.label.en]);
                (nearest(typed, names).map(|name| quoted(&name)), choice_names(schema, fields()))
            }
            ExpressionProblem::NoRecord(table) => {
                (self.record_meant(*table, typed).map(|name| quoted(&name)), self.few_ids(*table))
            }
            ExpressionProblem::NoAge if typed.bytes().all(|b| b.is_ascii_digit()) && !typed.is_empty() => {
                (Some(format!("{typed}y")), Vec::new())
            }
            _ => (None, Vec::new()),
        };
        ExpressionError { meant, possible, ..failure(&value.text, problem) }
    }
}

fn failure(place: &Range<usize>, problem: ExpressionProblem) -> ExpressionError {
    ExpressionError { place: place.clone(), problem, meant: None, possible: Vec::new() }
}

/// Returns the places that say how old statements are.
fn age_places(tables: &[Table]) -> Vec<FieldPlace> {
    match TermName::read("as_of", tables) {
        Some(TermName::Fields(places)) => places,
        _ => Vec::new(),
    }
}

/// Returns a value as it is typed where it has blanks or signs.
pub fn quoted(value: &str) -> String {
    let is_bare = !value.is_empty() && value.chars().all(|c| c.is_alphanumeric() || "-_./+@&".contains(c));
    if is_bare { value.to_owned() } else { format!("\"{}\"", value.replace('"', " ")) }
}

/// Returns the choices of some fields, each once.
fn choices<'f>(schema: &'static Schema, fields: impl Iterator<Item = &'f Field>) -> Vec<&'static ChoiceOption> {
    let mut found: Vec<&'static ChoiceOption> = Vec::new();
    for field in fields {
        let FieldKind::Choice(choices) = field.kind else { continue };
        for choice in schema.choices(choices) {
            if !found.iter().any(|other| other.name == choice.name) {
                found.push(choice);
            }
        }
    }
    found
}

fn choice_names<'f>(schema: &'static Schema, fields: impl Iterator<Item = &'f Field>) -> Vec<String> {
    choices(schema, fields).iter().map(|choice| choice.name.to_owned()).collect()
}

/// Returns what can be asked about an open point.
fn open_values() -> Vec<String> {
    let reasons = OpenReason::ALL.map(OpenReason::name);
    ["yes", "no"].into_iter().chain(reasons).map(str::to_owned).collect()
}
