//! Carries out the effects of `update` on the terminal; the [`super::Runtime`] those on the file.
//!
//! Must not decide anything about the dataset. Entry point: [`EventLoop::perform`].

use super::clipboard::{ClipboardText, TmuxTransfer};
use super::{EventLoop, RunningTransfer, external_editor};
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
            Effect::Mouse(is_on) => return self.terminal.set_mouse(is_on),
            Effect::Suspend if !terminal::can_be_resumed() => {
                Event::Problem(texts::keys::nobody_resumes(lang).to_owned())
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
            | Effect::Export(_)
            | Effect::CancelExport
            | Effect::Import(_)
            | Effect::CancelImport
            | Effect::Sync(_)
            | Effect::CancelSync
            | Effect::ListFolder(_)
            | Effect::Views(_)
            | Effect::Save
            | Effect::NothingUnsaved
            | Effect::AnswerProposals(..)
            | Effect::Propose(_) => return,
        };
        self.runtime.tell(event);
    }

    /// Sends a text to the clipboard on the way that works here.
    fn copy(&mut self, text: &str) -> Result<Copied, String> {
        let (lang, settings) = (self.runtime.app.lang(), &self.runtime.app.workspace.settings);
        let clip = ClipboardText::new(text, lang)?;
        let transfer = if settings.restricted { None } else { clip.give_to_tmux(&self.env) };
        // An earlier text must not arrive after this one.
        self.end_transfer();
        match transfer {
            Some(transfer) => self.begin_transfer(transfer),
            None => self.terminal.send(clip.sequence(&self.env)),
        }
        Ok(clip.copied())
    }

    fn begin_transfer(&mut self, mut transfer: TmuxTransfer) {
        let source = transfer.take_fd().map(|fd| self.terminal.register(fd));
        self.transfer = Some(RunningTransfer { transfer, source });
    }

    /// Ends what tmux is doing; where it did not take the text, the terminal gets it.
    pub(super) fn end_transfer(&mut self) {
        let Some(RunningTransfer { transfer, source }) = self.transfer.take() else { return };
        source.into_iter().for_each(|source| self.terminal.deregister(source));
        transfer.end().into_iter().for_each(|sequence| self.terminal.send(sequence));
    }

    /// Gives the terminal to the user's editor; what is typed has been kept before.
    fn in_editor<T>(&mut self, edit: impl FnOnce(&Environment) -> T) -> T {
        self.runtime.file.flush_draft(&self.runtime.app);
        let env = &self.env;
        self.terminal.suspend(|| edit(env))
    }
}
