//! The builder that all pages share: fields as declared, nested records, lists, links, sources with
//! their age.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

use crate::document::{Address, AddressStep, Document, Record, Slot};
use crate::index::Index;
use crate::index::fold;
use crate::model::source_age::{ReviewPeriod, SourceAge, SourceDate};
use crate::model::{input, records};
use crate::schema::{Field, FieldKind, RecordType, Table};
use crate::syntax::SyntaxValue;
use crate::text::escape_control;
use crate::texts::{Lang, detail as t};
use crate::theme::Role;

use super::deferred_page::DeferredRows;
use super::{NewRecord, PageRow, Span};
use crate::app::name_cache::NameCache;

/// What a page is built from.
#[derive(Clone, Copy)]
pub struct PageInput<'a> {
    /// The dataset.
    pub doc: &'a Document,
    /// Its relations.
    pub index: &'a Index,
    /// Cache of names.
    pub names: &'a NameCache,
    /// Language of labels.
    pub lang: Lang,
    /// The period after which a statement is due for review.
    pub period: ReviewPeriod,
    /// Only the beginning of the file has been read so far, so a missing record is not unknown.
    pub loading: bool,
}

/// Which fields are shown.
type Wanted<'w> = &'w dyn Fn(&Field) -> bool;

/// Builds the rows of a page.
pub struct PageBuilder<'a> {
    /// Document, index, language and review period.
    pub from: PageInput<'a>,
    /// Unfolded addresses.
    pub unfolded: &'a HashSet<Address>,
    /// The rows so far.
    pub rows: Vec<PageRow>,
    /// Deferred pieces that follow the rows so far.
    pub(super) later: VecDeque<DeferredRows>,
    /// The record that a row added now offers to create.
    pub(super) adds: Option<Rc<NewRecord>>,
    indent: usize,
    /// The records read so far.
    read: RefCell<HashMap<Slot, Option<Rc<Record<'a>>>>>,
}

impl<'a> PageBuilder<'a> {
    /// Returns an empty page.
    pub fn new(from: PageInput<'a>, unfolded: &'a HashSet<Address>) -> PageBuilder<'a> {
        let (later, read) = (VecDeque::new(), RefCell::default());
        PageBuilder { from, unfolded, rows: Vec::new(), later, adds: None, indent: 0, read }
    }

    /// Begins a section whose rows offer to add a record of `adds`.
    pub fn section(&mut self, title: impl Into<String>, adds: Option<NewRecord>) {
        if !self.rows.is_empty() {
            self.adds = None;
            self.push(PageRow::default());
        }
        let adds = adds.map(Rc::new);
        self.push(PageRow { label: title.into(), heading: true, adds: adds.clone(), ..PageRow::default() });
        self.adds = adds;
    }

    /// Adds the row of an empty section: it says that nothing is known and offers to add the first
    /// record.
    pub fn nothing_yet(&mut self) {
        let offers = self.adds.is_some();
        let text = if offers { t::nothing_yet_add(self.from.lang) } else { t::unknown(self.from.lang) };
        self.push(PageRow { spans: vec![(Role::Unknown, text.to_owned())], offers, ..PageRow::default() });
    }

    /// Adds a row as it is.
    pub fn push(&mut self, mut row: PageRow) {
        row.indent += self.indent;
        row.adds = row.adds.or_else(|| self.adds.clone());
        for (_, text) in &mut row.spans {
            if text.split('\n').any(|line| escape_control(line) != line) {
                *text = text.split('\n').map(escape_control).collect::<Vec<_>>().join("\n");
            }
        }
        self.rows.push(row);
    }

    /// Adds running text.
    pub fn text(&mut self, role: Role, text: impl Into<String>) {
        self.push(PageRow { spans: vec![(role, text.into())], ..PageRow::default() });
    }

    /// Adds a row that leads to a record.
    pub fn link(&mut self, slot: Slot, label: impl Into<String>, spans: Vec<Span>) {
        self.push(PageRow { label: label.into(), spans, link: Some(slot), ..PageRow::default() });
    }

    /// Indents the rows added by `inner` by one level.
    pub fn indented(&mut self, inner: impl FnOnce(&mut Self)) {
        self.indent += 1;
        inner(self);
        self.indent -= 1;
    }

    /// Adds the declared fields of a record, in order, that `wanted` accepts.
    pub fn fields(&mut self, slot: Slot, wanted: impl Fn(&Field) -> bool) {
        let Some(record) = self.record(slot) else { return };
        let address = self.from.doc.address(slot);
        let record_type = self.from.doc.schema().table(slot.table).record;
        self.nested(&address, record_type, &wanted, Some(record.root()));
    }

    /// Returns a record; reads it only once per piece of a page.
    pub(in crate::app) fn record(&self, slot: Slot) -> Option<Rc<Record<'a>>> {
        let read = || self.from.doc.record(slot).ok().map(Rc::new);
        self.read.borrow_mut().entry(slot).or_insert_with(read).clone()
    }

    /// Forgets the records read so far.
    pub(super) fn forget(&mut self) {
        self.read.get_mut().clear();
    }

    /// Adds one field of a record.
    pub fn field(&mut self, slot: Slot, field: &Field) {
        self.fields(slot, |other| other.name == field.name);
    }

    fn nested(
        &mut self,
        at: &Address,
        record_type: &'static RecordType,
        wanted: Wanted<'_>,
        value: Option<SyntaxValue<'_>>,
    ) {
        for field in record_type.fields.iter().filter(|field| wanted(field)) {
            let inner = value.and_then(|v| v.field(field.name)).and_then(SyntaxValue::unwrap_option);
            self.value(&at.join(AddressStep::Field(field.name.to_owned())), field, inner);
        }
    }

    fn value(&mut self, at: &Address, field: &Field, value: Option<SyntaxValue<'_>>) {
        let label = field.label.get(self.from.lang);
        match field.kind {
            FieldKind::Record(kind) if kind.is_source => self.source(at, label, kind, value),
            FieldKind::Record(kind) => {
                self.push(PageRow {
                    label: label.to_owned(),
                    address: Some(at.clone()),
                    spans: self.unknown_unless(value),
                    ..PageRow::default()
                });
                self.indented(|b| b.nested(at, kind, &|_| true, value));
            }
            FieldKind::List(item) => self.list(at, label, item, value),
            kind => {
                let spans = self.scalar(kind, value);
                let link = self.target(kind, value);
                self.push(PageRow {
                    label: label.to_owned(),
                    spans,
                    address: Some(at.clone()),
                    link,
                    ..PageRow::default()
                });
            }
        }
    }

    fn unknown_unless(&self, value: Option<SyntaxValue<'_>>) -> Vec<Span> {
        if value.is_some() { Vec::new() } else { vec![(Role::Unknown, t::unknown(self.from.lang).to_owned())] }
    }

    /// Adds the items of a list, one row each, with the label on the first. An empty list is
    /// unknown.
    fn list(&mut self, at: &Address, label: &str, item: &'static FieldKind, value: Option<SyntaxValue<'_>>) {
        let items: Vec<SyntaxValue<'_>> = value.into_iter().flat_map(|v| v.items()).collect();
        if items.is_empty() {
            let spans = self.unknown_unless(None);
            self.push(PageRow { label: label.to_owned(), spans, address: Some(at.clone()), ..PageRow::default() });
        }
        for (number, entry) in items.into_iter().enumerate() {
            let at = at.join(AddressStep::Item(number));
            let label = if number == 0 { label } else { "" };
            match item {
                FieldKind::Record(kind) => self.folding(&at, label, kind, entry),
                kind => {
                    let spans = self.scalar(*kind, entry.unwrap_option());
                    let link = self.target(*kind, entry.unwrap_option());
                    self.push(PageRow { label: padded(label), spans, address: Some(at), link, ..PageRow::default() });
                }
            }
        }
    }

    /// Adds a nested record on one line, with its fields below when unfolded.
    fn folding(&mut self, at: &Address, label: &str, kind: &'static RecordType, value: SyntaxValue<'_>) {
        let open = self.is_open(at);
        let spans = vec![(Role::Text, self.summary(kind, value))];
        self.push(PageRow {
            label: padded(label),
            spans,
            address: Some(at.clone()),
            folded: Some(!open),
            ..PageRow::default()
        });
        if open {
            self.indented(|b| b.nested(at, kind, &|_| true, Some(value)));
        }
    }

    fn is_open(&self, at: &Address) -> bool {
        self.unfolded.contains(at)
    }

    /// Returns the known fields of a nested record on one line.
    fn summary(&self, kind: &'static RecordType, value: SyntaxValue<'_>) -> String {
        let parts = kind.fields.iter().filter_map(|field| {
            let inner = value.field(field.name)?.unwrap_option()?;
            let text = self.plain(field.kind, inner);
            Some(field.with_unit(&text, self.from.lang))
        });
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// Adds a source on one line with its age, with its fields below when unfolded.
    fn source(&mut self, at: &Address, label: &str, kind: &'static RecordType, value: Option<SyntaxValue<'_>>) {
        let open = self.is_open(at);
        let spans = match value {
            Some(value) => self.source_line(value),
            None => self.unknown_unless(None),
        };
        self.push(PageRow {
            label: label.to_owned(),
            spans,
            address: Some(at.clone()),
            folded: Some(!open),
            ..PageRow::default()
        });
        if open {
            self.indented(|b| b.nested(at, kind, &|_| true, value));
        }
    }

    /// Returns the origin, age and certainty of a statement.
    pub fn source_line(&self, value: SyntaxValue<'_>) -> Vec<Span> {
        let mut spans = vec![(Role::Dim, format!("{} · ", host(&self.word(value, "url").unwrap_or_default())))];
        let age = SourceAge::of(value, self.from.period);
        spans.push(self.as_of(&age));
        spans.push((Role::Dim, " · ".to_owned()));
        spans.push(self.checked(&age));
        if let Some(certainty) =
            value.field("certainty").and_then(SyntaxValue::unwrap_option).and_then(SyntaxValue::as_word)
            && let Some(certainty) = records::Certainty::from_name(certainty)
        {
            let role = if certainty == records::Certainty::High { Role::Dim } else { Role::Warning };
            spans.push((role, format!(" · {}", t::certainty(self.from.lang, certainty.label().get(self.from.lang)))));
        }
        spans
    }

    /// Returns the age of a statement in the short form used in lists. The date of the last check
    /// appears only when it is outside the review period.
    pub(super) fn brief_age(&self, age: &SourceAge) -> Vec<Span> {
        let mut spans = vec![self.as_of(age)];
        if !age.is_checked_in_time {
            spans.push(self.checked(age));
        }
        spans.into_iter().map(|(role, text)| (role, format!(" · {text}"))).collect()
    }

    fn as_of(&self, age: &SourceAge) -> Span {
        (age_role(&age.as_of), age.as_of_text(self.from.lang))
    }

    fn checked(&self, age: &SourceAge) -> Span {
        (age_role(&age.checked), age.checked_text(self.from.lang))
    }

    fn word(&self, value: SyntaxValue<'_>, field: &str) -> Option<String> {
        value.field(field)?.unwrap_option()?.as_str().map(|s| s.into_owned())
    }

    /// Returns a single value as the screen shows it.
    pub fn scalar(&self, kind: FieldKind, value: Option<SyntaxValue<'_>>) -> Vec<Span> {
        let Some(value) = value else { return self.unknown_unless(None) };
        let text = self.plain(kind, value);
        match kind {
            FieldKind::Ref(table) => match value.as_str().and_then(|id| self.from.doc.find(table, &id)) {
                Some(slot) => vec![(Role::Link, self.name(slot))],
                None => vec![(Role::Error, t::dangling(self.from.lang, &text))],
            },
            FieldKind::Url | FieldKind::Origin | FieldKind::Email if text.contains(['/', '@']) => {
                vec![(Role::Link, text)]
            }
            _ => vec![(Role::Text, text)],
        }
    }

    /// Returns a value as plain text.
    pub fn plain(&self, kind: FieldKind, value: SyntaxValue<'_>) -> String {
        let lang = self.from.lang;
        match kind {
            FieldKind::Choice(choices) => {
                let word = value.as_word().unwrap_or(value.text());
                choices.iter().find(|c| c.name == word).map_or(word, |c| c.label.get(lang)).to_owned()
            }
            FieldKind::YesNo => match value.as_bool() {
                Some(true) => t::yes(lang).to_owned(),
                Some(false) => t::no(lang).to_owned(),
                None => value.text().to_owned(),
            },
            FieldKind::Record(_) | FieldKind::List(_) => value.text().to_owned(),
            _ => input::to_editable_text(kind, value),
        }
    }

    /// Returns a value of any kind on one line, with references by name.
    pub fn words(&self, kind: FieldKind, value: SyntaxValue<'_>) -> String {
        let Some(value) = value.unwrap_option() else { return t::unknown(self.from.lang).to_owned() };
        match kind {
            FieldKind::Record(kind) => self.summary(kind, value),
            FieldKind::List(item) => value.items().map(|v| self.words(*item, v)).collect::<Vec<_>>().join(", "),
            kind => self.scalar(kind, Some(value)).into_iter().map(|(_, text)| text).collect(),
        }
    }

    fn target(&self, kind: FieldKind, value: Option<SyntaxValue<'_>>) -> Option<Slot> {
        let FieldKind::Ref(table) = kind else { return None };
        self.from.doc.find(table, &value?.as_str()?)
    }

    /// Returns a record's name.
    pub fn name(&self, slot: Slot) -> String {
        self.from.names.of(self.from.doc, self.from.index, slot, false)
    }

    /// Returns a record's shortest known name.
    pub fn short(&self, slot: Slot) -> String {
        self.from.names.of(self.from.doc, self.from.index, slot, true)
    }

    /// Returns the records of `from` that refer to a record, sorted by name.
    pub fn referring(&self, slot: Slot, from: Table) -> Vec<Slot> {
        let mut found = self.from.index.referrers_in(slot, from).to_vec();
        found.sort_by_cached_key(|s| fold::collate(&self.name(*s)));
        found
    }
}

/// Returns the label, or a blank that keeps the label column free in rows below the first of a
/// list.
fn padded(label: &str) -> String {
    if label.is_empty() { " ".to_owned() } else { label.to_owned() }
}

/// Returns the host of a web address; any other text is returned unchanged.
pub fn host(url: &str) -> String {
    let Some((_, rest)) = url.split_once("://") else { return url.to_owned() };
    rest.split(['/', '?']).next().unwrap_or(rest).trim_start_matches("www.").to_owned()
}

/// Returns the role of a date: one that is due for review stands out. Its words say so too.
fn age_role(date: &SourceDate) -> Role {
    match date {
        SourceDate::Unknown => Role::Unknown,
        SourceDate::Overdue(..) => Role::Warning,
        SourceDate::Invalid(_) | SourceDate::Current(_) => Role::Dim,
    }
}
