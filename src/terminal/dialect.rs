//! What a terminal understands, as far as it is not the same everywhere.
//!
//! The name in `TERM` decides; nothing is asked, as an answer may come late or never. Must not read the environment.

/// Which control sequences are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// What xterm, the Linux console, tmux, screen and all that call themselves like one of them have in common:
    /// erasing single cells, attributes switched off one by one, and private modes they do not know passed over.
    #[default]
    Full,
    /// What a VT100 understands, and so everything else.
    Old,
}

/// Beginnings of the names of terminals that understand less.
const OLD: [&str; 10] = ["vt1", "vt2", "vt52", "ansi", "dumb", "unknown", "network", "sun", "cons25", "wy"];

impl Dialect {
    /// That of a terminal by its name; one without a name is taken for an old one.
    pub fn of(name: Option<&str>) -> Dialect {
        match name {
            Some(name) if !OLD.iter().any(|old| name.starts_with(old)) => Dialect::Full,
            _ => Dialect::Old,
        }
    }

    pub(super) fn is_full(self) -> bool {
        self == Dialect::Full
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terminals_known_to_be_old_are_taken_for_old() {
        for name in ["xterm-256color", "tmux-256color", "screen", "linux", "rxvt-unicode", "foot", "alacritty", "putty"]
        {
            assert_eq!(Dialect::of(Some(name)), Dialect::Full, "{name}");
        }
        for name in ["vt100", "vt220", "ansi", "dumb"] {
            assert_eq!(Dialect::of(Some(name)), Dialect::Old, "{name}");
        }
        assert_eq!(Dialect::of(None), Dialect::Old);
    }
}
