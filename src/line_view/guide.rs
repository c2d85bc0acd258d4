//! The guide as rows: what is asked at this step, or the card.
//!
//! Entry point: [`guide`].

use super::page::PagePlace;
use crate::app::App;
use crate::app::screens::guide::GuideStep;
use crate::present::text_of;
use crate::texts;
use crate::view;

/// Returns the step of the guide.
pub fn guide(app: &App) -> PagePlace<'_> {
    let (guide, lang) = (&app.screens.guide, app.lang());
    let step = guide.step;
    let question = match step {
        GuideStep::Concern => Some((texts::guide::concern_prompt(lang), texts::guide::concern_hint(lang))),
        GuideStep::Place => Some((texts::guide::place_prompt(lang), texts::guide::place_hint(lang))),
        GuideStep::Card => None,
    };
    let typed = guide.inputs.get(step as usize).map(|input| input.text()).filter(|typed| !typed.is_empty());
    let about = question
        .map(|(_, hint)| typed.map_or_else(|| hint.to_owned(), |typed| texts::line_mode::filtered(lang, &typed)));
    PagePlace {
        app,
        page: &guide.pages[step as usize],
        key: format!("guide {step:?}"),
        title: text_of(&view::guide::title(app, &guide.layout(app.screen_size()), step)),
        about: about.into_iter().collect(),
        prompt: question.map(|(prompt, _)| prompt.trim_end_matches([':', ' ']).to_owned()),
    }
}
