//! Options of the heap, and its one initialization per process.

use super::binding::{self, Kiln};
use super::{allocate, barrier, log, references, stress, trigger};
use mmtk::MMTKBuilder;
use mmtk::util::heap::vm_layout::VMLayout;
use mmtk::util::{Address, OpaquePointer, VMThread};
use std::sync::atomic::{AtomicBool, Ordering};

/// Which collector.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names are mmtk's")]
pub enum Plan {
    GenImmix,
    StickyImmix,
    Immix,
    GenCopy,
    SemiSpace,
}

impl Plan {
    /// All plans.
    pub const ALL: [Plan; 5] = [
        Plan::GenImmix,
        Plan::StickyImmix,
        Plan::Immix,
        Plan::GenCopy,
        Plan::SemiSpace,
    ];

    /// The name, as `-XX:Plan=` takes it.
    pub fn name(self) -> &'static str {
        match self {
            Plan::GenImmix => "GenImmix",
            Plan::StickyImmix => "StickyImmix",
            Plan::Immix => "Immix",
            Plan::GenCopy => "GenCopy",
            Plan::SemiSpace => "SemiSpace",
        }
    }

    /// The plan with this name.
    pub fn from_name(name: &str) -> Option<Plan> {
        Plan::ALL.into_iter().find(|plan| plan.name() == name)
    }
}

/// What the command line says about the heap.
#[derive(Clone, Debug)]
pub struct HeapConfig {
    /// `-Xmx`: most bytes of objects.
    pub max: usize,
    /// `-Xms`: what `totalMemory` says at least; 0 chooses.
    pub initial: usize,
    /// `-Xmn`: bytes of the nursery, if given.
    pub young: Option<usize>,
    /// The collector.
    pub plan: Plan,
    /// Collector threads.
    pub threads: usize,
    /// `--gc-every=N`: collect fully, moving, at every Nth allocation or poll; 0 is off.
    pub gc_every: u64,
    /// `--seed=N`: vary the intervals of `gc_every`, so that collections fall elsewhere.
    pub gc_seed: Option<u64>,
    /// Check the whole heap after each collection.
    pub verify: bool,
    /// Print a line per collection.
    pub log: bool,
    /// Print the CPU time of each collection.
    pub log_cpu: bool,
    /// `-XX:SoftRefLRUPolicyMSPerMB`.
    pub soft_ref_ms_per_mb: u64,
    /// `-XX:+ExitOnOutOfMemoryError`.
    pub exit_on_out_of_memory: bool,
    /// `-XX:+CrashOnOutOfMemoryError`.
    pub crash_on_out_of_memory: bool,
    /// Further options of mmtk, name and value.
    pub mmtk_options: Vec<(String, String)>,
}

impl Default for HeapConfig {
    fn default() -> HeapConfig {
        let max = default_max_heap();
        HeapConfig {
            max,
            initial: 0,
            young: None,
            plan: Plan::GenImmix,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            gc_every: 0,
            gc_seed: None,
            verify: false,
            log: false,
            log_cpu: false,
            soft_ref_ms_per_mb: 1000,
            exit_on_out_of_memory: false,
            crash_on_out_of_memory: false,
            mmtk_options: Vec::new(),
        }
    }
}

const MIN_HEAP: usize = 8 << 20;
/// The heap lies in [4 GB, 32 GB): references are 4 bytes, shifted by 3; metadata is below.
const HEAP_START: usize = 4 << 30;
const HEAP_END: usize = 32 << 30;
const LOG_SPACE_EXTENT: usize = 32;
/// mmtk reserves twice the maximum heap in each space.
const MAX_CONTIGUOUS: usize = 1 << (LOG_SPACE_EXTENT - 1);
/// In the discontiguous layout all spaces share the address range.
const MAX_DISCONTIGUOUS: usize = 24 << 30;

/// A quarter of the memory, at most 2 GB.
fn default_max_heap() -> usize {
    // SAFETY: sysconf has no preconditions.
    let (pages, size) = unsafe {
        (
            libc::sysconf(libc::_SC_PHYS_PAGES),
            libc::sysconf(libc::_SC_PAGESIZE),
        )
    };
    let memory = usize::try_from(pages).unwrap_or(0) * usize::try_from(size).unwrap_or(4096);
    (memory / 4).clamp(MIN_HEAP, MAX_CONTIGUOUS) & !0x1f_ffff
}

/// Why the heap cannot be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HeapError {
    /// `-Xmx` is larger than 4-byte references can address.
    TooLarge,
    /// `-Xmx` is smaller than the VM needs.
    TooSmall,
    /// `-Xms` is larger than `-Xmx`.
    InitialAboveMax,
    /// mmtk does not know an option or refuses its value.
    Option(String),
    /// The heap of this process exists already.
    AlreadyInitialized,
}

impl std::fmt::Display for HeapError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            HeapError::TooLarge => {
                write!(
                    f,
                    "Maximum heap size is larger than the {} GB that Kiln supports",
                    MAX_DISCONTIGUOUS >> 30
                )
            }
            HeapError::TooSmall => f.write_str("Too small maximum heap"),
            HeapError::InitialAboveMax => {
                f.write_str("Initial heap size set to a larger value than the maximum heap size")
            }
            HeapError::Option(option) => write!(f, "the collector refuses the option {option}"),
            HeapError::AlreadyInitialized => f.write_str("the heap of this process exists already"),
        }
    }
}

impl std::error::Error for HeapError {}

static INITIALIZED: AtomicBool = AtomicBool::new(false);

/// Reserves the heap and starts the collector's threads. Once per process.
pub fn init(config: &HeapConfig) -> Result<(), HeapError> {
    if config.max < 2 << 20 {
        return Err(HeapError::TooSmall);
    }
    if config.max > MAX_DISCONTIGUOUS {
        return Err(HeapError::TooLarge);
    }
    if config.initial > config.max {
        return Err(HeapError::InitialAboveMax);
    }
    let mut builder = MMTKBuilder::new_no_env_vars();
    // The collector cannot work below this; Java's `-Xmx2m` is honoured as far as possible.
    let max = config.max.max(MIN_HEAP);
    let gc_every = config.gc_every;
    let mut options = vec![
        ("plan".to_owned(), config.plan.name().to_owned()),
        ("threads".to_owned(), config.threads.max(1).to_string()),
        ("gc_trigger".to_owned(), "Delegated".to_owned()),
        ("no_reference_types".to_owned(), "true".to_owned()),
        ("no_finalizer".to_owned(), "true".to_owned()),
    ];
    if let Some(young) = config.young.or(default_young(config.plan, max)) {
        let young = young.clamp(64 << 10, max / 2);
        options.push(("nursery".to_owned(), format!("Fixed:{young}")));
    }
    if gc_every > 0 {
        for name in ["immix_always_defrag", "immix_defrag_every_block"] {
            options.push((name.to_owned(), "true".to_owned()));
        }
    }
    options.extend(config.mmtk_options.iter().cloned());
    for (name, value) in &options {
        if !builder.set_option(name, value) {
            return Err(HeapError::Option(format!("{name}={value}")));
        }
    }
    if INITIALIZED.swap(true, Ordering::AcqRel) {
        return Err(HeapError::AlreadyInitialized);
    }
    let contiguous = max <= MAX_CONTIGUOUS;
    trigger::configure(max, if contiguous { MAX_CONTIGUOUS } else { max });
    super::large::configure(if contiguous { 1 << LOG_SPACE_EXTENT } else { 0 });
    // SAFETY: plain numbers.
    let (heap_start, heap_end) = unsafe {
        (
            Address::from_usize(HEAP_START),
            Address::from_usize(HEAP_END),
        )
    };
    builder.set_vm_layout(VMLayout {
        log_address_space: if contiguous { 36 } else { 35 },
        heap_start,
        heap_end,
        log_space_extent: LOG_SPACE_EXTENT,
        force_use_contiguous_spaces: contiguous,
    });
    log::configure(config);
    let initial = if config.initial == 0 {
        max / 16
    } else {
        config.initial
    };
    super::statistics::configure(initial.clamp(MIN_HEAP, max));
    references::configure(config.soft_ref_ms_per_mb);
    let mmtk = binding::set_mmtk(mmtk::memory_manager::mmtk_init::<Kiln>(&builder));
    allocate::configure(mmtk, config);
    barrier::configure(mmtk);
    stress::configure(gc_every, config.gc_seed);
    super::verify::configure(config.verify);
    mmtk::memory_manager::initialize_collection(mmtk, VMThread(OpaquePointer::UNINITIALIZED));
    Ok(())
}

/// A nursery so large that most data has died when it is full: a quarter of the heap, HotSpot takes a
/// third. Larger ones collect little better and cost memory.
fn default_young(plan: Plan, max: usize) -> Option<usize> {
    match plan {
        Plan::GenImmix | Plan::GenCopy | Plan::StickyImmix => {
            Some((max / 4).clamp(2 << 20, 128 << 20))
        }
        Plan::Immix | Plan::SemiSpace => None,
    }
}
