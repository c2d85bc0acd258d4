//! The guide ("Ich möchte …"): leads from a concern and a place to the card that says whom to ask.
//!
//! Who begins by typing a place is asked for the concern afterwards, or sees just the office there.
//! Three steps, each a page of rows as in the detail view; [`card`] builds the rows of the card.
//! Draws nothing. Entry point: [`Guide`].

pub mod card;
mod copied_text;
pub mod layout;
mod page_inputs;
mod place_rows;

use std::collections::HashSet;

use ratatui::layout::Size;

use crate::app::detail::{self, Detail, PageBuilder, PageRoom, PageRow};
use crate::app::input::TextInput;
use crate::app::layout as areas;
use crate::app::workspace::Workspace;
use crate::command::{Command, Context};
use crate::document::{Relocation, Slot};
use crate::query::concerns::Concerns;
use crate::texts;
use crate::theme::Role;

use super::{Screen, ScreenContext, ScreenKind, ScreenRequest};
use layout::GuideLayout;
use page_inputs::{About, ConcernList, PageInputs};

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
    /// True when the place is chosen before the concern.
    is_place_first: bool,
    /// True when fields without a concern are listed as well.
    others: bool,
    /// What the pages were built from; they stay valid while it is unchanged.
    made_of: [Option<PageInputs>; 3],
}

impl Default for Guide {
    fn default() -> Self {
        Guide {
            step: GuideStep::default(),
            pages: <[Detail; 3]>::default(),
            input: TextInput::new("", false),
            field: None,
            region: None,
            is_place_first: false,
            others: false,
            made_of: [const { None }; 3],
        }
    }
}

impl Guide {
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
            }),
            GuideStep::Place => About::Places(self.input.text().trim().to_owned()),
            GuideStep::Card => About::Card(self.answered()),
        };
        let made_of = Some((workspace.index.revision(), workspace.lang(), width, about));
        if self.made_of[step as usize] == made_of {
            return;
        }
        let rows = match step {
            GuideStep::Concern => self.concerns(context),
            GuideStep::Place => place_rows::rows(workspace, self.input.text().trim()),
            GuideStep::Card => self.answer(workspace),
        };
        self.made_of[step as usize] = made_of;
        let page = &mut self.pages[step as usize];
        page.rows = rows;
        let room = PageRoom { cells: width.into(), column: None };
        page.lines = detail::lines(&page.rows, room, workspace.settings.ascii, None);
    }

    fn is_roomy(&self, size: Size) -> bool {
        self.layout(size).texts[GuideStep::Concern as usize].height >= ROOMY
    }

    /// Returns the concerns in the public's words, in file order, then the other fields by name.
    fn concerns(&self, ScreenContext { workspace, size, .. }: ScreenContext<'_>) -> Vec<PageRow> {
        let unfolded = HashSet::new();
        let mut page = PageBuilder::new(workspace.page_source(None), &unfolded);
        let Concerns { asked, others } = Concerns::of(workspace.data());
        let roomy = self.is_roomy(size);
        if let Some(region) = self.first_region() {
            let spans = vec![(Role::Text, texts::guide::only_office(workspace.lang(), &workspace.name(region)))];
            page.push(PageRow { spans, link: Some(region), indent: 1, ..PageRow::default() });
        }
        for field in &asked {
            let spans = page.concern(*field).unwrap_or_else(|| vec![(Role::Text, workspace.name(*field))]);
            page.push(PageRow { spans, link: Some(*field), indent: 1, ..PageRow::default() });
            if roomy {
                page.push(PageRow::default());
            }
        }
        let listed = self.others || asked.is_empty();
        if !others.is_empty() && !asked.is_empty() {
            let spans = vec![(Role::Text, texts::guide::other(workspace.lang()).to_owned())];
            page.push(PageRow { spans, folded: Some(!listed), indent: 1, ..PageRow::default() });
        }
        for field in others.iter().filter(|_| listed) {
            let mut spans = vec![(Role::Text, workspace.name(*field))];
            spans.extend(page.synonyms(*field));
            page.push(PageRow { spans, link: Some(*field), indent: 2, ..PageRow::default() });
        }
        if asked.is_empty() && others.is_empty() {
            page.text(Role::Unknown, texts::guide::no_concerns(workspace.lang()));
        }
        if self.first_region().is_none() {
            page.text(Role::Dim, texts::guide::or_type_place(workspace.lang()));
        }
        page.rows
    }

    /// Goes back one step; returns false on the first. From a place that was typed before the
    /// concern it leads to the concerns, where that began.
    fn step_back(&mut self) -> bool {
        match self.number(self.step) {
            0 if self.is_place_first => {
                (self.is_place_first, self.step) = (false, GuideStep::Concern);
                (self.field, self.region) = (None, None);
            }
            0 => return false,
            number => self.step = self.order()[number - 1],
        }
        true
    }

    /// Takes the next step. The card begins at its first row.
    fn step_on(&mut self) {
        self.step = self.order()[(self.number(self.step) + 1).min(2)];
        if self.step == GuideStep::Card {
            self.pages[GuideStep::Card as usize] = Detail::default();
            self.made_of[GuideStep::Card as usize] = None;
        }
    }

    /// Executes a command of the place input; erasing in an empty line goes back.
    fn type_place(&mut self, command: Command) -> bool {
        let before = self.input.text();
        if command == Command::EraseLeft && before.is_empty() {
            return self.step_back();
        }
        let done = self.input.execute(command);
        if before != self.input.text() {
            self.restart_places();
        }
        done
    }

    /// Returns to the first of the places, after other text was typed.
    fn restart_places(&mut self) {
        let page = &mut self.pages[GuideStep::Place as usize];
        page.cursor = 0;
        page.scroll = 0;
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

    /// Takes the row under the cursor: the concern, the place, or the target of the card's row.
    fn next(&mut self, workspace: &Workspace) -> Option<ScreenRequest> {
        let row = self.page().row().cloned().unwrap_or_default();
        match (self.step, row.link) {
            (GuideStep::Concern, Some(row)) => {
                self.field = Some(row).filter(|row| self.first_region() != Some(*row));
                self.step_on();
            }
            (GuideStep::Concern, None) if row.folded.is_some() => {
                self.others = !self.others;
                self.page().just_unfolded = self.others;
            }
            (GuideStep::Place, Some(region)) => {
                self.region = Some(region);
                self.step_on();
            }
            (GuideStep::Card, link) => {
                let owner = row.address.as_ref().and_then(|a| workspace.doc.resolve(a));
                return match (link, row.address, owner) {
                    (Some(slot), Some(address), Some(owner)) if slot == owner => {
                        Some(ScreenRequest::OpenAt(slot, address))
                    }
                    (Some(slot), ..) => Some(ScreenRequest::Open(slot)),
                    (None, Some(address), Some(owner)) => Some(ScreenRequest::OpenAt(owner, address)),
                    _ => None,
                };
            }
            _ => {}
        }
        None
    }
}

impl Screen for Guide {
    fn open(&mut self, _records: &[Slot], _context: ScreenContext<'_>) {
        *self = Guide::default();
    }

    fn contexts(&self) -> &'static [Context] {
        match self.step {
            GuideStep::Place => Context::Pick.stack(),
            GuideStep::Concern | GuideStep::Card => Context::Guide.stack(),
        }
    }

    fn execute(&mut self, command: Command, context: ScreenContext<'_>, requests: &mut Vec<ScreenRequest>) -> bool {
        if self.step == GuideStep::Place && self.type_place(command) {
            return true;
        }
        match command {
            Command::GuideNext | Command::Choose => requests.extend(self.next(context.workspace)),
            Command::Right if self.step == GuideStep::Concern => requests.extend(self.next(context.workspace)),
            Command::Right => {}
            Command::Left => drop(self.step_back()),
            Command::GuideBack => {
                if !self.step_back() {
                    requests.push(ScreenRequest::Show(ScreenKind::Directory));
                }
            }
            Command::Copy => requests.extend(self.copied_value(context.workspace)),
            Command::CopyPage => requests.push(self.copied_card(context.workspace)),
            Command::CopySource => requests.push(self.copied_source(context.workspace)),
            _ => return self.move_by(command, context.size),
        }
        true
    }

    /// Among the concerns, a letter that is no key begins a place.
    fn begins_text(&self, c: char) -> bool {
        self.step == GuideStep::Concern && c.is_alphanumeric()
    }

    fn insert(&mut self, c: char, _context: ScreenContext<'_>) {
        if self.step == GuideStep::Concern {
            (self.step, self.is_place_first, self.region) = (GuideStep::Place, true, None);
            self.input = TextInput::new("", false);
        }
        self.input.insert(c);
        self.restart_places();
    }

    fn paste(&mut self, text: &str) -> Option<bool> {
        if self.step != GuideStep::Place {
            return None;
        }
        let cut = self.input.paste(text);
        self.restart_places();
        Some(cut)
    }

    fn cancel(&mut self, _context: ScreenContext<'_>) -> bool {
        self.step_back()
    }

    fn refresh(&mut self, context: ScreenContext<'_>) {
        let live = |slot: &Slot| context.workspace.doc.is_live(*slot);
        self.field = self.field.filter(live);
        self.region = self.region.filter(live);
        let (first, second) = match self.is_place_first {
            true => (self.region.is_some(), true),
            false => (self.field.is_some(), self.region.is_some()),
        };
        if !first {
            self.step = self.order()[0];
        } else if !second && self.step == GuideStep::Card {
            self.step = self.order()[1];
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
