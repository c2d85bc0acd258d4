//! Contact cards as rows: each office with each statement about the action field asked for.
//!
//! Entry point: [`ContactSheet::sheet`].

use super::program_value::{program_list, program_value};
use super::value_text::ValueFormatter;
use super::{Audience, Sheet};
use crate::document::{Document, Slot};
use crate::index::display_names::name;
use crate::model::{ACTION_FIELDS, BODIES, ENGAGEMENTS, SCHEMA};
use crate::query::contact::{ContactCard, FieldKnowledge};
use crate::schema::{Field, FieldKind, Table};
use crate::texts::{self, detail, guide};

/// What rows of contact cards are made from.
pub struct ContactSheet<'a> {
    /// The dataset.
    pub document: &'a Document,
    /// Puts values into words.
    pub values: ValueFormatter<'a>,
    /// For whom the rows are.
    pub audience: Audience,
}

/// The path from a record to the value of a column.
type ColumnPath = Vec<&'static Field>;

impl ContactSheet<'_> {
    /// Returns a row for each office, and of what is said about an action field for each statement:
    /// who says what, and which bodies deal with it.
    pub fn sheet<'c>(&self, cards: impl Iterator<Item = &'c ContactCard>, about_field: bool) -> Sheet {
        let lang = self.values.lang;
        let title = |name: &str, label: &str| self.audience.pick(name, label).to_owned();
        let mut columns = vec![title("region", texts::cli::region(lang)), title("office", texts::cli::office(lang))];
        columns.extend(self.titles(BODIES, ""));
        if about_field {
            columns.push(title("action_field", SCHEMA.table(ACTION_FIELDS).singular.get(lang)));
            columns.push(title("stated_by", texts::cli::stated_by(lang)));
            columns.extend(self.titles(ENGAGEMENTS, "engagement."));
            columns.push(title("open_bodies", guide::open_bodies(lang)));
            columns.push(title("field_bodies", guide::field_bodies(lang)));
        }
        Sheet::new(columns, cards.flat_map(|card| self.rows(card)).collect())
    }

    fn rows(&self, card: &ContactCard) -> Vec<Vec<String>> {
        let statements = card.field.as_ref().map(|known| self.statements(card, known));
        let mut rows = Vec::new();
        for office in one_or_none(&card.offices) {
            let named = [name(self.document, card.region), self.name_of(office)].into_iter();
            let office: Vec<String> = named.chain(self.cells(office, BODIES)).collect();
            match &statements {
                None => rows.push(office),
                Some(said) => rows.extend(said.iter().map(|said| [&office[..], said].concat())),
            }
        }
        rows
    }

    fn statements(&self, card: &ContactCard, known: &FieldKnowledge) -> Vec<Vec<String>> {
        let open_bodies = known.open_bodies.iter().map(|body| name(self.document, *body));
        let field_bodies = known.field_bodies.iter().map(|body| name(self.document, body.body));
        let bodies = [self.listed(open_bodies.collect()), self.listed(field_bodies.collect())];
        let row = |by: Option<Slot>, engagement: Option<Slot>| {
            let cells = self.cells(engagement, ENGAGEMENTS);
            let named = [name(self.document, known.field), self.name_of(by)].into_iter();
            named.chain(cells).chain(bodies.clone()).collect()
        };
        let said = card.statements();
        if said.is_empty() {
            return vec![row(None, None)];
        }
        said.into_iter().map(|said| row(Some(said.region), Some(said.engagement))).collect()
    }

    /// Returns the paths of the columns that show the lines of the card: of a nested record each
    /// field by itself, of a source only for programs.
    fn paths(&self, table: Table) -> Vec<ColumnPath> {
        let mut paths = Vec::new();
        for field in SCHEMA.table(table).record.card() {
            match field.kind {
                FieldKind::Record(inner) if self.audience == Audience::Programs || !inner.is_source => {
                    let inner = inner.fields.iter().filter(|inner| inner.vouches_for.is_none());
                    paths.extend(inner.map(|inner| vec![field, inner]));
                }
                _ => paths.push(vec![field]),
            }
        }
        paths
    }

    /// Returns the titles of those columns: for people their label, for programs their place behind
    /// `prefix`.
    fn titles(&self, table: Table, prefix: &str) -> Vec<String> {
        let title = |path: ColumnPath| match (self.audience, &path[..]) {
            (Audience::Programs, [Field { kind: FieldKind::Record(outer), .. }, field]) if !outer.is_source => {
                format!("{prefix}{}", field.name)
            }
            (Audience::Programs, path) => {
                let names: Vec<&str> = path.iter().map(|field| field.name).collect();
                format!("{prefix}{}", names.join("."))
            }
            (Audience::People, path) => path.last().map_or("", |field| field.label.get(self.values.lang)).to_owned(),
        };
        self.paths(table).into_iter().map(title).collect()
    }

    /// Returns the cells of those columns of one record, or of none.
    fn cells(&self, slot: Option<Slot>, table: Table) -> Vec<String> {
        let record = slot.and_then(|slot| self.document.record(slot).ok());
        let root = record.as_ref().map(|record| record.root());
        let cell = |path: ColumnPath| {
            let value = path.iter().try_fold(root?, |value, field| value.field(field.name)?.unwrap_option())?;
            let field = path.last()?;
            Some(match self.audience {
                Audience::Programs => program_value(field.kind, value),
                Audience::People => self.values.value(field.kind, value),
            })
        };
        self.paths(table).into_iter().map(|path| cell(path).unwrap_or_else(|| self.unknown())).collect()
    }

    fn name_of(&self, slot: Option<Slot>) -> String {
        slot.map_or_else(|| self.unknown(), |slot| name(self.document, slot))
    }

    fn listed(&self, names: Vec<String>) -> String {
        match self.audience {
            _ if names.is_empty() => self.unknown(),
            Audience::People => names.join("; "),
            Audience::Programs => program_list(names),
        }
    }

    /// Returns the cell of a missing value: people read that it is unknown, for programs it is
    /// empty.
    fn unknown(&self) -> String {
        self.audience.pick("", detail::unknown(self.values.lang)).to_owned()
    }
}

fn one_or_none(slots: &[Slot]) -> Vec<Option<Slot>> {
    if slots.is_empty() { vec![None] } else { slots.iter().copied().map(Some).collect() }
}
