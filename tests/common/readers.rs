//! Programs of others, with which tests read what was exported: Python with the packages of
//! `tests/support/readers/requirements.txt`, and LibreOffice without a window.
//!
//! The packages are installed when the first test needs them. A test fails where that is not
//! possible, or LibreOffice is missing.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// Returns the Python that has the packages.
#[track_caller]
fn installed() -> PathBuf {
    static INSTALLATION: OnceLock<Result<(), String>> = OnceLock::new();
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let install = || {
        let output = Command::new(project.join("tests/support/readers/install")).output();
        let output = output.map_err(|error| error.to_string())?;
        output.status.success().then_some(()).ok_or_else(|| String::from_utf8_lossy(&output.stderr).into_owned())
    };
    if let Err(error) = INSTALLATION.get_or_init(install) {
        panic!("tests/support/readers/install failed: {error}");
    }
    project.join("target/readers/bin/python")
}

/// What a Python script prints that gets `input`; its arguments are in `sys.argv[1:]`. The script
/// ends with an error when it does not like what it reads.
#[track_caller]
pub fn python(script: &str, arguments: &[&str], input: &[u8]) -> String {
    String::from_utf8(python_run(script, arguments, input)).unwrap()
}

/// The bytes that a Python script prints.
#[track_caller]
pub fn python_bytes(script: &str, arguments: &[&str]) -> Vec<u8> {
    python_run(script, arguments, &[])
}

#[track_caller]
fn python_run(script: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut command = Command::new(installed());
    command.arg("-I").arg("-c").arg(script).args(arguments).env("PYTHONUTF8", "1");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        // A script may print before it has read everything, or end without reading.
        scope.spawn(move || pipe.write_all(input));
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// What a Python script prints as JSON.
#[track_caller]
pub fn python_json(script: &str, arguments: &[&str], input: &[u8]) -> serde_json::Value {
    let printed = python(script, arguments, input);
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{error}: {printed}"))
}

/// The file that LibreOffice makes of a file when it opens and saves it as `to`, e.g. `xlsx`;
/// `options` are those of its filter for reading.
#[track_caller]
pub fn libreoffice(file: &Path, options: Option<&str>, to: &str) -> PathBuf {
    let folder = file.parent().unwrap();
    let (out, home) = (folder.join("libreoffice"), folder.join("home"));
    let mut command = Command::new("soffice");
    command.arg(format!("-env:UserInstallation=file://{}", home.display())).arg("--headless");
    command.args(options.map(|options| format!("--infilter={options}")));
    command.args(["--convert-to", to, "--outdir"]).arg(&out).arg(file).env("HOME", &home);
    let output = command.output().expect("soffice is missing: apt-get install libreoffice-calc-nogui");
    let ending = to.split(':').next().unwrap();
    let made = out.join(file.with_extension(ending).file_name().unwrap());
    assert!(output.status.success() && made.exists(), "{}", String::from_utf8_lossy(&output.stderr));
    made
}
