//! Positions of the findings of a record in the file. Lines are counted from one finding to the
//! next, since counting for each finding anew would start from the beginning of its line.
//!
//! Must not judge anything. Entry point: [`place`].

use super::Finding;
use crate::document::FilePosition;

/// Converts the offsets of findings from within the record to positions in the file, and sorts by
/// them.
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
