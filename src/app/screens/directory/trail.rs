//! The visited places of the directory, for going back and forward as in a browser.
//!
//! Must not move anything; what is shown of a place, [`super::navigate`] says. Entry point:
//! [`Trail`].

use super::Focus;
use crate::app::detail::HeldRow;
use crate::app::screens::ScreenKind;
use crate::document::Slot;

/// The number of a jump from one place to another; no two jumps share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JumpNumber(pub(super) u64);

/// A visited place.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryPlace {
    pub(super) screen: ScreenKind,
    pub(super) focus: Focus,
    pub(super) subject: Option<Slot>,
    pub(super) row: Option<HeldRow>,
    /// The record that was opened from there.
    pub(super) led_to: Option<Slot>,
    /// The jump by which it was left.
    pub(super) jump: JumpNumber,
}

/// The visited places for going back and forward, as in a browser.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    pub(super) back: Vec<HistoryPlace>,
    pub(super) forward: Vec<HistoryPlace>,
    pub(super) last_jump: JumpNumber,
    /// The record whose page was entered last.
    pub(super) page: Option<Slot>,
}

impl Trail {
    /// Returns true when there is a place to go back to.
    pub fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Returns true when a row of a list that is worked off led to the present page.
    pub(super) fn comes_from_list(&self) -> bool {
        self.back.last().is_some_and(|place| place.screen.is_worked_off() && place.led_to.is_some())
    }

    /// Returns the jump that led to the present page.
    pub(in crate::app) fn last_jump(&self) -> Option<JumpNumber> {
        self.back.last().map(|place| place.jump)
    }

    /// Returns the number of steps back to the screen above the directory, or the `window`, that
    /// the page of this record was reached from by links alone.
    pub(super) fn steps_to_view(&self, mut shown: Slot, window: Option<JumpNumber>) -> Option<usize> {
        for (steps, place) in self.back.iter().rev().enumerate() {
            if place.led_to != Some(shown) {
                return None;
            }
            if place.screen != ScreenKind::Directory || Some(place.jump) == window {
                return Some(steps + 1);
            }
            shown = place.subject.filter(|_| place.focus == Focus::Detail)?;
        }
        None
    }

    /// Returns the records of the trail, back and forward.
    pub(in crate::app) fn subjects(&self) -> impl Iterator<Item = Slot> {
        self.back.iter().chain(&self.forward).filter_map(|place| place.subject)
    }

    /// Maps the trail to other slots of the same records; drops places whose record is gone.
    pub(in crate::app) fn relocate(&mut self, slot: impl Fn(Slot) -> Option<Slot>) {
        self.page = self.page.and_then(&slot);
        for way in [&mut self.back, &mut self.forward] {
            way.retain_mut(|place| match place.subject.map(&slot) {
                Some(now) => {
                    place.subject = now;
                    place.led_to = place.led_to.and_then(&slot);
                    now.is_some()
                }
                None => true,
            });
        }
    }

    /// Returns true when there is a place to go forward to.
    pub fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }

    /// Notes the page of a record as a place to go back to, from which no link led on.
    pub(super) fn push_page(&mut self, page: Slot) {
        self.last_jump.0 += 1;
        self.back.push(HistoryPlace {
            screen: ScreenKind::Directory,
            focus: Focus::Detail,
            subject: Some(page),
            row: None,
            led_to: None,
            jump: self.last_jump,
        });
        self.forward.clear();
    }
}
