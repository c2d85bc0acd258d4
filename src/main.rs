//! The program `bildungsnetz`: hands over to the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    bildungsnetz::cli::main()
}
