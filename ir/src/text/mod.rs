//! The text form of functions, `.jir`: printing and parsing, each the inverse of the other.
//!
//! ```text
//! ; comments go to the end of the line
//! fn @sum(i32) -> i32 low {           ; `low` is the stage; without it `high`
//!     method0 = "Demo.sum(I)I"        ; what lies outside
//! b0(v0: i32):
//!     v1 = iconst 0
//!     jump b1(v1, v0)
//! b1(v2: i32, v3: i32) @ method0:4 before locals=[v3, v2]:
//!     safepoint_poll @ method0:12 before locals=[v3, v2] stack=[]
//!     ...
//! ```
//!
//! An instruction is `result = mnemonic immediate, operands, targets @ state`. A state is
//! `method:bci moment locals=[..] stack=[..] locks=[..] objects=[class{..} locks]`, where empty
//! lists may be left out, and `<-` precedes the state of the caller.

mod lexer;
mod parser;
mod parser_inst;
mod parser_state;
mod printer;

pub use parser::{ParseError, Problem, parse, parse_all};
pub use printer::InstText;
