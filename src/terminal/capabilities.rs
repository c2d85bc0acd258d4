//! What a terminal understands, as far as it is not the same everywhere.
//!
//! The name in `TERM` decides; nothing is asked, as an answer may come late or never. Must not read
//! the environment.

/// Which control sequences are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Capabilities {
    /// What xterm, the Linux console, tmux, screen and all that call themselves like one of them
    /// have in common: erasing single cells, attributes switched off one by one, and private modes
    /// they do not know passed over.
    #[default]
    Full,
    /// What a VT100 understands, and so everything else.
    Old,
}

/// Beginnings of the names of terminals that understand less.
const OLD: [&str; 10] = ["vt1", "vt2", "vt52", "ansi", "dumb", "unknown", "network", "sun", "cons25", "wy"];

impl Capabilities {
    /// That of a terminal by its name; one without a name is taken for an old one.
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
