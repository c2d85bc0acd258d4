//! The words that a dataset uses for kinds of region, levels of bodies and groups of members, and
//! what each of them means to the program.
//!
//! A dataset declares them in its `profile`; what it leaves out is as [`shipped_words`] has it.
//! Code acts on what a word means ([`BodyRole`], [`MemberGroup::is_mandatory`]), never on the word.
//! Must not look at other records. Entry point: [`Vocabulary::of`].

pub mod chosen_word;
pub mod declared_words;
pub mod shipped_words;

use chosen_word::{Choosable, Chosen, Words};

use super::records::profile::BodyRole;
use crate::schema::{ChoiceOption, Schema};
use crate::texts::Phrase;
use crate::texts::noun::Noun;

/// The level on which a body works.
pub type Level = Chosen<BodyLevel>;
/// Whom a member of a body stands for.
pub type Group = Chosen<MemberGroup>;
/// What kind of territory a region is.
pub type RegionKind = Chosen<TerritoryKind>;

/// So many groups of members are mandatory at most.
pub const MOST_MANDATORY: usize = 8;

/// All words that a dataset may declare.
#[derive(Debug, Clone, Copy)]
pub struct Vocabulary {
    /// The kinds of region.
    pub region_kinds: Words<TerritoryKind>,
    /// The levels of bodies.
    pub levels: Words<BodyLevel>,
    /// The groups of members.
    pub groups: Words<MemberGroup>,
    /// True where the places that come with the program count: a dataset with kinds of region of
    /// its own lies elsewhere.
    pub has_shipped_places: bool,
}

/// A kind of region.
#[derive(Debug, Clone, Copy)]
pub struct TerritoryKind {
    /// What it is called.
    pub option: ChoiceOption,
    /// Its place among all.
    pub place: usize,
    /// True for a city that is no part of a county.
    pub is_city: bool,
}

/// A level of bodies.
#[derive(Debug, Clone, Copy)]
pub struct BodyLevel {
    /// What it is called.
    pub option: ChoiceOption,
    /// Its place among all.
    pub place: usize,
    /// What its bodies do.
    pub role: BodyRole,
    /// True where every region has such a body.
    pub is_everywhere: bool,
    /// What it is called within a sentence.
    pub noun: Noun,
}

/// A group of members.
#[derive(Debug, Clone, Copy)]
pub struct MemberGroup {
    /// What it is called.
    pub option: ChoiceOption,
    /// What it is called above a narrow column.
    pub short: Phrase,
    /// Its place among all.
    pub place: usize,
    /// True where it sits in every body that decides.
    pub is_mandatory: bool,
    /// True where it is mandatory only in regions that are no single city.
    pub is_of_county: bool,
    /// True where it does not tell who somebody is.
    pub is_others: bool,
}

impl Vocabulary {
    /// Returns the words of a dataset of this schema.
    pub fn of(schema: &'static Schema) -> &'static Vocabulary {
        schema.vocabulary.downcast_ref().unwrap_or(&shipped_words::VOCABULARY)
    }

    /// Returns the groups that a body that decides must seat, in order.
    pub fn mandatory_groups(&'static self) -> impl Iterator<Item = Group> {
        Group::all(self).filter(|group| group.is_mandatory).take(MOST_MANDATORY)
    }

    /// Returns the first level whose bodies do this.
    pub fn level_with(&'static self, role: BodyRole) -> Option<Level> {
        Level::all(self).find(|level| level.role == role)
    }

    /// Returns what a sentence calls the bodies that do this.
    pub fn noun(&'static self, role: BodyRole) -> Noun {
        self.level_with(role).map_or_else(|| shipped_words::nameless(role), |level| level.noun)
    }
}

impl Choosable for TerritoryKind {
    const TYPE: &'static str = "RegionKind";

    fn words(vocabulary: &'static Vocabulary) -> Words<TerritoryKind> {
        vocabulary.region_kinds
    }

    fn option(&self) -> &ChoiceOption {
        &self.option
    }

    fn place(&self) -> usize {
        self.place
    }
}

impl Choosable for BodyLevel {
    const TYPE: &'static str = "Level";

    fn words(vocabulary: &'static Vocabulary) -> Words<BodyLevel> {
        vocabulary.levels
    }

    fn option(&self) -> &ChoiceOption {
        &self.option
    }

    fn place(&self) -> usize {
        self.place
    }
}

impl Choosable for MemberGroup {
    const TYPE: &'static str = "Group";

    fn words(vocabulary: &'static Vocabulary) -> Words<MemberGroup> {
        vocabulary.groups
    }

    fn option(&self) -> &ChoiceOption {
        &self.option
    }

    fn place(&self) -> usize {
        self.place
    }
}
