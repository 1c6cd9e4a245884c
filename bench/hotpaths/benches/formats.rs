//! What needs no VM: parsing, verifying, decoding and mapping the classes of `java.util`.
#![allow(clippy::unwrap_used, reason = "shared with tests")]
#![forbid(unsafe_code)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;
use vm_bytecode::verify::verify_class_file;
use vm_bytecode::{
    BadConstant, ConstantOperand, DecodeEnv, MethodCode, Place, RefMaps, Site, SwitchTargets,
    decode,
};
use vm_classfile::access_flags::STATIC;
use vm_classfile::{ClassFile, MethodInfo, ParseOptions};

// Shared with the tests of vm-bytecode.
#[path = "../../../vm/bytecode/tests/support/mod.rs"]
mod support;

/// Sites without content.
struct NoSites;

impl DecodeEnv for NoSites {
    fn branch(&mut self, _at: Place, _target: u32) -> Site {
        Site(0)
    }
    fn switch(&mut self, _at: Place, _targets: SwitchTargets) -> Site {
        Site(0)
    }
    fn field(&mut self, _at: Place, _cp_index: u16) -> Result<Site, BadConstant> {
        Ok(Site(0))
    }
    fn invoke(&mut self, _at: Place, _cp_index: u16) -> Result<Site, BadConstant> {
        Ok(Site(0))
    }
    fn class(&mut self, _at: Place, _cp_index: u16, _n: u8) -> Result<Site, BadConstant> {
        Ok(Site(0))
    }
    fn constant(&mut self, _at: Place, _cp_index: u16) -> Result<ConstantOperand, BadConstant> {
        Ok(ConstantOperand::Site(Site(0)))
    }
}

fn methods<'c, 'a>(
    classes: &'c [&'c ClassFile<'a>],
) -> impl Iterator<Item = (&'c ClassFile<'a>, &'c MethodInfo<'a>)> {
    classes
        .iter()
        .flat_map(|class| class.methods.iter().map(|method| (*class, method)))
}

fn formats(criterion: &mut Criterion) {
    let folder =
        support::extract("regex:/java.base/.*\\.class", "java.base").expect("there is a JDK 17");
    let mut files = Vec::new();
    support::class_files(&folder, &mut files);
    let all = support::Classes::parse(&files);
    let is_util = |class: &&ClassFile<'_>| class.name().starts_with(b"java/util/");
    let mut classes: Vec<&ClassFile<'_>> = all.0.values().filter(is_util).collect();
    classes.sort_by_key(|class| class.name());
    let images: Vec<&[u8]> = files
        .iter()
        .map(Vec::as_slice)
        .filter(|bytes| {
            let class = ClassFile::parse(bytes, ParseOptions::default()).unwrap();
            is_util(&&class)
        })
        .collect();
    let n_bytes: usize = images.iter().map(|image| image.len()).sum();
    let n_code: usize = methods(&classes)
        .filter_map(|(_, method)| Some(method.code.as_ref()?.code.len()))
        .sum();

    let mut group = criterion.benchmark_group("formats");
    group.throughput(Throughput::Bytes(n_bytes as u64));
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            for image in &images {
                black_box(ClassFile::parse(image, ParseOptions::default()).unwrap());
            }
        });
    });
    group.throughput(Throughput::Bytes(n_code as u64));
    group.bench_function("verify", |bencher| {
        bencher.iter(|| {
            for class in &classes {
                let mut answers = support::Answers {
                    classes: &all,
                    class,
                    is_alone: false,
                };
                verify_class_file(class, &mut answers).unwrap();
            }
        });
    });
    group.bench_function("decode", |bencher| {
        bencher.iter(|| {
            for (_, method) in methods(&classes) {
                if let Some(code) = &method.code {
                    black_box(decode(code.code, &mut NoSites).unwrap());
                }
            }
        });
    });
    group.bench_function("oop maps", |bencher| {
        bencher.iter(|| {
            for (class, method) in methods(&classes) {
                if let Some(code) = &method.code {
                    let descriptor = class.pool.utf8(method.descriptor_index).unwrap();
                    let shape =
                        MethodCode::new(code, descriptor, method.access_flags & STATIC != 0);
                    black_box(RefMaps::analyze(&shape, &class.pool).unwrap());
                }
            }
        });
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = formats
}
criterion_main!(benches);
