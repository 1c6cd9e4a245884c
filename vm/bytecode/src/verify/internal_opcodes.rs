//! Opcodes that HotSpot uses inside and that a class file must not contain.
//!
//! Its verifier reads over them like over instructions and refuses them when it gets there, by
//! name; so, to refuse a class with the same words, names and lengths are needed.

/// Name and length of the opcodes from 0xcb; length 0 is that of a `lookupswitch`, not modelled.
const INTERNAL: [(&str, u32); 36] = [
    ("fast_agetfield", 3),
    ("fast_bgetfield", 3),
    ("fast_cgetfield", 3),
    ("fast_dgetfield", 3),
    ("fast_fgetfield", 3),
    ("fast_igetfield", 3),
    ("fast_lgetfield", 3),
    ("fast_sgetfield", 3),
    ("fast_aputfield", 3),
    ("fast_bputfield", 3),
    ("fast_zputfield", 3),
    ("fast_cputfield", 3),
    ("fast_dputfield", 3),
    ("fast_fputfield", 3),
    ("fast_iputfield", 3),
    ("fast_lputfield", 3),
    ("fast_sputfield", 3),
    ("fast_aload_0", 1),
    ("fast_iaccess_0", 4),
    ("fast_aaccess_0", 4),
    ("fast_faccess_0", 4),
    ("fast_iload", 2),
    ("fast_iload2", 4),
    ("fast_icaload", 3),
    ("fast_invokevfinal", 3),
    ("fast_linearswitch", 0),
    ("fast_binaryswitch", 0),
    ("fast_aldc", 2),
    ("fast_aldc_w", 3),
    ("return_register_finalizer", 1),
    ("invokehandle", 3),
    ("nofast_getfield", 3),
    ("nofast_putfield", 3),
    ("nofast_aload_0", 1),
    ("nofast_iload", 2),
    ("_shouldnotreachhere", 1),
];

/// Name and length of an internal opcode.
pub(super) fn internal_opcode(opcode: u8) -> Option<(&'static str, u32)> {
    match opcode {
        0xca => Some(("breakpoint", 1)),
        _ => INTERNAL
            .get(usize::from(opcode.checked_sub(0xcb)?))
            .copied(),
    }
}
