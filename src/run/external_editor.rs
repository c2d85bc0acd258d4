//! Edits a record in the user's own editor: `$VISUAL`, then `$EDITOR`, split into words as a shell
//! does.
//!
//! Must not remove a file that an editor may still have open, or whose content cannot be used.
//! Entry point: [`edit`].

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use crate::app::EditorProblem;
use crate::storage::Environment;
use crate::texts::{self, Lang};

/// An editor that returns sooner, with the file unchanged, has probably opened a window of its own.
const RETURNED_AT_ONCE: Duration = Duration::from_millis(500);

/// Lets the user edit `text` and returns what came back.
///
/// # Errors
/// What went wrong, and where the edited text was kept.
pub fn edit(text: &str, env: &Environment, lang: Lang) -> Result<String, EditorProblem> {
    let file = scratch(text).map_err(|e| failed(texts::external_editor::editor_file(lang, &e.to_string())))?;
    let answer = edit_file(file.path(), env, lang);
    if matches!(answer, Err(EditorProblem::FileLeft { .. })) {
        // If it cannot be kept, it has been removed already.
        let _ = file.into_temp_path().keep();
    }
    answer
}

/// Lets the user edit a file and returns its content; the file stays.
///
/// # Errors
/// What went wrong, and where the edited text was kept.
pub fn edit_file(path: &Path, env: &Environment, lang: Lang) -> Result<String, EditorProblem> {
    let line = env.first(&["VISUAL", "EDITOR"]).unwrap_or("vi");
    let before = bytes(path, lang)?;
    let begun = Instant::now();
    let status = run(line, path, lang).map_err(failed)?;
    let is_unchanged = bytes(path, lang)? == before;
    if !status.success() {
        let reason = texts::external_editor::editor_failed(lang, line, &status.to_string());
        let text = if is_unchanged { None } else { Some(read(path, lang)?) };
        return Err(EditorProblem::Failed { reason, text });
    }
    if is_unchanged && begun.elapsed() < RETURNED_AT_ONCE {
        return Err(EditorProblem::FileLeft {
            reason: texts::external_editor::editor_at_once(lang, line),
            path: path.to_owned(),
        });
    }
    read(path, lang)
}

/// Returns the content of a file that was open in an editor.
///
/// # Errors
/// When the file cannot be read or is not text.
pub fn read(path: &Path, lang: Lang) -> Result<String, EditorProblem> {
    let not_text = |_| EditorProblem::FileLeft {
        reason: texts::external_editor::editor_not_text(lang).to_owned(),
        path: path.to_owned(),
    };
    String::from_utf8(bytes(path, lang)?).map_err(not_text)
}

/// Reads by name, because the editor may have replaced the file.
fn bytes(path: &Path, lang: Lang) -> Result<Vec<u8>, EditorProblem> {
    std::fs::read(path).map_err(|e| failed(texts::external_editor::editor_file(lang, &e.to_string())))
}

fn failed(reason: String) -> EditorProblem {
    EditorProblem::Failed { reason, text: None }
}

/// Runs the editor on a file and waits for it.
fn run(line: &str, path: &Path, lang: Lang) -> Result<ExitStatus, String> {
    let words = shell_words::split(line).map_err(|_| texts::external_editor::editor_words(lang, line))?;
    let (program, arguments) = words.split_first().ok_or_else(|| texts::external_editor::editor_words(lang, line))?;
    let status = Command::new(program).args(arguments).arg(path).status();
    status.map_err(|e| texts::external_editor::editor_start(lang, line, &e.to_string()))
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

    fn with(editor: &str) -> Result<String, EditorProblem> {
        edit("(id: \"x\")", &Environment::with([("EDITOR", editor)]), Lang::En)
    }

    #[test]
    fn words_are_split_as_a_shell_does() {
        assert_eq!(with("sh -c 'sed -i s/x/y/ \"$1\"' edit").unwrap(), "(id: \"y\")\n");
    }

    #[test]
    fn an_editor_that_fails_changes_nothing_and_says_so() {
        let reason = |editor| match with(editor) {
            Err(EditorProblem::Failed { reason, text: None }) => reason,
            other => panic!("{other:?}"),
        };
        assert!(reason("false").contains("false"));
        assert!(reason("no-such-editor-here").contains("cannot be started"));
        assert!(reason("unbalanced 'quote").contains("unbalanced"));
    }

    #[test]
    fn what_an_editor_wrote_before_it_failed_comes_back_too() {
        let answer = with("sh -c 'sed -i s/x/y/ \"$1\"; exit 1' edit");
        assert!(matches!(answer, Err(EditorProblem::Failed { text: Some(text), .. }) if text == "(id: \"y\")\n"));
    }

    #[test]
    fn the_file_of_an_editor_that_comes_back_at_once_or_writes_no_text_stays() {
        for (editor, content) in
            [("true", "(id: \"x\")\n".as_bytes()), ("sh -c 'printf \"\\344\" >\"$1\"' edit", b"\xe4")]
        {
            let Err(EditorProblem::FileLeft { path, .. }) = with(editor) else { panic!("{editor}") };
            assert_eq!(std::fs::read(&path).unwrap(), content, "{editor}");
            std::fs::remove_file(path).unwrap();
        }
    }
}
