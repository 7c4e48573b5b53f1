#include "cgroup.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROOT "/sys/fs/cgroup/"

// The number in a file, or behind `key` and a space at the start of one of its lines.
static bool read_number(const char *path, const char *key, uint64_t *value) {
    char text[4096];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length <= 0) return false;
    text[length] = 0;
    const char *at = text;
    for (size_t size = strlen(key); size > 0 && (strncmp(at, key, size) != 0 || at[size] != ' '); at++)
        if ((at = strchr(at, '\n')) == NULL) return false;
    *value = strtoull(at + strlen(key), NULL, 10);
    return true;
}

static uint64_t either(const char *v1, const char *v2, const char *key) {
    uint64_t value = 0;
    if (!read_number(v1, key, &value) && !read_number(v2, key, &value)) return 0;
    return value;
}

uint32_t cgroup_memory_kills(void) { return (uint32_t)either(ROOT "memory/memory.oom_control", ROOT "memory.events", "oom_kill"); }

void cgroup_usage(struct usage *usage) {
    uint64_t microseconds = 0;
    usage->memory = either(ROOT "memory/memory.usage_in_bytes", ROOT "memory.current", "");
    usage->peak = either(ROOT "memory/memory.max_usage_in_bytes", ROOT "memory.peak", "");
    if (!read_number(ROOT "cpuacct/cpuacct.usage", "", &usage->cpu_ns)) {
        read_number(ROOT "cpu.stat", "usage_usec", &microseconds);
        usage->cpu_ns = microseconds * 1000;
    }
    usage->processes = (uint32_t)either(ROOT "pids/pids.current", ROOT "pids.current", "");
    usage->memory_kills = cgroup_memory_kills();
}
