//! The guide ("Ich möchte …"): leads from a concern and a place to the card that says whom to ask.
//!
//! Both questions understand a place, a field or a concern. Who names a place first is asked for
//! the concern afterwards, or sees just the office there. Three steps, each a page of rows as in
//! the detail view; [`card`] builds the rows of the card. Draws nothing. Entry point: [`Guide`].

pub mod card;
mod choosing;
mod concern_rows;
mod copied_text;
pub mod layout;
mod page_inputs;
mod typed_rows;

use ratatui::layout::Size;

use crate::app::detail::{self, Detail, PageRoom, PageRow};
use crate::app::input::TextInput;
use crate::app::layout as areas;
use crate::app::pointer::PointerTarget;
use crate::app::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{Relocation, Slot};
use crate::model::BODIES;
use crate::query::place_and_topic::{FieldInRegion, PlaceAndTopic};
use crate::texts;

use super::{Screen, ScreenContext, ScreenKind, ScreenRequest};
use layout::GuideLayout;
use page_inputs::{About, ConcernList, PageInputs};

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
    /// What is typed at the steps that ask: the concern, the place.
    pub inputs: [TextInput; 2],
    /// The chosen action field.
    pub field: Option<Slot>,
    /// The chosen region.
    pub region: Option<Slot>,
    /// True when the place is chosen before the concern.
    is_place_first: bool,
    /// True when fields without a concern are listed as well.
    others: bool,
    /// The first rows of the steps that ask, where these stand for a region and an action field.
    together: [Vec<FieldInRegion>; 2],
    /// What the pages were built from; they stay valid while it is unchanged.
    made_of: [Option<PageInputs>; 3],
}

impl Default for Guide {
    fn default() -> Self {
        Guide {
            step: GuideStep::default(),
            pages: <[Detail; 3]>::default(),
            inputs: [empty_input(), empty_input()],
            field: None,
            region: None,
            is_place_first: false,
            others: false,
            together: <[Vec<FieldInRegion>; 2]>::default(),
            made_of: [const { None }; 3],
        }
    }
}

fn empty_input() -> TextInput {
    TextInput::new("", false)
}

impl Guide {
    /// Returns the guide at the card of a region about an action field.
    pub fn at_card(about: FieldInRegion) -> Guide {
        let FieldInRegion { region, field } = about;
        Guide { step: GuideStep::Card, field: Some(field), region: Some(region), ..Guide::default() }
    }

    /// Returns the current layout.
    pub fn layout(&self, size: Size) -> GuideLayout {
        GuideLayout::new(areas::screen(size).body, self.step)
    }

    /// Returns the steps in the order in which they are taken.
    fn order(&self) -> [GuideStep; 3] {
        use GuideStep::{Card, Concern, Place};
        if self.is_place_first { [Place, Concern, Card] } else { [Concern, Place, Card] }
    }

    /// Returns the place of a step in that order, from 0.
    pub fn number(&self, step: GuideStep) -> usize {
        self.order().iter().position(|other| *other == step).unwrap_or_default()
    }

    /// Returns the region that was chosen before the concern.
    pub fn first_region(&self) -> Option<Slot> {
        self.region.filter(|_| self.is_place_first)
    }

    fn page(&mut self) -> &mut Detail {
        &mut self.pages[self.step as usize]
    }

    /// Returns the record that the row under the cursor of a step leads to.
    fn pointed(&self, step: GuideStep) -> Option<Slot> {
        self.pages[step as usize].row()?.link
    }

    /// Rebuilds the page of a step when its inputs have changed.
    fn remake(&mut self, step: GuideStep, width: u16, context: ScreenContext<'_>) {
        let workspace = context.workspace;
        let about = match step {
            GuideStep::Concern => About::Concerns(ConcernList {
                others: self.others,
                is_roomy: self.is_roomy(context.size),
                region: self.first_region(),
                typed: self.typed(step),
            }),
            GuideStep::Place => About::Places(self.typed(step)),
            GuideStep::Card => About::Card(self.answered()),
        };
        let made_of = Some((workspace.index.revision(), workspace.lang(), width, about));
        if self.made_of[step as usize] == made_of {
            return;
        }
        let named = PlaceAndTopic::read(workspace.data(), &self.typed(step));
        if let Some(together) = self.together.get_mut(step as usize) {
            *together = named.as_ref().map(|named| named.fields_in_regions(workspace.data())).unwrap_or_default();
        }
        let rows = match (step, named) {
            (GuideStep::Concern | GuideStep::Place, Some(named)) => typed_rows::of_both(workspace, &named),
            (GuideStep::Concern, None) => self.concerns(context),
            (GuideStep::Place, None) => typed_rows::of_place(workspace, &self.typed(step)),
            (GuideStep::Card, _) => self.answer(workspace),
        };
        self.made_of[step as usize] = made_of;
        let page = &mut self.pages[step as usize];
        page.rows = rows;
        let room = PageRoom { cells: width.into(), column: None };
        page.lines = detail::lines(&page.rows, room, workspace.settings.ascii, None);
    }

    /// Returns what is typed at a step, without the blanks around it.
    fn typed(&self, step: GuideStep) -> String {
        self.inputs.get(step as usize).map_or_else(String::new, |input| input.text().trim().to_owned())
    }

    /// Goes back one step, or to all choices of the first; returns false where there is no way
    /// back.
    fn step_back(&mut self) -> bool {
        match (self.step, self.is_place_first) {
            (GuideStep::Concern, _) if !self.typed(GuideStep::Concern).is_empty() => self.ask_again(),
            (GuideStep::Concern, false) => return false,
            (GuideStep::Concern, true) => {
                // To where the place was named.
                self.inputs.swap(0, 1);
                self.ask_again_at(GuideStep::Place);
                (self.field, self.region, self.is_place_first) = (None, None, false);
            }
            (GuideStep::Place, _) => self.step = GuideStep::Concern,
            (GuideStep::Card, true) => self.step = GuideStep::Concern,
            (GuideStep::Card, false) => self.step = GuideStep::Place,
        }
        true
    }

    /// Takes the next step. The card begins at its first row.
    fn step_on(&mut self) {
        self.step = self.order()[(self.number(self.step) + 1).min(2)];
        if self.step == GuideStep::Card {
            self.begin_card();
        }
    }

    fn begin_card(&mut self) {
        self.pages[GuideStep::Card as usize] = Detail::default();
        self.made_of[GuideStep::Card as usize] = None;
    }

    /// Executes a command of the input line; erasing in an empty one goes back.
    fn type_text(&mut self, command: Command) -> bool {
        let Some(input) = self.inputs.get_mut(self.step as usize) else { return false };
        let before = input.text();
        match command {
            Command::EraseLeft if before.is_empty() => return self.step_back(),
            // An empty line has no beginning: the keys are those of the list below.
            Command::LineStart if before.is_empty() => self.page().step(isize::MIN),
            Command::LineEnd if before.is_empty() => self.page().step(isize::MAX),
            _ => {
                let done = input.execute(command);
                if before != input.text() {
                    self.restart_rows();
                }
                return done;
            }
        }
        true
    }

    /// Returns to the first of the choices, after other text was typed.
    fn restart_rows(&mut self) {
        let page = self.page();
        (page.cursor, page.scroll) = (0, 0);
    }

    /// Empties the input line of the step.
    fn ask_again(&mut self) {
        self.ask_again_at(self.step);
    }

    fn ask_again_at(&mut self, step: GuideStep) {
        self.inputs[step as usize] = empty_input();
        let page = &mut self.pages[step as usize];
        (page.cursor, page.scroll) = (0, 0);
    }

    /// Moves the cursor of the page; returns false for any other command.
    fn move_by(&mut self, command: Command, size: Size) -> bool {
        let height = self.layout(size).texts[self.step as usize].height;
        let height = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
        let page = self.page();
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
}

impl Screen for Guide {
    fn open(&mut self, _records: &[Slot], _context: ScreenContext<'_>) {
        *self = Guide::default();
    }

    fn contexts(&self) -> &'static [Context] {
        match self.step {
            GuideStep::Concern | GuideStep::Place => Context::Pick.stack(),
            GuideStep::Card => Context::Guide.stack(),
        }
    }

    fn execute(&mut self, command: Command, context: ScreenContext<'_>, requests: &mut Vec<ScreenRequest>) -> bool {
        if self.type_text(command) {
            return true;
        }
        match command {
            Command::GuideNext | Command::Choose => requests.extend(self.next(context.workspace)),
            Command::Right => {}
            Command::Left => drop(self.step_back()),
            Command::GuideBack => {
                if !self.step_back() {
                    requests.push(ScreenRequest::Show(ScreenKind::Directory));
                }
            }
            Command::Copy => requests.extend(self.copied_here(context.workspace)),
            Command::CopyPage => requests.push(self.copied_card(context.workspace)),
            Command::CopySource => requests.push(self.copied_source(context.workspace)),
            _ => return self.move_by(command, context.size),
        }
        true
    }

    fn label(&self, command: Command, workspace: &Workspace) -> Option<String> {
        let is_office = self.pointed(self.step).is_some_and(|slot| slot.table == BODIES);
        let copies_contact = command == Command::Copy && self.is_at_block() && is_office;
        copies_contact.then(|| texts::guide::copy_contact(workspace.lang()).to_owned())
    }

    fn text_field(&mut self) -> Option<&mut TextInput> {
        self.inputs.get_mut(self.step as usize)
    }

    fn follow_typing(&mut self, _context: ScreenContext<'_>) {
        self.restart_rows();
    }

    fn point_at(&mut self, target: &PointerTarget, _context: ScreenContext<'_>) -> bool {
        let PointerTarget::PageRow(row) = *target else { return false };
        let page = self.page();
        let is_row = page.rows.get(row).is_some_and(PageRow::selectable);
        page.cursor = if is_row { row } else { page.cursor };
        is_row
    }

    fn scroll_at(&mut self, _target: &PointerTarget, by: isize, _context: ScreenContext<'_>) {
        self.page().page(by);
    }

    fn refresh(&mut self, context: ScreenContext<'_>) {
        let live = |slot: &Slot| context.workspace.doc.is_live(*slot);
        self.field = self.field.filter(live);
        self.region = self.region.filter(live);
        self.is_place_first &= self.region.is_some();
        let is_asked = match self.step {
            GuideStep::Concern => true,
            GuideStep::Place => self.field.is_some(),
            GuideStep::Card => self.region.is_some() && (self.field.is_some() || self.is_place_first),
        };
        if !is_asked {
            self.step = if self.field.is_some() { GuideStep::Place } else { GuideStep::Concern };
        }
        let layout = self.layout(context.size);
        for step in GuideStep::ALL {
            let area = layout.texts[step as usize];
            if area.is_empty() && step != self.step {
                continue;
            }
            self.remake(step, area.width, context);
            let page = &mut self.pages[step as usize];
            page.cursor = page.cursor.min(page.rows.len().saturating_sub(1));
            if !page.row().is_some_and(PageRow::selectable) {
                page.step(0);
            }
            page.follow(area.height.into());
        }
    }

    fn records(&self) -> Option<Vec<Slot>> {
        Some(self.field.into_iter().chain(self.region).collect())
    }

    fn relocate(&mut self, relocation: &Relocation<'_>) -> bool {
        let chosen = [self.field, self.region];
        let now = chosen.map(|slot| slot.and_then(|slot| relocation.slot(slot)));
        [self.field, self.region] = now;
        self.made_of = [const { None }; 3];
        now == chosen
    }
}
