//! A change of many records in words, before it is made: what is impossible and why, then each
//! value before and after.
//!
//! Screen and command line show the same rows. Entry point: [`ChangePreview`].

use serde::{Serialize, Serializer};

use super::listing::{ListingColumn, ListingRow};
use super::path_words::path_words;
use super::program_value::program_value;
use super::record_label::RecordLabel;
use super::value_text::ValueFormatter;
use super::{Audience, Sheet, Span, Tabular};
use crate::document::{Address, AddressStep, EditError, FieldChange};
use crate::model::SCHEMA;
use crate::model::input::InputNote;
use crate::query::batch_change::{
    BatchAction, BatchChange, BatchEntry, BatchPlan, BatchRefusal, BatchRow, RefusedEntry,
};
use crate::query::columns;
use crate::syntax::Tree;
use crate::text::{contrast_lines, escape_control};
use crate::texts::{self, Lang};
use crate::theme::Role;

/// Maximum length of a value, in cells; what differs is seen in any case.
const LONGEST: usize = 200;

/// A change of many records and its plan, in words.
#[derive(Debug, Clone, Copy)]
pub struct ChangePreview<'a> {
    /// What is asked for.
    pub change: &'a BatchChange,
    /// What it does.
    pub plan: &'a BatchPlan,
    /// Puts values into words; its dataset is the one before.
    pub values: ValueFormatter<'a>,
}

/// A row of a preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreviewRow {
    /// An entry that is refused, by its number among these.
    Refused(usize),
    /// A value or record that changes, by its number among these.
    Changed(usize),
}

impl ChangePreview<'_> {
    /// Returns the rows: what is refused first.
    pub fn rows(&self) -> Vec<PreviewRow> {
        let refused = (0..self.plan.refused.len()).map(PreviewRow::Refused);
        refused.chain((0..self.plan.rows.len()).map(PreviewRow::Changed)).collect()
    }

    /// Returns the columns.
    pub fn columns(lang: Lang) -> Vec<ListingColumn> {
        vec![
            ListingColumn::rest(texts::batch::record(lang), 20),
            ListingColumn::rest(texts::batch::field(lang), 16),
            ListingColumn::rest(texts::batch::before(lang), 12),
            ListingColumn::rest(texts::batch::after(lang), 16),
        ]
    }

    /// Returns a row in words: record, field, before, after or why not.
    pub fn row(&self, row: PreviewRow) -> ListingRow {
        match row {
            PreviewRow::Refused(number) => self.plan.refused.get(number).map(|refused| self.refused(refused)),
            PreviewRow::Changed(number) => self.plan.rows.get(number).map(|row| self.changed(row)),
        }
        .unwrap_or_default()
    }

    /// Returns the entry that a row stands for; `None` where it follows from others.
    pub fn entry(&self, row: PreviewRow) -> Option<usize> {
        match row {
            PreviewRow::Refused(number) => self.plan.refused.get(number).map(|refused| refused.entry),
            PreviewRow::Changed(number) => self.plan.rows.get(number)?.entry,
        }
    }

    fn changed(&self, BatchRow { change, entry, .. }: &BatchRow) -> ListingRow {
        let entry = entry.and_then(|entry| self.change.entries.get(entry));
        let lang = self.values.lang;
        let field = path_words(&change.address, lang).join(" › ");
        let [mut before, after] = self.before_and_after(change);
        if let Some(alike) = self.likely_same(entry) {
            before = (Role::Warning, alike);
        }
        ListingRow::new(vec![
            self.record(&change.address, change.before.as_deref().or(change.after.as_deref())),
            vec![(Role::Text, field)],
            vec![before],
            vec![after],
        ])
    }

    fn refused(&self, refused: &RefusedEntry) -> ListingRow {
        let Some(entry) = self.change.entries.get(refused.entry) else { return ListingRow::default() };
        let lang = self.values.lang;
        let field = path_words(&entry.address, lang).join(" › ");
        let text = match &entry.action {
            BatchAction::AddText(text) => Some(text.as_str()),
            _ => None,
        };
        ListingRow::new(vec![
            match &entry.called {
                Some(name) => vec![(Role::Text, name.clone())],
                None => self.record(&entry.address, text),
            },
            vec![(Role::Text, field)],
            vec![(Role::Error, refused_word(entry, lang))],
            vec![(Role::Error, refusal_words(entry, &refused.reason, lang).replace('\n', " "))],
        ])
    }

    /// Says which record a new one may be the same as, the first of them.
    fn likely_same(&self, entry: Option<&BatchEntry>) -> Option<String> {
        let ValueFormatter { data, lang, .. } = self.values;
        entry?.notes.iter().find_map(|note| match note {
            InputNote::LikelySame(likely) => {
                let label = RecordLabel::of(data, data.document.resolve(likely.first()?)?, lang);
                Some(texts::import::perhaps(lang, &label.text()))
            }
            InputNote::LikelySameRow(line) => Some(texts::import::perhaps_row(lang, *line)),
            _ => None,
        })
    }

    /// Returns what there is to say of a row, line by line, what matters most first: the value
    /// before and after, or why it is impossible; then whose it is. Of a record that is added its
    /// values.
    pub fn said(&self, row: PreviewRow) -> Vec<Vec<Span>> {
        let values = self.new_values(row);
        if !values.is_empty() {
            return vec![values];
        }
        let Ok([record, field, before, after]) = <[Vec<Span>; 4]>::try_from(self.row(row).cells) else {
            return Vec::new();
        };
        let between = match row {
            PreviewRow::Refused(_) => ": ",
            PreviewRow::Changed(_) => " → ",
        };
        let is_empty = |spans: &[Span]| spans.iter().all(|(_, text)| text.is_empty());
        let joined = |first: Vec<Span>, between: &str, second: Vec<Span>| match (is_empty(&first), is_empty(&second)) {
            (true, _) => second,
            (_, true) => first,
            _ => first.into_iter().chain([(Role::Dim, between.to_owned())]).chain(second).collect(),
        };
        vec![joined(before, between, after), joined(record, " · ", field)]
    }

    /// Returns the values of a record that is added, each behind its label; nothing for any other
    /// row.
    fn new_values(&self, row: PreviewRow) -> Vec<Span> {
        let PreviewRow::Changed(number) = row else { return Vec::new() };
        let added = self.plan.rows.get(number).map(|row| &row.change);
        let added = added.filter(|change| change.before.is_none() && change.address.path.is_empty());
        let Some((change, text)) = added.and_then(|change| Some((change, change.after.as_deref()?))) else {
            return Vec::new();
        };
        let Ok(tree) = Tree::parse(text) else { return Vec::new() };
        let mut said: Vec<Span> = Vec::new();
        for column in columns::all(change.address.table) {
            let value = column.path.iter().try_fold(tree.root(text), |value, step| match step {
                AddressStep::Field(name) => value.field(name)?.unwrap_option(),
                AddressStep::Item(_) => None,
            });
            if let Some(value) = value {
                let gap = if said.is_empty() { "" } else { " · " };
                said.push((Role::Dim, format!("{gap}{} ", column.field.label.get(self.values.lang))));
                let value = self.values.value(column.kind, value);
                said.push((Role::Changed, escape_control(&value).into_owned()));
            }
        }
        said
    }

    /// Returns what a record is called; one that is added or unknown as its text says, else its
    /// address.
    fn record(&self, address: &Address, text: Option<&str>) -> Vec<Span> {
        let ValueFormatter { data, lang, .. } = self.values;
        if let Some(slot) = data.document.resolve(address) {
            return RecordLabel::of(data, slot, lang).spans(Role::Text);
        }
        let text = text.filter(|_| address.path.is_empty());
        let added = text.and_then(|text| RecordLabel::of_removed(data, address.table, text, lang));
        let shown = || Address::record(address.table, address.id.clone()).display(&SCHEMA).to_string();
        added.map_or_else(|| vec![(Role::Text, shown())], |label| label.spans(Role::Text))
    }

    /// Returns a value before and after, so that what differs can be seen; of a whole record that
    /// it comes or goes.
    fn before_and_after(&self, change: &FieldChange) -> [Span; 2] {
        let lang = self.values.lang;
        let is_whole = change.address.path.is_empty();
        match (&change.before, &change.after) {
            (None, _) if is_whole => {
                return [(Role::Dim, String::new()), (Role::Changed, texts::batch::is_new(lang).into())];
            }
            (_, None) if is_whole => {
                return [(Role::Dim, String::new()), (Role::Error, texts::batch::is_gone(lang).into())];
            }
            _ => {}
        }
        let texts = [&change.before, &change.after].map(|ron| ron.as_ref().map(|ron| self.value(&change.address, ron)));
        let shown = contrast_lines(texts.each_ref().map(|text| text.as_deref().unwrap_or_default()), LONGEST);
        let [before, after] = std::array::from_fn(|at| match texts[at] {
            Some(_) => (Role::Text, escape_control(&shown[at]).into_owned()),
            None => (Role::Unknown, texts::detail::unknown(lang).to_owned()),
        });
        let after: Span = after;
        let role = if change.after.is_some() { Role::Changed } else { after.0 };
        [before, (role, after.1)]
    }

    fn value(&self, address: &Address, ron: &str) -> String {
        match (address.kind(self.values.data.document.schema()), Tree::parse(ron)) {
            (Some(kind), Ok(tree)) if !address.path.is_empty() => self.values.value(kind, tree.root(ron)),
            _ => ron.to_owned(),
        }
    }

    /// Returns a value as `get` prints it.
    fn program_value(&self, address: &Address, ron: Option<&str>) -> Option<String> {
        let ron = ron?;
        Some(match (address.kind(self.values.data.document.schema()), Tree::parse(ron)) {
            (Some(kind), Ok(tree)) if !address.path.is_empty() => program_value(kind, tree.root(ron)),
            _ => ron.to_owned(),
        })
    }

    fn shown<'s>(&'s self, row: PreviewRow) -> Option<ShownRow<'s>> {
        let address = |address: &Address| address.display(&SCHEMA).to_string();
        Some(match row {
            PreviewRow::Refused(number) => {
                let refused = self.plan.refused.get(number)?;
                let entry = self.change.entries.get(refused.entry)?;
                ShownRow {
                    address: address(&entry.address),
                    before: None,
                    after: None,
                    line: entry.line,
                    refused: Some(ShownRefusal {
                        reason: refusal_name(&refused.reason),
                        de: refusal_words(entry, &refused.reason, Lang::De),
                        en: refusal_words(entry, &refused.reason, Lang::En),
                    }),
                }
            }
            PreviewRow::Changed(number) => {
                let row = self.plan.rows.get(number)?;
                let change = &row.change;
                ShownRow {
                    address: address(&change.address),
                    before: self.program_value(&change.address, change.before.as_deref()),
                    after: self.program_value(&change.address, change.after.as_deref()),
                    line: row.entry.and_then(|entry| self.change.entries.get(entry)?.line),
                    refused: None,
                }
            }
        })
    }
}

/// A row for programs.
#[derive(Debug, Serialize)]
struct ShownRow<'a> {
    address: String,
    before: Option<String>,
    after: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<ShownRefusal<'a>>,
}

/// Why an entry is refused, for programs.
#[derive(Debug, Serialize)]
struct ShownRefusal<'a> {
    reason: &'a str,
    de: String,
    en: String,
}

impl Serialize for ChangePreview<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Rows<'a> {
            records: usize,
            refused: usize,
            changes: Vec<ShownRow<'a>>,
        }
        let changes = self.rows().into_iter().filter_map(|row| self.shown(row)).collect();
        Rows { records: self.plan.records(), refused: self.plan.refused.len(), changes }.serialize(to)
    }
}

impl Tabular for ChangePreview<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        let lang = self.values.lang;
        if audience == Audience::People {
            let rows = self.rows().into_iter().map(|row| self.row(row));
            return super::listing::sheet(&ChangePreview::columns(lang), rows);
        }
        let titles = ["address", "before", "after", "line", "refused", "message_de", "message_en"];
        let cells = |row: ShownRow<'_>| {
            let (reason, de, en) = row
                .refused
                .map_or_else(Default::default, |refused| (refused.reason.to_owned(), refused.de, refused.en));
            let line = row.line.map(|line| line.to_string()).unwrap_or_default();
            vec![row.address, row.before.unwrap_or_default(), row.after.unwrap_or_default(), line, reason, de, en]
        };
        let rows = self.rows().into_iter().filter_map(|row| self.shown(row)).map(cells);
        Sheet::new(titles, rows.collect()).with_whole([0])
    }
}

/// Returns the line of an entry that is refused, else that it is.
fn refused_word(entry: &BatchEntry, lang: Lang) -> String {
    entry.line.map_or_else(|| texts::batch::refused(lang).to_owned(), |line| texts::batch::line(lang, line))
}

/// Returns why an entry is refused, as a sentence.
pub fn refusal_words(entry: &BatchEntry, reason: &BatchRefusal, lang: Lang) -> String {
    match reason {
        BatchRefusal::Input(error) => error.text(lang),
        BatchRefusal::Edit(error) => error.say(lang),
        BatchRefusal::Rule(finding) => finding.message(lang).to_owned(),
        BatchRefusal::NoField => texts::batch::no_field(lang).to_owned(),
        BatchRefusal::Required => texts::batch::required(lang).to_owned(),
        BatchRefusal::Contradicts => texts::batch::contradicts(lang).to_owned(),
        BatchRefusal::Ambiguous => texts::batch::ambiguous(lang, &entry.address.id),
        BatchRefusal::Unexpected(Some(found)) => texts::batch::unexpected(lang, found),
        BatchRefusal::Unexpected(None) => texts::batch::unexpected(lang, texts::detail::unknown(lang)),
        BatchRefusal::NoSource => texts::batch::no_source(lang).to_owned(),
        BatchRefusal::Unreadable(reason) => reason.clone(),
        BatchRefusal::Form => texts::import::form(lang).to_owned(),
        BatchRefusal::Spoilt(text) => texts::import::spoilt(lang, text),
        BatchRefusal::Several(ids) => texts::import::several(lang, &ids.join(", ")),
        BatchRefusal::NoReference { table, typed, meant } => {
            let sentence = texts::import::no_reference(lang, SCHEMA.table(*table).plural.get(lang), typed);
            or_rather(sentence, meant.as_deref(), lang)
        }
        BatchRefusal::Lacks { fields, meant } => {
            let record = SCHEMA.table(entry.address.table).record;
            let labels = fields.iter().map(|name| record.field(name).map_or(*name, |field| field.label.get(lang)));
            let labels = labels.collect::<Vec<_>>().join(", ");
            let sentence = match entry.address.id.as_str() {
                "" => texts::import::lacks(lang, &labels),
                id => texts::import::lacks_id(lang, id, &labels),
            };
            or_rather(sentence, meant.as_deref(), lang)
        }
    }
}

/// Adds what may be meant to a sentence.
fn or_rather(sentence: String, meant: Option<&str>, lang: Lang) -> String {
    meant.map_or(sentence.clone(), |meant| format!("{sentence} {}", texts::check::did_you_mean(lang, meant)))
}

/// Returns the name of a reason in machine-readable output; of a rule of the check the rule's.
fn refusal_name(reason: &BatchRefusal) -> &'static str {
    match reason {
        BatchRefusal::Input(_) => "bad-value",
        BatchRefusal::Edit(EditError::NotFound(_)) => "not-found",
        BatchRefusal::Edit(EditError::IdTaken(_)) => "id-taken",
        BatchRefusal::Edit(EditError::Unreadable(_)) => "broken-record",
        BatchRefusal::Edit(_) => "impossible",
        BatchRefusal::Rule(finding) => finding.rule.name,
        BatchRefusal::NoField => "no-field",
        BatchRefusal::Required => "missing-required",
        BatchRefusal::Contradicts => "contradicts",
        BatchRefusal::Ambiguous => "duplicate-id",
        BatchRefusal::Unexpected(_) => "unexpected",
        BatchRefusal::NoSource => "no-source",
        BatchRefusal::Unreadable(_) => "unreadable",
        BatchRefusal::Form => "bad-form",
        BatchRefusal::Spoilt(_) => "spoilt",
        BatchRefusal::Several(_) => "several",
        BatchRefusal::NoReference { .. } => "no-reference",
        BatchRefusal::Lacks { .. } => "no-record",
    }
}
