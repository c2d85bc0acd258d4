//! The words of a dataset that declares none: those of the networks in North Rhine-Westphalia.
//!
//! Source of the mandatory groups: the district's page on the networks: Schulaufsicht, Kreis,
//! Städte und Gemeinden and different school forms; a kreisfreie Stadt has no Kreis. Entry point:
//! [`VOCABULARY`].

use super::chosen_word::Words;
use super::{BodyLevel, MemberGroup, TerritoryKind, Vocabulary};
use crate::model::records::profile::BodyRole;
use crate::schema::ChoiceOption;
use crate::texts::Phrase;
use crate::texts::noun::{self, Gender, Noun};

/// Declares a list twice: as the options of a field, and with what each word means.
macro_rules! words {
    ($($(#[$doc:meta])* $options:ident, $words:ident: $type:ident {
        $($place:literal $name:literal $de:literal / $en:literal, $($property:ident: $value:expr),+;)+
    })+) => {$(
        $(#[$doc])*
        pub static $options: &[ChoiceOption] =
            &[$(ChoiceOption { name: $name, label: Phrase::new($de, $en) }),+];

        static $words: Words<$type> = Words {
            words: &[$($type {
                option: ChoiceOption { name: $name, label: Phrase::new($de, $en) },
                place: $place,
                $($property: $value),+
            }),+],
            names: &[$($name),+],
        };
    )+};
}

words! {
    /// The kinds of region.
    REGION_KIND, REGION_KINDS: TerritoryKind {
        0 "Kreis" "Kreis" / "Kreis (county)", is_city: false;
        1 "KreisfreieStadt" "Kreisfreie Stadt" / "City (kreisfrei)", is_city: true;
        2 "Staedteregion" "Städteregion" / "Städteregion (city region)", is_city: false;
    }
    /// The levels of bodies; the first three exist in every network.
    LEVEL, LEVELS: BodyLevel {
        0 "Bildungskonferenz" "Bildungskonferenz" / "Education conference",
            role: BodyRole::Conference, is_everywhere: true,
            noun: Noun::new("Bildungskonferenz", "education conference", Gender::Feminine);
        1 "Lenkungskreis" "Lenkungskreis" / "Steering committee",
            role: BodyRole::Committee, is_everywhere: true,
            noun: Noun::new("Lenkungskreis", "steering committee", Gender::Masculine);
        2 "Bildungsbuero" "Bildungsbüro" / "Education office",
            role: BodyRole::Office, is_everywhere: true,
            noun: Noun::new("Bildungsbüro", "education office", Gender::Neuter);
        3 "Fachforum" "Fachforum" / "Expert forum",
            role: BodyRole::Forum, is_everywhere: false,
            noun: Noun::new("Fachforum", "expert forum", Gender::Neuter);
        4 "Arbeitskreis" "Arbeitskreis" / "Working group",
            role: BodyRole::WorkingGroup, is_everywhere: false,
            noun: Noun::new("Arbeitskreis", "working group", Gender::Masculine);
        5 "Weitere" "Weiteres Gremium" / "Other body",
            role: BodyRole::Other, is_everywhere: false,
            noun: Noun::new("Gremium", "other body", Gender::Neuter);
    }
    /// Whom a member stands for.
    GROUP, GROUPS: MemberGroup {
        0 "Schulaufsicht" "Schulaufsicht" / "School supervision",
            short: Phrase::new("Aufsicht", "Supervision"), is_mandatory: true, is_of_county: false, is_others: false;
        1 "Kreis" "Kreis" / "Kreis (county)",
            short: Phrase::new("Kreis", "Kreis"), is_mandatory: true, is_of_county: true, is_others: false;
        2 "Gemeinden" "Städte und Gemeinden" / "Municipalities",
            short: Phrase::new("Gemeinden", "Towns"), is_mandatory: true, is_of_county: false, is_others: false;
        3 "Schulen" "Schulen" / "Schools",
            short: Phrase::new("Schulen", "Schools"), is_mandatory: true, is_of_county: false, is_others: false;
        4 "Land" "Land NRW" / "State of NRW",
            short: Phrase::new("Land", "State"), is_mandatory: false, is_of_county: false, is_others: false;
        5 "Weitere" "Weitere" / "Others",
            short: Phrase::new("Weitere", "Others"), is_mandatory: false, is_of_county: false, is_others: true;
    }
}

/// All of them.
pub static VOCABULARY: Vocabulary =
    Vocabulary { region_kinds: REGION_KINDS, levels: LEVELS, groups: GROUPS, has_shipped_places: true };

/// Returns what a sentence calls bodies of a role for which a dataset has no level.
pub(super) fn nameless(role: BodyRole) -> Noun {
    match role {
        BodyRole::Conference => noun::CONFERENCE,
        BodyRole::Committee => noun::STEERING_BODY,
        BodyRole::Office => noun::OFFICE,
        BodyRole::Forum => noun::FORUM,
        BodyRole::WorkingGroup => noun::WORKING_GROUP,
        BodyRole::Other => noun::BODY,
    }
}
