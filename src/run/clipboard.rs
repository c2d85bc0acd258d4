//! The user's own clipboard over SSH: the escape sequence OSC 52, wrapped so that tmux and screen pass it on.
//!
//! Nobody answers, so nothing more can be said than that it was sent. Source: xterm control sequences, "Operating System
//! Commands"; tmux and screen manuals on passthrough.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::storage::Environment;
use crate::texts::{Lang, run as t};

/// Terminals drop longer sequences; xterm's limit is the lowest in use.
const LIMIT: usize = 74_994;

/// GNU screen passes on strings of at most this length.
const SCREEN_CHUNK: usize = 76;

/// The bytes to send for `text`.
///
/// # Errors
/// A sentence, when the text is too long for a terminal.
pub fn sequence(text: &str, env: &Environment, lang: Lang) -> Result<Vec<u8>, String> {
    let encoded = STANDARD.encode(text);
    if encoded.len() > LIMIT {
        return Err(t::too_long_to_copy(lang, text.len()));
    }
    let plain = format!("\x1b]52;c;{encoded}\x07");
    let wrapped = if env.get("TMUX").is_some() {
        format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"))
    } else if env.get("STY").is_some() {
        let chars: Vec<char> = plain.chars().collect();
        chars.chunks(SCREEN_CHUNK).map(|c| format!("\x1bP{}\x1b\\", c.iter().collect::<String>())).collect()
    } else {
        plain
    };
    Ok(wrapped.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str, env: &Environment) -> String {
        String::from_utf8(sequence(text, env, Lang::De).unwrap()).unwrap()
    }

    #[test]
    fn plain_terminals_get_the_sequence_and_multiplexers_pass_it_on() {
        assert_eq!(sent("Köln", &Environment::with([])), "\x1b]52;c;S8O2bG4=\x07");
        assert_eq!(sent("a", &Environment::with([("TMUX", "x")])), "\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\");
        assert_eq!(sent("a", &Environment::with([("STY", "x")])), "\x1bP\x1b]52;c;YQ==\x07\x1b\\");
    }

    #[test]
    fn a_text_no_terminal_takes_is_refused() {
        assert!(sequence(&"x".repeat(100_000), &Environment::with([]), Lang::En).is_err());
    }
}
