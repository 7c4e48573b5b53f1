#include "source.h"

#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

void source_open(struct source *source, int fd, uint64_t token) { *source = (struct source){fd, 0, token}; }

void source_watch(int epoll, struct source *source, uint32_t events) {
    if (source->fd < 0 || source->watched == events) return;
    struct epoll_event event = {.events = events, .data.u64 = source->token};
    int what = events == 0 ? EPOLL_CTL_DEL : source->watched == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    if (epoll_ctl(epoll, what, source->fd, &event) == 0) source->watched = events;
}

void source_close(int epoll, struct source *source) {
    if (source->fd < 0) return;
    // Closing alone would not end the registration while a duplicate (the TTY's other direction, a fork) keeps the file open.
    source_watch(epoll, source, 0);
    close(source->fd);
    source->fd = -1;
}

uint64_t now_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}
