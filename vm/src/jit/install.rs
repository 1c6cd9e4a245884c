//! Making machine code that of its method, and taking it away again.

use super::code::{self, Code, Names};
use super::links;
use super::perf_map;
use super::report::Compilation;
use codegen::{Artifact, DirectCall};
use ir::entities::{Entity, ObjectRef};
use std::sync::atomic::Ordering;
use vm_codecache::{InstallError, Relocation, RelocationKind, Target};
use vm_runtime::method::Method;
use vm_runtime::thread::Cx;

/// What a compilation made.
pub(super) struct Product {
    /// The compilation.
    pub(super) compilation: Compilation,
    /// Code and tables.
    pub(super) artifact: Artifact,
    /// What its entities denote.
    pub(super) names: Names,
}

/// Copies the code into the cache and lets callers use it; returns the address of its entry.
/// `object` tells the addresses of constant objects, which do not move meanwhile.
///
/// # Errors
/// When the cache is full.
pub(super) fn install(
    _cx: &Cx,
    product: Product,
    object: impl Fn(ObjectRef) -> u64,
) -> Result<usize, InstallError> {
    let Product {
        compilation,
        mut artifact,
        names,
    } = product;
    let mut bytes = std::mem::take(&mut artifact.bytes);
    for (constant, offset) in &artifact.objects {
        let cell = *offset as usize;
        bytes[cell..cell + size_of::<u64>()].copy_from_slice(&object(*constant).to_ne_bytes());
    }
    let entry = artifact.entry as usize;
    let calls = stub_calls(&artifact.calls, &names.methods)?;
    let blob = code::cache().install(&bytes, &calls, |start| {
        Code::new(compilation, artifact, names, start)
    })?;
    perf_map::installed(blob);
    blob.data().link();
    let entry = blob.start() + entry;
    if compilation.place.loop_bci().is_none() {
        let method = compilation.place.method();
        method.compiled_entry.store(entry, Ordering::Release);
        links::entry_changed(method);
        method
            .interpreter_entry
            .store(interp::compiled::entry_word(), Ordering::Release);
    }
    Ok(entry)
}

/// Takes the code away from its method, if it is still the method's: nobody enters it any more.
/// Whoever is in it stays.
pub(super) fn withdraw(code: &Code) -> bool {
    let method = code.compilation.place.method();
    if method.compiled_entry.load(Ordering::Acquire) != code.entry {
        return false;
    }
    // The interpreter's entry goes first: with it alone the interpreter would call the stub that
    // calls the interpreter.
    method.interpreter_entry.store(
        interp::compiled::interpreted_entry_word(method),
        Ordering::Release,
    );
    let initial = vm_runtime::call::initial_compiled_entry();
    let withdrawn = method.compiled_entry.compare_exchange(
        code.entry,
        initial,
        Ordering::AcqRel,
        Ordering::Acquire,
    );
    links::entry_changed(method);
    withdrawn.is_ok()
}

/// Direct calls as relocations: to the stubs of their methods.
fn stub_calls(
    calls: &[DirectCall],
    methods: &[&'static Method],
) -> Result<Vec<Relocation>, InstallError> {
    let relocation = |call: &DirectCall| {
        Ok(Relocation {
            offset: call.place,
            kind: RelocationKind::Relative32,
            target: Target::Address(links::stub_of(methods[call.method.index()])?),
        })
    };
    calls.iter().map(relocation).collect()
}

/// Visits the words of installed code that hold constant objects, in the view that can be written.
pub(super) fn visit_constants(visit: &mut dyn FnMut(*mut u64)) {
    let Some(cache) = code::cache_if_made() else {
        return;
    };
    cache.for_each(|blob| {
        for cell in blob.data().cells() {
            let word = cache.writable(cell).expect("cells are in the cache");
            visit(word.cast());
        }
    });
}
