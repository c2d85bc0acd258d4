//! The arguments of `map`.

use clap::{Args, ValueEnum};

/// `map`
#[derive(Debug, Args)]
pub struct MapArguments {
    #[arg(long, value_name = "TOPIC")]
    pub by: Option<MapBy>,
    #[arg(long, value_name = "FIELD")]
    pub field: Option<String>,
}

/// What the map is coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MapBy {
    Region,
    Field,
    Age,
    Completeness,
}
