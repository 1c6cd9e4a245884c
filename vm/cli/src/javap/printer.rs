//! What the printers of the parts share.

use super::line_writer::LineWriter;
use super::settings::Settings;
use vm_classfile::{ClassFile, RawAttribute};

/// Prints one class.
pub struct Printer<'a> {
    pub class: &'a ClassFile<'a>,
    pub settings: &'a Settings,
    pub out: LineWriter,
}

impl<'a> Printer<'a> {
    /// The text of a `Utf8`, as it is.
    pub fn text(&self, index: u16) -> String {
        self.class.pool.utf8(index).map_or(UNKNOWN.into(), decode)
    }

    /// The name of a `Class` with dots.
    pub fn java_class_name(&self, index: u16) -> String {
        self.class
            .pool
            .class_name(index)
            .map_or(UNKNOWN.into(), decode)
            .replace('/', ".")
    }

    /// Words with a space after each.
    pub fn print_modifiers(&mut self, modifiers: &[&str]) {
        for modifier in modifiers {
            self.out.print(modifier);
            self.out.print(" ");
        }
    }
}

/// What stands for something that the file refers to but does not have.
pub const UNKNOWN: &str = "???";

/// Modified UTF-8 to text; half a surrogate pair becomes `?`, as when Java writes it.
pub fn decode(bytes: &[u8]) -> String {
    char::decode_utf16(vm_classfile::mutf8::utf16_units(bytes))
        .map(|c| c.unwrap_or('?'))
        .collect()
}

/// The attribute of this name.
pub fn find<'a, 'b>(
    attributes: &'b [RawAttribute<'a>],
    name: &str,
) -> Option<&'b RawAttribute<'a>> {
    attributes
        .iter()
        .find(|attribute| attribute.name == name.as_bytes())
}

/// An attribute whose body is one index.
pub fn index_in(attributes: &[RawAttribute<'_>], name: &str) -> Option<u16> {
    match *find(attributes, name)?.body {
        [high, low] => Some(u16::from_be_bytes([high, low])),
        _ => None,
    }
}

/// `text` right-aligned in `width` columns.
pub fn right(text: &str, width: usize) -> String {
    let length = text.encode_utf16().count();
    " ".repeat(width.saturating_sub(length)) + text
}
