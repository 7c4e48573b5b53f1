// PID 1 of a sandbox: starts processes for the server, carries their input and output, and outlives them. docs/agent-protocol.md is what it speaks.
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "agent.h"
#include "cgroup.h"

enum { EVENTS_MAX = 32, NEVER = -1 };

static void signals_read(struct agent *agent) {
    struct signalfd_siginfo info[8];
    ssize_t length = read(agent->signals.fd, info, sizeof info);
    for (ssize_t i = 0; i < length / (ssize_t)sizeof *info; i++) {
        if (info[i].ssi_signo == SIGCHLD) agent->child_died = true;
        // A stranger's signals reach PID 1 when they are blocked for signalfd. Only the engine's have no sender in this pid namespace.
        bool outside = info[i].ssi_code == SI_USER && info[i].ssi_pid == 0;
        if (info[i].ssi_signo == SIGTERM && (outside || getpid() != 1)) agent->ending = true;
    }
}

static void handle(struct agent *agent, uint64_t what) {
    struct channel *channel = &agent->channels[what >> 8 & 0xff];
    switch ((enum source_kind)(what >> 32)) {
    case SOURCE_SIGNALS: signals_read(agent); break;
    case SOURCE_FROM_SERVER: link_read(agent); break;
    case SOURCE_TO_SERVER: break; // the turn ends with a flush
    case SOURCE_ACCEPTED: accepted_read(agent); break;
    case SOURCE_REPORT: reports_read(agent, channel); break;
    case SOURCE_INPUT: input_write(agent, channel); break;
    case SOURCE_STREAM:
        // An event may be older than what an earlier one of the same turn did.
        if (channel->state == CHANNEL_RUNNING && (what & 0xff) < channel->stream_count) output_read(agent, channel, &channel->streams[what & 0xff]);
        break;
    }
}

static void sooner(uint64_t *deadline, uint64_t at) {
    if (at != 0 && at < *deadline) *deadline = at;
}

static int timeout(const struct agent *agent, bool more) {
    uint64_t deadline = UINT64_MAX, now = now_us();
    if (more) return 0;
    if (agent->socket && agent->from_server.fd < 0) sooner(&deadline, agent->connect_at);
    if (agent->closing) sooner(&deadline, agent->close_at);
    if (agent->accepted.listing_due && agent->accepted.count == 0) sooner(&deadline, agent->accepted.listing_at);
    for (size_t i = 0; i < CHANNELS_MAX; i++) {
        sooner(&deadline, agent->channels[i].kill_at);
        sooner(&deadline, agent->channels[i].retry_at);
        sooner(&deadline, agent->channels[i].type_at);
        if (agent->connected) sooner(&deadline, agent->channels[i].input.tell_at);
        if (agent->channels[i].state == CHANNEL_RUNNING) sooner(&deadline, agent->channels[i].streams[0].rest_until);
    }
    if (deadline == UINT64_MAX) return NEVER;
    return deadline <= now ? 0 : (int)((deadline - now + 999) / 1000);
}

static bool is_readable(const struct channel *channel, struct stream *stream, uint64_t now) {
    if (stream->rest_until <= now) stream->rest_until = 0;
    return channel->state == CHANNEL_RUNNING && stream->rest_until == 0 && output_wanted(channel, stream);
}

static void watch(struct agent *agent, bool blocked, uint64_t now) {
    int epoll = agent->epoll;
    bool writing = outlet_wanted(agent);
    source_watch(epoll, &agent->from_server, blocked || agent->closing ? 0 : EPOLLIN);
    source_watch(epoll, &agent->to_server, writing ? EPOLLOUT : 0);
    source_watch(epoll, &agent->accepted.source, agent->accepted.count < PENDING_MAX / 2 ? EPOLLIN : 0);
    for (size_t i = 0; i < CHANNELS_MAX; i++) {
        struct channel *channel = &agent->channels[i];
        source_watch(epoll, &channel->report, EPOLLIN);
        bool writing_input = !interrupt_undecided(channel) && (channel->input.count > 0 || channel->input.end_count > 0);
        source_watch(epoll, &channel->input.source, writing_input ? EPOLLOUT : 0);
        for (size_t j = 0; j < channel->stream_count; j++)
            source_watch(epoll, &channel->streams[j].source, is_readable(channel, &channel->streams[j], now) ? EPOLLIN : 0);
    }
}

// What follows the events; true if there is more to do without waiting for any.
static bool turn(struct agent *agent) {
    uint64_t now = now_us();
    if (agent->child_died) {
        agent->child_died = false;
        children_reap(agent);
    }
    bool more = false, blocked = link_process(agent);
    if (agent->ending) return false; // nobody waits for what is left to send
    for (size_t i = 0; i < CHANNELS_MAX; i++) {
        struct channel *channel = &agent->channels[i];
        more = output_drain(agent, channel) || more;
        interrupt_update(channel, now);
        if (channel->kill_at == 0 || now < channel->kill_at) continue;
        channel->kill_at = 0;
        channel_kill(channel);
    }
    accepted_update(agent);
    outlet_flush(agent);
    link_update(agent, now);
    watch(agent, blocked, now);
    return more || (blocked && !outlet_wanted(agent));
}

static bool prepare(struct agent *agent) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    int fd;
    do fd = open("/dev/null", O_RDWR | O_CLOEXEC); // 0 to 2 are never something else
    while (fd >= 0 && fd <= 2);
    if (fd >= 0) close(fd);
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGCHLD);
    sigaddset(&blocked, SIGTERM);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    prctl(PR_SET_CHILD_SUBREAPER, 1); // as PID 1 is without it: for tests
    for (size_t i = 0; i < CHANNELS_MAX; i++) channel_clear(&agent->channels[i]);
    agent->memory_kills = agent->memory_kills_told = cgroup_memory_kills();
    agent->epoll = epoll_create1(EPOLL_CLOEXEC);
    source_open(&agent->signals, signalfd(-1, &blocked, SFD_NONBLOCK | SFD_CLOEXEC), token(SOURCE_SIGNALS, 0, 0));
    source_watch(agent->epoll, &agent->signals, EPOLLIN);
    intake_init(&agent->intake, agent->secret.marker, !agent->socket);
    accepted_open(agent);
    link_open(agent);
    return agent->epoll >= 0 && agent->signals.fd >= 0 && getrandom(&agent->boot, sizeof agent->boot, 0) == sizeof agent->boot;
}

static void serve(struct agent *agent) {
    struct epoll_event events[EVENTS_MAX];
    bool more = true;
    while (!agent->ending) {
        int count = epoll_wait(agent->epoll, events, EVENTS_MAX, timeout(agent, more));
        for (int i = 0; i < count; i++) handle(agent, events[i].data.u64);
        more = turn(agent);
    }
}

int main(void) {
    // Before the key is touched: from here on nobody with this uid reads this process's memory, environment or descriptors, or traces it.
    prctl(PR_SET_DUMPABLE, 0);
    struct agent *agent = mmap(NULL, sizeof *agent, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (agent == MAP_FAILED) return 2;
    madvise(agent, sizeof *agent, MADV_DONTFORK);
    madvise(agent, sizeof *agent, MADV_DONTDUMP);
    mlock(&agent->secret, sizeof agent->secret); // if the limit allows
    agent->address.sun_family = AF_UNIX;
    bool good = secret_take(&agent->secret, agent->address.sun_path, sizeof agent->address.sun_path);
    agent->socket = agent->address.sun_path[0] != 0;
    if (!good || !prepare(agent)) {
        fputs("agent: no SWIFTLET_AGENT_KEY of 96 hex digits, or no descriptors\n", stderr);
        return 2;
    }
    serve(agent);
    if (getpid() != 1) everything_kill(agent); // for PID 1 the kernel does so, at one stroke
    return 0;
}
