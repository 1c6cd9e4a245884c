//! A first look at the jar file of `-jar`, before there is a VM.
//!
//! The stock launcher reads the manifest for the splash screen's name and, in passing, refuses
//! files that are not jar files. We show no splash screen, but refuse the same files: end record
//! and central directory must be sound, the manifest must be there, inflate, and consist of
//! `name: value` lines. Zip64 end records are understood.
//!
//! Reference: JDK 17 `libjli/parse_manifest.c`; APPNOTE.TXT sections 4.3, 4.5.

use super::zip;
use std::fs::File;

const MANIFEST: &[u8] = b"META-INF/MANIFEST.MF";
/// Why a file cannot be run with `-jar`.
#[derive(Debug, PartialEq, Eq)]
pub enum JarError {
    /// It cannot be opened.
    Inaccessible,
    /// It is not a jar file.
    Corrupt,
}

/// Checks that `path` is a jar file with a manifest.
pub fn check(path: &std::path::Path) -> Result<(), JarError> {
    let file = File::open(path).map_err(|_| JarError::Inaccessible)?;
    let manifest = read_manifest(&file).ok_or(JarError::Corrupt)?;
    if main_section_is_sound(&manifest) {
        Ok(())
    } else {
        Err(JarError::Corrupt)
    }
}

fn read_manifest(file: &File) -> Option<Vec<u8>> {
    zip::entry(file, MANIFEST).map(|entry| entry.data)
}

/// The manifest's main section: lines `name: value`, continued by lines that begin with a blank.
fn main_section_is_sound(manifest: &[u8]) -> bool {
    let text = manifest.split(|&b| b == 0).next().unwrap_or_default();
    let mut rest = text;
    while !matches!(rest, [] | [b'\n' | b'\r', ..]) {
        let (first, mut after, _) = line(rest);
        let mut header = first.to_vec();
        while after.first() == Some(&b' ') {
            let (continuation, next, ended) = line(&after[1..]);
            if !ended {
                return false;
            }
            header.extend_from_slice(continuation);
            after = next;
        }
        let value = header
            .iter()
            .position(|&b| b == b':')
            .map(|colon| &header[colon + 1..]);
        if value.is_none_or(|value| value.first() != Some(&b' ')) {
            return false;
        }
        rest = after;
    }
    true
}

/// The first line, what follows it, and whether it was ended by a newline.
fn line(text: &[u8]) -> (&[u8], &[u8], bool) {
    let Some(end) = text.iter().position(|&b| b == b'\n' || b == b'\r') else {
        return (text, &[], false);
    };
    let width = if text[end..].starts_with(b"\r\n") {
        2
    } else {
        1
    };
    (&text[..end], &text[end + width..], true)
}

#[cfg(test)]
mod tests {
    use super::main_section_is_sound;

    #[test]
    fn manifests() {
        assert!(main_section_is_sound(
            b"Manifest-Version: 1.0\nMain-Class: A\n"
        ));
        assert!(main_section_is_sound(
            b"Main-Class: A\r\n B\r\n\r\nName: x\r\nno colon\r\n"
        ));
        assert!(main_section_is_sound(b""));
        assert!(main_section_is_sound(b"Main-Class: A"));
        assert!(!main_section_is_sound(b"Main-Class A\n"));
        assert!(!main_section_is_sound(b"Main-Class:A\n"));
        assert!(!main_section_is_sound(b"Main-Class: A\n B"));
    }
}
