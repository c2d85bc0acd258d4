//! Markdown and text, as a parser of CommonMark and as people read them.

use proptest::prelude::*;

use crate::common::readers::python_json;
use crate::csv::ODD;
use crate::desk::Desk;

/// The texts of headings and of the items of lists, their lines joined by line breaks; fails where
/// something else is met.
const READ: &str = "
import json, sys
from markdown_it import MarkdownIt
def text(token):
    out = ''
    for child in token.children:
        assert child.type in ('text', 'strong_open', 'strong_close', 'hardbreak', 'link_open', 'link_close', 'text_special'), child
        out += '\\n' if child.type == 'hardbreak' else child.content
    return out
found = []
for token in MarkdownIt('commonmark').parse(sys.stdin.buffer.read().decode()):
    assert token.type.split('_')[0] in ('heading', 'bullet', 'list', 'paragraph', 'inline'), token
    if token.type == 'inline': found.append(text(token))
print(json.dumps(found))
";

fn exported(dataset: &str, arguments: &[&str]) -> String {
    let desk = Desk::new();
    desk.put("koeln.ron", dataset);
    let run = desk.run(&[&["export", "--as"], arguments].concat());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
    run.out
}

fn read(markdown: &str) -> Vec<String> {
    serde_json::from_value(python_json(READ, &[], markdown.as_bytes())).unwrap()
}

#[test]
fn a_reader_of_markdown_shows_the_texts() {
    let found = read(&exported(ODD, &["md", "--table", "regions"]));
    assert_eq!(found[..2], ["Regionen", "A, \"b\"; 'c'"]);
    for item in ["Kennung: a", "Kurzname: =1+1", "Netzwerk: ä\nö", "Anmerkung: - eins\n- zwei", "Sitz: +4922112345"] {
        assert!(found.iter().any(|found| found == item), "{item}: {found:#?}");
    }
}

/// A dataset with a region of this note.
fn noted(note: &str) -> String {
    format!("(regions: [(id: \"a\", name: \"A\", kind: Kreis, note: {note:?})])")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn any_note_comes_back_from_markdown(notes in proptest::collection::vec("[a1-3*_|<>&;#`~!\\[\\](){}.+= :\\-\n]{1,16}[a-z]", 40)) {
        let note = |note: &String| {
            let lines: Vec<&str> = note.trim().lines().map(str::trim).collect();
            lines.join("\n")
        };
        // RON strings have the escapes of Rust's here.
        let regions: Vec<String> = notes
            .iter()
            .enumerate()
            .map(|(number, note)| format!("(id: \"a{number:02}\", name: \"A{number:02}\", kind: Kreis, note: {note:?})"))
            .collect();
        let dataset = format!("(regions: [{}])", regions.join(", "));
        let found = read(&exported(&dataset, &["md"]));
        let shown: Vec<&str> = found.iter().filter_map(|item| item.strip_prefix("Anmerkung: ")).collect();
        prop_assert_eq!(shown, notes.iter().map(note).collect::<Vec<_>>());
    }
}

#[test]
fn persons_and_ages_are_not_said_unless_asked_for() {
    let text = exported(ODD, &["text", "--table", "bodies"]);
    assert!(text.contains("Ebene             Fachforum") && !text.contains("Eva Muster"), "{text}");
    assert!(exported(ODD, &["text", "--table", "bodies", "--with-names"]).contains("Eva Muster"));
    let aged = exported(crate::desk::SMALL, &["text"]);
    assert!(!aged.contains("vor "), "an age would be another tomorrow: {aged}");
}

#[test]
fn lines_of_text_fit_a_mail() {
    let long = "wort ".repeat(60);
    let text = exported(&noted(&long), &["text"]);
    assert!(text.lines().all(|line| line.chars().count() <= 76), "{text}");
}

#[test]
fn columns_make_a_table() {
    let table = exported(ODD, &["md", "--table", "regions", "--columns", "name,seat", "--lang", "en"]);
    assert_eq!(table, "# Regions\n\n| Name | Seat |\n| --- | --- |\n| A, \"b\"; 'c' | +4922112345 |\n| B |  |\n");
}
