//! Colour roles and their appearance; the only place that names colours.
//!
//! The default uses the terminal's own sixteen colours, of which some are hard to read on a light
//! background; the light theme has fixed ones. Nothing is said by colour alone: a mark or a word
//! says it too. Entry point: [`Theme::style`].

use ratatui::style::{Color, Modifier, Style};

/// The role of a piece of text, from which the theme derives its appearance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Ordinary text.
    #[default]
    Text,
    /// Secondary text: labels, counts, hints.
    Dim,
    /// Heading of a section or dialog.
    Heading,
    /// A link to another record, or an address outside.
    Link,
    /// An unknown value.
    Unknown,
    /// Work in progress.
    Active,
    /// Work that is planned or suspended.
    Waiting,
    /// Outdated, uncertain or missing: worth a look.
    Warning,
    /// An error.
    Error,
    /// The part that matches the search text.
    Match,
    /// A key in the footer or help.
    Key,
    /// The row under the cursor in the focused pane.
    Selected,
    /// The row under the cursor in a pane that is not focused.
    Chosen,
    /// Border of the focused pane.
    Focused,
    /// Border of the others.
    Border,
    /// Text being typed.
    Input,
    /// An unsaved change.
    Changed,
    /// A territory on the map; its neighbours have others of these six.
    Map1,
    /// Another one.
    Map2,
    /// Another one.
    Map3,
    /// Another one.
    Map4,
    /// Another one.
    Map5,
    /// Another one.
    Map6,
}

/// The roles of territories on the map.
pub const MAP_ROLES: [Role; 6] = [Role::Map1, Role::Map2, Role::Map3, Role::Map4, Role::Map5, Role::Map6];

/// A theme: how roles are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// The terminal's sixteen colours.
    #[default]
    Default,
    /// Colours that are read on a light background, whatever the terminal makes of its sixteen.
    Light,
    /// No colour at all (`NO_COLOR`): bold, underline and reverse only.
    Plain,
    /// 256 colours, for terminals that have them.
    Rich,
}

impl Theme {
    /// Returns the theme for a background.
    pub fn of_background(is_light: bool) -> Theme {
        if is_light { Theme::Light } else { Theme::Default }
    }

    /// Returns the style of a role.
    pub fn style(self, role: Role) -> Style {
        let style = shape(role);
        match self {
            Theme::Plain => style,
            // One bar of a single colour, whatever is under it.
            _ if role == Role::Selected => style.fg(Color::Reset),
            Theme::Default => colour(role).map_or(style, |c| style.fg(c)),
            // Faint text is hardly seen on a light background.
            Theme::Light => light(role).map_or(style, |c| style.remove_modifier(Modifier::DIM).fg(c)),
            Theme::Rich => rich(role).map_or(style, |c| style.fg(c)),
        }
    }

    /// Returns the colour of an area that is filled for a role; `None` where the theme has none.
    pub fn fill(self, role: Role) -> Option<Color> {
        let (colour, plain, selected) = match self {
            Theme::Plain => return None,
            Theme::Default => (colour(role), Color::DarkGray, Color::White),
            Theme::Light => (light(role), Color::Indexed(241), Color::Indexed(16)),
            Theme::Rich => (rich(role), Color::Indexed(241), Color::Indexed(231)),
        };
        Some(if role == Role::Selected { selected } else { colour.unwrap_or(plain) })
    }
}

fn shape(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Heading | Role::Focused | Role::Key => style.add_modifier(Modifier::BOLD),
        Role::Dim | Role::Unknown | Role::Border => style.add_modifier(Modifier::DIM),
        Role::Match | Role::Input => style.add_modifier(Modifier::UNDERLINED),
        // One bar, whatever is in it.
        Role::Selected => style.add_modifier(Modifier::REVERSED).remove_modifier(Modifier::BOLD | Modifier::DIM),
        Role::Chosen | Role::Error | Role::Changed => style.add_modifier(Modifier::BOLD),
        Role::Text | Role::Link | Role::Active | Role::Waiting | Role::Warning => style,
        Role::Map1 | Role::Map2 | Role::Map3 | Role::Map4 | Role::Map5 | Role::Map6 => style,
    }
}

fn colour(role: Role) -> Option<Color> {
    match role {
        Role::Link | Role::Heading | Role::Focused => Some(Color::Cyan),
        Role::Active => Some(Color::Green),
        Role::Waiting | Role::Warning | Role::Changed => Some(Color::Yellow),
        Role::Error => Some(Color::Red),
        Role::Match => Some(Color::Magenta),
        Role::Map1 => Some(Color::Green),
        Role::Map2 => Some(Color::Yellow),
        Role::Map3 => Some(Color::Blue),
        Role::Map4 => Some(Color::Red),
        Role::Map5 => Some(Color::Cyan),
        Role::Map6 => Some(Color::Magenta),
        _ => None,
    }
}

fn light(role: Role) -> Option<Color> {
    match role {
        Role::Link => Some(Color::Indexed(25)),
        Role::Heading | Role::Focused => Some(Color::Indexed(24)),
        Role::Active => Some(Color::Indexed(22)),
        Role::Waiting | Role::Warning | Role::Changed => Some(Color::Indexed(94)),
        Role::Error => Some(Color::Indexed(124)),
        Role::Match => Some(Color::Indexed(90)),
        Role::Dim | Role::Unknown | Role::Border => Some(Color::Indexed(241)),
        Role::Map1 => Some(Color::Indexed(22)),
        Role::Map2 => Some(Color::Indexed(94)),
        Role::Map3 => Some(Color::Indexed(25)),
        Role::Map4 => Some(Color::Indexed(124)),
        Role::Map5 => Some(Color::Indexed(54)),
        Role::Map6 => Some(Color::Indexed(126)),
        _ => None,
    }
}

fn rich(role: Role) -> Option<Color> {
    match role {
        Role::Link => Some(Color::Indexed(74)),
        Role::Heading | Role::Focused => Some(Color::Indexed(37)),
        Role::Active => Some(Color::Indexed(71)),
        Role::Waiting | Role::Warning | Role::Changed => Some(Color::Indexed(172)),
        Role::Error => Some(Color::Indexed(167)),
        Role::Match => Some(Color::Indexed(169)),
        Role::Map1 => Some(Color::Indexed(71)),
        Role::Map2 => Some(Color::Indexed(178)),
        Role::Map3 => Some(Color::Indexed(68)),
        Role::Map4 => Some(Color::Indexed(167)),
        Role::Map5 => Some(Color::Indexed(37)),
        Role::Map6 => Some(Color::Indexed(169)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 23] = [
        Role::Text,
        Role::Dim,
        Role::Heading,
        Role::Link,
        Role::Unknown,
        Role::Active,
        Role::Waiting,
        Role::Warning,
        Role::Error,
        Role::Match,
        Role::Key,
        Role::Selected,
        Role::Chosen,
        Role::Focused,
        Role::Border,
        Role::Input,
        Role::Changed,
        Role::Map1,
        Role::Map2,
        Role::Map3,
        Role::Map4,
        Role::Map5,
        Role::Map6,
    ];

    /// Backgrounds and the colour of ordinary text on them, of light terminals as they come.
    const LIGHT_TERMINALS: [(&str, u32, u32); 6] = [
        ("xterm", 0xffffff, 0x000000),
        ("Windows Terminal, One Half Light", 0xfafafa, 0x383a42),
        ("macOS Basic", 0xffffff, 0x000000),
        ("GNOME", 0xffffff, 0x1e1e1e),
        ("Tango Light", 0xeeeeec, 0x2e3436),
        ("Solarized Light", 0xfdf6e3, 0x586e75),
    ];

    /// The relative luminance of a colour (WCAG 2.2).
    fn luminance(colour: u32) -> f64 {
        let channel = |shift: u32| {
            let part = f64::from(colour >> shift & 0xff) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (lighter, darker) = (luminance(one).max(luminance(other)), luminance(one).min(luminance(other)));
        (lighter + 0.05) / (darker + 0.05)
    }

    /// A fixed colour of the 256 (xterm's cube and greys).
    fn fixed(index: u8) -> u32 {
        let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * u32::from(n) };
        match index {
            16..=231 => {
                let n = index - 16;
                level(n / 36) << 16 | level(n / 6 % 6) << 8 | level(n % 6)
            }
            232.. => (8 + 10 * u32::from(index - 232)) * 0x01_01_01,
            _ => panic!("{index} is whatever the terminal makes of it"),
        }
    }

    #[test]
    fn every_role_is_read_on_light_terminals() {
        for role in ROLES {
            let style = Theme::Light.style(role);
            assert!(!style.add_modifier.contains(Modifier::DIM), "{role:?}");
            for (terminal, background, text) in LIGHT_TERMINALS {
                let colour = match style.fg {
                    None | Some(Color::Reset) => text,
                    Some(Color::Indexed(index)) => fixed(index),
                    other => panic!("{role:?}: {other:?}"),
                };
                let ratio = contrast(colour, background);
                assert!(ratio >= 4.5, "{role:?} on {terminal}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn the_plain_theme_sends_no_colour() {
        for role in [Role::Link, Role::Error, Role::Selected, Role::Heading, Role::Active] {
            let style = Theme::Plain.style(role);
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}
