//! The directory screen: three panes of records, and the page of one of them.
//!
//! It lies below every other screen: its record is what commands are about that name none. Changes
//! nothing but itself; editing what the page shows is [`crate::app::edit`]. Entry point:
//! [`Directory`].

mod copying;
mod narrowing;
mod navigate;
mod page;
mod page_prefetch;
pub mod pane;
mod pointing;
pub(in crate::app) mod relocation;
pub mod trail;

use ratatui::layout::Size;

use crate::app::completing::QueryPrompt;
use crate::app::detail::{Detail, PageRow};
use crate::app::editor::{AddedPlace, Editor, UnsourcedStatement};
use crate::app::input::TextInput;
use crate::app::layout::{self, DirectoryLayout};
use crate::app::pointer::PointerTarget;
use crate::app::workspace::Workspace;
use crate::command::{Command, CommandContext, Context};
use crate::document::{Address, AddressStep, Relocation, Slot};
use crate::model::provenance::has_source;
use crate::model::{ACTION_FIELDS, BODIES, REGIONS};
use crate::query::list::ListOrder;
use crate::query::relations::Related;
use crate::schema::Table;
use crate::texts::{self, Lang};

use super::{Screen, ScreenContext, ScreenKind, ScreenRequest};
use pane::Pane;
use trail::Trail;

/// The focused part of the directory screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// One of the panes, from 0.
    Pane(usize),
    /// The detail view.
    Detail,
}

/// The records selected on the directory screen.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct Selected {
    panes: [Option<Slot>; 3],
    subject: Option<Slot>,
}

impl Selected {
    /// Returns the selection by the slots that its records have now.
    pub(in crate::app) fn relocated(self, to: impl Fn(Slot) -> Option<Slot>) -> Selected {
        let to = |slot: Option<Slot>| slot.and_then(&to);
        Selected { panes: self.panes.map(to), subject: to(self.subject) }
    }
}

/// The directory screen.
#[derive(Debug)]
pub struct Directory {
    /// The three panes.
    pub panes: [Pane; 3],
    /// The focused part of the screen.
    pub focus: Focus,
    /// The pane whose selection determines the marks of the other panes.
    pub anchor: usize,
    /// The record that the panes of other tables are narrowed to: they list only what is related to
    /// it, wherever the selection goes.
    pub narrowed_to: Option<Slot>,
    /// The record that the marks refer to.
    related_to: Option<Slot>,
    /// The detail view.
    pub detail: Detail,
    /// The trail for going back and forward.
    pub trail: Trail,
    /// The value being edited in the detail view.
    pub editor: Option<Editor>,
    /// A statement whose source has not been asked for yet.
    pub(in crate::app) unsourced: Option<UnsourcedStatement>,
    /// A value that was taken by the last key although something is doubtful about it.
    pub(in crate::app) doubtful: Option<Address>,
    /// A record or list item that was just added, while its fields are asked for.
    pub(in crate::app) added: Option<AddedPlace>,
    /// The record of the page was removed and the page shows another one. The next edit command
    /// then only enters the page.
    pub(in crate::app) shows_another: bool,
    /// More keys are waiting, so a page that only the next frame needs is not built yet
    /// ([`crate::app::App::flush_deferred`]).
    pub(in crate::app) more_input_pending: bool,
    /// The page was not built for that reason.
    pub(in crate::app) page_due: bool,
}

impl Default for Directory {
    fn default() -> Directory {
        Directory {
            panes: [REGIONS, BODIES, ACTION_FIELDS].map(Pane::new),
            focus: Focus::Pane(0),
            anchor: 0,
            narrowed_to: None,
            related_to: None,
            detail: Detail::default(),
            trail: Trail::default(),
            editor: None,
            unsourced: None,
            doubtful: None,
            added: None,
            shows_another: false,
            more_input_pending: false,
            page_due: false,
        }
    }
}

impl Directory {
    /// Returns the current layout.
    pub fn layout(&self, size: Size) -> DirectoryLayout {
        let most = self.widest_layout(size);
        let columns = if self.detail.columns == 0 { most.columns } else { self.detail.columns.min(most.columns) };
        DirectoryLayout { columns, ..most }
    }

    /// Returns the layout for a page that takes all columns.
    fn widest_layout(&self, size: Size) -> DirectoryLayout {
        layout::directory(size, self.focus, self.anchor, [0, 1, 2].map(|n| self.panes[n].total))
    }

    /// Returns the record that the detail view shows.
    pub fn subject(&self, workspace: &Workspace) -> Option<Slot> {
        self.detail.subject.filter(|s| workspace.doc.is_live(*s))
    }

    /// Returns the facts about it that the availability of commands depends on, on every screen.
    pub(in crate::app) fn facts(&self, workspace: &Workspace) -> CommandContext {
        let row = self.focused_row();
        CommandContext {
            record: self.subject(workspace).is_some(),
            value: row.is_some_and(|r| r.address.is_some()),
            link: row.is_some_and(|r| r.link.is_some()),
            heading: row.is_some_and(|r| r.section.is_some()),
            item: row.is_some() && self.item_under_cursor().is_some(),
            marked: !workspace.marked.is_empty(),
            sourced: !workspace.marked.is_empty()
                || match row.and_then(|r| r.address.as_ref()) {
                    Some(address) => has_source(address.table, &address.path),
                    None => self.record_here(workspace).is_some_and(|slot| has_source(slot.table, &[])),
                },
            back: self.trail.can_go_back(),
            forward: self.trail.can_go_forward(),
            ..CommandContext::default()
        }
    }

    /// Returns the row under the cursor of the page while that has the focus.
    pub fn focused_row(&self) -> Option<&PageRow> {
        self.detail.row().filter(|_| self.focus == Focus::Detail)
    }

    /// Returns the list and index of the item under the cursor of the page.
    pub(in crate::app) fn item_under_cursor(&self) -> Option<(Address, usize)> {
        let address = self.detail.row()?.address.as_ref()?;
        let (last, list) = address.path.split_last()?;
        let AddressStep::Item(at) = last else { return None };
        Some((Address { path: list.to_vec(), ..address.clone() }, *at))
    }

    /// Returns the region of the record shown, or else the selected one.
    pub(in crate::app) fn region_here(&self, workspace: &Workspace) -> Option<Slot> {
        let shown = self.subject(workspace).filter(|_| self.focus == Focus::Detail);
        let of = |slot: Slot| if slot.table == REGIONS { Some(slot) } else { workspace.index.region_of(slot) };
        shown.and_then(of).or_else(|| self.panes[0].selected())
    }

    /// Returns the record that the row under the cursor stands for: the one it leads to, the one
    /// whose value it shows, or else the page's.
    pub fn record_here(&self, workspace: &Workspace) -> Option<Slot> {
        let row = self.focused_row();
        let owner = row.and_then(|r| r.address.as_ref()).and_then(|a| workspace.doc.resolve(a));
        let led_to = row.and_then(|r| r.link).filter(|link| owner.is_none() || owner == Some(*link));
        led_to.or(owner).or_else(|| self.subject(workspace))
    }

    /// Returns the place that the row under the cursor is about: its value, or else the record that
    /// it stands for.
    pub(in crate::app) fn place_here(&self, workspace: &Workspace) -> Option<Address> {
        let address = self.focused_row().and_then(|row| row.address.clone());
        address.or_else(|| self.record_here(workspace).map(|slot| workspace.doc.address(slot)))
    }

    /// Returns the relations of the anchor's selection.
    pub fn related_to<'w>(&self, workspace: &'w Workspace) -> Option<Related<'w>> {
        self.related_to.map(|anchor| Related { data: workspace.data(), anchor })
    }

    /// Returns the record selected in each pane, and the one shown.
    pub(in crate::app) fn selection(&self) -> Selected {
        Selected { panes: [0, 1, 2].map(|number| self.panes[number].selected()), subject: self.detail.subject }
    }

    /// Selects records again, after their slots have changed.
    pub(in crate::app) fn select(&mut self, selection: Selected, context: ScreenContext<'_>) {
        self.detail.subject = selection.subject;
        self.refresh_panes(context);
        for (pane, slot) in self.panes.iter_mut().zip(selection.panes) {
            slot.map(|slot| pane.select(slot));
        }
    }

    fn switch_order(&mut self, context: ScreenContext<'_>) -> ScreenRequest {
        let (pane, lang) = (&mut self.panes[self.anchor], context.workspace.lang());
        pane.order = if pane.order == ListOrder::Name { ListOrder::File } else { ListOrder::Name };
        let text =
            if pane.order == ListOrder::Name { texts::panes::by_name(lang) } else { texts::panes::by_file(lang) };
        ScreenRequest::Info(text.to_owned())
    }

    /// Handles Enter: from a pane to the page; on the page it follows the row's link or unfolds.
    /// Returns false on a row that can only be edited.
    fn enter(&mut self, requests: &mut Vec<ScreenRequest>, context: ScreenContext<'_>) -> bool {
        if self.focus != Focus::Detail {
            self.enter_page();
            return true;
        }
        let Some(row) = self.detail.row() else { return true };
        match row.link {
            Some(link) => requests.push(ScreenRequest::Open(link)),
            None if row.folded.is_some() => self.toggle_fold(context),
            None => return false,
        }
        true
    }

    /// Returns true on a row of the page that folds what is below it, and is folded as said.
    fn is_on_fold(&self, folded: bool) -> bool {
        self.focused_row().is_some_and(|row| row.folded == Some(folded))
    }
}

impl Screen for Directory {
    fn has_found(&self) -> bool {
        !self.detail.find.is_empty() || self.filtered_pane().is_some() || self.is_walking()
    }

    fn contexts(&self) -> &'static [Context] {
        match self.focus {
            _ if self.editor.is_some() => Context::Text.stack(),
            Focus::Pane(_) if self.typing_pane().is_some() => Context::Filter.stack(),
            Focus::Pane(_) => Context::Pane.stack(),
            Focus::Detail => Context::Detail.stack(),
        }
    }

    fn execute(&mut self, command: Command, context: ScreenContext<'_>, requests: &mut Vec<ScreenRequest>) -> bool {
        if let Some(editor) = &mut self.editor {
            // What leaves the field changes the dataset.
            let stays = !matches!(command, Command::Confirm | Command::NextField | Command::PreviousField);
            if stays {
                editor.execute(command);
            }
            return stays;
        }
        if self.typing_pane().is_some_and(|number| self.type_filter(number, command, context, requests)) {
            return true;
        }
        match command {
            Command::NextPane => self.cycle(1),
            Command::PreviousPane => self.cycle(3),
            Command::Pane1 => self.focus_on(Focus::Pane(0)),
            Command::Pane2 => self.focus_on(Focus::Pane(1)),
            Command::Pane3 => self.focus_on(Focus::Pane(2)),
            Command::Right if self.is_on_fold(true) => self.toggle_fold(context),
            Command::Left if self.is_on_fold(false) => self.toggle_fold(context),
            Command::Pane4 | Command::Right => self.focus_on(Focus::Detail),
            Command::Left => self.focus_on(Focus::Pane(self.anchor)),
            Command::NextSection => self.step_section(1, context),
            Command::PreviousSection => self.step_section(-1, context),
            Command::FoldSection => self.detail.toggle_section(context.workspace.lang()),
            Command::FoldSections => self.fold_sections(context),
            Command::Open => return self.enter(requests, context),
            Command::Back => requests.extend(self.go_back(context).map(ScreenRequest::Show)),
            Command::Forward => requests.extend(self.go_forward(context).map(ScreenRequest::Show)),
            Command::Filter => match self.focus {
                Focus::Pane(number) => {
                    self.panes[number].begin_typing();
                    self.refresh_panes(context);
                }
                Focus::Detail => return false,
            },
            Command::FindNext => requests.extend(self.find_next(1, context)),
            Command::FindPrevious => requests.extend(self.find_next(-1, context)),
            Command::Related => requests.push(self.narrow(context)),
            Command::Sort => requests.push(self.switch_order(context)),
            Command::Copy => requests.extend(self.copied_value(context.workspace)),
            Command::CopyPage => requests.extend(self.copied_page(context.workspace)),
            Command::CopySource => requests.extend(self.copied_source(context.workspace)),
            Command::Up
            | Command::Down
            | Command::PageUp
            | Command::PageDown
            | Command::HalfUp
            | Command::HalfDown
            | Command::First
            | Command::Last => self.move_by(command, context),
            _ => return false,
        }
        true
    }

    fn text_field(&mut self) -> Option<&mut TextInput> {
        if self.editor.is_some() {
            return self.editor.as_mut().map(|editor| &mut editor.input);
        }
        self.typing_pane().map(|number| &mut self.panes[number].filter)
    }

    fn follow_typing(&mut self, context: ScreenContext<'_>) {
        match &mut self.editor {
            Some(editor) => editor.follow_typing(),
            None => self.typing_pane().into_iter().for_each(|number| self.refilter(number, context)),
        }
    }

    fn point_at(&mut self, target: &PointerTarget, context: ScreenContext<'_>) -> bool {
        self.click(target, context)
    }

    fn scroll_at(&mut self, target: &PointerTarget, by: isize, context: ScreenContext<'_>) {
        self.turn(target, by, context);
    }

    fn complaint(&self, lang: Lang) -> Option<String> {
        self.filter_mistake(lang)
    }

    fn awaited_query(&self) -> Option<Option<Table>> {
        self.awaited_filter()
    }

    fn query_prompt(&self) -> Option<QueryPrompt> {
        self.typed_query()
    }

    fn cancel(&mut self, context: ScreenContext<'_>) -> bool {
        match self.focus {
            Focus::Detail => self.focus = Focus::Pane(self.anchor),
            Focus::Pane(number) => self.lift_limit(number, context),
        }
        true
    }

    fn refresh(&mut self, context: ScreenContext<'_>) {
        self.refresh_panes(context);
        let room = self.layout(context.size).detail_inner().height;
        if let Some(editor) = &mut self.editor {
            context.workspace.narrow_choices(editor);
            editor.fit(room.into());
        }
        // Keys in a list do not depend on the page.
        let is_list = context.is_in_front(ScreenKind::Directory) && self.focus != Focus::Detail;
        self.page_due = self.more_input_pending && is_list;
        if !self.page_due {
            self.refresh_detail(context);
        }
        self.refresh_scroll(context);
    }

    fn relocate(&mut self, relocation: &Relocation<'_>) -> bool {
        let to = |slot: Slot| relocation.slot(slot);
        let selected = self.panes.iter().filter_map(Pane::selected);
        let kept = selected.chain(self.detail.subject).chain(self.trail.subjects()).all(|s| to(s) == Some(s));
        self.trail.relocate(to);
        self.related_to = None;
        self.narrowed_to = self.narrowed_to.and_then(to);
        self.panes.iter_mut().for_each(Pane::outdate);
        self.detail.outdate();
        kept
    }
}
