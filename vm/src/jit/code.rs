//! Installed code: the machine code of methods with the tables that the VM reads.

use super::dependencies::{CodeName, Dependency};
use super::inline_caches::Site;
use super::links::{self, Call};
use super::report::Compilation;
use codegen::patch::PATCH_SIZE;
use codegen::{
    Artifact, DirectCall, Exit, Fault, FrameDesc, Location, NullCheck, Safepoint, SlotDesc,
    VirtualObject,
};
use ir::Type;
use ir::entities::{ClassRef, Entity, FieldRef, MethodRef, ObjectRef};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use vm_codecache::{Blob, CodeCache};
use vm_runtime::class::Class;
use vm_runtime::method::{Field, Method};

/// What the entities of a function are, by their numbers.
pub(super) struct Names {
    /// Methods.
    pub(super) methods: Vec<&'static Method>,
    /// Classes.
    pub(super) classes: Vec<&'static Class>,
    /// Fields.
    pub(super) fields: Vec<&'static Field>,
}

/// What the VM knows about a piece of machine code.
pub(super) struct Code {
    /// The compilation that made it.
    pub(super) compilation: Compilation,
    /// Address of the first byte.
    pub(super) start: usize,
    /// Where callers enter.
    pub(super) entry: usize,
    /// Bytes from a frame's `sp` to its return address.
    pub(super) frame_size: usize,
    /// Calls that may reach a safepoint, by return address.
    safepoints: Vec<Safepoint>,
    /// Exits to the interpreter, by return address.
    exits: Vec<Exit>,
    /// Accesses that make null checks, by their first instruction.
    null_checks: Vec<NullCheck>,
    /// Accesses to memory that may be missing.
    faults: Vec<Fault>,
    /// What the tables name.
    names: Names,
    /// Addresses of the cells with constant objects, by object.
    cells: Vec<usize>,
    /// Direct calls.
    calls: Vec<Call>,
    /// Inline caches.
    #[expect(
        clippy::vec_box,
        reason = "entries of caches hold the addresses of sites"
    )]
    caches: Vec<Box<Site>>,
    /// What it relies on.
    pub(super) dependencies: Vec<Dependency>,
    /// Must it not run any more? Then each of its calls returns to an exit.
    has_ended: AtomicBool,
}

/// Where a frame leaves for the interpreter.
#[derive(Clone, Copy)]
pub(super) enum Left<'a> {
    /// At an exit.
    Exit(&'a Exit),
    /// Behind a call, because the code has ended meanwhile.
    Call(&'a Safepoint),
}

impl<'a> Left<'a> {
    /// The interpreter's frames, innermost first.
    pub(super) fn frames(self) -> &'a [FrameDesc] {
        match self {
            Left::Exit(exit) => &exit.frames,
            Left::Call(safepoint) => &safepoint.frames,
        }
    }

    /// Virtual objects of the frames.
    pub(super) fn objects(self) -> &'a [VirtualObject] {
        match self {
            Left::Exit(exit) => &exit.objects,
            Left::Call(safepoint) => &safepoint.objects,
        }
    }
}

/// The code cache of the VM.
static CACHE: OnceLock<CodeCache<Code>> = OnceLock::new();

/// Sets the code cache.
pub(super) fn set_cache(cache: CodeCache<Code>) {
    assert!(CACHE.set(cache).is_ok(), "the code cache is made once");
}

/// The code cache. Nothing was compiled before it was set.
pub(super) fn cache() -> &'static CodeCache<Code> {
    CACHE.get().expect("the code cache is made at boot")
}

/// The code cache, if methods may be compiled.
pub(super) fn cache_if_made() -> Option<&'static CodeCache<Code>> {
    CACHE.get()
}

/// The code that an address belongs to.
pub(super) fn find(pc: usize) -> Option<&'static Blob<Code>> {
    CACHE.get()?.find(pc)
}

/// Is the code with this name still there?
pub(super) fn is_installed(name: CodeName) -> bool {
    find(name.start).is_some_and(|blob| blob.data().compilation.id == name.id)
}

/// The code of the compiled frame at `sp`.
pub(super) fn of_frame(sp: usize) -> Option<&'static Blob<Code>> {
    find(super::stack::return_address(sp))
}

impl Code {
    /// Takes the tables of an artifact whose code begins at `start`.
    pub(super) fn new(
        compilation: Compilation,
        artifact: Artifact,
        names: Names,
        dependencies: Vec<Dependency>,
        start: usize,
    ) -> Code {
        let n_objects = artifact
            .objects
            .iter()
            .map(|(object, _)| object.index() + 1)
            .max();
        let mut cells = vec![0; n_objects.unwrap_or(0)];
        for (object, offset) in &artifact.objects {
            cells[object.index()] = start + *offset as usize;
        }
        let methods = &names.methods;
        let direct = |call: &DirectCall| Call {
            method: methods[call.method.index()],
            place: start + call.place as usize,
        };
        let site = |cache: &codegen::InlineCache| {
            let caller = methods[cache.caller.index()];
            let callee = methods[cache.method.index()];
            Site::new(callee, (caller, cache.bci), start + cache.cell as usize)
        };
        Code {
            calls: artifact.calls.iter().map(direct).collect(),
            caches: artifact.caches.iter().map(site).collect(),
            compilation,
            start,
            entry: start + artifact.entry as usize,
            frame_size: artifact.frame_size as usize,
            safepoints: artifact.safepoints,
            exits: artifact.exits,
            null_checks: artifact.null_checks,
            faults: artifact.faults,
            names,
            cells,
            dependencies,
            has_ended: AtomicBool::new(false),
        }
    }

    /// Puts direct calls and inline caches to use, before anybody runs the code.
    pub(super) fn link(&self) {
        links::link(&self.calls);
        for site in &self.caches {
            site.open();
        }
    }

    /// Its name in tables that may outlive it.
    pub(super) fn name(&self) -> CodeName {
        CodeName {
            start: self.start,
            id: self.compilation.id,
        }
    }

    /// Marks it as ended; false: it was that before.
    pub(super) fn end(&self) -> bool {
        !self.has_ended.swap(true, Ordering::AcqRel)
    }

    /// Addresses that calls which may reach a safepoint return to.
    pub(super) fn return_addresses(&self) -> impl Iterator<Item = usize> {
        let offsets = self.safepoints.iter();
        offsets.map(|safepoint| self.start + safepoint.pc as usize)
    }

    /// The method that an entity denotes.
    pub(super) fn method(&self, method: MethodRef) -> &'static Method {
        self.names.methods[method.index()]
    }

    /// The class that an entity denotes.
    pub(super) fn class(&self, class: ClassRef) -> &'static Class {
        self.names.classes[class.index()]
    }

    /// The field that an entity denotes.
    pub(super) fn field(&self, field: FieldRef) -> &'static Field {
        self.names.fields[field.index()]
    }

    /// The safepoint whose call returns to `offset`.
    pub(super) fn safepoint(&self, offset: usize) -> Option<&Safepoint> {
        let found = self
            .safepoints
            .binary_search_by_key(&offset, |safepoint| safepoint.pc as usize);
        found.ok().map(|index| &self.safepoints[index])
    }

    /// What the frame leaves at whose call of the helper returns to `offset`.
    pub(super) fn left_at(&self, offset: usize) -> Option<Left<'_>> {
        let found = self
            .exits
            .binary_search_by_key(&offset, |exit| exit.pc as usize);
        match found {
            Ok(index) => Some(Left::Exit(&self.exits[index])),
            Err(_) => {
                debug_assert!(self.has_ended.load(Ordering::Acquire));
                self.safepoint(offset.checked_sub(PATCH_SIZE)?)
                    .map(Left::Call)
            }
        }
    }

    /// Where the code goes on when the instruction at `offset`, which makes a null check, has met null.
    pub(super) fn null_check_exit(&self, offset: usize) -> Option<usize> {
        let behind = self
            .null_checks
            .partition_point(|check| check.begin as usize <= offset);
        let check = self.null_checks[..behind].last()?;
        (offset < check.end as usize).then_some(check.exit as usize)
    }

    /// Where the code goes on when its instruction at `pc` has faulted, if that is an access to
    /// memory which may be missing.
    pub(super) fn exit_of_fault(&self, pc: usize) -> Option<usize> {
        let offset = (pc - self.start) as u32;
        let index = self.faults.partition_point(|fault| fault.end <= offset);
        let fault = self.faults.get(index)?;
        (fault.start <= offset).then(|| self.start + fault.exit as usize)
    }

    /// Address of the cell with a constant object.
    fn cell(&self, object: ObjectRef) -> usize {
        self.cells[object.index()]
    }

    /// Addresses of all cells, in the view that runs.
    pub(super) fn cells(&self) -> impl Iterator<Item = usize> {
        self.cells.iter().copied().filter(|cell| *cell != 0)
    }
}

impl Drop for Code {
    fn drop(&mut self) {
        links::forget(&self.calls);
    }
}

/// The contents of registers and stack of one compiled frame.
pub(super) struct Contents<'a> {
    /// Tables of its code.
    pub(super) code: &'a Code,
    /// Its stack pointer.
    pub(super) sp: usize,
    /// General and floating-point registers, at exits.
    pub(super) registers: Option<&'a super::stubs::Registers>,
}

impl Contents<'_> {
    /// The bits of a slot of an interpreter frame, if it holds a value: 32-bit values are
    /// zero-extended.
    pub(super) fn bits(&self, slot: SlotDesc) -> Option<u64> {
        let SlotDesc::Value(ty, location) = slot else {
            return None;
        };
        let bits = match location {
            Location::Result => self.result(ty)?,
            _ => self.read(location)?,
        };
        Some(match ty {
            Type::I32 | Type::F32 => u64::from(bits as u32),
            Type::I64 | Type::F64 | Type::Ref | Type::Guard => bits,
        })
    }

    /// What the call has returned.
    fn result(&self, ty: Type) -> Option<u64> {
        let registers = self.registers?;
        Some(match ty {
            Type::F32 | Type::F64 => registers.floats[0],
            Type::I32 | Type::I64 | Type::Ref | Type::Guard => registers.integers[0],
        })
    }

    fn read(&self, location: Location) -> Option<u64> {
        Some(match location {
            Location::Gpr(number) => self.registers?.integers[usize::from(number)],
            Location::Xmm(number) => self.registers?.floats[usize::from(number)],
            // SAFETY: the tables name slots of the frame, which is live.
            Location::Slot(offset) => unsafe {
                *std::ptr::with_exposed_provenance(self.sp + offset as usize)
            },
            Location::Const(bits) => bits,
            // SAFETY: cells of installed code are readable.
            Location::Object(object) => unsafe {
                *std::ptr::with_exposed_provenance(self.code.cell(object))
            },
            Location::Result => return None,
        })
    }
}

/// The bytecode index of a frame description.
pub(super) fn bci(frame: &FrameDesc) -> u16 {
    u16::try_from(frame.bci).expect("code of methods is shorter than 64 KB")
}
