//! Direct calls between compiled methods.
//!
//! A call of one method is `call rel32`. Its displacement leads to the method's compiled code if it
//! has some, else to the method's stub, which loads `r10` and enters the method as its entry word
//! says: that is always right, only slower. When code is installed or withdrawn, all calls of its
//! method are patched, one aligned store each. A thread that is at the call meanwhile goes to the old
//! or the new place, and both can be entered: code that is withdrawn stays until no thread is in
//! it.
//!
//! Who changes an entry word calls [`entry_changed`] afterwards; a caller is linked with the same
//! lock held in which the entry word is read. So whichever comes last patches to what is current.
//! Stubs are as immortal as methods; calls are forgotten with their code.

use super::code;
use hashbrown::HashMap;
use parking_lot::Mutex;
use std::mem::offset_of;
use std::sync::OnceLock;
use std::sync::atomic::Ordering;
use vm_codecache::{CodeCache, InstallError, Links, ReserveError};
use vm_runtime::method::Method;

/// Bytes of a stub.
const STUB_SIZE: usize = 16;
/// Stubs that are allocated together.
const N_STUBS: usize = 256;
/// Address space for stubs: for four million methods.
const RESERVED: usize = 64 << 20;
const INT3: u8 = 0xcc;

/// A direct call in installed code.
#[derive(Clone, Copy)]
pub(super) struct Call {
    /// The method that is called.
    pub(super) method: &'static Method,
    /// Address of the displacement.
    pub(super) place: usize,
}

struct DirectCalls {
    stubs: CodeCache<()>,
    state: Mutex<Stubs>,
    links: Links,
}

#[derive(Default)]
struct Stubs {
    /// By address of the method.
    of: HashMap<usize, usize>,
    /// Room for the next ones.
    free: std::ops::Range<usize>,
}

static DIRECT_CALLS: OnceLock<DirectCalls> = OnceLock::new();

/// Reserves room for stubs.
///
/// # Errors
/// When there is none.
pub(super) fn start() -> Result<(), ReserveError> {
    let calls = DirectCalls {
        stubs: CodeCache::reserve(RESERVED)?,
        state: Mutex::default(),
        links: Links::default(),
    };
    assert!(DIRECT_CALLS.set(calls).is_ok(), "this is done once");
    Ok(())
}

fn direct_calls() -> &'static DirectCalls {
    DIRECT_CALLS.get().expect("the stubs are there before code")
}

fn key(method: &Method) -> usize {
    std::ptr::from_ref(method).addr()
}

/// The stub of a method: it can be called as if it were the method's code.
///
/// # Errors
/// When there is no room.
pub(super) fn stub_of(method: &'static Method) -> Result<usize, InstallError> {
    let DirectCalls { stubs, state, .. } = direct_calls();
    let mut state = state.lock();
    if let Some(stub) = state.of.get(&key(method)) {
        return Ok(*stub);
    }
    if state.free.is_empty() {
        let room = [INT3; N_STUBS * STUB_SIZE];
        let start = stubs.install(&room, &[], |_| ())?.start();
        state.free = start..start + room.len();
    }
    let stub = state.free.start;
    state.free.start += STUB_SIZE;
    let code = stub_code(method);
    const { assert!(size_of::<[u8; 14]>() <= STUB_SIZE) };
    let to = stubs.writable(stub).expect("stubs are in their cache");
    // SAFETY: the stub is this large, and nobody knows it yet.
    unsafe { std::ptr::copy_nonoverlapping(code.as_ptr(), to, code.len()) };
    state.of.insert(key(method), stub);
    Ok(stub)
}

/// `mov r10, method; jmp [r10 + compiled_entry]`.
fn stub_code(method: &'static Method) -> [u8; 14] {
    const ENTRY: u8 = offset_of!(Method, compiled_entry) as u8;
    const { assert!(offset_of!(Method, compiled_entry) < 128) };
    let [a, b, c, d, e, f, g, h] = std::ptr::from_ref(method).expose_provenance().to_le_bytes();
    [
        0x49, 0xba, a, b, c, d, e, f, g, h, // mov r10, imm64
        0x41, 0xff, 0x62, ENTRY, // jmp [r10 + disp8]
    ]
}

/// Lets direct calls in code that nobody has entered yet follow the entries of their methods. They
/// lead to the stubs so far.
pub(super) fn link(calls: &[Call]) {
    for Call { method, place } in calls {
        let target = || target(method);
        direct_calls().links.add(key(method), *place, target, patch);
    }
}

/// The entry word of the method has changed: all direct calls follow.
pub(super) fn entry_changed(method: &'static Method) {
    let target = || target(method);
    direct_calls()
        .links
        .entry_changed(key(method), target, patch);
}

/// The code with these calls is gone.
pub(super) fn forget(calls: &[Call]) {
    for Call { method, place } in calls {
        direct_calls().links.remove(key(method), *place);
    }
}

/// Where a direct call of the method goes; it has a stub.
fn target(method: &'static Method) -> usize {
    let entry = method.compiled_entry.load(Ordering::Acquire);
    // Stubs of the VM are out of reach, and want to know the method.
    match code::find(entry) {
        Some(_) => entry,
        None => direct_calls().state.lock().of[&key(method)],
    }
}

fn patch(place: usize, target: usize) {
    // SAFETY: the place is the displacement of a direct call; it goes to the stub or the code of its
    // method, now as before.
    let patched = unsafe { code::cache().patch_call(place, target) };
    debug_assert_eq!(patched, Ok(()), "calls are aligned, and code is below 2 GB");
}
