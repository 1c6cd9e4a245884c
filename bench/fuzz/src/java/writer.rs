//! Java source under construction: text, names in scope, and what running it would cost.

use crate::mutation::Rng;

/// Types of the generated programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ty {
    Int,
    Long,
    Double,
    /// `int[]` of 16 elements.
    Ints,
    /// `Base`, the root of the program's classes.
    Object,
}

impl Ty {
    /// Types of locals.
    pub const LOCALS: [Ty; 6] = [Ty::Int, Ty::Int, Ty::Long, Ty::Double, Ty::Ints, Ty::Object];

    /// As Java writes it.
    pub fn name(self) -> &'static str {
        match self {
            Ty::Int => "int",
            Ty::Long => "long",
            Ty::Double => "double",
            Ty::Ints => "int[]",
            Ty::Object => "Base",
        }
    }
}

/// A local variable or parameter.
#[derive(Clone, Debug)]
pub struct Local {
    pub name: String,
    pub ty: Ty,
    /// May be assigned. Those of loops are not, so that loops end.
    pub is_mutable: bool,
    /// May be used in lambdas.
    pub is_final: bool,
}

/// A method that later ones may call.
#[derive(Clone, Debug)]
pub struct Callee {
    pub name: String,
    pub params: Vec<Ty>,
    pub returns: Ty,
    /// Statements that a call executes, at most.
    pub cost: u64,
}

/// Writes one program.
pub struct Writer<'r> {
    pub rng: &'r mut Rng,
    pub text: String,
    pub locals: Vec<Local>,
    pub callees: Vec<Callee>,
    /// How often the place that is written is executed, at most.
    pub weight: u64,
    /// Statements that the method executes so far, at most.
    pub cost: u64,
    /// Statements of the method that are written so far.
    pub size: usize,
    /// Labels of the loops around the place; the innermost is last.
    pub labels: Vec<String>,
    /// The result of the method that is written; `None` where `return` is not allowed.
    pub returns: Option<Ty>,
    indent: usize,
    n_names: usize,
}

impl<'r> Writer<'r> {
    pub fn new(rng: &'r mut Rng) -> Self {
        Writer {
            rng,
            text: String::new(),
            locals: Vec::new(),
            callees: Vec::new(),
            weight: 1,
            cost: 0,
            size: 0,
            labels: Vec::new(),
            returns: None,
            indent: 0,
            n_names: 0,
        }
    }

    /// Writes a line. One that ends in `{` opens a block, one that begins with `}` ends one.
    pub fn line(&mut self, line: &str) {
        if line.starts_with('}') {
            self.indent -= 1;
        }
        self.text.push_str(&"    ".repeat(self.indent));
        self.text.push_str(line);
        self.text.push('\n');
        if line.ends_with('{') {
            self.indent += 1;
        }
    }

    /// A name that nothing has.
    pub fn fresh(&mut self, prefix: &str) -> String {
        self.n_names += 1;
        format!("{prefix}{}", self.n_names)
    }

    /// One of these.
    pub fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.rng.below(choices.len())].clone()
    }

    /// True once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.rng.below(n) == 0
    }

    /// A local of this type for which `wanted` holds.
    pub fn local(&mut self, ty: Ty, wanted: impl Fn(&Local) -> bool) -> Option<String> {
        let all = self.locals.iter();
        let names: Vec<String> = all
            .filter(|local| local.ty == ty && wanted(local))
            .map(|local| local.name.clone())
            .collect();
        (!names.is_empty()).then(|| self.pick(&names))
    }

    /// Writes what `body` writes, in a scope of its own that is executed `times` as often.
    pub fn scope(&mut self, times: u64, body: impl FnOnce(&mut Self)) {
        let (n_locals, weight) = (self.locals.len(), self.weight);
        self.weight *= times;
        body(self);
        self.weight = weight;
        self.locals.truncate(n_locals);
    }
}
