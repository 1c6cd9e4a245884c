//! Symbols: interned modified-UTF-8 names and descriptors, compared by address.
//!
//! A symbol lives as long as the process; classes are not unloaded, and names dominate the
//! table.

use hashbrown::HashTable;
use parking_lot::RwLock;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

/// An interned name or descriptor in modified UTF-8.
#[derive(Clone, Copy)]
pub struct Symbol(&'static SymbolData);

struct SymbolData {
    hash: u32,
    bytes: Box<[u8]>,
}

static TABLE: LazyLock<RwLock<HashTable<&'static SymbolData>>> =
    LazyLock::new(|| RwLock::new(HashTable::with_capacity(16 * 1024)));

fn hash_bytes(bytes: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for &byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash
}

impl Symbol {
    /// The symbol with these bytes, made if it does not exist.
    pub fn intern(bytes: &[u8]) -> Symbol {
        let hash = hash_bytes(bytes);
        if let Some(found) = TABLE.read().find(u64::from(hash), |s| *s.bytes == *bytes) {
            return Symbol(found);
        }
        let mut table = TABLE.write();
        if let Some(found) = table.find(u64::from(hash), |s| *s.bytes == *bytes) {
            return Symbol(found);
        }
        let data: &'static SymbolData = Box::leak(Box::new(SymbolData {
            hash,
            bytes: bytes.into(),
        }));
        table.insert_unique(u64::from(hash), data, |s| u64::from(s.hash));
        Symbol(data)
    }

    /// The symbol with these bytes if somebody interned it before.
    pub fn lookup(bytes: &[u8]) -> Option<Symbol> {
        let hash = hash_bytes(bytes);
        TABLE
            .read()
            .find(u64::from(hash), |s| *s.bytes == *bytes)
            .map(|s| Symbol(s))
    }

    /// The bytes, in modified UTF-8.
    pub fn as_bytes(self) -> &'static [u8] {
        &self.0.bytes
    }

    /// The text; characters that are not plain UTF-8 (surrogates, NUL) are replaced.
    pub fn text(self) -> std::borrow::Cow<'static, str> {
        String::from_utf8_lossy(&self.0.bytes)
    }

    /// The text with `/` replaced by `.`: a class name as Java programs see it.
    pub fn external(self) -> String {
        self.text().replace('/', ".")
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.0.bytes.len()
    }

    /// Is it the empty name?
    pub fn is_empty(self) -> bool {
        self.0.bytes.is_empty()
    }
}

impl PartialEq for Symbol {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}
impl Eq for Symbol {}
impl PartialEq<str> for Symbol {
    fn eq(&self, other: &str) -> bool {
        *self.0.bytes == *other.as_bytes()
    }
}
impl PartialEq<&str> for Symbol {
    fn eq(&self, other: &&str) -> bool {
        *self.0.bytes == *other.as_bytes()
    }
}
impl Hash for Symbol {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u32(self.0.hash);
    }
}
impl From<&str> for Symbol {
    fn from(text: &str) -> Symbol {
        Symbol::intern(text.as_bytes())
    }
}
impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}
impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.text())
    }
}

#[cfg(test)]
mod tests {
    use super::Symbol;

    #[test]
    fn equal_bytes_are_one_symbol() {
        let a = Symbol::intern(b"java/lang/Object");
        let b = Symbol::from("java/lang/Object");
        assert_eq!(a, b);
        assert_eq!(a.external(), "java.lang.Object");
        assert!(Symbol::lookup(b"never interned before").is_none());
    }
}
