//! Class files as a source of bytecode, for tests.
#![allow(dead_code, reason = "each test uses a part")]
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

pub mod assembler;
pub mod interpreter;
pub mod jdk;
pub mod program;
pub mod source;
pub mod vm;
