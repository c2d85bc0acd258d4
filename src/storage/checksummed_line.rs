//! Self-checking lines: a checksum, a length and a value as JSON.
//!
//! The form is `0123456789abcdef 42 {…}`, ended by a line break, which JSON never contains. A line
//! that a power cut tore or a disk changed is recognised and rejected as a whole. Does not access
//! files. Entry point: [`seal`], [`unseal`].

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Appends a value as one line.
pub(super) fn seal(value: &impl Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    let json = serde_json::to_vec(value)?;
    out.extend_from_slice(format!("{:016x} {} ", checksum(&json), json.len()).as_bytes());
    out.extend_from_slice(&json);
    out.push(b'\n');
    Ok(())
}

/// Returns the value of a line without its line break; `None` when the line is damaged or holds
/// something else.
pub(super) fn unseal<T: DeserializeOwned>(line: &[u8]) -> Option<T> {
    serde_json::from_slice(content(line)?).ok()
}

/// Returns the content of a line if it is intact.
fn content(line: &[u8]) -> Option<&[u8]> {
    let mut parts = line.splitn(3, |byte| *byte == b' ');
    let mut number = |radix| {
        let text = std::str::from_utf8(parts.next()?).ok()?;
        u64::from_str_radix(text, radix).ok()
    };
    let (sum, len) = (number(16)?, number(10)?);
    let json = parts.next()?;
    (json.len() as u64 == len && checksum(json) == sum).then_some(json)
}

fn checksum(bytes: &[u8]) -> u64 {
    xxhash_rust::xxh3::xxh3_64(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_comes_back_from_one_line() {
        let mut line = Vec::new();
        seal(&("zwei\nZeilen", 7), &mut line).unwrap();
        assert_eq!(line.pop(), Some(b'\n'));
        assert!(!line.contains(&b'\n'));
        assert_eq!(unseal::<(String, u32)>(&line), Some(("zwei\nZeilen".into(), 7)));
    }

    #[test]
    fn a_line_that_was_cut_or_changed_anywhere_is_refused() {
        let mut line = Vec::new();
        seal(&"Köln", &mut line).unwrap();
        line.pop();
        for at in 0..line.len() {
            assert_eq!(unseal::<String>(&line[..at]), None, "cut at {at}");
            let mut changed = line.clone();
            changed[at] ^= 1;
            assert_eq!(unseal::<String>(&changed), None, "changed at {at}");
        }
        line.push(b'x');
        assert_eq!(unseal::<String>(&line), None);
    }
}
