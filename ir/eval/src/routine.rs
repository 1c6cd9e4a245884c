//! Meaning of the functions of the VM that compiled code calls, and of memory by address.
//!
//! The evaluator's memory has no addresses: what is written at an offset of an object is a field of
//! its own, named after the offset. Mirrors are constant objects, named after their class.

use crate::heap::{Declared, truncated};
use crate::machine::{Done, Machine, Stop};
use crate::value::{ObjectId, Val};
use ir::Opcode;
use ir::effects::Effects;
use ir::immediate::{Element, Immediate};
use ir::instruction::InstData;
use ir::routine::Routine;

/// What mirrors' names begin with.
const MIRROR: &str = "class ";

/// The object whose offsets are the addresses of memory outside the heap.
const RAW_MEMORY: &str = "raw memory";

const NO_MEANING: Stop = Stop::Stuck("operands without meaning");

impl Machine<'_> {
    /// Reads, writes and exchanges memory at an offset; what was there, or whether it was changed.
    pub(crate) fn access_at(&mut self, data: &InstData, args: &[Val]) -> Done<Option<Val>> {
        let by = Declared(match data.opcode {
            // Elements by their bytes are fields here.
            Opcode::LoadBytes | Opcode::StoreBytes => Effects::FENCE,
            opcode => opcode.effects(),
        });
        let Immediate::Element(element) = data.immediate else {
            return Err(Stop::Stuck("no element type is named"));
        };
        let [Val::Ref(object), Val::I64(offset), values @ ..] = args else {
            return Err(NO_MEANING);
        };
        let object = &object.unwrap_or_else(|| self.heap.constant(RAW_MEMORY));
        let name = format!("@{offset}");
        let zero = Val::zero(element.ty());
        let there = self.heap.load_field(by, *object, &name, zero);
        let mut store = |value| {
            let value = truncated(element, value);
            self.heap.store_field(by, *object, &name, value);
        };
        Ok(match (data.opcode, values) {
            (Opcode::LoadAt | Opcode::LoadRaw | Opcode::LoadBytes, []) => Some(there),
            (Opcode::StoreAt | Opcode::StoreRaw | Opcode::StoreBytes, [value]) => {
                store(*value);
                None
            }
            (Opcode::GetAndSet, [value]) => {
                store(*value);
                Some(there)
            }
            (Opcode::GetAndAdd, [delta]) => {
                store(sum(there, *delta).ok_or(NO_MEANING)?);
                Some(there)
            }
            (Opcode::CompareAndSet | Opcode::CompareAndExchange, [expected, value]) => {
                let is_there = there == *expected;
                if is_there {
                    store(*value);
                }
                Some(if data.opcode == Opcode::CompareAndSet {
                    Val::I32(i32::from(is_there))
                } else {
                    there
                })
            }
            _ => return Err(NO_MEANING),
        })
    }

    /// The mirror of an object's class.
    pub(crate) fn mirror(&mut self, object: ObjectId) -> Val {
        let name = format!("{MIRROR}{}", self.heap.object(object).class);
        Val::Ref(Some(self.heap.constant(&name)))
    }

    /// A function of the VM.
    pub(crate) fn routine(&mut self, data: &InstData, args: &[Val]) -> Done<Option<Val>> {
        let Immediate::Routine(routine) = data.immediate else {
            return Err(Stop::Stuck("no function of the VM is named"));
        };
        let by = Declared(data.opcode.effects());
        let value = match (routine, args) {
            (Routine::Sin, [Val::F64(x)]) => Val::F64(x.sin()),
            (Routine::Cos, [Val::F64(x)]) => Val::F64(x.cos()),
            (Routine::Tan, [Val::F64(x)]) => Val::F64(x.tan()),
            (Routine::Log, [Val::F64(x)]) => Val::F64(x.ln()),
            (Routine::Log10, [Val::F64(x)]) => Val::F64(x.log10()),
            (Routine::Atan2, [Val::F64(y), Val::F64(x)]) => Val::F64(y.atan2(*x)),
            (Routine::IdentityHash, [Val::Ref(object)]) => {
                Val::I32(object.map_or(0, |object| object.0 as i32 + 1))
            }
            (Routine::IsInstance, [mirror, Val::Ref(object)]) => {
                let class = self.class_of_mirror(*mirror)?;
                let is_instance = object.is_some_and(|object| {
                    let own = &self.heap.object(object).class;
                    self.is_subclass(own, &class)
                });
                Val::I32(i32::from(is_instance))
            }
            (Routine::IsAssignable, [mirror, other]) => {
                let (class, other) = (
                    self.class_of_mirror(*mirror)?,
                    self.class_of_mirror(*other)?,
                );
                Val::I32(i32::from(self.is_subclass(&other, &class)))
            }
            (Routine::EqualArrays, [Val::Ref(x), Val::Ref(y)]) => {
                let elements = |object: &Option<ObjectId>| {
                    object.map(|object| self.heap.object(object).elements.clone())
                };
                Val::I32(i32::from(x == y || elements(x) == elements(y)))
            }
            (Routine::HasNegatives, [bytes, Val::I32(from), Val::I32(count)]) => {
                let bytes = self.integers(by, *bytes, *from, *count)?;
                Val::I32(i32::from(bytes.iter().any(|byte| *byte < 0)))
            }
            (Routine::IndexOfByte, [bytes, Val::I32(byte), Val::I32(from), Val::I32(end)]) => {
                let bytes = self.integers(by, *bytes, *from, end - from)?;
                let found = bytes.iter().position(|one| *one as i8 == *byte as i8);
                Val::I32(found.map_or(-1, |found| found as i32 + from))
            }
            (
                Routine::IndexOfBytes,
                [
                    text,
                    Val::I32(n),
                    sought,
                    Val::I32(n_sought),
                    Val::I32(from),
                ],
            ) => {
                let text = self.integers(by, *text, 0, *n)?;
                let sought = self.integers(by, *sought, 0, *n_sought)?;
                let rest = text.get(*from as usize..).unwrap_or_default();
                let found = rest.windows(sought.len()).position(|one| one == sought);
                Val::I32(found.map_or(-1, |found| found as i32 + from))
            }
            (Routine::CompareLatin1, [x, y]) => {
                let (x, y) = (self.characters(by, *x)?, self.characters(by, *y)?);
                Val::I32(order(&x, &y))
            }
            (Routine::CompareUtf16, [x, y]) => {
                let (x, y) = (self.units(by, *x)?, self.units(by, *y)?);
                Val::I32(order(&x, &y))
            }
            (Routine::CompareLatin1Utf16, [x, y]) => {
                let (x, y) = (self.characters(by, *x)?, self.units(by, *y)?);
                Val::I32(order(&x, &y))
            }
            (Routine::CompareUtf16Latin1, [x, y]) => {
                let (x, y) = (self.units(by, *x)?, self.characters(by, *y)?);
                Val::I32(order(&x, &y))
            }
            (Routine::IndexOfUnit, [text, Val::I32(unit), Val::I32(from), Val::I32(end)]) => {
                let text = self.units(by, *text)?;
                let run = text.get(*from as usize..*end as usize).ok_or(NO_MEANING)?;
                let found = run.iter().position(|one| one == unit);
                Val::I32(found.map_or(-1, |found| found as i32 + from))
            }
            (
                Routine::IndexOfUnits | Routine::IndexOfLatin1,
                [
                    text,
                    Val::I32(n),
                    sought,
                    Val::I32(n_sought),
                    Val::I32(from),
                ],
            ) => {
                let text = self.units(by, *text)?;
                let sought = match routine {
                    Routine::IndexOfUnits => self.units(by, *sought)?,
                    _ => self.characters(by, *sought)?,
                };
                let sought = sought.get(..*n_sought as usize).ok_or(NO_MEANING)?;
                let rest = text.get(*from as usize..*n as usize).unwrap_or_default();
                let found = rest.windows(sought.len()).position(|one| one == sought);
                Val::I32(found.map_or(-1, |found| found as i32 + from))
            }
            (Routine::Crc32, [Val::I32(sum), Val::I32(byte)]) => Val::I32(checksum(*sum, &[*byte])),
            (Routine::Crc32OfBytes, [Val::I32(sum), bytes, Val::I32(from), Val::I32(count)]) => {
                Val::I32(checksum(*sum, &self.integers(by, *bytes, *from, *count)?))
            }
            (Routine::HashLatin1, [bytes]) => {
                let bytes = self.whole(by, *bytes)?;
                let hash = bytes.iter().fold(0_i32, |hash, byte| {
                    hash.wrapping_mul(31).wrapping_add(i32::from(*byte as u8))
                });
                Val::I32(hash)
            }
            (Routine::ArrayCopyFits, _) => Val::I32(i32::from(self.copied(by, args).is_ok())),
            (Routine::ArrayCopy, _) => {
                self.copy_elements(by, Element::Long, args)?;
                return Ok(None);
            }
            _ => return Err(Stop::Stuck("a function of the VM without meaning here")),
        };
        Ok(Some(value))
    }

    /// Copies elements for which [`Machine::copied`].
    pub(crate) fn copy_elements(
        &mut self,
        by: Declared,
        element: Element,
        args: &[Val],
    ) -> Done<()> {
        let elements = self.copied(by, args)?;
        let [_, _, Val::Ref(Some(target)), Val::I32(to), _] = args else {
            return Err(NO_MEANING);
        };
        for (index, value) in (*to..).zip(elements) {
            self.heap
                .store_element(by, *target, index, element, value)
                .ok_or(NO_MEANING)?;
        }
        Ok(())
    }

    fn class_of_mirror(&self, mirror: Val) -> Done<String> {
        let Val::Ref(Some(mirror)) = mirror else {
            return Err(NO_MEANING);
        };
        let name = self.heap.object(mirror).class.strip_prefix(MIRROR);
        name.map(str::to_owned).ok_or(NO_MEANING)
    }

    /// Integers of an array from an index on.
    fn integers(&self, by: Declared, array: Val, from: i32, count: i32) -> Done<Vec<i32>> {
        let Val::Ref(Some(array)) = array else {
            return Err(NO_MEANING);
        };
        (from..from.saturating_add(count))
            .map(|index| match self.heap.load_element(by, array, index) {
                Some(Val::I32(element)) => Ok(element),
                _ => Err(NO_MEANING),
            })
            .collect()
    }

    fn whole(&self, by: Declared, array: Val) -> Done<Vec<i32>> {
        let length = match array {
            Val::Ref(Some(array)) => self.heap.length(array).ok_or(NO_MEANING)?,
            _ => return Err(NO_MEANING),
        };
        self.integers(by, array, 0, length as i32)
    }

    /// Characters of a Latin-1 text.
    fn characters(&self, by: Declared, text: Val) -> Done<Vec<i32>> {
        let bytes = self.whole(by, text)?;
        Ok(bytes.iter().map(|byte| byte & 0xff).collect())
    }

    /// Units of a UTF-16 text in an array of bytes.
    fn units(&self, by: Declared, text: Val) -> Done<Vec<i32>> {
        let bytes = self.characters(by, text)?;
        let pairs = bytes.as_chunks::<2>().0.iter();
        Ok(pairs.map(|[low, high]| low | high << 8).collect())
    }

    /// Elements that a copy between arrays moves; `Err`: it would throw.
    fn copied(&self, by: Declared, args: &[Val]) -> Done<Vec<Val>> {
        let [
            Val::Ref(Some(source)),
            Val::I32(from),
            Val::Ref(Some(target)),
            Val::I32(to),
            Val::I32(count),
        ] = *args
        else {
            return Err(NO_MEANING);
        };
        let length = self.heap.length(target).ok_or(NO_MEANING)?;
        let end = i64::from(to) + i64::from(count);
        let is_inside = to >= 0 && count >= 0 && end <= length as i64 && from >= 0;
        let kinds = [source, target].map(|array| self.heap.object(array).class.clone());
        let is_same = kinds[0] == kinds[1];
        if !is_inside
            || !is_same
            || i64::from(from) + i64::from(count)
                > self.heap.length(source).ok_or(NO_MEANING)? as i64
        {
            return Err(NO_MEANING);
        }
        (from..from + count)
            .map(|index| self.heap.load_element(by, source, index).ok_or(NO_MEANING))
            .collect()
    }
}

/// Order of two texts: the difference of the first units that differ, or of the lengths.
fn order(x: &[i32], y: &[i32]) -> i32 {
    let differing = x.iter().zip(y).find(|(x, y)| x != y);
    differing.map_or(x.len() as i32 - y.len() as i32, |(x, y)| x - y)
}

/// `CRC32` bit by bit.
fn checksum(before: i32, bytes: &[i32]) -> i32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    let after = bytes.iter().fold(!before as u32, |sum, byte| {
        (0..8).fold(sum ^ (byte & 0xff) as u32, |sum, _| {
            let carry = if sum & 1 == 0 { 0 } else { POLYNOMIAL };
            sum >> 1 ^ carry
        })
    });
    !after as i32
}

fn sum(x: Val, y: Val) -> Option<Val> {
    match (x, y) {
        (Val::I32(x), Val::I32(y)) => Some(Val::I32(x.wrapping_add(y))),
        (Val::I64(x), Val::I64(y)) => Some(Val::I64(x.wrapping_add(y))),
        _ => None,
    }
}
