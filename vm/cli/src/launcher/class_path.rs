//! Wildcards in class paths: `dir/*` stands for the jar files in `dir`.
//!
//! The order of the files is the directory's own, unsorted, as with the stock launcher.

use super::bytes::Word;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// Replaces each element `dir/*` or `*` by the jar files in that directory. An element for which
/// there are none, or which exists as a file, stays as it is.
pub fn expand(class_path: &[u8]) -> Word {
    if !class_path.contains(&b'*') {
        return class_path.to_vec();
    }
    let elements = class_path.split(|&b| b == b':').flat_map(|element| {
        let jars = if is_wildcard(element) {
            jars_in(&element[..element.len() - 1])
        } else {
            Vec::new()
        };
        if jars.is_empty() {
            vec![element.to_vec()]
        } else {
            jars
        }
    });
    elements.collect::<Vec<Word>>().join(&b':')
}

fn is_wildcard(element: &[u8]) -> bool {
    matches!(element, [b'*'] | [.., b'/', b'*']) && !Path::new(OsStr::from_bytes(element)).exists()
}

/// `prefix` is empty or ends in a slash.
fn jars_in(prefix: &[u8]) -> Vec<Word> {
    let directory = if prefix.is_empty() { b"." } else { prefix };
    let Ok(entries) = std::fs::read_dir(OsStr::from_bytes(directory)) else {
        return Vec::new();
    };
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name().as_bytes().to_vec()));
    let jars = names.filter(|name| {
        (name.ends_with(b".jar") || name.ends_with(b".JAR")) && !name.contains(&b':')
    });
    jars.map(|name| [prefix, &name].concat()).collect()
}
