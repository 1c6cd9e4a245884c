//! Where `libjvm.so` is, and loading it.
//!
//! Kiln's own library lies beside the executable; `KILN_LIBJVM_DIR` names another directory. A
//! name of the JDK's `jvm.cfg` other than the default, and `-XXaltjvm=`, mean what they mean to
//! the stock launcher.

use super::bytes::Word;
use super::jvm_cfg::Choice;
use super::message::error;
use crate::native::invocation::Invocation;
use crate::native::library::{Library, LinkError};
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// The file name of every VM.
pub const FILE_NAME: &str = "libjvm.so";
/// The variable that names the directory of the default VM.
pub const VARIABLE: &str = "KILN_LIBJVM_DIR";

/// There is no VM, or it cannot be loaded. The message has been printed.
#[derive(Debug)]
pub struct NoVm;

/// The path of the default VM, and what determined it.
pub fn default_path() -> (PathBuf, &'static str) {
    if let Some(directory) = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
        return (Path::new(&directory).join(FILE_NAME), VARIABLE);
    }
    let executable = std::env::current_exe().and_then(|path| path.canonicalize());
    let directory = executable
        .ok()
        .and_then(|path| path.parent().map(Path::to_owned));
    (
        directory.unwrap_or_default().join(FILE_NAME),
        "beside the executable",
    )
}

/// The path of the VM chosen; it exists.
pub fn locate(choice: &Choice, home: &Path) -> Result<PathBuf, NoVm> {
    let in_jdk = |name: &Word| {
        home.join("lib")
            .join(OsString::from_vec(name.clone()))
            .join(FILE_NAME)
    };
    let (path, name) = match choice {
        Choice::Default => (default_path().0, b"kiln".to_vec()),
        Choice::Alternate(directory) if directory.contains(&b'/') => {
            // The message shows the path as it was given.
            let path = [directory, &b"/"[..], FILE_NAME.as_bytes()].concat();
            (PathBuf::from(OsString::from_vec(path)), directory.clone())
        }
        Choice::Named(name) | Choice::Alternate(name) => (in_jdk(name), name.clone()),
    };
    if path.exists() {
        return Ok(path);
    }
    let hint: &[u8] = match choice {
        Choice::Default => {
            b"Build it with `cargo build --release`, or name its directory in KILN_LIBJVM_DIR."
        }
        _ => b"Please install or use the JRE or JDK that contains these missing components.",
    };
    let head: &[u8] = b"Error: missing `";
    error(&[
        head,
        &name,
        b"' JVM at `",
        path.as_os_str().as_bytes(),
        b"'.\n",
        hint,
    ]);
    Err(NoVm)
}

/// Loads the VM and looks up the invocation API.
pub fn load(path: &Path) -> Result<Invocation, NoVm> {
    Library::open(path)
        .and_then(Invocation::find)
        .map_err(|LinkError(reason)| {
            let path = path.as_os_str().as_bytes();
            error(&[b"Error: failed ", path, b", because ", reason.as_bytes()]);
            NoVm
        })
}
