//! Patterns that fit one file and no other, as git reads them.
//!
//! Both kinds begin with `/` and so count from the top of the repository. Entry points:
//! [`attribute_pattern`] for `.gitattributes`, [`ignore_pattern`] for `info/exclude`.

use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

/// Returns the pattern of a file for `.gitattributes`. One with white space, a control character or
/// a quotation mark is quoted as in C (gitattributes(5)), so that it fits any name.
pub(super) fn attribute_pattern(within: &Path) -> Vec<u8> {
    let pattern = escaped(within);
    let is_plain = |byte: &u8| !byte.is_ascii_control() && !matches!(byte, b' ' | b'"');
    if pattern.iter().all(is_plain) {
        return pattern;
    }
    let mut quoted = vec![b'"'];
    for byte in pattern {
        match byte {
            b'"' | b'\\' => quoted.extend([b'\\', byte]),
            _ if byte.is_ascii_control() => quoted.extend(format!("\\{byte:03o}").into_bytes()),
            _ => quoted.push(byte),
        }
    }
    quoted.push(b'"');
    quoted
}

/// Returns the pattern of a file for a list of ignored files, where nothing is quoted: a line break
/// may be any character (gitignore(5)).
pub(super) fn ignore_pattern(within: &Path) -> Vec<u8> {
    let mut pattern = escaped(within);
    pattern.iter_mut().filter(|byte| matches!(**byte, b'\n' | b'\r')).for_each(|byte| *byte = b'?');
    pattern
}

/// Returns a path from the top of the repository, in which nothing stands for something else.
fn escaped(within: &Path) -> Vec<u8> {
    let mut pattern = vec![b'/'];
    for byte in within.as_os_str().as_bytes() {
        if matches!(byte, b'\\' | b'*' | b'?' | b'[') {
            pattern.push(b'\\');
        }
        pattern.push(*byte);
    }
    pattern
}
