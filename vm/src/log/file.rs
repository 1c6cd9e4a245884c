//! Log files, with rotation: when the file has reached its size, it is renamed to `<name>.<number>`, and a
//! new one is begun. What is there at the start is kept in the same way.

use parking_lot::Mutex;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Output options of `-Xlog`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct FileOptions {
    /// Files that are kept beside the current one; 0 switches rotation off.
    count: u32,
    /// Bytes after which a file is full; 0 is never.
    size: u64,
}

impl Default for FileOptions {
    fn default() -> FileOptions {
        FileOptions {
            count: 5,
            size: 20 << 20,
        }
    }
}

impl FileOptions {
    /// Reads `filecount=…,filesize=…`.
    pub(crate) fn parse(text: &str) -> Result<FileOptions, String> {
        let mut options = FileOptions::default();
        for option in text.split(',').filter(|option| !option.is_empty()) {
            match option.split_once('=') {
                Some(("filecount", value)) => {
                    options.count = value
                        .parse()
                        .ok()
                        .filter(|count| *count <= 1000)
                        .ok_or("Invalid option: filecount must be in range [0, 1000]")?;
                }
                Some(("filesize", value)) => {
                    options.size = size(value).ok_or_else(|| {
                        format!(
                            "Invalid option: filesize must be in range [0, {}]",
                            u64::MAX
                        )
                    })?;
                }
                other => {
                    let name = other.map_or(option, |(name, _)| name);
                    return Err(format!("Invalid option '{name}' for log file output."));
                }
            }
        }
        Ok(options)
    }
}

/// Bytes, with an optional unit.
fn size(text: &str) -> Option<u64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match &text[digits.len()..] {
        "" => 0,
        "k" | "K" => 10,
        "m" | "M" => 20,
        "g" | "G" => 30,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(1 << shift)
}

#[derive(Debug)]
struct Current {
    file: File,
    written: u64,
    /// Number of the next file that is kept.
    next: u32,
}

/// A log file.
#[derive(Debug)]
pub(crate) struct LogFile {
    path: PathBuf,
    options: FileOptions,
    current: Mutex<Current>,
}

impl LogFile {
    /// Begins a file; `%p` in the name is the process, `%t` the moment.
    pub(crate) fn open(name: &str, options: FileOptions) -> Result<LogFile, String> {
        let path = PathBuf::from(expand(name));
        let shown = path.display();
        let mut next = 0;
        if options.count > 0 && path.exists() {
            if !path.is_file() {
                return Err(format!(
                    "Unable to log to file {shown} with log file rotation: {shown} is not a regular file"
                ));
            }
            next = oldest(&path, options.count);
            if fs::metadata(&path).is_ok_and(|data| data.len() > 0) {
                keep(&path, next);
                next = (next + 1) % options.count;
            }
        }
        let file = File::create(&path).map_err(|error| {
            let reason = error.to_string();
            let reason = reason.split(" (os error").next().unwrap_or("");
            format!("Error opening log file '{shown}': {reason}")
        })?;
        Ok(LogFile {
            path,
            options,
            current: Mutex::new(Current {
                file,
                written: 0,
                next,
            }),
        })
    }

    /// Appends; what a full disk does not take is lost.
    pub(super) fn write(&self, bytes: &[u8]) {
        let mut current = self.current.lock();
        let _lost = current.file.write_all(bytes);
        current.written += bytes.len() as u64;
        let is_full = self.options.size > 0 && current.written >= self.options.size;
        if is_full && self.options.count > 0 {
            keep(&self.path, current.next);
            if let Ok(file) = File::create(&self.path) {
                current.file = file;
                current.written = 0;
                current.next = (current.next + 1) % self.options.count;
            }
        }
    }
}

fn expand(name: &str) -> String {
    let mut text = name.replace("%p", &std::process::id().to_string());
    if text.contains("%t") {
        text = text.replace("%t", &start_time());
    }
    text
}

/// The moment as HotSpot names files by it.
fn start_time() -> String {
    let now = super::decorators::local_time();
    let digits: Vec<&str> = now.split(['T', '.']).collect();
    format!("{}_{}", digits[0], digits[1].replace(':', "-"))
}

fn numbered(path: &Path, number: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{number}"));
    PathBuf::from(name)
}

/// The first number that is free, else that of the file that was changed least recently.
fn oldest(path: &Path, count: u32) -> u32 {
    let changed = |number: &u32| {
        fs::metadata(numbered(path, *number))
            .and_then(|data| data.modified())
            .ok()
    };
    (0..count).min_by_key(changed).unwrap_or(0)
}

fn keep(path: &Path, number: u32) {
    // If it cannot be renamed, it is overwritten.
    let _ignored = fs::rename(path, numbered(path, number));
}

#[cfg(test)]
mod tests {
    use super::{FileOptions, LogFile, numbered, size};
    use std::fs;

    #[test]
    fn options_and_their_errors() {
        let parsed = FileOptions::parse("filecount=2,filesize=1k").expect("both are valid");
        assert_eq!((parsed.count, parsed.size), (2, 1024));
        for (text, expected) in [
            (
                "filecount=1001",
                "Invalid option: filecount must be in range [0, 1000]",
            ),
            (
                "filesize=1z",
                "Invalid option: filesize must be in range [0, 18446744073709551615]",
            ),
            ("foo=1", "Invalid option 'foo' for log file output."),
            (
                "filecount",
                "Invalid option 'filecount' for log file output.",
            ),
        ] {
            assert_eq!(FileOptions::parse(text).err().as_deref(), Some(expected));
        }
        assert_eq!(size("17179869184g"), None);
    }

    #[test]
    fn full_files_are_kept() {
        let folder = std::env::temp_dir().join(format!("kiln-log-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder for temporary files is writable");
        let path = folder.join("x.log");
        fs::write(&path, "before\n").expect("the folder is writable");
        let options = FileOptions { count: 2, size: 10 };
        let log = LogFile::open(&path.display().to_string(), options).expect("it can be opened");
        for text in ["first line\n", "second line\n", "third\n"] {
            log.write(text.as_bytes());
        }
        let read = |path| fs::read_to_string(path).expect("the file is there");
        assert_eq!(read(numbered(&path, 0)), "second line\n");
        assert_eq!(read(numbered(&path, 1)), "first line\n");
        assert_eq!(read(path), "third\n");
        fs::remove_dir_all(folder).expect("the folder is ours");
    }
}
