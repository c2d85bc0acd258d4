//! What is typed on the map: a place to go to, or the action field to show.
//!
//! The map follows each letter; Esc takes it back. Entry points: [`MapQuestion`],
//! [`DistrictMap::answer_by`].

use super::DistrictMap;
use crate::app::input::TextInput;
use crate::app::screens::ScreenRequest;
use crate::app::workspace::Workspace;
use crate::command::Command;
use crate::document::Slot;
use crate::index::choice_filter::ChoiceFilter;
use crate::model::ACTION_FIELDS;
use crate::query::choices::{Surroundings, matching_records};
use crate::query::map::shade::MapTopic;
use crate::query::places::places;
use crate::texts;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// A place; the town to go back to.
    Place(usize),
    /// An action field; the topic to go back to.
    Field(MapTopic),
}

/// What is being typed.
#[derive(Debug)]
pub struct MapQuestion {
    asked: Asked,
    /// The text.
    pub input: TextInput,
    /// The records that answer it, the best first.
    found: Vec<Slot>,
    /// Which of them is shown.
    at: usize,
}

impl MapQuestion {
    /// Asks for a place.
    pub(super) fn place(town: usize) -> MapQuestion {
        MapQuestion::new(Asked::Place(town))
    }

    /// Asks for an action field.
    pub(super) fn field(topic: MapTopic, workspace: &Workspace) -> MapQuestion {
        let mut question = MapQuestion::new(Asked::Field(topic));
        question.find(workspace);
        let shown = |slot: &Slot| topic == MapTopic::Field(*slot);
        question.at = question.found.iter().position(shown).unwrap_or(0);
        question
    }

    fn new(asked: Asked) -> MapQuestion {
        MapQuestion { asked, input: TextInput::new("", false), found: Vec::new(), at: 0 }
    }

    /// Returns true when a place is asked for.
    pub fn is_place(&self) -> bool {
        matches!(self.asked, Asked::Place(_))
    }

    /// Returns true when what was typed has no answer.
    pub fn has_no_answer(&self) -> bool {
        self.found.is_empty() && !self.input.text().trim().is_empty()
    }

    /// Returns the record that is shown.
    fn chosen(&self) -> Option<Slot> {
        self.found.get(self.at).copied()
    }

    /// Finds what answers the text.
    fn find(&mut self, workspace: &Workspace) {
        let (data, text) = (workspace.data(), self.input.text());
        self.at = 0;
        self.found = match self.asked {
            Asked::Place(_) => {
                let found = places(data, &text).places.into_iter();
                found.filter_map(|place| place.municipality.or(place.region)).collect()
            }
            Asked::Field(_) => {
                matching_records(data, ACTION_FIELDS, &ChoiceFilter::new(&text), &Surroundings::default())
            }
        };
    }

    /// Brings the map back to where it was.
    pub(super) fn withdraw(&self, map: &mut DistrictMap) {
        match self.asked {
            Asked::Place(town) => map.town = town,
            Asked::Field(topic) => map.topic = topic,
        }
    }
}

impl DistrictMap {
    /// Asks a question, and shows what answers it before anything is typed.
    pub(super) fn put_question(&mut self, question: MapQuestion) {
        self.show_answer(&question);
        self.question = Some(question);
    }

    /// Finds what was typed, and shows the first answer.
    pub(super) fn follow_question(&mut self, workspace: &Workspace) {
        let Some(mut question) = self.question.take() else { return };
        question.find(workspace);
        self.show_answer(&question);
        self.question = Some(question);
    }

    fn show_answer(&mut self, question: &MapQuestion) {
        match (question.asked, question.chosen()) {
            (Asked::Field(_), Some(field)) => self.choose_field(field),
            (Asked::Place(_), Some(place)) => drop(self.go_to(place)),
            (_, None) => question.withdraw(self),
        }
    }

    /// Executes a command while something is typed; returns false when it has no meaning there.
    pub(super) fn answer_by(
        &mut self,
        command: Command,
        workspace: &Workspace,
        requests: &mut Vec<ScreenRequest>,
    ) -> bool {
        let Some(mut question) = self.question.take() else { return false };
        if command == Command::Choose {
            requests.extend(self.unanswered(&question, workspace));
            return true;
        }
        let before = question.input.text();
        let last = question.found.len().saturating_sub(1);
        let is_done = match command {
            Command::Up => {
                question.at = question.at.saturating_sub(1);
                true
            }
            Command::Down => {
                question.at = (question.at + 1).min(last);
                true
            }
            _ => question.input.execute(command),
        };
        if question.input.text() != before {
            question.find(workspace);
        }
        if is_done {
            self.show_answer(&question);
        }
        self.question = Some(question);
        is_done
    }

    /// Says why the map is not where it was asked to go.
    fn unanswered(&self, question: &MapQuestion, workspace: &Workspace) -> Option<ScreenRequest> {
        let (typed, lang) = (question.input.text(), workspace.lang());
        if question.has_no_answer() {
            return Some(ScreenRequest::Error(texts::map::no_place(lang, typed.trim())));
        }
        let place = question.chosen().filter(|_| question.is_place())?;
        let is_there = self.town().is_some_and(|town| town.slot == place) || self.region() == Some(place);
        (!is_there).then(|| ScreenRequest::Error(texts::map::no_position(lang, &workspace.name(place))))
    }
}
