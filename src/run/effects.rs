//! Carries out one effect of `update` and answers with the event that comes of it.
//!
//! Must not decide anything about the dataset. Entry point: [`Edge::carry_out`].

use std::io;

use super::{Edge, clipboard, external, keeper};
use crate::app::{Effect, Event};
use crate::terminal::{self, Session};
use crate::texts::run as t;

/// What comes of an effect.
pub(super) enum Answer {
    Nothing,
    Event(Box<Event>),
    Leave,
}

impl Answer {
    fn event(event: Event) -> Answer {
        Answer::Event(Box::new(event))
    }
}

impl Edge {
    pub(super) fn carry_out(&mut self, effect: Effect, session: &mut Session) -> io::Result<Answer> {
        let lang = self.app.lang();
        let event = match effect {
            Effect::Quit => return Ok(Answer::Leave),
            Effect::Redraw => {
                session.redraw();
                return Ok(Answer::Nothing);
            }
            Effect::Keep(keep) => {
                self.put_away(keep);
                return Ok(Answer::Nothing);
            }
            Effect::Recovery(decision) => {
                self.keeper.decided(decision);
                return Ok(Answer::Nothing);
            }
            Effect::Unmarked => {
                self.recover();
                return Ok(Answer::Nothing);
            }
            Effect::TookTheirs => {
                self.build_on_theirs();
                return Ok(Answer::Nothing);
            }
            Effect::Save => return Ok(self.save(session).map_or(Answer::Nothing, Answer::event)),
            Effect::History(address, place) => {
                Event::History(place, keeper::past(self.world.loaded.path.as_deref(), &address))
            }
            Effect::Earlier => {
                let dataset = self.world.loaded.path.as_deref();
                Event::Earlier(dataset.map_or_else(Vec::new, |dataset| self.keeper.earlier(dataset, lang)))
            }
            Effect::Suspend if !terminal::can_be_resumed() => {
                self.app.complain(t::nobody_resumes(lang));
                return Ok(Answer::Nothing);
            }
            Effect::Suspend => {
                session.stop()?;
                Event::Resize(session.size())
            }
            Effect::Copy(text) => {
                Event::Copied(clipboard::sequence(&text, &self.world.env, lang).map(|(bytes, copied)| {
                    session.send(bytes);
                    copied
                }))
            }
            Effect::EditExternally(address, text) => {
                Event::Edited(address, self.in_editor(session, |env| external::edit(&text, env, lang))?)
            }
            Effect::EditFile(address, path) => {
                Event::Edited(address, self.in_editor(session, |env| external::edit_file(&path, env, lang))?)
            }
            Effect::ReadFile(address, path) => Event::Edited(address, external::read(&path, lang)),
        };
        Ok(Answer::event(event))
    }
}
