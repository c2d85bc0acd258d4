//! The user's own clipboard over SSH: the escape sequence OSC 52, wrapped so that tmux and screen
//! pass it on.
//!
//! A terminal does not acknowledge the sequence, so all that can be reported is that it was sent.
//! Source: xterm control sequences, "Operating System Commands"; tmux and screen manuals on
//! passthrough.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::app::Copied;
use crate::storage::Environment;
use crate::text::without_unsafe;
use crate::texts::{self, Lang};

/// Terminals drop longer sequences; xterm's limit is the lowest in use.
const LIMIT: usize = 74_994;

/// Longest string that GNU screen passes through.
const SCREEN_CHUNK: usize = 76;

/// Returns the bytes to send for `text`, and the message about it. Characters that a terminal would
/// act on when the text is pasted are left out: an escape sequence could end a bracketed paste and
/// run the rest as a command (CWE-150).
///
/// # Errors
/// A message, when the text is too long for a terminal.
pub fn sequence(text: &str, env: &Environment, lang: Lang) -> Result<(Vec<u8>, Copied), String> {
    let clean = text.split('\t').map(without_unsafe).collect::<Vec<_>>().join("\t");
    let encoded = STANDARD.encode(&clean);
    if encoded.len() > LIMIT {
        return Err(texts::run::too_long_to_copy(lang, clean.len()));
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
    Ok((wrapped.into_bytes(), Copied { bytes: clean.len(), cleaned: clean != text }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str, env: &Environment) -> String {
        String::from_utf8(sequence(text, env, Lang::De).unwrap().0).unwrap()
    }

    #[test]
    fn plain_terminals_get_the_sequence_and_multiplexers_pass_it_on() {
        assert_eq!(sent("Köln", &Environment::with([])), "\x1b]52;c;S8O2bG4=\x07");
        assert_eq!(sent("a", &Environment::with([("TMUX", "x")])), "\x1bPtmux;\x1b\x1b]52;c;YQ==\x07\x1b\\");
        assert_eq!(sent("a", &Environment::with([("STY", "x")])), "\x1bP\x1b]52;c;YQ==\x07\x1b\\");
    }

    #[test]
    fn what_a_terminal_would_act_on_is_left_out_and_told() {
        for (text, sent) in [
            ("Bonn\x1b[201~rm x\r\u{202e}\u{7}", "Bonn[201~rm x"),
            ("a\u{9b}31mb\u{200b}", "a31mb"),
            ("Region(\n\tid: \"👩\u{200d}🏫\",\n)", "Region(\n\tid: \"👩\u{200d}🏫\",\n)"),
        ] {
            let (bytes, copied) = sequence(text, &Environment::with([]), Lang::De).unwrap();
            let encoded = bytes.strip_prefix(b"\x1b]52;c;").unwrap().strip_suffix(b"\x07").unwrap();
            assert_eq!(STANDARD.decode(encoded).unwrap(), sent.as_bytes());
            assert_eq!(copied, Copied { bytes: sent.len(), cleaned: sent != text });
        }
    }

    #[test]
    fn a_text_no_terminal_takes_is_refused() {
        assert!(sequence(&"x".repeat(100_000), &Environment::with([]), Lang::En).is_err());
    }
}
