//! A first look at the jar file of `-jar`, before there is a VM.
//!
//! The stock launcher reads the manifest for the splash screen's name and, in passing, refuses
//! files that are not jar files. We show no splash screen, but refuse the same files: end record
//! and central directory must be sound, the manifest must be there, inflate, and consist of
//! `name: value` lines. Zip64 end records are understood.
//!
//! Reference: JDK 17 `libjli/parse_manifest.c`; APPNOTE.TXT sections 4.3, 4.5.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::FileExt;

const MANIFEST: &[u8] = b"META-INF/MANIFEST.MF";
const END_SIZE: u64 = 22;
const END64_SIZE: u64 = 56;
const LOCATOR64_SIZE: u64 = 20;

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

/// Where a zip file's parts lie: start of the central directory, and what to add to offsets
/// (content may stand before the archive).
struct Positions {
    directory: u64,
    base: i64,
}

fn read_manifest(file: &File) -> Option<Vec<u8>> {
    let positions = positions(file)?;
    let mut at = positions.directory;
    loop {
        let header = bytes(file, at, 46)?;
        if !header.starts_with(b"PK\x01\x02") {
            return None;
        }
        let (name, extra, comment) = (
            u16_at(&header, 28),
            u16_at(&header, 30),
            u16_at(&header, 32),
        );
        if bytes(file, at + 46, name)? == MANIFEST {
            return extract(file, &header, positions.base);
        }
        at += 46 + name + extra + comment;
    }
}

fn extract(file: &File, header: &[u8], base: i64) -> Option<Vec<u8>> {
    let (method, packed, size) = (u16_at(header, 10), u32_at(header, 20), u32_at(header, 24));
    let local_at = u32_at(header, 42).checked_add_signed(base)?;
    let local = bytes(file, local_at, 30)?;
    if !local.starts_with(b"PK\x03\x04") {
        return None;
    }
    let data = bytes(
        file,
        local_at + 30 + u16_at(&local, 26) + u16_at(&local, 28),
        packed,
    )?;
    match method {
        0 => Some(data),
        8 => {
            let mut text = Vec::new();
            flate2::read::DeflateDecoder::new(&data[..])
                .read_to_end(&mut text)
                .ok()?;
            (text.len() as u64 >= size).then_some(text)
        }
        _ => None,
    }
}

fn positions(file: &File) -> Option<Positions> {
    let length = file.metadata().ok()?.len();
    let end = end_record(file, length)?;
    let record = bytes(file, end, END_SIZE)?;
    let (size, offset) = (u32_at(&record, 12), u32_at(&record, 16));
    if size + offset != end
        && let Some(found) = zip64_positions(file, end)
    {
        return Some(found);
    }
    let directory = end.checked_sub(size)?;
    let base = directory.cast_signed() - offset.cast_signed();
    // An empty archive has no directory to look at; any other begins with a header.
    (base >= 0).then_some(Positions { directory, base })
}

fn zip64_positions(file: &File, end: u64) -> Option<Positions> {
    let locator = bytes(file, end.checked_sub(LOCATOR64_SIZE)?, LOCATOR64_SIZE)?;
    if !locator.starts_with(b"PK\x06\x07") {
        return None;
    }
    let adjacent = end - LOCATOR64_SIZE;
    let candidates = [adjacent.checked_sub(END64_SIZE), Some(u64_at(&locator, 8))];
    candidates.into_iter().flatten().find_map(|at| {
        let record = bytes(file, at, END64_SIZE)?;
        if !record.starts_with(b"PK\x06\x06") {
            return None;
        }
        let directory = at.checked_sub(u64_at(&record, 40))?;
        let base = directory.cast_signed() - u64_at(&record, 48).cast_signed();
        Some(Positions { directory, base })
    })
}

/// The end record stands at the end of the file, before an optional comment.
fn end_record(file: &File, length: u64) -> Option<u64> {
    let tail_at = length.saturating_sub(END_SIZE + 0xffff);
    let tail = bytes(file, tail_at, length - tail_at)?;
    let last = tail.len().checked_sub(usize::try_from(END_SIZE).ok()?)?;
    let at = (0..=last).rev().find(|&i| {
        tail[i..].starts_with(b"PK\x05\x06")
            && i as u64 + END_SIZE + u16_at(&tail[i..], 20) == tail.len() as u64
    })?;
    Some(tail_at + at as u64)
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

fn bytes(file: &File, at: u64, length: u64) -> Option<Vec<u8>> {
    let end = at.checked_add(length)?;
    if end > file.metadata().ok()?.len() {
        return None;
    }
    let mut buffer = vec![0; usize::try_from(length).ok()?];
    file.read_exact_at(&mut buffer, at).ok()?;
    Some(buffer)
}

fn u16_at(bytes: &[u8], at: usize) -> u64 {
    little_endian(bytes, at, 2)
}

fn u32_at(bytes: &[u8], at: usize) -> u64 {
    little_endian(bytes, at, 4)
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    little_endian(bytes, at, 8)
}

fn little_endian(bytes: &[u8], at: usize, width: usize) -> u64 {
    bytes[at..at + width]
        .iter()
        .rev()
        .fold(0, |value, &byte| value << 8 | u64::from(byte))
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
