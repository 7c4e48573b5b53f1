// What stands between the agent and a program: a process that sets the program up, outlives it and tells what became of it.
#ifndef SWIFTLET_CHILD_H
#define SWIFTLET_CHILD_H

#include <sys/types.h>

#include "frame.h"

// A START, copied to where the child can read it (the agent's own memory is not mapped there).
struct plan {
    bool tty;
    bool repl;
    bool yields; // gives way to what somebody types at
    bool sandbox; // the agent is PID 1: every process in sight is the stranger's
    uint16_t oom_score;
    uint8_t limit_count;
    struct limit limits[LIMITS_MAX];
    char *directory;
    char *arguments[STRINGS_MAX + 1];
    char *environment[STRINGS_MAX + 1];
    size_t used;
    char strings[FRAME_PAYLOAD_MAX];
};

void plan_fill(struct plan *plan, const struct start *start);

// In the program's TTY or pipes; with a TTY all three are the same descriptor. `report` is where the child tells.
struct child_descriptors {
    int report, input, output, error;
};

struct report {
    enum { REPORT_STARTED = 1, REPORT_FAILED, REPORT_ENDED } what;
    int value; // the program's pid, an errno, or its wait status
    uint64_t wall_us, user_us, system_us, peak_kib;
};

// Called in a fresh fork of the agent.
_Noreturn void child_run(const struct plan *plan, const struct child_descriptors *descriptors);
// The program's side of it: from the child's fork to the program's first instruction. `failed` takes the errno if it comes to that.
_Noreturn void program_run(const struct plan *plan, const struct child_descriptors *descriptors, int failed);
// Closes every descriptor but the listed ones.
void close_all_but(const int *kept, size_t count);

#endif
