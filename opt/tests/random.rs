//! Random functions mean the same before and after each pass, and after random pipelines.

use ir::Function;
use ir::entities::ClassRef;
use ir::fold::Constant;
use ir_filetest::observe;
use ir_generate::{Random, generate};
use opt::registry::PASSES;
use opt::{CompileEnv, Options, Pipeline, Silent};

/// A world whose classes have plain instances.
struct Plain;

impl CompileEnv for Plain {
    fn is_plain(&self, _: &Function, _: ClassRef) -> bool {
        true
    }
}

/// Functions that the smoke test makes.
const N_FUNCTIONS: u64 = 300;
/// Calls of each.
const N_CALLS: usize = 4;

fn arguments(random: &mut Random) -> [Constant; 5] {
    [
        Constant::I32(random.int()),
        Constant::I32(random.int()),
        Constant::I64(random.long()),
        Constant::F64(random.double()),
        Constant::Null,
    ]
}

/// What is observed of several calls.
fn observed(func: &Function, seed: u64) -> Vec<Option<Vec<String>>> {
    let mut random = Random::new(seed);
    let calls = (0..N_CALLS).map(|_| observe(func, &arguments(&mut random)));
    calls.collect()
}

/// Do two runs look alike? Where both leave, they may leave for different states: what lies between
/// them is done again. What is to be seen of calls and memory is the same then, frames are not.
fn same(expected: Option<&[String]>, found: Option<&[String]>) -> bool {
    let (Some(expected), Some(found)) = (expected, found) else {
        return expected == found;
    };
    let ends = expected.last().zip(found.last());
    match ends {
        Some((one, other)) if one.starts_with(LEAVES) && other.starts_with(LEAVES) => {
            let same_place = place(one) == place(other);
            let n = expected.len() - usize::from(!same_place);
            expected.len() == found.len() && expected[..n] == found[..n]
        }
        _ => expected == found,
    }
}

/// How the end of a run that leaves is written.
const LEAVES: &str = "deoptimized";

/// The method, bci and moment that a run leaves for.
fn place(end: &str) -> Vec<&str> {
    end.split(' ').skip(1).take(2).collect()
}

/// The names of some passes, in an order that is legal.
fn random_pipeline(random: &mut Random) -> Pipeline {
    loop {
        let n = 1 + random.below(8);
        let names: Vec<&str> = (0..n)
            .map(|_| PASSES[random.below(PASSES.len())].info().name)
            .collect();
        if let Ok(pipeline) = Pipeline::parse(&names.join(",")) {
            return pipeline;
        }
    }
}

/// Pipelines that a seed is tried with: each pass alone, the presets, and random ones.
fn pipelines(seed: u64) -> Vec<Pipeline> {
    let mut random = Random::new(seed);
    let alone = PASSES.iter().map(|pass| pass.info().name);
    let presets = ["quick", "full"];
    let texts = alone.chain(presets);
    let mut pipelines: Vec<Pipeline> = texts
        .map(|text| Pipeline::parse(text).unwrap_or_else(|error| panic!("{error}")))
        .collect();
    pipelines.extend((0..4).map(|_| random_pipeline(&mut random)));
    pipelines
}

/// Passes after which a run may leave for the interpreter earlier than before.
const SPECULATING: [&str; 2] = ["licm", "range-check-predication"];

/// Has a speculation left in front of a loop? Until then it is the same.
fn has_left_early(
    expected: Option<&[String]>,
    found: Option<&[String]>,
    pipeline: &Pipeline,
) -> bool {
    let mut passes = pipeline.passes();
    let speculates = passes.any(|pass| SPECULATING.contains(&pass.info().name));
    // Before the end of a run that leaves stands what memory held then.
    let (Some(expected), Some([calls @ .., _, end])) = (expected, found) else {
        return false;
    };
    speculates && end.starts_with(LEAVES) && expected.starts_with(calls)
}

fn check(seed: u64) -> Result<(), String> {
    let before = generate(seed);
    let text = before.to_string();
    ir::verify::verify(&before).map_err(|violations| format!("{violations:#?}"))?;
    let again = ir::text::parse(&text).map_err(|error| error.to_string())?;
    if again.to_string() != text {
        return Err("it does not read back".to_owned());
    }
    let expected = observed(&before, seed);
    for call in expected.iter().flatten().flatten() {
        if call.starts_with("stuck") {
            return Err(call.clone());
        }
    }
    for pipeline in pipelines(seed) {
        let mut after = before.clone();
        let options = Options {
            verify: true,
            check_changed: true,
            bisect: None,
            env: &Plain,
            ..Options::default()
        };
        let shown = |what: &str| format!("{pipeline}: {what}\n{text}");
        opt::run(&pipeline, &mut after, &options, &mut Silent)
            .map_err(|broken| shown(&broken.to_string()))?;
        for (expected, found) in expected.iter().zip(observed(&after, seed)) {
            if expected.is_some()
                && !same(expected.as_deref(), found.as_deref())
                && !has_left_early(expected.as_deref(), found.as_deref(), &pipeline)
            {
                let what = format!("found {found:#?}\nexpected {expected:#?}\nafter {after}");
                return Err(shown(&what));
            }
        }
    }
    Ok(())
}

#[test]
fn random_functions_mean_the_same() {
    let first = std::env::var("KILN_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let n = std::env::var("KILN_FUNCTIONS")
        .ok()
        .and_then(|n| n.parse().ok());
    let first: u64 = first.unwrap_or(0);
    for seed in first..first + n.unwrap_or(N_FUNCTIONS) {
        if let Err(message) = check(seed) {
            panic!("KILN_SEED={seed}: {message}");
        }
    }
}

#[test]
fn most_random_functions_do_something() {
    let (mut n_ended, mut n_returned, mut n_calls) = (0, 0, 0);
    for seed in 0..100 {
        for run in observed(&generate(seed), seed).into_iter().flatten() {
            n_ended += 1;
            n_calls += run.len() - 1;
            n_returned += usize::from(run.last().is_some_and(|end| end.starts_with("returned")));
        }
    }
    assert!(n_ended > 380, "{n_ended} of 400 runs end");
    assert!(n_returned > 100, "{n_returned} of 400 runs return");
    assert!(n_calls > 100, "{n_calls} calls");
}

#[test]
fn objects_of_random_functions_are_kept_as_their_fields() {
    let pipeline = Pipeline::parse("escape-analysis").expect("the pass exists");
    let options = Options {
        env: &Plain,
        ..Options::default()
    };
    let mut all = opt::Statistics::default();
    for seed in 0..200 {
        let mut func = generate(seed);
        let found = opt::run(&pipeline, &mut func, &options, &mut Silent);
        all.add(&found.unwrap_or_else(|broken| panic!("{seed}: {broken}")));
    }
    for (event, least) in [
        ("virtual", 200),
        ("gone", 400),
        ("made", 200),
        ("passed", 200),
    ] {
        let n = all.n_events("escape-analysis", event);
        assert!(n > least, "{event}: {n}");
    }
}
