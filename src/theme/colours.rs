//! The colours of roles, for each background and depth.
//!
//! Of the sixteen that everybody sets as they like, hardly any is read on every palette: on a dark
//! background only bright cyan (and white), on a light one only black. The VGA palette is known,
//! and its bright half is read on black. `theme/tests.rs` measures it. Entry points: [`dark`],
//! [`light`], [`on_any`], [`fill`].

use ratatui::style::Color;

use super::{ColourDepth, Role};

/// What roles share a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hue {
    Link,
    Heading,
    Active,
    Warning,
    Error,
    Match,
    Dim,
    Map(usize),
}

fn hue(role: Role) -> Option<Hue> {
    Some(match role {
        Role::Link => Hue::Link,
        Role::Heading | Role::Focused => Hue::Heading,
        Role::Active => Hue::Active,
        Role::Waiting | Role::Warning | Role::Changed => Hue::Warning,
        Role::Error => Hue::Error,
        Role::Match => Hue::Match,
        Role::Dim | Role::Unknown | Role::Border => Hue::Dim,
        Role::Map1 => Hue::Map(0),
        Role::Map2 => Hue::Map(1),
        Role::Map3 => Hue::Map(2),
        Role::Map4 => Hue::Map(3),
        Role::Map5 => Hue::Map(4),
        Role::Map6 => Hue::Map(5),
        Role::Text | Role::Key | Role::Selected | Role::SelectedText | Role::Chosen | Role::Input => return None,
    })
}

/// Returns the colour of a role on a dark background; `None` for that of ordinary text.
pub(super) fn dark(role: Role, depth: ColourDepth) -> Option<Color> {
    let hue = hue(role)?;
    match depth {
        ColourDepth::None => None,
        ColourDepth::Sixteen => matches!(hue, Hue::Link | Hue::Heading).then_some(Color::LightCyan),
        ColourDepth::Vga => match hue {
            Hue::Link | Hue::Heading => Some(Color::LightCyan),
            Hue::Active => Some(Color::LightGreen),
            Hue::Warning => Some(Color::LightYellow),
            Hue::Error => Some(Color::LightRed),
            Hue::Match => Some(Color::LightMagenta),
            Hue::Dim => None,
            Hue::Map(number) => Some(VGA_MAP[number]),
        },
        ColourDepth::Indexed => Some(Color::Indexed(match hue {
            Hue::Link => 75,
            Hue::Heading => 80,
            Hue::Active => 77,
            Hue::Warning => 214,
            Hue::Error => 210,
            Hue::Match => 213,
            Hue::Dim => 248,
            Hue::Map(number) => DARK_MAP[number],
        })),
        ColourDepth::True => Some(rgb(match hue {
            Hue::Link => 0x6cb6ff,
            Hue::Heading => 0x56d4dd,
            Hue::Active => 0x6bd968,
            Hue::Warning => 0xf0b429,
            Hue::Error => 0xff8f87,
            Hue::Match => 0xf691e8,
            Hue::Dim => 0xa8adb3,
            Hue::Map(number) => return Some(Color::Indexed(DARK_MAP[number])),
        })),
    }
}

/// Returns the colour of a role on a light background; `None` for that of ordinary text.
pub(super) fn light(role: Role, depth: ColourDepth) -> Option<Color> {
    let hue = hue(role)?;
    match depth {
        // None of the sixteen but black is read on every light palette.
        ColourDepth::None | ColourDepth::Sixteen | ColourDepth::Vga => None,
        ColourDepth::Indexed => Some(Color::Indexed(match hue {
            Hue::Link => 25,
            Hue::Heading => 24,
            Hue::Active => 22,
            Hue::Warning => 94,
            Hue::Error => 124,
            Hue::Match => 90,
            Hue::Dim => 241,
            Hue::Map(number) => LIGHT_MAP[number],
        })),
        ColourDepth::True => Some(rgb(match hue {
            Hue::Link => 0x0a55b0,
            Hue::Heading => 0x005c73,
            Hue::Active => 0x0b5a1c,
            Hue::Warning => 0x7a4b00,
            Hue::Error => 0xa80f0f,
            Hue::Match => 0x85108a,
            Hue::Dim => 0x5a5f66,
            Hue::Map(number) => return Some(Color::Indexed(LIGHT_MAP[number])),
        })),
    }
}

/// Returns the colour of a role where the background is not known; `None` for that of ordinary
/// text.
pub(super) fn on_any(role: Role, depth: ColourDepth) -> Option<Color> {
    let hue = hue(role)?;
    match depth {
        ColourDepth::None => None,
        // The only one of the sixteen that is read on every palette.
        ColourDepth::Sixteen | ColourDepth::Vga => (hue == Hue::Error).then_some(Color::LightRed),
        ColourDepth::Indexed | ColourDepth::True => Some(Color::Indexed(match hue {
            Hue::Link => 32,
            Hue::Heading => 31,
            Hue::Active => 65,
            Hue::Warning => 166,
            Hue::Error => 196,
            Hue::Match => 134,
            // Secondary text is as plain as any: it has to be read, and has no attribute.
            Hue::Dim => return None,
            Hue::Map(number) => ANY_MAP[number],
        })),
    }
}

/// The colour of all text where contrast is to be as strong as it can be.
pub(super) fn strongest(is_light: bool) -> Color {
    if is_light { Color::Black } else { Color::White }
}

const VGA_MAP: [Color; 6] =
    [Color::LightGreen, Color::LightYellow, Color::LightCyan, Color::LightRed, Color::White, Color::LightMagenta];

/// Territories beside each other have different ones; the letters of the legend are in them, too.
const DARK_MAP: [u8; 6] = [77, 178, 75, 210, 44, 213];
const LIGHT_MAP: [u8; 6] = [22, 94, 25, 124, 54, 126];
const ANY_MAP: [u8; 6] = [65, 100, 32, 167, 99, 133];

/// The sixteen for areas, which carry no text: there all colours can be told apart.
const AREAS: [Color; 6] = [Color::Green, Color::Yellow, Color::Blue, Color::Red, Color::Cyan, Color::Magenta];

/// Returns the colour of an area that is filled for a role.
pub(super) fn fill(role: Role, is_light: bool, depth: ColourDepth) -> Color {
    let has_fixed = matches!(depth, ColourDepth::Indexed | ColourDepth::True);
    if role == Role::Selected {
        return match (has_fixed, is_light) {
            (true, true) => Color::Indexed(16),
            (true, false) => Color::Indexed(231),
            (false, is_light) => strongest(is_light),
        };
    }
    let coloured = if is_light { light(role, depth) } else { dark(role, depth) };
    match (hue(role), has_fixed) {
        (Some(Hue::Map(number)), false) => AREAS[number],
        (Some(Hue::Active), false) => Color::Green,
        (Some(Hue::Warning), false) => Color::Yellow,
        (Some(Hue::Error), false) => Color::Red,
        (Some(Hue::Match), false) => Color::Magenta,
        (Some(Hue::Link | Hue::Heading), false) => Color::Cyan,
        (Some(_), true) => coloured.unwrap_or(Color::Indexed(241)),
        (_, true) => Color::Indexed(241),
        (_, false) => Color::DarkGray,
    }
}

/// Returns the colour of an area that is filled for a role where the background is not known.
pub(super) fn fill_on_any(role: Role, depth: ColourDepth) -> Color {
    match on_any(role, depth) {
        Some(colour) => colour,
        None if role == Role::Selected && depth != ColourDepth::Sixteen => Color::Indexed(244),
        None if role == Role::Selected => Color::LightRed,
        None => fill(role, false, depth),
    }
}

const fn rgb(value: u32) -> Color {
    let [_, red, green, blue] = value.to_be_bytes();
    Color::Rgb(red, green, blue)
}
