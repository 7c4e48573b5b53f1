// Turns a fork of the child into the program that START names.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cache.h"
#include "child.h"

static void reset_signals(bool repl) {
    // The kernel's own structure, all zero: the default. libc's sigaction refuses the two signals that it keeps for itself.
    const unsigned long standard[4] = {0};
    for (int number = 1; number <= SIGRTMAX; number++) syscall(SYS_rt_sigaction, number, standard, NULL, 8);
    // What a REPL evaluates is in a background group of the TTY, since LLDB is in its foreground. Ignored, which is inherited, tcsetattr works there, and
    // reading /dev/tty fails; else both would stop the process, and LLDB takes that for the evaluation's end.
    if (repl) {
        signal(SIGTTOU, SIG_IGN);
        signal(SIGTTIN, SIG_IGN);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

// The file belongs to root while this process is not dumpable. The kernel refuses to go below what the container was given, which is as well.
static void set_oom_score(unsigned score) {
    char text[8];
    int length = snprintf(text, sizeof text, "%u", score);
    prctl(PR_SET_DUMPABLE, 1);
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    prctl(PR_SET_DUMPABLE, 0);
    if (fd < 0) return;
    ssize_t ignored = write(fd, text, (size_t)length);
    (void)ignored;
    close(fd);
}

// A run may fill the sandbox with processes that compute: without this the REPL beside them has a hundredth of its time, and a minute for 1+1.
enum { YIELDING = 10 };

static bool set_limits(const struct plan *plan) {
    for (unsigned i = 0; i < plan->limit_count; i++) {
        struct rlimit limit;
        if (getrlimit(plan->limits[i].resource, &limit) != 0) return false;
        if (plan->limits[i].value < limit.rlim_max) limit.rlim_max = plan->limits[i].value; // never raised
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(plan->limits[i].resource, &limit) != 0) return false;
    }
    return true;
}

static bool prepare(const struct plan *plan, const struct child_descriptors *descriptors, int failed) {
    // A session of its own makes the program the leader of its process group, and its TTY the controlling one.
    if (setsid() < 0 || (plan->tty && ioctl(descriptors->input, TIOCSCTTY, 0) != 0)) return false;
    if (dup2(descriptors->input, 0) < 0 || dup2(descriptors->output, 1) < 0 || dup2(descriptors->error, 2) < 0) return false;
    // The way to tell how the program ends is closed before anything can look into this process.
    const int kept[] = {0, 1, 2, failed};
    close_all_but(kept, sizeof kept / sizeof *kept);
    reset_signals(plan->repl);
    umask(022);
    set_oom_score(plan->oom_score);
    if (plan->yields) setpriority(PRIO_PROCESS, 0, YIELDING);
    if (chdir(plan->directory) != 0) return false;
    environ = (char **)(uintptr_t)plan->environment; // execvp's and getenv's; neither writes to it
    cache_link();
    return set_limits(plan);
}

void program_run(const struct plan *plan, const struct child_descriptors *descriptors, int failed) {
    if (prepare(plan, descriptors, failed)) execvp(plan->arguments[0], plan->arguments);
    int error = errno;
    ssize_t ignored = write(failed, &error, sizeof error);
    (void)ignored;
    _exit(127);
}
