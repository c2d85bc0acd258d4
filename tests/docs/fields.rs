//! The fields of the file as a chapter of the handbook, from the declaration.
//!
//! Must not say of a field what the declaration does not. Entry point: [`reference`].

use std::fmt::Write as _;

use bildungsnetz::model::SCHEMA;
use bildungsnetz::schema::{Field, FieldKind, RecordType};
use bildungsnetz::texts::{Lang, Phrase};

/// Returns a table of fields for each table of a dataset, then for each type of record within
/// records.
pub fn reference() -> String {
    let mut text = String::new();
    let mut within: Vec<&RecordType> = Vec::new();
    for table in SCHEMA.all() {
        let declared = SCHEMA.table(table);
        let (name, record) = (declared.name, declared.record.name);
        writeln!(text, "### `{name}`: `{record}`\n\nOn the screen {}.\n", label(declared.plural)).unwrap();
        fields(&mut text, declared.record, &mut within);
    }
    let mut next = 0;
    while let Some(record) = within.get(next).copied() {
        writeln!(text, "### `{}`, within a record\n", record.name).unwrap();
        fields(&mut text, record, &mut within);
        next += 1;
    }
    text
}

fn fields(text: &mut String, record: &RecordType, within: &mut Vec<&'static RecordType>) {
    text.push_str("| field | on the screen | value | |\n| --- | --- | --- | --- |\n");
    for field in record.fields {
        if let FieldKind::Record(inner) | FieldKind::List(&FieldKind::Record(inner)) = field.kind {
            let is_new = within.iter().all(|known| known.name != inner.name);
            within.extend(is_new.then_some(inner));
        }
        let (name, label) = (field.name, label(field.label));
        writeln!(text, "| `{name}` | {label} | {} | {} |", value(field.kind), notes(field)).unwrap();
    }
    text.push('\n');
}

/// Returns what something is called on the screen, in English and German.
fn label(phrase: Phrase) -> String {
    match (phrase.get(Lang::En), phrase.get(Lang::De)) {
        (english, german) if english == german => english.to_owned(),
        (english, german) => format!("{english}, {german}"),
    }
}

/// Returns what a value of a kind is.
fn value(kind: FieldKind) -> String {
    let words = match kind {
        FieldKind::Id => "identifier",
        FieldKind::Line => "text on one line",
        FieldKind::Text => "text",
        FieldKind::PostalAddress => "street, postcode town",
        FieldKind::YesNo => "`true` or `false`",
        FieldKind::Count => "whole number",
        FieldKind::Decimal => "number",
        FieldKind::Date => "date",
        FieldKind::Phone => "telephone number",
        FieldKind::Email => "e-mail address",
        FieldKind::Url => "web address",
        FieldKind::Origin => "web address or title",
        FieldKind::Postcode => "five digits",
        FieldKind::Nuts3 => "NUTS 3 code",
        FieldKind::Position => "latitude and longitude: `(50.77, 6.08)`",
        FieldKind::Ags(digits) => return format!("{digits} digits"),
        FieldKind::Ref(table) => return format!("id in `{}`", SCHEMA.table(table).name),
        FieldKind::Record(record) => return format!("`{}`", record.name),
        FieldKind::List(item) => return format!("list: {}", value(*item)),
        FieldKind::Choice(options) => {
            let names: Vec<String> = options.iter().map(|option| format!("`{}`", option.name)).collect();
            return names.join(", ");
        }
    };
    words.to_owned()
}

/// Returns what else is declared of a field.
fn notes(field: &Field) -> String {
    let help = field.help.get(Lang::En);
    let absent = field.absence.map(|absence| format!("absent: {}", absence.get(Lang::En)));
    let notes = [
        field.required.then(|| "required".to_owned()),
        (!help.is_empty()).then(|| help.to_owned()),
        absent,
        field.personal.then(|| "personal: exported and published only with `--with-names`".to_owned()),
    ];
    notes.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
