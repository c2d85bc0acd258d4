//! A record in the user's own editor: `$VISUAL`, then `$EDITOR`, their words split as a shell does.

use std::io::Write;
use std::process::Command;

use crate::storage::Environment;
use crate::texts::{Lang, run as t};

/// Lets the user edit `text` and returns what came back.
///
/// # Errors
/// A sentence: no editor, it cannot be started, it ended with an error (then nothing changes).
pub fn edit(text: &str, env: &Environment, lang: Lang) -> Result<String, String> {
    let line = env.first(&["VISUAL", "EDITOR"]).unwrap_or("vi");
    let words = shell_words::split(line).map_err(|_| t::editor_words(lang, line))?;
    let (program, arguments) = words.split_first().ok_or_else(|| t::editor_words(lang, line))?;
    let file = scratch(text).map_err(|e| t::editor_file(lang, &e.to_string()))?;
    let status = Command::new(program)
        .args(arguments)
        .arg(file.path())
        .status()
        .map_err(|e| t::editor_start(lang, line, &e.to_string()))?;
    if !status.success() {
        return Err(t::editor_failed(lang, line, &status.to_string()));
    }
    // By name, for the editor may have put a new file in its place.
    std::fs::read_to_string(file.path()).map_err(|e| t::editor_file(lang, &e.to_string()))
}

fn scratch(text: &str) -> std::io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix("bildungsnetz-").suffix(".ron").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.write_all(b"\n")?;
    file.flush()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(editor: &str) -> Result<String, String> {
        edit("(id: \"x\")", &Environment::with([("EDITOR", editor)]), Lang::En)
    }

    #[test]
    fn words_are_split_as_a_shell_does() {
        assert_eq!(with("sh -c 'sed -i s/x/y/ \"$1\"' edit").unwrap(), "(id: \"y\")\n");
    }

    #[test]
    fn an_editor_that_fails_changes_nothing_and_says_so() {
        assert!(with("false").unwrap_err().contains("false"));
        assert!(with("no-such-editor-here").is_err());
        assert!(with("unbalanced 'quote").is_err());
    }
}
