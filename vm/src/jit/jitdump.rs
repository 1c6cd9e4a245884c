//! `--jitdump`: compiled code with its names and bytes for `perf inject --jit`, in `jit-PID.dump`
//! (tools/perf/Documentation/jitdump-specification.txt of Linux).
//!
//! `perf record` must use the same clock, `-k mono`. It learns of the file because the VM maps a
//! page of it as executable. Each piece of code is written when it is installed, with the time, so
//! that code which takes the place of dead code is told from it.

use super::code::Code;
use super::perf_map;
use crate::output;
use parking_lot::Mutex;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::sync::OnceLock;
use std::time::Duration;
use vm_codecache::Blob;

/// `JiTD`, in the byte order of the machine.
const MAGIC: u32 = 0x4a69_5444;
const VERSION: u32 = 1;
/// Bytes of the header of the file.
const HEADER_SIZE: u32 = 40;
/// The machine as ELF has it: x86-64.
const MACHINE: u32 = 62;
/// The record for a piece of code.
const CODE_LOAD: u32 = 0;
/// Bytes of that record without name and code.
const CODE_LOAD_SIZE: usize = 56;

static DUMP: OnceLock<Mutex<Dump>> = OnceLock::new();

struct Dump {
    file: File,
    /// Pieces of code so far.
    n_pieces: u64,
}

/// A piece of code, for its record.
struct Piece<'a> {
    thread: u32,
    start: usize,
    name: &'a str,
    bytes: &'a [u8],
}

/// Makes the file in the current directory.
pub(super) fn start() {
    let path = format!("jit-{}.dump", std::process::id());
    match open(&path) {
        Ok(file) => _ = DUMP.set(Mutex::new(Dump { file, n_pieces: 0 })),
        Err(error) => output::warning(&format!("cannot write {path}: {error}")),
    }
}

fn open(path: &str) -> io::Result<File> {
    let mut options = OpenOptions::new();
    let mut file = options
        .read(true)
        .write(true)
        .create(true)
        .truncate(true)
        .open(path)?;
    file.write_all(&header(std::process::id(), now()))?;
    // SAFETY: a new mapping, of whose contents nobody reads or runs anything.
    let mapping = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            HEADER_SIZE as usize,
            libc::PROT_READ | libc::PROT_EXEC,
            libc::MAP_PRIVATE,
            file.as_raw_fd(),
            0,
        )
    };
    if mapping == libc::MAP_FAILED {
        return Err(io::Error::last_os_error());
    }
    Ok(file)
}

/// Writes a piece of code, which nobody runs or patches yet, if the option was given. What the disk
/// does not take is lost.
pub(super) fn installed(blob: &Blob<Code>) {
    let Some(dump) = DUMP.get() else { return };
    let name = perf_map::symbol(blob);
    // SAFETY: the code was installed just now, and stays readable.
    let bytes = unsafe {
        std::slice::from_raw_parts(std::ptr::with_exposed_provenance(blob.start()), blob.len())
    };
    let piece = Piece {
        // SAFETY: it asks for a number.
        thread: unsafe { libc::gettid() }.unsigned_abs(),
        start: blob.start(),
        name: &name,
        bytes,
    };
    let mut dump = dump.lock();
    dump.n_pieces += 1;
    let record = code_load(&piece, std::process::id(), dump.n_pieces, now());
    let _: io::Result<()> = dump.file.write_all(&record);
}

/// The clock that `perf record -k mono` uses.
fn now() -> u64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the pointer is to a timespec.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut time) };
    let whole = Duration::from_secs(u64::try_from(time.tv_sec).unwrap_or(0));
    let time = whole + Duration::from_nanos(u64::try_from(time.tv_nsec).unwrap_or(0));
    time.as_nanos() as u64
}

/// The header of the file.
fn header(process: u32, time: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    for word in [MAGIC, VERSION, HEADER_SIZE, MACHINE, 0, process] {
        bytes.extend(word.to_ne_bytes());
    }
    for word in [time, 0] {
        bytes.extend(word.to_ne_bytes());
    }
    bytes
}

/// The record of a piece of code.
fn code_load(piece: &Piece<'_>, process: u32, number: u64, time: u64) -> Vec<u8> {
    let size = CODE_LOAD_SIZE + piece.name.len() + 1 + piece.bytes.len();
    let start = piece.start as u64;
    let mut bytes = Vec::with_capacity(size);
    bytes.extend(CODE_LOAD.to_ne_bytes());
    bytes.extend((size as u32).to_ne_bytes());
    bytes.extend(time.to_ne_bytes());
    bytes.extend(process.to_ne_bytes());
    bytes.extend(piece.thread.to_ne_bytes());
    for word in [start, start, piece.bytes.len() as u64, number] {
        bytes.extend(word.to_ne_bytes());
    }
    bytes.extend(piece.name.as_bytes());
    bytes.push(0);
    bytes.extend(piece.bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::{CODE_LOAD_SIZE, HEADER_SIZE, Piece, code_load, header};

    #[test]
    fn records_are_as_long_as_they_say() {
        let bytes = header(7, 9);
        assert_eq!(bytes.len(), HEADER_SIZE as usize);
        assert_eq!(&bytes[..4], b"DTiJ");
        assert_eq!(bytes[20], 7);
        let piece = Piece {
            thread: 8,
            start: 0x7f00,
            name: "A::f [full]",
            bytes: &[0xc3],
        };
        let record = code_load(&piece, 7, 1, 9);
        assert_eq!(record.len(), CODE_LOAD_SIZE + 12 + 1);
        assert_eq!(usize::from(record[4]), record.len());
        assert_eq!(&record[record.len() - 3..], [b']', 0, 0xc3]);
    }
}
