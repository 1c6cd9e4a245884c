//! Single entries out of zip files, without the help of a VM.
//!
//! Enough for the launcher's look at a manifest and for `kiln javap`: entries that are stored or
//! deflated, content before the archive, a comment after it, zip64 end records.
//!
//! Reference: APPNOTE.TXT sections 4.3, 4.5.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::FileExt;

const END_SIZE: u64 = 22;
const END64_SIZE: u64 = 56;
const LOCATOR64_SIZE: u64 = 20;

/// An entry of a zip file.
pub struct Entry {
    /// The uncompressed bytes.
    pub data: Vec<u8>,
    /// Year, month from 1 and day of the last change, in the local time of whoever made the file.
    pub date: (i64, u32, u32),
}

/// Where a zip file's parts lie: start of the central directory, and what to add to offsets
/// (content may stand before the archive).
struct Positions {
    directory: u64,
    base: i64,
}

/// The entry called `name`, if the file is a sound zip file that has it.
pub fn entry(file: &File, name: &[u8]) -> Option<Entry> {
    let positions = positions(file)?;
    let mut at = positions.directory;
    loop {
        let header = bytes(file, at, 46)?;
        if !header.starts_with(b"PK\x01\x02") {
            return None;
        }
        let (name_length, extra, comment) = (
            u16_at(&header, 28),
            u16_at(&header, 30),
            u16_at(&header, 32),
        );
        if bytes(file, at + 46, name_length)? == name {
            let day = u16_at(&header, 14);
            return Some(Entry {
                data: extract(file, &header, positions.base)?,
                date: (
                    1980 + (day >> 9) as i64,
                    (day >> 5 & 15) as u32,
                    (day & 31) as u32,
                ),
            });
        }
        at += 46 + name_length + extra + comment;
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
