//! What the list of findings says besides these.

texts! {
    title(count: usize) => "1 Befund" | "{count} Befunde" / "1 finding" | "{count} findings";
    checking => "Befunde werden gesucht …" / "looking for findings …";
    checked(percent: u8) => "Befunde werden gesucht: {percent} %" / "Looking for findings: {percent} %";
    show_counted => "Enter zeigt sie" / "Enter shows them";
    unlisted(count: usize, rule: &str) => "… und ein weiterer Befund: {rule}" | "… und {count} weitere Befunde: {rule}" / "… and one more finding: {rule}" | "… and {count} more findings: {rule}";
    none => "Keine Befunde." / "No findings.";
    file_line(line: usize) => "Zeile {line}" / "line {line}";
}
