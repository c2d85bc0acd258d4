//! What a line asks for where the program is used line by line: to go to a row, to run a command,
//! to type a text.
//!
//! Rows are named as the mouse points at them. Must not know how the line was worded. Entry point:
//! [`App::take_line`].

use crate::command::Command;
use crate::key::Chord;
use crate::keymap::Resolved;
use crate::texts;

use super::App;
use super::pointer::PointerTarget;

/// What a line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineRequest {
    /// The cursor goes to a row, and then this is done there.
    Row(PointerTarget, Option<LineKey>),
    /// A choice of the open field, by its index, is taken.
    Choice(usize),
    /// A key or a command.
    Key(LineKey),
    /// A text takes the place of what stands in the field that has the keyboard.
    Text(String),
}

/// A key, or a command called by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKey {
    /// The key.
    Chord(Chord),
    /// The command.
    Command(Command),
}

impl App {
    /// Does what a line asks for.
    pub(super) fn take_line(&mut self, request: LineRequest) {
        match request {
            LineRequest::Row(target, then) => {
                if self.click_row(&target) {
                    then.into_iter().for_each(|key| self.take_line_key(key));
                }
            }
            LineRequest::Choice(index) => {
                let editor = self.screens.directory.editor.as_mut().filter(|_| self.dialogs.is_empty());
                if editor.is_some_and(|editor| editor.choose(index)) {
                    self.called(Command::Confirm);
                }
            }
            LineRequest::Key(key) => self.take_line_key(key),
            LineRequest::Text(text) => self.rewrite(&text),
        }
        // Whoever reads line by line has no use for a page of which only the beginning is built.
        self.finish_page();
    }

    fn take_line_key(&mut self, key: LineKey) {
        match key {
            LineKey::Chord(chord) => self.key(chord),
            LineKey::Command(command) => self.called(command),
        }
    }

    /// Runs a command called by its name, where it means something.
    fn called(&mut self, command: Command) {
        let here = self.contexts();
        let is_bound = |command: Command| {
            command.spec().bindings.iter().any(|binding| binding.contexts.iter().any(|context| here.contains(context)))
        };
        // What is open is closed before the program is left.
        let command = if command == Command::Quit && !is_bound(command) { Command::Cancel } else { command };
        if !is_bound(command) && (!self.dialogs.is_empty() || self.text_field().is_some()) {
            let (label, lang) = (command.spec().label.get(self.lang()), self.lang());
            return self.show_error(texts::keys::not_here(lang, label));
        }
        let resolved = match (command.spec().available)(&self.facts()) {
            Ok(()) => Resolved::Run(command),
            Err(reason) => Resolved::Unavailable(command, reason),
        };
        self.follow(resolved, None);
    }

    /// Puts a text in the place of what stands in the field that has the keyboard.
    fn rewrite(&mut self, text: &str) {
        if let Some(field) = self.text_field() {
            field.select_all();
        }
        self.paste(text);
    }
}
