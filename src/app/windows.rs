//! The windows: the source of their rows and the effect of a choice.

pub mod about;
pub mod changes;
pub mod conflicts;
pub mod delete;
pub mod editor_file;
pub mod find;
pub mod help;
pub mod new_record;
pub mod palette;
pub mod problems;
pub mod quit;
pub mod replace_file;
pub mod retry;
pub mod search;
pub mod typed_texts;
pub mod value_history;

use crate::command::Command;

use super::App;
use super::window::{Action, Window, WindowPurpose, WindowRow};
use crate::theme::Role;

/// Returns a row of text that cannot be chosen.
pub(super) fn said(role: Role, text: impl Into<String>) -> WindowRow {
    WindowRow { spans: vec![(role, text.into())], ..WindowRow::default() }
}

impl App {
    /// Opens a window on top.
    pub(super) fn show(&mut self, window: Window) {
        self.windows.push(window);
    }

    /// Rebuilds the rows of the topmost window from its input or the changed state.
    pub(super) fn refresh_window(&mut self, typed: bool) {
        let Some(mut window) = self.windows.pop() else { return };
        window.ascii = self.workspace.settings.ascii;
        let text = window.text();
        let chosen = window.action();
        let rows = match window.purpose {
            WindowPurpose::Search => self.search_rows(&text),
            WindowPurpose::Palette => Some(palette::rows(self, &text)),
            WindowPurpose::Help => Some(help::rows(self, &text)),
            WindowPurpose::Changes => Some(changes::rows(self)),
            WindowPurpose::Recovery => Some(self.recovery_rows()),
            WindowPurpose::Conflicts => {
                window.title = conflicts::title(self);
                Some(conflicts::rows(self))
            }
            WindowPurpose::ConflictText(number) => Some(conflicts::choices(self, number, &text)),
            WindowPurpose::New(ref new) => Some(new_record::rows(self, new, &text)),
            _ => None,
        };
        let found = rows.is_some() && window.purpose == WindowPurpose::Search;
        if let Some(rows) = rows {
            window.rows = rows;
        }
        if typed {
            window.error = None;
        } else if let Some(row) = chosen.and_then(|action| window.row_of(&action)) {
            // Rows above it may have appeared or disappeared.
            window.cursor = row;
        }
        // Search results may arrive some time after the input.
        if typed || found {
            window.to_first();
        }
        window.cursor = window.cursor.min(window.rows.len().saturating_sub(1));
        let rows = super::layout::window(self.size, &window).rows;
        window.follow(rows.as_size());
        if window.purpose == WindowPurpose::Search {
            search::write(self, &mut window, rows.height.into());
        }
        self.windows.push(window);
    }

    /// Executes a command while a window is on top; returns false when it has no meaning there.
    pub(super) fn execute_in_window(&mut self, command: Command) -> bool {
        let page =
            self.windows.last().map_or(1, |w| super::layout::window(self.size, w).rows.height as isize).max(2) - 1;
        let Some(window) = self.windows.last_mut() else { return false };
        let step = match command {
            Command::Up => -1,
            Command::Down => 1,
            Command::PageUp | Command::HalfUp => -page,
            Command::PageDown | Command::HalfDown => page,
            Command::First => isize::MIN,
            Command::Last => isize::MAX,
            _ => 0,
        };
        if step != 0 {
            self.finish_search();
            self.windows.last_mut().into_iter().for_each(|window| window.step(step));
            return true;
        }
        match command {
            Command::Choose | Command::Confirm => self.choose(),
            Command::Drop => self.drop_chosen(),
            Command::EditConflict => self.edit_conflict(),
            Command::Quit => drop(self.close_window()),
            _ => {
                let Some(input) = &mut window.input else { return false };
                if !input.execute(command) {
                    return false;
                }
                self.refresh_window(true);
            }
        }
        true
    }

    fn edit_conflict(&mut self) {
        let window = self.merging.as_ref().and_then(|merging| conflicts::edit(self, merging.shown));
        if let Some(window) = window.filter(|_| self.is_asked()) {
            self.show(window);
        }
    }

    fn drop_chosen(&mut self) {
        let Some(window) = self.windows.last() else { return };
        match window.purpose {
            WindowPurpose::Recovery => return self.choose(),
            WindowPurpose::Changes => {}
            _ => return,
        }
        self.drop_difference(window.cursor);
        if self.workspace.unsaved.is_empty() {
            self.windows.pop();
        }
    }

    /// Executes the action of the chosen row.
    fn choose(&mut self) {
        self.finish_search();
        let Some(window) = self.windows.last().cloned() else { return };
        if let WindowPurpose::New(new) = &window.purpose {
            return new_record::confirm(self, new.clone(), &window.text(), window.action());
        }
        if window.purpose == WindowPurpose::Find {
            return find::confirm(self, &window.text());
        }
        if let WindowPurpose::ConflictText(number) = window.purpose {
            return conflicts::confirm(self, number, &window.text(), window.action());
        }
        let Some(action) = window.action() else { return };
        match action {
            Action::Mark(number) => return self.mark(number),
            Action::Stray(choice) => return self.decide_stray(choice),
            Action::Close => return drop(self.close_window()),
            _ => {}
        }
        self.windows.pop();
        self.act(action);
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Open(slot) => self.open(slot),
            Action::OpenAt(slot, address) => self.open_address(slot, &address),
            Action::Run(command) => {
                if !command.works_while_typing() {
                    self.close_editor();
                }
                self.call(command);
            }
            Action::SaveAndQuit => self.save_and_quit(),
            Action::ReplaceFile { leave } => self.replace_file(leave),
            Action::DiscardAndQuit => self.discard_and_quit(),
            Action::Delete(slot) => self.delete_record(slot),
            Action::EditAgain(address, text) => self.edit_again(address, text),
            Action::EditFile(address, path) => self.edit_file(address, path),
            Action::ReadFile(address, path) => self.read_file(address, path),
            Action::Decide(number, side) => {
                if let Err(reason) = self.decide(number, &side) {
                    self.show_error(reason);
                }
                self.show_conflicts();
            }
            Action::ShowConflict(number) => {
                if let Some(merging) = &mut self.merging {
                    merging.shown = number;
                }
                self.show_conflicts();
            }
            Action::EditConflict(_) => {
                self.show_conflicts();
                self.edit_conflict();
            }
            Action::BringBack(address, before) => self.bring_value_back(&address, before.as_deref()),
            Action::TakeRecovered => self.take_recovered(),
            Action::DropRecovered => self.ask_before_dropping(),
            Action::DropRecoveredForGood => self.drop_recovered(),
            Action::BringText(number) => self.bring_text_back(number),
            Action::CheckAll => self.check_for(true),
            Action::Give(_) | Action::Mark(_) | Action::Stray(_) | Action::Close => {}
        }
    }
}

/// Returns a window with a text to read.
pub(super) fn notice(app: &App, title: &str, text: &str) -> Window {
    let cells = usize::from(app.size.width.saturating_sub(8)).clamp(10, 86);
    let rows = crate::text::wrap(text, cells).into_iter().map(|line| said(Role::Text, line)).collect();
    Window::new(WindowPurpose::Notice, title, rows)
}
