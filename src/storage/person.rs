//! Who is at work: the account from the system's list, the origin of the connection, and what they
//! claim beside it.
//!
//! The form is the same in history, journal, presence and lock and does not depend on the language:
//! `netz@host (author=Meier, ssh=192.0.2.7, USER=otto)`. An entry in the parentheses named in
//! capitals or `author` is a claim: anybody may set a variable. Entry point: [`Person::of`].

use std::fmt;

use super::account::Account;
use super::environment::{AUTHOR_VARIABLE, Environment};

/// Who is at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The login name.
    pub login: String,
    /// The machine.
    pub host: String,
    /// The name they claim, by variable or configuration.
    pub author: Option<String>,
    /// The address from which they came by SSH.
    origin: Option<String>,
    /// `$USER`, where it claims another account.
    user: Option<String>,
}

impl Person {
    /// Returns who is at work in an environment. `configured` is the name that the configuration
    /// gives.
    pub fn of(env: &Environment, configured: Option<&str>) -> Person {
        let login = match &env.account {
            Some(account) => account.name.clone(),
            None => Account::unlisted(env.uid),
        };
        let client = env.text("SSH_CONNECTION").and_then(|connection| connection.split(' ').next());
        Person {
            author: env.text(AUTHOR_VARIABLE).or(configured).map(plain).filter(|name| !name.is_empty()),
            origin: client.map(plain),
            user: env.text("USER").filter(|user| *user != login).map(plain),
            login,
            host: env.host.clone(),
        }
    }

    /// Returns true when `who`, as the history has it, is this person: the same account, whatever
    /// machine it was used on and wherever they came from, and the same claimed name.
    pub fn is(&self, who: &str) -> bool {
        let (account, claims) = who.split_once(" (").unwrap_or((who, ""));
        let login = account.rsplit_once('@').map(|(login, _)| login);
        let author = claims.trim_end_matches(')').split(", ").find_map(|claim| claim.strip_prefix("author="));
        login == Some(&*self.login) && author == self.author.as_deref()
    }
}

/// Returns the login name in `who`, as the history has it.
pub fn login(who: &str) -> Option<&str> {
    let account = who.split_once(" (").map_or(who, |(account, _)| account);
    account.rsplit_once('@').map(|(login, _)| login)
}

/// Returns true when somebody means `who`, as the history has it: by the whole of it, the account
/// with or without its machine, or the name they claim; in whatever case.
pub fn is_called(who: &str, typed: &str) -> bool {
    let (account, claims) = who.split_once(" (").unwrap_or((who, ""));
    let login = account.rsplit_once('@').map(|(login, _)| login);
    let author = claims.trim_end_matches(')').split(", ").find_map(|claim| claim.strip_prefix("author="));
    let typed = typed.trim().to_lowercase();
    [Some(who), Some(account), login, author].into_iter().flatten().any(|name| name.to_lowercase() == typed)
}

/// Returns the name that somebody goes by: the one they claim, else their account.
pub fn short_name(who: &str) -> &str {
    let (account, claims) = who.split_once(" (").unwrap_or((who, ""));
    let author = claims.trim_end_matches(')').split(", ").find_map(|claim| claim.strip_prefix("author="));
    author.unwrap_or_else(|| account.rsplit_once('@').map_or(account, |(login, _)| login))
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [("author", &self.author), ("ssh", &self.origin), ("USER", &self.user)];
        let parts: Vec<String> =
            parts.iter().filter_map(|(name, value)| Some(format!("{name}={}", value.as_ref()?))).collect();
        write!(f, "{}@{}", self.login, self.host)?;
        if parts.is_empty() { Ok(()) } else { write!(f, " ({})", parts.join(", ")) }
    }
}

/// Returns a claim without the characters that separate claims.
fn plain(text: &str) -> String {
    let parts = |c: char| c.is_control() || matches!(c, '(' | ')' | ',' | '=');
    text.split(parts).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person<const N: usize>(login: Option<&str>, variables: [(&str, &str); N], configured: Option<&str>) -> Person {
        let account = login.map(|name| Account { name: name.to_owned(), home: "/".into() });
        let mut env = Environment::with(variables);
        (env.account, env.uid, env.host) = (account, 4711, "host".into());
        Person::of(&env, configured)
    }

    #[test]
    fn the_account_counts_and_what_is_claimed_stands_beside_it() {
        let ssh = ("SSH_CONNECTION", "192.0.2.7 50022 192.0.2.1 22");
        for (person, written) in [
            (person(Some("netz"), [("USER", "netz")], None), "netz@host"),
            (person(Some("netz"), [], None), "netz@host"),
            (person(None, [], None), "uid-4711@host"),
            (person(Some("root"), [("USER", "landrat"), ssh], None), "root@host (ssh=192.0.2.7, USER=landrat)"),
            (
                person(Some("netz"), [("USER", "netz"), (AUTHOR_VARIABLE, "Meier")], Some("x")),
                "netz@host (author=Meier)",
            ),
            (person(Some("netz"), [], Some("Müller, Büro (Düren)")), "netz@host (author=Müller Büro Düren)"),
        ] {
            assert_eq!(person.to_string(), written);
            assert!(person.is(written), "{written}");
        }
    }

    #[test]
    fn a_person_is_known_again_wherever_they_come_from_and_told_from_those_who_share_the_account() {
        let meier = person(Some("netz"), [(AUTHOR_VARIABLE, "Meier")], None);
        for (who, same) in [
            ("netz@host (author=Meier)", true),
            ("netz@other (author=Meier, ssh=192.0.2.9)", true),
            ("netz@host (author=Meierhof)", false),
            ("netz@host", false),
            ("otto@host (author=Meier)", false),
        ] {
            assert_eq!(meier.is(who), same, "{who}");
        }
        // As earlier versions wrote it.
        assert!(person(Some("anna"), [], None).is("anna@netz"));
    }
}
