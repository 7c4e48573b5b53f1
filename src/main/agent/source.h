// One descriptor in one direction, and what the loop waits for on it.
#ifndef SWIFTLET_SOURCE_H
#define SWIFTLET_SOURCE_H

#include <stdint.h>

struct source {
    int fd; // -1 when closed
    uint32_t watched; // epoll events; 0 means that it is not registered, so not even a hang-up wakes the loop
    uint64_t token;   // what the loop gets back
};

void source_open(struct source *source, int fd, uint64_t token);
void source_watch(int epoll, struct source *source, uint32_t events);
void source_close(int epoll, struct source *source);

// Monotonic microseconds.
uint64_t now_us(void);

#endif
