//! The colour of the terminal's background: asked once nobody types, never waited for.
//!
//! Whoever leaves at once is not kept by an answer that would reach the shell.
//! Source: xterm control sequences, "Operating System Commands" (OSC 11). Entry points: [`ASK`],
//! [`is_light`].

use std::time::Duration;

/// How long the terminal must have sent nothing before it is asked.
pub(super) const AFTER: Duration = Duration::from_millis(100);

/// Asks for the colour.
pub(super) const ASK: &[u8] = b"\x1b]11;?\x1b\\";

/// Returns whether the answer in a control string tells of a light background; `None` when it is no
/// answer.
pub(super) fn is_light(string: &[u8]) -> Option<bool> {
    let text = str::from_utf8(string.strip_suffix(b"\xc2").unwrap_or(string)).ok()?.strip_prefix("11;rgb")?;
    let mut channels = text.strip_prefix('a').unwrap_or(text).strip_prefix(':')?.split('/').map(channel);
    let [red, green, blue] = [channels.next()??, channels.next()??, channels.next()??];
    // The brightness that people see (ITU-R BT.709).
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5)
}

/// Returns a channel of one to four hexadecimal digits as a part of the greatest value.
fn channel(digits: &str) -> Option<f32> {
    let value = u16::from_str_radix(digits, 16).ok()?;
    let greatest = match digits.len() {
        1 => 0xf,
        2 => 0xff,
        3 => 0xfff,
        _ => u16::MAX,
    };
    Some(f32::from(value) / f32::from(greatest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_of_terminals_are_told_apart() {
        for (answer, wanted) in [
            ("11;rgb:ffff/ffff/ffff", Some(true)),
            ("11;rgb:fdfd/f6f6/e3e3", Some(true)),
            ("11;rgb:1e1e/1e1e/1e1e", Some(false)),
            ("11;rgb:00/2b/36", Some(false)),
            ("11;rgba:fafa/fafa/fafa/ffff", Some(true)),
            ("11;rgb:f/f/f", Some(true)),
            ("10;rgb:ffff/ffff/ffff", None),
            ("11;?", None),
            ("11;rgb:ffff/ffff", None),
            ("11;rgb:zz/00/00", None),
            ("11;#ffffff", None),
        ] {
            assert_eq!(is_light(answer.as_bytes()), wanted, "{answer}");
        }
    }
}
