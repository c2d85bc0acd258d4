//! Recognises a record whose id and other fields changed.
//!
//! A removed and an added record count as one only where no other pair fits: most fields are the
//! same, so are the references it requires, and it has a text that no other record has. A wrong
//! guess would put one record's changes into another. Independent of the use of the pairs. Entry
//! point: [`alike`].

use super::{Document, Slot};
use crate::schema::{Field, FieldKind, RecordType};
use crate::syntax::equivalence::same_value;
use crate::syntax::{SyntaxValue, Tree};

/// Maximum number of pairs compared; beyond it a match would be a guess.
const PAIRS: usize = 4096;

/// Minimum length, in characters, of a text that identifies a record.
const TELLING: usize = 4;

/// Returns which of the records `gone` is which of `came`, as indices into both.
pub(super) fn alike(old: &Document, gone: &[Slot], new: &Document, came: &[Slot]) -> Vec<(usize, usize)> {
    if gone.len().saturating_mul(came.len()) > PAIRS {
        return Vec::new();
    }
    let pairs: Vec<(usize, usize)> = (0..gone.len())
        .flat_map(|before| (0..came.len()).map(move |after| (before, after)))
        .filter(|(before, after)| is_alike(old, gone[*before], new, came[*after]))
        .collect();
    let is_only =
        |pair: &&(usize, usize)| pairs.iter().filter(|other| other.0 == pair.0 || other.1 == pair.1).count() == 1;
    pairs.iter().filter(is_only).copied().collect()
}

/// Returns whether two texts are different records, though they have one id: of what both say, at
/// least two fields differ, and no fewer than are the same.
pub(super) fn is_unlike(ours: &str, theirs: &str, record: &'static RecordType) -> bool {
    let (Ok(a), Ok(b)) = (Tree::parse(ours), Tree::parse(theirs)) else { return false };
    let (Some(a), Some(b)) = (a.root(ours).unwrap_option(), b.root(theirs).unwrap_option()) else { return false };
    let said = record.fields.iter().filter(|field| !is_id(field)).filter_map(|field| {
        let (a, b) = (a.field(field.name)?, b.field(field.name)?);
        Some(same_value(Some(a), Some(b)))
    });
    let (equal, different): (Vec<bool>, Vec<bool>) = said.partition(|is_same| *is_same);
    different.len() >= 2 && different.len() >= equal.len()
}

fn is_alike(old: &Document, before: Slot, new: &Document, after: Slot) -> bool {
    let (Ok(a), Ok(b)) = (old.record(before), new.record(after)) else { return false };
    let (Some(a), Some(b)) = (a.root().unwrap_option(), b.root().unwrap_option()) else { return false };
    let record = old.schema().table(before.table).record;
    let equal = |field: &Field| same_value(a.field(field.name), b.field(field.name));
    let said = |field: &&Field| a.field(field.name).is_some() || b.field(field.name).is_some();
    let told: Vec<&Field> = record.fields.iter().filter(|field| !is_id(field)).filter(said).collect();
    let most = told.iter().filter(|field| equal(field)).count() * 2 >= told.len();
    let belongs = record.fields.iter().filter(|field| field.required && refers(field.kind)).all(equal);
    let known = |text: &RecordText<'_>| own_texts(b, record).iter().any(|other| other.is_same(text));
    let is_its_own = |text: &RecordText<'_>| {
        let text = text.value.text();
        is_only_in(old, before, text) && is_only_in(new, after, text)
    };
    most && belongs && own_texts(a, record).iter().any(|text| known(text) && is_its_own(text))
}

fn is_id(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Id)
}

fn refers(kind: FieldKind) -> bool {
    match kind {
        FieldKind::Ref(_) => true,
        FieldKind::List(item) => refers(*item),
        _ => false,
    }
}

/// A text that may occur in one record only.
struct RecordText<'a> {
    /// The field, possibly of a nested record.
    field: &'static Field,
    value: SyntaxValue<'a>,
}

impl RecordText<'_> {
    fn is_same(&self, other: &RecordText<'_>) -> bool {
        std::ptr::eq(self.field, other.field) && same_value(Some(self.value), Some(other.value))
    }
}

/// Returns the texts of a record, of its lists of texts and of the records nested in it.
fn own_texts<'a>(value: SyntaxValue<'a>, record: &'static RecordType) -> Vec<RecordText<'a>> {
    let mut found = Vec::new();
    for field in record.fields {
        let Some(value) = value.field(field.name).and_then(SyntaxValue::unwrap_option) else { continue };
        let own = |value: SyntaxValue<'a>| RecordText { field, value };
        match field.kind {
            FieldKind::Record(inner) => found.extend(own_texts(value, inner)),
            FieldKind::List(item) if is_text(*item) => found.extend(value.items().map(own)),
            kind if is_text(kind) => found.push(own(value)),
            _ => {}
        }
    }
    found.retain(|text| text.value.as_str().is_some_and(|text| text.chars().count() >= TELLING));
    found
}

fn is_text(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Line
            | FieldKind::Text
            | FieldKind::PostalAddress
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Url
            | FieldKind::Ags(_)
    )
}

/// Returns whether a text occurs in no other record of the table.
fn is_only_in(doc: &Document, own: Slot, text: &str) -> bool {
    let finder = memchr::memmem::Finder::new(text.as_bytes());
    doc.slots(own.table).all(|slot| slot == own || finder.find(doc.source(slot).as_bytes()).is_none())
}
