//! The terminals on which the program is tried (`tests/pty/terminals.rs`) and which
//! docs/terminals.md lists.

/// Name in `TERM` (empty: not set), and what is said of the keys of such terminals.
pub const TERMINALS: &[(&str, &str)] = &[
    ("xterm", "xterm, GNOME Terminal and others set so"),
    ("xterm-256color", "most terminals of today, Windows Terminal, macOS Terminal"),
    ("tmux-256color", "tmux"),
    ("screen", "GNU screen, old tmux"),
    ("screen-256color", "tmux set so"),
    ("linux", "the Linux console: F1 to F5 as `ESC [ [ A`"),
    ("putty", "PuTTY: Home and End as `ESC [ 1 ~` and `ESC [ 4 ~`"),
    ("putty-256color", "PuTTY"),
    ("rxvt", "rxvt: Home and End as `ESC [ 7 ~` and `ESC [ 8 ~`"),
    ("rxvt-unicode-256color", "urxvt"),
    ("vt100", "VT100: arrows as `ESC O A`, F1 as `ESC O P`"),
    ("vt220", "VT220: Home and End as Find and Select"),
    ("", "TERM is not set: as a VT100"),
];

/// Names of terminals on which no screen can be drawn.
#[allow(dead_code, reason = "the documents do not list them")]
pub const WITHOUT_SCREEN: &[&str] = &["dumb", "vt52"];
