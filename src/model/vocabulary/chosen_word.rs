//! A word of a list that a dataset may declare, as the typed value of a field.
//!
//! Must not know single lists. Entry point: [`Chosen`].

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, VariantAccess, Visitor};

use super::Vocabulary;
use crate::model::SCHEMA;
use crate::schema::{ChoiceOption, Schema};
use crate::texts::Phrase;

/// The words of a list, and their names.
#[derive(Debug)]
pub struct Words<T: 'static> {
    /// The words in order.
    pub words: &'static [T],
    /// The name of each in the file.
    pub names: &'static [&'static str],
}

impl<T> Copy for Words<T> {}

impl<T> Clone for Words<T> {
    fn clone(&self) -> Words<T> {
        *self
    }
}

/// One word of such a list.
pub trait Choosable: 'static {
    /// What `ron` calls the type of the values.
    const TYPE: &'static str;

    /// Returns the list.
    fn words(vocabulary: &'static Vocabulary) -> Words<Self>
    where
        Self: Sized;

    /// Returns what it is called.
    fn option(&self) -> &ChoiceOption;

    /// Returns its place in the list.
    fn place(&self) -> usize;
}

/// The word that stands in a field. What the word means to the program are the fields of `T`.
pub struct Chosen<T: 'static>(&'static T);

impl<T: Choosable> Chosen<T> {
    /// Returns all words in order.
    pub fn all(vocabulary: &'static Vocabulary) -> impl Iterator<Item = Chosen<T>> {
        T::words(vocabulary).words.iter().map(Chosen)
    }

    /// Returns the word of this name in the file.
    pub fn from_name(vocabulary: &'static Vocabulary, name: &str) -> Option<Chosen<T>> {
        T::words(vocabulary).words.iter().find(|word| word.option().name == name).map(Chosen)
    }

    /// Returns its name in the file.
    pub fn name(self) -> &'static str {
        self.0.option().name
    }

    /// Returns its name on the screen.
    pub fn label(self) -> Phrase {
        self.0.option().label
    }
}

impl<T> Deref for Chosen<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0
    }
}

impl<T> Copy for Chosen<T> {}

impl<T> Clone for Chosen<T> {
    fn clone(&self) -> Chosen<T> {
        *self
    }
}

impl<T: Choosable> fmt::Debug for Chosen<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl<T: Choosable> PartialEq for Chosen<T> {
    fn eq(&self, other: &Chosen<T>) -> bool {
        self.name() == other.name()
    }
}

impl<T: Choosable> Eq for Chosen<T> {}

impl<T: Choosable> Hash for Chosen<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl<T: Choosable> PartialOrd for Chosen<T> {
    fn partial_cmp(&self, other: &Chosen<T>) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Choosable> Ord for Chosen<T> {
    fn cmp(&self, other: &Chosen<T>) -> Ordering {
        (self.0.place(), self.name()).cmp(&(other.0.place(), other.name()))
    }
}

impl<'de, T: Choosable> serde::Deserialize<'de> for Chosen<T> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Chosen<T>, D::Error> {
        reader.deserialize_enum(T::TYPE, &[], WordVisitor(PhantomData))
    }
}

/// Looks a word up in the list of the dataset that is being read.
struct WordVisitor<T>(PhantomData<T>);

impl<'de, T: Choosable> Visitor<'de> for WordVisitor<T> {
    type Value = Chosen<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "enum {}", T::TYPE)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Chosen<T>, A::Error> {
        let (word, rest) = access.variant_seed(self)?;
        rest.unit_variant()?;
        Ok(word)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Chosen<T>, E> {
        let vocabulary = Vocabulary::of(Schema::being_read().unwrap_or(&SCHEMA));
        Chosen::from_name(vocabulary, name).ok_or_else(|| E::unknown_variant(name, T::words(vocabulary).names))
    }
}

impl<'de, T: Choosable> DeserializeSeed<'de> for WordVisitor<T> {
    type Value = Chosen<T>;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Chosen<T>, D::Error> {
        reader.deserialize_identifier(self)
    }
}
