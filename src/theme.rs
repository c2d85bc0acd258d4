//! Colour roles and their appearance; the only place that names colours.
//!
//! A role has a colour only where that is read: at a contrast of 4.5:1 or more on the palettes that
//! terminals come with, which a test measures. While the background is not known it is 3:1 on all,
//! dark and light; no colour has more on all of them. Nothing is said by colour alone: a mark, a
//! word or an attribute says it too. Faint text is never used: Windows Terminal halves its
//! brightness, the Linux console shows it in dark grey. Entry point: [`Theme::style`].

mod colours;
#[cfg(test)]
mod tests;

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
    /// Text that is selected while it is typed.
    SelectedText,
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

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColourDepth {
    /// None.
    None,
    /// Sixteen, which everybody sets as they like.
    #[default]
    Sixteen,
    /// Sixteen as the VGA text mode had them, on black.
    Vga,
    /// 256; all but the first sixteen are fixed.
    Indexed,
    /// All.
    True,
}

impl ColourDepth {
    /// Returns 256 colours where there are sixteen or more.
    pub fn max_indexed(self) -> ColourDepth {
        match self {
            ColourDepth::Sixteen | ColourDepth::Vga => ColourDepth::Indexed,
            depth => depth,
        }
    }

    /// Returns its name in the documentation.
    pub fn name(self) -> &'static str {
        match self {
            ColourDepth::None => "none",
            ColourDepth::Sixteen => "16",
            ColourDepth::Vga => "16 (VGA)",
            ColourDepth::Indexed => "256",
            ColourDepth::True => "all",
        }
    }
}

/// A theme: how roles are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// No colour at all: bold, underline and reverse only.
    Plain,
    /// The few colours that are read on dark and on light, while the background is not known.
    AnyBackground(ColourDepth),
    /// Colours that are read on a dark background.
    Dark(ColourDepth),
    /// Colours that are read on a light background.
    Light(ColourDepth),
    /// The strongest contrast: black and white, whatever the terminal's own colours are.
    HighContrast {
        /// Whether the background is light; `None` while that is not known.
        is_light: Option<bool>,
    },
}

impl Default for Theme {
    fn default() -> Theme {
        Theme::Dark(ColourDepth::default())
    }
}

impl Theme {
    /// Returns the theme for a background and a terminal.
    pub fn of_background(is_light: bool, depth: ColourDepth) -> Theme {
        match (is_light, depth) {
            (_, ColourDepth::None) => Theme::Plain,
            (true, depth) => Theme::Light(depth),
            (false, depth) => Theme::Dark(depth),
        }
    }

    /// Returns the theme before the terminal has told its background: that of the consoles that are
    /// always dark, else one that supposes none.
    pub fn of_unknown_background(depth: ColourDepth) -> Theme {
        match depth {
            ColourDepth::None => Theme::Plain,
            ColourDepth::Vga => Theme::Dark(depth),
            depth => Theme::AnyBackground(depth),
        }
    }

    /// Returns the style of a role.
    pub fn style(self, role: Role) -> Style {
        let style = shape(role);
        // One bar of a single colour, whatever is under it.
        let is_bar = matches!(role, Role::Selected | Role::SelectedText);
        match self {
            Theme::Plain => style,
            Theme::HighContrast { is_light } => match is_light {
                None => style,
                Some(is_light) => style.fg(colours::strongest(is_light)),
            },
            _ if is_bar => style.fg(Color::Reset),
            Theme::Dark(depth) => colours::dark(role, depth).map_or(style, |colour| style.fg(colour)),
            Theme::Light(depth) => colours::light(role, depth).map_or(style, |colour| style.fg(colour)),
            Theme::AnyBackground(depth) => colours::on_any(role, depth).map_or(style, |colour| style.fg(colour)),
        }
    }

    /// Returns the colour of an area that is filled for a role; `None` where the theme has none.
    pub fn fill(self, role: Role) -> Option<Color> {
        match self {
            Theme::Plain | Theme::HighContrast { .. } => None,
            Theme::Dark(depth) => Some(colours::fill(role, false, depth)),
            Theme::Light(depth) => Some(colours::fill(role, true, depth)),
            Theme::AnyBackground(depth) => Some(colours::fill_on_any(role, depth)),
        }
    }
}

/// Returns what tells a role without colour.
fn shape(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Heading | Role::Focused | Role::Key | Role::Warning | Role::Chosen | Role::Changed => {
            style.add_modifier(Modifier::BOLD)
        }
        Role::Link | Role::Input => style.add_modifier(Modifier::UNDERLINED),
        Role::Match => style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Error => style.add_modifier(Modifier::BOLD | Modifier::REVERSED),
        // One bar, whatever is in it.
        Role::Selected => style.add_modifier(Modifier::REVERSED).remove_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::SelectedText => style.add_modifier(Modifier::REVERSED),
        Role::Text | Role::Dim | Role::Unknown | Role::Border | Role::Active | Role::Waiting => style,
        Role::Map1 | Role::Map2 | Role::Map3 | Role::Map4 | Role::Map5 | Role::Map6 => style,
    }
}
