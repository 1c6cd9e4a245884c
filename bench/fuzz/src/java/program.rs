//! A random program: a class with fields, inner classes, methods that call later ones, and `run`.

use super::writer::{Callee, Local, Ty, Writer};
use crate::mutation::Rng;

/// What every program has: state, and ways to it that are never null.
const MEMBERS: &str = r#"    static int si;
    static long sl;
    static double sd;
    static int[] sa = new int[16];
    static Base so;
    static final String[] WORDS = {"alpha", "beta", "AaAa", "BBBB"};
    interface Op { int apply(int x, int y); }
    static Base make(int kind) {
        switch (kind & 3) {
            case 0: return new C1(kind);
            case 1: return new C2(kind);
            case 2: return new C3(kind);
            default: return new C4(kind);
        }
    }
    static Op op(int kind) {
        switch (kind % 3) {
            case 0: return (x, y) -> x - y;
            case 1: return new C2(kind);
            default: return Integer::sum;
        }
    }
    static Object lock(Object object) { return object == null ? WORDS : object; }
    static int code(RuntimeException e) { return e.getClass().getName().hashCode(); }
    static long mix(long hash, long value) { return hash * 31 + value; }
    static long mix(long hash, double value) { return hash * 31 + Double.doubleToLongBits(value); }
    static long mix(long hash, Base object) {
        for (int i = 0; object != null && i < 5; i++, object = object.next)
            hash = hash * 31 + object.f + object.g + object.b + object.s + object.c + object.getClass().getName().length();
        return hash;
    }
"#;

/// The source of a program in a class of this name, which has a method `static long run(int)`.
pub fn program(name: &str, rng: &mut Rng) -> String {
    let mut writer = Writer::new(rng);
    writer.line(&format!("final class {name} {{"));
    writer.text.push_str(MEMBERS);
    writer.classes();
    writer.recursion();
    let n_methods = 1 + writer.rng.below(3);
    for _ in 0..n_methods {
        writer.method();
    }
    writer.run();
    writer.line("}");
    writer.text
}

impl Writer<'_> {
    /// Four classes: one that nothing extends, one that is extended, its subclass, a final one.
    fn classes(&mut self) {
        self.line("static abstract class Base {");
        self.line("int f; long g; byte b; short s; char c; Base next;");
        self.line("Base(int f) { this.f = f; b = (byte) f; }");
        self.line("abstract int virt(int x);");
        self.line("}");
        for head in [
            "class C1 extends Base",
            "class C2 extends Base implements Op",
            "class C3 extends C2",
            "final class C4 extends Base implements Op",
        ] {
            self.line(&format!("static {head} {{"));
            let name = head.trim_start_matches("final ")[6..8].to_owned();
            self.line(&format!("{name}(int f) {{ super(f); }}"));
            for (method, params) in [("virt", &["x"][..]), ("apply", &["x", "y"][..])] {
                if method == "virt" || head.contains("Op") || self.once_in(2) && name == "C3" {
                    self.small_method(method, params);
                }
            }
            self.line("}");
        }
    }

    /// A method of one expression over its parameters and fields.
    fn small_method(&mut self, name: &str, params: &[&str]) {
        let declared: Vec<String> = params.iter().map(|param| format!("int {param}")).collect();
        let parameter = |name: &&str| Local {
            name: (*name).to_owned(),
            ty: Ty::Int,
            is_mutable: false,
            is_final: true,
        };
        self.locals = params.iter().chain(&["f"]).map(parameter).collect();
        let operator = self.pick(&["+", "-", "^", "*", "&"]);
        let (x, y) = (self.pick(params), self.pick(&["f", "b", "(int) g", "s"]));
        let guard = if self.once_in(3) {
            "if (x > f) f++; "
        } else {
            ""
        };
        let (declared, addend) = (declared.join(", "), self.rng.below(100));
        self.line(&format!(
            "public int {name}({declared}) {{ {guard}return ({x} {operator} {y}) + {addend}; }}"
        ));
        self.locals.clear();
    }

    /// A method that calls itself.
    fn recursion(&mut self) {
        let parameter = |name: &str| Local {
            name: name.to_owned(),
            ty: Ty::Int,
            is_mutable: false,
            is_final: true,
        };
        self.locals = vec![parameter("d"), parameter("x")];
        let (end, then) = (self.expression(Ty::Int, 2), self.expression(Ty::Int, 2));
        let operator = self.pick(&["+", "-", "^"]);
        self.line("static int recursion(int d, int x) {");
        self.line(&format!("if (d <= 0) return {end};"));
        self.line(&format!(
            "return recursion(d - 1, {then}) {operator} recursion(d - 2, x + 1);"
        ));
        self.line("}");
        self.line("static int descend(int d, int x) { return recursion(d & 7, x); }");
        self.locals.clear();
        self.callees.push(Callee {
            name: "descend".to_owned(),
            params: vec![Ty::Int, Ty::Int],
            returns: Ty::Int,
            cost: 60,
        });
    }

    fn method(&mut self) {
        let name = self.fresh("m");
        let returns = self.pick(&[Ty::Int, Ty::Int, Ty::Long]);
        let n_params = self.rng.below(4);
        let params: Vec<Ty> = (0..n_params).map(|_| self.pick(&Ty::LOCALS)).collect();
        for (number, &ty) in params.iter().enumerate() {
            self.locals.push(Local {
                name: format!("p{number}"),
                ty,
                is_mutable: true,
                is_final: false,
            });
        }
        let declared: Vec<String> = self
            .locals
            .iter()
            .map(|local| format!("{} {}", local.ty.name(), local.name))
            .collect();
        let word = if self.once_in(6) { "synchronized " } else { "" };
        self.line(&format!(
            "static {word}{} {name}({}) {{",
            returns.name(),
            declared.join(", ")
        ));
        (self.cost, self.size, self.returns) = (1, 0, Some(returns));
        self.statements(0);
        self.statements(0);
        let result = self.expression(returns, 2);
        self.line(&format!("return {result};"));
        self.line("}");
        self.locals.clear();
        self.callees.push(Callee {
            name,
            params,
            returns,
            cost: self.cost,
        });
    }

    /// The method that everything begins at; its result tells all that has happened.
    fn run(&mut self) {
        self.line("static long run(int round) {");
        self.line("si = round; sl = round * 77L; sd = round / 4.0; so = make(round);");
        self.line("long hash = 0;");
        (self.cost, self.size, self.returns) = (1, 0, None);
        for ty in Ty::LOCALS {
            let name = self.fresh("v");
            let value = self.expression(ty, 1);
            self.line(&format!("{} {name} = {value};", ty.name()));
            self.locals.push(Local {
                name,
                ty,
                is_mutable: true,
                is_final: false,
            });
        }
        self.line("try {");
        self.scope(1, |writer| {
            writer.statements(0);
            writer.statements(0);
        });
        self.line("} catch (RuntimeException e) {");
        self.line("hash = code(e);");
        self.line("}");
        for local in self.locals.clone() {
            let Local { name, ty, .. } = local;
            match ty {
                Ty::Ints => self.line(&format!(
                    "if ({name} != null) for (int x : {name}) hash = mix(hash, x);"
                )),
                _ => self.line(&format!("hash = mix(hash, {name});")),
            }
        }
        self.line("for (int x : sa) hash = mix(hash, x);");
        self.line("return mix(mix(mix(mix(hash, si), sl), sd), so);");
        self.line("}");
        self.locals.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::program;
    use crate::mutation::Rng;

    #[test]
    fn a_seed_gives_one_program() {
        let [one, same, other] = [1, 1, 3].map(|seed| program("P", &mut Rng::new(seed)));
        assert_eq!(one, same);
        assert_ne!(one, other);
    }
}
