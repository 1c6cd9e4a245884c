//! The files of the repository, as `git` lists them.
//!
//! Tidy looks at what is or would be committed, so ignored build output never matters.
//! Without `git` (an unpacked archive) the tree is walked, skipping `target` and dotfolders.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checkout that this crate was built from.
#[derive(Clone, Debug)]
pub struct Repository {
    root: PathBuf,
    files: Vec<String>,
}

impl Repository {
    /// Opens the repository that contains this crate.
    ///
    /// # Errors
    /// When neither `git` nor the file system can list the tree.
    pub fn open() -> io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .expect("this crate is two folders below the root")
            .to_path_buf();
        Self::at(root)
    }

    /// Opens the repository at `root`.
    ///
    /// # Errors
    /// When neither `git` nor the file system can list the tree.
    pub fn at(root: PathBuf) -> io::Result<Self> {
        let listed = Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard"])
            .current_dir(&root)
            .output();
        let mut files: Vec<String> = match listed {
            Ok(output) if output.status.success() => String::from_utf8_lossy(&output.stdout)
                .lines()
                .map(str::to_owned)
                .filter(|file| root.join(file).is_file())
                .collect(),
            _ => {
                let mut files = Vec::new();
                walk(&root, "", &mut files)?;
                files
            }
        };
        files.sort();
        files.dedup();
        Ok(Self { root, files })
    }

    /// The root folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All files, relative to the root, sorted.
    #[must_use]
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// The files whose name ends in `.extension`.
    pub fn with_extension<'a>(&'a self, extension: &'a str) -> impl Iterator<Item = &'a str> {
        self.files
            .iter()
            .map(String::as_str)
            .filter(move |file| Path::new(file).extension().is_some_and(|e| e == extension))
    }

    /// Whether `path`, relative to the root, is a file or folder of the repository.
    #[must_use]
    pub fn contains(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let folder = format!("{path}/");
        self.files
            .iter()
            .any(|file| file == path || file.starts_with(&folder))
    }

    /// The text of `file`; bytes that are not UTF-8 are replaced.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, file: &str) -> io::Result<String> {
        let bytes = fs::read(self.root.join(file))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            if name != "target" && name != ".git" {
                walk(&entry.path(), &format!("{path}/"), files)?;
            }
        } else {
            files.push(path);
        }
    }
    Ok(())
}
