//! Each rule fits its example, and the example means the same before and after.

use super::all;
use crate::{Options, Pipeline, Silent};
use ir::Function;
use ir::fold::Constant;
use ir::types::Type;
use ir_filetest::observe;
use ir_generate::Random;

/// Draws of the numbers of an example.
const N_DRAWS: usize = 40;
/// Calls of each draw.
const N_CALLS: usize = 40;

/// The function of an example, with numbers for the question marks.
fn function(example: &str, random: &mut Random) -> Function {
    let (types, body) = example.split_once(": ").expect("types and instructions");
    let (params, returns) = types.split_once(" -> ").expect("parameters and a result");
    let params: Vec<&str> = params.split(' ').collect();
    let named = params.iter().enumerate();
    let named: Vec<String> = named.map(|(index, ty)| format!("v{index}: {ty}")).collect();
    let mut text = format!(
        "fn @example({}) -> {returns} {{\n    class0 = \"A\"\n    class1 = \"[LA;\"\n    \
         method0 = \"A.m()V\"\n    object0 = \"object\"\nb0({}) @ method0:0 before:\n",
        params.join(", "),
        named.join(", ")
    );
    let mut next = params.len();
    for inst in body.split(';') {
        let mut inst = inst.trim().to_owned();
        while let Some(at) = inst.find('?') {
            let number = if random.chance(30) {
                random.below(9) as i32
            } else {
                random.int()
            };
            inst.replace_range(at..=at, &number.to_string());
        }
        if inst.starts_with("store") {
            text.push_str(&format!("    {inst}\n"));
        } else {
            text.push_str(&format!("    v{next} = {inst}\n"));
            next += 1;
        }
    }
    text.push_str(&format!("    ret v{}\n}}\n", next - 1));
    ir::text::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn argument(ty: Type, random: &mut Random) -> Constant {
    match ty {
        Type::I32 => Constant::I32(random.int()),
        Type::I64 => Constant::I64(random.long()),
        Type::F32 => Constant::F32(random.double() as f32),
        Type::F64 => Constant::F64(random.double()),
        Type::Ref | Type::Guard => Constant::Null,
    }
}

#[test]
fn examples_mean_the_same_before_and_after() {
    let pipeline = Pipeline::parse("canonicalize,dce").expect("they are passes");
    for rule in all() {
        let mut random = Random::new(1);
        let mut n_applied = 0;
        for _ in 0..N_DRAWS {
            let before = function(rule.example, &mut random);
            ir::verify::verify(&before).unwrap_or_else(|violations| panic!("{violations:#?}"));
            let mut after = before.clone();
            let statistics = crate::run(&pipeline, &mut after, &Options::default(), &mut Silent)
                .unwrap_or_else(|broken| panic!("{}: {broken}", rule.name));
            n_applied += statistics.n_events("canonicalize", rule.name);
            for _ in 0..N_CALLS {
                let params = before.signature.params.iter();
                let args: Vec<Constant> = params.map(|ty| argument(*ty, &mut random)).collect();
                let (name, shown) = (rule.name, format!("{args:?}\n{before}{after}"));
                assert_eq!(
                    observe(&before, &args),
                    observe(&after, &args),
                    "{name}: {shown}"
                );
            }
            let is_larger = after.n_live_insts() > before.n_live_insts();
            assert!(
                !is_larger,
                "{} makes it larger:\n{before}{after}",
                rule.name
            );
        }
        assert!(n_applied > 0, "{} never fits", rule.name);
    }
}

#[test]
fn names_are_used_once() {
    let mut names: Vec<&str> = all().map(|rule| rule.name).collect();
    let n = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), n);
}
