//! The README's picture and key table are what the program really shows; `UPDATE=1` writes them anew.

mod support;

use bildungsnetz::cli::keys::markdown;
use bildungsnetz::keymap::Keymap;
use bildungsnetz::texts::Lang;
use support::Screen;

/// Compares what stands between two markers of the README with `wanted`, or writes it.
fn block(name: &str, wanted: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let text = std::fs::read_to_string(path).expect("README.md");
    let (open, close) =
        (format!("<!-- {name}: made by `UPDATE=1 cargo test --test docs` -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&open).expect("the opening marker") + open.len();
    let end = text[start..].find(&close).expect("the closing marker") + start;
    if std::env::var_os("UPDATE").is_some() {
        let new = format!("{}{wanted}{}", &text[..start], &text[end..]);
        let temporary = format!("{path}.new");
        std::io::Write::write_all(&mut std::fs::File::create(&temporary).expect("created"), new.as_bytes())
            .expect("written");
        std::fs::rename(temporary, path).expect("renamed");
    } else {
        assert_eq!(&text[start..end], wanted, "README.md is out of date: UPDATE=1 cargo test --test docs");
    }
}

#[test]
fn the_picture_is_what_the_program_shows() {
    let mut screen = Screen::shipped();
    screen.resize(100, 28).keys("j");
    block("screen", &format!("```text\n{}\n```\n", screen.text()));
}

#[test]
fn the_key_table_is_the_programs_own() {
    block("keys", &markdown(&Keymap::default(), Lang::En));
}
