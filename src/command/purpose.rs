//! What a person wants to do with a command: the groups of the help.
//!
//! Must not say where a command works ([`super::Context`]). Entry point: [`Purpose::of`].

use super::{Command, CommandSpec, Context};
use crate::texts::{Phrase, keys};

/// What commands are grouped by, in the order of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// To see something else.
    Look,
    /// To find something.
    Find,
    /// To change the dataset.
    Change,
    /// To hand something on.
    Copy,
    /// To type.
    Type,
    /// To move the cursor.
    Move,
    /// Program, file and windows.
    Program,
}

impl Purpose {
    /// All of them, in the order of the help.
    pub const ALL: [Purpose; 7] =
        [Purpose::Look, Purpose::Find, Purpose::Change, Purpose::Copy, Purpose::Type, Purpose::Move, Purpose::Program];

    /// Returns what a command is for. What is not named here changes a text where one types, and
    /// shows something else everywhere else.
    pub fn of(spec: &CommandSpec) -> Purpose {
        use Command as C;
        let is_in = |context: Context| spec.bindings.iter().any(|binding| binding.contexts.contains(&context));
        match spec.command {
            C::Filter | C::FilterRows | C::Search | C::FindNext | C::FindPrevious | C::FindPlace | C::FindName => {
                Purpose::Find
            }
            C::Edit | C::Add | C::Delete | C::Duplicate | C::EditRecord | C::StillTrue | C::NoLongerTrue => {
                Purpose::Change
            }
            C::Import | C::SameRecord | C::ChangeSource => Purpose::Change,
            C::Mark | C::MoveUp | C::MoveDown | C::GiveSource | C::Undo | C::Redo | C::RecallText => Purpose::Change,
            C::EditCell | C::EditRow | C::ConfirmRows | C::EditConflict | C::Drop => Purpose::Change,
            C::Copy | C::CopyPage | C::CopySource => Purpose::Copy,
            C::NextPane | C::PreviousPane | C::Pane1 | C::Pane2 | C::Pane3 | C::Pane4 => Purpose::Move,
            C::NextSection | C::PreviousSection | C::Left | C::Right | C::Back | C::Forward => Purpose::Move,
            C::FirstColumn | C::LastColumn | C::ColumnsRight | C::ColumnsLeft => Purpose::Move,
            C::NextTable | C::PreviousTable => Purpose::Move,
            C::NextRegion | C::PreviousRegion | C::GuideNext | C::GuideBack => Purpose::Move,
            C::Palette | C::Language | C::About | C::Help | C::Save | C::Cancel | C::Quit => Purpose::Program,
            C::Interrupt | C::Suspend | C::Redraw | C::Mouse | C::Changes | C::Recover | C::Sync => Purpose::Program,
            command if command.is_move() => Purpose::Move,
            C::CompleteQuery | C::CompleteQueryBack => Purpose::Type,
            _ if is_in(Context::Text) || is_in(Context::Pick) => Purpose::Type,
            _ => Purpose::Look,
        }
    }

    /// Returns the heading of the group.
    pub fn label(self) -> Phrase {
        match self {
            Purpose::Look => keys::LOOK,
            Purpose::Find => keys::FIND,
            Purpose::Change => keys::CHANGE,
            Purpose::Copy => keys::COPY,
            Purpose::Type => keys::TYPE,
            Purpose::Move => keys::MOVE,
            Purpose::Program => keys::PROGRAM,
        }
    }
}
