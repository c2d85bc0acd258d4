//! The account that a process runs as, according to the system's account list (passwd(5)) rather
//! than the environment.
//!
//! Must not read variables. Does not find accounts that only a directory service knows. Entry
//! point: [`Account::read`].

use std::fs;
use std::path::PathBuf;

/// The system's list of accounts.
const PASSWD: &str = "/etc/passwd";

/// An account of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The login name.
    pub name: String,
    /// The home folder; it need not exist.
    pub home: PathBuf,
}

impl Account {
    /// Reads the account of this process; returns `None` when the list does not have it.
    pub fn read() -> Option<Account> {
        let list = fs::read(PASSWD).ok()?;
        Account::find(&String::from_utf8_lossy(&list), rustix::process::geteuid().as_raw())
    }

    /// Returns the login name of a user number, or `uid 1234` when the list does not have it.
    pub fn name_of(uid: u32) -> String {
        let list = fs::read(PASSWD).unwrap_or_default();
        let account = Account::find(&String::from_utf8_lossy(&list), uid);
        account.map_or_else(|| format!("uid {uid}"), |account| account.name)
    }

    /// Returns the login name of a user number as [`super::Person`] has it: `uid-1234` when the
    /// list does not have it.
    pub fn login_of(uid: u32) -> String {
        let list = fs::read(PASSWD).unwrap_or_default();
        let account = Account::find(&String::from_utf8_lossy(&list), uid);
        account.map_or_else(|| Account::unlisted(uid), |account| account.name)
    }

    /// Returns the login name of a user number that the list does not have.
    pub(super) fn unlisted(uid: u32) -> String {
        format!("uid-{uid}")
    }

    /// Returns the first account with a user number in a list of accounts.
    fn find(list: &str, uid: u32) -> Option<Account> {
        list.lines().find_map(|line| {
            let fields: Vec<&str> = line.split(':').collect();
            let [name, _, number, _, _, home, _] = fields[..] else { return None };
            let found = number.parse() == Ok(uid) && !name.is_empty() && home.starts_with('/');
            found.then(|| Account { name: name.to_owned(), home: home.into() })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = concat!(
        "root:x:0:0:root:/root:/bin/bash\n",
        "kaputt:x:7\n",
        "ohne:x:9:9:::/bin/sh\n",
        "anna:x:1000:1000:Anna, Büro:/home/anna:/bin/zsh\n",
        "zwei:x:1000:1000::/home/zwei:/bin/sh\n",
    );

    #[test]
    fn the_account_is_the_first_with_the_number() {
        let anna = Account { name: "anna".into(), home: "/home/anna".into() };
        assert_eq!(Account::find(LIST, 1000), Some(anna));
    }

    #[test]
    fn a_line_that_is_no_account_or_has_no_home_is_passed_over() {
        for uid in [7, 9, 4711] {
            assert_eq!(Account::find(LIST, uid), None, "{uid}");
        }
    }
}
