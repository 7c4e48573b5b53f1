// The child is a fork of the agent that never execs: so it is never, not for a moment, a process that the stranger's other programs (which have
// the same uid) could trace, and nobody but itself can tell the agent how the program ended. It can be killed; that then reads as a kill.
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "processes.h"
#include "source.h"

enum { EXEC_PATIENCE_MS = 10000, KILL_PATIENCE_US = 2000000, DESCRIPTORS_MAX = 1024 };

void close_all_but(const int *kept, size_t count) {
    for (int fd = 0; fd < DESCRIPTORS_MAX; fd++) {
        bool keep = false;
        for (size_t i = 0; i < count; i++) keep = keep || kept[i] == fd;
        if (!keep) close(fd);
    }
}

static void tell(int fd, const struct report *report) {
    ssize_t ignored = write(fd, report, sizeof *report); // less than PIPE_BUF: all or nothing
    (void)ignored;
}

static uint64_t microseconds(struct timeval time) { return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_usec; }

// Reaps until the program ends: orphans of its tree come here too.
static int wait_for(pid_t program) {
    int status = 0;
    for (pid_t pid = 0; pid != program;) {
        pid = waitpid(-1, &status, __WALL);
        if (pid < 0 && errno != EINTR) return SIGKILL; // cannot happen while the program lives
    }
    return status;
}

static void end_descendants(bool sandbox) {
    sigset_t ended;
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    const struct timespec pause = {0, 20 * 1000 * 1000};
    uint64_t deadline = now_us() + KILL_PATIENCE_US;
    for (;;) {
        pid_t pid;
        while ((pid = waitpid(-1, NULL, WNOHANG | __WALL)) > 0) continue;
        if ((pid < 0 && errno == ECHILD) || now_us() > deadline + KILL_PATIENCE_US) return; // the agent reaps what is stuck in the kernel
        // A tree that forks and ends faster than it can be read has to be killed at one stroke, with everything else that the stranger started. Only in
        // a sandbox: there nothing else is in reach.
        if (now_us() > deadline && sandbox) kill(-1, SIGKILL);
        processes_kill(getpid(), NULL, 0);
        sigtimedwait(&ended, NULL, &pause);
    }
}

// The errno that the program's side could not start with, or 0 when it has become the program.
static int await_exec(int fd) {
    int error = 0;
    struct pollfd ready = {fd, POLLIN, 0};
    // Not for ever: a stranger might have taken hold of the pipe's other end.
    if (poll(&ready, 1, EXEC_PATIENCE_MS) > 0 && read(fd, &error, sizeof error) == sizeof error) return error == 0 ? EINVAL : error;
    return 0;
}

void child_run(const struct plan *plan, const struct child_descriptors *descriptors) {
    // Blocked, not ignored: nothing but SIGKILL and SIGSTOP of a stranger's may disturb this process, and ignoring would be inherited.
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    prctl(PR_SET_NAME, "agent child");
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    const int kept[] = {descriptors->report, descriptors->input, descriptors->output, descriptors->error};
    close_all_but(kept, sizeof kept / sizeof *kept);
    int pipes[2] = {-1, -1};
    if (pipe2(pipes, O_CLOEXEC) != 0) _exit(1);
    int failed = fcntl(pipes[1], F_DUPFD_CLOEXEC, 3), failure = fcntl(pipes[0], F_DUPFD_CLOEXEC, 3); // 0 to 2 will be the program's
    uint64_t begin = now_us();
    pid_t program = fork();
    if (program == 0) program_run(plan, descriptors, failed);
    const int mine[] = {descriptors->report, failure};
    close_all_but(mine, 2);
    int error = program < 0 ? errno : await_exec(failure);
    close(failure);
    struct report report = {error != 0 ? REPORT_FAILED : REPORT_STARTED, error != 0 ? error : program, 0, 0, 0, 0};
    tell(descriptors->report, &report);
    if (error != 0) _exit(0);
    report.what = REPORT_ENDED;
    report.value = wait_for(program);
    report.wall_us = now_us() - begin;
    end_descendants(plan->sandbox);
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    report.user_us = microseconds(usage.ru_utime);
    report.system_us = microseconds(usage.ru_stime);
    report.peak_kib = (uint64_t)usage.ru_maxrss;
    tell(descriptors->report, &report);
    _exit(0);
}
