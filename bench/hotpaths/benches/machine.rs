//! Hot paths of a running VM: dispatch, calls, memory, monitors, classes, JNI transitions.
//!
//! A Java method repeats each; its time divided by the repetitions is the result, loop included.

use bench_hotpaths::embedded::Machine;
use criterion::{Criterion, criterion_group, criterion_main};
use std::ffi::CString;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// Methods of `HotPaths.java`.
const METHODS: &[&str] = &[
    "dispatch",
    "staticCalls",
    "interfaceCalls",
    "fields",
    "arrays",
    "allocation",
    "allocationKept",
    "monitors",
    "exceptions",
    "classes",
    "nativeCalls",
];

fn hot_paths(criterion: &mut Criterion) {
    let machine =
        Machine::start("HotPaths", Path::new(env!("CARGO_TARGET_TMPDIR"))).expect("the VM starts");
    machine.bind_nothing();
    let mut group = criterion.benchmark_group("java");
    for name in METHODS {
        let method = machine.method(name);
        group.bench_function(*name, |bencher| {
            bencher.iter_custom(|n| {
                let n = i32::try_from(n).expect("fewer repetitions than an int can count");
                let start = Instant::now();
                black_box(machine.call(method, n));
                start.elapsed()
            });
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("jni");
    let empty = machine.method("empty");
    group.bench_function("call into Java", |bencher| {
        bencher.iter(|| machine.call(empty, black_box(1)));
    });
    group.bench_function("GetVersion", |bencher| {
        bencher.iter(|| machine.jni_version());
    });
    let text = CString::new("twelve chars").expect("there is no NUL in it");
    group.bench_function("NewStringUTF", |bencher| {
        bencher.iter(|| machine.make_string(&text));
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = hot_paths
}
criterion_main!(benches);
