//! Describes places and values of the dataset in words, for messages, step names and lists of
//! changes.

use crate::document::{Address, Slot};
use crate::export::labelled_text;
use crate::present::labelled_record::LabelledRecord;
use crate::present::path_words::path_words;
use crate::present::record_label::RecordLabel;
use crate::present::value_text::{ValueFormatter, ValueStyle};
use crate::query::region::only_region;
use crate::schema::FieldKind;
use crate::syntax::Tree;

use super::detail::build::PageInput;
use super::workspace::Workspace;

impl Workspace {
    /// Returns a record's name as lists show it.
    pub fn name(&self, slot: Slot) -> String {
        self.data().name(slot)
    }

    /// Returns a record's short name where it has one.
    pub fn short(&self, slot: Slot) -> String {
        self.data().short_name(slot)
    }

    /// Returns what a record is called, with what tells it apart.
    pub fn label(&self, slot: Slot) -> RecordLabel {
        RecordLabel::of(self.data(), slot, self.lang())
    }

    /// Returns the declared help of the field at an address.
    pub fn field_help(&self, address: &Address) -> &'static str {
        address.field(self.doc.schema()).map_or("", |field| field.help.get(self.lang()))
    }

    /// Returns a place in words: `Kreis Düren › Telefon`.
    pub fn name_of(&self, address: &Address) -> String {
        let record = self.doc.find(address.table, &address.id);
        let name = record.map_or_else(|| address.id.clone(), |slot| self.label(slot).text());
        let mut words = vec![name];
        words.extend(path_words(address, self.lang()));
        words.join(" › ")
    }

    /// Returns where a record belongs, as shown to other people: its region, else the record
    /// itself.
    pub fn place_of(&self, slot: Slot) -> String {
        let region = self.index.region_of(slot);
        self.name(region.unwrap_or(slot))
    }

    /// Returns the RON text of a value as a person reads it.
    pub fn plain_value(&self, kind: FieldKind, ron: &str) -> String {
        let Ok(tree) = Tree::parse(ron) else { return ron.to_owned() };
        let (data, style, region) = (self.data(), ValueStyle::Page, None);
        let values =
            ValueFormatter { data, style, region, lang: self.lang(), period: self.settings.period(), with_names: true };
        values.value(kind, tree.root(ron))
    }

    /// Returns a record as text for people, as `show` prints it; one that cannot be read as it
    /// stands in the file.
    pub fn record_text(&self, slot: Slot) -> String {
        let Ok(record) = self.doc.record(slot) else { return self.doc.source(slot).to_owned() };
        let (data, style, region) = (self.data(), ValueStyle::Printed, None);
        let values =
            ValueFormatter { data, style, region, lang: self.lang(), period: self.settings.period(), with_names: true };
        labelled_text::document(&LabelledRecord::of(&values, self.data(), &record, slot), self.lang())
    }

    /// Returns the inputs from which the page of a record is built.
    pub fn page_source(&self, subject: Option<Slot>) -> PageInput<'_> {
        PageInput {
            region: subject.and_then(|slot| only_region(self.data(), slot)),
            data: self.data(),
            lang: self.lang(),
            loading: self.loading.is_some(),
            period: self.settings.period(),
        }
    }
}
