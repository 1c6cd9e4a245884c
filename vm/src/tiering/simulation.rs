//! Simulations: a table of events of one method, and what a policy decides about them, without a
//! VM. They are files in `vm/tests/tiering`; `KILN_BLESS=1` writes what is decided now.
//!
//! A line that begins with `>` is something that happens:
//!
//! | line | |
//! |---|---|
//! | `> policy NAME [KEY=VALUE ...]` | begins anew with this policy |
//! | `> method KEY=VALUE ...` | the method: `size`, `excluded` |
//! | `> call N`, `> loop BCI N` | the interpreter runs it so often, and asks when it was told to |
//! | `> installed TIER`, `> declined TIER` | a request ends |
//! | `> deopt REASON BCI` | its code is left |
//! | `> waiting MS`, `> used` | a request is next in the queue; the method was used meanwhile |
//! | `> queue N`, `> free BYTES` | others wait; room in the code cache |
//!
//! The lines below are the decisions that do something, and at the end of calls and loops how
//! often the interpreter asked, and why the last decision was what it was.

use super::{
    Action, Counts, Decision, DeoptReason, Event, MethodView, Next, QueueView, Reason, Tier,
    TierPolicy, View, load, policy, rules,
};
use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

struct Simulation {
    policy: Box<dyn TierPolicy>,
    method: MethodView<'static>,
    queue: QueueView,
    code_cache_free: usize,
    /// What the interpreter counts down.
    next: Next,
    requested_at: Counts,
    /// Why the last decision was what it was.
    last: Option<Reason>,
    deopts: HashMap<(u32, DeoptReason), u32>,
}

fn tier(word: &str) -> Tier {
    [Tier::Interpreter, Tier::Quick, Tier::Full]
        .into_iter()
        .find(|tier| tier.name() == word)
        .expect("a tier of the simulation has a tier's name")
}

fn number(word: &str) -> u32 {
    word.parse().expect("a number of the simulation is one")
}

impl Simulation {
    fn new(words: &[&str]) -> Simulation {
        let overrides: Vec<String> = words[1..].iter().map(|word| (*word).to_owned()).collect();
        let settings = load(words[0], &[], &overrides).expect("policies of simulations are valid");
        Simulation {
            next: rules::first_question(&settings),
            policy: policy(settings),
            method: MethodView {
                name: "Demo::f",
                size: 60,
                counts: Counts::default(),
                tier: Tier::Interpreter,
                queued: None,
                n_deopts: 0,
                n_deopts_here: 0,
                n_discarded: 0,
                quick_declined: false,
                full_declined: false,
                is_excluded: false,
            },
            queue: QueueView {
                n_waiting: 0,
                n_workers: 1,
            },
            code_cache_free: usize::MAX,
            requested_at: Counts::default(),
            last: None,
            deopts: HashMap::new(),
        }
    }

    fn ask(&mut self, event: Event, text: &mut String) {
        let view = View {
            method: self.method,
            queue: self.queue,
            now_ms: 0,
            code_cache_free: self.code_cache_free,
        };
        let Decision {
            action,
            reason,
            next,
        } = self.policy.decide(event, &view);
        self.next = next;
        self.last = Some(reason);
        let counts = self.method.counts;
        let what = match action {
            Action::Wait => return,
            Action::Keep => "keep".to_owned(),
            Action::Discard => {
                if matches!(event, Event::Deoptimized { .. }) {
                    self.method.tier = Tier::Interpreter;
                    self.method.n_discarded += 1;
                }
                "discard".to_owned()
            }
            Action::Compile { tier, osr, .. } => {
                self.method.queued = Some(tier);
                self.requested_at = counts;
                match osr {
                    None => format!("compile {tier}"),
                    Some(bci) => format!("compile {tier} at {bci}"),
                }
            }
        };
        let _ = writeln!(
            text,
            "{what} after {} calls, {} back edges: {reason}",
            counts.calls, counts.back_edges
        );
    }

    /// The interpreter counts `n` times, and asks when it was told to.
    fn count(&mut self, event: Event, n: u32, text: &mut String) {
        let mut n_asked = 0;
        self.last = None;
        for _ in 0..n {
            let left = if event == Event::Call {
                self.method.counts.calls += 1;
                &mut self.next.calls
            } else {
                self.method.counts.back_edges += 1;
                &mut self.next.back_edges
            };
            *left = left.saturating_sub(1);
            if *left == 0 {
                n_asked += 1;
                self.ask(event, text);
            }
        }
        let _ = match self.last {
            Some(reason) => writeln!(text, "asked {n_asked} times, at last: {reason}"),
            None => writeln!(text, "not asked"),
        };
    }

    fn end_request(&mut self) {
        self.method.queued = None;
        self.next = Next::AT_ONCE;
    }

    fn happen(&mut self, words: &[&str], text: &mut String) {
        match words {
            ["method", properties @ ..] => {
                for property in properties {
                    match property.split_once('=') {
                        Some(("size", size)) => self.method.size = number(size),
                        _ => self.method.is_excluded = *property == "excluded",
                    }
                }
            }
            ["call", n] => self.count(Event::Call, number(n), text),
            ["loop", bci, n] => {
                let event = Event::BackEdge { bci: number(bci) };
                self.count(event, number(n), text);
            }
            ["installed", word] => {
                self.method.tier = tier(word);
                self.end_request();
            }
            ["declined", word] => {
                match tier(word) {
                    Tier::Quick => self.method.quick_declined = true,
                    _ => self.method.full_declined = true,
                }
                self.end_request();
            }
            ["deopt", reason, bci] => {
                let reason = DeoptReason::from_name(reason).expect("a reason has a known name");
                let bci = number(bci);
                let n_here = self.deopts.entry((bci, reason)).or_default();
                *n_here += 1;
                self.method.n_deopts_here = *n_here;
                self.method.n_deopts += 1;
                self.ask(Event::Deoptimized { bci, reason }, text);
            }
            ["used"] => self.method.counts.calls += 1,
            ["waiting", ms] => {
                let event = Event::Waiting {
                    tier: self.method.queued.expect("something was requested"),
                    requested_at: self.requested_at,
                    waited_ms: u64::from(number(ms)),
                };
                self.ask(event, text);
            }
            ["queue", n] => self.queue.n_waiting = number(n),
            ["free", n] => self.code_cache_free = number(n) as usize,
            _ => panic!("nothing like {words:?} can happen"),
        }
    }
}

/// The file with the answers of today.
fn run(text: &str) -> String {
    let mut result = String::new();
    let mut simulation: Option<Simulation> = None;
    for line in text.lines() {
        let Some(event) = line.strip_prefix("> ") else {
            if line.is_empty() || line.starts_with('#') {
                result.push_str(line);
                result.push('\n');
            }
            continue;
        };
        result.push_str(line);
        result.push('\n');
        let words: Vec<&str> = event.split(' ').collect();
        match (&mut simulation, words[0]) {
            (_, "policy") => simulation = Some(Simulation::new(&words[1..])),
            (Some(simulation), _) => simulation.happen(&words, &mut result),
            (None, _) => panic!("a simulation begins with a policy"),
        }
    }
    result
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tiering");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of simulations exists")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "sim"))
        .collect();
    files.sort();
    files
}

#[test]
fn policies_decide_as_the_tables_say() {
    let files = files();
    assert!(files.len() >= 4);
    for file in files {
        let expected = std::fs::read_to_string(&file).expect("simulations can be read");
        let found = run(&expected);
        if std::env::var_os("KILN_BLESS").is_some() {
            std::fs::write(&file, &found).expect("simulations can be written");
        } else {
            assert_eq!(found, expected, "{}", file.display());
        }
    }
}

/// Numbers that look random.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % limit
    }

    fn truth(&mut self) -> bool {
        self.below(2) == 1
    }

    fn tier(&mut self) -> Tier {
        [Tier::Interpreter, Tier::Quick, Tier::Full][self.below(3) as usize]
    }

    /// Small and large ones are equally likely.
    fn count(&mut self) -> u64 {
        let magnitude = self.below(30);
        self.below(1 << magnitude)
    }

    fn event(&mut self) -> Event {
        match self.below(4) {
            0 => Event::Call,
            1 => Event::BackEdge { bci: 7 },
            2 => Event::Deoptimized {
                bci: 7,
                reason: DeoptReason::ALL[self.below(12) as usize],
            },
            _ => Event::Waiting {
                tier: self.tier(),
                requested_at: Counts::default(),
                waited_ms: self.count(),
            },
        }
    }

    fn method(&mut self) -> MethodView<'static> {
        MethodView {
            name: "Demo::f",
            size: self.below(10_000) as u32,
            counts: Counts {
                calls: self.count(),
                back_edges: self.count(),
            },
            tier: self.tier(),
            queued: self.truth().then(|| self.tier()),
            n_deopts: self.count() as u32,
            n_deopts_here: self.below(10) as u32,
            n_discarded: self.below(150) as u32,
            quick_declined: self.truth(),
            full_declined: self.truth(),
            is_excluded: self.below(4) == 0,
        }
    }
}

/// What every policy must keep, whatever happens.
#[test]
fn no_policy_asks_for_what_is_not_allowed() {
    let mut random = Random(1);
    for (name, _) in super::policy_file::POLICIES {
        for overrides in [&[][..], &["quick.enabled=true"], &["full.enabled=false"]] {
            let overrides: Vec<String> = overrides.iter().map(|o| (*o).to_owned()).collect();
            let selection = match name {
                "replay" => "replay:tests/tiering/decisions.ktrace".to_owned(),
                _ => name.to_owned(),
            };
            let settings = load(&selection, &[], &overrides).expect("the policy is valid");
            let mut policy = policy(settings.clone());
            for _ in 0..5_000 {
                let event = random.event();
                let view = View {
                    method: random.method(),
                    queue: QueueView {
                        n_waiting: random.below(100) as u32,
                        n_workers: random.below(4) as u32,
                    },
                    now_ms: random.count(),
                    code_cache_free: random.count() as usize,
                };
                let decision = policy.decide(event, &view);
                let context = format!("{name} {overrides:?} {event:?} {view:?}: {decision:?}");
                assert!(
                    decision.next.calls > 0 && decision.next.back_edges > 0,
                    "{context}"
                );
                check_action(event, &view.method, &settings, decision.action, &context);
            }
        }
    }
}

fn check_action(
    event: Event,
    method: &MethodView<'_>,
    settings: &super::Settings,
    action: Action,
    context: &str,
) {
    let asks = matches!(event, Event::Call | Event::BackEdge { .. });
    match action {
        Action::Wait => assert!(asks, "{context}"),
        Action::Keep | Action::Discard => assert!(!asks, "{context}"),
        Action::Compile { tier, osr, .. } => {
            assert!(asks, "{context}");
            assert!(!method.is_excluded && method.queued.is_none(), "{context}");
            assert!(!method.is_declined(tier), "{context}");
            assert!(
                tier != Tier::Interpreter && tier <= settings.best_tier(),
                "{context}"
            );
            assert!(tier != Tier::Quick || settings.quick_enabled, "{context}");
            // A loop is compiled only if one asked for it, a method only if that is better.
            let is_better = tier > method.tier;
            assert!(osr.is_some() || is_better, "{context}");
            assert!(osr.is_none() || event != Event::Call, "{context}");
        }
    }
}
