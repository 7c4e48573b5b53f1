// The processes of the sandbox, as /proc tells them, and the killing of whole trees of them.
#ifndef SWIFTLET_PROCESSES_H
#define SWIFTLET_PROCESSES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { PROCESSES_MAX = 4096 }; // far above any sandbox's limit of processes

struct process {
    pid_t pid, parent;
    char state;
    bool inferior; // named repl_swift: where LLDB runs what was typed
    bool below;    // of the ancestor last asked for
    unsigned long ticks; // of processor time, all its threads together
};

// Reads the table and marks what is below `ancestor`, without the `spared` children of it and what is below those.
void processes_read(pid_t ancestor, const pid_t *spared, size_t spared_count);
// The process repl_swift below `ancestor`, or NULL.
const struct process *processes_find_inferior(pid_t ancestor);
// Kills what processes_read would mark; true if there was anything.
bool processes_kill(pid_t ancestor, const pid_t *spared, size_t spared_count);

#endif
