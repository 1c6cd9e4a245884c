//! Every operation whose result depends on its operands alone, on values at the edges: operands in
//! registers and as constants, conditions as numbers and as whatever uses them.

use crate::executor::{Compiled, modes};
use ir::immediate::{Condition, ImmediateKind};
use ir::opcode::TypeRule;
use ir::{Opcode, Type};
use ir_eval::{Heap, Nothing, Val, evaluate};

/// Steps that a run may take.
const STEPS: usize = 100;

/// Values at the edges, as text.
fn edges(ty: Type) -> &'static [&'static str] {
    match ty {
        Type::I32 => &[
            "0",
            "1",
            "-1",
            "2",
            "7",
            "31",
            "32",
            "-32",
            "127",
            "128",
            "-128",
            "65535",
            "-32769",
            "2147483647",
            "-2147483648",
        ],
        Type::I64 => &[
            "0",
            "1",
            "-1",
            "63",
            "64",
            "255",
            "2147483647",
            "-2147483648",
            "2147483648",
            "4294967295",
            "9223372036854775807",
            "-9223372036854775808",
        ],
        Type::F32 => &[
            "0.0",
            "-0.0",
            "1.5",
            "-1.5",
            "0.5",
            "inf",
            "-inf",
            "NaN",
            "2147483600.0",
            "2147483648.0",
            "-2147483648.0",
            "9.223372e18",
            "-9.223372e18",
            "1e-45",
            "3.4028235e38",
        ],
        Type::F64 => &[
            "0.0",
            "-0.0",
            "1.5",
            "-1.5",
            "-0.5",
            "inf",
            "-inf",
            "NaN",
            "2147483647.0",
            "2147483648.0",
            "-2147483648.0",
            "-2147483649.0",
            "9.223372036854775e18",
            "1e19",
            "-1e19",
            "4.9e-324",
            "1e300",
        ],
        Type::Ref => &["null"],
        Type::Guard => &[],
    }
}

fn parse_value(ty: Type, text: &str) -> Val {
    Val::parse(ty, text).expect("a value of the type")
}

/// A value as the text of a function writes it.
fn constant(ty: Type, text: &str) -> Option<String> {
    let mnemonic = match ty {
        Type::I32 => "iconst",
        Type::I64 => "lconst",
        Type::F32 => "fconst",
        Type::F64 => "dconst",
        Type::Ref => return Some("null".to_owned()),
        Type::Guard => return None,
    };
    let text = match (ty, text) {
        (Type::F32, "NaN") => "nan_0x7fc00000".to_owned(),
        (Type::F64, "NaN") => "nan_0x7ff8000000000000".to_owned(),
        (Type::F32, text) => format!("{:?}", text.parse::<f32>().ok()?),
        (Type::F64, text) => format!("{:?}", text.parse::<f64>().ok()?),
        (_, text) => text.to_owned(),
    };
    Some(format!("{mnemonic} {text}"))
}

/// A function under construction: two parameters, either of which may be a constant instead.
struct Shape<'s> {
    types: Vec<Type>,
    constants: Vec<Option<&'s str>>,
}

impl Shape<'_> {
    /// The function's text with this body, which names operands v0 and v1 and begins with v2.
    fn text(&self, returns: Type, body: &str) -> String {
        let params: Vec<&str> = self.types.iter().map(|ty| ty.name()).collect();
        let mut text = format!("fn @f({}) -> {returns} low {{\n", params.join(", "));
        text.push_str("    method0 = \"T.f()V\"\n");
        let named: Vec<String> = (self.types.iter().zip(&self.constants))
            .enumerate()
            .map(|(number, (ty, constant))| match constant {
                Some(_) => format!("v{}: {ty}", 90 + number),
                None => format!("v{number}: {ty}"),
            })
            .collect();
        text.push_str(&format!("b0({}):\n", named.join(", ")));
        for (number, (ty, value)) in self.types.iter().zip(&self.constants).enumerate() {
            if let Some(value) = value.and_then(|value| constant(*ty, value)) {
                text.push_str(&format!("    v{number} = {value}\n"));
            }
        }
        text.push_str(body);
        text.push_str("}\n");
        text
    }
}

/// Runs with all combinations of values, in both ways to allocate registers.
fn check(text: &str, shape: &Shape<'_>) -> usize {
    let func = ir::text::parse(text).unwrap_or_else(|error| panic!("{error:?}\n{text}"));
    assert_eq!(ir::verify::verify(&func), Ok(()), "{text}");
    let mut combinations: Vec<Vec<Val>> = vec![Vec::new()];
    for (ty, constant) in shape.types.iter().zip(&shape.constants) {
        let values = match constant {
            Some(_) => &edges(*ty)[..1],
            None => edges(*ty),
        };
        combinations = combinations
            .iter()
            .flat_map(|before| {
                values.iter().map(|value| {
                    let mut args = before.clone();
                    args.push(parse_value(*ty, value));
                    args
                })
            })
            .collect();
    }
    for mode in modes().step_by(4) {
        let compiled = Compiled::of(&func, &Nothing, mode);
        for args in &combinations {
            let mut heap = Heap::default();
            let expected = evaluate(&func, args, &mut heap, &mut Nothing, STEPS);
            let outcome = compiled.run(args, &mut Heap::default(), &mut Nothing);
            assert_eq!(outcome, expected, "{args:?} {mode:?}\n{text}");
        }
    }
    combinations.len()
}

/// All shapes: no constant, and each operand as each constant.
fn shapes(types: &[Type]) -> Vec<Shape<'static>> {
    let plain = Shape {
        types: types.to_vec(),
        constants: vec![None; types.len()],
    };
    let mut shapes = vec![plain];
    for (number, ty) in types.iter().enumerate() {
        for value in edges(*ty) {
            let mut constants = vec![None; types.len()];
            constants[number] = Some(*value);
            shapes.push(Shape {
                types: types.to_vec(),
                constants,
            });
        }
    }
    shapes
}

/// Types of the operands that are values, and whether a check of the second one is the last.
fn operands(opcode: Opcode) -> Option<(Vec<Type>, bool)> {
    let row = opcode.row();
    let types: Option<Vec<Type>> = row
        .operands
        .iter()
        .map(|operand| match operand.rule {
            TypeRule::Exactly(ty) => Some(ty),
            _ => None,
        })
        .collect();
    let mut types = types?;
    let is_guarded = types.last() == Some(&Type::Guard);
    if is_guarded {
        types.pop();
    }
    let is_pure = row.effects.is_pure() && !row.variadic && !types.is_empty();
    (is_pure && types.iter().all(|ty| *ty != Type::Guard)).then_some((types, is_guarded))
}

fn conditions(opcode: Opcode) -> Vec<String> {
    match opcode.row().immediate {
        ImmediateKind::None => vec![String::new()],
        ImmediateKind::Condition => Condition::ALL
            .iter()
            .filter(|condition| {
                let is_integer = matches!(opcode, Opcode::ICmp | Opcode::LCmp);
                is_integer || **condition != Condition::Ult
            })
            .map(|condition| format!("{condition}, "))
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn pure_operations_on_values_at_the_edges() {
    let mut n_operations = 0;
    for &opcode in Opcode::ALL {
        let (Some((types, is_guarded)), TypeRule::Exactly(returns)) =
            (operands(opcode), opcode.row().result)
        else {
            continue;
        };
        if matches!(opcode, Opcode::ArrayLength | Opcode::Mirror) || returns == Type::Guard {
            continue;
        }
        for condition in conditions(opcode) {
            for shape in shapes(&types) {
                let args = ["v0", "v0, v1", "v0, v1, v2"][types.len() - 1];
                let body = if is_guarded {
                    let check = if types[1] == Type::I64 {
                        "guard_lnonzero"
                    } else {
                        "guard_inonzero"
                    };
                    format!(
                        "    v2 = {check} v1 @ method0:1 before locals=[v0, v1]\n    \
                         v3 = {opcode} {args}, v2\n    ret v3\n"
                    )
                } else {
                    format!("    v3 = {opcode} {condition}{args}\n    ret v3\n")
                };
                check(&shape.text(returns, &body), &shape);
            }
            n_operations += 1;
        }
    }
    assert!(n_operations > 70, "only {n_operations} operations");
}

/// What uses a condition: a branch, a check, selections of each class of values.
const USES: &[(&str, Type)] = &[
    (
        "    branch v3, b1, b2\nb1:\n    v4 = iconst 11\n    ret v4\nb2:\n    v5 = iconst 22\n    ret v5\n",
        Type::I32,
    ),
    (
        "    v4 = iconst 5\n    v5 = guard speculation, v3 @ method0:7 before locals=[v0, v1] stack=[v4]\n    ret v4\n",
        Type::I32,
    ),
    (
        "    v4 = iconst 5\n    v5 = iconst -5\n    v6 = select v3, v4, v5\n    ret v6\n",
        Type::I32,
    ),
    (
        "    v4 = dconst 5.5\n    v5 = dconst -5.5\n    v6 = select v3, v4, v5\n    ret v6\n",
        Type::F64,
    ),
    (
        "    v4 = iconst 5\n    v5 = iadd v3, v4\n    branch v3, b1, b2\nb1:\n    ret v5\nb2:\n    v6 = ineg v5\n    ret v6\n",
        Type::I32,
    ),
];

#[test]
fn conditions_where_they_are_used() {
    for opcode in [
        Opcode::ICmp,
        Opcode::LCmp,
        Opcode::FCmp,
        Opcode::DCmp,
        Opcode::SameRef,
    ] {
        let (types, _) = operands(opcode).expect("comparisons are pure");
        for condition in conditions(opcode) {
            for (uses, returns) in USES {
                for shape in shapes(&types).into_iter().step_by(5) {
                    let body = format!("    v3 = {opcode} {condition}v0, v1\n{uses}");
                    check(&shape.text(*returns, &body), &shape);
                }
            }
        }
    }
}

#[test]
fn selections_between_the_operands_of_their_condition() {
    for (compare, ty) in [
        ("icmp", Type::I32),
        ("lcmp", Type::I64),
        ("fcmp", Type::F32),
        ("dcmp", Type::F64),
    ] {
        for condition in ["eq", "ne", "lt", "ge"] {
            for (yes, no) in [("v0", "v1"), ("v1", "v0")] {
                let shape = Shape {
                    types: vec![ty, ty],
                    constants: vec![None, None],
                };
                let body = format!(
                    "    v3 = {compare} {condition}, v0, v1\n    v4 = select v3, {yes}, {no}\n    ret v4\n"
                );
                check(&shape.text(ty, &body), &shape);
            }
        }
    }
}
