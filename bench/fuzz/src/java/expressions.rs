//! Random expressions.

use super::writer::{Local, Ty, Writer};

/// Numbers at which things change.
const INTS: [&str; 16] = [
    "0",
    "1",
    "-1",
    "2",
    "3",
    "7",
    "15",
    "16",
    "31",
    "32",
    "255",
    "-128",
    "65535",
    "1000003",
    "Integer.MAX_VALUE",
    "Integer.MIN_VALUE",
];
const LONGS: [&str; 10] = [
    "0L",
    "1L",
    "-1L",
    "5L",
    "63L",
    "4294967296L",
    "-2147483649L",
    "1234567890123L",
    "Long.MAX_VALUE",
    "Long.MIN_VALUE",
];
const DOUBLES: [&str; 10] = [
    "0.0",
    "-0.0",
    "1.0",
    "0.5",
    "-3.25",
    "1e10",
    "1e300",
    "Double.NaN",
    "Double.POSITIVE_INFINITY",
    "Double.MIN_VALUE",
];
const COMPARISONS: [&str; 6] = ["<", "<=", ">", ">=", "==", "!="];

impl Writer<'_> {
    /// An expression of this type, with at most so many levels of operators.
    pub fn expression(&mut self, ty: Ty, depth: usize) -> String {
        match ty {
            Ty::Int => self.int(depth),
            Ty::Long => self.long(depth),
            Ty::Double => self.double(depth),
            Ty::Ints => self.ints(),
            Ty::Object => self.object(depth),
        }
    }

    fn any_local(&mut self, ty: Ty) -> Option<String> {
        self.local(ty, |_: &Local| true)
    }

    fn int(&mut self, depth: usize) -> String {
        if depth == 0 || self.once_in(6) {
            return match self.rng.below(4) {
                0 => self.pick(&INTS).to_owned(),
                1 => "si".to_owned(),
                _ => match self.any_local(Ty::Int) {
                    Some(local) => local,
                    None => self.rng.below(1000).to_string(),
                },
            };
        }
        let depth = depth - 1;
        match self.rng.below(22) {
            0..=7 => self.int_operation(depth),
            8 => format!("(int) ({})", self.long(depth)),
            9 => format!("(int) ({})", self.double(depth)),
            10 => {
                let narrow = self.pick(&["byte", "short", "char"]);
                format!("({narrow}) ({})", self.int(depth))
            }
            11 | 12 => self.element(depth),
            13 => self.conditional(Ty::Int, depth),
            14 => {
                let field = self.pick(&["f", "b", "s", "c"]);
                format!("{}.{field}", self.receiver(depth))
            }
            15 => format!("{}.virt({})", self.receiver(depth), self.int(depth)),
            16 => format!(
                "op({}).apply({}, {})",
                self.int(depth),
                self.int(depth),
                self.int(0)
            ),
            17 => self.library_int(depth),
            18 => format!("~({})", self.int(depth)),
            19 => format!("{}.length", self.ints()),
            20 => format!("Long.compare({}, {})", self.long(depth), self.long(depth)),
            _ => self.call(Ty::Int, depth),
        }
    }

    fn int_operation(&mut self, depth: usize) -> String {
        let (x, y) = (self.int(depth), self.int(depth));
        let operator = self.pick(&[
            "+", "-", "*", "+", "-", "&", "|", "^", "<<", ">>", ">>>", "/", "%",
        ]);
        if matches!(operator, "/" | "%") && !self.once_in(4) {
            return format!("({x} {operator} ({y} | 1))");
        }
        format!("({x} {operator} {y})")
    }

    /// An element, mostly within bounds.
    fn element(&mut self, depth: usize) -> String {
        let array = self.ints();
        let index = self.index(depth);
        format!("{array}[{index}]")
    }

    /// An index of arrays, mostly within bounds.
    pub fn index(&mut self, depth: usize) -> String {
        if self.once_in(12) {
            return self.int(depth);
        }
        match self.local(Ty::Int, |local| !local.is_mutable) {
            Some(counter) if !self.once_in(3) => format!("{counter} & 15"),
            _ => format!("({}) & 15", self.int(depth)),
        }
    }

    fn library_int(&mut self, depth: usize) -> String {
        let (x, y) = (self.int(depth), self.int(depth));
        match self.rng.below(10) {
            0 => format!("Integer.bitCount({x})"),
            1 => format!("Integer.rotateLeft({x}, {y})"),
            2 => format!("Math.max({x}, {y})"),
            3 => format!("Math.min({x}, {y})"),
            4 => format!("Math.abs({x})"),
            5 => format!("Integer.numberOfLeadingZeros({x})"),
            6 => format!("Integer.reverseBytes({x})"),
            7 => format!("Math.addExact({x}, {y})"),
            8 => format!("Integer.valueOf({x}).hashCode()"),
            _ => format!("(\"\" + {x}).length()"),
        }
    }

    fn long(&mut self, depth: usize) -> String {
        if depth == 0 || self.once_in(6) {
            return match self.rng.below(3) {
                0 => self.pick(&LONGS).to_owned(),
                1 => "sl".to_owned(),
                _ => match self.any_local(Ty::Long) {
                    Some(local) => local,
                    None => format!("{}L", self.rng.below(100_000)),
                },
            };
        }
        let depth = depth - 1;
        match self.rng.below(12) {
            0..=4 => {
                let (x, y) = (self.long(depth), self.long(depth));
                let operator = self.pick(&["+", "-", "*", "&", "|", "^", "/", "%"]);
                if matches!(operator, "/" | "%") && !self.once_in(4) {
                    return format!("({x} {operator} ({y} | 1L))");
                }
                format!("({x} {operator} {y})")
            }
            5 | 6 => {
                let operator = self.pick(&["<<", ">>", ">>>"]);
                format!("({} {operator} {})", self.long(depth), self.int(depth))
            }
            7 => format!("(long) ({})", self.int(depth)),
            8 => format!("(long) ({})", self.double(depth)),
            9 => format!("{}.g", self.receiver(depth)),
            10 => self.conditional(Ty::Long, depth),
            _ => self.call(Ty::Long, depth),
        }
    }

    fn double(&mut self, depth: usize) -> String {
        if depth == 0 || self.once_in(6) {
            return match self.rng.below(3) {
                0 => self.pick(&DOUBLES).to_owned(),
                1 => "sd".to_owned(),
                _ => match self.any_local(Ty::Double) {
                    Some(local) => local,
                    None => format!("{}.25", self.rng.below(100)),
                },
            };
        }
        let depth = depth - 1;
        match self.rng.below(10) {
            0..=4 => {
                let operator = self.pick(&["+", "-", "*", "/", "%"]);
                format!("({} {operator} {})", self.double(depth), self.double(depth))
            }
            5 => format!("(double) ({})", self.int(depth)),
            6 => format!("(double) (float) ({})", self.double(depth)),
            7 => format!("(double) ({})", self.long(depth)),
            8 => format!("Math.sqrt({})", self.double(depth)),
            _ => self.conditional(Ty::Double, depth),
        }
    }

    /// A condition. It is never a constant, so that the compiler finds no dead code.
    pub fn condition(&mut self, depth: usize) -> String {
        let depth = depth.saturating_sub(1);
        match self.rng.below(10) {
            0..=4 => {
                let comparison = self.pick(&COMPARISONS);
                format!("({} {comparison} si)", self.int(depth))
            }
            5 => {
                let comparison = self.pick(&COMPARISONS);
                format!("({} {comparison} sl)", self.long(depth))
            }
            6 => {
                let comparison = self.pick(&COMPARISONS);
                format!("({} {comparison} sd)", self.double(depth))
            }
            7 => {
                let class = self.pick(&["C1", "C2", "C3", "C4", "Op"]);
                format!("({} instanceof {class})", self.object(depth))
            }
            8 => format!("({} == so)", self.object(depth)),
            _ if depth == 0 => "(si > 0)".to_owned(),
            _ => {
                let operator = self.pick(&["&&", "||", "^"]);
                let (x, y) = (self.condition(depth), self.condition(depth));
                format!("({x} {operator} !{y})")
            }
        }
    }

    fn conditional(&mut self, ty: Ty, depth: usize) -> String {
        let condition = self.condition(depth);
        let (yes, no) = (self.expression(ty, depth), self.expression(ty, depth));
        format!("({condition} ? {yes} : {no})")
    }

    fn ints(&mut self) -> String {
        match self.any_local(Ty::Ints) {
            Some(local) if !self.once_in(4) => local,
            _ => "sa".to_owned(),
        }
    }

    /// An object or null.
    pub fn object(&mut self, depth: usize) -> String {
        match self.rng.below(6) {
            0 => "so".to_owned(),
            1 if depth > 0 => {
                let class = self.pick(&["C1", "C2", "C3", "C4"]);
                format!("((Base) new {class}({}))", self.int(depth - 1))
            }
            2 if depth > 0 => format!("make({})", self.int(depth - 1)),
            3 if depth > 0 => format!("{}.next", self.receiver(depth - 1)),
            _ => match self.any_local(Ty::Object) {
                Some(local) => local,
                None => "so".to_owned(),
            },
        }
    }

    /// An object that is seldom null.
    pub fn receiver(&mut self, depth: usize) -> String {
        match self.any_local(Ty::Object) {
            Some(local) if !self.once_in(3) => local,
            _ if self.once_in(2) => format!("make({})", self.int(depth.min(1))),
            _ => "so".to_owned(),
        }
    }

    /// A call of a method that exists already and does not cost too much here.
    fn call(&mut self, ty: Ty, depth: usize) -> String {
        let (weight, most) = (self.weight, super::MAX_COST);
        let callees = self.callees.iter();
        let affordable: Vec<_> = callees
            .filter(|callee| callee.returns == ty && weight * callee.cost < most / 4)
            .cloned()
            .collect();
        if affordable.is_empty() {
            return self.expression(ty, depth.saturating_sub(1));
        }
        let callee = self.pick(&affordable);
        self.cost += weight * callee.cost;
        let params = callee.params.iter();
        let args: Vec<String> = params
            .map(|&ty| self.expression(ty, depth.min(1)))
            .collect();
        format!("{}({})", callee.name, args.join(", "))
    }
}
