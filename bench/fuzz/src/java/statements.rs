//! Random statements. None is unreachable, and every loop ends.

use super::writer::{Local, Ty, Writer};

/// Levels of operators of expressions.
const DEPTH: usize = 3;
/// Most levels of statements within statements.
const MAX_NESTING: usize = 4;

/// Statements of a method after which no more are nested.
const MAX_SIZE: usize = 12;

impl Writer<'_> {
    /// Some statements.
    pub fn statements(&mut self, nesting: usize) {
        let n = 1 + self.rng.below(4);
        for _ in 0..n {
            self.statement(nesting);
        }
    }

    fn statement(&mut self, nesting: usize) {
        self.cost += self.weight;
        self.size += 1;
        let is_deep = nesting >= MAX_NESTING || self.size > MAX_SIZE || self.cost > super::MAX_COST;
        match self.rng.below(if is_deep { 11 } else { 24 }) {
            0 | 1 => self.declaration(),
            2..=4 => self.assignment(),
            5 => {
                let (array, index) = (self.expression(Ty::Ints, 0), self.index(2));
                let value = self.expression(Ty::Int, DEPTH);
                let operator = self.pick(&["=", "+=", "^=", "="]);
                self.line(&format!("{array}[{index}] {operator} {value};"));
            }
            6 => self.field_store(),
            7 => {
                let (target, ty) = self.pick(&[
                    ("si", Ty::Int),
                    ("sl", Ty::Long),
                    ("sd", Ty::Double),
                    ("so", Ty::Object),
                ]);
                let value = self.expression(ty, DEPTH);
                self.line(&format!("{target} = {value};"));
            }
            8 => {
                let target = self.local(Ty::Int, |local| local.is_mutable);
                let target = target.unwrap_or_else(|| "si".to_owned());
                let step = self.pick(&["++", "--"]);
                self.line(&format!("{target}{step};"));
            }
            9 => self.jump(),
            10 => self.lambda(),
            11..=13 => self.conditional_statement(nesting),
            14..=17 => self.counted_loop(nesting),
            18 => self.while_loop(nesting),
            19 => self.switch(nesting),
            20 => self.string_switch(nesting),
            21 => {
                let object = self.expression(Ty::Object, 1);
                let lock = format!("synchronized (lock({object})) {{");
                self.block(&lock, nesting);
                self.line("}");
            }
            _ => self.try_statement(nesting),
        }
    }

    /// Declares a local with a value.
    pub fn declaration(&mut self) {
        let ty = self.pick(&Ty::LOCALS);
        let name = self.fresh("v");
        let value = match ty {
            Ty::Ints if self.once_in(2) => "new int[16]".to_owned(),
            _ => self.expression(ty, DEPTH),
        };
        let is_final = self.once_in(4);
        let word = if is_final { "final " } else { "" };
        self.line(&format!("{word}{} {name} = {value};", ty.name()));
        self.locals.push(Local {
            name,
            ty,
            is_mutable: !is_final,
            is_final,
        });
    }

    fn assignment(&mut self) {
        let ty = self.pick(&Ty::LOCALS);
        let Some(target) = self.local(ty, |local| local.is_mutable) else {
            return self.declaration();
        };
        let value = self.expression(ty, DEPTH);
        let operator = match ty {
            Ty::Int | Ty::Long => self.pick(&["=", "+=", "-=", "*=", "^=", ">>>="]),
            Ty::Double => self.pick(&["=", "+=", "*="]),
            Ty::Ints | Ty::Object => "=",
        };
        self.line(&format!("{target} {operator} {value};"));
    }

    fn field_store(&mut self) {
        let receiver = self.receiver(1);
        let (field, ty, cast) = self.pick(&[
            ("f", Ty::Int, ""),
            ("g", Ty::Long, ""),
            ("b", Ty::Int, "(byte) "),
            ("s", Ty::Int, "(short) "),
            ("c", Ty::Int, "(char) "),
            ("next", Ty::Object, ""),
        ]);
        let value = self.expression(ty, DEPTH);
        self.line(&format!("{receiver}.{field} = {cast}({value});"));
    }

    /// Leaves a loop, goes on with its next round, returns or throws, on a condition.
    fn jump(&mut self) {
        let condition = self.condition(DEPTH);
        let what = match (self.rng.below(4), self.labels.clone(), self.returns) {
            (0 | 1, labels, _) if !labels.is_empty() => {
                let (word, label) = (self.pick(&["break", "continue"]), self.pick(&labels));
                format!("{word} {label};")
            }
            (2, _, Some(ty)) => format!("return {};", self.expression(ty, 2)),
            _ => format!(
                "throw new IllegalStateException(\"{}\");",
                self.rng.below(9)
            ),
        };
        self.line(&format!("if ({condition}) {what}"));
    }

    /// Calls a lambda, which sees its parameters, constants and static fields.
    fn lambda(&mut self) {
        let name = self.fresh("l");
        let hidden = std::mem::take(&mut self.locals);
        self.locals = hidden.iter().filter(|l| l.is_final).cloned().collect();
        let (x, y) = (self.fresh("x"), self.fresh("y"));
        for name in [&x, &y] {
            self.locals.push(Local {
                name: name.clone(),
                ty: Ty::Int,
                is_mutable: false,
                is_final: true,
            });
        }
        let body = self.expression(Ty::Int, DEPTH);
        self.locals = hidden;
        self.line(&format!("Op {name} = ({x}, {y}) -> {body};"));
        let (x, y) = (self.expression(Ty::Int, 1), self.expression(Ty::Int, 1));
        self.line(&format!("si ^= {name}.apply({x}, {y});"));
    }

    /// Writes the head and the statements of a block, not its end.
    fn block(&mut self, head: &str, nesting: usize) {
        self.line(head);
        self.scope(1, |writer| writer.statements(nesting + 1));
    }

    fn conditional_statement(&mut self, nesting: usize) {
        let condition = self.condition(DEPTH);
        self.block(&format!("if {condition} {{"), nesting);
        if self.once_in(2) {
            self.block("} else {", nesting);
        }
        self.line("}");
    }

    fn counted_loop(&mut self, nesting: usize) {
        let (name, label) = (self.fresh("i"), self.fresh("loop"));
        let trips = 1 + self.rng.below(20) as u64;
        let (first, condition, step) = match self.rng.below(5) {
            0 => (format!("{trips}"), format!("{name} > 0"), "--".to_owned()),
            1 => {
                let by = 1 + self.rng.below(3) as u64;
                let limit = trips * by;
                (
                    "0".to_owned(),
                    format!("{name} < {limit}"),
                    format!(" += {by}"),
                )
            }
            2 => (
                format!("Integer.MAX_VALUE - {trips}"),
                format!("{name} < Integer.MAX_VALUE"),
                "++".to_owned(),
            ),
            3 => (
                "0".to_owned(),
                format!("{name} < sa.length"),
                "++".to_owned(),
            ),
            _ => ("0".to_owned(), format!("{name} < {trips}"), "++".to_owned()),
        };
        let trips = trips.max(16);
        self.line(&format!(
            "{label}: for (int {name} = {first}; {condition}; {name}{step}) {{"
        ));
        self.looping(label, name, trips, nesting);
        self.line("}");
    }

    /// A loop that counts in its condition, so that `continue` cannot go round for ever.
    fn while_loop(&mut self, nesting: usize) {
        let (name, label) = (self.fresh("w"), self.fresh("loop"));
        let trips = 1 + self.rng.below(16) as u64;
        let condition = self.condition(2);
        self.line(&format!("int {name} = {trips};"));
        if self.once_in(2) {
            self.line(&format!("{label}: while (--{name} > 0 && {condition}) {{"));
            self.looping(label, name, trips, nesting);
            self.line("}");
        } else {
            self.line(&format!("{label}: do {{"));
            self.looping(label, name.clone(), trips, nesting);
            self.line(&format!("}} while (--{name} > 0 && {condition});"));
        }
    }

    fn looping(&mut self, label: String, counter: String, trips: u64, nesting: usize) {
        self.labels.push(label);
        self.scope(trips, |writer| {
            writer.locals.push(Local {
                name: counter,
                ty: Ty::Int,
                is_mutable: false,
                is_final: false,
            });
            writer.statements(nesting + 1);
        });
        self.labels.pop();
    }

    fn switch(&mut self, nesting: usize) {
        let key = self.expression(Ty::Int, 2);
        let is_dense = self.once_in(2);
        let mask = if is_dense { " & 7" } else { "" };
        self.line(&format!("switch ((int) ({key}){mask}) {{"));
        let n = 2 + self.rng.below(5);
        for number in 0..n {
            let key = if is_dense {
                number.to_string()
            } else {
                (number as i64 * 1_000_003 - 5).to_string()
            };
            self.case(&format!("case {key}: {{"), nesting);
        }
        self.case("default: {", nesting);
        self.line("}");
    }

    fn string_switch(&mut self, nesting: usize) {
        let key = self.expression(Ty::Int, 2);
        self.line(&format!("switch (WORDS[({key}) & 3]) {{"));
        for word in ["alpha", "AaAa", "BBBB"] {
            self.case(&format!("case \"{word}\": {{"), nesting);
        }
        self.line("}");
    }

    fn case(&mut self, head: &str, nesting: usize) {
        self.block(head, nesting);
        self.line("}");
        if !self.once_in(4) {
            self.line("break;");
        }
    }

    fn try_statement(&mut self, nesting: usize) {
        self.block("try {", nesting);
        let has_finally = self.once_in(3);
        if !has_finally || self.once_in(2) {
            let class = self.pick(&[
                "RuntimeException",
                "ArithmeticException",
                "ArrayIndexOutOfBoundsException",
                "NullPointerException",
                "IllegalStateException",
            ]);
            let name = self.fresh("e");
            self.line(&format!("}} catch ({class} {name}) {{"));
            self.line(&format!("si += code({name});"));
            self.scope(1, |writer| writer.statements(nesting + 1));
        }
        if has_finally {
            // A jump out of `finally` would make what follows unreachable for the compiler.
            self.line("} finally {");
            let (labels, returns) = (std::mem::take(&mut self.labels), self.returns.take());
            self.scope(1, Writer::assignment);
            (self.labels, self.returns) = (labels, returns);
        }
        self.line("}");
    }
}
