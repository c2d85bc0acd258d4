//! The screens below the head, one of them shown.
//!
//! Entry point: [`Screens`].

pub mod directory;
pub mod guide;
pub mod matrix;

use directory::Directory;
use guide::Guide;
use matrix::Matrix;

/// The name of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ScreenKind {
    /// Panes and detail.
    #[default]
    Directory,
    /// "Ich möchte …".
    Guide,
    /// Region × action field.
    Matrix,
}

/// All screens; each keeps its state while another is shown.
#[derive(Debug, Default)]
pub struct Screens {
    /// The screen shown.
    pub shown: ScreenKind,
    /// Panes and detail.
    pub directory: Directory,
    /// "Ich möchte …".
    pub guide: Guide,
    /// Region × action field.
    pub matrix: Matrix,
}
