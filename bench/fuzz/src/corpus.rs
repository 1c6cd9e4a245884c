//! Class files to begin with.

use std::io;
use std::path::Path;

/// Larger files are not damaged: the interesting part is too small a part of them.
const MAX_SIZE: u64 = 200_000;

/// Reads every class file below `folder`, in the order of their paths.
pub fn read(folder: &Path, images: &mut Vec<Vec<u8>>) -> io::Result<()> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths {
        if path.is_dir() {
            read(&path, images)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "class")
            && path.metadata()?.len() <= MAX_SIZE
        {
            images.push(std::fs::read(&path)?);
        }
    }
    Ok(())
}
