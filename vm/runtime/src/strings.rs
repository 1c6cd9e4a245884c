//! Java strings: creation, conversion, the intern table.
//!
//! A string holds a `byte[]` and a coder: 0 for Latin-1, 1 for UTF-16 in little-endian order. Strings
//! made by the VM are compacted to Latin-1 whenever that is possible; `String.equals` relies on it.
//! With `-XX:-CompactStrings` none is, here and in the class library.

use crate::define;
use crate::handle::{Handle, HandleScope};
use crate::heap;
use crate::heap::weak_tables::{Update, WeakTable};
use crate::known::{KnownClass, STRING_CODER, STRING_VALUE};
use crate::layout::BasicType;
use crate::oop::Oop;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use hashbrown::HashTable;
use parking_lot::Mutex;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

const LATIN1: u8 = 0;
const UTF16: u8 = 1;
const DATA: usize = BasicType::Byte.array_base();

static COMPACT: AtomicBool = AtomicBool::new(true);

/// Are strings compacted? Said before the first one is made.
pub fn set_compact(on: bool) {
    COMPACT.store(on, Ordering::Relaxed);
}

/// A new string from Rust text (compacted to Latin-1 when possible).
pub fn new_string<'a>(cx: &'a mut Cx, text: &str) -> JResult<Oop<'a>> {
    if text.is_ascii() {
        return new_latin1(cx, text.as_bytes());
    }
    let units: Vec<u16> = text.encode_utf16().collect();
    from_utf16(cx, &units)
}

fn new_latin1<'a>(cx: &'a mut Cx, bytes: &[u8]) -> JResult<Oop<'a>> {
    if !COMPACT.load(Ordering::Relaxed) {
        let units: Vec<u16> = bytes.iter().copied().map(u16::from).collect();
        return from_utf16(cx, &units);
    }
    allocate(cx, bytes.len(), LATIN1, |array| {
        for (index, byte) in bytes.iter().enumerate() {
            array.store_u8(DATA + index, *byte);
        }
    })
}

/// A new string from UTF-16 units (unpaired surrogates allowed).
pub fn from_utf16<'a>(cx: &'a mut Cx, units: &[u16]) -> JResult<Oop<'a>> {
    if COMPACT.load(Ordering::Relaxed) && units.iter().all(|unit| *unit < 256) {
        return allocate(cx, units.len(), LATIN1, |array| {
            for (index, unit) in units.iter().enumerate() {
                array.store_u8(DATA + index, *unit as u8);
            }
        });
    }
    allocate(cx, units.len() * 2, UTF16, |array| {
        for (index, unit) in units.iter().enumerate() {
            array.store_u16(DATA + index * 2, *unit);
        }
    })
}

/// A new string from modified UTF-8.
pub fn from_modified_utf8<'a>(cx: &'a mut Cx, bytes: &[u8]) -> JResult<Oop<'a>> {
    if bytes.is_ascii() {
        return new_latin1(cx, bytes);
    }
    from_utf16(cx, &vm_classfile::mutf8::to_utf16(bytes))
}

fn allocate<'a>(
    cx: &'a mut Cx,
    n_bytes: usize,
    coder: u8,
    fill: impl FnOnce(Oop<'_>),
) -> JResult<Oop<'a>> {
    let scope = HandleScope::enter(cx);
    let array = heap::alloc_array(cx, define::primitive_array(BasicType::Byte), n_bytes)?;
    fill(array);
    let array = scope.handle(array);
    let string = heap::alloc_instance(cx, KnownClass::String.get())?.raw();
    // SAFETY: the string was just allocated, no safepoint since.
    let string = unsafe { Oop::new(cx, string) };
    STRING_VALUE.store(string, array.get(cx));
    string.store_u8(STRING_CODER.offset(), coder);
    Ok(string)
}

/// Number of UTF-16 units.
pub fn length(string: Oop<'_>) -> usize {
    STRING_VALUE.load(string).array_length() >> string.load_u8(STRING_CODER.offset())
}

/// The UTF-16 unit at `index`, which must be in range.
pub fn unit(string: Oop<'_>, index: usize) -> u16 {
    let value = STRING_VALUE.load(string);
    if string.load_u8(STRING_CODER.offset()) == LATIN1 {
        u16::from(value.load_u8(DATA + index))
    } else {
        value.load_u16(DATA + index * 2)
    }
}

/// The UTF-16 units of a string.
pub fn to_utf16(string: Oop<'_>) -> Vec<u16> {
    (0..length(string))
        .map(|index| unit(string, index))
        .collect()
}

/// The text of a string; unpaired surrogates are replaced.
pub fn to_rust(string: Oop<'_>) -> String {
    String::from_utf16_lossy(&to_utf16(string))
}

/// The modified UTF-8 of a string.
pub fn to_modified_utf8(string: Oop<'_>) -> Vec<u8> {
    vm_classfile::mutf8::from_utf16(to_utf16(string))
}

/// The symbol with the text of the string, `.` replaced by `/`: from a class name of Java to the
/// internal form.
pub fn to_internal_name(string: Oop<'_>) -> Symbol {
    let mut bytes = to_modified_utf8(string);
    for byte in &mut bytes {
        if *byte == b'.' {
            *byte = b'/';
        }
    }
    Symbol::intern(&bytes)
}

/// The intern table: content hash and address of each interned string. Entries are weak.
struct InternTable {
    strings: Mutex<HashTable<(u64, u64)>>,
}

static INTERNED: InternTable = InternTable {
    strings: Mutex::new(HashTable::new()),
};
static REGISTERED: Once = Once::new();

impl WeakTable for InternTable {
    fn process(&self, update: Update<'_>) {
        self.strings.lock().retain(|(_, address)| {
            *address = update(*address);
            *address != 0
        });
    }
}

fn hash_units(units: impl Iterator<Item = u16>) -> u64 {
    units.fold(0xcbf2_9ce4_8422_2325, |hash, unit| {
        (hash ^ u64::from(unit)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn has_units(raw: u64, units: &[u16]) -> bool {
    // SAFETY: table entries are live strings, and no safepoint is reached under the table's lock.
    let string = unsafe { Oop::from_raw(raw) };
    length(string) == units.len() && units.iter().enumerate().all(|(i, u)| unit(string, i) == *u)
}

fn find_interned(hash: u64, units: &[u16]) -> Option<u64> {
    let table = INTERNED.strings.lock();
    table
        .find(hash, |(h, raw)| *h == hash && has_units(*raw, units))
        .map(|(_, raw)| *raw)
}

/// The one interned string with the symbol's text (constants, class names).
pub fn intern_symbol<'a>(cx: &'a mut Cx, symbol: Symbol) -> JResult<Oop<'a>> {
    intern_modified_utf8(cx, symbol.as_bytes())
}

/// The one interned string with this text in modified UTF-8.
pub fn intern_modified_utf8<'a>(cx: &'a mut Cx, bytes: &[u8]) -> JResult<Oop<'a>> {
    let units = vm_classfile::mutf8::to_utf16(bytes);
    let hash = hash_units(units.iter().copied());
    if let Some(raw) = find_interned(hash, &units) {
        // SAFETY: an interned string found just now.
        return Ok(unsafe { Oop::new(cx, raw) });
    }
    let scope = HandleScope::enter(cx);
    let string = from_utf16(cx, &units)?;
    let string = scope.handle(string);
    intern(cx, string)
}

/// `String.intern`.
pub fn intern<'a>(cx: &'a mut Cx, string: Handle<'_>) -> JResult<Oop<'a>> {
    REGISTERED.call_once(|| heap::weak_tables::register(&INTERNED));
    let units = to_utf16(string.get(cx));
    let hash = hash_units(units.iter().copied());
    let mut table = INTERNED.strings.lock();
    let found = table
        .find(hash, |(h, raw)| *h == hash && has_units(*raw, &units))
        .map(|(_, raw)| *raw);
    let raw = found.unwrap_or_else(|| {
        let raw = string.get(cx).raw();
        table.insert_unique(hash, (hash, raw), |(h, _)| *h);
        raw
    });
    // SAFETY: an interned string found just now.
    Ok(unsafe { Oop::new(cx, raw) })
}
