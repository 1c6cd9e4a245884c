//! The machine code between tiers: how compiled code is entered, calls the interpreter, and is
//! left for it.
//!
//! Java's calling convention (see the documentation of code generation): integers and references
//! in `rsi, rdx, rcx, r8, r9, rdi`, floating point in `xmm0`-`xmm7`, the rest on the stack; `r10`
//! is the callee's record, `r15` the thread's. No register survives a call.
//!
//! Whatever of the VM is called from compiled code finds in the thread's *anchor* where the
//! compiled frames begin: the stack pointer of the calling instruction, below which its return
//! address lies.

use std::mem::offset_of;
use vm_runtime::class::Class;
use vm_runtime::thread::Thread;

/// Registers for integers and references, in the order of the arguments.
pub(super) const N_INTEGERS: usize = 6;
/// Registers for floating point.
pub(super) const N_FLOATS: usize = 8;

/// A call of compiled code; the offsets stand in [`call_compiled`].
#[repr(C)]
pub(super) struct CallBlock {
    /// Address of the code.
    pub(super) entry: usize,
    /// The thread.
    pub(super) thread: *const Thread,
    /// The method, for `r10`.
    pub(super) method: usize,
    /// Arguments in integer registers.
    pub(super) integers: [u64; N_INTEGERS],
    /// Arguments in floating-point registers.
    pub(super) floats: [u64; N_FLOATS],
    /// Arguments on the stack.
    pub(super) stack: *const u64,
    /// Number of arguments on the stack.
    pub(super) n_stack: usize,
    /// `rax` after the call.
    pub(super) integer_result: u64,
    /// `xmm0` after the call.
    pub(super) float_result: u64,
}

impl CallBlock {
    /// A call of the code at `entry` without arguments, on no thread yet.
    pub(super) fn new(entry: usize) -> CallBlock {
        CallBlock {
            entry,
            thread: std::ptr::null(),
            method: 0,
            integers: [0; N_INTEGERS],
            floats: [0; N_FLOATS],
            stack: std::ptr::null(),
            n_stack: 0,
            integer_result: 0,
            float_result: 0,
        }
    }
}

const _: () = {
    assert!(offset_of!(CallBlock, integers) == 24);
    assert!(offset_of!(CallBlock, floats) == 72);
    assert!(offset_of!(CallBlock, stack) == 136);
    assert!(offset_of!(CallBlock, n_stack) == 144);
    assert!(offset_of!(CallBlock, integer_result) == 152);
    assert!(offset_of!(CallBlock, float_result) == 160);
};

/// Calls compiled code. The native frame of this function is the bottom of a run of compiled
/// frames: its return address is that of [`find_bottom_return_address`].
///
/// # Safety
/// `block` describes a call that the code expects; the thread is the current one, in Java.
#[unsafe(naked)]
pub(super) unsafe extern "sysv64" fn call_compiled(block: *mut CallBlock) {
    core::arch::naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "push rdi",
        "mov rbx, rdi",
        "mov rcx, [rbx + 144]",
        "test rcx, rcx",
        "je 2f",
        "lea rax, [rcx*8 + 15]",
        "and rax, -16",
        "sub rsp, rax",
        "mov rsi, [rbx + 136]",
        "mov rdi, rsp",
        "rep movsq",
        "2:",
        "movsd xmm0, [rbx + 72]",
        "movsd xmm1, [rbx + 80]",
        "movsd xmm2, [rbx + 88]",
        "movsd xmm3, [rbx + 96]",
        "movsd xmm4, [rbx + 104]",
        "movsd xmm5, [rbx + 112]",
        "movsd xmm6, [rbx + 120]",
        "movsd xmm7, [rbx + 128]",
        "mov r15, [rbx + 8]",
        "mov r10, [rbx + 16]",
        "mov rsi, [rbx + 24]",
        "mov rdx, [rbx + 32]",
        "mov rcx, [rbx + 40]",
        "mov r8, [rbx + 48]",
        "mov r9, [rbx + 56]",
        "mov rdi, [rbx + 64]",
        "call [rbx]",
        "mov rbx, [rbp - 48]",
        "mov [rbx + 152], rax",
        "movsd [rbx + 160], xmm0",
        "lea rsp, [rbp - 40]",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "pop rbp",
        "ret",
    )
}

/// Returns its return address: "compiled code" that tells where [`call_compiled`] calls.
#[unsafe(naked)]
unsafe extern "sysv64" fn return_address() {
    core::arch::naked_asm!("mov rax, [rsp]", "ret")
}

/// The return address of the lowest compiled frame of a run.
pub(super) fn find_bottom_return_address() -> usize {
    let entry: unsafe extern "sysv64" fn() = return_address;
    let mut block = CallBlock::new(entry as usize);
    // SAFETY: the function called takes no arguments and touches neither stack nor thread.
    unsafe { call_compiled(&raw mut block) };
    block.integer_result as usize
}

/// A stub that is the compiled entry of methods: hands thread, method, saved argument registers and
/// the address of the stack arguments to a function, and returns its result.
macro_rules! entry_stub {
    ($(#[$doc:meta])* $name:ident calls $function:path) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// Called by compiled code with the registers of a Java call.
        #[unsafe(naked)]
        pub(super) unsafe extern "sysv64" fn $name() {
            core::arch::naked_asm!(
                "push rbp",
                "mov rbp, rsp",
                "sub rsp, 112",
                "mov [rsp], rsi",
                "mov [rsp + 8], rdx",
                "mov [rsp + 16], rcx",
                "mov [rsp + 24], r8",
                "mov [rsp + 32], r9",
                "mov [rsp + 40], rdi",
                "movsd [rsp + 48], xmm0",
                "movsd [rsp + 56], xmm1",
                "movsd [rsp + 64], xmm2",
                "movsd [rsp + 72], xmm3",
                "movsd [rsp + 80], xmm4",
                "movsd [rsp + 88], xmm5",
                "movsd [rsp + 96], xmm6",
                "movsd [rsp + 104], xmm7",
                "lea rcx, [rbp + 16]",
                "mov [r15 + {anchor}], rcx",
                "mov rdi, r15",
                "mov rsi, r10",
                "mov rdx, rsp",
                "call {function}",
                "mov qword ptr [r15 + {anchor}], 0",
                "movq xmm0, rax",
                "leave",
                "ret",
                anchor = const offset_of!(Thread, anchor),
                function = sym $function,
            )
        }
    };
}

entry_stub! {
    /// The compiled entry of methods without compiled code.
    compiled_to_interpreter calls super::calls::call_interpreter
}
entry_stub! {
    /// The compiled entry of native methods.
    compiled_to_native calls super::calls::call_native
}

/// The compiled code of `Object.<init>`: returns at once, unless a finalizer is to be registered,
/// which the interpreter does.
///
/// # Safety
/// Called by compiled code with the registers of a Java call.
#[unsafe(naked)]
pub(super) unsafe extern "sysv64" fn object_constructor() {
    core::arch::naked_asm!(
        "mov eax, [rsi + {class_word}]",
        "cmp byte ptr [rax + {has_finalizer}], 0",
        "jne {compiled_to_interpreter}",
        "ret",
        class_word = const vm_runtime::layout::CLASS_OFFSET,
        has_finalizer = const offset_of!(Class, has_finalizer),
        compiled_to_interpreter = sym compiled_to_interpreter,
    )
}

macro_rules! for_each_float {
    ($line:ident) => {
        concat!(
            $line!("0", "0"),
            $line!("8", "1"),
            $line!("16", "2"),
            $line!("24", "3"),
            $line!("32", "4"),
            $line!("40", "5"),
            $line!("48", "6"),
            $line!("56", "7"),
            $line!("64", "8"),
            $line!("72", "9"),
            $line!("80", "10"),
            $line!("88", "11"),
            $line!("96", "12"),
            $line!("104", "13"),
            $line!("112", "14"),
            $line!("120", "15"),
        )
    };
}
macro_rules! store_float {
    ($offset:literal, $number:literal) => {
        concat!("movsd [rsp + ", $offset, "], xmm", $number, "\n")
    };
}
macro_rules! load_float {
    ($offset:literal, $number:literal) => {
        concat!("movsd xmm", $number, ", [rsp + ", $offset, "]\n")
    };
}
macro_rules! save_float {
    ($offset:literal, $number:literal) => {
        concat!("movsd [r11 + 128 + ", $offset, "], xmm", $number, "\n")
    };
}
macro_rules! restore_float {
    ($offset:literal, $number:literal) => {
        concat!("movsd xmm", $number, ", [r11 + 128 + ", $offset, "]\n")
    };
}
/// Stores the low halves of all vector registers at the stack pointer.
macro_rules! store_floats {
    () => {
        for_each_float!(store_float)
    };
}
/// Loads what `store_floats` has stored.
macro_rules! load_floats {
    () => {
        for_each_float!(load_float)
    };
}

/// Registers of compiled code at a deoptimization, as [`leave_compiled`] stores them.
#[repr(C)]
pub(super) struct Registers {
    /// `xmm0` to `xmm15`, the low 8 bytes of each.
    pub(super) floats: [u64; 16],
    /// General registers by their hardware numbers.
    pub(super) integers: [u64; 16],
}

/// Where a deoptimization goes on.
#[repr(C)]
pub(super) struct Continuation {
    /// Stack pointer: the address of the return address of the frame that is left.
    pub(super) sp: usize,
    /// Nonzero: the interpreter runs the frames that were made, then returns to the compiled
    /// caller. Zero: the caller is an interpreter loop, which runs them itself.
    pub(super) runs_interpreter: u64,
}

/// Leaves compiled code for the interpreter. Exits call it: the return address tells which exit
/// it is, and the frame that is left begins above it.
///
/// # Safety
/// Called by an exit of compiled code.
#[unsafe(naked)]
pub(super) unsafe extern "sysv64" fn leave_compiled() {
    core::arch::naked_asm!(
        // [rsp] is the return address in the exit.
        "sub rsp, 256",
        store_floats!(),
        "mov [rsp + 128], rax",
        "mov [rsp + 136], rcx",
        "mov [rsp + 144], rdx",
        "mov [rsp + 152], rbx",
        "mov [rsp + 160], rsp",
        "mov [rsp + 168], rbp",
        "mov [rsp + 176], rsi",
        "mov [rsp + 184], rdi",
        "mov [rsp + 192], r8",
        "mov [rsp + 200], r9",
        "mov [rsp + 208], r10",
        "mov [rsp + 216], r11",
        "mov [rsp + 224], r12",
        "mov [rsp + 232], r13",
        "mov [rsp + 240], r14",
        "mov [rsp + 248], r15",
        "mov rdi, r15",
        "mov rsi, rsp",
        "mov rdx, [rsp + 256]",
        "lea rcx, [rsp + 264]",
        "and rsp, -16",
        "call {deoptimize}",
        "mov rsp, rax",
        "mov rbp, [rsp - 8]",
        "test rdx, rdx",
        "jne 2f",
        "ret",
        "2:",
        "push rbp",
        "mov rbp, rsp",
        "mov rdi, r15",
        "call {run_interpreter}",
        "mov qword ptr [r15 + {anchor}], 0",
        "movq xmm0, rax",
        "pop rbp",
        "ret",
        anchor = const offset_of!(Thread, anchor),
        deoptimize = sym super::deopt::deoptimize,
        run_interpreter = sym super::deopt::run_interpreter,
    )
}

/// Stops at a poll: saves all registers in the 32 words at `r11`, the general ones by their numbers
/// first, and loads them again. The zero flag tells that the code goes on.
///
/// # Safety
/// Called by compiled code, whose frame has these words.
#[unsafe(naked)]
pub(super) unsafe extern "sysv64" fn poll_saving() {
    core::arch::naked_asm!(
        for_each_float!(save_float),
        "mov [r11 + 0], rax",
        "mov [r11 + 8], rcx",
        "mov [r11 + 16], rdx",
        "mov [r11 + 24], rbx",
        "mov [r11 + 48], rsi",
        "mov [r11 + 56], rdi",
        "mov [r11 + 64], r8",
        "mov [r11 + 72], r9",
        "mov [r11 + 96], r12",
        "mov [r11 + 104], r13",
        "mov [r11 + 112], r14",
        "lea rax, [rsp + 8]",
        "mov [r15 + {anchor}], rax",
        "mov rbx, r11",
        "mov rdi, r15",
        "sub rsp, 8",
        "call {poll}",
        "add rsp, 8",
        "mov qword ptr [r15 + {anchor}], 0",
        "mov r11, rbx",
        for_each_float!(restore_float),
        // Moves leave the flags alone.
        "test eax, eax",
        "mov rax, [r11 + 0]",
        "mov rcx, [r11 + 8]",
        "mov rdx, [r11 + 16]",
        "mov rbx, [r11 + 24]",
        "mov rsi, [r11 + 48]",
        "mov rdi, [r11 + 56]",
        "mov r8, [r11 + 64]",
        "mov r9, [r11 + 72]",
        "mov r12, [r11 + 96]",
        "mov r13, [r11 + 104]",
        "mov r14, [r11 + 112]",
        "ret",
        anchor = const offset_of!(Thread, anchor),
        poll = sym super::vm_calls::poll,
    )
}

/// Makes a `StackOverflowError` pending for the method in `r10` and returns to the caller.
///
/// # Safety
/// Jumped to by compiled code at a method's entry, before it has pushed anything.
#[unsafe(naked)]
pub(super) unsafe extern "sysv64" fn overflow_stack() {
    core::arch::naked_asm!(
        "push rbp",
        "mov rbp, rsp",
        "lea rax, [rbp + 16]",
        "mov [r15 + {anchor}], rax",
        "mov rdi, r15",
        "call {throw}",
        "mov qword ptr [r15 + {anchor}], 0",
        "xor eax, eax",
        "xorps xmm0, xmm0",
        "pop rbp",
        "ret",
        anchor = const offset_of!(Thread, anchor),
        throw = sym super::vm_calls::throw_stack_overflow,
    )
}

/// A stub that keeps all registers but `r10` and `r11`, passes these two to a function, and
/// returns its result in `r11`.
macro_rules! preserving_stub {
    ($(#[$doc:meta])* $name:ident calls $function:path) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// Called by compiled code.
        #[unsafe(naked)]
        pub(super) unsafe extern "sysv64" fn $name() {
            core::arch::naked_asm!(
                "push rbp",
                "mov rbp, rsp",
                "push rax",
                "push rcx",
                "push rdx",
                "push rsi",
                "push rdi",
                "push r8",
                "push r9",
                "and rsp, -16",
                "sub rsp, 128",
                store_floats!(),
                "mov rdi, r10",
                "mov rsi, r11",
                "call {function}",
                "mov r11, rax",
                load_floats!(),
                "lea rsp, [rbp - 56]",
                "pop r9",
                "pop r8",
                "pop rdi",
                "pop rsi",
                "pop rdx",
                "pop rcx",
                "pop rax",
                "pop rbp",
                "ret",
                function = sym $function,
            )
        }
    };
}

preserving_stub! {
    /// Remembers the old object in `r11`.
    remember_store calls super::vm_calls::remember
}
preserving_stub! {
    /// What the inline cache whose end is in `r10` calls for the class in `r11`.
    select_interface_method calls super::inline_caches::select
}
preserving_stub! {
    /// Is the class in `r10` the one in `r11`, or below it? The answer is in `r11`.
    is_subtype calls super::vm_calls::is_subtype
}

#[cfg(test)]
mod tests {
    use super::{CallBlock, call_compiled, find_bottom_return_address};

    /// Code by Java's convention: a sum in which each argument has a weight of its own.
    #[unsafe(naked)]
    unsafe extern "sysv64" fn weigh() {
        core::arch::naked_asm!(
            "lea rax, [rsi + rdx*2]",
            "lea rax, [rax + rcx*4]",
            "lea rax, [rax + r8*8]",
            "shl r9, 4",
            "add rax, r9",
            "shl rdi, 5",
            "add rax, rdi",
            "mov rcx, [rsp + 8]",
            "shl rcx, 6",
            "add rax, rcx",
            "mov rcx, [rsp + 16]",
            "shl rcx, 7",
            "add rax, rcx",
            "addsd xmm0, xmm7",
            "ret",
        )
    }

    #[test]
    fn arguments_are_where_the_convention_has_them() {
        let code: unsafe extern "sysv64" fn() = weigh;
        let stack = [1, 1];
        let mut block = CallBlock::new(code as usize);
        block.integers = [1; 6];
        (block.stack, block.n_stack) = (stack.as_ptr(), stack.len());
        block.floats[0] = 0.5_f64.to_bits();
        block.floats[7] = 2.0_f64.to_bits();
        // SAFETY: the code takes these arguments and does not touch the thread.
        unsafe { call_compiled(&raw mut block) };
        assert_eq!(block.integer_result, 255);
        assert_eq!(f64::from_bits(block.float_result), 2.5);
    }

    #[test]
    fn all_calls_return_to_one_place() {
        let found = find_bottom_return_address();
        assert_eq!(found, find_bottom_return_address());
        let stub = call_compiled as *const () as usize;
        assert!((stub..stub + 256).contains(&found), "it is in the stub");
    }
}
