//! Hands the arguments over to the library.

fn main() {}
