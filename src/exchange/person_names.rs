//! Names of persons in texts: the dataset as it may leave, where nobody asked for names.
//!
//! Which persons there are, the fields say that are declared personal. They are left out by whoever
//! writes a form; here their names are replaced in all other texts. A name that stands in a text
//! only is not known. Entry points: [`without_names`], [`PersonNames`].

mod name_words;

use std::collections::{HashMap, HashSet};
use std::ops::{ControlFlow, Range};

use super::CHUNK;
use crate::document::{Address, Change, Document, Edit, Slot};
use crate::index::fold::fold;
use crate::index::walk::{WalkedValue, walk};
use crate::model::input::quote;
use crate::model::{ACTION_FIELDS, MUNICIPALITIES, REGIONS, SCHEMA};
use crate::schema::{Field, FieldKind, Naming, RecordType};
use crate::syntax::SyntaxValue;
use name_words::{PersonName, TextWord, is_title_before, persons, with_first_names, words};

/// What stands for a name, in every language.
pub const MASK: &str = "[Name]";

/// The fewest letters of a name that is found without a form of address or a first name beside it.
const LEAST_LETTERS: usize = 3;

/// The persons whom a dataset names.
#[derive(Debug, Default)]
pub struct PersonNames {
    /// By the folded surname.
    persons: HashMap<String, Vec<PersonName>>,
    /// The first two bytes of the surnames.
    beginnings: HashSet<[u8; 2]>,
    /// Surnames that are words of places and topics, too.
    ambiguous: HashSet<String>,
}

/// A dataset whose texts name no person.
pub struct NamelessDataset {
    /// The dataset.
    pub document: Document,
    /// The records in which a name was replaced or left out.
    pub changed: Vec<Slot>,
}

/// Returns the dataset with the names of persons replaced in all texts; `None` where it needs no
/// change. Links and addresses with a name in them are left out. `go_on` is asked between records
/// and may end it.
pub fn without_names(
    document: &Document,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
) -> ControlFlow<(), Option<NamelessDataset>> {
    let names = PersonNames::of(document);
    if names.is_empty() {
        return ControlFlow::Continue(None);
    }
    let mut nameless: Option<NamelessDataset> = None;
    for (number, slot) in SCHEMA.all().flat_map(|table| document.slots(table)).enumerate() {
        if number.is_multiple_of(CHUNK) {
            go_on()?;
        }
        if !names.may_be_in(document.source(slot)) {
            continue;
        }
        let changed = names.nameless_values(document, slot);
        if changed.is_empty() {
            continue;
        }
        let NamelessDataset { document: copy, changed: slots } =
            nameless.get_or_insert_with(|| NamelessDataset { document: document.clone(), changed: Vec::new() });
        slots.push(slot);
        // An identifier that stands twice says only which of the records is the first.
        if document.find(slot.table, document.id(slot)) == Some(slot) {
            for edit in changed.into_iter().map(NamelessValue::edit) {
                let _ = copy.plan(&edit).and_then(|changes| copy.apply(&changes));
            }
        } else {
            let _ = copy.apply(&[piece_change(document, slot, &changed)]);
        }
    }
    ControlFlow::Continue(nameless)
}

impl PersonNames {
    /// Reads the persons whom a dataset names.
    pub fn of(document: &Document) -> PersonNames {
        let mut names = PersonNames::default();
        for table in SCHEMA.all() {
            let record = SCHEMA.table(table).record;
            let fields = personal_fields(record);
            if fields.is_empty() {
                continue;
            }
            for slot in document.slots(table) {
                let source = document.source(slot);
                if fields.iter().any(|name| source.contains(name))
                    && let Ok(found) = document.record(slot)
                {
                    walk(record, found.root(), &mut |node| names.read(node));
                }
            }
        }
        if !names.is_empty() {
            names.read_places(document);
        }
        names
    }

    /// Returns true where nobody is named.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty()
    }

    fn read(&mut self, node: WalkedValue<'_, '_>) {
        if !node.field().is_some_and(|field| field.personal) {
            return;
        }
        let Some(text) = node.value.as_str() else { return };
        for person in persons(&text) {
            let bytes = person.surname.as_bytes();
            if let [first, second, ..] = *bytes {
                self.beginnings.insert([first, second]);
                let known = self.persons.entry(person.surname.clone()).or_default();
                if !known.contains(&person) {
                    known.push(person);
                }
            }
        }
    }

    /// Notes which surnames are words of places and topics.
    fn read_places(&mut self, document: &Document) {
        for slot in [REGIONS, MUNICIPALITIES, ACTION_FIELDS].into_iter().flat_map(|table| document.slots(table)) {
            let Ok(record) = document.record(slot) else { continue };
            let named = |naming| SCHEMA.table(slot.table).record.naming(naming);
            for field in [Naming::Full, Naming::Short].into_iter().filter_map(named) {
                let name = record.root().field(field.name).and_then(SyntaxValue::unwrap_option);
                let Some(name) = name.and_then(SyntaxValue::as_str) else { continue };
                let words = words(&name).into_iter().map(|word| word.folded);
                self.ambiguous.extend(words.filter(|word| self.persons.contains_key(word)));
            }
        }
    }

    /// Returns true where a name may stand in a text; quickly, because most texts have none.
    fn may_be_in(&self, text: &str) -> bool {
        let is_word = |c: char| c.is_alphanumeric();
        text.split(|c| !is_word(c)).any(|word| {
            let may = match *word.as_bytes() {
                [first, second, ..] if first.is_ascii() && second.is_ascii() => {
                    self.beginnings.contains(&[first.to_ascii_lowercase(), second.to_ascii_lowercase()])
                }
                [_, _, ..] => true,
                _ => false,
            };
            may && self.of_word(fold(word).expanded()).is_some()
        })
    }

    /// Returns the persons of this surname, in the genitive, too.
    fn of_word(&self, folded: &str) -> Option<&[PersonName]> {
        let found = self.persons.get(folded).or_else(|| self.persons.get(folded.strip_suffix('s')?));
        found.map(Vec::as_slice)
    }

    /// Returns a text without names; `None` where it has none.
    pub fn masked(&self, text: &str) -> Option<String> {
        self.replaced(text, false)
    }

    /// Returns true where an address of the web or a mailbox is that of a person.
    fn is_address_of_person(&self, address: &str) -> bool {
        self.replaced(address, true).is_some()
    }

    fn replaced(&self, text: &str, is_address: bool) -> Option<String> {
        if self.is_empty() || !self.may_be_in(text) {
            return None;
        }
        let words = words(text);
        let mut masked = String::new();
        let mut done = 0;
        for (at, word) in words.iter().enumerate() {
            let Some(persons) = self.of_word(&word.folded).filter(|_| word.from >= done) else { continue };
            let (first, last) = with_first_names(text, &words, at, persons);
            let has_first_name = first < at || last > at;
            let is_addressed = is_title_before(text, &words, first);
            if !(has_first_name || !is_address && (is_addressed || self.is_meant_alone(text, word))) {
                continue;
            }
            masked.push_str(text.get(done..words[first].from.max(done)).unwrap_or_default());
            masked.push_str(MASK);
            done = words[last].end();
        }
        (done > 0).then(|| masked + &text[done..])
    }

    /// Returns true for a surname that stands for the person by itself: no part of a longer word,
    /// and no place or topic.
    fn is_meant_alone(&self, text: &str, word: &TextWord<'_>) -> bool {
        let is_part = text[..word.from].ends_with('-') || text[word.end()..].starts_with('-');
        let surname = if self.persons.contains_key(&word.folded) {
            word.folded.as_str()
        } else {
            word.folded.strip_suffix('s').unwrap_or_default()
        };
        word.text.starts_with(char::is_uppercase)
            && word.text.chars().count() >= LEAST_LETTERS
            && !is_part
            && !self.ambiguous.contains(surname)
    }

    /// Returns the values by which a record names nobody, but for the personal fields, in the order
    /// of its text.
    fn nameless_values(&self, document: &Document, slot: Slot) -> Vec<NamelessValue> {
        let Ok(record) = document.record(slot) else { return Vec::new() };
        let mut values = Vec::new();
        walk(SCHEMA.table(slot.table).record, record.root(), &mut |node| {
            let is_personal = node.field().is_some_and(|field| field.personal);
            let Some(text) = node.value.as_str().filter(|_| !is_personal) else { return };
            let text = match node.kind {
                FieldKind::Email | FieldKind::Url if self.is_address_of_person(&text) => None,
                FieldKind::Origin if is_link(&text) && self.is_address_of_person(&text) => None,
                // Where a link leads must not change.
                FieldKind::Origin if is_link(&text) => return,
                FieldKind::Line | FieldKind::Text | FieldKind::PostalAddress | FieldKind::Phone | FieldKind::Origin => {
                    let Some(masked) = self.masked(&text) else { return };
                    Some(masked)
                }
                _ => return,
            };
            let address = Address { path: node.path(), ..document.address(slot) };
            values.push(NamelessValue { address, span: node.value.span(), text });
        });
        values.sort_by_key(|value| value.span.start);
        values
    }
}

/// What a value becomes so that it names nobody.
struct NamelessValue {
    address: Address,
    /// In the text of the record.
    span: Range<usize>,
    /// The text without names; `None` where it is left out.
    text: Option<String>,
}

impl NamelessValue {
    fn edit(self) -> Edit {
        match self.text {
            Some(text) => Edit::Set { address: self.address, value: quote(&text) },
            None => Edit::Clear { address: self.address },
        }
    }
}

/// Returns the change that replaces values in the text of a record, whatever its identifier is. A
/// value that is left out becomes empty.
fn piece_change(document: &Document, slot: Slot, values: &[NamelessValue]) -> Change {
    let before = document.piece(slot).to_owned();
    let start = document.value_range(slot).start;
    let mut after = before.clone();
    for value in values.iter().rev() {
        let text = quote(value.text.as_deref().unwrap_or_default());
        after.replace_range(start + value.span.start..start + value.span.end, &text);
    }
    let id = document.id(slot).to_owned();
    let position = document.position(slot).unwrap_or_default();
    Change { table: Some(slot.table), id, position, before: Some(before), after: Some(after) }
}

/// Returns true for the text of a record that has a field for a person.
pub fn may_name_a_person(text: &str) -> bool {
    let fields = SCHEMA.all().flat_map(|table| personal_fields(SCHEMA.table(table).record));
    fields.into_iter().any(|name| text.contains(name))
}

/// Returns the names of the fields of a record, and of those in it, that name persons.
fn personal_fields(record: &RecordType) -> Vec<&'static str> {
    let of_field = |field: &Field| match field.kind {
        _ if field.personal => vec![field.name],
        FieldKind::Record(inner) | FieldKind::List(&FieldKind::Record(inner)) => personal_fields(inner),
        _ => Vec::new(),
    };
    record.fields.iter().flat_map(of_field).collect()
}

fn is_link(text: &str) -> bool {
    text.contains("://") || text.starts_with("www.") || text.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BODIES;

    fn document(members: &str, note: &str) -> Document {
        let text = format!(
            "#![enable(implicit_some)]\nDirectory(\n    regions: [(id: \"b\", name: \"Stadt Berg\", kind: Kreis)],\n    bodies: [(id: \"x\", level: Fachforum, name: \"X\", regions: [\"b\"], members: [{members}], note: {})],\n)\n",
            quote(note)
        );
        Document::parse(&SCHEMA, text).unwrap()
    }

    fn nameless(document: &Document) -> Option<Document> {
        let nameless = without_names(document, &mut || ControlFlow::Continue(())).continue_value().unwrap();
        nameless.map(|nameless| nameless.document)
    }

    fn masked(members: &str, note: &str) -> String {
        let document = document(members, note);
        let Some(masked) = nameless(&document) else { return note.to_owned() };
        let slot = masked.slots(BODIES).next().unwrap();
        let record = masked.record(slot).unwrap();
        record.root().field("note").and_then(SyntaxValue::unwrap_option).unwrap().as_str().unwrap().into_owned()
    }

    #[test]
    fn a_person_of_the_dataset_is_found_however_the_name_is_written() {
        let members =
            r#"(person: "Dr. Eva Müller-Muster"), (person: "Koch, Max"), (person: "Ute Berg und Tom Beispiel")"#;
        for (note, expected) in [
            ("Leitung: Eva Müller-Muster, Raum 5", "Leitung: [Name], Raum 5"),
            ("Frau Muster ruft an", "Frau [Name] ruft an"),
            ("Frau Dr. Muster", "Frau Dr. [Name]"),
            ("Musters Büro", "[Name] Büro"),
            ("Max Koch, M. Koch, Koch, Max", "[Name], [Name], [Name]"),
            ("Mail an max.koch@example.org", "Mail an [Name]@example.org"),
            ("Koch ist da", "[Name] ist da"),
            ("EVA MUSTER", "[Name]"),
            ("Herr Berg aus Berg", "Herr [Name] aus Berg"),
            ("T. Beispiel", "[Name]"),
        ] {
            assert_eq!(masked(members, note), expected, "{note}");
        }
        for note in ["Koch-AG in Berg", "zum beispiel kochen", "Max allein", "", "Eva und Max", "Kochs-AG"] {
            assert_eq!(masked(members, note), note);
        }
    }

    #[test]
    fn addresses_of_persons_are_left_out_and_all_else_stays() {
        let members = r#"(person: "Eva Muster", role: "Vertretung: Eva Muster")"#;
        let text = document(members, "").text().replace(
            "note: \"\"",
            "contact: (phone: \"02421 1 (Frau Muster)\", email: \"e.muster@example.org\", website: \"https://example.org/muster-haus\"), source: (url: \"https://example.org/team/eva-muster\")",
        );
        let masked = nameless(&Document::parse(&SCHEMA, text).unwrap()).unwrap().text();
        assert!(masked.contains("Vertretung: [Name]") && masked.contains("02421 1 (Frau [Name])"), "{masked}");
        assert!(!masked.contains("@") && !masked.contains("team"), "{masked}");
        assert!(masked.contains("muster-haus") && masked.contains("person: \"Eva Muster\""), "{masked}");
    }

    #[test]
    fn each_of_several_records_of_one_identifier_names_nobody() {
        let text = document(r#"(person: "Eva Muster")"#, "Frau Muster").text();
        let (start, end) = (text.find("(id: \"x\"").unwrap(), text.rfind("],").unwrap());
        let second =
            text[start..end].replace("Frau Muster\"", "Eva Muster\", contact: (email: \"e.muster@example.org\")");
        let text = format!("{}, {second}{}", &text[..end], &text[end..]);
        let masked = nameless(&Document::parse(&SCHEMA, text).unwrap()).unwrap().text();
        assert!(masked.contains("note: \"Frau [Name]\""), "{masked}");
        assert!(masked.contains("note: \"[Name]\", contact: (email: \"\")"), "{masked}");
    }

    #[test]
    fn a_dataset_that_names_nobody_is_as_it_is() {
        assert!(nameless(&document("(institution: \"Schule\")", "Frau Muster")).is_none());
        assert!(nameless(&document("(person: \"Eva Muster\")", "nichts")).is_none());
        assert!(nameless(&Document::parse(&SCHEMA, crate::model::SHIPPED).unwrap()).is_none());
    }
}
