//! Carries out one effect of `update` and answers with the resulting event.
//!
//! Must not decide anything about the dataset. Entry point: [`EventLoop::perform_effect`].

use std::io;

use super::{EventLoop, clipboard, external_editor, persistence};
use crate::app::{Effect, Event};
use crate::terminal::{self, Session};
use crate::texts::run as t;

/// What follows from an effect.
pub(super) enum EffectOutcome {
    Nothing,
    Event(Box<Event>),
    Leave,
}

impl EffectOutcome {
    fn event(event: Event) -> EffectOutcome {
        EffectOutcome::Event(Box::new(event))
    }
}

impl EventLoop {
    pub(super) fn perform_effect(&mut self, effect: Effect, session: &mut Session) -> io::Result<EffectOutcome> {
        let lang = self.app.lang();
        let event = match effect {
            Effect::Quit => return Ok(EffectOutcome::Leave),
            Effect::Redraw => {
                session.redraw();
                return Ok(EffectOutcome::Nothing);
            }
            Effect::Keep(keep) => {
                self.put_away(keep);
                return Ok(EffectOutcome::Nothing);
            }
            Effect::Recovery(decision) => {
                self.keeper.decided(decision);
                return Ok(EffectOutcome::Nothing);
            }
            Effect::MarkersResolved => {
                self.recover();
                return Ok(EffectOutcome::Nothing);
            }
            Effect::ExternalMerged => {
                self.build_on_theirs();
                return Ok(EffectOutcome::Nothing);
            }
            Effect::LookAtFile => {
                return Ok(self.look_now(session)?.map_or(EffectOutcome::Nothing, EffectOutcome::event));
            }
            Effect::Save => return Ok(self.save(session).map_or(EffectOutcome::Nothing, EffectOutcome::event)),
            Effect::History(address, place) => {
                Event::History(place, persistence::past(self.world.loaded.path.as_deref(), &address))
            }
            Effect::Earlier => {
                let dataset = self.world.loaded.path.as_deref();
                Event::Earlier(dataset.map_or_else(Vec::new, |dataset| self.keeper.earlier(dataset, lang)))
            }
            Effect::Suspend if !terminal::can_be_resumed() => Event::Problem(t::nobody_resumes(lang).to_owned()),
            Effect::Suspend => {
                session.stop();
                Event::Resize(session.size())
            }
            Effect::Copy(text) => {
                Event::Copied(clipboard::sequence(&text, &self.world.env, lang).map(|(bytes, copied)| {
                    session.send(bytes);
                    copied
                }))
            }
            Effect::EditExternally(address, text) => {
                Event::Edited(address, self.in_editor(session, |env| external_editor::edit(&text, env, lang)))
            }
            Effect::EditFile(address, path) => {
                Event::Edited(address, self.in_editor(session, |env| external_editor::edit_file(&path, env, lang)))
            }
            Effect::ReadFile(address, path) => Event::Edited(address, external_editor::read(&path, lang)),
        };
        Ok(EffectOutcome::event(event))
    }
}
