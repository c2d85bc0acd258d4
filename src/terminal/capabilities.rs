//! The capabilities of a terminal, as far as terminals differ.
//!
//! The name in `TERM` decides; the terminal is not queried, because an answer may come late or
//! never. Must not read the environment. Entry point: [`Capabilities::of`].

/// Which control sequences may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capabilities {
    /// True for what xterm, the Linux console, tmux, screen and their imitators have in common:
    /// erasing single cells, switching off attributes one by one, and ignoring unknown private
    /// modes. False for what a VT100 understands, and therefore every other terminal too.
    is_full: bool,
    /// Whether it shows hyperlinks (OSC 8), or else skips them.
    has_links: bool,
    /// Whether it may be asked for a colour (OSC 11): it answers, or skips the question.
    takes_questions: bool,
}

/// Prefixes of the names of terminals with fewer capabilities.
const OLD: [&str; 10] = ["vt1", "vt2", "vt52", "ansi", "dumb", "unknown", "network", "sun", "cons25", "wy"];

/// Prefixes of the names of terminals that may show what they do not know of a control string.
const WITHOUT_STRINGS: [&str; 3] = ["linux", "eterm", "emacs"];

impl Capabilities {
    /// What terminals of today have.
    pub const FULL: Capabilities = Capabilities { is_full: true, has_links: true, takes_questions: true };

    /// What every terminal has.
    pub const OLD: Capabilities = Capabilities { is_full: false, has_links: false, takes_questions: false };

    /// Returns the capabilities of a terminal by its name; one without a name counts as old.
    pub fn of(name: Option<&str>) -> Capabilities {
        let Some(name) = name.filter(|name| !OLD.iter().any(|old| name.starts_with(old))) else {
            return Capabilities::OLD;
        };
        let takes_strings = !WITHOUT_STRINGS.iter().any(|without| name.starts_with(without));
        // GNU screen passes no links on, and tmux under that name none before 3.4.
        let has_links = takes_strings && !name.starts_with("screen");
        Capabilities { is_full: true, has_links, takes_questions: takes_strings }
    }

    /// Returns the same capabilities, without hyperlinks unless they are `wanted`.
    pub fn with_links(self, wanted: bool) -> Capabilities {
        Capabilities { has_links: self.has_links && wanted, ..self }
    }

    pub(super) fn is_full(self) -> bool {
        self.is_full
    }

    pub(super) fn takes_questions(self) -> bool {
        self.takes_questions
    }

    pub(super) fn has_links(self) -> bool {
        self.has_links
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_terminals_known_to_be_old_are_taken_for_old() {
        for name in ["xterm-256color", "tmux-256color", "screen", "linux", "rxvt-unicode", "foot", "alacritty", "putty"]
        {
            assert!(Capabilities::of(Some(name)).is_full(), "{name}");
        }
        for name in ["vt100", "vt220", "ansi", "dumb"] {
            assert_eq!(Capabilities::of(Some(name)), Capabilities::OLD, "{name}");
        }
        assert_eq!(Capabilities::of(None), Capabilities::OLD);
    }

    #[test]
    fn links_go_where_they_are_shown_or_skipped() {
        for (name, has_links) in [
            ("xterm-256color", true),
            ("tmux-256color", true),
            ("foot", true),
            ("screen-256color", false),
            ("linux", false),
            ("vt100", false),
        ] {
            assert_eq!(Capabilities::of(Some(name)).has_links(), has_links, "{name}");
            assert!(!Capabilities::of(Some(name)).with_links(false).has_links(), "{name}");
        }
    }
}
