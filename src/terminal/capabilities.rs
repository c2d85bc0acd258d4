//! The capabilities of a terminal, as far as terminals differ.
//!
//! The name in `TERM` decides; the terminal is not queried, because an answer may come late or
//! never. Must not read the environment. Entry point: [`Capabilities::of`].

/// Which control sequences may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Capabilities {
    /// What xterm, the Linux console, tmux, screen and their imitators have in common: erasing
    /// single cells, switching off attributes one by one, and ignoring unknown private modes.
    #[default]
    Full,
    /// What a VT100 understands, and therefore every other terminal too.
    Old,
}

/// Prefixes of the names of terminals with fewer capabilities.
const OLD: [&str; 10] = ["vt1", "vt2", "vt52", "ansi", "dumb", "unknown", "network", "sun", "cons25", "wy"];

impl Capabilities {
    /// Returns the capabilities of a terminal by its name; one without a name counts as old.
    pub fn of(name: Option<&str>) -> Capabilities {
        match name {
            Some(name) if !OLD.iter().any(|old| name.starts_with(old)) => Capabilities::Full,
            _ => Capabilities::Old,
        }
    }

    pub(super) fn is_full(self) -> bool {
        self == Capabilities::Full
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terminals_known_to_be_old_are_taken_for_old() {
        for name in ["xterm-256color", "tmux-256color", "screen", "linux", "rxvt-unicode", "foot", "alacritty", "putty"]
        {
            assert_eq!(Capabilities::of(Some(name)), Capabilities::Full, "{name}");
        }
        for name in ["vt100", "vt220", "ansi", "dumb"] {
            assert_eq!(Capabilities::of(Some(name)), Capabilities::Old, "{name}");
        }
        assert_eq!(Capabilities::of(None), Capabilities::Old);
    }
}
