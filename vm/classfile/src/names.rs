//! Which names are legal (JVMS §4.2).
//!
//! Since version 49 nearly everything is. Older files may only use Java identifiers; their
//! non-ASCII letters are recognized by their general category in the Unicode tables of Rust's
//! standard library, which is slightly newer than Java 17's.

use crate::mutf8;

/// What a name is the name of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameKind {
    Class,
    Field,
    Method,
}

/// Whether `name` may be the name of a `kind` in a file with this major version. Class names of
/// arrays are not decided here.
pub(crate) fn is_legal(name: &[u8], kind: NameKind, major: u16) -> bool {
    if kind == NameKind::Method && name.first() == Some(&b'<') {
        return matches!(name, b"<init>" | b"<clinit>");
    }
    if major >= 49 {
        return is_unqualified(name, kind);
    }
    match kind {
        NameKind::Class => is_old_identifier_path(name),
        NameKind::Field | NameKind::Method => is_old_identifier(name, false),
    }
}

/// JVMS §4.2.2, and for classes §4.2.1: unqualified names joined by `/`.
pub(crate) fn is_unqualified(name: &[u8], kind: NameKind) -> bool {
    let part_ok = |part: &[u8]| {
        !part.is_empty()
            && !part.iter().any(|&b| match b {
                b'.' | b';' | b'[' | b'/' => true,
                b'<' | b'>' => kind == NameKind::Method,
                _ => false,
            })
    };
    match kind {
        NameKind::Class => name.split(|&b| b == b'/').all(part_ok),
        _ => part_ok(name),
    }
}

/// A class name of a file older than version 49.
pub(crate) fn is_old_identifier_path(name: &[u8]) -> bool {
    is_old_identifier(name, true)
}

fn is_old_identifier(name: &[u8], slash_ok: bool) -> bool {
    let mut last_is_slash = false;
    let mut first = true;
    for c in char::decode_utf16(mutf8::utf16_units(name)) {
        let Ok(c) = c else { return false };
        if c == '/' {
            if !slash_ok || last_is_slash {
                return false;
            }
            last_is_slash = true;
        } else {
            let part = c == '_' || c == '$' || c.is_alphanumeric();
            if !part || (first && c.is_numeric()) {
                return false;
            }
            last_is_slash = false;
        }
        first = false;
    }
    !first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn since_version_49() {
        for (name, class, field, method) in [
            ("a", true, true, true),
            ("", false, false, false),
            ("a/b", true, false, false),
            ("/a", false, false, false),
            ("a//b", false, false, false),
            ("a/", false, false, false),
            ("a.b", false, false, false),
            ("a;", false, false, false),
            ("[a", false, false, false),
            ("<init>", true, true, true),
            ("<x>", true, true, false),
            ("a<b", true, true, false),
            ("1 -", true, true, true),
        ] {
            let legal = |kind| is_legal(name.as_bytes(), kind, 61);
            assert_eq!(
                (
                    legal(NameKind::Class),
                    legal(NameKind::Field),
                    legal(NameKind::Method)
                ),
                (class, field, method),
                "{name}"
            );
        }
    }

    #[test]
    fn before_version_49() {
        for (name, legal) in [
            ("a1", true),
            ("1a", false),
            ("a-b", false),
            ("$", true),
            ("é", true),
        ] {
            let name = mutf8::from_str(name);
            assert_eq!(is_legal(&name, NameKind::Field, 48), legal);
        }
        assert!(is_legal(b"a/b", NameKind::Class, 48));
        assert!(!is_legal(b"a/b", NameKind::Method, 48));
    }
}
