// What the kernel counts for the whole sandbox, on cgroup v1 and v2.
#ifndef SWIFTLET_CGROUP_H
#define SWIFTLET_CGROUP_H

#include "frame.h"

uint32_t cgroup_memory_kills(void);
void cgroup_usage(struct usage *usage);

#endif
