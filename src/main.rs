//! The program `bildungsnetz`: calls the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    bildungsnetz::cli::main()
}
