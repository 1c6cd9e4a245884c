//! The world of a file's runs: its own functions and classes.

use crate::file::{File, Run};
use ir::{Function, Type};
use ir_eval::{CallOutcome, Heap, Outcome, Val, World, evaluate};
use std::collections::{BTreeMap, BTreeSet};

/// Steps that a run may take.
const STEPS: usize = 10_000;

/// Functions and classes.
#[derive(Clone, Default, Debug)]
pub struct Classes {
    functions: BTreeMap<String, Function>,
    supers: BTreeMap<String, String>,
    uninitialized: BTreeSet<String>,
    seen: BTreeMap<String, Vec<(String, u32)>>,
    finals: BTreeMap<(String, String), String>,
}

impl Classes {
    /// Those of a file, with these functions.
    pub fn of(file: &File, functions: impl IntoIterator<Item = Function>) -> Classes {
        let named = |function: Function| (function.name.clone(), function);
        Classes {
            functions: functions.into_iter().map(named).collect(),
            supers: file.supers.iter().cloned().collect(),
            uninitialized: file.uninitialized.iter().cloned().collect(),
            seen: file.seen.iter().cloned().collect(),
            finals: file
                .finals
                .iter()
                .map(|(object, field, value)| ((object.clone(), field.clone()), value.clone()))
                .collect(),
        }
    }

    /// The function that stands for a method of this name with descriptor.
    pub fn function(&self, method: &str) -> Option<&Function> {
        self.functions.get(method.split('(').next()?)
    }

    /// The name of the function that a call of this method runs on an object of the class: that
    /// of the nearest class above that has one.
    pub fn selected(&self, method: &str, class: &str) -> Option<String> {
        let (_, name) = method.split('(').next()?.rsplit_once('.')?;
        let up = |class: &&str| self.supers.get(*class).map(String::as_str);
        std::iter::successors(Some(class), up)
            .map(|class| format!("{class}.{name}"))
            .find(|name| self.functions.contains_key(name))
    }

    /// The classes of receivers that the call at `bci` of a method has seen.
    pub fn seen(&self, method: &str, bci: u32) -> &[(String, u32)] {
        let name = method.split('(').next().unwrap_or_default();
        let rows = self.seen.get(&format!("{name}:{bci}"));
        rows.map_or(&[], Vec::as_slice)
    }

    /// What a final field of a constant object holds, or with no object a static one.
    pub fn final_field(&self, object: &str, field: &str) -> Option<&str> {
        let field = field.split(':').next()?;
        let value = self.finals.get(&(object.to_owned(), field.to_owned()));
        value.map(String::as_str)
    }

    /// How a run ends. `None`: there is no such function, or the arguments are not of its types.
    pub fn run(&self, run: &Run) -> Option<Outcome> {
        let function = self.functions.get(&run.name)?;
        let params: &[Type] = &function.signature.params;
        if params.len() != run.arguments.len() {
            return None;
        }
        let values = run.arguments.iter().zip(params);
        let args: Option<Vec<Val>> = values.map(|(text, ty)| Val::parse(*ty, text)).collect();
        let mut world = self;
        Some(evaluate(
            function,
            &args?,
            &mut Heap::default(),
            &mut world,
            STEPS,
        ))
    }
}

impl World for &Classes {
    fn call(
        &mut self,
        heap: &mut Heap,
        method: &str,
        is_virtual: bool,
        args: &[Val],
    ) -> Option<CallOutcome> {
        let selected = match args.first() {
            Some(Val::Ref(Some(receiver))) if is_virtual => {
                self.selected(method, &heap.object(*receiver).class)
            }
            _ => None,
        };
        let function = self.function(selected.as_deref().unwrap_or(method))?;
        match evaluate(function, args, heap, self, STEPS) {
            Outcome::Returned(value) => Some(CallOutcome::Returned(value)),
            Outcome::Threw(Val::Ref(Some(exception))) => Some(CallOutcome::Threw(exception)),
            _ => None,
        }
    }

    fn is_subclass(&self, sub: &str, super_class: &str) -> bool {
        let up = |class: &&str| self.supers.get(*class).map(String::as_str);
        super_class == "java.lang.Object"
            || std::iter::successors(Some(sub), up).any(|class| class == super_class)
    }

    fn is_initialized(&self, class: &str) -> bool {
        !self.uninitialized.contains(class)
    }
}
