//! From raw code to an array of [`Instruction`]s for an interpreter.
//!
//! A first pass numbers the instructions, so everything the embedder is told (branch and
//! switch targets, the address after a `jsr`) is an *instruction index*, not a bci. For each
//! instruction that needs a side-table entry the embedder is asked for a [`Site`], an opaque
//! word that ends up in the instruction; loadable constants may also become immediate.
//!
//! If control could run off the end of the code (only in code that was not verified), two
//! instructions are appended, with the bci of the last one, that throw NullPointerException:
//! the interpreter need not check. Reference: JVMS §4.9.

use crate::Site;
use crate::instruction::{AConstNull, AThrow, Fields, Instruction, Op};
use crate::raw::{Operands, RawCode, RawError, RawInstruction, Switch};

/// Position of an instruction being decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Byte offset.
    pub bci: u16,
    /// Instruction index.
    pub index: u32,
    /// What it does.
    pub op: Op,
}

/// Targets of a switch as instruction indexes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwitchTargets {
    /// Target if no key matches.
    pub default: u32,
    /// Lowest key of a `tableswitch`; its keys are consecutive. `None` for `lookupswitch`.
    pub low: Option<i32>,
    /// Keys and targets in code order: ascending keys in verified code.
    pub pairs: Vec<(i32, u32)>,
}

/// What `ldc` and `ldc2_w` push.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ConstantOperand {
    /// Immediate int.
    Int(i32),
    /// Immediate float.
    Float(f32),
    /// Immediate long.
    Long(i64),
    /// Immediate double.
    Double(f64),
    /// Something to resolve when executed.
    Site(Site),
}

/// The constant-pool entry named by an instruction is of the wrong kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadConstant;

/// Supplies side-table entries while decoding; called in code order.
pub trait DecodeEnv {
    /// A conditional branch, `goto` or `jsr`, to an instruction index.
    fn branch(&mut self, at: Place, target: u32) -> Site;
    /// `tableswitch` or `lookupswitch`.
    fn switch(&mut self, at: Place, targets: SwitchTargets) -> Site;
    /// `getfield`, `putfield`, `getstatic`, `putstatic`.
    fn field(&mut self, at: Place, cp_index: u16) -> Result<Site, BadConstant>;
    /// The five calls.
    fn invoke(&mut self, at: Place, cp_index: u16) -> Result<Site, BadConstant>;
    /// `new`, `anewarray`, `checkcast`, `instanceof`, `multianewarray` (whose dimension count
    /// is given, otherwise 0).
    fn class(&mut self, at: Place, cp_index: u16, n_dimensions: u8) -> Result<Site, BadConstant>;
    /// `ldc` (`at.op` is `Ldc`) and `ldc2_w` (`Ldc2`). `Long` and `Double` belong to `Ldc2`.
    fn constant(&mut self, at: Place, cp_index: u16) -> Result<ConstantOperand, BadConstant>;
}

/// Why code cannot be decoded; only code that was not verified gets here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// Raw code is malformed.
    Raw(RawError),
    /// A branch leads into the middle of an instruction or out of the code.
    BadTarget {
        /// The branch.
        bci: u16,
    },
    /// The constant-pool entry is of the wrong kind.
    BadConstant {
        /// The instruction.
        bci: u16,
        /// The entry.
        cp_index: u16,
    },
    /// Code is empty or longer than 65535 bytes.
    BadLength,
}

const NO_INDEX: u32 = u32::MAX;

/// Decoded code of a method.
#[derive(Clone, Debug)]
pub struct DecodedCode {
    /// The instructions.
    pub instructions: Vec<Instruction>,
    /// The bci of each instruction.
    pub bcis: Vec<u16>,
    indexes: Vec<u32>,
}

impl DecodedCode {
    /// Index of the instruction that starts at `bci`.
    pub fn index_of(&self, bci: u32) -> Option<u32> {
        let index = *self.indexes.get(bci as usize)?;
        (index != NO_INDEX).then_some(index)
    }
}

/// Decodes a method's code.
pub fn decode(code: &[u8], env: &mut impl DecodeEnv) -> Result<DecodedCode, DecodeError> {
    if code.is_empty() || code.len() > 0xffff {
        return Err(DecodeError::BadLength);
    }
    let mut indexes = vec![NO_INDEX; code.len()];
    let mut bcis = Vec::with_capacity(code.len() / 2 + 2);
    let mut falls_off = false;
    for instruction in RawCode::new(code) {
        let instruction = instruction.map_err(DecodeError::Raw)?;
        indexes[instruction.bci as usize] = bcis.len() as u32;
        bcis.push(instruction.bci as u16);
        falls_off = !instruction.op.ends_block() || instruction.op == Op::Jsr;
    }
    let mut decoder = Decoder {
        indexes: &indexes,
        env,
    };
    let mut instructions = Vec::with_capacity(bcis.len() + 2);
    for (index, instruction) in RawCode::new(code).enumerate() {
        let instruction = instruction.map_err(DecodeError::Raw)?;
        instructions.push(decoder.instruction(index as u32, &instruction)?);
    }
    if falls_off {
        let bci = bcis[bcis.len() - 1];
        instructions.extend::<[Instruction; 2]>([AConstNull {}.into(), AThrow {}.into()]);
        bcis.extend([bci, bci]);
    }
    Ok(DecodedCode {
        instructions,
        bcis,
        indexes,
    })
}

struct Decoder<'a, E> {
    indexes: &'a [u32],
    env: &'a mut E,
}

impl<E: DecodeEnv> Decoder<'_, E> {
    fn instruction(
        &mut self,
        index: u32,
        raw: &RawInstruction<'_>,
    ) -> Result<Instruction, DecodeError> {
        let bci = raw.bci as u16;
        let at = Place {
            bci,
            index,
            op: raw.op,
        };
        let mut op = raw.op;
        let mut fields = Fields::default();
        match raw.operands {
            Operands::None => {}
            Operands::Int(value) => fields.int = value,
            Operands::Long(value) => fields.long = value,
            Operands::Float(value) => fields.float = value,
            Operands::Double(value) => fields.double = value,
            Operands::Local(local) => fields.local = local,
            Operands::LocalAndInt(local, amount) => (fields.local, fields.amount) = (local, amount),
            Operands::ArrayType(element) => fields.element = element,
            Operands::Branch(target) => {
                let target = self.target(bci, target)?;
                fields.site = self.env.branch(at, target);
            }
            Operands::Switch(switch) => {
                let targets = self.switch_targets(bci, switch)?;
                fields.site = self.env.switch(at, targets);
            }
            Operands::Constant(cp_index)
            | Operands::InvokeInterface {
                index: cp_index, ..
            }
            | Operands::InvokeDynamic {
                index: cp_index, ..
            }
            | Operands::MultiArray {
                index: cp_index, ..
            } => {
                let bad = |_| DecodeError::BadConstant { bci, cp_index };
                fields.site = match op {
                    Op::GetField | Op::PutField | Op::GetStatic | Op::PutStatic => {
                        self.env.field(at, cp_index).map_err(bad)?
                    }
                    Op::Ldc | Op::Ldc2 => {
                        let constant = self.env.constant(at, cp_index).map_err(bad)?;
                        let is_wide = op == Op::Ldc2;
                        match constant {
                            ConstantOperand::Int(value) if !is_wide => {
                                (op, fields.int) = (Op::IConst, value);
                            }
                            ConstantOperand::Float(value) if !is_wide => {
                                (op, fields.float) = (Op::FConst, value);
                            }
                            ConstantOperand::Long(value) if is_wide => {
                                (op, fields.long) = (Op::LConst, value);
                            }
                            ConstantOperand::Double(value) if is_wide => {
                                (op, fields.double) = (Op::DConst, value);
                            }
                            ConstantOperand::Site(site) => fields.site = site,
                            _ => return Err(bad(BadConstant)),
                        }
                        fields.site
                    }
                    op if op.is_invoke() => self.env.invoke(at, cp_index).map_err(bad)?,
                    _ => {
                        let n_dimensions = match raw.operands {
                            Operands::MultiArray { n_dimensions, .. } => n_dimensions,
                            _ => 0,
                        };
                        self.env.class(at, cp_index, n_dimensions).map_err(bad)?
                    }
                };
            }
        }
        Ok(Instruction::build(op, &fields))
    }

    fn target(&self, bci: u16, target: i64) -> Result<u32, DecodeError> {
        usize::try_from(target)
            .ok()
            .and_then(|target| self.indexes.get(target).copied())
            .filter(|index| *index != NO_INDEX)
            .ok_or(DecodeError::BadTarget { bci })
    }

    fn switch_targets(&self, bci: u16, switch: Switch<'_>) -> Result<SwitchTargets, DecodeError> {
        let mut pairs = Vec::with_capacity(switch.n_pairs());
        for (key, target) in switch.pairs() {
            pairs.push((key, self.target(bci, target)?));
        }
        let default = self.target(bci, switch.default_target())?;
        Ok(SwitchTargets {
            default,
            low: switch.low(),
            pairs,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instruction::*;

    /// Sites number the calls; what was asked is logged.
    #[derive(Default)]
    struct Log(Vec<String>);

    impl Log {
        fn note(&mut self, what: String) -> Site {
            self.0.push(what);
            Site(self.0.len() as u64)
        }
    }

    impl DecodeEnv for Log {
        fn branch(&mut self, at: Place, target: u32) -> Site {
            self.note(format!("{} {}->{target}", at.op.name(), at.index))
        }
        fn switch(&mut self, _: Place, targets: SwitchTargets) -> Site {
            self.note(format!("{targets:?}"))
        }
        fn field(&mut self, _: Place, cp_index: u16) -> Result<Site, BadConstant> {
            Ok(self.note(format!("field {cp_index}")))
        }
        fn invoke(&mut self, _: Place, cp_index: u16) -> Result<Site, BadConstant> {
            Ok(self.note(format!("invoke {cp_index}")))
        }
        fn class(&mut self, _: Place, cp_index: u16, n: u8) -> Result<Site, BadConstant> {
            Ok(self.note(format!("class {cp_index} {n}")))
        }
        fn constant(&mut self, _: Place, cp_index: u16) -> Result<ConstantOperand, BadConstant> {
            match cp_index {
                1 => Ok(ConstantOperand::Int(42)),
                2 => Ok(ConstantOperand::Long(43)),
                3 => Ok(ConstantOperand::Site(Site(99))),
                _ => Err(BadConstant),
            }
        }
    }

    #[test]
    fn families_collapse_and_constants_become_immediate() {
        let code = [0x1c, 0x12, 1, 0x60, 0x10, 0xff, 0x14, 0, 2, 0x12, 3, 0xb1];
        let decoded = decode(&code, &mut Log::default()).unwrap();
        let expected: Vec<Instruction> = vec![
            ILoad { local: 2 }.into(),
            IConst { value: 42 }.into(),
            IAdd {}.into(),
            IConst { value: -1 }.into(),
            LConst { value: 43 }.into(),
            Ldc { site: Site(99) }.into(),
            Return {}.into(),
        ];
        assert_eq!(decoded.instructions, expected);
        assert_eq!(decoded.bcis, [0, 1, 3, 4, 6, 9, 11]);
        assert_eq!((decoded.index_of(4), decoded.index_of(5)), (Some(3), None));
        assert_eq!(decoded.index_of(12), None);
    }

    #[test]
    fn targets_are_indexes() {
        // 0 iload_0; 1 ifeq 7; 4 goto 0; 7 return
        let mut log = Log::default();
        let code = [0x1a, 0x99, 0, 6, 0xa7, 0xff, 0xfc, 0xb1];
        decode(&code, &mut log).unwrap();
        assert_eq!(log.0, ["IfEq 1->3", "Goto 2->0"]);
    }

    #[test]
    fn bad_code_is_refused() {
        let decode = |code: &[u8]| decode(code, &mut Log::default()).map(|_| ());
        assert_eq!(
            decode(&[0xa7, 0, 1, 0xb1]),
            Err(DecodeError::BadTarget { bci: 0 })
        );
        assert_eq!(
            decode(&[0xa7, 0x80, 0, 0xb1]),
            Err(DecodeError::BadTarget { bci: 0 })
        );
        let bad = DecodeError::BadConstant {
            bci: 0,
            cp_index: 2,
        };
        assert_eq!(decode(&[0x12, 2, 0xb1]), Err(bad));
        assert_eq!(decode(&[]), Err(DecodeError::BadLength));
    }

    #[test]
    fn code_that_runs_off_its_end_throws() {
        let decoded = decode(&[0x00], &mut Log::default()).unwrap();
        assert_eq!(decoded.instructions.last(), Some(&AThrow {}.into()));
        assert_eq!(decoded.bcis, [0, 0, 0]);
    }
}
