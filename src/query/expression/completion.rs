//! What can be completed at a cursor in a query: names of conditions, and their values.
//!
//! Screen and shell ask alike; how records are found, and which of two labels is shown, they say.
//! Entry point: [`QueryCompletion::at`].

use std::ops::Range;

use super::parser::{TypedNode, last_piece};
use super::reading::quoted;
use super::term_name::{FieldPlace, QUESTIONS, TermName, places_of, table_named, typed as as_typed};
use crate::document::Slot;
use crate::index::choice_filter::ChoiceFilter;
use crate::index::fold::fold;
use crate::model::SCHEMA;
use crate::query::process::OpenReason;
use crate::schema::{ChoiceOption, Field, FieldKind, Schema, Table};

/// How many values are proposed at most.
const MOST: usize = 200;

/// What can stand at a cursor instead of what is typed there.
#[derive(Debug, Clone)]
pub struct QueryCompletion {
    /// The place in the text, in bytes, up to the cursor.
    pub place: Range<usize>,
    /// What may be there, the likeliest first.
    pub proposals: Vec<Proposal>,
}

/// What may stand at a cursor.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The text as it is typed.
    pub text: String,
    /// What it means.
    pub meaning: ProposalMeaning,
}

/// What a proposal means.
#[derive(Debug, Clone, Copy)]
pub enum ProposalMeaning {
    /// Asks about a field.
    Field(&'static Field),
    /// Asks what a record of a table belongs to.
    BelongsTo(Table),
    /// Asks whether something is unknown.
    Unknown,
    /// Asks whether something is open.
    Open,
    /// Asks how old statements are.
    Age,
    /// Asks for a table.
    Table,
    /// A table.
    TableName(Table),
    /// A choice.
    Choice(&'static ChoiceOption),
    /// A record.
    Record(Slot),
    /// Yes or no.
    YesNo(bool),
    /// A reason for which something is open.
    OpenReason(OpenReason),
    /// Any value.
    Anything,
}

/// What a completion asks of whoever wants it.
pub struct CompletionSource<'a> {
    /// The schema of the dataset.
    pub schema: &'static Schema,
    /// The tables whose records the query is about.
    pub tables: &'a [Table],
    /// Returns the records of a table that a text may mean, with their ids.
    pub records: &'a dyn Fn(Table, &str) -> Vec<NamedRecord>,
    /// Returns which of a German and an English label is shown.
    pub label: &'a dyn Fn(&'static str, &'static str) -> &'static str,
}

/// A record with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRecord {
    /// The record.
    pub slot: Slot,
    /// Its id.
    pub id: String,
}

impl QueryCompletion {
    /// Returns what can be completed behind what is typed up to the cursor.
    pub fn at(typed: &str, source: &CompletionSource<'_>) -> QueryCompletion {
        let end = typed.len();
        match last_piece(typed) {
            Some(TypedNode::Term(term)) => {
                let name = &typed[term.name.clone()];
                let start = term.values.last().filter(|_| !typed.ends_with(',')).map_or(end, |value| {
                    value.text.start - usize::from(value.is_quoted && typed[..value.text.start].ends_with('"'))
                });
                let comparison = term.values.last().and_then(|value| value.comparison);
                let value = typed[start..].trim_matches('"');
                let meaning = TermName::read(name, source.tables).filter(|_| comparison.is_none());
                let proposals = meaning.map(|meaning| source.values(&meaning, value)).unwrap_or_default();
                QueryCompletion { place: start..end, proposals }
            }
            Some(TypedNode::Word(place)) => {
                let proposals = source.names(&typed[place.clone()], ":");
                QueryCompletion { place, proposals }
            }
            Some(_) => QueryCompletion { place: end..end, proposals: Vec::new() },
            None => QueryCompletion { place: end..end, proposals: source.names("", ":") },
        }
    }
}

impl CompletionSource<'_> {
    /// Returns the names that begin with what is typed: for each thing that can be asked the label
    /// that is shown, its English name or its other label.
    fn names(&self, typed: &str, behind: &str) -> Vec<Proposal> {
        let mut found: Vec<Proposal> = Vec::new();
        let mut offer = |names: &[String], meaning: ProposalMeaning| {
            let name = names.iter().find(|name| begins(name, typed));
            let text = name.map(|name| format!("{name}{behind}"));
            let is_new = |text: &String| found.iter().all(|other| other.text != *text);
            found.extend(text.filter(is_new).map(|text| Proposal { text, meaning }));
        };
        for (en, de, question) in &QUESTIONS {
            let names = [(self.label)(de, en), en, de].map(str::to_owned);
            offer(&names, asked(question));
        }
        for table in SCHEMA.all().filter(|table| !SCHEMA.table(*table).single) {
            let label = SCHEMA.table(table).singular;
            let names = [(self.label)(label.de, label.en), label.en, label.de].map(as_typed);
            offer(&names, ProposalMeaning::BelongsTo(table));
        }
        // A reference is asked about by its table.
        for field in places_of(self.tables).map(FieldPlace::field).filter(|field| table_named(field.name).is_none()) {
            let shown = as_typed((self.label)(field.label.de, field.label.en));
            let names = [shown, field.name.to_owned(), as_typed(field.label.de), as_typed(field.label.en)];
            offer(&names, ProposalMeaning::Field(field));
        }
        found
    }

    /// Returns the values of a condition that answer what is typed.
    fn values(&self, meaning: &TermName, typed: &str) -> Vec<Proposal> {
        let mut found = match meaning {
            TermName::Unknown => return self.names(typed, ""),
            TermName::Open => self.open_values(typed),
            TermName::Table => self.table_names(typed),
            TermName::Related(table) => self.record_ids(*table, typed),
            TermName::Age => Vec::new(),
            TermName::Fields(places) => self.field_values(places, typed),
        };
        found.truncate(MOST);
        let is_any = typed.is_empty() && matches!(meaning, TermName::Related(_) | TermName::Fields(_));
        found.extend(is_any.then(|| Proposal { text: "*".to_owned(), meaning: ProposalMeaning::Anything }));
        found
    }

    fn field_values(&self, places: &[FieldPlace], typed: &str) -> Vec<Proposal> {
        let mut found: Vec<Proposal> = Vec::new();
        for field in places.iter().map(FieldPlace::field) {
            let kind = if let FieldKind::List(item) = field.kind { *item } else { field.kind };
            let values = match kind {
                FieldKind::Choice(choices) => self.choices(self.schema.choices(choices), typed),
                FieldKind::Ref(table) => self.record_ids(table, typed),
                FieldKind::YesNo => self.yes_and_no(typed),
                _ => Vec::new(),
            };
            for value in values {
                if found.iter().all(|other| other.text != value.text) {
                    found.push(value);
                }
            }
        }
        found
    }

    fn choices(&self, choices: &'static [ChoiceOption], typed: &str) -> Vec<Proposal> {
        let filter = ChoiceFilter::new(typed);
        let rank = |choice: &ChoiceOption| {
            let labels = [choice.name, choice.label.de, choice.label.en];
            labels.iter().filter_map(|label| filter.rank(label)).min()
        };
        let mut ranked: Vec<_> = choices.iter().filter_map(|choice| Some((rank(choice)?, choice))).collect();
        if !filter.is_empty() {
            ranked.sort_by_key(|(rank, _)| *rank);
        }
        let text = |choice: &ChoiceOption| quoted((self.label)(choice.label.de, choice.label.en));
        let proposal = |(_, choice)| Proposal { text: text(choice), meaning: ProposalMeaning::Choice(choice) };
        ranked.into_iter().map(proposal).collect()
    }

    fn record_ids(&self, table: Table, typed: &str) -> Vec<Proposal> {
        let found = (self.records)(table, typed).into_iter();
        let proposal =
            |NamedRecord { slot, id }| Proposal { text: quoted(&id), meaning: ProposalMeaning::Record(slot) };
        found.map(proposal).collect()
    }

    fn yes_and_no(&self, typed: &str) -> Vec<Proposal> {
        let words = [(self.label)("ja", "yes"), (self.label)("nein", "no")].into_iter().zip([true, false]);
        let words = words.filter(|(word, _)| begins(word, typed));
        words.map(|(word, yes)| Proposal { text: word.to_owned(), meaning: ProposalMeaning::YesNo(yes) }).collect()
    }

    fn open_values(&self, typed: &str) -> Vec<Proposal> {
        let mut found = self.yes_and_no(typed);
        let reasons = OpenReason::ALL.into_iter().filter(|reason| begins(reason.name(), typed));
        let proposal = |reason: OpenReason| Proposal {
            text: reason.name().to_owned(),
            meaning: ProposalMeaning::OpenReason(reason),
        };
        found.extend(reasons.map(proposal));
        found
    }

    fn table_names(&self, typed: &str) -> Vec<Proposal> {
        let names = |table: Table| {
            let label = SCHEMA.table(table).plural;
            [as_typed((self.label)(label.de, label.en)), SCHEMA.table(table).name.to_owned(), as_typed(label.de)]
        };
        let proposal = |table: Table| {
            let text = names(table).into_iter().find(|name| begins(name, typed))?;
            Some(Proposal { text, meaning: ProposalMeaning::TableName(table) })
        };
        self.tables.iter().filter_map(|table| proposal(*table)).collect()
    }
}

fn asked(question: &TermName) -> ProposalMeaning {
    match question {
        TermName::Unknown => ProposalMeaning::Unknown,
        TermName::Open => ProposalMeaning::Open,
        TermName::Age => ProposalMeaning::Age,
        TermName::Related(table) => ProposalMeaning::BelongsTo(*table),
        TermName::Table | TermName::Fields(_) => ProposalMeaning::Table,
    }
}

/// Returns true when a name begins with what is typed, in either of its folded forms.
fn begins(name: &str, typed: &str) -> bool {
    let (name, typed) = (fold(name), fold(typed));
    name.plain().starts_with(typed.plain()) || name.expanded().starts_with(typed.expanded())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::model::{BODIES, SHIPPED};

    /// Returns what is proposed in German for a query about some tables: place and texts.
    fn proposed(typed: &str, tables: &[Table]) -> String {
        let document = Document::parse(&SCHEMA, SHIPPED).unwrap();
        let records = |table: Table, typed: &str| {
            let slots = document.slots(table).filter(|slot| document.id(*slot).starts_with(typed));
            slots.map(|slot| NamedRecord { slot, id: document.id(slot).to_owned() }).collect()
        };
        let source = CompletionSource { schema: &SCHEMA, tables, records: &records, label: &|de, _| de };
        let found = QueryCompletion::at(typed, &source);
        let texts: Vec<&str> = found.proposals.iter().take(4).map(|proposal| proposal.text.as_str()).collect();
        format!("{:?} {}", found.place, texts.join(" "))
    }

    #[test]
    fn names_and_values_are_completed_at_the_end_of_what_is_typed() {
        for (typed, expected) in [
            ("reg", "0..3 region:"),
            ("mint tele", "5..9 telefon: telefon-laut:"),
            ("-pho", "1..4 phone: phone_source:"),
            ("(unb", "1..4 unbekannt:"),
            ("region:eus", "7..10 euskirchen"),
            ("region:euskirchen,bo", "18..20 bonn"),
            ("level:fach", "6..10 Fachforum"),
            ("ebene:\"Fach", "6..11 Fachforum"),
            ("unbekannt:tel", "10..13 telefon telefon-laut"),
            ("offen-f", "0..7 offen-für-alle:"),
            ("offen-für-alle:", "16..16 ja nein *"),
            ("population:>1", "12..13 "),
            ("age:", "4..4 "),
            ("nanu:x", "5..6 "),
            ("atlantis", "0..8 "),
            ("\"in Anf", "7..7 "),
        ] {
            assert_eq!(proposed(typed, &[BODIES]), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_proposed_is_understood() {
        let all: Vec<Table> = SCHEMA.all().collect();
        let source =
            CompletionSource { schema: &SCHEMA, tables: &all, records: &|_, _| Vec::new(), label: &|de, _| de };
        let names = QueryCompletion::at("", &source).proposals;
        assert!(names.len() > 40, "{}", names.len());
        for Proposal { text, .. } in &names {
            assert!(TermName::read(text.trim_end_matches(':'), &all).is_some(), "{text}");
        }
    }
}
