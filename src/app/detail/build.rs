//! The builder that all pages share: fields as declared, nested records, lists, links, sources with
//! their age.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

use crate::document::{Address, AddressStep, Record, Slot};
use crate::model::source_age::ReviewPeriod;
use crate::present::record_label::RecordLabel;
use crate::present::value_text::{ValueFormatter, ValueStyle};
use crate::present::{source_age, source_scope};
use crate::query::DatasetView;
use crate::schema::{Field, FieldKind, RecordType};
use crate::syntax::SyntaxValue;
use crate::text::escape_control;
use crate::texts::{self, Lang};
use crate::theme::Role;

use super::deferred_page::DeferredRows;
use super::{PageRow, PageSection, Span};
use crate::query::new_record::NewRecord;

/// What a page is built from.
#[derive(Clone, Copy)]
pub struct PageInput<'a> {
    /// The dataset.
    pub data: DatasetView<'a>,
    /// Language of labels.
    pub lang: Lang,
    /// The period after which a statement is due for review.
    pub period: ReviewPeriod,
    /// The region that the page says already.
    pub region: Option<Slot>,
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
    pub fn section(&mut self, section: PageSection, title: impl Into<String>, adds: Option<NewRecord>) {
        if !self.rows.is_empty() {
            self.adds = None;
            self.push(PageRow::default());
        }
        let adds = adds.map(Rc::new);
        self.push(PageRow {
            label: title.into(),
            section: Some(section),
            folded: Some(false),
            adds: adds.clone(),
            ..PageRow::default()
        });
        self.adds = adds;
    }

    /// Adds the row of an empty section: it says that nothing is known and offers to add the first
    /// record.
    pub fn nothing_yet(&mut self) {
        let offers = self.adds.is_some();
        let text = if offers {
            texts::detail::nothing_yet_add(self.from.lang)
        } else {
            texts::detail::unknown(self.from.lang)
        };
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
        let address = self.from.data.document.address(slot);
        let record_type = self.from.data.document.schema().table(slot.table).record;
        self.nested(&address, record_type, &wanted, Some(record.root()));
    }

    /// Returns a record; reads it only once per piece of a page.
    pub(in crate::app) fn record(&self, slot: Slot) -> Option<Rc<Record<'a>>> {
        let read = || self.from.data.document.record(slot).ok().map(Rc::new);
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
            // Where the record around it has a source, one of its own is an exception.
            FieldKind::Record(kind)
                if kind.is_source && value.is_none() && field.absence.is_some() && !self.is_open(at) => {}
            FieldKind::Record(kind) if kind.is_source => self.source(at, field, kind, value),
            FieldKind::Record(kind) => {
                self.push(PageRow {
                    label: label.to_owned(),
                    address: Some(at.clone()),
                    spans: if value.is_some() { Vec::new() } else { self.absent(field) },
                    ..PageRow::default()
                });
                self.indented(|b| b.nested(at, kind, &|_| true, value));
            }
            FieldKind::List(item) => self.list(at, field, item, value),
            kind => {
                let spans = match value {
                    Some(_) => self.values().spans(kind, value),
                    None => self.absent(field),
                };
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

    /// Returns what it means that a field is absent.
    fn absent(&self, field: &Field) -> Vec<Span> {
        let lang = self.from.lang;
        let meaning = field.absence.map_or_else(|| texts::detail::unknown(lang), |meaning| meaning.get(lang));
        vec![(Role::Unknown, meaning.to_owned())]
    }

    /// Adds the items of a list, one row each, with the label on the first. An empty list is
    /// absent.
    fn list(&mut self, at: &Address, field: &Field, item: &'static FieldKind, value: Option<SyntaxValue<'_>>) {
        let label = field.label.get(self.from.lang);
        let items: Vec<SyntaxValue<'_>> = value.into_iter().flat_map(|v| v.items()).collect();
        if items.is_empty() {
            let spans = self.absent(field);
            self.push(PageRow { label: label.to_owned(), spans, address: Some(at.clone()), ..PageRow::default() });
        }
        for (number, entry) in items.into_iter().enumerate() {
            let at = at.join(AddressStep::Item(number));
            let label = if number == 0 { label } else { "" };
            match item {
                FieldKind::Record(kind) => self.folding(&at, label, kind, entry),
                kind => {
                    let spans = self.values().spans(*kind, entry.unwrap_option());
                    let link = self.target(*kind, entry.unwrap_option());
                    self.push(PageRow { label: padded(label), spans, address: Some(at), link, ..PageRow::default() });
                }
            }
        }
    }

    /// Adds a nested record on one line, with its fields below when unfolded.
    fn folding(&mut self, at: &Address, label: &str, kind: &'static RecordType, value: SyntaxValue<'_>) {
        let open = self.is_open(at);
        let spans = vec![(Role::Text, self.values().record(kind, value))];
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

    /// Adds a source on one line with its age, with its fields below when unfolded.
    fn source(&mut self, at: &Address, field: &Field, kind: &'static RecordType, value: Option<SyntaxValue<'_>>) {
        let open = self.is_open(at);
        let spans = match value {
            Some(value) => source_age::on_page(value, self.from.period, self.from.lang),
            None => self.absent(field),
        };
        self.push(PageRow {
            label: field.label.get(self.from.lang).to_owned(),
            spans,
            address: Some(at.clone()),
            folded: Some(!open),
            ..PageRow::default()
        });
        if open {
            let covered = source_scope::covered(self.from.data.document, at, self.from.lang);
            self.indented(|b| {
                covered.iter().for_each(|fields| b.text(Role::Dim, texts::detail::covers(b.from.lang, fields)));
                b.nested(at, kind, &|_| true, value);
            });
        }
    }

    fn values(&self) -> ValueFormatter<'a> {
        let PageInput { data, region, lang, period, .. } = self.from;
        ValueFormatter { data, style: ValueStyle::Page, region, lang, period, with_names: true }
    }

    fn target(&self, kind: FieldKind, value: Option<SyntaxValue<'_>>) -> Option<Slot> {
        let FieldKind::Ref(table) = kind else { return None };
        self.from.data.document.find(table, &value?.as_str()?)
    }

    /// Returns a link to a record in words.
    pub fn link_words(&self, slot: Slot) -> Vec<Span> {
        RecordLabel::within(self.from.data, slot, self.from.region, self.from.lang).spans(Role::Link)
    }

    /// Returns a record's name.
    pub fn name(&self, slot: Slot) -> String {
        self.from.data.name(slot)
    }

    /// Returns a record's shortest known name.
    pub fn short(&self, slot: Slot) -> String {
        self.from.data.short_name(slot)
    }
}

/// Returns the label, or a blank that keeps the label column free in rows below the first of a
/// list.
fn padded(label: &str) -> String {
    if label.is_empty() { " ".to_owned() } else { label.to_owned() }
}
