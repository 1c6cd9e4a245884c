//! The `kiln` executable.
fn main() {}
