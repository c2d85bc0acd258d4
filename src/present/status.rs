//! How the state of work is shown: one sign, one colour and one mark for each, wherever it stands.
//!
//! Where only ASCII may be sent, the view substitutes other signs. Entry points: [`sign`] and
//! [`mark`].

use super::Span;
use crate::model::records::Status;
use crate::query::activity_status::RelationStatus;
use crate::texts::Lang;
use crate::theme::Role;

/// Returns the sign of a state, one cell wide.
pub fn sign(standing: RelationStatus) -> &'static str {
    match standing {
        RelationStatus::Active => "●",
        RelationStatus::Waiting => "◐",
        RelationStatus::Ended => "○",
        RelationStatus::Unknown => "·",
    }
}

/// Returns the colour of a state, shown beside its sign.
pub fn role(standing: RelationStatus) -> Role {
    match standing {
        RelationStatus::Active => Role::Active,
        RelationStatus::Waiting => Role::Waiting,
        RelationStatus::Ended => Role::Dim,
        RelationStatus::Unknown => Role::Text,
    }
}

/// Returns the sign of an activity's status, which never depends on colour alone.
pub fn mark(status: Option<Status>) -> Span {
    let standing = RelationStatus::of(status);
    (role(standing), format!("{} ", sign(standing)))
}

/// Returns a name, with the state of its work behind it where that does not go on.
pub fn marked_name(name: &str, status: Option<Status>, lang: Lang) -> String {
    match status.filter(|status| *status != Status::Active) {
        Some(status) => format!("{name} · {} {}", sign(RelationStatus::of(Some(status))), status.label().get(lang)),
        None => name.to_owned(),
    }
}
