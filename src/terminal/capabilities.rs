//! The capabilities of terminals: one table, from the name in `TERM` to what may be sent.
//!
//! The name decides, with `COLORTERM`; the terminal is not queried, because an answer may come late
//! or never. Not read from terminfo: what matters here beyond VT100 (links, questions, pastes, the
//! mouse, true colours, the palette) is not in it, and a server often lacks the entry. Must not
//! read the environment. docs/terminals.md shows the table. Entry point: [`Capabilities::of`].

use ratatui::style::Modifier;

use crate::theme::ColourDepth;

/// Which control sequences a terminal understands at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Generation {
    /// What a VT100 understands, and therefore every other terminal too.
    Vt100,
    /// Also erases single cells, hides its cursor and switches off attributes one by one.
    Vt220,
    /// Also ignores unknown private modes: xterm, the Linux console, tmux, screen and their
    /// imitators.
    Modern,
}

/// Whether something more than the usual is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// A second screen, so that what was there before comes back (mode 1049).
    SecondScreen,
    /// Pastes are told from typing (mode 2004).
    Pastes,
    /// Reports of the mouse (modes 1000 and 1006).
    Mouse,
    /// Control strings are skipped where they are not understood, so that colours may be asked for
    /// (OSC 11).
    Strings,
    /// Hyperlinks (OSC 8), or skips them.
    Links,
}

use Extra::{Links, Mouse, Pastes, SecondScreen, Strings};

/// A row of the table.
#[derive(Debug)]
pub struct TerminalKind {
    /// Beginning of the name in `TERM`; the first row that fits holds.
    pub name: &'static str,
    /// Which sequences it understands.
    pub generation: Generation,
    /// How many colours it has. A name that ends in `256color` or `direct` says more.
    pub colours: ColourDepth,
    /// What else it understands.
    pub extras: &'static [Extra],
}

const ALL: &[Extra] = &[SecondScreen, Pastes, Mouse, Strings, Links];

/// The terminals by their names.
pub const TABLE: &[TerminalKind] = &[
    kind("linux", Generation::Modern, ColourDepth::Vga, &[]),
    kind("putty", Generation::Modern, ColourDepth::Vga, ALL),
    kind("screen", Generation::Modern, ColourDepth::Sixteen, &[SecondScreen, Pastes, Mouse, Strings]),
    kind("tmux", Generation::Modern, ColourDepth::Sixteen, ALL),
    kind("xterm", Generation::Modern, ColourDepth::Sixteen, ALL),
    kind("rxvt", Generation::Modern, ColourDepth::Sixteen, ALL),
    kind("eterm", Generation::Modern, ColourDepth::Sixteen, &[]),
    kind("emacs", Generation::Modern, ColourDepth::Sixteen, &[]),
    kind("alacritty", Generation::Modern, ColourDepth::Indexed, ALL),
    kind("foot", Generation::Modern, ColourDepth::Indexed, ALL),
    kind("vt1", Generation::Vt100, ColourDepth::None, &[]),
    kind("vt2", Generation::Vt220, ColourDepth::None, &[]),
    kind("vt3", Generation::Vt220, ColourDepth::None, &[]),
    kind("vt4", Generation::Vt220, ColourDepth::None, &[]),
    kind("ansi", Generation::Vt100, ColourDepth::None, &[]),
    kind("unknown", Generation::Vt100, ColourDepth::None, &[]),
    kind("network", Generation::Vt100, ColourDepth::None, &[]),
    kind("sun", Generation::Vt100, ColourDepth::None, &[]),
    kind("cons25", Generation::Vt100, ColourDepth::None, &[]),
    kind("wy", Generation::Vt100, ColourDepth::None, &[]),
    kind("", Generation::Modern, ColourDepth::Sixteen, ALL),
];

/// Names of terminals that have no screen on which a cursor can be moved.
const WITHOUT_SCREEN: [&str; 3] = ["dumb", "vt52", "teletype"];

const fn kind(
    name: &'static str,
    generation: Generation,
    colours: ColourDepth,
    extras: &'static [Extra],
) -> TerminalKind {
    TerminalKind { name, generation, colours, extras }
}

/// What may be sent to a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    generation: Generation,
    colours: ColourDepth,
    has_second_screen: bool,
    tells_pastes: bool,
    has_mouse: bool,
    takes_questions: bool,
    has_links: bool,
}

impl Capabilities {
    /// What terminals of today have.
    pub const FULL: Capabilities = Capabilities {
        generation: Generation::Modern,
        colours: ColourDepth::True,
        has_second_screen: true,
        tells_pastes: true,
        has_mouse: true,
        takes_questions: true,
        has_links: true,
    };

    /// What every terminal has.
    pub const OLD: Capabilities = Capabilities {
        generation: Generation::Vt100,
        colours: ColourDepth::None,
        has_second_screen: false,
        tells_pastes: false,
        has_mouse: false,
        takes_questions: false,
        has_links: false,
    };

    /// Returns the capabilities of a terminal by its name; one without a name counts as old.
    /// `is_true_colour` is what `COLORTERM` says.
    pub fn of(name: Option<&str>, is_true_colour: bool) -> Capabilities {
        let Some(name) = name else { return Capabilities::OLD };
        let Some(kind) = TABLE.iter().find(|kind| name.starts_with(kind.name)) else { return Capabilities::OLD };
        let has = |extra: Extra| kind.extras.contains(&extra);
        Capabilities {
            generation: kind.generation,
            colours: colours(name, kind, is_true_colour),
            has_second_screen: has(SecondScreen),
            tells_pastes: has(Pastes),
            has_mouse: has(Mouse),
            takes_questions: has(Strings),
            has_links: has(Links),
        }
    }

    /// Returns true for the name of a terminal on which no screen can be drawn.
    pub fn is_without_screen(name: Option<&str>) -> bool {
        name.is_some_and(|name| WITHOUT_SCREEN.contains(&name))
    }

    /// Returns the same capabilities, without hyperlinks unless they are `wanted`.
    pub fn with_links(self, wanted: bool) -> Capabilities {
        Capabilities { has_links: self.has_links && wanted, ..self }
    }

    /// Returns how many colours it has.
    pub fn colours(self) -> ColourDepth {
        self.colours
    }

    /// Returns true when it tells where the mouse is.
    pub fn has_mouse(self) -> bool {
        self.has_mouse
    }

    /// Returns the attributes that it shows.
    pub(super) fn attributes(self) -> Modifier {
        match self.generation {
            Generation::Modern => Modifier::all(),
            // With the "advanced video option", which all later ones have.
            _ => Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED | Modifier::SLOW_BLINK,
        }
    }

    /// Returns true when single cells are erased, and attributes switched off one by one.
    pub(super) fn erases_cells(self) -> bool {
        self.generation >= Generation::Vt220
    }

    /// Returns true when the cursor can be hidden.
    pub(super) fn hides_cursor(self) -> bool {
        self.generation >= Generation::Vt220
    }

    /// Returns true when private modes that it does not know are ignored.
    pub(super) fn is_modern(self) -> bool {
        self.generation == Generation::Modern
    }

    pub(super) fn has_second_screen(self) -> bool {
        self.has_second_screen
    }

    pub(super) fn tells_pastes(self) -> bool {
        self.tells_pastes
    }

    pub(super) fn takes_questions(self) -> bool {
        self.takes_questions
    }

    pub(super) fn has_links(self) -> bool {
        self.has_links
    }
}

/// Returns how many colours a terminal has. `COLORTERM` outlives the terminal that set it where
/// screen or a console is entered from it, and these misread the sequences.
fn colours(name: &str, kind: &TerminalKind, is_true_colour: bool) -> ColourDepth {
    let is_passed_on = matches!(kind.name, "linux" | "screen" | "eterm" | "emacs");
    match kind.colours {
        ColourDepth::None => ColourDepth::None,
        _ if name.ends_with("-direct") => ColourDepth::True,
        _ if is_true_colour && !is_passed_on => ColourDepth::True,
        _ if name.contains("256color") => ColourDepth::Indexed,
        depth => depth,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_what_may_be_sent() {
        use ColourDepth as D;
        use Generation::{Modern, Vt100, Vt220};
        for (name, true_colour, generation, colours, second_screen, links, questions, mouse) in [
            ("xterm", false, Modern, D::Sixteen, true, true, true, true),
            ("xterm-256color", false, Modern, D::Indexed, true, true, true, true),
            ("xterm-256color", true, Modern, D::True, true, true, true, true),
            ("xterm-direct", false, Modern, D::True, true, true, true, true),
            ("tmux", false, Modern, D::Sixteen, true, true, true, true),
            ("tmux-256color", true, Modern, D::True, true, true, true, true),
            ("screen", true, Modern, D::Sixteen, true, false, true, true),
            ("screen-256color", true, Modern, D::Indexed, true, false, true, true),
            ("screen.xterm-256color", false, Modern, D::Indexed, true, false, true, true),
            ("linux", true, Modern, D::Vga, false, false, false, false),
            ("putty", false, Modern, D::Vga, true, true, true, true),
            ("putty-256color", false, Modern, D::Indexed, true, true, true, true),
            ("rxvt", false, Modern, D::Sixteen, true, true, true, true),
            ("rxvt-unicode-256color", false, Modern, D::Indexed, true, true, true, true),
            ("foot", false, Modern, D::Indexed, true, true, true, true),
            ("vt100", true, Vt100, D::None, false, false, false, false),
            ("vt220", true, Vt220, D::None, false, false, false, false),
            ("ansi", false, Vt100, D::None, false, false, false, false),
        ] {
            let found = Capabilities::of(Some(name), true_colour);
            assert_eq!(
                (found.generation, found.colours, found.has_second_screen, found.has_links),
                (generation, colours, second_screen, links),
                "{name}"
            );
            assert_eq!((found.takes_questions, found.has_mouse), (questions, mouse), "{name}");
            assert!(!found.with_links(false).has_links(), "{name}");
        }
        assert_eq!(Capabilities::of(None, true), Capabilities::OLD);
    }

    #[test]
    fn the_last_row_fits_every_name_and_no_row_is_hidden_by_one_before() {
        for (number, kind) in TABLE.iter().enumerate() {
            let first = TABLE.iter().position(|other| kind.name.starts_with(other.name));
            assert_eq!(first, Some(number), "{}", kind.name);
        }
    }
}
