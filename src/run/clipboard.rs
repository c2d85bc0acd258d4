//! The user's own clipboard over SSH: the escape sequence OSC 52, and what tmux and screen need
//! instead of it.
//!
//! A terminal does not acknowledge the sequence, so all that can be reported is that it was sent.
//! Nor is tmux waited for: it may hang. Where it does not take the text, the sequence follows.
//! Source: xterm control sequences, "Operating System Commands"; the manuals of tmux
//! (`set-clipboard`, `allow-passthrough`, `load-buffer`) and screen. Entry point:
//! [`ClipboardText::new`].

use std::io::{self, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::Copied;
use crate::storage::Environment;
use crate::text::{truncate, without_unsafe};
use crate::texts::{self, Lang};

/// Terminals drop longer sequences; xterm's limit is the lowest in use.
const LIMIT: usize = 74_994;

/// How long tmux may take, which needs a few milliseconds.
const TMUX_PATIENCE: Duration = Duration::from_secs(1);

/// Longest string that GNU screen passes through.
const SCREEN_CHUNK: usize = 76;

/// Longest unknown string that GNU screen skips; of a longer one it shows the rest.
const SCREEN_SKIPS: usize = 700;

/// Cells of a copied text that are told.
const BEGINNING: usize = 40;

/// A text on its way to the clipboard, without the characters that a terminal would act on when it
/// is pasted: an escape sequence could end a bracketed paste and run the rest as a command
/// (CWE-150).
#[derive(Debug)]
pub struct ClipboardText {
    clean: String,
    encoded: String,
    is_cleaned: bool,
}

/// What lies between this program and the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Multiplexer {
    None,
    Tmux,
    Screen,
    /// Reached over SSH from within one of them, which both call themselves `screen`.
    TmuxOrScreen,
}

impl Multiplexer {
    fn of(env: &Environment) -> Multiplexer {
        let name = env.text("TERM").unwrap_or_default();
        if env.get("TMUX").is_some() || name.starts_with("tmux") {
            Multiplexer::Tmux
        } else if env.get("STY").is_some() {
            Multiplexer::Screen
        } else if name.starts_with("screen") {
            Multiplexer::TmuxOrScreen
        } else {
            Multiplexer::None
        }
    }
}

impl ClipboardText {
    /// Cleans and encodes a text.
    ///
    /// # Errors
    /// A message, when the text is too long for a terminal.
    pub fn new(text: &str, lang: Lang) -> Result<ClipboardText, String> {
        let clean = text.split('\t').map(without_unsafe).collect::<Vec<_>>().join("\t");
        let encoded = STANDARD.encode(&clean);
        if encoded.len() > LIMIT {
            return Err(texts::clipboard::too_long_to_copy(lang, characters(&clean)));
        }
        let is_cleaned = clean != text;
        Ok(ClipboardText { clean, encoded, is_cleaned })
    }

    /// Returns what there is to say about it.
    pub fn copied(&self) -> Copied {
        let first_line = self.clean.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let beginning = truncate(&first_line.replace('\t', " "), BEGINNING).into_owned();
        Copied { beginning, characters: characters(&self.clean), cleaned: self.is_cleaned }
    }

    /// Hands the text to tmux, which keeps it as a buffer and passes it on to its terminal. Unless
    /// it is configured otherwise, tmux takes no sequence for the clipboard from a program. Returns
    /// `None` where there is no tmux.
    pub fn give_to_tmux(&self, env: &Environment) -> Option<TmuxTransfer> {
        env.get("TMUX").and_then(|_| TmuxTransfer::start(&self.clean, self.sequence(env)).ok())
    }

    /// Returns the bytes for the terminal.
    pub fn sequence(&self, env: &Environment) -> Vec<u8> {
        let plain = format!("\x1b]52;c;{}\x07", self.encoded);
        let sequence = match Multiplexer::of(env) {
            Multiplexer::None => plain,
            // Either may be switched off; tmux skips the other.
            Multiplexer::Tmux => format!("{plain}\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b")),
            Multiplexer::Screen => through_screen(&plain),
            Multiplexer::TmuxOrScreen if plain.len() <= SCREEN_SKIPS => format!("{plain}{}", through_screen(&plain)),
            Multiplexer::TmuxOrScreen => through_screen(&plain),
        };
        sequence.into_bytes()
    }
}

/// A text on its way to tmux. When the program ends, what is on its way arrives nevertheless.
pub struct TmuxTransfer {
    tmux: Child,
    started: Instant,
    /// For the terminal where tmux does not take the text.
    sequence: Vec<u8>,
}

impl TmuxTransfer {
    fn start(text: &str, sequence: Vec<u8>) -> io::Result<TmuxTransfer> {
        let mut command = Command::new("tmux");
        command.args(["load-buffer", "-w", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // The end of the program or of its job is not the end of tmux.
        let mut tmux = command.process_group(0).spawn()?;
        // An unread pipe holds the longest text that a terminal takes. Closing it ends the text.
        let is_written = tmux.stdin.take().is_some_and(|mut pipe| {
            rustix::io::ioctl_fionbio(&pipe, true).is_ok() && pipe.write_all(text.as_bytes()).is_ok()
        });
        let transfer = TmuxTransfer { tmux, started: Instant::now(), sequence };
        if is_written { Ok(transfer) } else { Err(transfer.refused()) }
    }

    fn refused(self) -> io::Error {
        self.end();
        io::ErrorKind::BrokenPipe.into()
    }

    /// Returns the descriptor that becomes readable when tmux ends; `None` when it was taken.
    pub fn take_fd(&mut self) -> Option<OwnedFd> {
        self.tmux.stdout.take().map(OwnedFd::from)
    }

    /// Returns how much longer tmux may take.
    pub fn patience(&self) -> Duration {
        TMUX_PATIENCE.saturating_sub(self.started.elapsed())
    }

    /// Ends the transfer. Returns the bytes for the terminal where tmux did not take the text: one
    /// before 3.2, or one that hangs.
    pub fn end(mut self) -> Option<Vec<u8>> {
        // One that is ending by itself keeps its status.
        let _ = self.tmux.kill();
        let is_taken = self.tmux.wait().is_ok_and(|status| status.success());
        (!is_taken).then_some(self.sequence)
    }
}

/// Returns the number of characters as people count them.
fn characters(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Wraps a sequence of ASCII characters so that screen passes it on piece by piece.
fn through_screen(plain: &str) -> String {
    let chars: Vec<char> = plain.chars().collect();
    chars.chunks(SCREEN_CHUNK).map(|c| format!("\x1bP{}\x1b\\", c.iter().collect::<String>())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KOELN: &str = "\x1b]52;c;S8O2bG4=\x07";

    fn sent(text: &str, variables: [(&str, &str); 2]) -> String {
        let env = Environment::with(variables);
        String::from_utf8(ClipboardText::new(text, Lang::De).unwrap().sequence(&env)).unwrap()
    }

    #[test]
    fn plain_terminals_get_the_sequence_and_multiplexers_what_they_take() {
        let (tmux, screen) = ("\x1bPtmux;\x1b\x1b]52;c;S8O2bG4=\x07\x1b\\".to_owned(), format!("\x1bP{KOELN}\x1b\\"));
        for (variables, wanted) in [
            ([("TERM", "xterm-256color"), ("LANG", "C")], KOELN.to_owned()),
            ([("TMUX", "x"), ("TERM", "screen")], format!("{KOELN}{tmux}")),
            ([("TERM", "tmux-256color"), ("LANG", "C")], format!("{KOELN}{tmux}")),
            ([("STY", "x"), ("TERM", "screen")], screen.clone()),
            ([("TERM", "screen.xterm-256color"), ("LANG", "C")], format!("{KOELN}{screen}")),
        ] {
            assert_eq!(sent("Köln", variables), wanted, "{variables:?}");
        }
    }

    #[test]
    fn screen_gets_no_string_that_it_would_show() {
        let long = "x".repeat(2_000);
        for variables in [[("STY", "x"), ("TERM", "screen")], [("LANG", "C"), ("TERM", "screen")]] {
            let sent = sent(&long, variables);
            let parts: Vec<&str> = sent.split_terminator("\x1b\\").collect();
            assert!(parts.iter().all(|part| part.starts_with("\x1bP") && part.len() <= SCREEN_CHUNK + 2), "{sent:?}");
        }
    }

    #[test]
    fn what_a_terminal_would_act_on_is_left_out_and_told() {
        for (text, sent, characters) in [
            ("Bonn\x1b[201~rm x\r\u{202e}\u{7}", "Bonn[201~rm x", 13),
            ("a\u{9b}31mb\u{200b}", "a31mb", 5),
            ("Region(\n\tid: \"👩\u{200d}🏫\",\n)", "Region(\n\tid: \"👩\u{200d}🏫\",\n)", 19),
        ] {
            let text = (text, ClipboardText::new(text, Lang::De).unwrap());
            let bytes = text.1.sequence(&Environment::with([]));
            let encoded = bytes.strip_prefix(b"\x1b]52;c;").unwrap().strip_suffix(b"\x07").unwrap();
            assert_eq!(STANDARD.decode(encoded).unwrap(), sent.as_bytes());
            let copied = text.1.copied();
            assert_eq!((copied.characters, copied.cleaned), (characters, sent != text.0));
        }
    }

    #[test]
    fn a_text_no_terminal_takes_is_refused() {
        let reason = ClipboardText::new(&"ü".repeat(40_000), Lang::En).unwrap_err();
        assert!(reason.contains("40,000"), "{reason}");
    }
}
