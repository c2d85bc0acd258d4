//! Who holds the lock of a dataset, as a lock file says it.
//!
//! The description is for people and never trusted. Entry point: [`LockHolder::this`].

use super::person::Person;
use crate::text::escape_control;
use crate::texts;
use crate::texts::Lang;

/// The holder of a lock, by its own description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockHolder {
    /// Login name.
    pub user: String,
    /// Machine.
    pub host: String,
    /// Process number on that machine.
    pub pid: u32,
    /// Since when, in words, by the caller's clock.
    pub since: String,
}

impl LockHolder {
    /// Returns the description of this process.
    pub fn this(person: &Person, since: String) -> LockHolder {
        LockHolder { user: person.login.clone(), host: person.host.clone(), pid: std::process::id(), since }
    }

    /// Returns the holder in words, safe to be shown.
    pub fn text(&self, lang: Lang) -> String {
        let who = format!("{}@{} ({})", self.user, self.host, self.pid);
        texts::storage::holder(lang, &escape_control(&who), &escape_control(&self.since))
    }

    /// Returns the line that a lock file holds.
    pub(super) fn to_line(&self) -> String {
        format!("{}@{} {} {}\n", self.user, self.host, self.pid, self.since)
    }

    /// Parses the line of a lock file.
    pub(super) fn from_line(line: &str) -> Option<LockHolder> {
        let mut words = line.lines().next()?.splitn(3, ' ');
        let (user, host) = words.next()?.rsplit_once('@')?;
        let pid = words.next()?.parse().ok()?;
        let since = words.next()?.to_owned();
        Some(LockHolder { user: user.to_owned(), host: host.to_owned(), pid, since })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holder_is_written_on_one_line_and_read_again() {
        let holder =
            LockHolder { user: "anna".into(), host: "netz".into(), pid: 4711, since: "2025-11-23 10:42".into() };
        assert_eq!(holder.to_line(), "anna@netz 4711 2025-11-23 10:42\n");
        assert_eq!(LockHolder::from_line(&holder.to_line()), Some(holder));
    }

    #[test]
    fn a_lock_file_that_says_something_else_names_nobody() {
        for line in ["", "anna", "anna@netz", "anna@netz x y", "\u{1b}[2J"] {
            assert_eq!(LockHolder::from_line(line), None, "{line:?}");
        }
    }

    #[test]
    fn control_characters_in_a_lock_file_do_not_reach_the_screen() {
        let holder = LockHolder::from_line("a\u{1b}]0;x@b 1 now").unwrap();
        assert!(!holder.text(Lang::En).contains('\u{1b}'));
    }
}
