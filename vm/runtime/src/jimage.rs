//! The reader of `lib/modules`, the JDK's image of its classes and resources.
//!
//! The file is mapped once and never unmapped, so what a lookup returns are slices of the
//! mapping: class bytes are parsed in place. The index is a perfect hash table over the paths
//! `/module/package/name.extension`; a hit must be compared with the asked name, because the hash
//! is perfect only for names that exist. Reference: the format description in
//! `jdk.internal.jimage.ImageHeader` and `ImageLocation`.

use memmap2::Mmap;
use std::path::Path;

const MAGIC: u32 = 0xCAFE_DADA;
const HASH_SEED: u32 = 0x0100_0193;
const HEADER_SIZE: usize = 28;

const ATTRIBUTE_MODULE: usize = 1;
const ATTRIBUTE_PARENT: usize = 2;
const ATTRIBUTE_BASE: usize = 3;
const ATTRIBUTE_EXTENSION: usize = 4;
const ATTRIBUTE_OFFSET: usize = 5;
const ATTRIBUTE_COMPRESSED: usize = 6;
const ATTRIBUTE_UNCOMPRESSED: usize = 7;

/// An open image.
pub struct Image {
    data: &'static [u8],
    redirect: &'static [u8],
    offsets: &'static [u8],
    attributes: &'static [u8],
    strings: &'static [u8],
    content: usize,
    table_length: u32,
}

/// Why an image cannot be used.
#[derive(Debug)]
pub enum ImageError {
    /// The file cannot be opened or mapped.
    Io(std::io::Error),
    /// The file is not an image of version 1.0 in this machine's byte order.
    Format,
}

impl std::fmt::Display for ImageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ImageError::Io(error) => write!(f, "{error}"),
            ImageError::Format => f.write_str("not a jimage file of version 1.0"),
        }
    }
}

impl std::error::Error for ImageError {}

impl From<std::io::Error> for ImageError {
    fn from(error: std::io::Error) -> Self {
        ImageError::Io(error)
    }
}

fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    let four = bytes.get(offset..offset + 4)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn hash(parts: &[&[u8]], seed: u32) -> u32 {
    let mut hash = seed;
    for part in parts {
        for &byte in *part {
            hash = hash.wrapping_mul(HASH_SEED) ^ u32::from(byte);
        }
    }
    hash & 0x7fff_ffff
}

/// What the index says about one entry.
#[derive(Default)]
struct Location {
    values: [u64; 8],
}

impl Image {
    /// Maps the image at `path`.
    pub fn open(path: &Path) -> Result<Image, ImageError> {
        let file = std::fs::File::open(path)?;
        // SAFETY: the image belongs to the installed JDK, which does not change while it runs; the
        // JDK's own reader maps it the same way.
        let map = unsafe { Mmap::map(&file)? };
        let map: &'static Mmap = Box::leak(Box::new(map));
        Self::from_bytes(map).ok_or(ImageError::Format)
    }

    fn from_bytes(data: &'static [u8]) -> Option<Image> {
        let word = |index: usize| u32_at(data, index * 4);
        if word(0)? != MAGIC || word(1)? >> 16 != 1 {
            return None;
        }
        let table_length = word(4)?;
        let table = table_length as usize * 4;
        let (attributes_size, strings_size) = (word(5)? as usize, word(6)? as usize);
        let redirect = data.get(HEADER_SIZE..HEADER_SIZE + table)?;
        let offsets_start = HEADER_SIZE + table;
        let offsets = data.get(offsets_start..offsets_start + table)?;
        let attributes_start = offsets_start + table;
        let attributes = data.get(attributes_start..attributes_start + attributes_size)?;
        let strings_start = attributes_start + attributes_size;
        let strings = data.get(strings_start..strings_start + strings_size)?;
        Some(Image {
            data,
            redirect,
            offsets,
            attributes,
            strings,
            content: strings_start + strings_size,
            table_length,
        })
    }

    /// The content of `/module/path`, where `path` is like `java/lang/Object` and `extension`
    /// like `class`.
    pub fn find(&self, module: &[u8], path: &[u8], extension: &[u8]) -> Option<&'static [u8]> {
        let (parent, base) = match path.iter().rposition(|&b| b == b'/') {
            Some(slash) => (&path[..slash], &path[slash + 1..]),
            None => (&path[..0], path),
        };
        let mut parts: Vec<&[u8]> = vec![b"/", module, b"/"];
        if !parent.is_empty() {
            parts.extend([parent, b"/"]);
        }
        parts.push(base);
        if !extension.is_empty() {
            parts.extend([b".".as_slice(), extension]);
        }
        self.bytes(&self.locate(&parts)?)
    }

    /// The class file of `name` (internal form) in `module`.
    pub fn find_class(&self, module: &[u8], name: &[u8]) -> Option<&'static [u8]> {
        self.find(module, name, b"class")
    }

    /// The module that owns `package` (internal form).
    pub fn module_of_package(&self, package: &[u8]) -> Option<&'static [u8]> {
        let dotted: Vec<u8> = package
            .iter()
            .map(|&b| if b == b'/' { b'.' } else { b })
            .collect();
        let rows = self.bytes(&self.locate(&[b"/packages/", &dotted])?)?;
        let mut offset = 0;
        while let (Some(is_empty), Some(name)) = (u32_at(rows, offset), u32_at(rows, offset + 4)) {
            if is_empty == 0 {
                return self.string(u64::from(name));
            }
            offset += 8;
        }
        None
    }

    /// Is `parts` the full path of the entry?
    fn is_at(&self, location: &Location, parts: &[&[u8]]) -> Option<bool> {
        let module = self.string(location.values[ATTRIBUTE_MODULE])?;
        let parent = self.string(location.values[ATTRIBUTE_PARENT])?;
        let base = self.string(location.values[ATTRIBUTE_BASE])?;
        let extension = self.string(location.values[ATTRIBUTE_EXTENSION])?;
        let slash = |part: &[u8]| -> &'static [u8] { if part.is_empty() { b"" } else { b"/" } };
        let dot: &[u8] = if extension.is_empty() { b"" } else { b"." };
        let name = [
            slash(module),
            module,
            slash(module),
            parent,
            slash(parent),
            base,
            dot,
            extension,
        ];
        Some(
            name.iter()
                .flat_map(|part| part.iter())
                .eq(parts.iter().flat_map(|part| part.iter())),
        )
    }

    fn locate(&self, parts: &[&[u8]]) -> Option<Location> {
        let slot = hash(parts, HASH_SEED) % self.table_length;
        let redirect = u32_at(self.redirect, slot as usize * 4)? as i32;
        let slot = match redirect {
            0 => return None,
            r if r < 0 => (-1 - r) as u32,
            r => hash(parts, r as u32) % self.table_length,
        };
        let start = u32_at(self.offsets, slot as usize * 4)? as usize;
        let mut stream = self.attributes.get(start..)?.iter().copied();
        let mut location = Location::default();
        loop {
            let head = stream.next()?;
            let kind = usize::from(head >> 3);
            if kind == 0 {
                return self.is_at(&location, parts)?.then_some(location);
            }
            let mut value = 0_u64;
            for _ in 0..=(head & 7) {
                value = value << 8 | u64::from(stream.next()?);
            }
            *location.values.get_mut(kind)? = value;
        }
    }

    fn string(&self, offset: u64) -> Option<&'static [u8]> {
        let rest = self.strings.get(offset as usize..)?;
        let end = rest.iter().position(|&b| b == 0)?;
        Some(&rest[..end])
    }

    /// Compressed entries (`jlink --compress`) are not supported: they count as absent.
    fn bytes(&self, location: &Location) -> Option<&'static [u8]> {
        if location.values[ATTRIBUTE_COMPRESSED] != 0 {
            return None;
        }
        let start = self.content + location.values[ATTRIBUTE_OFFSET] as usize;
        self.data
            .get(start..start + location.values[ATTRIBUTE_UNCOMPRESSED] as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::Image;
    use std::path::PathBuf;

    fn image() -> Option<Image> {
        let home = std::env::var_os("JAVA_HOME").map_or_else(
            || PathBuf::from("/usr/lib/jvm/java-17-openjdk-amd64"),
            PathBuf::from,
        );
        let path = home.join("lib/modules");
        path.exists()
            .then(|| Image::open(&path).expect("the JDK's image is readable"))
    }

    #[test]
    fn classes_and_packages_of_the_installed_jdk() {
        let Some(image) = image() else { return };
        let object = image
            .find_class(b"java.base", b"java/lang/Object")
            .expect("Object exists");
        assert_eq!(object[..4], [0xca, 0xfe, 0xba, 0xbe]);
        assert!(
            image
                .find_class(b"java.base", b"java/lang/NoSuchClass")
                .is_none()
        );
        assert_eq!(
            image.module_of_package(b"java/util"),
            Some(b"java.base".as_slice())
        );
        assert_eq!(
            image.module_of_package(b"java/sql"),
            Some(b"java.sql".as_slice())
        );
        assert_eq!(image.module_of_package(b"no/such/package"), None);
    }
}
