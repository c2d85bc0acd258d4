//! What every page uses beside its text: the style sheet, the script, the icon.
//!
//! Each is a file of its own beside this one. Nothing comes from another site.

/// The style sheet.
pub(super) const STYLE: &str = include_str!("assets/style.css");

/// The script that makes the search for a place quick; all pages work without it.
pub(super) const SCRIPT: &str = include_str!("assets/script.js");

/// The icon.
pub(super) const ICON: &str = include_str!("assets/icon.svg");
