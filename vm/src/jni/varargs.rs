//! Arguments of JNI calls in their three forms, and C variadic functions on stable Rust.
//!
//! A System V `va_list` on x86-64 is a small record: offsets into a register save area, and a
//! pointer to the arguments on the stack (psABI 3.5.7). [`VaList`] reads it. The variadic entry
//! points are naked stubs that spill the argument registers into such a record and call the
//! function that takes a `va_list`.

/// A System V x86-64 `va_list` element.
#[repr(C)]
pub(crate) struct VaList {
    gp_offset: u32,
    fp_offset: u32,
    overflow_arg_area: *const u64,
    reg_save_area: *const u8,
}

/// Bytes of the integer registers in the save area.
const GP_END: u32 = 48;
/// Bytes of all registers in the save area.
const FP_END: u32 = 176;

impl VaList {
    /// A list whose arguments all lie in memory, one in each word.
    pub(crate) fn in_memory(arguments: *const u64) -> VaList {
        VaList {
            gp_offset: GP_END,
            fp_offset: FP_END,
            overflow_arg_area: arguments,
            reg_save_area: std::ptr::null(),
        }
    }

    /// The next argument of class INTEGER.
    ///
    /// # Safety
    /// The list has such an argument next.
    pub(crate) unsafe fn integer(&mut self) -> u64 {
        if self.gp_offset < GP_END {
            // SAFETY: the offset lies within the register save area.
            let value = unsafe {
                self.reg_save_area
                    .add(self.gp_offset as usize)
                    .cast::<u64>()
                    .read()
            };
            self.gp_offset += 8;
            return value;
        }
        // SAFETY: as the caller promises.
        unsafe { self.overflow() }
    }

    /// The next argument of class SSE (variadic `float` arguments are passed as `double`).
    ///
    /// # Safety
    /// The list has such an argument next.
    pub(crate) unsafe fn double(&mut self) -> f64 {
        if self.fp_offset < FP_END {
            // SAFETY: the offset lies within the register save area.
            let value = unsafe {
                self.reg_save_area
                    .add(self.fp_offset as usize)
                    .cast::<f64>()
                    .read()
            };
            self.fp_offset += 16;
            return value;
        }
        // SAFETY: as the caller promises.
        f64::from_bits(unsafe { self.overflow() })
    }

    /// # Safety
    /// The list has an argument on the stack next.
    unsafe fn overflow(&mut self) -> u64 {
        // SAFETY: as the caller promises.
        unsafe {
            let value = self.overflow_arg_area.read();
            self.overflow_arg_area = self.overflow_arg_area.add(1);
            value
        }
    }
}

/// Defines a C variadic function with `$fixed` named integer arguments, which calls `$target` with
/// the same arguments and a pointer to the `va_list`.
macro_rules! variadic {
    ($(#[$meta:meta])* $vis:vis $name:ident => $target:path, fixed = 1) => {
        variadic!(@ $(#[$meta])* $vis $name, $target, 8, "rsi");
    };
    ($(#[$meta:meta])* $vis:vis $name:ident => $target:path, fixed = 2) => {
        variadic!(@ $(#[$meta])* $vis $name, $target, 16, "rdx");
    };
    ($(#[$meta:meta])* $vis:vis $name:ident => $target:path, fixed = 3) => {
        variadic!(@ $(#[$meta])* $vis $name, $target, 24, "rcx");
    };
    ($(#[$meta:meta])* $vis:vis $name:ident => $target:path, fixed = 4) => {
        variadic!(@ $(#[$meta])* $vis $name, $target, 32, "r8");
    };
    (@ $(#[$meta:meta])* $vis:vis $name:ident, $target:path, $offset:literal, $register:literal) => {
        $(#[$meta])*
        #[unsafe(naked)]
        $vis extern "C" fn $name() {
            // Frame: va_list at 0, register save area at 32 to 208; entry is 8 mod 16, so 216 aligns it.
            core::arch::naked_asm!(
                "sub rsp, 216",
                "mov [rsp + 32], rdi",
                "mov [rsp + 40], rsi",
                "mov [rsp + 48], rdx",
                "mov [rsp + 56], rcx",
                "mov [rsp + 64], r8",
                "mov [rsp + 72], r9",
                "test al, al",
                "je 2f",
                "movaps [rsp + 80], xmm0",
                "movaps [rsp + 96], xmm1",
                "movaps [rsp + 112], xmm2",
                "movaps [rsp + 128], xmm3",
                "movaps [rsp + 144], xmm4",
                "movaps [rsp + 160], xmm5",
                "movaps [rsp + 176], xmm6",
                "movaps [rsp + 192], xmm7",
                "2:",
                concat!("mov dword ptr [rsp], ", $offset),
                "mov dword ptr [rsp + 4], 48",
                "lea rax, [rsp + 224]",
                "mov [rsp + 8], rax",
                "lea rax, [rsp + 32]",
                "mov [rsp + 16], rax",
                concat!("mov ", $register, ", rsp"),
                "call {target}",
                "add rsp, 216",
                "ret",
                target = sym $target,
            )
        }
    };
}
pub(crate) use variadic;

#[cfg(test)]
mod tests {
    use super::VaList;

    extern "C" fn sum(count: usize, _unused: usize, out: *mut f64, list: *mut VaList) -> f64 {
        // SAFETY: the test passes a list of `count` pairs of integer and double, and a valid `out`.
        unsafe {
            let list = &mut *list;
            let mut total = 0.0;
            for _ in 0..count {
                total += list.integer() as f64 * list.double();
            }
            *out = total;
            total
        }
    }
    variadic!(sum_variadic => sum, fixed = 3);

    #[test]
    fn reads_registers_then_stack() {
        type Variadic = unsafe extern "C" fn(usize, usize, *mut f64, ...) -> f64;
        let mut out = 0.0;
        // SAFETY: the stub follows the C calling convention for this prototype.
        let result = unsafe {
            let function: Variadic = std::mem::transmute(sum_variadic as *const ());
            function(
                11,
                0,
                &raw mut out,
                1u64,
                1.5f64,
                2u64,
                2.5f64,
                3u64,
                3.5f64,
                4u64,
                4.5f64,
                5u64,
                5.5f64,
                6u64,
                6.5f64,
                7u64,
                7.5f64,
                8u64,
                8.5f64,
                9u64,
                9.5f64,
                10u64,
                10.5f64,
                11u64,
                11.5f64,
            )
        };
        let expected: f64 = (1..=11).map(|i| f64::from(i) * (f64::from(i) + 0.5)).sum();
        assert_eq!(result, expected);
        assert_eq!(out, expected);
    }
}
