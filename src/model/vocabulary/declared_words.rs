//! The words that a dataset declares, and the schema with them.
//!
//! Reads what it can: a word without a name or with that of another is left out, of which the check
//! tells; a level without a role does nothing in particular. A schema is made once for each
//! different profile and stays, because fields and documents refer to it. Entry point:
//! [`schema_of`].

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::chosen_word::Words;
use super::shipped_words::{self, GROUP, LEVEL, REGION_KIND};
use super::{BodyLevel, MemberGroup, TerritoryKind, Vocabulary};
use crate::model::SCHEMA;
use crate::model::records::profile::{Article, BodyRole};
use crate::schema::{ChoiceOption, Field, FieldKind, OwnChoices, RecordType, Schema, TableType};
use crate::syntax::{SyntaxValue, Tree};
use crate::texts::Phrase;
use crate::texts::noun::{Gender, Noun};

/// The schema of each profile seen so far, by its text. It is what the text says and no state.
static KNOWN: LazyLock<Mutex<HashMap<String, &'static Schema>>> = LazyLock::new(Mutex::default);

/// Returns the schema of a dataset with this profile, or without one.
pub fn schema_of(profile: Option<&str>) -> &'static Schema {
    let Some((text, tree)) = profile.and_then(|text| Some((text, Tree::parse(text).ok()?))) else { return &SCHEMA };
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(schema) = known.get(text) {
        return schema;
    }
    let schema = Derivation::of(tree.root(text)).schema();
    known.insert(text.to_owned(), schema);
    schema
}

/// A declared word and where it stands.
#[derive(Debug, Clone, Copy)]
struct DeclaredWord<'t> {
    value: SyntaxValue<'t>,
    option: ChoiceOption,
    place: usize,
}

impl DeclaredWord<'_> {
    fn has(&self, property: &str) -> bool {
        value_of(self.value, property).and_then(SyntaxValue::as_bool) == Some(true)
    }
}

fn value_of<'t>(record: SyntaxValue<'t>, name: &str) -> Option<SyntaxValue<'t>> {
    record.field(name).and_then(SyntaxValue::unwrap_option)
}

fn text_of(record: SyntaxValue<'_>, name: &str) -> Option<String> {
    let text = value_of(record, name)?.as_str()?.trim().to_owned();
    Some(text).filter(|text| !text.is_empty())
}

/// Returns true for a text that can stand in the file as the word of a choice.
pub fn is_word(name: &str) -> bool {
    name.starts_with(char::is_alphabetic) && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Returns the words of a list, each name once, in order; none where it is left out.
fn words<'t>(profile: SyntaxValue<'t>, list: &str) -> Vec<DeclaredWord<'t>> {
    let mut found: Vec<DeclaredWord<'t>> = Vec::new();
    for value in value_of(profile, list).into_iter().flat_map(SyntaxValue::items).filter_map(SyntaxValue::unwrap_option)
    {
        let Some(name) = text_of(value, "name").filter(|name| is_word(name)) else { continue };
        if found.iter().any(|word| word.option.name == name) {
            continue;
        }
        let german = text_of(value, "german").unwrap_or_else(|| name.clone());
        let english = text_of(value, "english").unwrap_or_else(|| german.clone());
        let option = ChoiceOption { name: kept(name), label: Phrase::new(kept(german), kept(english)) };
        found.push(DeclaredWord { value, option, place: found.len() });
    }
    found
}

fn kept(text: String) -> &'static str {
    text.leak()
}

/// Returns a list of the dataset's own; that of the program where it has none.
fn own<'t, T>(words: &[DeclaredWord<'t>], shipped: Words<T>, of: impl Fn(&DeclaredWord<'t>) -> T) -> Words<T> {
    if words.is_empty() {
        return shipped;
    }
    Words {
        words: words.iter().map(of).collect::<Vec<T>>().leak(),
        names: words.iter().map(|word| word.option.name).collect::<Vec<_>>().leak(),
    }
}

fn level_of(word: &DeclaredWord<'_>) -> BodyLevel {
    let choice = |name| value_of(word.value, name).and_then(SyntaxValue::as_word);
    let Phrase { de, en } = word.option.label;
    let gender = match choice("article").and_then(Article::from_name) {
        Some(Article::Der) => Gender::Masculine,
        Some(Article::Die) => Gender::Feminine,
        Some(Article::Das) => Gender::Neuter,
        None => Gender::of_ending(de),
    };
    // A German word keeps its capital in English; an English one has none within a sentence.
    let within = if de == en { en } else { kept(uncapitalised(en)) };
    BodyLevel {
        option: word.option,
        place: word.place,
        role: choice("role").and_then(BodyRole::from_name).unwrap_or(BodyRole::Other),
        is_everywhere: word.has("everywhere"),
        noun: Noun::new(de, within, gender),
    }
}

/// Returns a name as it stands within an English sentence; an abbreviation (`OECD board`) stays.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    if text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// The schema of the program with other choices in it.
struct Derivation {
    vocabulary: &'static Vocabulary,
    options: &'static [OwnChoices],
}

impl Derivation {
    fn of(profile: SyntaxValue<'_>) -> Derivation {
        let (kinds, levels, groups) =
            (words(profile, "region_kinds"), words(profile, "levels"), words(profile, "groups"));
        let shipped = &shipped_words::VOCABULARY;
        let vocabulary = Vocabulary {
            region_kinds: own(&kinds, shipped.region_kinds, |word| TerritoryKind {
                option: word.option,
                place: word.place,
                is_city: word.has("city"),
            }),
            levels: own(&levels, shipped.levels, level_of),
            groups: own(&groups, shipped.groups, |word| MemberGroup {
                option: word.option,
                short: word.option.label,
                place: word.place,
                is_mandatory: word.has("mandatory"),
                is_of_county: word.has("county"),
                is_others: word.has("others"),
            }),
            has_shipped_places: kinds.is_empty(),
        };
        let options = |words: &[DeclaredWord<'_>], shipped: &'static [ChoiceOption]| {
            let own = || &*words.iter().map(|word| word.option).collect::<Vec<_>>().leak();
            OwnChoices { shipped, own: if words.is_empty() { shipped } else { own() } }
        };
        let options = vec![options(&kinds, REGION_KIND), options(&levels, LEVEL), options(&groups, GROUP)];
        Derivation { vocabulary: Box::leak(Box::new(vocabulary)), options: options.leak() }
    }

    fn schema(&self) -> &'static Schema {
        let table = |table: &TableType| TableType { record: self.record(table.record), ..*table };
        let tables = SCHEMA.tables.iter().map(table).collect::<Vec<_>>().leak();
        Box::leak(Box::new(Schema {
            name: SCHEMA.name,
            tables,
            variants: SCHEMA.variants,
            own_choices: self.options,
            vocabulary: self.vocabulary,
        }))
    }

    /// Returns the record type itself where none of its fields has other choices.
    fn record(&self, record: &'static RecordType) -> &'static RecordType {
        let kinds: Vec<Option<FieldKind>> = record.fields.iter().map(|field| self.kind(field.kind)).collect();
        if kinds.iter().all(Option::is_none) {
            return record;
        }
        let with = |(field, kind): (&Field, Option<FieldKind>)| Field { kind: kind.unwrap_or(field.kind), ..*field };
        let fields = record.fields.iter().zip(kinds).map(with).collect::<Vec<_>>().leak();
        Box::leak(Box::new(RecordType { fields, ..*record }))
    }

    /// Returns the kind with the choices of the dataset; `None` where it has no other ones.
    fn kind(&self, kind: FieldKind) -> Option<FieldKind> {
        match kind {
            FieldKind::Choice(options) => {
                let choices = self.options.iter().find(|choices| choices.shipped == options)?;
                Some(FieldKind::Choice(choices.own)).filter(|_| choices.own != options)
            }
            FieldKind::Record(inner) => {
                let own = self.record(inner);
                Some(FieldKind::Record(own)).filter(|_| !std::ptr::eq(own, inner))
            }
            FieldKind::List(item) => Some(FieldKind::List(Box::leak(Box::new(self.kind(*item)?)))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::uncapitalised;

    #[test]
    fn an_english_name_has_no_capital_within_a_sentence_unless_it_is_an_abbreviation() {
        for (name, within) in [("Steering group", "steering group"), ("OECD board", "OECD board"), ("", "")] {
            assert_eq!(uncapitalised(name), within);
        }
    }
}
