//! On the main thread: create the VM, answer what was asked, run `main`, shut down.
//!
//! The Java half of the launcher is `sun.launcher.LauncherHelper` in the class library: it prints
//! usage and settings, finds and checks the main class, and says what is wrong with it.
//!
//! Reference: JDK 17 `libjli/java.c` (`JavaMain`).

use super::bytes::environment;
use super::jvm_cfg::{Kind, KnownVm};
use super::message::{self, FATAL, JNI_FAILED};
use super::options::Stream;
use super::parse::{Launch, Mode};
use crate::native::invocation::{Invocation, JavaVm};
use crate::native::jni::{Env, Local, StaticMethod, Value};
use std::cell::OnceCell;
use std::ffi::{CStr, CString};

/// The launcher's other half.
const HELPER: &CStr = c"sun/launcher/LauncherHelper";

/// If set, the options handed to the VM are printed, in the stock launcher's format.
const DEBUG_VARIABLE: &str = "_JAVA_LAUNCHER_DEBUG";

/// All that the main thread needs.
pub struct JavaMain {
    /// The loaded VM.
    pub invocation: Invocation,
    /// The command line.
    pub launch: Launch,
    /// The VM names, for the usage.
    pub known_vms: Vec<KnownVm>,
    /// The program's name, for the usage.
    pub program: &'static str,
}

/// A step could not be done; how to go on.
enum Stop {
    /// A Java method threw: describe the exception, and shut down with this exit code.
    Thrown(i32),
    /// Something came back null: say so, describe the exception if there is one, and shut down
    /// with this exit code.
    Null(i32),
}

impl JavaMain {
    /// Runs the program; the result is the exit code.
    pub fn run(self) -> i32 {
        let options = self.launch.vm.to_c_strings();
        if environment(DEBUG_VARIABLE).is_some() {
            show_options(&options);
        }
        let Some((vm, env)) = self.invocation.create(&options) else {
            message::error(&[
                b"Error: Could not create the Java Virtual Machine.\n",
                FATAL.as_bytes(),
            ]);
            std::process::exit(1);
        };
        drop(options);
        let session = Session {
            env,
            launch: self.launch,
            known_vms: self.known_vms,
            program: self.program,
            helper: OnceCell::new(),
        };
        let status = session.run().unwrap_or_else(|stop| session.report(&stop));
        leave(vm, status)
    }
}

fn show_options(options: &[CString]) {
    let n = options.len();
    let head = "JavaVM args:\n    version 0x00010002, ignoreUnrecognized is JNI_FALSE, nOptions is";
    message::output(&[format!("{head} {n}").as_bytes()]);
    for (i, option) in options.iter().enumerate() {
        let head = format!("    option[{i:2}] = '");
        message::output(&[head.as_bytes(), option.to_bytes(), b"'"]);
    }
}

/// Ends `main`'s thread as a Java thread (its uncaught exception is reported now), waits for the
/// other threads and destroys the VM.
fn leave(vm: JavaVm, mut status: i32) -> i32 {
    if vm.detach_current_thread().is_err() {
        message::error(&[
            b"Error: Could not detach main thread.\n",
            JNI_FAILED.as_bytes(),
        ]);
        status = 1;
    }
    vm.destroy();
    status
}

/// A created VM and the command line.
struct Session {
    env: Env,
    launch: Launch,
    known_vms: Vec<KnownVm>,
    program: &'static str,
    helper: OnceCell<Local>,
}

impl Session {
    fn run(&self) -> Result<i32, Stop> {
        if self.answer()? {
            return Ok(0);
        }
        let Launch { mode, what, .. } = &self.launch;
        let program = what.as_ref().filter(|_| *mode != Mode::Unknown);
        let (Some(what), false) = (program, self.launch.requests.help) else {
            self.print_usage()?;
            return Ok(0);
        };
        let main_class = self.load_main_class(what)?;
        self.application_class()?;
        let args = self.main_args()?;
        if self.launch.requests.dry_run {
            return Ok(0);
        }
        let sig = c"([Ljava/lang/String;)V";
        let Some(main) = self.env.static_method(main_class, c"main", sig) else {
            // This initialized the class, which may have thrown: then that is the message.
            self.check(1)?;
            return Err(Stop::Null(1));
        };
        self.env.call_void(main, &[Value::Object(args)]);
        Ok(i32::from(self.env.exception_pending()))
    }

    /// Answers the requests in the launcher's order. True if that was all.
    fn answer(&self) -> Result<bool, Stop> {
        let requests = &self.launch.requests;
        if let Some(option) = &requests.settings {
            self.show_settings(option)?;
        }
        if requests.resolved_modules {
            self.call_helper(c"showResolvedModules", c"()V", &[], 1)?;
        }
        if requests.list_modules {
            self.call_helper(c"listModules", c"()V", &[], 1)?;
            return Ok(true);
        }
        if let Some(name) = &requests.describe_module {
            let name = self.platform_string(name, 1)?;
            self.call_helper(c"describeModule", c"(Ljava/lang/String;)V", &[name], 1)?;
            return Ok(true);
        }
        if requests.version_only || requests.show_version {
            self.print_version()?;
        }
        if requests.version_only || requests.validate_modules {
            return Ok(true);
        }
        if requests.extra_help {
            let to_stderr = self.print_to();
            self.call_helper(c"printXUsageMessage", c"(Z)V", &[to_stderr], 1)?;
            return Ok(true);
        }
        Ok(false)
    }

    fn show_settings(&self, option: &[u8]) -> Result<(), Stop> {
        let option = self.utf_string(option)?;
        let vm = &self.launch.vm;
        let sizes = [vm.initial_heap, vm.max_heap, vm.stack_size].map(Value::Long);
        let args = [Value::Boolean(true), option, sizes[0], sizes[1], sizes[2]];
        self.call_helper(c"showSettings", c"(ZLjava/lang/String;JJJ)V", &args, 1)
    }

    fn print_version(&self) -> Result<(), Stop> {
        let class = self
            .env
            .find_boot_class(c"java/lang/VersionProps")
            .ok_or(Stop::Null(0))?;
        // After the version that precedes a program's output comes an empty line.
        let name = if self.launch.requests.show_version {
            c"println"
        } else {
            c"print"
        };
        let method = self
            .env
            .static_method(class, name, c"(Z)V")
            .ok_or(Stop::Null(0))?;
        self.env.call_void(method, &[self.print_to()]);
        self.check(0)
    }

    fn print_usage(&self) -> Result<(), Stop> {
        let string = c"(Ljava/lang/String;)V";
        let strings = c"(Ljava/lang/String;Ljava/lang/String;)V";
        let program = self.utf_string(self.program.as_bytes())?;
        self.call_helper(c"initHelpMessage", string, &[program], 1)?;
        // The default VM, first in the list, needs no option.
        let others = self.known_vms.iter().skip(1);
        for vm in others.clone().filter(|vm| vm.kind == Kind::Known) {
            let names = [self.utf_string(&vm.name)?, self.utf_string(&vm.name[1..])?];
            self.call_helper(c"appendVmSelectMessage", strings, &names, 1)?;
        }
        for vm in others {
            if let Kind::AliasedTo(alias) = &vm.kind {
                let names = [self.utf_string(&vm.name)?, self.utf_string(&alias[1..])?];
                self.call_helper(c"appendVmSynonymMessage", strings, &names, 1)?;
            }
        }
        self.call_helper(c"printHelpMessage", c"(Z)V", &[self.print_to()], 1)
    }

    /// Loads the main class and checks that it has a `main`; the helper exits if not.
    fn load_main_class(&self, what: &[u8]) -> Result<Local, Stop> {
        let signature = c"(ZILjava/lang/String;)Ljava/lang/Class;";
        let method = self.helper_method(c"checkAndLoadMain", signature, 1)?;
        let what = self.platform_string(what, 1)?;
        let mode = Value::Int(self.launch.mode as i32);
        let class = self
            .env
            .call_object(method, &[Value::Boolean(true), mode, what]);
        self.check(1)?;
        class.ok_or(Stop::Null(1))
    }

    /// The class that tools show; only its absence matters here.
    fn application_class(&self) -> Result<(), Stop> {
        let method = self.helper_method(c"getApplicationClass", c"()Ljava/lang/Class;", 1)?;
        self.env
            .call_object(method, &[])
            .map(drop)
            .ok_or(Stop::Null(1))
    }

    fn main_args(&self) -> Result<Local, Stop> {
        let args = &self.launch.args;
        let string = self
            .env
            .find_boot_class(c"java/lang/String")
            .ok_or(Stop::Null(1))?;
        let array = self
            .env
            .new_object_array(args.len(), string)
            .ok_or(Stop::Null(1))?;
        for (i, arg) in args.iter().enumerate() {
            let arg = self.platform_object(arg, 1)?;
            self.env.set_element(array, i, arg);
            self.env.delete_local(arg);
        }
        self.check(1)?;
        Ok(array)
    }

    /// A string decoded by Java in the user's locale.
    fn platform_string(&self, text: &[u8], status: i32) -> Result<Value, Stop> {
        self.platform_object(text, status).map(Value::Object)
    }

    fn platform_object(&self, text: &[u8], status: i32) -> Result<Local, Stop> {
        let signature = c"(Z[B)Ljava/lang/String;";
        let method = self.helper_method(c"makePlatformString", signature, status)?;
        let bytes = self.env.new_byte_array(text).ok_or(Stop::Null(status))?;
        let string = self
            .env
            .call_object(method, &[Value::Boolean(true), Value::Object(bytes)]);
        self.check(status)?;
        self.env.delete_local(bytes);
        string.ok_or(Stop::Null(status))
    }

    fn utf_string(&self, text: &[u8]) -> Result<Value, Stop> {
        let text = CString::new(text).map_err(|_| Stop::Null(1))?;
        self.env
            .new_string_utf(&text)
            .map(Value::Object)
            .ok_or(Stop::Null(1))
    }

    fn print_to(&self) -> Value {
        Value::Boolean(self.launch.print_to == Stream::Stderr)
    }

    fn call_helper(
        &self,
        name: &CStr,
        sig: &CStr,
        args: &[Value],
        status: i32,
    ) -> Result<(), Stop> {
        let method = self.helper_method(name, sig, status)?;
        self.env.call_void(method, args);
        self.check(status)
    }

    fn helper_method(&self, name: &CStr, sig: &CStr, status: i32) -> Result<StaticMethod, Stop> {
        let class = match self.helper.get() {
            Some(class) => *class,
            None => {
                let class = self.env.find_boot_class(HELPER).ok_or(Stop::Null(status))?;
                *self.helper.get_or_init(|| class)
            }
        };
        self.env
            .static_method(class, name, sig)
            .ok_or(Stop::Null(status))
    }

    fn check(&self, status: i32) -> Result<(), Stop> {
        if self.env.exception_pending() {
            Err(Stop::Thrown(status))
        } else {
            Ok(())
        }
    }

    /// Says what went wrong; the result is the exit code.
    fn report(&self, stop: &Stop) -> i32 {
        let (status, null) = match *stop {
            Stop::Thrown(status) => (status, false),
            Stop::Null(status) => (status, true),
        };
        if null {
            message::error(&[JNI_FAILED.as_bytes()]);
        }
        if self.env.exception_pending() {
            self.env.exception_describe();
        }
        status
    }
}
