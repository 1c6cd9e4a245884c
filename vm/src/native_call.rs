//! Calling a C function of a native method with arguments that only its descriptor knows.
//!
//! One naked thunk loads all argument registers of the System V x86-64 convention from a block,
//! copies the stack arguments, calls, and stores both result registers. [`call`] fills the block
//! from the interpreter's argument slots: references become the addresses of those slots, which
//! the collector scans while the call lasts.

use crate::jni::entry::LocalFrame;
use crate::jni::types::Ref;
use crate::native_lookup;
use smallvec::SmallVec;
use std::sync::atomic::Ordering;
use vm_runtime::call::Args;
use vm_runtime::layout::BasicType;
use vm_runtime::method::{Method, MethodFlag, VmNative};
use vm_runtime::safepoint;
use vm_runtime::thread::{Cx, JResult, Thread};

/// Registers and stack arguments of one call; the offsets stand in [`call_block`].
#[repr(C)]
struct CallBlock {
    function: usize,
    integers: [u64; 6],
    floats: [u64; 8],
    stack: *const u64,
    n_stack: usize,
    integer_result: u64,
    float_result: u64,
}

/// Calls `block.function` with the block's registers and stack arguments.
///
/// # Safety
/// `block` describes a call that the function expects.
#[unsafe(naked)]
unsafe extern "C" fn call_block(block: *mut CallBlock) {
    core::arch::naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push rbx",
        "sub rsp, 8",
        "mov rbx, rdi",
        "mov rcx, [rbx + 128]",
        "test rcx, rcx",
        "je 2f",
        "lea rax, [rcx*8 + 15]",
        "and rax, -16",
        "sub rsp, rax",
        "mov rsi, [rbx + 120]",
        "mov rdi, rsp",
        "rep movsq",
        "2:",
        "movsd xmm0, [rbx + 56]",
        "movsd xmm1, [rbx + 64]",
        "movsd xmm2, [rbx + 72]",
        "movsd xmm3, [rbx + 80]",
        "movsd xmm4, [rbx + 88]",
        "movsd xmm5, [rbx + 96]",
        "movsd xmm6, [rbx + 104]",
        "movsd xmm7, [rbx + 112]",
        "mov rdi, [rbx + 8]",
        "mov rsi, [rbx + 16]",
        "mov rdx, [rbx + 24]",
        "mov rcx, [rbx + 32]",
        "mov r8, [rbx + 40]",
        "mov r9, [rbx + 48]",
        "mov eax, 8",
        "call [rbx]",
        "mov [rbx + 136], rax",
        "movsd [rbx + 144], xmm0",
        "lea rsp, [rbp - 8]",
        "pop rbx",
        "pop rbp",
        "ret",
    )
}

const _: () = {
    assert!(std::mem::offset_of!(CallBlock, integers) == 8);
    assert!(std::mem::offset_of!(CallBlock, floats) == 56);
    assert!(std::mem::offset_of!(CallBlock, stack) == 120);
    assert!(std::mem::offset_of!(CallBlock, n_stack) == 128);
    assert!(std::mem::offset_of!(CallBlock, integer_result) == 136);
    assert!(std::mem::offset_of!(CallBlock, float_result) == 144);
};

/// Distributes arguments over registers and stack.
struct Marshal {
    block: CallBlock,
    n_integers: usize,
    n_floats: usize,
    stack: SmallVec<[u64; 4]>,
}

impl Marshal {
    fn new(function: usize) -> Marshal {
        Marshal {
            block: CallBlock {
                function,
                integers: [0; 6],
                floats: [0; 8],
                stack: std::ptr::null(),
                n_stack: 0,
                integer_result: 0,
                float_result: 0,
            },
            n_integers: 0,
            n_floats: 0,
            stack: SmallVec::new(),
        }
    }

    fn integer(&mut self, value: u64) {
        if let Some(register) = self.block.integers.get_mut(self.n_integers) {
            *register = value;
            self.n_integers += 1;
        } else {
            self.stack.push(value);
        }
    }

    fn float(&mut self, bits: u64) {
        if let Some(register) = self.block.floats.get_mut(self.n_floats) {
            *register = bits;
            self.n_floats += 1;
        } else {
            self.stack.push(bits);
        }
    }

    /// A reference argument: the address of its slot, or null.
    fn reference(&mut self, slot: *mut u64) {
        // SAFETY: the slot is one of the native frame's arguments.
        let is_null = unsafe { *slot == 0 };
        self.integer(if is_null {
            0
        } else {
            slot.expose_provenance() as u64
        });
    }

    /// # Safety
    /// The function expects these arguments.
    unsafe fn run(&mut self) {
        self.block.stack = self.stack.as_ptr();
        self.block.n_stack = self.stack.len();
        // SAFETY: the block is complete; the caller vouches for the function.
        unsafe { call_block(&raw mut self.block) };
    }
}

/// Runs a native method whose arguments are at `arguments` (receiver first): a Rust native of the
/// VM, or a C function, which is looked up at the first call.
pub(crate) fn invoke(cx: &mut Cx, method: &'static Method, arguments: *mut u64) -> JResult<u64> {
    let mut entry = method.native_entry.load(Ordering::Acquire);
    if entry == 0 {
        entry = native_lookup::link(cx, method)?;
    }
    if method.has(MethodFlag::VmNative) {
        // SAFETY: with this flag the entry is the address of a `VmNative`.
        let native: VmNative = unsafe { std::mem::transmute::<usize, VmNative>(entry) };
        // SAFETY: the arguments stand in the native frame until the call returns.
        return native(cx, unsafe { Args::new(arguments) });
    }
    call(cx, method, entry, arguments)
}

/// Calls the C function at `function` for `method` with the argument slots at `arguments`.
pub fn call(
    cx: &mut Cx,
    method: &'static Method,
    function: usize,
    arguments: *mut u64,
) -> JResult<u64> {
    let thread: &'static Thread = cx.thread();
    let mut marshal = Marshal::new(function);
    marshal.integer(std::ptr::from_ref(thread).expose_provenance() as u64);
    let mut slot = arguments;
    if method.is_static() {
        // The class word of mirrors never moves, so the metadata's root slot serves as the handle.
        marshal.reference(method.class.mirror.as_ptr());
    } else {
        marshal.reference(slot);
        slot = slot.wrapping_add(1);
    }
    let descriptor = method.descriptor.as_bytes();
    let mut rest = &descriptor[1..];
    while rest[0] != b')' {
        let (basic, length) =
            crate::jni::calls::first_type(rest).expect("descriptors are checked when parsed");
        rest = &rest[length..];
        // SAFETY: the interpreter provides a slot for each word of the descriptor.
        let value = unsafe { *slot };
        match basic {
            BasicType::Object | BasicType::Array => marshal.reference(slot),
            BasicType::Float | BasicType::Double => marshal.float(value),
            BasicType::Boolean => marshal.integer(value & 1),
            _ => marshal.integer(value),
        }
        slot = slot.wrapping_add(basic.slots());
    }
    let frame = LocalFrame::begin(thread);
    safepoint::enter_native(thread);
    // SAFETY: the library (or the caller of RegisterNatives) provides a function of this signature.
    unsafe { marshal.run() };
    safepoint::leave_native(thread);
    let result = convert(cx, method.return_type, &marshal.block);
    frame.end(thread);
    cx.check()?;
    Ok(result)
}

/// The raw Java result of a C call.
fn convert(cx: &Cx, basic: BasicType, block: &CallBlock) -> u64 {
    let bits = block.integer_result;
    match basic {
        BasicType::Boolean => u64::from(bits as u8 != 0),
        BasicType::Byte => i64::from(bits as i8) as u64,
        BasicType::Char => u64::from(bits as u16),
        BasicType::Short => i64::from(bits as i16) as u64,
        BasicType::Int => i64::from(bits as i32) as u64,
        BasicType::Long => bits,
        BasicType::Float => u64::from(block.float_result as u32),
        BasicType::Double => block.float_result,
        BasicType::Object | BasicType::Array => {
            if cx.thread().has_pending() {
                0
            } else {
                Ref(bits as usize).oop(cx).raw()
            }
        }
        BasicType::Void => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Marshal;

    extern "C" fn mixed(
        a: i64,
        b: f64,
        c: i64,
        d: i64,
        e: f32,
        f: i64,
        g: i64,
        h: i64,
        i: i64,
        j: f64,
        k: f64,
        l: f64,
        m: f64,
        n: f64,
        o: f64,
        p: f64,
        q: i64,
    ) -> f64 {
        let integers = [a, c, d, f, g, h, i, q];
        let floats = [b, f64::from(e), j, k, l, m, n, o, p];
        integers
            .iter()
            .enumerate()
            .map(|(at, value)| (at as f64 + 1.0) * *value as f64)
            .sum::<f64>()
            + floats
                .iter()
                .enumerate()
                .map(|(at, value)| (at as f64 + 1.0) * 1000.0 * *value)
                .sum::<f64>()
    }

    #[test]
    fn passes_arguments_in_registers_and_on_the_stack() {
        let function = mixed as *const ();
        let mut marshal = Marshal::new(function.expose_provenance());
        let mut integers = 1u64..;
        let mut floats = (1u32..).map(f64::from);
        for kind in "idiifiiiiddddddDI".chars() {
            match kind {
                'f' => marshal.float(u64::from(
                    (floats.next().expect("endless") as f32).to_bits(),
                )),
                'd' | 'D' => marshal.float(floats.next().expect("endless").to_bits()),
                _ => marshal.integer(integers.next().expect("endless")),
            }
        }
        // SAFETY: the arguments are those of `mixed`.
        unsafe { marshal.run() };
        let squares = |n: i32| (1..=n).map(|x| f64::from(x * x)).sum::<f64>();
        assert_eq!(
            f64::from_bits(marshal.block.float_result),
            squares(8) + 1000.0 * squares(9)
        );
    }
}
