//! What bodies are called by what they do for their network, and what that is.
//!
//! Must not read a body. Entry points: [`task`], [`steering_bodies`], [`no_office`].

use crate::document::Document;
use crate::model::records::BodyRole;
use crate::model::vocabulary::Vocabulary;
use crate::texts::{self, Lang, noun};

/// Returns the title of the bodies that steer a network and in which it confers.
pub fn steering_bodies(document: &Document, lang: Lang) -> String {
    let word = |role| Vocabulary::of(document.schema()).noun(role).title(lang);
    let conference = Vocabulary::of(document.schema()).noun(BodyRole::Conference);
    let conference = if lang == Lang::De { conference.title(lang) } else { conference.word(lang).to_owned() };
    texts::detail::steering_bodies(lang, &word(BodyRole::Committee), &conference)
}

/// Says that no office of a region is known.
pub fn no_office(document: &Document, region: &str, lang: Lang) -> String {
    let none = Vocabulary::of(document.schema()).noun(BodyRole::Office).none(lang);
    let none = if lang == Lang::De { none } else { noun::capitalised(&none) };
    texts::matrix::no_office(lang, region, &none)
}

/// Returns what bodies with a role are there for.
pub fn task(role: BodyRole, lang: Lang) -> &'static str {
    match role {
        BodyRole::Conference => texts::detail::task_conference(lang),
        BodyRole::Committee => texts::detail::task_committee(lang),
        BodyRole::Office => texts::detail::task_office(lang),
        BodyRole::Forum => texts::detail::task_forum(lang),
        BodyRole::WorkingGroup => texts::detail::task_working_group(lang),
        BodyRole::Other => texts::detail::task_other(lang),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_role_has_a_sentence_of_its_own() {
        for lang in [Lang::De, Lang::En] {
            let sentences: HashSet<&str> = BodyRole::ALL.iter().map(|role| task(*role, lang)).collect();
            assert_eq!(sentences.len(), BodyRole::ALL.len(), "{sentences:?}");
        }
        assert!(!task(BodyRole::Other, Lang::De).contains("Fachforum"));
    }
}
