//! Colour roles and their appearance; the only place that names colours.
//!
//! The default uses the terminal's own sixteen colours and assumes neither a dark nor a light
//! background. Nothing is said by colour alone: a mark or a word says it too. Entry point:
//! [`Theme::style`].

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
    /// A link to another record.
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
}

/// A theme: how roles are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// The terminal's sixteen colours.
    #[default]
    Default,
    /// No colour at all (`NO_COLOR`): bold, underline and reverse only.
    Plain,
    /// 256 colours, for terminals that have them.
    Rich,
}

impl Theme {
    /// Returns the style of a role.
    pub fn style(self, role: Role) -> Style {
        let style = shape(role);
        match self {
            Theme::Plain => style,
            // One bar of a single colour, whatever is under it.
            _ if role == Role::Selected => style.fg(Color::Reset),
            Theme::Default => colour(role).map_or(style, |c| style.fg(c)),
            Theme::Rich => rich(role).map_or(style, |c| style.fg(c)),
        }
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
    }
}

fn colour(role: Role) -> Option<Color> {
    match role {
        Role::Link | Role::Heading | Role::Focused => Some(Color::Cyan),
        Role::Active => Some(Color::Green),
        Role::Waiting | Role::Warning | Role::Changed => Some(Color::Yellow),
        Role::Error => Some(Color::Red),
        Role::Match => Some(Color::Magenta),
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
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_theme_sends_no_colour() {
        for role in [Role::Link, Role::Error, Role::Selected, Role::Heading, Role::Active] {
            let style = Theme::Plain.style(role);
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }
}
