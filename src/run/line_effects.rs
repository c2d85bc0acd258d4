//! Carries out in the line mode what `update` asks of a terminal; the [`super::Runtime`] does what
//! is about the file.
//!
//! Must not steer a terminal. Entry point: [`LineLoop::perform`].

use std::io;

use super::external_editor;
use super::line_mode::LineLoop;
use super::startup::ExitReason;
use crate::app::{EditorProblem, Effect, Event};
use crate::terminal;
use crate::text::escape_control;
use crate::texts;

impl LineLoop {
    /// Carries out an effect that is not about the file.
    pub(super) fn perform(&mut self, effect: Effect) -> io::Result<()> {
        let lang = self.runtime.app.lang();
        let event = match effect {
            Effect::Quit => {
                self.left = Some(ExitReason::Asked);
                return Ok(());
            }
            // On a pipe, nobody would continue whoever is at its other end.
            Effect::Suspend if !self.is_shown || !terminal::can_be_resumed() => {
                Event::Problem(texts::keys::nobody_resumes(lang).to_owned())
            }
            Effect::Suspend => {
                self.terminal.stop();
                return Ok(());
            }
            Effect::Copy(text) => return self.show(&text),
            Effect::EditExternally(address, _) | Effect::EditFile(address, _) if !self.is_shown => {
                let reason = texts::line_mode::no_editor(lang).to_owned();
                Event::Edited(address, Err(EditorProblem::Failed { reason, text: None }))
            }
            Effect::EditExternally(address, text) => {
                let env = &self.env;
                Event::Edited(address, self.terminal.give_way(|| external_editor::edit(&text, env, lang)))
            }
            Effect::EditFile(address, path) => {
                let env = &self.env;
                Event::Edited(address, self.terminal.give_way(|| external_editor::edit_file(&path, env, lang)))
            }
            Effect::ReadFile(address, path) => Event::Edited(address, external_editor::read(&path, lang)),
            // There is no screen; the file session has carried the others out.
            Effect::Redraw
            | Effect::Mouse(_)
            | Effect::Keep(_)
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
            | Effect::Propose(_) => return Ok(()),
        };
        self.runtime.tell(event);
        Ok(())
    }

    /// Shows a text that the screen would copy, line by line as it is.
    fn show(&mut self, text: &str) -> io::Result<()> {
        let app = &self.runtime.app;
        let said = texts::line_mode::no_copy(app.lang());
        let lines = std::iter::once(said).chain(text.lines());
        let lines: Vec<String> =
            lines.map(|line| app.workspace.settings.spelled(&escape_control(line)).into_owned()).collect();
        self.say(&lines)
    }
}
