#include "processes.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "listing.h"

// Ascending by pid, as /proc lists them. Not on the stack: it is large; single-threaded, so one serves all.
static struct process table[PROCESSES_MAX];
static size_t count;

static bool parse(const char *name, int proc, struct process *process) {
    char path[32], text[256];
    if (name[0] < '1' || name[0] > '9' || snprintf(path, sizeof path, "%.16s/stat", name) < 0) return false;
    int fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length <= 0) return false;
    text[length] = 0;
    // "pid (name) state parent ...", where the name may hold anything, parentheses too.
    char *open = strchr(text, '('), *shut = strrchr(text, ')');
    if (open == NULL || shut == NULL || shut < open || shut[1] != ' ' || shut[2] == 0) return false;
    *shut = 0;
    process->pid = (pid_t)strtol(name, NULL, 10);
    process->state = shut[2];
    char *at = shut + 3;
    process->parent = (pid_t)strtol(at, &at, 10);
    for (int field = 5; field < 14; field++) strtol(at, &at, 10);
    process->ticks = strtoul(at, &at, 10); // utime
    process->ticks += strtoul(at, &at, 10); // stime
    process->inferior = strcmp(open + 1, "repl_swift") == 0;
    process->below = false;
    return true;
}

static const struct process *find(pid_t pid) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (table[middle].pid == pid) return &table[middle];
        if (table[middle].pid < pid) low = middle + 1;
        else high = middle;
    }
    return NULL;
}

static bool is_root(const struct process *process, pid_t ancestor, const pid_t *spared, size_t spared_count) {
    if (process->parent != ancestor) return false;
    for (size_t i = 0; i < spared_count; i++)
        if (process->pid == spared[i]) return false;
    return true;
}

void processes_read(pid_t ancestor, const pid_t *spared, size_t spared_count) {
    struct listing proc;
    count = 0;
    if (!listing_open(&proc, AT_FDCWD, "/proc")) return;
    for (const char *name; count < PROCESSES_MAX && (name = listing_next(&proc)) != NULL;)
        if (parse(name, proc.fd, &table[count])) count++;
    listing_close(&proc);
    // Pids wrap around, so a parent may stand behind its child: repeat until nothing new is marked.
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < count; i++) {
            if (table[i].below) continue;
            const struct process *parent = find(table[i].parent);
            if (!is_root(&table[i], ancestor, spared, spared_count) && !(parent != NULL && parent->below)) continue;
            table[i].below = changed = true;
        }
    }
}

const struct process *processes_find_inferior(pid_t ancestor) {
    processes_read(ancestor, NULL, 0);
    for (size_t i = 0; i < count; i++)
        if (table[i].below && table[i].inferior) return &table[i];
    return NULL;
}

static bool signal_marked(int number, bool only_moving) {
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (!table[i].below || table[i].state == 'Z' || table[i].state == 'X') continue;
        if (only_moving && (table[i].state == 'T' || table[i].state == 't')) continue;
        if (kill(table[i].pid, number) == 0) any = true;
    }
    return any;
}

bool processes_kill(pid_t ancestor, const pid_t *spared, size_t spared_count) {
    // Killing one by one frees places that a fork bomb fills again; stopping does not. So first all are stopped, in as many rounds as it takes
    // (what never stops is stuck in the kernel and cannot fork either), then all are killed.
    const struct timespec pause = {0, 500 * 1000};
    for (int round = 0; round < 40; round++) {
        processes_read(ancestor, spared, spared_count);
        if (!signal_marked(SIGSTOP, true)) break;
        nanosleep(&pause, NULL);
    }
    return signal_marked(SIGKILL, false);
}
