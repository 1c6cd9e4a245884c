//! Assigns registers and slots.

use crate::bailout::Bailout;
use crate::machine::Machine;
use crate::registers;
use crate::stale;
use crate::target::{Algorithm, Options};
use regalloc2::checker::Checker;
use regalloc2::{Ctx, Function, MachineEnv, RegallocOptions, run_with_ctx};

/// The allocator's memory, kept from one function to the next.
pub struct Allocator {
    environment: MachineEnv,
    context: Ctx,
}

impl Default for Allocator {
    fn default() -> Allocator {
        Allocator {
            environment: registers::environment(),
            context: Ctx::default(),
        }
    }
}

impl Allocator {
    /// Where all operands of the function are.
    pub fn run(
        &mut self,
        machine: &Machine,
        options: &Options,
    ) -> Result<&regalloc2::Output, Bailout> {
        let is_small = machine.num_insts() <= options.max_ion;
        let algorithm = match options.algorithm {
            Algorithm::Ion if is_small => regalloc2::Algorithm::Ion,
            Algorithm::Ion | Algorithm::Fastalloc => regalloc2::Algorithm::Fastalloc,
        };
        let options_of_allocator = RegallocOptions {
            verbose_log: false,
            validate_ssa: options.check_allocation,
            algorithm,
        };
        let refused = |what: String| Bailout::Registers(what);
        run_with_ctx(
            machine,
            &self.environment,
            &options_of_allocator,
            &mut self.context,
        )
        .map_err(|error| refused(error.to_string()))?;
        let output = &self.context.output;
        if options.check_allocation {
            let mut checker = Checker::new(machine, &self.environment);
            checker.prepare(output);
            checker
                .run()
                .map_err(|errors| refused(format!("{errors:?}")))?;
        }
        let is_optimistic = machine.ops().iter().any(|op| op.saves_registers());
        if options.check_references || is_optimistic {
            stale::check(machine, output).map_err(Bailout::StaleReference)?;
        }
        Ok(output)
    }
}
