//! What became of a recommendation, a decision or a measure, as one paragraph.
//!
//! Entry point: [`paragraph`].

use super::process::{ProcessWords, remark_words, state_word};
use super::record_label::RecordLabel;
use crate::document::Slot;
use crate::model::{DECISIONS, RECOMMENDATIONS};
use crate::query::process::{ProcessStep, ProcessStory, StepState, acting_body};
use crate::text::truncate;
use crate::texts::{self, Lang};

/// How many steps are named; more are counted.
const NAMED: usize = 3;

/// Cells of a name in the paragraph at most.
const NAME_CELLS: usize = 100;

/// Returns the paragraph.
pub fn paragraph(words: &ProcessWords<'_>, story: &ProcessStory) -> String {
    let mut sentences = match story.step.slot.table {
        RECOMMENDATIONS => recommendation(words, story),
        DECISIONS => decision(words, story),
        _ => measure(words, story),
    };
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ")
}

fn recommendation(words: &ProcessWords<'_>, story: &ProcessStory) -> Vec<String> {
    let (lang, step) = (words.lang, &story.step);
    let mut sentences = vec![done(words, step, texts::process::was_recommended(lang))];
    match step.state {
        StepState::Declined => {
            let declining: Vec<String> =
                named(&story.decisions, |decision| done(words, decision, texts::process::was_declined(lang)), lang);
            let said = || vec![texts::process::declined_somehow(lang).to_owned()];
            sentences.extend(if declining.is_empty() { said() } else { declining });
        }
        StepState::TakenUp if story.decisions.is_empty() => {
            sentences.push(texts::process::taken_up_somehow(lang).to_owned());
        }
        _ => sentences.extend(named(
            &story.decisions,
            |decision| done(words, decision, texts::process::was_taken_up(lang)),
            lang,
        )),
    }
    sentences.push(measures(words, &story.measures));
    let undone = story.decisions.iter().filter(|_| story.measures.is_empty());
    sentences.extend(undone.flat_map(|decision| open(words, decision)).take(1));
    sentences.extend(open(words, step));
    sentences
}

fn decision(words: &ProcessWords<'_>, story: &ProcessStory) -> Vec<String> {
    let step = &story.step;
    let answers = if step.state == StepState::Declining { texts::process::declines } else { texts::process::answers };
    let mut sentences = vec![done(words, step, texts::process::was_decided(words.lang))];
    sentences.push(listed(words, &story.recommendations, answers));
    sentences.push(measures(words, &story.measures));
    sentences.extend(open(words, step));
    sentences
}

fn measure(words: &ProcessWords<'_>, story: &ProcessStory) -> Vec<String> {
    let (lang, step) = (words.lang, &story.step);
    let mut sentences =
        named(&story.decisions, |decision| done(words, decision, texts::process::was_decided(lang)), lang);
    sentences.push(listed(words, &story.recommendations, texts::process::led_to));
    sentences.push(sentence(state_word(step.state, lang)));
    sentences.extend(open(words, step));
    sentences
}

/// Returns when and by which body something was done.
fn done(words: &ProcessWords<'_>, step: &ProcessStep, what: &str) -> String {
    let lang = words.lang;
    let dated = match step.date {
        Some(date) => texts::process::on_date(lang, what, &date.to_string()),
        None => texts::process::undated(lang, what),
    };
    let body = acting_body(words.data, step.slot).map(|body| RecordLabel::of(words.data, body, lang).text());
    sentence(&body.map_or_else(|| dated.clone(), |body| texts::process::by_body(lang, &dated, &body)))
}

/// Returns what is open about a step, and what else is to be known of it, in a sentence each.
fn open(words: &ProcessWords<'_>, step: &ProcessStep) -> Vec<String> {
    let points = step.open.iter().map(|point| words.open_point(step, point));
    let remark = step.remark.map(|remark| remark_words(remark, words.lang).to_owned());
    points.chain(remark).map(|point| sentence(&point)).collect()
}

fn measures(words: &ProcessWords<'_>, measures: &[ProcessStep]) -> String {
    if measures.is_empty() {
        return String::new();
    }
    let name = |measure: &ProcessStep| {
        let state = super::text_of(&words.state(measure));
        texts::process::quoted_with(words.lang, &name_of(words, measure.slot), &state)
    };
    texts::process::measures(words.lang, measures.len(), &named(measures, name, words.lang).join(", "))
}

fn listed(words: &ProcessWords<'_>, steps: &[ProcessStep], say: fn(Lang, usize, &str) -> String) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let name = |step: &ProcessStep| texts::process::quoted(words.lang, &name_of(words, step.slot));
    say(words.lang, steps.len(), &named(steps, name, words.lang).join(", "))
}

/// Returns what is said of the first steps, and how many more there are.
fn named(steps: &[ProcessStep], say: impl Fn(&ProcessStep) -> String, lang: Lang) -> Vec<String> {
    let more = steps.len().saturating_sub(NAMED);
    let rest = (more > 0).then(|| texts::process::and_more(lang, more));
    steps.iter().take(NAMED).map(say).chain(rest).collect()
}

/// Returns the name of a record, cut where it is long, without the full stop of a sentence.
fn name_of(words: &ProcessWords<'_>, slot: Slot) -> String {
    let name = words.data.name(slot).replace('\n', " ");
    truncate(name.trim_end_matches('.'), NAME_CELLS).into_owned()
}

/// Returns words as a sentence.
fn sentence(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}.", rest.as_str())
}
