//! Preparing a method for its first call: decoding, side tables, choice of its entry.

use crate::dispatch::{Execute, handler_word};
use crate::entry::entry_word;
use crate::sites::{
    BranchSite, CallSite, ClassSite, ConstantSite, FieldSite, SwitchSite, TypeProfile, leak,
};
use std::sync::atomic::{
    AtomicBool, AtomicPtr, AtomicU16, AtomicU32, AtomicU64, AtomicUsize, Ordering,
};
use vm_bytecode::decode::{BadConstant, ConstantOperand, DecodeEnv, Place, SwitchTargets, decode};
use vm_bytecode::{Instruction, Op, Site};
use vm_runtime::class::{Class, ClassState};
use vm_runtime::exceptions;
use vm_runtime::frame::{DecodedCode, Handler, Insn};
use vm_runtime::method::Method;
use vm_runtime::pool::Constant;
use vm_runtime::thread::{Cx, JResult};

/// Decodes the method if it has code and sets its real entry.
pub(crate) fn prepare(cx: &mut Cx, method: &'static Method) -> JResult<()> {
    decode_once(cx, method)?;
    crate::tier::arm(method);
    // An entry that was set meanwhile may be that of compiled code.
    let _ = method.interpreter_entry.compare_exchange(
        crate::entry::initial_entry_word(),
        entry_word(method),
        Ordering::AcqRel,
        Ordering::Acquire,
    );
    if method.code().is_none() {
        vm_runtime::call::set_special_entry(method);
    }
    Ok(())
}

/// Decodes the method if it has code. Several threads may do so at once: the first one's code stays.
pub(crate) fn decode_once(cx: &mut Cx, method: &'static Method) -> JResult<()> {
    if method.class.state() < ClassState::Linked {
        vm_runtime::link::link(cx, method.class)?;
    }
    decode_linked(method)
        .map_err(|message| exceptions::throw(cx, "java/lang/VerifyError", Some(&message)))
}

/// As [`decode_once`], when the class is linked.
///
/// # Errors
/// What is wrong with the bytecode.
pub(crate) fn decode_linked(method: &'static Method) -> Result<(), String> {
    if method.code().is_none() || method.decoded().is_some() {
        return Ok(());
    }
    let code = decode_method(method)?;
    check_maps(method)?;
    let new = Box::into_raw(Box::new(code));
    let won = method.decoded.compare_exchange(
        std::ptr::null_mut(),
        new,
        Ordering::AcqRel,
        Ordering::Acquire,
    );
    if won.is_err() {
        // SAFETY: the code was not published, nobody else has its address.
        drop(unsafe { Box::from_raw(new) });
    }
    Ok(())
}

/// The last class-file version in which `jsr` and `ret` may occur (JVMS 4.9.1).
const LAST_VERSION_WITH_JSR: u16 = 50;

/// Makes sure that the collector will be able to tell the references in frames of the method. Verified
/// code can fail only by an absurd nesting of subroutines.
fn check_maps(method: &'static Method) -> Result<(), String> {
    let class = method.class;
    let has_subroutines = class.class_file().major <= LAST_VERSION_WITH_JSR;
    let is_trusted = class.loader.is_boot || vm_runtime::link::is_verified(class);
    if is_trusted && !has_subroutines {
        return Ok(());
    }
    crate::maps::check(method).map_err(|error| {
        format!(
            "No reference maps for method {}: {error:?}",
            method.display()
        )
    })
}

fn decode_method(method: &'static Method) -> Result<DecodedCode, String> {
    let code = method
        .code()
        .expect("the caller checked that there is code");
    let mut env = Env {
        class: method.class,
    };
    let bad = |what: String| format!("{what} in method {}", method.display());
    let decoded = decode(code.code, &mut env).map_err(|error| bad(format!("{error:?}")))?;
    let insns: Box<[Insn]> = decoded.instructions.iter().map(insn_of).collect();
    fuse(&insns, &decoded.instructions);
    let end = decoded.instructions.len() as u32;
    let index = |bci: u16| {
        if usize::from(bci) == code.code.len() {
            Some(end)
        } else {
            decoded.index_of(u32::from(bci))
        }
    };
    let mut handlers = Vec::with_capacity(code.handlers.len());
    for handler in &code.handlers {
        let (Some(start), Some(end), Some(target)) = (
            index(handler.start),
            index(handler.end),
            index(handler.handler),
        ) else {
            return Err(bad("bad exception table".to_owned()));
        };
        handlers.push(Handler {
            start,
            end,
            target,
            catch_type: handler.catch_type,
        });
    }
    Ok(DecodedCode {
        insns,
        bcis: decoded.bcis.into(),
        handlers: handlers.into(),
        sites: Box::new(()),
    })
}

/// Lets instructions be executed together with those that follow them, where there is a handler for it.
fn fuse(insns: &[Insn], instructions: &[Instruction]) {
    // The last instruction ends the code and fuses with nothing.
    for (index, insn) in insns.iter().enumerate() {
        let op = |ahead: usize| {
            instructions
                .get(index + ahead)
                .map_or(Op::Nop, Instruction::op)
        };
        if let Some(word) = crate::fusion::fused([op(0), op(1), op(2)]) {
            insn.handler.store(word, Ordering::Relaxed);
        }
    }
}

macro_rules! define_insn_of {
    ($(
        $(#[$doc:meta])*
        $name:ident { $($field:ident: $ty:ty)? $(, $field2:ident: $ty2:ty)? }:
            $pops:tt $(-> $pushes:tt)? =
            $($code:literal $mnemonic:ident $constant:ident $format:ident $(($arg:expr))?),+;
    )*) => {
        /// The handler word and operand bytes of an instruction.
        fn insn_of(instruction: &Instruction) -> Insn {
            match instruction { $(Instruction::$name(operands) => make_insn(operands),)* }
        }

        /// See [`crate::handlers`].
        pub(crate) fn handlers() -> Vec<(&'static str, usize)> {
            let mut handlers = vec![$((stringify!($name), handler_word::<vm_bytecode::instruction::$name>()),)*];
            handlers.extend(crate::instructions::quick_handlers());
            handlers.extend(crate::fusion::handlers());
            handlers
        }
    };
}
vm_bytecode::for_each_operation!(define_insn_of);

fn make_insn<I: Execute>(operands: &I) -> Insn {
    const { assert!(size_of::<I>() <= 8 && align_of::<I>() <= 8) };
    let mut word = 0_u64;
    // SAFETY: the operands take at most 8 bytes (asserted) and are plain data.
    unsafe { (&raw mut word).cast::<I>().write(*operands) };
    Insn {
        handler: AtomicUsize::new(handler_word::<I>()),
        operand: word,
    }
}

struct Env {
    class: &'static Class,
}

fn counters(n: usize) -> Box<[AtomicU32]> {
    (0..n).map(|_| AtomicU32::new(0)).collect()
}

fn delta(at: Place, target: u32) -> i32 {
    target as i32 - at.index as i32
}

impl Env {
    fn constant_at(&self, cp_index: u16) -> Result<&Constant<'static>, BadConstant> {
        self.class
            .class_file()
            .pool
            .get(cp_index)
            .ok_or(BadConstant)
    }
}

impl DecodeEnv for Env {
    fn branch(&mut self, at: Place, target: u32) -> Site {
        leak(BranchSite {
            delta: delta(at, target),
            taken: AtomicU32::new(0),
            not_taken: AtomicU32::new(0),
            limit: AtomicU32::new(crate::tier::first_branch_limit()),
            summed: AtomicU32::new(0),
        })
    }

    fn switch(&mut self, at: Place, targets: SwitchTargets) -> Site {
        let keys = match targets.low {
            Some(_) => Box::default(),
            None => targets.pairs.iter().map(|(key, _)| *key).collect(),
        };
        leak(SwitchSite {
            low: targets.low.unwrap_or(0),
            keys,
            deltas: targets
                .pairs
                .iter()
                .map(|(_, target)| delta(at, *target))
                .collect(),
            default: delta(at, targets.default),
            counts: counters(targets.pairs.len() + 1),
        })
    }

    fn field(&mut self, _at: Place, cp_index: u16) -> Result<Site, BadConstant> {
        let Constant::FieldRef { .. } = self.constant_at(cp_index)? else {
            return Err(BadConstant);
        };
        Ok(leak(FieldSite {
            offset: AtomicU32::new(0),
            cp_index,
            is_volatile: AtomicBool::new(false),
            mirror: AtomicU64::new(0),
            field: AtomicPtr::default(),
        }))
    }

    fn invoke(&mut self, at: Place, cp_index: u16) -> Result<Site, BadConstant> {
        let appendix = match self.constant_at(cp_index)? {
            Constant::InvokeDynamic { .. } if at.op == Op::InvokeDynamic => {
                self.class.pool().new_ref_slot()
            }
            Constant::MethodRef { .. } | Constant::InterfaceMethodRef { .. }
                if at.op != Op::InvokeDynamic =>
            {
                u32::MAX
            }
            _ => return Err(BadConstant),
        };
        Ok(leak(CallSite {
            method: AtomicPtr::default(),
            named: AtomicPtr::default(),
            cache: AtomicPtr::default(),
            index: AtomicU32::new(0),
            arg_slots: AtomicU16::new(0),
            cp_index,
            appendix: AtomicU32::new(appendix),
            n_cached: AtomicU32::new(0),
            count: AtomicU32::new(0),
            profile: TypeProfile::default(),
        }))
    }

    fn class(&mut self, _at: Place, cp_index: u16, n_dimensions: u8) -> Result<Site, BadConstant> {
        let Constant::Class { .. } = self.constant_at(cp_index)? else {
            return Err(BadConstant);
        };
        Ok(leak(ClassSite {
            class: AtomicPtr::default(),
            cp_index,
            n_dimensions,
            profile: TypeProfile::default(),
        }))
    }

    fn constant(&mut self, _at: Place, cp_index: u16) -> Result<ConstantOperand, BadConstant> {
        Ok(match self.constant_at(cp_index)? {
            Constant::Integer(value) => ConstantOperand::Int(*value),
            Constant::Float(value) => ConstantOperand::Float(*value),
            Constant::Long(value) => ConstantOperand::Long(*value),
            Constant::Double(value) => ConstantOperand::Double(*value),
            _ => ConstantOperand::Site(leak(ConstantSite {
                cp_index,
                slot: AtomicU32::new(0),
            })),
        })
    }
}
