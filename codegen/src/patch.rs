//! What the VM writes over code that must not run any more.
//!
//! A frame of such code is in a call; when the call returns, the frame is to leave for the
//! interpreter with the state of that [`Safepoint`](crate::Safepoint). Return addresses are left as
//! they are: the instructions that they lead to are replaced. At least [`PATCH_SIZE`] bytes follow
//! each return address that no jump leads into: the comparison with the pending exception after a
//! call of Java code, the store to the anchor after a helper. Both are longer than the patch, which
//! is asserted when code is emitted.

use crate::entry_points::Helper;
use crate::layout::Layout;

/// Bytes of the patch at a return address.
pub const PATCH_SIZE: usize = 7;
/// Bytes of the patch at an entry: every prologue has as many.
pub const ENTRY_SIZE: usize = 17;

/// At a return address: `call [r15 + helper]` of [`Helper::Deopt`]. To the helper the patch looks
/// like an exit whose return address is [`PATCH_SIZE`] behind that of the safepoint, with the result
/// of the call in its register.
pub fn leave_at_return(layout: &Layout) -> [u8; PATCH_SIZE] {
    through_memory(0x97, layout.thread.helpers[Helper::Deopt as usize])
}

/// At the entry of the code of the method whose record is at this address:
/// `mov r10, method; jmp [r10 + compiled_entry]`. Whoever kept the entry goes where the method is
/// now.
pub fn enter_elsewhere(layout: &Layout, method: u64) -> [u8; ENTRY_SIZE] {
    let mut bytes = [0; ENTRY_SIZE];
    bytes[..2].copy_from_slice(&[0x49, 0xba]);
    bytes[2..10].copy_from_slice(&method.to_le_bytes());
    bytes[10..].copy_from_slice(&through_memory(0xa2, layout.compiled_entry));
    bytes
}

/// A call or jump through `[register + displacement]`, both as `operands` says, with r8 to r15 as
/// base.
fn through_memory(operands: u8, displacement: i32) -> [u8; PATCH_SIZE] {
    let [a, b, c, d] = displacement.to_le_bytes();
    [0x41, 0xff, operands, a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::through_memory;
    use iced_x86::{Decoder, DecoderOptions, Formatter, IntelFormatter};

    fn text(bytes: &[u8]) -> String {
        let mut decoder = Decoder::new(64, bytes, DecoderOptions::NONE);
        let instruction = decoder.decode();
        assert_eq!(instruction.len(), bytes.len());
        let mut text = String::new();
        IntelFormatter::new().format(&instruction, &mut text);
        text
    }

    #[test]
    fn patches_are_what_they_say() {
        assert_eq!(
            text(&through_memory(0x97, 0x100)),
            "call qword ptr [r15+100h]"
        );
        assert_eq!(text(&through_memory(0xa2, 0x28)), "jmp qword ptr [r10+28h]");
        let load = [0x49, 0xba, 1, 0, 0, 0, 0, 0, 0, 0];
        assert_eq!(text(&load), "mov r10,1");
    }
}
