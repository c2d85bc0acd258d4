//! `review`: what is unknown, old, unchecked, uncertain or fails a rule, the most useful first; for
//! people, for a mail and for cron.
//!
//! [`Review`] decides what that is, as for the screen. Entry point: [`run`].

use std::collections::{BTreeMap, HashSet};

use serde::{Serialize, Serializer};

use super::ExitStatus;
use super::answer;
use super::args::{ReviewCommand, ReviewKind};
use super::context::{CliContext, Dataset};
use super::error::CliError;
use super::output::CommandOutput;
use super::resolve;
use crate::check::{CheckOptions, Finding, check};
use crate::document::Slot;
use crate::export::Format;
use crate::model::REGIONS;
use crate::model::vocabulary::Vocabulary;
use crate::present::completeness::summary;
use crate::present::review::{ReviewEntry, ReviewWords, class_words, most_helpful, reason_words};
use crate::present::value_text::{ValueFormatter, ValueStyle};
use crate::present::{Audience, Sheet, Tabular, text_of};
use crate::query::caretaker::regions_of_caretaker;
use crate::query::completeness::{NetworksKnowledge, PageFact, RegionKnowledge};
use crate::query::region_records::records_of;
use crate::query::review::{Review, ReviewClass, ReviewQuestion, ReviewReason, ReviewRow, check_options};
use crate::texts::{self, Lang};

/// Runs the command; a negative answer when something is due.
///
/// # Errors
/// When the region or mailbox is unknown or the dataset cannot be read.
pub fn run(context: &CliContext, asked: &ReviewCommand, out: &mut CommandOutput) -> Result<ExitStatus, CliError> {
    let format = context.format(&Format::TABULAR)?;
    let dataset = Dataset::parse(context.load()?, context.lang)?;
    let data = dataset.data();
    let regions = resolve::region_slots(context.lang, &dataset, asked.region.as_deref())?;
    let pages = match asked.caretaker.as_deref() {
        Some(mailbox) => Some(pages_of_caretaker(context.lang, &dataset, mailbox, regions.as_deref())?),
        None => regions.clone(),
    };
    let all = || data.index.order(data.document, REGIONS).to_vec();
    let period = context.period()?;
    let networks = RegionKnowledge::of(data, &pages.unwrap_or_else(all), period);
    let reason = asked.kind.map(ReviewReason::from);
    let findings = if reason.is_none_or(|reason| reason == ReviewReason::Rule) && asked.older_than.is_none() {
        findings(context, &dataset, regions.as_deref())?
    } else {
        Vec::new()
    };
    let question =
        ReviewQuestion { regions, caretaker: asked.caretaker.clone(), reason, older_than: asked.older_than, period };
    let review = Review::of(data, question, findings);
    let values = ValueFormatter { style: ValueStyle::Page, ..context.values(data)? };
    let words = ReviewWords { review: &review, values };
    let answer = ReviewAnswer { words, networks: &networks, limit: asked.limit.unwrap_or(usize::MAX) };
    let is_for_people = matches!(format, Format::Table | Format::Md);
    if is_for_people {
        answer.print_summary(out);
    }
    if !(is_for_people && review.is_empty()) {
        answer::print(&answer, format, out);
    }
    if is_for_people && review.len() > answer.limit {
        out.line(&texts::review::more(context.lang, review.len() - answer.limit));
    }
    Ok(if review.due() > 0 { ExitStatus::Negative } else { ExitStatus::Done })
}

/// Returns the regions in the care of a mailbox, and those of the bodies in its care; limited to
/// `named`, if given.
fn pages_of_caretaker(
    lang: Lang,
    dataset: &Dataset,
    mailbox: &str,
    named: Option<&[Slot]>,
) -> Result<Vec<Slot>, CliError> {
    let mut regions = regions_of_caretaker(&dataset.document, dataset.index(), mailbox);
    if regions.is_empty() {
        return Err(CliError::usage(texts::review::no_caretaker(lang, mailbox)));
    }
    if let Some(named) = named {
        regions.retain(|region| named.contains(region));
        if regions.is_empty() {
            return Err(CliError::negative(texts::review::nobody_else(lang, mailbox)));
        }
    }
    Ok(regions)
}

fn findings(context: &CliContext, dataset: &Dataset, regions: Option<&[Slot]>) -> Result<Vec<Finding>, CliError> {
    let silenced: Vec<String> = context.settings.silence.iter().map(|given| given.value.clone()).collect();
    let index = dataset.index();
    let only =
        regions.map(|regions| regions.iter().flat_map(|region| records_of(index, *region)).collect::<HashSet<Slot>>());
    let options = CheckOptions { only, ..check_options(&silenced, usize::MAX) };
    Ok(check(&dataset.document, index, context.today()?, &options).findings)
}

/// What is to be reviewed, and how complete the networks are.
struct ReviewAnswer<'a> {
    words: ReviewWords<'a>,
    networks: &'a [RegionKnowledge],
    limit: usize,
}

impl ReviewAnswer<'_> {
    fn rows(&self) -> impl Iterator<Item = ReviewRow> {
        self.words.review.rows().take(self.limit)
    }

    fn print_summary(&self, out: &mut CommandOutput) {
        let lang = self.words.values.lang;
        let together = NetworksKnowledge::of(self.networks);
        let who = match self.networks {
            [one] => self.words.values.data.name(one.region),
            several => texts::completeness::networks(lang, several.len()),
        };
        out.line(&format!("{who}: {}", text_of(&summary(&together, 0, lang))));
        let vocabulary = Vocabulary::of(self.words.values.data.document.schema());
        out.line(&most_helpful(self.words.review, &together, vocabulary, lang));
        out.line("");
        if self.words.review.is_empty() {
            out.line(texts::review::nothing(lang));
        }
    }
}

impl Tabular for ReviewAnswer<'_> {
    fn sheet(&self, audience: Audience) -> Sheet {
        self.words.sheet(self.rows(), audience)
    }
}

impl Serialize for ReviewAnswer<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let network = |network: &RegionKnowledge| JsonCompleteness {
            region: self.words.values.data.document.id(network.region),
            complete: network.percent(),
            missing: network.gaps().into_iter().map(PageFact::name).collect(),
            statements: network.freshness.statements,
            current: network.freshness.current,
            undated: network.freshness.undated,
            checked: network.freshness.checked,
            oldest: network.freshness.oldest.map(|oldest| oldest.as_of.to_string()),
        };
        let review = self.words.review;
        let vocabulary = Vocabulary::of(self.words.values.data.document.schema());
        JsonReview {
            networks: self.networks.iter().map(network).collect(),
            total: review.len(),
            due: review.due(),
            statements: self.rows().map(|row| self.words.entry(row)).collect(),
            labels: ReviewLabels {
                class: ReviewClass::ALL
                    .into_iter()
                    .map(|class| {
                        (class.name(), both(class, |class, lang| class_words(class, vocabulary, lang).into_owned()))
                    })
                    .collect(),
                reasons: ReviewReason::ALL
                    .into_iter()
                    .map(|reason| (reason.name(), both(reason, |reason, lang| reason_words(reason, lang).to_owned())))
                    .collect(),
            },
        }
        .serialize(to)
    }
}

#[derive(Serialize)]
struct JsonReview<'a> {
    networks: Vec<JsonCompleteness<'a>>,
    /// Number of statements, also where they are not all listed.
    total: usize,
    due: usize,
    statements: Vec<ReviewEntry>,
    labels: ReviewLabels,
}

/// How complete and how fresh the page of a network is.
#[derive(Serialize)]
struct JsonCompleteness<'a> {
    region: &'a str,
    /// In per cent.
    complete: u8,
    /// The facts that are not wholly known, the one worth most first.
    missing: Vec<&'static str>,
    statements: u32,
    current: u32,
    undated: u32,
    checked: u32,
    oldest: Option<String>,
}

/// What the codes of classes and reasons are called.
#[derive(Serialize)]
struct ReviewLabels {
    class: BTreeMap<&'static str, LabelInBoth>,
    reasons: BTreeMap<&'static str, LabelInBoth>,
}

fn both<T: Copy>(code: T, words: impl Fn(T, Lang) -> String) -> LabelInBoth {
    LabelInBoth { de: words(code, Lang::De), en: words(code, Lang::En) }
}

/// What a code is called in both languages.
#[derive(Serialize)]
struct LabelInBoth {
    de: String,
    en: String,
}

impl From<ReviewKind> for ReviewReason {
    fn from(kind: ReviewKind) -> ReviewReason {
        match kind {
            ReviewKind::Unknown => ReviewReason::Unknown,
            ReviewKind::Old => ReviewReason::Old,
            ReviewKind::Unchecked => ReviewReason::Unchecked,
            ReviewKind::Uncertain => ReviewReason::Uncertain,
            ReviewKind::Rule => ReviewReason::Rule,
        }
    }
}
