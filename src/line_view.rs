//! The state read out line by line: the same `&App` that the view draws, as sentences and numbered
//! rows; and what a typed line asks for.
//!
//! Never repaints and steers no terminal: what comes out is text without a control character, a
//! sign or a line of a drawing. Reads `&App` and changes nothing. Entry points: [`LineReader`],
//! [`understand`].

mod command_line;
mod current_place;
mod dialog;
mod field;
mod guide;
mod list;
mod map;
mod matrix;
mod page;
mod pane;
mod place;
mod reader;
mod speech;

pub use command_line::{LineStep, LineWord, understand};
pub use current_place::place;
pub use place::{LinePlace, LineRow, LineTarget, is_taking_lines};
pub use reader::{LineReader, ReadingWish};
pub use speech::spoken;
