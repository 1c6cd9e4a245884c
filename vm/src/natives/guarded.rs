//! Access to raw memory that may be gone: a mapped file can be truncated while it is mapped, and
//! touching its lost pages raises SIGBUS.
//!
//! The accesses are the assembly routines between two labels. When one of them faults, the signal
//! handler makes it return to its caller with a second result that says so ([`recover`]), and the
//! native throws `InternalError`. None of the routines touches the stack, so that its return address
//! is on top of it at every instruction.

use std::arch::global_asm;
use vm_runtime::exceptions;
use vm_runtime::thread::{Cx, JResult};

/// HotSpot's message for any such access.
const MESSAGE: &str =
    "a fault occurred in a recent unsafe memory access operation in compiled Java code";

global_asm!(
    ".pushsection .text.kiln_guarded,\"ax\",@progbits",
    ".hidden kiln_guarded_begin",
    ".globl kiln_guarded_begin",
    "kiln_guarded_begin:",
    ".hidden kiln_guarded_load",
    ".globl kiln_guarded_load",
    // (address, log2 of the size)
    "kiln_guarded_load:",
    "xor edx, edx",
    "cmp esi, 1",
    "jb 2f",
    "je 3f",
    "cmp esi, 2",
    "je 4f",
    "mov rax, [rdi]",
    "ret",
    "2: movzx eax, byte ptr [rdi]",
    "ret",
    "3: movzx eax, word ptr [rdi]",
    "ret",
    "4: mov eax, [rdi]",
    "ret",
    ".hidden kiln_guarded_store",
    ".globl kiln_guarded_store",
    // (address, log2 of the size, value)
    "kiln_guarded_store:",
    "mov rax, rdx",
    "xor edx, edx",
    "cmp esi, 1",
    "jb 2f",
    "je 3f",
    "cmp esi, 2",
    "je 4f",
    "mov [rdi], rax",
    "ret",
    "2: mov [rdi], al",
    "ret",
    "3: mov [rdi], ax",
    "ret",
    "4: mov [rdi], eax",
    "ret",
    ".hidden kiln_guarded_fill",
    ".globl kiln_guarded_fill",
    // (address, byte, length)
    "kiln_guarded_fill:",
    "mov eax, esi",
    "mov rcx, rdx",
    "xor edx, edx",
    "rep stosb",
    "ret",
    ".hidden kiln_guarded_copy",
    ".globl kiln_guarded_copy",
    // (to, from, length)
    "kiln_guarded_copy:",
    "mov rcx, rdx",
    "mov rax, rdi",
    "sub rax, rsi",
    "xor edx, edx",
    "cmp rax, rcx",
    "jb 2f",
    "rep movsb",
    "ret",
    // The target begins inside the source: from the end.
    "2: lea rdi, [rdi + rcx - 1]",
    "lea rsi, [rsi + rcx - 1]",
    "std",
    "rep movsb",
    "cld",
    "ret",
    ".hidden kiln_guarded_exchange",
    ".globl kiln_guarded_exchange",
    // (address, log2 of the size, expected, new): 4 or 8 bytes; the result is the old value
    "kiln_guarded_exchange:",
    "mov rax, rdx",
    "xor edx, edx",
    "cmp esi, 3",
    "je 2f",
    "lock cmpxchg [rdi], ecx",
    "ret",
    "2: lock cmpxchg [rdi], rcx",
    "ret",
    ".hidden kiln_guarded_swap",
    ".globl kiln_guarded_swap",
    // (address, number of elements, log2 of their size): 2, 4 or 8 bytes
    "kiln_guarded_swap:",
    "mov ecx, edx",
    "xor edx, edx",
    "test rsi, rsi",
    "je 5f",
    "cmp ecx, 2",
    "je 3f",
    "ja 4f",
    "2: rol word ptr [rdi], 8",
    "add rdi, 2",
    "dec rsi",
    "jne 2b",
    "ret",
    "3: mov eax, [rdi]",
    "bswap eax",
    "mov [rdi], eax",
    "add rdi, 4",
    "dec rsi",
    "jne 3b",
    "ret",
    "4: mov rax, [rdi]",
    "bswap rax",
    "mov [rdi], rax",
    "add rdi, 8",
    "dec rsi",
    "jne 4b",
    "5: ret",
    ".hidden kiln_guarded_end",
    ".globl kiln_guarded_end",
    "kiln_guarded_end:",
    "nop",
    ".popsection",
);

/// Results of a routine, in the two result registers.
#[repr(C)]
struct Guarded {
    value: u64,
    faulted: u64,
}

unsafe extern "C" {
    static kiln_guarded_begin: u8;
    static kiln_guarded_end: u8;
    fn kiln_guarded_load(address: usize, log2_size: u32) -> Guarded;
    fn kiln_guarded_store(address: usize, log2_size: u32, value: u64) -> Guarded;
    fn kiln_guarded_fill(address: usize, value: u8, length: usize) -> Guarded;
    fn kiln_guarded_copy(to: usize, from: usize, length: usize) -> Guarded;
    fn kiln_guarded_exchange(address: usize, log2_size: u32, expected: u64, new: u64) -> Guarded;
    fn kiln_guarded_swap(address: usize, n_elements: usize, log2_size: u32) -> Guarded;
}

fn checked(cx: &mut Cx, result: &Guarded) -> JResult<u64> {
    if result.faulted == 0 {
        return Ok(result.value);
    }
    Err(exceptions::throw(
        cx,
        "java/lang/InternalError",
        Some(MESSAGE),
    ))
}

/// Loads `size` bytes (1, 2, 4 or 8) from raw memory.
#[inline]
pub(super) fn load(cx: &mut Cx, address: usize, size: usize) -> JResult<u64> {
    // SAFETY: callers of Unsafe vouch for the address; lost pages of mapped files are caught.
    let result = unsafe { kiln_guarded_load(address, size.trailing_zeros()) };
    checked(cx, &result)
}

/// Stores the low `size` bytes (1, 2, 4 or 8) of `value` into raw memory.
#[inline]
pub(super) fn store(cx: &mut Cx, address: usize, size: usize, value: u64) -> JResult<u64> {
    // SAFETY: as in `load`.
    let result = unsafe { kiln_guarded_store(address, size.trailing_zeros(), value) };
    checked(cx, &result)
}

/// Fills memory with a byte.
pub(super) fn fill(cx: &mut Cx, address: usize, value: u8, length: usize) -> JResult<u64> {
    // SAFETY: as in `load`.
    let result = unsafe { kiln_guarded_fill(address, value, length) };
    checked(cx, &result)
}

/// Copies memory; the ranges may overlap.
pub(super) fn copy(cx: &mut Cx, from: usize, to: usize, length: usize) -> JResult<u64> {
    // SAFETY: as in `load`, for both ranges.
    let result = unsafe { kiln_guarded_copy(to, from, length) };
    checked(cx, &result)
}

/// Compares and exchanges `size` bytes (4 or 8) of raw memory, which are aligned. The old value, whose
/// upper half counts only if there are 8 bytes.
pub(super) fn exchange(
    cx: &mut Cx,
    address: usize,
    size: usize,
    expected: u64,
    new: u64,
) -> JResult<u64> {
    // SAFETY: as in `load`.
    let result = unsafe { kiln_guarded_exchange(address, size.trailing_zeros(), expected, new) };
    checked(cx, &result)
}

/// Reverses the bytes of each element (of 2, 4 or 8 bytes).
pub(super) fn swap(cx: &mut Cx, address: usize, n_elements: usize, size: usize) -> JResult<u64> {
    // SAFETY: as in `load`.
    let result = unsafe { kiln_guarded_swap(address, n_elements, size.trailing_zeros()) };
    checked(cx, &result)
}

/// Called by the handler of SIGBUS with the context of the fault: lets the routine that faulted
/// return. False: it was another instruction.
pub(crate) fn recover(context: &mut libc::ucontext_t) -> bool {
    /// The direction flag.
    const DIRECTION: i64 = 1 << 10;
    let registers = &mut context.uc_mcontext.gregs;
    let pc = registers[libc::REG_RIP as usize] as usize;
    let range = (&raw const kiln_guarded_begin).addr()..(&raw const kiln_guarded_end).addr();
    if !range.contains(&pc) {
        return false;
    }
    let sp = registers[libc::REG_RSP as usize];
    // SAFETY: the return address of the routine is on top of its stack.
    registers[libc::REG_RIP as usize] = unsafe { *(sp as usize as *const i64) };
    registers[libc::REG_RSP as usize] = sp + 8;
    registers[libc::REG_RAX as usize] = 0;
    registers[libc::REG_RDX as usize] = 1;
    registers[libc::REG_EFL as usize] &= !DIRECTION;
    true
}

#[cfg(test)]
mod tests {
    use super::{
        kiln_guarded_copy, kiln_guarded_exchange, kiln_guarded_fill, kiln_guarded_load,
        kiln_guarded_store, kiln_guarded_swap,
    };

    #[test]
    fn sizes_and_overlaps() {
        let mut bytes = [1u8, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        let base = bytes.as_mut_ptr().expose_provenance();
        // SAFETY: all accesses lie within the array.
        let (two, eight) = unsafe {
            kiln_guarded_copy(base + 2, base, 4);
            kiln_guarded_store(base, 2, 0x0c0d_0e0f);
            kiln_guarded_fill(base + 8, 0xaa, 1);
            kiln_guarded_copy(base + 4, base + 5, 2);
            (
                kiln_guarded_load(base + 8, 1).value,
                kiln_guarded_load(base, 3).value,
            )
        };
        assert_eq!(two, 0x0aaa);
        assert_eq!(
            eight,
            u64::from_le_bytes([0x0f, 0x0e, 0x0d, 0x0c, 4, 7, 7, 8])
        );
    }

    #[test]
    fn exchanges_of_both_sizes() {
        let mut words = [0x1111_2222_3333_4444_u64, 7];
        let base = words.as_mut_ptr().expose_provenance();
        // SAFETY: all accesses lie within the array.
        let olds = unsafe {
            [
                kiln_guarded_exchange(base, 2, 0x3333_4444, 5).value,
                kiln_guarded_exchange(base, 2, 6, 9).value,
                kiln_guarded_exchange(base + 8, 3, 7, u64::MAX).value,
                kiln_guarded_exchange(base + 8, 3, 7, 1).value,
            ]
        };
        assert_eq!(olds, [0x3333_4444, 5, 7, u64::MAX]);
        assert_eq!(words, [0x1111_2222_0000_0005, u64::MAX]);
    }

    #[test]
    fn swaps_elements_of_each_size() {
        for (log2_size, expected) in [
            (1, [2, 1, 4, 3, 6, 5, 8, 7, 9]),
            (2, [4, 3, 2, 1, 8, 7, 6, 5, 9]),
            (3, [8, 7, 6, 5, 4, 3, 2, 1, 9]),
        ] {
            let mut bytes = [1u8, 2, 3, 4, 5, 6, 7, 8, 9];
            let base = bytes.as_mut_ptr().expose_provenance();
            // SAFETY: the elements lie within the array.
            unsafe {
                kiln_guarded_swap(base, 8 >> log2_size, log2_size);
                kiln_guarded_swap(base, 0, log2_size);
            }
            assert_eq!(bytes, expected);
        }
    }
}
