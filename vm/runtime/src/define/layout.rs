//! Field layout: where the fields of a class stand in its instances and in its mirror.
//!
//! Instance fields are placed by size, largest first, each at the first free place that is
//! aligned for it; so fields of a subclass fill the gaps that its superclasses left, and small
//! fields fill the gaps before large ones. References follow the other 4-byte fields, so that they
//! form few runs. Static fields stand in the mirror behind the fields of `java.lang.Class`,
//! references first.

use crate::class::{Class, RefRun};
use crate::known::{INJECTED_FIELDS, KnownClass, KnownField};
use crate::layout::{BasicType, HEADER_SIZE, OBJECT_ALIGNMENT, REF_SIZE, align_up};
use crate::symbol::Symbol;

/// A field to be placed.
pub(super) struct FieldSpec {
    pub(super) basic_type: BasicType,
    pub(super) is_static: bool,
    /// The reference's target is not kept alive by the object (`Reference.referent`).
    pub(super) is_weak: bool,
}

/// The result: one offset per field, in the order given.
pub(super) struct Layout {
    pub(super) offsets: Vec<u32>,
    pub(super) instance_size: u32,
    pub(super) ref_runs: Vec<RefRun>,
    pub(super) mirror_size: u32,
    pub(super) n_static_refs: u32,
}

/// Bytes of an instance that are taken.
struct Occupancy(Vec<bool>);

impl Occupancy {
    fn of_super(super_class: Option<&'static Class>) -> Occupancy {
        let mut bytes = Occupancy(vec![true; HEADER_SIZE]);
        for class in super_class.into_iter().flat_map(Class::super_chain) {
            for field in class.fields().iter().filter(|f| !f.is_static()) {
                bytes.mark(field.offset as usize, field.basic_type.size());
            }
            for (_, basic_type, cell) in injected(class.name, class.loader.is_boot) {
                bytes.mark(cell.offset(), basic_type.size());
            }
        }
        bytes
    }

    fn mark(&mut self, offset: usize, size: usize) {
        if self.0.len() < offset + size {
            self.0.resize(offset + size, false);
        }
        self.0[offset..offset + size].fill(true);
    }

    fn place(&mut self, size: usize) -> usize {
        let mut offset = 0;
        while self.0.iter().skip(offset).take(size).any(|&taken| taken) {
            offset += size;
        }
        self.mark(offset, size);
        offset
    }
}

/// The fields that the VM adds to the class with this name.
fn injected(
    name: Symbol,
    is_boot: bool,
) -> impl Iterator<Item = &'static (KnownClass, BasicType, &'static KnownField)> {
    INJECTED_FIELDS
        .iter()
        .filter(move |(class, _, _)| is_boot && name == class.name())
}

/// The order in which fields are placed: by size, references after the others of their size.
fn rank(basic_type: BasicType) -> u32 {
    (3 - basic_type.log2_size()) * 2 + u32::from(basic_type.is_reference())
}

/// Places the fields of a class. `statics_offset` is where static fields begin in the mirror.
pub(super) fn compute(
    name: Symbol,
    is_boot: bool,
    super_class: Option<&'static Class>,
    fields: &[FieldSpec],
    statics_offset: usize,
) -> Layout {
    let mut offsets = vec![0; fields.len()];
    let mut taken = Occupancy::of_super(super_class);
    let mut ref_offsets: Vec<u32> = super_class
        .into_iter()
        .flat_map(|class| class.ref_runs)
        .flat_map(|run| (0..run.count).map(|i| run.offset + i * REF_SIZE as u32))
        .collect();

    enum What {
        Declared(usize),
        Injected(&'static KnownField),
    }
    let declared = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| !field.is_static)
        .map(|(index, field)| (field.basic_type, field.is_weak, What::Declared(index)));
    let added = injected(name, is_boot).map(|(_, ty, cell)| (*ty, false, What::Injected(cell)));
    let mut order: Vec<_> = declared.chain(added).collect();
    order.sort_by_key(|(basic_type, ..)| rank(*basic_type));
    for (basic_type, is_weak, what) in order {
        let offset = taken.place(basic_type.size()) as u32;
        if basic_type.is_reference() && !is_weak {
            ref_offsets.push(offset);
        }
        match what {
            What::Declared(index) => offsets[index] = offset,
            What::Injected(cell) => cell.set_offset(offset),
        }
    }

    let mut next = statics_offset;
    let mut statics: Vec<usize> = (0..fields.len()).filter(|&i| fields[i].is_static).collect();
    statics.sort_by_key(|&i| {
        let basic_type = fields[i].basic_type;
        if basic_type.is_reference() {
            0
        } else {
            1 + rank(basic_type)
        }
    });
    for &index in &statics {
        let size = fields[index].basic_type.size();
        next = align_up(next, size);
        offsets[index] = next as u32;
        next += size;
    }
    let n_static_refs = statics
        .iter()
        .filter(|&&i| fields[i].basic_type.is_reference())
        .count();
    Layout {
        offsets,
        instance_size: align_up(taken.0.len(), OBJECT_ALIGNMENT) as u32,
        ref_runs: runs(ref_offsets),
        mirror_size: align_up(next, OBJECT_ALIGNMENT) as u32,
        n_static_refs: n_static_refs as u32,
    }
}

fn runs(mut offsets: Vec<u32>) -> Vec<RefRun> {
    offsets.sort_unstable();
    let mut runs: Vec<RefRun> = Vec::new();
    for offset in offsets {
        match runs.last_mut() {
            Some(run) if run.offset + run.count * REF_SIZE as u32 == offset => run.count += 1,
            _ => runs.push(RefRun { offset, count: 1 }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::{FieldSpec, compute};
    use crate::class::RefRun;
    use crate::layout::BasicType;
    use crate::symbol::Symbol;

    fn spec(basic_type: BasicType, is_static: bool) -> FieldSpec {
        FieldSpec {
            basic_type,
            is_static,
            is_weak: false,
        }
    }

    #[test]
    fn small_fields_follow_large_ones_and_statics_begin_with_references() {
        let fields = [
            spec(BasicType::Byte, false),
            spec(BasicType::Object, false),
            spec(BasicType::Long, false),
            spec(BasicType::Int, true),
            spec(BasicType::Array, true),
            spec(BasicType::Object, false),
        ];
        let layout = compute(Symbol::from("t/Layout"), false, None, &fields, 64);
        assert_eq!(layout.offsets, [24, 16, 8, 68, 64, 20]);
        assert_eq!(layout.instance_size, 32);
        assert_eq!(
            layout.ref_runs,
            [RefRun {
                offset: 16,
                count: 2
            }]
        );
        assert_eq!((layout.mirror_size, layout.n_static_refs), (72, 1));
    }
}
