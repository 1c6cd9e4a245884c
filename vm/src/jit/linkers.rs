//! `MethodHandle.invokeBasic` and the `linkTo*` methods for compiled code: stubs that find the
//! target and jump to its compiled entry with the same arguments (JVMS 2.9.3).
//!
//! They have no frames, so a chain of handles uses no stack. Whatever is not plain (null, a
//! trailing `MemberName` that is not in a register, an interface) is left to the interpreter's
//! entries, by jumping to the stub that calls it.

use super::shape::Shape;
use super::stubs::compiled_to_interpreter;
use std::mem::offset_of;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use vm_runtime::class::Class;
use vm_runtime::known::{
    LAMBDA_FORM_VMENTRY, MEMBER_METHOD, MEMBER_VMINDEX, METHOD_HANDLE_FORM, RESOLVED_METHOD_TARGET,
};
use vm_runtime::layout;
use vm_runtime::method::{Method, MethodHandleIntrinsic, MethodKind, VTABLE_NONE};

/// Offsets of fields that the stubs read. They are known once the classes are loaded.
#[repr(C)]
struct Offsets {
    form: AtomicU32,
    vmentry: AtomicU32,
    member_method: AtomicU32,
    target: AtomicU32,
    vmindex: AtomicU32,
}

static OFFSETS: Offsets = Offsets {
    form: AtomicU32::new(0),
    vmentry: AtomicU32::new(0),
    member_method: AtomicU32::new(0),
    target: AtomicU32::new(0),
    vmindex: AtomicU32::new(0),
};

static IS_READY: OnceLock<()> = OnceLock::new();

/// Learns the offsets, once the classes of method handles are loaded.
pub(super) fn start() {
    for (offset, value) in [
        (&OFFSETS.form, METHOD_HANDLE_FORM.offset()),
        (&OFFSETS.vmentry, LAMBDA_FORM_VMENTRY.offset()),
        (&OFFSETS.member_method, MEMBER_METHOD.offset()),
        (&OFFSETS.target, RESOLVED_METHOD_TARGET.offset()),
        (&OFFSETS.vmindex, MEMBER_VMINDEX.offset()),
    ] {
        offset.store(value as u32, Ordering::Release);
    }
    let _ = IS_READY.set(());
}

type Stub = unsafe extern "sysv64" fn();

/// The compiled entry of a linker, if it has one of its own.
pub(super) fn entry(method: &Method) -> Option<usize> {
    IS_READY.get()?;
    let MethodKind::Intrinsic(intrinsic) = method.kind else {
        return None;
    };
    let stubs: &[Stub; 6] = match intrinsic {
        MethodHandleIntrinsic::InvokeBasic => {
            let stub: Stub = invoke_basic;
            return Some(stub as usize);
        }
        MethodHandleIntrinsic::LinkToStatic => &LINK_TO_STATIC,
        MethodHandleIntrinsic::LinkToSpecial => &LINK_TO_SPECIAL,
        MethodHandleIntrinsic::LinkToVirtual => &LINK_TO_VIRTUAL,
        _ => return None,
    };
    let register = Shape::of(method).last_register()?;
    Some(stubs[register] as usize)
}

/// Continues with the `MemberName` in `rax`: its target.
macro_rules! jump_to_target {
    () => {
        "mov r11d, [rip + {offsets} + {member_method}]
        mov eax, [rax + r11]
        shl rax, {shift}
        mov r11d, [rip + {offsets} + {target}]
        mov r10, [rax + r11]
        jmp qword ptr [r10 + {entry}]"
    };
}

/// A stub with the operands that all have.
macro_rules! linker_stub {
    ($(#[$doc:meta])* $name:ident: $($line:expr),+ $(; $($extra:tt)+)?) => {
        $(#[$doc])*
        ///
        /// # Safety
        /// Called by compiled code with the registers of a Java call.
        #[unsafe(naked)]
        unsafe extern "sysv64" fn $name() {
            core::arch::naked_asm!(
                $($line,)+
                jump_to_target!(),
                "9:",
                "jmp {interpreter}",
                offsets = sym OFFSETS,
                member_method = const offset_of!(Offsets, member_method),
                target = const offset_of!(Offsets, target),
                shift = const layout::REF_SHIFT,
                entry = const offset_of!(Method, compiled_entry),
                interpreter = sym compiled_to_interpreter,
                $($($extra)+)?
            )
        }
    };
}

linker_stub! {
    /// `this.form.vmentry`.
    invoke_basic:
        "test rsi, rsi",
        "je 9f",
        "mov r11d, [rip + {offsets} + {form}]",
        "mov eax, [rsi + r11]",
        "shl rax, {shift}",
        "mov r11d, [rip + {offsets} + {vmentry}]",
        "mov eax, [rax + r11]",
        "shl rax, {shift}";
    form = const offset_of!(Offsets, form),
    vmentry = const offset_of!(Offsets, vmentry),
}

/// Stubs of one linker by the register that holds its `MemberName`.
macro_rules! linker_stubs {
    ($table:ident: $stub:ident = $($number:ident $register:literal),+) => {
        /// By the number of the register with the `MemberName`.
        static $table: [Stub; 6] = {
            $($stub! { $number $register })+
            [$($number),+]
        };
    };
}

macro_rules! link_to_static {
    ($name:ident $register:literal) => {
        linker_stub! {
            /// `linkToStatic`.
            $name:
                concat!("mov rax, ", $register),
                "test rax, rax",
                "je 9f"
        }
    };
}
macro_rules! link_to_special {
    ($name:ident $register:literal) => {
        linker_stub! {
            /// `linkToSpecial`.
            $name:
                concat!("mov rax, ", $register),
                "test rax, rax",
                "je 9f",
                "test rsi, rsi",
                "je 9f"
        }
    };
}
macro_rules! link_to_virtual {
    ($name:ident $register:literal) => {
        linker_stub! {
            /// `linkToVirtual`.
            $name:
                concat!("mov rax, ", $register),
                "test rax, rax",
                "je 9f",
                "test rsi, rsi",
                "je 9f",
                "mov r11d, [rip + {offsets} + {vmindex}]",
                "mov r11, [rax + r11]",
                "cmp r11, {none}",
                "je 8f",
                "mov eax, [rsi + {class}]",
                "mov r10, [rax + r11*8 + {vtable}]",
                "jmp qword ptr [r10 + {entry}]",
                "8:";
            vmindex = const offset_of!(Offsets, vmindex),
            none = const VTABLE_NONE,
            class = const layout::CLASS_OFFSET,
            vtable = const size_of::<Class>(),
        }
    };
}

linker_stubs! {
    LINK_TO_STATIC: link_to_static =
        rsi "rsi", rdx "rdx", rcx "rcx", r8 "r8", r9 "r9", rdi "rdi"
}
linker_stubs! {
    LINK_TO_SPECIAL: link_to_special =
        rsi "rsi", rdx "rdx", rcx "rcx", r8 "r8", r9 "r9", rdi "rdi"
}
linker_stubs! {
    LINK_TO_VIRTUAL: link_to_virtual =
        rsi "rsi", rdx "rdx", rcx "rcx", r8 "r8", r9 "r9", rdi "rdi"
}
