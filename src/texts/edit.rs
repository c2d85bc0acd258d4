//! What is said when a change cannot be made.

use crate::texts;

texts! {
    not_found(what: &str) => "{what} gibt es nicht" / "there is no {what}";
}
