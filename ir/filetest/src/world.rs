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
}

impl Classes {
    /// Those of a file, with these functions.
    pub fn of(file: &File, functions: impl IntoIterator<Item = Function>) -> Classes {
        let named = |function: Function| (function.name.clone(), function);
        Classes {
            functions: functions.into_iter().map(named).collect(),
            supers: file.supers.iter().cloned().collect(),
            uninitialized: file.uninitialized.iter().cloned().collect(),
        }
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
        _is_virtual: bool,
        args: &[Val],
    ) -> Option<CallOutcome> {
        let name = method.split('(').next()?;
        let function = self.functions.get(name)?;
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
