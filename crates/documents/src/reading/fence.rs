//! The fences around the child.
//!
//! They go up in two steps. Resource limits come first and the program starts itself anew under them, so that the
//! memory allocator learns of its limit before it reserves anything. Then, in the fresh process: no new privileges,
//! Landlock without any rule (no file, no TCP, no signal to others), and seccomp with a list of what may be called.

use std::collections::BTreeMap;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;

use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

use super::book::{Fences, Landlock};
use super::limits::{CHILD_ALARM_SECONDS, CHILD_CPU_SECONDS, CHILD_CPU_WARNING_SECONDS, CHILD_MEMORY};

const OWN_PROGRAM: &str = "/proc/self/exe";
/// Descriptors: the three of the standard, and what starting a program needs.
const DESCRIPTORS: u64 = 32;

/// Raises all fences. On its first call in a process without limits it does not return: the process starts anew.
///
/// # Errors
/// When the limits cannot be set or the process cannot start anew. A kernel without Landlock or seccomp is no error;
/// [`Fences`] tells.
pub fn raise() -> io::Result<Fences> {
    if !limits_are_up()? {
        set_limits()?;
        let own = Command::new(OWN_PROGRAM).args(std::env::args_os().skip(1)).exec();
        return Err(own);
    }
    bind_to_parent();
    let landlock = raise_landlock();
    let no_new_privileges = forbid_new_privileges();
    let system_calls = limit_system_calls().is_ok();
    Ok(Fences { limits: true, no_new_privileges, landlock, system_calls })
}

/// Memory for the child: what it needs itself beyond its own program file, which is mapped, too.
fn memory() -> io::Result<u64> {
    Ok(CHILD_MEMORY + std::fs::metadata(OWN_PROGRAM)?.len())
}

fn limits_are_up() -> io::Result<bool> {
    Ok(limit(libc::RLIMIT_AS)? <= memory()?
        && limit(libc::RLIMIT_CPU)? <= CHILD_CPU_SECONDS
        && limit(libc::RLIMIT_CORE)? == 0
        && limit(libc::RLIMIT_FSIZE)? == 0
        && limit(libc::RLIMIT_NOFILE)? <= DESCRIPTORS)
}

fn set_limits() -> io::Result<()> {
    set_limit(libc::RLIMIT_AS, memory()?)?;
    set_limits_of(libc::RLIMIT_CPU, CHILD_CPU_WARNING_SECONDS, CHILD_CPU_SECONDS)?;
    set_limit(libc::RLIMIT_CORE, 0)?;
    set_limit(libc::RLIMIT_FSIZE, 0)?;
    set_limit(libc::RLIMIT_NOFILE, DESCRIPTORS)
}

/// The hard limit of a resource.
#[expect(unsafe_code, reason = "getrlimit has no safe form in the standard library")]
fn limit(resource: libc::__rlimit_resource_t) -> io::Result<u64> {
    let mut now = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: `now` is a valid place for the answer and lives through the call.
    match unsafe { libc::getrlimit(resource, &raw mut now) } {
        0 => Ok(now.rlim_max),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Lowers a limit for good; a lower one that is there already stays.
fn set_limit(resource: libc::__rlimit_resource_t, value: u64) -> io::Result<()> {
    set_limits_of(resource, value, value)
}

#[expect(unsafe_code, reason = "setrlimit has no safe form in the standard library")]
fn set_limits_of(resource: libc::__rlimit_resource_t, soft: u64, hard: u64) -> io::Result<()> {
    let hard = hard.min(limit(resource)?);
    let wanted = libc::rlimit { rlim_cur: soft.min(hard), rlim_max: hard };
    // SAFETY: `wanted` is a valid value that lives through the call.
    match unsafe { libc::setrlimit(resource, &raw const wanted) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

/// Dies with the parent, cannot be traced or dumped, and ends by the wall clock if the parent does not see to it.
#[expect(unsafe_code, reason = "prctl and alarm have no safe form in the standard library")]
fn bind_to_parent() {
    // SAFETY: these calls take numbers only.
    unsafe {
        libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
        libc::prctl(libc::PR_SET_DUMPABLE, 0);
        libc::alarm(CHILD_ALARM_SECONDS);
    }
}

#[expect(unsafe_code, reason = "prctl has no safe form in the standard library")]
fn forbid_new_privileges() -> bool {
    // SAFETY: the call takes numbers only.
    unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 }
}

fn raise_landlock() -> Landlock {
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V7))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(ABI::V7)))
        .and_then(|rules| rules.scope(Scope::from_all(ABI::V7)))
        .and_then(Ruleset::create)
        .and_then(landlock::RulesetCreated::restrict_self);
    match status.map(|status| status.ruleset) {
        Ok(RulesetStatus::FullyEnforced) => Landlock::Full,
        Ok(RulesetStatus::PartiallyEnforced) => Landlock::Partial,
        Ok(RulesetStatus::NotEnforced) | Err(_) => Landlock::Absent,
    }
}

/// What computing needs: memory, the three open descriptors, locks, signals of its own, the end. Everything else
/// fails with EPERM: opening, connecting, starting, tracing.
fn allowed() -> Vec<libc::c_long> {
    vec![
        libc::SYS_read,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_lseek,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_restart_syscall,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_sched_yield,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ]
}

fn limit_system_calls() -> Result<(), Box<dyn std::error::Error>> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        allowed().into_iter().map(|call| (call, Vec::new())).collect();
    // abort() sends a signal to its own thread.
    let own =
        SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, u64::from(std::process::id()))?;
    rules.insert(libc::SYS_tgkill, vec![SeccompRule::new(vec![own])?]);
    let refuse = SeccompAction::Errno(u32::try_from(libc::EPERM)?);
    let filter = SeccompFilter::new(rules, refuse, SeccompAction::Allow, std::env::consts::ARCH.try_into()?)?;
    let program: BpfProgram = filter.try_into()?;
    Ok(seccompiler::apply_filter(&program)?)
}

/// Caps the memory of this process and raises no other fence: for the tests that show what happens without fences.
///
/// # Errors
/// When the limit cannot be set.
#[doc(hidden)]
pub fn cap_memory(bytes: u64) -> io::Result<()> {
    set_limit(libc::RLIMIT_AS, bytes)?;
    set_limit(libc::RLIMIT_CORE, 0)
}
