//! Where the shipped data comes from and under which terms; shown by the about window, `--version`
//! and the README.

use super::Phrase;

/// The register of municipalities.
pub static MUNICIPALITIES: Phrase = Phrase::new(
    "Gemeinden, Flächen, Einwohner (31.12.2018): © Statistisches Bundesamt (Destatis), Wiesbaden 2019 – Gemeindeverzeichnis",
    "Municipalities, areas, population (31 Dec 2018): © Statistisches Bundesamt (Destatis), Wiesbaden 2019 – Gemeindeverzeichnis",
);

/// The official keys of the regions.
pub static REGIONS: Phrase = Phrase::new(
    "Regionen mit AGS: © Statistisches Bundesamt (Destatis), CC BY 4.0; NUTS 3: Eurostat",
    "Regions with AGS: © Statistisches Bundesamt (Destatis), CC BY 4.0; NUTS 3: Eurostat",
);

/// The postcodes.
pub static POSTCODES: Phrase = Phrase::new(
    "Postleitzahlen: © OpenStreetMap contributors, Open Database License (ODbL) 1.0",
    "Postcodes: © OpenStreetMap contributors, Open Database License (ODbL) 1.0",
);

/// What the dataset says, each with its source.
pub static FACTS: Phrase = Phrase::new(
    "Büros, Gremien, Engagements: einzelne Tatsachen aus den jeweils genannten Seiten",
    "Offices, bodies, engagements: single facts from the pages named with each",
);

/// The program itself.
pub static PROGRAM: Phrase = Phrase::new("Programm: MIT-Lizenz", "Program: MIT licence");

/// One line for each source.
pub static LINES: [&Phrase; 5] = [&MUNICIPALITIES, &REGIONS, &POSTCODES, &FACTS, &PROGRAM];
