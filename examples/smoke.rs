//! A scratch file.
fn main() {}
