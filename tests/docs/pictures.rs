//! The pictures of the handbook: which keys lead to each, in both languages.
//!
//! Must not judge what a picture shows; whoever writes it anew reads it. Entry point: [`PICTURES`].

/// The documents in English and German, the block, and the keys in each.
pub const PICTURES: &[([&str; 2], &str, [&str; 2])] = &[
    (FIRST_STEPS, "search", ["sHückelhoven"; 2]),
    (FIRST_STEPS, "office", ["sHückelhoven<enter>"; 2]),
    (FIRST_STEPS, "source", ["s50823<enter>4jjje0221 4710-123<enter>"; 2]),
    (
        FIRST_STEPS,
        "add",
        ["s50823<enter>1a1Arbeitskreis Ganztag<enter>Working", "s50823<enter>1a1Arbeitskreis Ganztag<enter>Arb"],
    ),
    (VIEWS, "panes", ["jj"; 2]),
    (VIEWS, "page", ["3/mint<enter>4"; 2]),
    (VIEWS, "search", ["sMINT Hückelhoven"; 2]),
    (VIEWS, "guide", ["i<down><enter>Hückelhoven<enter>"; 2]),
    (VIEWS, "matrix", ["m"; 2]),
    (VIEWS, "overview", ["O"; 2]),
    (VIEWS, "map", ["M"; 2]),
    (VIEWS, "who-sits-where", ["W"; 2]),
    (VIEWS, "meetings", ["S"; 2]),
    (VIEWS, "process", ["P"; 2]),
    (VIEWS, "review", ["V"; 2]),
    (VIEWS, "findings", ["p"; 2]),
    (VIEWS, "tables", ["Q<tab>"; 2]),
    (VIEWS, "unsaved", ["s50823<enter>4jjje0221 4710-123<enter>bc"; 2]),
    (VIEWS, PROPOSALS, ["Z"; 2]),
];

/// The picture of what people propose; the dataset that comes with the program has none of that.
pub const PROPOSALS: &str = "proposals";

const FIRST_STEPS: [&str; 2] = ["docs/first-steps.md", "docs/erste-schritte.md"];
const VIEWS: [&str; 2] = ["docs/views.md", "docs/ansichten.md"];
