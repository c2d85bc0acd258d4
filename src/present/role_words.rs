//! What bodies are called by what they do for their network.
//!
//! Entry points: [`steering_bodies`], [`no_office`].

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
