//! Parses keys and pastes from the bytes that terminals send, however they are split.
//!
//! Crossterm's own parser is not used: it blocks on half a sequence, so that signals go unnoticed;
//! it does not report what follows the first kilobyte of a burst; and it spins when the terminal
//! goes away (crossterm issue 793). Must not read or wait itself: the caller waits for
//! [`Keys::patience`], then calls [`Keys::give_up`]. Entry point: [`Keys::take`].

use std::time::Duration;

use super::TerminalEvent;
use super::control_string::ControlString;
use super::paste::{Paste, PastedText};
use super::sequences::{self, Decoded, TerminalQuirks};
use crate::key::{Chord, InputProblem, Key};

/// How long the rest of a key may take after Escape: long enough for the parts of a sequence on a
/// slow line, short enough not to be noticed after Esc.
const AFTER_ESCAPE: Duration = Duration::from_millis(30);

/// How long the rest of a character, or of what could be a key with Alt, may take.
const SEQUENCE: Duration = Duration::from_millis(250);

/// How long nothing may come of a longer sequence, a control string or a paste before its end is
/// taken for lost: what comes later would be taken for keys, and a line that repeats a packet is
/// silent for more than 200 ms.
const SILENCE: Duration = Duration::from_secs(1);

/// What is being read.
#[derive(Default)]
enum Reading {
    /// Keys.
    #[default]
    Keys,
    Paste(Paste),
    String(ControlString),
}

/// Decodes bytes.
#[derive(Default)]
pub(super) struct Keys {
    /// Bytes of an incomplete token.
    bytes: Vec<u8>,
    reading: Reading,
    habits: TerminalQuirks,
    /// An Escape has just been given up.
    was_escape: bool,
}

impl Keys {
    /// Parses bytes and appends the resulting events.
    pub(super) fn take(&mut self, bytes: &[u8], found: &mut Vec<TerminalEvent>) {
        // The rest of a paste comes in bulk; a key that comes by itself was pressed.
        if let Reading::Paste(paste) = &mut self.reading
            && paste.is_end_lost
            && is_one_key(bytes)
        {
            if !paste.is_handed_over {
                hand_over(paste.so_far(), found);
            }
            self.reading = Reading::Keys;
        }
        // A line that splits a sequence after its ESC delivers all the rest at once, which nobody
        // types like that.
        if std::mem::take(&mut self.was_escape) && is_rest_of_sequence(bytes) {
            self.bytes.push(0x1b);
        }
        let mut pending = std::mem::take(&mut self.bytes);
        pending.extend_from_slice(bytes);
        let mut rest = pending.as_slice();
        while let Some(length) = self.take_first(rest, found) {
            rest = &rest[length..];
        }
        pending.drain(..pending.len() - rest.len());
        self.bytes = pending;
    }

    /// Parses the first token. Returns its length; `None` when its rest has not arrived yet.
    fn take_first(&mut self, bytes: &[u8], found: &mut Vec<TerminalEvent>) -> Option<usize> {
        if bytes.is_empty() {
            return None;
        }
        match std::mem::take(&mut self.reading) {
            Reading::Keys => {
                let (length, decoded) = sequences::first(bytes, &mut self.habits)?;
                match decoded {
                    Decoded::Key(chord) => found.push(TerminalEvent::Key(chord)),
                    Decoded::Pointer(action, at) => found.push(TerminalEvent::Pointer(action, at)),
                    Decoded::NotUtf8 => found.push(TerminalEvent::Problem(InputProblem::NotUtf8)),
                    Decoded::PasteStart => self.reading = Reading::Paste(Paste::default()),
                    Decoded::StringStart(string) => self.reading = Reading::String(string),
                    Decoded::PasteEnd | Decoded::Nothing => {}
                }
                Some(length)
            }
            Reading::Paste(mut paste) => {
                let end = paste.take(bytes);
                match end {
                    Some(_) => hand_over(paste.end(), found),
                    None => self.reading = Reading::Paste(paste),
                }
                Some(end.unwrap_or(bytes.len()))
            }
            Reading::String(mut string) => {
                let progress = string.take(bytes);
                if progress.is_over {
                    let told = string.is_background_light();
                    found.extend(told.map(|is_light| TerminalEvent::Background { is_light }));
                } else {
                    self.reading = Reading::String(string);
                }
                (progress.is_over || progress.length > 0).then_some(progress.length)
            }
        }
    }

    /// Returns how long to wait for the next byte; `None` when nothing is incomplete.
    pub(super) fn patience(&self) -> Option<Duration> {
        match (&self.reading, &self.bytes[..]) {
            (Reading::Paste(paste), _) => (!paste.is_handed_over).then_some(SILENCE),
            (Reading::String(_), _) => Some(SILENCE),
            (Reading::Keys, []) => None,
            (Reading::Keys, [0x1b]) => Some(AFTER_ESCAPE),
            (Reading::Keys, [_] | [0x1b, _]) => Some(SEQUENCE),
            // Nobody types parameters.
            (Reading::Keys, _) => Some(SILENCE),
        }
    }

    /// Takes the incomplete bytes as they are, because their rest did not arrive in time: Esc, a
    /// key with Alt, the paste so far.
    pub(super) fn give_up(&mut self, found: &mut Vec<TerminalEvent>) {
        let not_utf8 = TerminalEvent::Problem(InputProblem::NotUtf8);
        match &mut self.reading {
            // The paste continues when more arrives in bulk.
            Reading::Paste(paste) => {
                hand_over(paste.so_far(), found);
                found.push(TerminalEvent::Problem(InputProblem::PasteUnended));
                return;
            }
            Reading::String(string) => found.extend(string.may_be_letter.then_some(not_utf8)),
            Reading::Keys => found.extend(match self.bytes[..] {
                [0x1b] => Some(TerminalEvent::Key(Chord::plain(Key::Esc))),
                [0x1b, other @ 0x20..0x7f] => {
                    Some(TerminalEvent::Key(Chord { alt: true, ..Chord::plain(Key::Char(other.into())) }))
                }
                _ => str::from_utf8(&self.bytes).is_err().then_some(not_utf8),
            }),
        }
        let was_escape = self.bytes == [0x1b];
        *self = Keys { habits: std::mem::take(&mut self.habits), was_escape, ..Keys::default() };
    }
}

/// Appends pasted text, and what is wrong with it.
fn hand_over(PastedText { text, is_utf8, is_too_long }: PastedText, found: &mut Vec<TerminalEvent>) {
    found.push(TerminalEvent::Paste(text));
    found.extend((!is_utf8).then_some(TerminalEvent::Problem(InputProblem::NotUtf8)));
    found.extend(is_too_long.then_some(TerminalEvent::Problem(InputProblem::PasteTooLong)));
}

fn is_one_key(bytes: &[u8]) -> bool {
    let first = sequences::first(bytes, &mut TerminalQuirks::default());
    bytes == [0x1b] || first.is_some_and(|(length, first)| length == bytes.len() && matches!(first, Decoded::Key(_)))
}

/// Returns true for a whole sequence without its leading ESC.
fn is_rest_of_sequence(bytes: &[u8]) -> bool {
    let sequence = [b"\x1b", bytes].concat();
    matches!(bytes, [b'[' | b'O', _, ..])
        && sequences::first(&sequence, &mut TerminalQuirks::default())
            .is_some_and(|(length, _)| length == sequence.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A sequence that is not a key, whatever it replies to.
    const NO_KEYS: &[(&str, &[u8])] = &[
        ("mouse, X10", b"\x1b[M !!"),
        ("mouse, X10, far right and at the edge", b"\x1b[M \xe9\x25\x1b[M#\0!"),
        ("mouse, UTF-8 (1005)", "\x1b[M \u{e9}\u{109}".as_bytes()),
        ("mouse, SGR (1006, 1016)", b"\x1b[<0;68;9M\x1b[<0;680;290m\x1b[<64;1;1M"),
        ("mouse, urxvt (1015)", b"\x1b[32;68;9M"),
        ("mouse, highlight tracking", b"\x1b[t!!\x1b[T!!!!!!"),
        ("mouse, DEC locator", b"\x1b[1;2;10;20;1&w"),
        ("focus", b"\x1b[I\x1b[O"),
        ("DA1, DA2, DA3", b"\x1b[?62;4;22c\x1b[>41;380;0c\x1b[=0c\x1bP!|7E565445\x1b\\"),
        ("status, cursor position", b"\x1b[0n\x1b[?997;1n\x1b[24;80R\x1b[?24;80;1R\x1b[1;1R"),
        ("DECRPM", b"\x1b[?2026;2$y\x1b[4;1$y"),
        ("kitty keyboard flags, modifyOtherKeys", b"\x1b[?1u\x1b[?31u\x1b[>4;2m"),
        ("a key let go, a modifier alone", b"\x1b[97;1:3u\x1b[1;1:3A\x1b[57441;2u"),
        ("XTVERSION, XTGETTCAP, DECRQSS", b"\x1bP>|xterm(390)\x1b\\\x1bP1+r544e=7874\x1b\\\x1bP1$r0m\x1b\\"),
        ("colours", b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\\x1b]4;1;rgb:cd/0/0\x07\x1b]10;rgba:0/0/0/0\x1b\\"),
        ("clipboard, title", "\x1b]52;c;cQ==\x07\x1b]lÜber “uns”\x1b\\".as_bytes()),
        ("window", b"\x1b[4;600;800t\x1b[8;24;80t\x1b[48;24;80;600;800t"),
        ("APC, PM, SOS", b"\x1b_Gi=31;OK\x1b\\\x1b^q\x1b\\\x1bXq\x1b\\"),
        ("broken off", b"\x1b]11;rgb\x18\x1bP1+r\x1a\x1b[1;2\x18\x1b[<0;1\x1a\x1bO1\x18"),
        ("with C1 controls", b"\x9b?1;2c\x9d11;rgb:0/0/0\x9c\x90>|x\x9c\x9b<0;1;1M"),
        ("with C1 controls in UTF-8", "\u{9b}?1;2c\u{9d}11;rgb:0/0/0\u{9c}\u{90}>|x\u{9c}\u{84}".as_bytes()),
        ("Windows key events", b"\x1b[65;30;97;1;0;1_"),
        ("unknown", b"\x1b[99~\x1b[5 q\x1b[[Z\x1bO\x1bOz\x1b[?q"),
    ];

    fn name(input: TerminalEvent) -> String {
        match input {
            TerminalEvent::Key(chord) => chord.to_string(),
            TerminalEvent::Paste(text) => format!("paste {text}"),
            other => format!("{other:?}"),
        }
    }

    /// Returns what these bytes parse to, each part arriving on its own and nothing after them;
    /// keys by their names.
    fn read(parts: &[&[u8]]) -> Vec<String> {
        let (mut keys, mut found) = (Keys::default(), Vec::new());
        parts.iter().for_each(|part| keys.take(part, &mut found));
        if keys.patience().is_some() {
            keys.give_up(&mut found);
        }
        // The answer to the program's own question is no key either.
        found
            .into_iter()
            .filter(|event| !matches!(event, TerminalEvent::Background { .. } | TerminalEvent::Pointer(..)))
            .map(name)
            .collect()
    }

    /// Returns what these bytes parse to when each of them arrives on its own.
    fn read_bytes(bytes: &[u8]) -> Vec<String> {
        read(&bytes.chunks(1).collect::<Vec<_>>())
    }

    #[test]
    fn what_terminals_send_becomes_the_chords_of_the_table() {
        for (bytes, wanted) in [
            ("aG ü€😀", "a G space ü € 😀"),
            ("\r\t\x7f\x08\x13\n\0", "enter tab backspace ctrl+h ctrl+s ctrl+j ctrl+space"),
            ("\x1b[A\x1b[1;5C\x1b[1;2D", "up ctrl+right shift+left"),
            (
                "\x1b[H\x1bOF\x1b[1~\x1b[8~\x1b[5~\x1b[6~\x1b[3~\x1b[2~",
                "home end home end pageup pagedown delete insert",
            ),
            ("\x1bOP\x1b[11~\x1b[[B\x1b[15~\x1b[24~\x1b[Z", "f1 f1 f2 f5 f12 shift+tab"),
            ("\x1bx\x1b\r\x1bü\x1b\x1b[A", "alt+x alt+enter alt+ü esc up"),
            // Cursor keys in application mode, unless others have been seen.
            ("\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF", "up down right left home end"),
            // Linux console, with modifiers of xterm, and F13 and up.
            ("\x1b[[A\x1b[[E\x1b[1;2P\x1b[15;5~\x1b[25~\x1b[34~", "f1 f5 shift+f1 ctrl+f5 f13 f20"),
            // screen, tmux, VT220: Home and End as Find and Select.
            ("\x1b[1~\x1b[4~\x1b[28~\x1b[29~", "home end f15 f16"),
            // Old versions of xterm, GNOME and KDE.
            ("\x1b[5C\x1bO5D\x1bO1;2R", "ctrl+right ctrl+left shift+f3"),
            // CSI u of kitty, iTerm2 and others.
            ("\x1b[49u\x1b[27u\x1b[99;5u\x1b[115;5u\x1b[97;3u", "1 esc ctrl+c ctrl+s alt+a"),
            ("\x1b[97:65;2u\x1b[252u\x1b[13;2u\x1b[9;2u\x1b[127u", "A ü enter shift+tab backspace"),
            ("\x1b[1089::99;5u\x1b[57399u\x1b[57414u\x1b[1;5:1A", "ctrl+c 0 enter ctrl+up"),
            // modifyOtherKeys of xterm.
            ("\x1b[27;5;115~\x1b[27;2;13~\x1b[27;3;97~\x1b[27;5;105~", "ctrl+s enter alt+a tab"),
        ] {
            assert_eq!(read(&[bytes.as_bytes()]).join(" "), wanted, "{bytes:?}");
            assert_eq!(read_bytes(bytes.as_bytes()).join(" "), wanted, "byte by byte: {bytes:?}");
        }
    }

    #[test]
    fn the_keypad_is_heard_in_application_mode() {
        let digits: String = ('p'..='y').map(|letter| format!("\x1bO{letter}")).collect();
        assert_eq!(read(&[digits.as_bytes()]).join(""), "0123456789");
        assert_eq!(read(&[b"\x1bOj\x1bOk\x1bOl\x1bOm\x1bOn\x1bOo\x1bOX\x1bOM"]).join(" "), "* plus , - . / = enter");
    }

    #[test]
    fn rxvt_and_putty_are_heard() {
        for (bytes, wanted) in [
            ("\x1b[7~\x1b[8~\x1b[7$\x1b[8^\x1b[3@", "home end shift+home ctrl+end ctrl+shift+delete"),
            ("\x1bOa\x1bOb\x1bOc\x1bOd\x1b[a\x1b[d", "ctrl+up ctrl+down ctrl+right ctrl+left shift+up shift+left"),
            // PuTTY tells Ctrl by the other mode of its cursor keys.
            ("\x1b[A\x1bOD\x1bOC", "up ctrl+left ctrl+right"),
            // End where PuTTY sends what rxvt does; 7 where the keypad is in application mode.
            ("\x1bOw\x1bOp\x1bOw", "end 0 7"),
        ] {
            assert_eq!(read(&[bytes.as_bytes()]).join(" "), wanted, "{bytes:?}");
            assert_eq!(read_bytes(bytes.as_bytes()).join(" "), wanted, "byte by byte: {bytes:?}");
        }
    }

    #[test]
    fn the_colour_of_the_background_is_heard_however_it_is_cut() {
        for (bytes, is_light) in [
            ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", true),
            ("\x1b]11;rgb:00/2b/36\x07", false),
            ("\u{9d}11;rgb:f/f/f\u{9c}", true),
        ] {
            let (mut keys, mut found) = (Keys::default(), Vec::new());
            bytes.as_bytes().iter().for_each(|byte| keys.take(&[*byte], &mut found));
            assert!(
                matches!(found[..], [TerminalEvent::Background { is_light: told }] if told == is_light),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn what_is_no_key_does_nothing_however_it_is_cut() {
        for (what, bytes) in NO_KEYS {
            for at in 0..=bytes.len() {
                let (before, after) = bytes.split_at(at);
                assert_eq!(read(&[b"a", before, after, b"b"]), ["a", "b"], "{what}, cut at {at}");
            }
            let alone: Vec<u8> = [b"a", *bytes, b"b"].concat();
            assert_eq!(read_bytes(&alone), ["a", "b"], "{what}, byte by byte");
        }
    }

    #[test]
    fn an_answer_that_does_not_end_is_given_up_and_keys_are_heard_again() {
        for answer in ["\x1b]11;rgb:1e1e", "\x1bP1+r54", "\x1b_Gq", "\x1b[<0;1", "\x1b[M ", "\x1b[1;", "\x1bO5"] {
            let (mut keys, mut found) = (Keys::default(), Vec::new());
            keys.take(answer.as_bytes(), &mut found);
            assert!(keys.patience().is_some_and(|patience| patience > AFTER_ESCAPE), "{answer:?} may be slow");
            keys.give_up(&mut found);
            assert_eq!((found.len(), keys.patience()), (0, None), "{answer:?}");
            keys.take(b"q", &mut found);
            assert_eq!(found.into_iter().map(name).collect::<Vec<_>>(), ["q"], "{answer:?}");
        }
        // Parameters without end are read to the end, too.
        let endless = [b"\x1b[".as_slice(), &b"1".repeat(100_000), b"\x1b[A"].concat();
        assert_eq!(read(&[&endless]), ["up"]);
    }

    #[test]
    fn escape_alone_is_heard_soon_and_alt_with_what_begins_a_sequence_a_little_later() {
        let (mut keys, mut found) = (Keys::default(), Vec::new());
        keys.take(b"\x1b", &mut found);
        assert_eq!(keys.patience(), Some(AFTER_ESCAPE));
        keys.give_up(&mut found);
        assert_eq!(found.into_iter().map(name).collect::<Vec<_>>(), ["esc"]);
        for (bytes, wanted) in [("\x1b[", "alt+["), ("\x1bO", "alt+O"), ("\x1b]", "alt+]"), ("\x1bP", "alt+P")] {
            assert_eq!(read_bytes(bytes.as_bytes()), [wanted]);
        }
        assert_eq!(read(&[b"\x1b[1;"]), [""; 0], "half an arrow types nothing");
    }

    #[test]
    fn a_sequence_that_is_cut_behind_its_escape_for_long_types_no_letters() {
        for (rest, wanted) in [
            (&["[B"][..], "esc down"),
            (&["OP"], "esc f1"),
            (&["[<0;68;9M"], "esc Pointer(Click, Position { x: 67, y: 8 })"),
            (&["[", "B"], "esc [ B"),
            (&["[Bq"], "esc [ B q"),
            (&["q", "[B"], "esc q [ B"),
        ] {
            let (mut keys, mut found) = (Keys::default(), Vec::new());
            keys.take(b"\x1b", &mut found);
            keys.give_up(&mut found);
            rest.iter().for_each(|part| keys.take(part.as_bytes(), &mut found));
            assert_eq!(found.into_iter().map(name).collect::<Vec<_>>().join(" "), wanted, "{rest:?}");
        }
    }

    #[test]
    fn a_paste_is_one_text_whatever_stands_in_it() {
        for read in [|bytes: &[u8]| read(&[bytes]), |bytes: &[u8]| read_bytes(bytes)] {
            assert_eq!(
                read(b"a\x1b[200~q\r\n\x1b[A\x07\x1b[20\x1b[201~b"),
                ["a", "paste q\r\n\u{1b}[A\u{7}\u{1b}[20", "b"]
            );
            assert_eq!(read(b"\x1b[200~a\xffb\x1b[201~"), ["paste a\u{fffd}b", "Problem(NotUtf8)"]);
            assert_eq!(read(b"\x1b[201~q"), ["q"], "an end without a beginning is none");
        }
    }

    #[test]
    fn a_paste_that_never_ends_is_given_out_and_a_single_key_is_one_again() {
        let (mut keys, mut found) = (Keys::default(), Vec::new());
        keys.take(b"\x1b[200~K\xc3", &mut found);
        assert_eq!(keys.patience(), Some(SILENCE));
        keys.give_up(&mut found);
        assert_eq!(keys.patience(), None, "it is told once");
        // A line that was stuck brings more than one key at a time: that is no typing.
        keys.take(b"\xb6ln\rw", &mut found);
        keys.give_up(&mut found);
        keys.take(b"\x1b", &mut found);
        keys.give_up(&mut found);
        keys.take(b"q", &mut found);
        let told = "Problem(PasteUnended)";
        let found: Vec<String> = found.into_iter().map(name).collect();
        assert_eq!(found, ["paste K", told, "paste öln\rw", told, "esc", "q"]);
    }

    #[test]
    fn once_its_end_is_lost_a_single_key_ends_a_paste_at_once() {
        let (mut keys, mut found) = (Keys::default(), Vec::new());
        keys.take(b"\x1b[200~x", &mut found);
        keys.give_up(&mut found);
        // Two keys that came at once may still belong to it; the next one by itself does not.
        keys.take(b"jj", &mut found);
        keys.take(b"q", &mut found);
        let found: Vec<String> = found.into_iter().map(name).collect();
        assert_eq!(found, ["paste x", "Problem(PasteUnended)", "paste jj", "q"]);
    }

    #[test]
    fn the_rest_of_a_paste_that_is_too_long_is_dropped() {
        let text = "ü".repeat(crate::terminal::paste::LONGEST / 2 + 7);
        let pasted = format!("\x1b[200~x{text}ljewrong\rw\x1b[201~b");
        let parts: Vec<&[u8]> = pasted.as_bytes().chunks(16 * 1024 - 1).collect();
        for parts in [parts, vec![pasted.as_bytes()]] {
            let found = read(&parts);
            assert_eq!(found[1..], ["Problem(PasteTooLong)", "b"]);
            assert_eq!(found[0].len(), "paste x".len() + crate::terminal::paste::LONGEST - 2, "whole characters");
            assert!(found[0].ends_with('ü'));
        }
    }

    #[test]
    fn no_bytes_are_lost_or_stay() {
        assert_eq!(read(&[&b"x".repeat(100_000)]).len(), 100_000);
        let told = "Problem(NotUtf8)";
        assert_eq!(read(&[b"\xff\xc3x\x1b[\x1b[Bq\x1b[1\xc3\xbc"]), [told, told, "x", "down", "q", "ü"]);
        assert_eq!(read(&[b"1\xfc2"]), ["1", told, "2"]);
        for letter in [b"\xfc", b"\x9b", b"\x90", b"\x84"] {
            assert_eq!(read(&[letter]), [told], "a letter of another character set alone");
        }
        assert_eq!(read(&[b"\x90s"]), [told]);
    }

    /// Pieces of what terminals send, so that random bytes meet each other's middles.
    fn pieces() -> impl Strategy<Value = Vec<u8>> {
        let known = proptest::sample::select(NO_KEYS).prop_map(|(_, bytes)| bytes.to_vec());
        let begun =
            proptest::sample::select(vec!["\x1b", "\x1b[", "\x1b[200~", "\x1b[201~", "\x1bO", "\x1b]", "ü", "\x1b[M"]);
        let piece = prop_oneof![
            known,
            begun.prop_map(|bytes| bytes.as_bytes().to_vec()),
            proptest::collection::vec(any::<u8>(), 0..6),
            proptest::collection::vec(0x1b_u8..0x40, 0..6),
        ];
        proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn bytes_mean_the_same_however_they_are_cut(bytes in pieces(), cuts in proptest::collection::vec(1_usize..9, 0..40)) {
            let (mut parts, mut rest) = (Vec::new(), bytes.as_slice());
            for cut in cuts {
                let (part, others) = rest.split_at(cut.min(rest.len()));
                parts.push(part);
                rest = others;
            }
            parts.push(rest);
            prop_assert_eq!(read(&parts), read(&[&bytes]));
        }

        #[test]
        fn answers_type_nothing_and_swallow_no_key(
            answers in proptest::collection::vec(proptest::sample::select(NO_KEYS), 0..8), part in 1_usize..9,
        ) {
            let bytes: Vec<u8> = answers.iter().flat_map(|(_, bytes)| [bytes, b"x".as_slice()].concat()).collect();
            let parts: Vec<&[u8]> = bytes.chunks(part).collect();
            prop_assert_eq!(read(&parts), vec!["x"; answers.len()]);
        }

        #[test]
        fn whatever_came_keys_are_heard_again_after_the_longest_wait(bytes in pieces()) {
            let (mut keys, mut found) = (Keys::default(), Vec::new());
            keys.take(&bytes, &mut found);
            while keys.patience().is_some() {
                keys.give_up(&mut found);
            }
            found.clear();
            keys.take(b"q", &mut found);
            prop_assert_eq!(found.into_iter().map(name).collect::<Vec<_>>(), ["q"]);
        }
    }
}
