//! Carries out the effects of `update` on the terminal; the [`super::Runtime`] those on the file.
//!
//! Must not decide anything about the dataset. Entry point: [`EventLoop::perform`].

use super::clipboard::ClipboardText;
use super::{EventLoop, external_editor};
use crate::app::{Copied, Effect, Event};
use crate::storage::Environment;
use crate::terminal;
use crate::texts;

impl EventLoop {
    pub(super) fn perform(&mut self, effect: Effect) {
        let lang = self.runtime.app.lang();
        let event = match effect {
            Effect::Quit => {
                self.is_left = true;
                return;
            }
            Effect::Redraw => return self.terminal.redraw(),
            Effect::Suspend if !terminal::can_be_resumed() => {
                Event::Problem(texts::run::nobody_resumes(lang).to_owned())
            }
            Effect::Suspend => {
                self.terminal.stop();
                Event::Resize(self.terminal.size())
            }
            Effect::Copy(text) => Event::Copied(self.copy(&text)),
            Effect::EditExternally(address, text) => {
                Event::Edited(address, self.in_editor(|env| external_editor::edit(&text, env, lang)))
            }
            Effect::EditFile(address, path) => {
                Event::Edited(address, self.in_editor(|env| external_editor::edit_file(&path, env, lang)))
            }
            Effect::ReadFile(address, path) => Event::Edited(address, external_editor::read(&path, lang)),
            // The file session has carried these out.
            Effect::Keep(_)
            | Effect::Recovery(_)
            | Effect::History(..)
            | Effect::Earlier
            | Effect::ExternalMerged
            | Effect::MarkersResolved
            | Effect::LookAtFile
            | Effect::Save => return,
        };
        self.runtime.tell(event);
    }

    /// Sends a text to the clipboard on the way that works here.
    fn copy(&mut self, text: &str) -> Result<Copied, String> {
        let (lang, settings) = (self.runtime.app.lang(), &self.runtime.app.workspace.settings);
        let clip = ClipboardText::new(text, lang)?;
        if settings.restricted || !clip.give_to_tmux(&self.env) {
            self.terminal.send(clip.sequence(&self.env));
        }
        Ok(clip.copied())
    }

    /// Gives the terminal to the user's editor; what is typed has been kept before.
    fn in_editor<T>(&mut self, edit: impl FnOnce(&Environment) -> T) -> T {
        self.runtime.file.flush_draft(&self.runtime.app);
        let env = &self.env;
        self.terminal.suspend(|| edit(env))
    }
}
