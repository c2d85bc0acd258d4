//! The published site in a real browser, and as parsers of others read it.
//!
//! The browser is Debian's Chromium; what looks for barriers, axe-core, comes with the readers. A
//! test fails where one of them is missing.
#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

#[path = "common/readers.rs"]
#[allow(dead_code, reason = "each test binary uses its own part")]
mod readers;

use std::path::Path;
use std::process::Command;

/// The browser.
const BROWSER: &str = "/usr/bin/chromium";

/// What visits the pages.
const VISIT: &str = include_str!("browser/visit.py");

#[test]
fn pages_load_without_errors_or_barriers_and_the_keyboard_reaches_the_office() {
    assert!(Path::new(BROWSER).exists(), "{BROWSER} is missing: apt-get install chromium, or run .ci/run");
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let run = Command::new(env!("CARGO_BIN_EXE_bildungsnetz"))
        .args(["--data", "data/koeln.ron", "publish", "--date", "2026-11-29", "--base-url", "https://netz.example/"])
        .args(["--licence", "http://dcat-ap.de/def/licenses/dl-by-de/2.0"])
        .arg(&site)
        .env("XDG_CONFIG_HOME", folder.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let found = readers::python_json(VISIT, &[site.to_str().unwrap(), BROWSER], b"");
    assert!(found["pages"].as_u64().unwrap() > 300, "{found}");
    let wrong: Vec<&str> = found["wrong"].as_array().unwrap().iter().filter_map(serde_json::Value::as_str).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
