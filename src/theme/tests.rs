//! Every colour is read on the palettes that terminals come with, and what must be told apart is,
//! with colour and without.

use super::*;

/// A palette: background and the sixteen colours.
struct Palette {
    terminal: &'static str,
    background: u32,
    sixteen: [u32; 16],
}

/// XTerm-col.ad, as installed with xterm.
const XTERM: [u32; 16] = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00,
    0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
];
/// Linux: drivers/tty/vt/vt.c, `default_red`, `default_grn`, `default_blu`.
const VGA: [u32; 16] = [
    0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa, 0x555555, 0xff5555, 0x55ff55,
    0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
];
/// PuTTY: settings.c, `Colour6` and following.
const PUTTY: [u32; 16] = [
    0x000000, 0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb, 0xbbbbbb, 0x555555, 0xff5555, 0x55ff55,
    0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
];
/// Windows Terminal: defaults.json, "Campbell".
const CAMPBELL: [u32; 16] = [
    0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc, 0x767676, 0xe74856, 0x16c60c,
    0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6, 0xf2f2f2,
];
/// Windows Terminal: defaults.json, "One Half Light".
const ONE_HALF_LIGHT: [u32; 16] = [
    0x383a42, 0xe45649, 0x50a14f, 0xc18301, 0x0184bc, 0xa626a4, 0x0997b3, 0xfafafa, 0x4f525d, 0xdf6c75, 0x98c379,
    0xe4c07a, 0x61afef, 0xc577dd, 0x56b5c1, 0xffffff,
];
/// Terminal of macOS, "Basic" and "Pro": Wikipedia, "ANSI escape code", 3-bit and 4-bit.
const MACOS: [u32; 16] = [
    0x000000, 0xc23621, 0x25bc24, 0xadad27, 0x492ee1, 0xd338d3, 0x33bbc8, 0xcbcccd, 0x818383, 0xfc391f, 0x31e722,
    0xeaec23, 0x5833ff, 0xf935f8, 0x14f0f0, 0xe9ebeb,
];
/// Solarized: ethanschoonover.com/solarized, "The Values".
const SOLARIZED: [u32; 16] = [
    0x073642, 0xdc322f, 0x859900, 0xb58900, 0x268bd2, 0xd33682, 0x2aa198, 0xeee8d5, 0x002b36, 0xcb4b16, 0x586e75,
    0x657b83, 0x839496, 0x6c71c4, 0x93a1a1, 0xfdf6e3,
];
/// GNOME Terminal: src/profile-editor.cc, "GNOME".
const GNOME: [u32; 16] = [
    0x171421, 0xc01c28, 0x26a269, 0xa2734c, 0x12488b, 0xa347ba, 0x2aa1b3, 0xd0cfcc, 0x5e5c64, 0xf66151, 0x33da7a,
    0xe9ad0c, 0x2a7bde, 0xc061cb, 0x33c7de, 0xffffff,
];
/// GNOME Terminal: src/profile-editor.cc, "Tango".
const TANGO: [u32; 16] = [
    0x2e3436, 0xcc0000, 0x4e9a06, 0xc4a000, 0x3465a4, 0x75507b, 0x06989a, 0xd3d7cf, 0x555753, 0xef2929, 0x8ae234,
    0xfce94f, 0x729fcf, 0xad7fa8, 0x34e2e2, 0xeeeeec,
];

const fn palette(terminal: &'static str, background: u32, sixteen: [u32; 16]) -> Palette {
    Palette { terminal, background, sixteen }
}

/// Dark terminals as they come.
const DARK: [Palette; 9] = [
    palette("xterm -rv", 0x000000, XTERM),
    palette("Linux console", 0x000000, VGA),
    palette("PuTTY", 0x000000, PUTTY),
    palette("Windows Terminal", 0x0c0c0c, CAMPBELL),
    palette("macOS Pro", 0x000000, MACOS),
    palette("Solarized Dark", 0x002b36, SOLARIZED),
    palette("GNOME Dark", 0x171421, GNOME),
    palette("Tango Dark", 0x2e3436, TANGO),
    palette("Ubuntu", 0x300a24, TANGO),
];

/// Light terminals as they come.
const LIGHT: [Palette; 6] = [
    palette("xterm", 0xffffff, XTERM),
    palette("Windows Terminal, One Half Light", 0xfafafa, ONE_HALF_LIGHT),
    palette("macOS Basic", 0xffffff, MACOS),
    palette("GNOME", 0xffffff, GNOME),
    palette("Tango Light", 0xeeeeec, TANGO),
    palette("Solarized Light", 0xfdf6e3, SOLARIZED),
];

const ROLES: [Role; 24] = [
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
    Role::SelectedText,
    Role::Changed,
    Role::Map1,
    Role::Map2,
    Role::Map3,
    Role::Map4,
    Role::Map5,
    Role::Map6,
];

const DEPTHS: [ColourDepth; 5] =
    [ColourDepth::None, ColourDepth::Sixteen, ColourDepth::Vga, ColourDepth::Indexed, ColourDepth::True];

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

impl Palette {
    /// Returns what a terminal makes of a colour; `None` for the one of its ordinary text.
    fn shown(&self, colour: Option<Color>) -> Option<u32> {
        const NAMED: [Color; 16] = [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            Color::White,
        ];
        match colour? {
            Color::Reset => None,
            Color::Indexed(index) => Some(fixed(index)),
            Color::Rgb(red, green, blue) => Some(u32::from_be_bytes([0, red, green, blue])),
            named => NAMED.iter().position(|other| *other == named).map(|number| self.sixteen[number]),
        }
    }
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

/// Returns the lowest contrast of a role's colour on these palettes. That of ordinary text is the
/// terminal's own, and as good as the person has set it.
fn lowest(theme: Theme, role: Role, palettes: &[Palette]) -> f64 {
    let ratio = |palette: &Palette| {
        let text = palette.shown(theme.style(role).fg)?;
        Some((contrast(text, palette.background), palette.terminal))
    };
    let worst = palettes.iter().filter_map(ratio).min_by(|one, other| one.0.total_cmp(&other.0));
    worst.map_or(f64::INFINITY, |(ratio, terminal)| {
        println!("{theme:?} {role:?} {ratio:.2} on {terminal}");
        ratio
    })
}

#[test]
fn every_colour_is_read_on_the_palettes_that_terminals_come_with() {
    let vga = [palette("Linux console", 0x000000, VGA), palette("PuTTY", 0x000000, PUTTY)];
    for (role, depth) in ROLES.into_iter().flat_map(|role| DEPTHS.map(|depth| (role, depth))) {
        let dark: &[Palette] = if depth == ColourDepth::Vga { &vga } else { &DARK };
        for (theme, palettes, least) in [
            (Theme::of_background(false, depth), dark, 4.5),
            (Theme::of_background(true, depth), &LIGHT[..], 4.5),
            (Theme::HighContrast { is_light: Some(false) }, &DARK[..], 7.0),
            (Theme::HighContrast { is_light: Some(true) }, &LIGHT[..], 7.0),
        ] {
            let ratio = lowest(theme, role, palettes);
            assert!(ratio >= least, "{theme:?}, {role:?}: {ratio:.2}");
        }
    }
}

#[test]
fn before_the_background_is_known_colours_are_read_on_dark_and_light() {
    for (role, depth) in
        ROLES.into_iter().flat_map(|role| [ColourDepth::Sixteen, ColourDepth::Indexed].map(|d| (role, d)))
    {
        let theme = Theme::of_unknown_background(depth);
        let ratio = lowest(theme, role, &DARK).min(lowest(theme, role, &LIGHT));
        assert!(ratio >= 3.0, "{theme:?}, {role:?}: {ratio:.2}");
    }
    let coloured =
        |depth| ROLES.iter().filter(|role| Theme::of_unknown_background(depth).style(**role).fg.is_some()).count();
    assert!(coloured(ColourDepth::Indexed) > ROLES.len() / 2 && coloured(ColourDepth::Sixteen) > 0);
    assert_eq!(Theme::of_unknown_background(ColourDepth::None), Theme::Plain);
    assert_eq!(Theme::of_unknown_background(ColourDepth::Vga), Theme::Dark(ColourDepth::Vga));
}

/// All themes there are.
fn themes() -> Vec<Theme> {
    let of_depth = |is_light| DEPTHS.map(|depth| Theme::of_background(is_light, depth));
    let strong = [None, Some(false), Some(true)].map(|is_light| Theme::HighContrast { is_light });
    let mut themes = [of_depth(false), of_depth(true)].concat();
    themes.extend(strong);
    themes.extend(DEPTHS.map(Theme::of_unknown_background));
    themes
}

#[test]
fn what_must_be_told_apart_is_told_apart_by_more_than_colour() {
    let apart = [
        (Role::Selected, Role::Text),
        (Role::Selected, Role::Chosen),
        (Role::Chosen, Role::Text),
        (Role::Focused, Role::Border),
        (Role::Heading, Role::Text),
        (Role::Link, Role::Text),
        (Role::Warning, Role::Text),
        (Role::Error, Role::Text),
        (Role::Error, Role::Warning),
        (Role::Match, Role::Text),
        (Role::Match, Role::Link),
        (Role::Key, Role::Dim),
        (Role::Changed, Role::Text),
        (Role::Input, Role::Text),
        (Role::SelectedText, Role::Input),
    ];
    for theme in themes() {
        for (one, other) in apart {
            let attributes = |role| theme.style(role).add_modifier;
            assert_ne!(attributes(one), attributes(other), "{theme:?}: {one:?} and {other:?}");
        }
        let is_faint = |role: &Role| theme.style(*role).add_modifier.contains(Modifier::DIM);
        assert!(!ROLES.iter().any(is_faint), "{theme:?}: faint text is not read everywhere");
    }
    // Where there are colours for it, what is secondary stands back.
    for theme in [Theme::Dark(ColourDepth::Indexed), Theme::Light(ColourDepth::True)] {
        for role in [Role::Dim, Role::Unknown, Role::Border] {
            assert_ne!(theme.style(role), theme.style(Role::Text), "{theme:?}");
        }
    }
}

#[test]
fn a_theme_without_colour_names_none() {
    for theme in [Theme::Plain, Theme::of_background(false, ColourDepth::None), Theme::HighContrast { is_light: None }]
    {
        for role in ROLES {
            let style = theme.style(role);
            assert_eq!((style.fg, style.bg, theme.fill(role)), (None, None, None), "{theme:?} {role:?}");
        }
    }
}

#[test]
fn a_bar_is_seen_and_read_however_the_terminal_is_set() {
    for theme in themes() {
        for role in [Role::Selected, Role::SelectedText] {
            let style = theme.style(role);
            assert!(style.add_modifier.contains(Modifier::REVERSED) && style.bg.is_none(), "{theme:?}");
        }
    }
}
