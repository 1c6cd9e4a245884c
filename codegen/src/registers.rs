//! Registers and what they are used for; see `docs/code-generation.md`.

use ir::Type;
use regalloc2::{MachineEnv, PReg, PRegSet, RegClass};

/// A general register by its number in encodings.
const fn gpr(number: usize) -> PReg {
    PReg::new(number, RegClass::Int)
}

/// A vector register.
pub const fn xmm(number: usize) -> PReg {
    PReg::new(number, RegClass::Float)
}

pub const RAX: PReg = gpr(0);
pub const RCX: PReg = gpr(1);
pub const RDX: PReg = gpr(2);
const RBX: PReg = gpr(3);
pub const RSI: PReg = gpr(6);
pub const RDI: PReg = gpr(7);
pub const R8: PReg = gpr(8);
pub const R9: PReg = gpr(9);

/// Arguments of Java calls that are integers or references.
pub const JAVA_INTS: [PReg; 6] = [RSI, RDX, RCX, R8, R9, RDI];
/// Number of arguments of Java calls that are floating point and in registers.
const N_JAVA_FLOATS: usize = 8;
/// Arguments of C functions.
pub const C_INTS: [PReg; 6] = [RDI, RSI, RDX, RCX, R8, R9];
/// Arguments of C functions after the thread, which is in rdi.
pub const HELPER_INTS: [PReg; 4] = [RSI, RDX, RCX, R8];

/// Registers that the allocator hands out. Without rsp, rbp, r15 (the thread), r10 and r11.
const INTS: [PReg; 11] = [
    RAX,
    RCX,
    RDX,
    RBX,
    RSI,
    RDI,
    R8,
    R9,
    gpr(12),
    gpr(13),
    gpr(14),
];
/// As [`INTS`], without xmm14 and xmm15.
const N_FLOATS: usize = 14;

/// The allocator's scratch registers, free within one machine instruction.
const SCRATCH: [PReg; 2] = [gpr(11), xmm(15)];

/// What the allocator may use.
pub fn environment() -> MachineEnv {
    MachineEnv {
        preferred_regs_by_class: [
            INTS.into_iter().collect(),
            (0..N_FLOATS).map(xmm).collect(),
            PRegSet::empty(),
        ],
        non_preferred_regs_by_class: [PRegSet::empty(); 3],
        scratch_by_class: [Some(SCRATCH[0]), Some(SCRATCH[1]), None],
        fixed_stack_slots: Vec::new(),
    }
}

/// All registers that the allocator hands out: what a call leaves with other contents.
pub fn allocatable() -> PRegSet {
    INTS.into_iter().chain((0..N_FLOATS).map(xmm)).collect()
}

/// Class of the registers for values of a type.
pub fn class_of(ty: Type) -> RegClass {
    match ty {
        Type::I32 | Type::I64 | Type::Ref | Type::Guard => RegClass::Int,
        Type::F32 | Type::F64 => RegClass::Float,
    }
}

/// Where a Java call returns a value of this type.
pub fn java_result(ty: Type) -> PReg {
    match class_of(ty) {
        RegClass::Float => xmm(0),
        RegClass::Int | RegClass::Vector => RAX,
    }
}

/// Where an argument of a Java call is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArgumentPlace {
    /// In a register.
    Register(PReg),
    /// On the stack, so many words above the first.
    Stack(u32),
}

/// Hands out the places of a call's arguments.
#[derive(Default)]
pub struct JavaArguments {
    n_ints: usize,
    n_floats: usize,
    n_stack: u32,
}

impl JavaArguments {
    /// Place of the next argument, which has this type.
    pub fn place(&mut self, ty: Type) -> ArgumentPlace {
        let (n_ints, n_floats) = (self.n_ints, self.n_floats);
        let (count, register) = match class_of(ty) {
            RegClass::Float => (
                &mut self.n_floats,
                (n_floats < N_JAVA_FLOATS).then(|| xmm(n_floats)),
            ),
            RegClass::Int | RegClass::Vector => (&mut self.n_ints, JAVA_INTS.get(n_ints).copied()),
        };
        match register {
            Some(register) => {
                *count += 1;
                ArgumentPlace::Register(register)
            }
            None => {
                self.n_stack += 1;
                ArgumentPlace::Stack(self.n_stack - 1)
            }
        }
    }

    /// Words on the stack so far.
    pub fn n_stack(&self) -> u32 {
        self.n_stack
    }
}
