//! Reading classes out of the JDK's image, `lib/modules`.
//!
//! The file is a header, a perfect hash table of resource names, attributes of the resources,
//! strings, and the resources. It is read piece by piece; it is large and a class is small.
//!
//! Reference: JDK 17 `libjimage/imageFile.hpp`.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::SystemTime;

const MAGIC: u32 = 0xcafe_dada;
const HEADER_SIZE: u64 = 28;
const HASH_SEED: i32 = 0x0100_0193;

/// An open image.
pub struct Image {
    file: File,
    /// Length of the hash table.
    n_slots: i32,
    /// Everything before the resources.
    index: Vec<u8>,
    locations: usize,
    strings: usize,
}

/// Attributes of a resource, by kind.
type Attributes = [u64; 8];

const MODULE: usize = 1;
const PARENT: usize = 2;
const BASE: usize = 3;
const EXTENSION: usize = 4;
const OFFSET: usize = 5;
const COMPRESSED: usize = 6;
const UNCOMPRESSED: usize = 7;

impl Image {
    /// Opens the image of the JDK at `home`.
    pub fn open(home: &Path) -> Option<Self> {
        let file = File::open(home.join("lib/modules")).ok()?;
        let mut header = [0; HEADER_SIZE as usize];
        file.read_exact_at(&mut header, 0).ok()?;
        let word = |i: usize| {
            u32::from_le_bytes([
                header[4 * i],
                header[4 * i + 1],
                header[4 * i + 2],
                header[4 * i + 3],
            ])
        };
        if word(0) != MAGIC {
            return None;
        }
        let n_slots = i32::try_from(word(4)).ok().filter(|&n| n > 0)?;
        let (locations_size, strings_size) = (word(5) as usize, word(6) as usize);
        let locations = 8 * n_slots as usize;
        let strings = locations + locations_size;
        let size = strings + strings_size;
        if size as u64 > file.metadata().ok()?.len() {
            return None;
        }
        let mut index = vec![0; size];
        file.read_exact_at(&mut index, HEADER_SIZE).ok()?;
        Some(Self {
            file,
            n_slots,
            index,
            locations,
            strings,
        })
    }

    /// When the image was made.
    pub fn modified(&self) -> Option<SystemTime> {
        self.file.metadata().ok()?.modified().ok()
    }

    /// The module that contains `package` (with dots).
    pub fn module_of(&self, package: &str) -> Option<String> {
        // Pairs of (is empty, offset of the module's name).
        let pairs = self.resource(&format!("/packages/{package}"))?;
        let pair = pairs.chunks_exact(8).find(|pair| pair[..4] == [0; 4])?;
        let name = self.string(u32::from_le_bytes([pair[4], pair[5], pair[6], pair[7]]).into())?;
        Some(String::from_utf8_lossy(name).into_owned())
    }

    /// The bytes of the resource `/module/path/Name.extension`.
    pub fn resource(&self, name: &str) -> Option<Vec<u8>> {
        let slot = self.slot(name)?;
        let at = u32::from_le_bytes(self.array(4 * (self.n_slots as usize + slot))?) as usize;
        let attributes = self.attributes(at)?;
        if self.full_name(&attributes)? != name.as_bytes() || attributes[COMPRESSED] != 0 {
            return None;
        }
        let size = usize::try_from(attributes[UNCOMPRESSED]).ok()?;
        let start = HEADER_SIZE + self.index.len() as u64 + attributes[OFFSET];
        if start.checked_add(size as u64)? > self.file.metadata().ok()?.len() {
            return None;
        }
        let mut bytes = vec![0; size];
        self.file.read_exact_at(&mut bytes, start).ok()?;
        Some(bytes)
    }

    fn slot(&self, name: &str) -> Option<usize> {
        let first = hash(name, HASH_SEED) % self.n_slots;
        match i32::from_le_bytes(self.array(4 * first as usize)?) {
            0 => None,
            seed @ 1.. => Some((hash(name, seed) % self.n_slots) as usize),
            direct => usize::try_from(-1 - direct)
                .ok()
                .filter(|&i| i < self.n_slots as usize),
        }
    }

    fn array(&self, at: usize) -> Option<[u8; 4]> {
        self.index.get(at..at + 4)?.try_into().ok()
    }

    fn attributes(&self, offset: usize) -> Option<Attributes> {
        let mut bytes = self.index.get(self.locations + offset..self.strings)?;
        let mut attributes = Attributes::default();
        loop {
            let (&head, rest) = bytes.split_first()?;
            let (kind, length) = (usize::from(head >> 3), usize::from(head & 7) + 1);
            if kind == 0 {
                return Some(attributes);
            }
            let (value, rest) = rest.split_at_checked(length)?;
            *attributes.get_mut(kind)? = value
                .iter()
                .fold(0, |sum, &byte| (sum << 8) | u64::from(byte));
            bytes = rest;
        }
    }

    fn string(&self, offset: u64) -> Option<&[u8]> {
        let start = self.strings.checked_add(usize::try_from(offset).ok()?)?;
        let bytes = self.index.get(start..)?;
        bytes.split(|&b| b == 0).next()
    }

    fn full_name(&self, attributes: &Attributes) -> Option<Vec<u8>> {
        let mut name = Vec::new();
        for (kind, before) in [
            (MODULE, &b"/"[..]),
            (PARENT, b"/"),
            (BASE, b"/"),
            (EXTENSION, b"."),
        ] {
            let part = self.string(attributes[kind])?;
            if kind == BASE || !part.is_empty() {
                name.extend(before);
                name.extend(part);
            }
        }
        Some(name)
    }
}

fn hash(name: &str, seed: i32) -> i32 {
    let hash = name.bytes().fold(seed, |hash, byte| {
        hash.wrapping_mul(HASH_SEED) ^ i32::from(byte)
    });
    hash & i32::MAX
}
