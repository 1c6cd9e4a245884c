//! Java strings: creation, conversion, the intern table.

use crate::oop::Oop;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};

/// A new string from Rust text (compacted to Latin-1 when possible).
pub fn new_string<'a>(_cx: &'a mut Cx, _text: &str) -> JResult<Oop<'a>> {
    panic!("not linked in yet")
}
/// A new string from UTF-16 units (unpaired surrogates allowed).
pub fn from_utf16<'a>(_cx: &'a mut Cx, _units: &[u16]) -> JResult<Oop<'a>> {
    panic!("not linked in yet")
}
/// A new string from modified UTF-8.
pub fn from_modified_utf8<'a>(_cx: &'a mut Cx, _bytes: &[u8]) -> JResult<Oop<'a>> {
    panic!("not linked in yet")
}
/// The one interned string with the symbol's text (constants, class names).
pub fn intern_symbol<'a>(_cx: &'a mut Cx, _symbol: Symbol) -> JResult<Oop<'a>> {
    panic!("not linked in yet")
}
/// `String.intern`.
pub fn intern<'a>(_cx: &'a mut Cx, _string: crate::handle::Handle<'_>) -> JResult<Oop<'a>> {
    panic!("not linked in yet")
}
/// The text of a string; unpaired surrogates are replaced.
pub fn to_rust(_string: Oop<'_>) -> String {
    panic!("not linked in yet")
}
/// The UTF-16 units of a string.
pub fn to_utf16(_string: Oop<'_>) -> Vec<u16> {
    panic!("not linked in yet")
}
/// The modified UTF-8 of a string.
pub fn to_modified_utf8(_string: Oop<'_>) -> Vec<u8> {
    panic!("not linked in yet")
}
