//! The guide ("Ich möchte …"): leads from a concern and a place to the card that says whom to ask.
//!
//! Three steps, each a page of rows as in the detail view; [`card`] builds the rows of the card.
//! Draws nothing. Entry points: [`refresh`], [`run`] and [`insert`].

pub mod card;
pub mod layout;
mod made;

use std::collections::HashSet;

use crate::command::{Command, Context};
use crate::document::Slot;
use crate::index::fold::collate;
use crate::model::REGIONS;
use crate::query;
use crate::query::concerns::Concerns;
use crate::texts::guide as t;
use crate::theme::Role;

use crate::app::detail::{self, Detail, PageBuilder, PageRow};
use crate::app::input::TextInput;
use crate::app::{App, Effect, ScreenKind};
use layout::GuideLayout;
use made::{About, MadeOf};

/// Maximum number of places listed at once.
const MOST: usize = 100;

/// Minimum height at which concerns are separated by blank lines.
const ROOMY: u16 = 28;

/// A step of the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum GuideStep {
    /// Choosing the concern.
    #[default]
    Concern,
    /// Choosing the place.
    Place,
    /// Reading the card.
    Card,
}

impl GuideStep {
    /// All steps, in order.
    pub const ALL: [GuideStep; 3] = [GuideStep::Concern, GuideStep::Place, GuideStep::Card];
}

/// The guide.
#[derive(Debug)]
pub struct Guide {
    /// The current step.
    pub step: GuideStep,
    /// The page of each step.
    pub pages: [Detail; 3],
    /// The typed place.
    pub input: TextInput,
    /// The chosen action field.
    pub field: Option<Slot>,
    /// The chosen region.
    pub region: Option<Slot>,
    /// True when fields without a concern are listed as well.
    others: bool,
    /// What the pages were built from; they stay valid while it is unchanged.
    made_of: [Option<MadeOf>; 3],
}

impl Default for Guide {
    fn default() -> Self {
        Guide {
            step: GuideStep::default(),
            pages: <[Detail; 3]>::default(),
            input: TextInput::new("", false),
            field: None,
            region: None,
            others: false,
            made_of: [const { None }; 3],
        }
    }
}

impl Guide {
    /// Marks all pages as outdated, so that they are rebuilt.
    pub(in crate::app) fn outdate(&mut self) {
        self.made_of = [const { None }; 3];
    }

    fn page(&mut self) -> &mut Detail {
        &mut self.pages[self.step as usize]
    }

    /// Returns the record that the row under the cursor of a step leads to.
    fn pointed(&self, step: GuideStep) -> Option<Slot> {
        self.pages[step as usize].row()?.link
    }
}

/// Returns the current layout of the guide.
pub fn layout(app: &App) -> GuideLayout {
    GuideLayout::new(crate::app::layout::of(app).body, app.screens.guide.step)
}

/// Returns the contexts of the keyboard, innermost first.
pub fn contexts(app: &App) -> &'static [Context] {
    match app.screens.guide.step {
        GuideStep::Place => Context::Pick.stack(),
        GuideStep::Concern | GuideStep::Card => Context::Guide.stack(),
    }
}

/// Shows the guide from its first step.
pub fn open(app: &mut App) {
    app.screens.guide = Guide::default();
    app.screens.shown = ScreenKind::Guide;
}

/// Brings the pages in line with dataset, choices and size while the guide is shown.
pub fn refresh(app: &mut App) {
    if app.screens.shown != ScreenKind::Guide {
        return;
    }
    let live = |slot: &Slot| app.workspace.doc.is_live(*slot);
    app.screens.guide.field = app.screens.guide.field.filter(live);
    app.screens.guide.region = app.screens.guide.region.filter(live);
    if app.screens.guide.field.is_none() {
        app.screens.guide.step = GuideStep::Concern;
    } else if app.screens.guide.region.is_none() && app.screens.guide.step == GuideStep::Card {
        app.screens.guide.step = GuideStep::Place;
    }
    let layout = layout(app);
    for step in GuideStep::ALL {
        let area = layout.texts[step as usize];
        if area.is_empty() && step != app.screens.guide.step {
            continue;
        }
        remake(app, step, area.width);
        let page = &mut app.screens.guide.pages[step as usize];
        page.cursor = page.cursor.min(page.rows.len().saturating_sub(1));
        if !page.row().is_some_and(PageRow::selectable) {
            page.step(0);
        }
        page.follow(area.height.into());
    }
}

/// Rebuilds the page of a step when its inputs have changed.
fn remake(app: &mut App, step: GuideStep, width: u16) {
    let about = match step {
        GuideStep::Concern => About::Concerns(app.screens.guide.others, is_roomy(app)),
        GuideStep::Place => About::Places(app.screens.guide.input.text().trim().to_owned()),
        GuideStep::Card => About::Card(answered(app)),
    };
    let made_of = Some((app.workspace.index.revision(), app.lang(), width, about));
    if app.screens.guide.made_of[step as usize] == made_of {
        return;
    }
    let rows = match step {
        GuideStep::Concern => concerns(app),
        GuideStep::Place => places(app),
        GuideStep::Card => answer(app),
    };
    app.screens.guide.made_of[step as usize] = made_of;
    let page = &mut app.screens.guide.pages[step as usize];
    page.rows = rows;
    page.lines = detail::lines(&page.rows, width.into(), app.workspace.settings.ascii, None);
}

fn is_roomy(app: &App) -> bool {
    layout(app).texts[GuideStep::Concern as usize].height >= ROOMY
}

/// Returns the concerns in the public's words, in file order, then the other fields by name.
fn concerns(app: &App) -> Vec<PageRow> {
    let unfolded = HashSet::new();
    let mut page = PageBuilder::new(app.page_source(), &unfolded);
    let Concerns { asked, others } = Concerns::of(app.workspace.data());
    let roomy = is_roomy(app);
    for field in &asked {
        let spans = page.concern(*field).unwrap_or_else(|| vec![(Role::Text, app.workspace.name(*field))]);
        page.push(PageRow { spans, link: Some(*field), indent: 1, ..PageRow::default() });
        if roomy {
            page.push(PageRow::default());
        }
    }
    let listed = app.screens.guide.others || asked.is_empty();
    if !others.is_empty() && !asked.is_empty() {
        let spans = vec![(Role::Text, t::other(app.lang()).to_owned())];
        page.push(PageRow { spans, folded: Some(!listed), indent: 1, ..PageRow::default() });
    }
    for field in others.iter().filter(|_| listed) {
        let mut spans = vec![(Role::Text, app.workspace.name(*field))];
        spans.extend(page.synonyms(*field));
        page.push(PageRow { spans, link: Some(*field), indent: 2, ..PageRow::default() });
    }
    if asked.is_empty() && others.is_empty() {
        page.text(Role::Unknown, t::no_concerns(app.lang()));
    }
    page.rows
}

/// Returns the places that match the input; all regions while it is empty.
fn places(app: &App) -> Vec<PageRow> {
    let lang = app.lang();
    let typed = app.screens.guide.input.text();
    let typed = typed.trim();
    if typed.is_empty() {
        let mut regions: Vec<Slot> = app.workspace.doc.slots(REGIONS).collect();
        regions.sort_by_cached_key(|slot| collate(&app.workspace.short(*slot)));
        return regions.into_iter().map(|region| place(app, None, Some(region))).collect();
    }
    let found = query::places::places(app.workspace.data(), typed);
    let mut rows: Vec<PageRow> = found.iter().take(MOST).map(|p| place(app, p.municipality, p.region)).collect();
    if found.is_empty() {
        rows.push(said(t::no_place(lang, typed)));
    } else if found.len() > MOST {
        rows.push(said(t::more_places(lang, found.len() - MOST)));
    }
    rows
}

fn said(text: String) -> PageRow {
    PageRow { spans: vec![(Role::Dim, text)], ..PageRow::default() }
}

/// Returns the row of a town with its region, or of a region.
fn place(app: &App, town: Option<Slot>, region: Option<Slot>) -> PageRow {
    let name = region.map_or_else(|| t::region_unknown(app.lang()).to_owned(), |r| app.workspace.name(r));
    let spans = match town {
        Some(town) => vec![(Role::Text, app.workspace.name(town)), (Role::Dim, format!(" · {name}"))],
        None => vec![(Role::Text, name)],
    };
    PageRow { spans, link: region, ..PageRow::default() }
}

/// Returns the card of the choice; while a place is being chosen, of the one under the cursor.
fn answer(app: &App) -> Vec<PageRow> {
    match answered(app) {
        Some((field, region)) => card::rows(app.page_source(), field, region),
        None => vec![said(t::choose_concern(app.lang()).to_owned())],
    }
}

/// Returns the field and region of the card.
fn answered(app: &App) -> Option<(Slot, Slot)> {
    let guide = &app.screens.guide;
    match guide.step {
        GuideStep::Concern => None,
        GuideStep::Place => guide.field.zip(guide.pointed(GuideStep::Place)),
        GuideStep::Card => guide.field.zip(guide.region),
    }
}

/// Types a character of a place.
pub fn insert(app: &mut App, c: char) {
    app.screens.guide.input.insert(c);
    typed(app);
}

/// Pastes a place. Returns `None` when this step has no input, else whether characters had to be
/// removed.
pub fn paste(app: &mut App, text: &str) -> Option<bool> {
    if app.screens.guide.step != GuideStep::Place {
        return None;
    }
    let cut = app.screens.guide.input.paste(text);
    typed(app);
    Some(cut)
}

fn typed(app: &mut App) {
    let page = &mut app.screens.guide.pages[GuideStep::Place as usize];
    page.cursor = 0;
    page.scroll = 0;
}

/// Goes back one step; returns false at the first.
pub fn cancel(app: &mut App) -> bool {
    let guide = &mut app.screens.guide;
    guide.step = match guide.step {
        GuideStep::Concern => return false,
        GuideStep::Place => GuideStep::Concern,
        GuideStep::Card => GuideStep::Place,
    };
    true
}

/// Executes a command; returns false when it has no meaning here.
pub fn run(app: &mut App, command: Command) -> bool {
    if app.screens.guide.step == GuideStep::Place && type_place(app, command) {
        return true;
    }
    match command {
        Command::GuideNext | Command::Choose => next(app),
        Command::Right if app.screens.guide.step == GuideStep::Concern => next(app),
        Command::Right => {}
        Command::Left => drop(cancel(app)),
        Command::GuideBack => {
            if !cancel(app) {
                app.screens.shown = ScreenKind::Directory;
            }
        }
        Command::Copy => copy_value(app),
        Command::CopyRecord => copy_card(app),
        Command::Quit => app.screens.shown = ScreenKind::Directory,
        _ => return move_by(app, command),
    }
    true
}

/// Executes a command of the place input; erasing in an empty line goes back.
fn type_place(app: &mut App, command: Command) -> bool {
    let before = app.screens.guide.input.text();
    if command == Command::EraseLeft && before.is_empty() {
        return cancel(app);
    }
    let done = app.screens.guide.input.execute(command);
    if before != app.screens.guide.input.text() {
        typed(app);
    }
    done
}

/// Moves the cursor of the page; returns false for any other command.
fn move_by(app: &mut App, command: Command) -> bool {
    let height = layout(app).texts[app.screens.guide.step as usize].height;
    let height = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
    let page = app.screens.guide.page();
    match command {
        Command::Up => page.step(-1),
        Command::Down => page.step(1),
        Command::PageUp => page.page(-height),
        Command::PageDown => page.page(height),
        Command::HalfUp => page.page(-(height / 2).max(1)),
        Command::HalfDown => page.page((height / 2).max(1)),
        Command::First => page.step(isize::MIN),
        Command::Last => page.step(isize::MAX),
        _ => return false,
    }
    true
}

/// Takes the row under the cursor: the concern, the place, or the target of the card's row.
fn next(app: &mut App) {
    let step = app.screens.guide.step;
    let row = app.screens.guide.page().row().cloned().unwrap_or_default();
    match (step, row.link) {
        (GuideStep::Concern, Some(field)) => {
            app.screens.guide.field = Some(field);
            app.screens.guide.step = GuideStep::Place;
        }
        (GuideStep::Concern, None) if row.folded.is_some() => app.screens.guide.others = !app.screens.guide.others,
        (GuideStep::Place, Some(region)) => {
            app.screens.guide.region = Some(region);
            app.screens.guide.step = GuideStep::Card;
            app.screens.guide.pages[GuideStep::Card as usize] = Detail::default();
            app.screens.guide.made_of[GuideStep::Card as usize] = None;
        }
        (GuideStep::Card, link) => {
            let owner = row.address.as_ref().and_then(|a| app.workspace.doc.resolve(a));
            match (link, row.address, owner) {
                (Some(slot), Some(address), Some(owner)) if slot == owner => app.open_address(slot, &address),
                (Some(slot), ..) => app.open(slot),
                (None, Some(address), Some(owner)) => app.open_address(owner, &address),
                _ => {}
            }
        }
        _ => {}
    }
}

fn copy_value(app: &mut App) {
    let Some(row) = app.screens.guide.page().row().cloned() else { return };
    let value = row.address.as_ref().and_then(|address| app.workspace.value_text(address)).map(|(plain, _)| plain);
    let text = value.unwrap_or_else(|| row.text());
    app.request(Effect::Copy(text));
}

/// Copies the card; before there is one, the list shown.
fn copy_card(app: &mut App) {
    let guide = &app.screens.guide;
    let mut text = String::new();
    if guide.step == GuideStep::Card
        && let (Some(field), Some(region)) = (guide.field, guide.region)
    {
        text = format!("{} · {}\n\n", app.workspace.name(field), app.workspace.name(region));
    }
    text.push_str(&card::plain(&guide.pages[guide.step as usize].rows));
    app.request(Effect::Copy(text));
}
