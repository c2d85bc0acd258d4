//! How complete and how fresh the pages of networks are, in words, numbers and a bar of blocks.
//!
//! Entry points: [`summary`] of one or several networks, [`bar`].

use std::borrow::Cow;

use super::Span;
use crate::model::records::BodyRole;
use crate::model::vocabulary::Vocabulary;
use crate::query::DatasetView;
use crate::query::completeness::{KnowledgeGap, NetworksKnowledge, PageFact, RegionKnowledge};
use crate::text::truncate;
use crate::texts::{self, Lang};
use crate::theme::Role;

/// From so many per cent on a bar needs no attention.
const GOOD: u8 = 75;
/// Below so many it stands out.
const POOR: u8 = 40;

/// Cells of a bar, and of the name behind it, where there is little room.
const LEAST_BAR: usize = 4;
const SHORT_BAR: usize = 3;
const SHORT_NAME: usize = 11;

/// Returns a share as blocks, so many cells wide; its colour is never all that tells it.
pub fn bar(percent: u8, cells: usize) -> Vec<Span> {
    let full = (usize::from(percent.min(100)) * cells + 50) / 100;
    let role = match percent {
        GOOD.. => Role::Active,
        POOR.. => Role::Text,
        _ => Role::Warning,
    };
    vec![(role, "█".repeat(full)), (Role::Dim, "░".repeat(cells - full))]
}

/// Returns how complete and how fresh some networks are: each share as a bar of so many cells and
/// in numbers, then the oldest statement.
pub fn summary(networks: &NetworksKnowledge, cells: usize, lang: Lang) -> Vec<Span> {
    let NetworksKnowledge { complete, freshness, .. } = *networks;
    let mut spans = share(complete, cells, texts::completeness::complete(lang, complete));
    spans.push((Role::Dim, " · ".to_owned()));
    match freshness.percent() {
        Some(percent) => spans.extend(share(percent, cells, texts::completeness::fresh(lang, percent))),
        None => spans.push((Role::Unknown, texts::completeness::no_statement(lang).to_owned())),
    }
    if let Some(oldest) = freshness.oldest {
        let oldest = texts::completeness::oldest(lang, &oldest.as_of.to_string());
        spans.push((Role::Dim, format!(" · {oldest}")));
    }
    spans
}

/// Returns how complete and how fresh some networks are, where there is little room.
pub fn summary_in_short(networks: &NetworksKnowledge, lang: Lang) -> Vec<Span> {
    let NetworksKnowledge { complete, freshness, .. } = *networks;
    let mut spans = share(complete, SHORT_BAR, texts::completeness::complete_in_short(lang, complete));
    if let Some(percent) = freshness.percent() {
        spans.push((Role::Dim, " · ".to_owned()));
        spans.extend(share(percent, SHORT_BAR, texts::completeness::fresh(lang, percent)));
    }
    spans
}

fn share(percent: u8, cells: usize, words: String) -> Vec<Span> {
    let mut spans = if cells > 0 { bar(percent, cells) } else { Vec::new() };
    spans.push((Role::Text, if cells > 0 { format!(" {words}") } else { words }));
    spans
}

/// Returns a network in short: a bar of so many cells and the per cent for how complete it is, the
/// same for how fresh, its name. Without cells the second bar is left out and the name is short.
pub fn region_bar(data: DatasetView<'_>, network: &RegionKnowledge, cells: usize) -> Vec<Span> {
    let (complete, fresh) = (network.percent(), network.freshness.percent().unwrap_or(0));
    let name = data.short_name(network.region);
    if cells == 0 {
        let mut spans = bar(complete, LEAST_BAR);
        spans.push((Role::Text, format!(" {complete:>2}/{fresh:<2} % ")));
        spans.push((Role::Dim, truncate(&name, SHORT_NAME).into_owned()));
        return spans;
    }
    let mut spans = bar(complete, cells);
    spans.push((Role::Text, format!(" {complete:>3} % ")));
    spans.extend(bar(fresh, cells));
    spans.push((Role::Text, format!(" {fresh:>3} % ")));
    spans.push((Role::Dim, name));
    spans
}

/// Returns in a sentence what would make the pages of some networks most complete.
pub fn what_helps(networks: &NetworksKnowledge, vocabulary: &'static Vocabulary, lang: Lang) -> String {
    let Some(KnowledgeGap { fact, regions }) = networks.gap else {
        return texts::completeness::nothing_missing(lang).to_owned();
    };
    let what = &fact_words(fact, vocabulary, lang);
    if networks.count < 2 {
        return texts::completeness::helps_most(lang, what);
    }
    let [regions, all] = [regions, networks.count].map(|count| texts::number(lang, count));
    texts::completeness::helps_most(lang, &texts::completeness::open_in(lang, what, &regions, &all))
}

/// Returns what is to be found out where a fact is missing.
pub fn fact_words(fact: PageFact, vocabulary: &'static Vocabulary, lang: Lang) -> Cow<'static, str> {
    let of_office = || vocabulary.noun(BodyRole::Office).of_the(lang);
    Cow::Borrowed(match fact {
        PageFact::Office => return vocabulary.noun(BodyRole::Office).in_charge(lang).into(),
        PageFact::OfficePhone => return texts::completeness::phone(lang, &of_office()).into(),
        PageFact::OfficeEmail => return texts::completeness::email(lang, &of_office()).into(),
        PageFact::OfficeAddress => return texts::completeness::address(lang, &of_office()).into(),
        PageFact::OfficeWebsite => return texts::completeness::website(lang, &of_office()).into(),
        PageFact::Concerns => texts::completeness::concerns(lang),
        PageFact::Lenkungskreis => return vocabulary.noun(BodyRole::Committee).the(lang).into(),
        PageFact::MandatoryGroups => {
            let committee = vocabulary.noun(BodyRole::Committee).in_the(lang);
            return texts::completeness::groups(lang, &committee).into();
        }
        PageFact::Bildungskonferenz => return vocabulary.noun(BodyRole::Conference).the(lang).into(),
        PageFact::Agreement => texts::completeness::agreement(lang),
        PageFact::LastMeeting => texts::completeness::last_meeting(lang),
        PageFact::NextMeeting => texts::completeness::next_meeting(lang),
        PageFact::NetworkName => texts::completeness::network_name(lang),
        PageFact::NetworkWebsite => texts::completeness::network_website(lang),
    })
}
