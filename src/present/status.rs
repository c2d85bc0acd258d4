//! How the state of work is shown: one sign, one colour and one mark for each, wherever it stands.
//!
//! Where only ASCII may be sent, the view substitutes other signs. Entry points: [`sign`] and
//! [`mark`].

use super::Span;
use crate::model::records::Status;
use crate::query::activity_status::Standing;
use crate::texts::Lang;
use crate::theme::Role;

/// Returns the sign of a state, one cell wide.
pub fn sign(standing: Standing) -> &'static str {
    match standing {
        Standing::Active => "●",
        Standing::Waiting => "◐",
        Standing::Ended => "○",
        Standing::Unknown => "·",
    }
}

/// Returns the colour of a state, shown beside its sign.
pub fn role(standing: Standing) -> Role {
    match standing {
        Standing::Active => Role::Active,
        Standing::Waiting => Role::Waiting,
        Standing::Ended => Role::Dim,
        Standing::Unknown => Role::Text,
    }
}

/// Returns the sign of an activity's status, which never depends on colour alone.
pub fn mark(status: Option<Status>) -> Span {
    let standing = Standing::of(status);
    (role(standing), format!("{} ", sign(standing)))
}

/// Returns a name, with the state of its work behind it where that does not go on.
pub fn marked_name(name: &str, status: Option<Status>, lang: Lang) -> String {
    match status.filter(|status| *status != Status::Active) {
        Some(status) => format!("{name} · {} {}", sign(Standing::of(Some(status))), status.label().get(lang)),
        None => name.to_owned(),
    }
}
