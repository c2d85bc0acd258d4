//! Where in the file the findings of a record are, counted on from one to the next: each asked by
//! itself would cost counting from the beginning of its line.
//!
//! Must not judge anything. Entry point: [`place`].

use super::Finding;
use crate::document::FilePosition;

/// Places findings, whose offsets count from the beginning of the record, in the file; in the order
/// of their places.
pub(super) fn place(findings: &mut [Finding], start: FilePosition, source: &str) {
    findings.sort_by_key(|finding| finding.position.offset);
    let (mut position, mut at) = (start, 0);
    for finding in findings {
        if let Some(text) = source.get(at..finding.position.offset) {
            position = position.behind(text);
            at = finding.position.offset;
        }
        finding.position = position;
    }
}
