//! Draws the guide: concerns, the line for a place with its matches, the card.

use ratatui::layout::Rect;

use super::canvas::beside_title;
use super::lines::{RowMarks, page, target};
use super::{Canvas, StackEdges, field};
use crate::app::App;
use crate::app::detail::Span;
use crate::app::screens::guide::{GuideStep, layout::GuideLayout};
use crate::texts;
use crate::theme::Role;

/// Draws the guide into the area of its layout.
pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let layout = app.screens.guide.layout(app.screen_size());
    for step in GuideStep::ALL.into_iter().filter(|step| !layout.boxes[*step as usize].is_empty()) {
        step_box(app, canvas, &layout, step);
    }
}

fn step_box(app: &App, canvas: &mut Canvas<'_>, layout: &GuideLayout, step: GuideStep) {
    let number = step as usize;
    let focused = app.screens.guide.step == step;
    let role = if focused { Role::Focused } else { Role::Border };
    let area = layout.boxes[number];
    let edges = match step {
        GuideStep::Concern => StackEdges { joined: false, closed: layout.alone() },
        GuideStep::Place => StackEdges { joined: !layout.alone(), closed: true },
        GuideStep::Card => StackEdges::ALONE,
    };
    let title = title(app, layout, step);
    let position = beside_title(area, &title, &position(app, layout, step));
    canvas.stacked(area, &title, &position, role, edges);
    let look = RowMarks {
        cursor: Some(if focused { Role::Selected } else { Role::Chosen }).filter(|_| is_reached(app, step)),
        changed: &|address| app.workspace.unsaved.touches(address),
        chosen: &|_| false,
    };
    let shown = &app.screens.guide.pages[number];
    page(canvas, layout.texts[number], shown, &look);
    if focused {
        for (line, area) in layout.texts[number].rows().enumerate() {
            target(canvas, area, shown, shown.scroll + line);
        }
    }
    match step {
        GuideStep::Concern | GuideStep::Place => input(app, canvas, layout.inputs[number], step),
        GuideStep::Card if focused => point(canvas, layout.texts[number], shown),
        GuideStep::Card => {}
    }
}

/// Returns true for the current step and those taken before it.
fn is_reached(app: &App, step: GuideStep) -> bool {
    let guide = &app.screens.guide;
    guide.number(step) <= guide.number(guide.step)
}

fn point(canvas: &mut Canvas<'_>, area: Rect, shown: &crate::app::detail::Detail) {
    let at = shown.cursor_lines().start.saturating_sub(shown.scroll) as u16;
    canvas.point_at_text(Rect {
        y: area.y + at.min(area.height.saturating_sub(1)),
        height: area.height.min(1),
        ..area
    });
}

/// Draws the input line of a step; while it is empty, it says what can be typed.
fn input(app: &App, canvas: &mut Canvas<'_>, area: Rect, step: GuideStep) {
    let lang = app.lang();
    let (prompt, hint) = match step {
        GuideStep::Concern => (texts::guide::concern_prompt(lang), texts::guide::concern_hint(lang)),
        GuideStep::Place | GuideStep::Card => (texts::guide::place_prompt(lang), texts::guide::place_hint(lang)),
    };
    let typed = &app.screens.guide.inputs[step as usize];
    let from = canvas.text(area, Role::Dim, prompt);
    let free = Rect { x: from.min(area.right()), width: area.right().saturating_sub(from), ..area };
    if typed.text().is_empty() {
        let after_cursor = Rect { x: free.x + 1.min(free.width), width: free.width.saturating_sub(1), ..free };
        canvas.text(after_cursor, Role::Dim, hint);
    }
    if app.screens.guide.step == step {
        field::draw_input(canvas, &mut free.rows(), typed, free.width);
    } else {
        canvas.text(free, Role::Text, &typed.text());
    }
}

/// Returns the question of the step; where only this step is visible, the choices that led to it.
pub fn title(app: &App, layout: &GuideLayout, step: GuideStep) -> Vec<Span> {
    let lang = app.lang();
    let role = if app.screens.guide.step == step { Role::Focused } else { Role::Dim };
    let alone = layout.alone();
    let mut words = Vec::new();
    if alone || step == GuideStep::Concern {
        words.push(texts::guide::title(lang).to_owned());
    }
    words.extend(
        app.screens.guide.first_region().filter(|_| step == GuideStep::Concern).map(|slot| app.workspace.name(slot)),
    );
    let field = app.screens.guide.field.filter(|_| (alone && step != GuideStep::Concern) || step == GuideStep::Card);
    words.extend(field.map(|slot| if alone { app.workspace.short(slot) } else { app.workspace.name(slot) }));
    let region =
        app.screens.guide.region.filter(|_| step == GuideStep::Card && app.screens.guide.step == GuideStep::Card);
    words.extend(region.map(|slot| app.workspace.name(slot)));
    if step == GuideStep::Place && !alone {
        words.push(texts::guide::place(lang).to_owned());
    }
    if words.is_empty() {
        words.push(texts::guide::card(lang).to_owned());
    }
    vec![(role, words.join(" › "))]
}

/// Returns the number of the step, and the scroll position when its page does not fit, in full and
/// in shorter forms.
fn position(app: &App, layout: &GuideLayout, step: GuideStep) -> Vec<String> {
    let shown = &app.screens.guide.pages[step as usize];
    let height = usize::from(layout.texts[step as usize].height);
    let mut words = Vec::new();
    if app.screens.guide.step == step {
        words.push(texts::guide::step(app.lang(), app.screens.guide.number(step) + 1));
    }
    let lines = shown.lines.len();
    let (first, last) = (shown.scroll + 1, (shown.scroll + height).min(lines));
    let lang = app.lang();
    let forms = [texts::view::lines(lang, first, last, lines), texts::view::short_lines(lang, first, last, lines)];
    let forms = forms.into_iter().filter(|_| lines > height);
    let full: Vec<String> = forms.map(|form| [&words[..], &[form]].concat().join(" · ")).collect();
    full.into_iter().chain(words).collect()
}
