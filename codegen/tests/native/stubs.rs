//! Stubs between Rust and compiled code, by the conventions of `docs/code-generation.md`.

use crate::vm;
use std::arch::naked_asm;

/// The thread's record: what compiled code and stubs know by offset.
#[derive(Default)]
#[repr(C)]
pub struct Thread {
    pub poll: u32,
    /// What the thread writes to enter a monitor.
    pub entered_once: u32,
    pub pending: u64,
    pub anchor: u64,
    pub stack_limit: u64,
    pub cursor: u64,
    pub limit: u64,
    /// rsp to which a run comes back.
    pub exit_rsp: u64,
    /// xmm0 at the end of a run.
    pub float: u64,
    /// The VM, for Rust.
    pub vm: u64,
    pub unused2: u64,
    /// Addresses of helpers.
    pub helpers: [u64; 16],
}

macro_rules! save_all {
    () => {
        "sub rsp, 264
        mov [rsp], rax
        mov [rsp + 8], rcx
        mov [rsp + 16], rdx
        mov [rsp + 24], rbx
        mov [rsp + 40], rbp
        mov [rsp + 48], rsi
        mov [rsp + 56], rdi
        mov [rsp + 64], r8
        mov [rsp + 72], r9
        mov [rsp + 80], r10
        mov [rsp + 88], r11
        mov [rsp + 96], r12
        mov [rsp + 104], r13
        mov [rsp + 112], r14
        movsd [rsp + 128], xmm0
        movsd [rsp + 136], xmm1
        movsd [rsp + 144], xmm2
        movsd [rsp + 152], xmm3
        movsd [rsp + 160], xmm4
        movsd [rsp + 168], xmm5
        movsd [rsp + 176], xmm6
        movsd [rsp + 184], xmm7
        movsd [rsp + 192], xmm8
        movsd [rsp + 200], xmm9
        movsd [rsp + 208], xmm10
        movsd [rsp + 216], xmm11
        movsd [rsp + 224], xmm12
        movsd [rsp + 232], xmm13"
    };
}

macro_rules! restore_all {
    () => {
        "mov rax, [rsp]
        mov rcx, [rsp + 8]
        mov rdx, [rsp + 16]
        mov rsi, [rsp + 48]
        mov rdi, [rsp + 56]
        mov r8, [rsp + 64]
        mov r9, [rsp + 72]
        movsd xmm0, [rsp + 128]
        movsd xmm1, [rsp + 136]
        movsd xmm2, [rsp + 144]
        movsd xmm3, [rsp + 152]
        movsd xmm4, [rsp + 160]
        movsd xmm5, [rsp + 168]
        movsd xmm6, [rsp + 176]
        movsd xmm7, [rsp + 184]
        movsd xmm8, [rsp + 192]
        movsd xmm9, [rsp + 200]
        movsd xmm10, [rsp + 208]
        movsd xmm11, [rsp + 216]
        movsd xmm12, [rsp + 224]
        movsd xmm13, [rsp + 232]
        add rsp, 264"
    };
}

macro_rules! leave_run {
    () => {
        "mov rsp, [r15 + 48]
        add rsp, 8
        pop r15
        pop r14
        pop r13
        pop r12
        pop rbx
        pop rbp
        ret"
    };
}

/// Runs compiled code: registers are 6 integers, then 8 floating-point numbers.
///
/// # Safety
/// All addresses are what they say, and the code keeps the conventions.
#[unsafe(naked)]
pub unsafe extern "sysv64" fn enter(
    thread: *mut Thread,
    entry: usize,
    registers: *const u64,
    stack: *const u64,
    n_stack: usize,
) -> u64 {
    naked_asm!(
        "push rbp
        push rbx
        push r12
        push r13
        push r14
        push r15
        sub rsp, 8
        mov r15, rdi
        mov [r15 + 48], rsp
        mov r11, rsi
        mov rax, rdx
        lea r10, [r8 * 8 + 15]
        and r10, -16
        sub rsp, r10
        xor r9d, r9d
        2:
        cmp r9, r8
        jae 3f
        mov r10, [rcx + r9 * 8]
        mov [rsp + r9 * 8], r10
        inc r9
        jmp 2b
        3:
        movsd xmm0, [rax + 48]
        movsd xmm1, [rax + 56]
        movsd xmm2, [rax + 64]
        movsd xmm3, [rax + 72]
        movsd xmm4, [rax + 80]
        movsd xmm5, [rax + 88]
        movsd xmm6, [rax + 96]
        movsd xmm7, [rax + 104]
        mov rsi, [rax]
        mov rdx, [rax + 8]
        mov rcx, [rax + 16]
        mov r8, [rax + 24]
        mov r9, [rax + 32]
        mov rdi, [rax + 40]
        call r11
        movsd [r15 + 56], xmm0",
        leave_run!(),
    )
}

/// `Helper::Deopt`.
///
/// # Safety
/// Compiled code calls it.
#[unsafe(naked)]
pub unsafe extern "sysv64" fn deopt() {
    naked_asm!(
        save_all!(),
        "mov rdi, r15
        mov rsi, rsp
        lea rdx, [rsp + 272]
        call {leave}",
        leave_run!(),
        leave = sym vm::leave,
    )
}

/// `Helper::StackOverflow`.
///
/// # Safety
/// Compiled code jumps to it.
#[unsafe(naked)]
pub unsafe extern "sysv64" fn stack_overflow() {
    naked_asm!(
        save_all!(),
        "mov rdi, r15
        call {overflow}
        add rsp, 264
        ret",
        overflow = sym vm::overflow,
    )
}

/// `Helper::SavingPoll`.
///
/// # Safety
/// Compiled code calls it with the address of 32 words in r11.
#[unsafe(naked)]
pub unsafe extern "sysv64" fn saving_poll() {
    naked_asm!(
        "mov [r11 + 0], rax
        mov [r11 + 8], rcx
        mov [r11 + 16], rdx
        mov [r11 + 24], rbx
        mov [r11 + 48], rsi
        mov [r11 + 56], rdi
        mov [r11 + 64], r8
        mov [r11 + 72], r9
        mov [r11 + 96], r12
        mov [r11 + 104], r13
        mov [r11 + 112], r14
        movsd [r11 + 128], xmm0
        movsd [r11 + 136], xmm1
        movsd [r11 + 144], xmm2
        movsd [r11 + 152], xmm3
        movsd [r11 + 160], xmm4
        movsd [r11 + 168], xmm5
        movsd [r11 + 176], xmm6
        movsd [r11 + 184], xmm7
        movsd [r11 + 192], xmm8
        movsd [r11 + 200], xmm9
        movsd [r11 + 208], xmm10
        movsd [r11 + 216], xmm11
        movsd [r11 + 224], xmm12
        movsd [r11 + 232], xmm13
        lea rax, [rsp + 8]
        mov [r15 + 16], rax
        mov rbx, r11
        mov rdi, r15
        sub rsp, 8
        call {poll}
        add rsp, 8
        mov qword ptr [r15 + 16], 0
        mov r11, rbx
        movsd xmm0, [r11 + 128]
        movsd xmm1, [r11 + 136]
        movsd xmm2, [r11 + 144]
        movsd xmm3, [r11 + 152]
        movsd xmm4, [r11 + 160]
        movsd xmm5, [r11 + 168]
        movsd xmm6, [r11 + 176]
        movsd xmm7, [r11 + 184]
        movsd xmm8, [r11 + 192]
        movsd xmm9, [r11 + 200]
        movsd xmm10, [r11 + 208]
        movsd xmm11, [r11 + 216]
        movsd xmm12, [r11 + 224]
        movsd xmm13, [r11 + 232]
        test eax, eax
        mov rax, [r11 + 0]
        mov rcx, [r11 + 8]
        mov rdx, [r11 + 16]
        mov rbx, [r11 + 24]
        mov rsi, [r11 + 48]
        mov rdi, [r11 + 56]
        mov r8, [r11 + 64]
        mov r9, [r11 + 72]
        mov r12, [r11 + 96]
        mov r13, [r11 + 104]
        mov r14, [r11 + 112]
        ret",
        poll = sym vm::poll,
    )
}

/// `Helper::IsSubtype`.
///
/// # Safety
/// Compiled code calls it.
#[unsafe(naked)]
pub unsafe extern "sysv64" fn is_subtype() {
    naked_asm!(
        save_all!(),
        "mov rdi, r15
        mov rsi, r10
        mov rdx, r11
        call {test}
        mov r11, rax
        mov r10, -1",
        restore_all!(),
        "ret",
        test = sym vm::is_subtype,
    )
}

/// `Helper::RememberStore`.
///
/// # Safety
/// Compiled code calls it.
#[unsafe(naked)]
pub unsafe extern "sysv64" fn remember() {
    naked_asm!(
        save_all!(),
        "mov rdi, r15
        mov rsi, r11
        call {remember}
        mov r11, -1
        mov r10, -1",
        restore_all!(),
        "ret",
        remember = sym vm::remember,
    )
}

/// `Helper::CacheMiss`: the entry becomes one for the class; every class has the method itself.
///
/// # Safety
/// Compiled code calls it.
#[unsafe(naked)]
pub unsafe extern "sysv64" fn miss() {
    naked_asm!(
        "mov [r10], r11d
        mov r10, [r10 + 8]
        mov r11, -1
        ret",
    )
}

/// The compiled entry of every method: hands the call to Rust, and leaves garbage in all registers
/// that a callee may change.
///
/// # Safety
/// Compiled code calls it.
#[unsafe(naked)]
pub unsafe extern "sysv64" fn outside() {
    naked_asm!(
        "push rbp
        mov rbp, rsp
        sub rsp, 112
        mov [rsp], rsi
        mov [rsp + 8], rdx
        mov [rsp + 16], rcx
        mov [rsp + 24], r8
        mov [rsp + 32], r9
        mov [rsp + 40], rdi
        movsd [rsp + 48], xmm0
        movsd [rsp + 56], xmm1
        movsd [rsp + 64], xmm2
        movsd [rsp + 72], xmm3
        movsd [rsp + 80], xmm4
        movsd [rsp + 88], xmm5
        movsd [rsp + 96], xmm6
        movsd [rsp + 104], xmm7
        mov rdi, r15
        mov rsi, r10
        mov rdx, rsp
        lea rcx, [rbp + 16]
        call {outside}
        movq xmm0, rax
        mov rcx, 0x5555555555555555
        movq xmm1, rcx
        movq xmm8, rcx
        movq xmm12, rcx
        movq xmm13, rcx
        mov rdx, rcx
        mov rbx, rcx
        mov rsi, rcx
        mov rdi, rcx
        mov r8, rcx
        mov r12, rcx
        mov r13, rcx
        mov r14, rcx
        leave
        ret",
        outside = sym vm::outside,
    )
}
