//! What the client of a restricted access asked sshd for: read from the environment, cut into words
//! by the rules of a shell, and put behind the words of the administrator.
//!
//! No shell sees any of it. What stands behind `--restricted` can narrow an access and not widen
//! it; of a client's words, two options are refused on top of that: the dataset and the person.
//! Entry point: [`appended`].

use std::ffi::OsString;

use rustix::process::{Resource, Rlimit, setrlimit};

use super::args::{self, Arguments};
use super::error::CliError;
use crate::storage::Environment;
use crate::storage::environment::REQUEST_VARIABLE;
use crate::texts::{self, Lang};

/// The program's own name, which a client may put first, as in a shell.
const PROGRAM: &str = "bildungsnetz";

/// Programs of a server that take in or hand out files, by the last part of their name.
const TRANSFERS: &[&str] = &[
    "scp",
    "sftp",
    "sftp-server",
    "internal-sftp",
    "rsync",
    "rrsync",
    "git-upload-pack",
    "git-receive-pack",
    "git-upload-archive",
];

/// Why a request is refused before it is parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestRefusal {
    /// It is not UTF-8.
    NotText,
    /// A quotation mark is not closed.
    Unclosed,
    /// It wants to move files.
    Transfer,
    /// It names a dataset.
    Dataset,
    /// It says who is at work.
    Person,
}

impl RequestRefusal {
    /// Returns the failure of the run.
    pub fn failure(self, lang: Lang) -> CliError {
        match self {
            Self::NotText => CliError::usage(texts::cli::not_utf8(lang)),
            Self::Unclosed => CliError::usage(texts::cli::request_unclosed(lang)).with(texts::cli::hint_request(lang)),
            Self::Transfer => {
                CliError::usage(texts::cli::restricted_transfer(lang)).with(texts::cli::hint_restricted_transfer(lang))
            }
            Self::Dataset => CliError::usage(texts::cli::restricted_file(lang)),
            Self::Person => CliError::usage(texts::cli::restricted_author(lang)),
        }
    }
}

/// Returns the words of this run: those it was started with, and behind them what the client asked
/// for, where the run is restricted and names no command and no file itself.
///
/// # Errors
/// Why the request is refused.
pub fn appended(words: &[OsString], env: &Environment) -> Result<Vec<OsString>, RequestRefusal> {
    let Some(request) = env.get(REQUEST_VARIABLE).filter(|_| args::early(words).restricted) else {
        return Ok(words.to_vec());
    };
    // Where the administrator's words are not understood, that is what is to be said.
    let is_open = |arguments: &Arguments| arguments.task.is_none() && arguments.file.is_none();
    if !args::parse(Arguments::bare(), words).as_ref().is_ok_and(is_open) {
        return Ok(words.to_vec());
    }
    let request = split(request.to_str().ok_or(RequestRefusal::NotText)?)?;
    Ok(words.iter().cloned().chain(request).collect())
}

/// Cuts a request into words, and refuses what no client may ask for.
fn split(request: &str) -> Result<Vec<OsString>, RequestRefusal> {
    let mut words = shell_words::split(request).map_err(|_| RequestRefusal::Unclosed)?;
    if words.first().is_some_and(|first| first == PROGRAM) {
        words.remove(0);
    }
    let program = words.first().and_then(|first| first.rsplit('/').next()).unwrap_or_default();
    if TRANSFERS.contains(&program) {
        return Err(RequestRefusal::Transfer);
    }
    let words: Vec<OsString> = words.into_iter().map(OsString::from).collect();
    let given = args::early(&[&[OsString::from(PROGRAM)], &*words].concat());
    match () {
        () if !given.data.is_absent() => Err(RequestRefusal::Dataset),
        () if !given.author.is_absent() => Err(RequestRefusal::Person),
        () => Ok(words),
    }
}

/// Lets the process leave no image of its memory behind when it crashes: the clients of a
/// restricted access have no business with it, and personal data would lie around.
pub fn forbid_core_dumps() {
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appended_to(line: &str, request: &str) -> Result<Vec<String>, RequestRefusal> {
        let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let words = appended(&words, &Environment::with([(REQUEST_VARIABLE, request)]))?;
        Ok(words.into_iter().skip(1).map(|word| word.into_string().unwrap()).collect())
    }

    fn asked(request: &str) -> Result<Vec<String>, RequestRefusal> {
        appended_to("bn --data x --restricted", request).map(|words| words[3..].to_vec())
    }

    #[test]
    fn a_request_is_cut_by_the_rules_of_a_shell_and_nothing_in_it_is_carried_out() {
        for (request, words) in [
            ("find mint", &["find", "mint"][..]),
            ("bildungsnetz find mint", &["find", "mint"]),
            ("contact 'Bad Münstereifel'", &["contact", "Bad Münstereifel"]),
            (r#"find "a \"b\"" c\ d"#, &["find", "a \"b\"", "c d"]),
            (
                "find $(id) `id` $HOME ; id | id > x & *",
                &["find", "$(id)", "`id`", "$HOME", ";", "id", "|", "id", ">", "x", "&", "*"],
            ),
            ("find a\nid", &["find", "a", "id"]),
            ("find -- --data x", &["find", "--", "--data", "x"]),
            ("  ", &[]),
        ] {
            assert_eq!(asked(request).unwrap(), words, "{request:?}");
        }
    }

    #[test]
    fn what_no_client_may_ask_for_is_refused() {
        for (request, why) in [
            ("find 'mint", RequestRefusal::Unclosed),
            ("scp -t /tmp", RequestRefusal::Transfer),
            ("/usr/lib/openssh/sftp-server", RequestRefusal::Transfer),
            ("internal-sftp", RequestRefusal::Transfer),
            ("rsync --server . x", RequestRefusal::Transfer),
            ("list bodies --data=x", RequestRefusal::Dataset),
            ("--data x", RequestRefusal::Dataset),
            ("'--data' x list", RequestRefusal::Dataset),
            ("set a b --author Otto", RequestRefusal::Person),
        ] {
            assert_eq!(asked(request), Err(why), "{request:?}");
        }
    }

    #[test]
    fn only_a_restricted_run_without_a_command_takes_a_request() {
        for line in
            ["bn --data x", "bn --data x --restricted keys", "bn --restricted file.ron", "bn --restricted --nix"]
        {
            assert_eq!(appended_to(line, "find mint").unwrap().join(" "), line[3..], "{line}");
        }
    }
}
