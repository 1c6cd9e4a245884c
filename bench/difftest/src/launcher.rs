//! The launcher under test.
//!
//! Built by the tests themselves, in profile `vmtest`, unless `KILN` names one. `KILN=java`
//! is the stock JDK: comparing it with itself shows programs that are not deterministic.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::jdk::{Jdk, workspace_root};

/// The VM under test.
#[derive(Clone, Debug)]
pub struct Launcher {
    /// The executable.
    pub path: PathBuf,
    /// The folder with its `libjvm.so`.
    pub library_folder: PathBuf,
    /// Whether it is the stock JDK itself.
    pub stock: bool,
}

impl Launcher {
    /// The launcher that `KILN` names, or else one built now below `target`.
    ///
    /// # Errors
    /// When it cannot be built or found.
    pub fn prepare(jdk: &Jdk, target: &Path) -> io::Result<Self> {
        match std::env::var_os("KILN") {
            Some(name) if name == "java" => Self::at(jdk, jdk.java()),
            Some(path) => Self::at(jdk, PathBuf::from(path)),
            None => {
                build(target)?;
                Self::at(jdk, target.join("vmtest/kiln"))
            }
        }
    }

    fn at(jdk: &Jdk, path: PathBuf) -> io::Result<Self> {
        let absolute = std::path::absolute(&path)?;
        let real = absolute.canonicalize().map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", path.display()))
        })?;
        let stock = jdk.java().canonicalize()? == real;
        let library_folder = if stock {
            jdk.home().join("lib/server")
        } else {
            real.parent()
                .expect("an executable is in a folder")
                .to_path_buf()
        };
        Ok(Self {
            path: absolute,
            library_folder,
            stock,
        })
    }
}

fn build(target: &Path) -> io::Result<()> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--profile", "vmtest", "--package", "kiln"])
        .args(["--package", "jvm", "--target-dir"])
        .arg(target)
        .current_dir(workspace_root());
    // Variables about this test's package would only confuse the inner build.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        }) {
            cargo.env_remove(name);
        }
    }
    if cargo.status()?.success() {
        Ok(())
    } else {
        Err(io::Error::other("the VM does not build"))
    }
}
