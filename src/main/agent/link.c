// The connection to the server: a socket that is connected again and again, or this process's own stdin and stdout.
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "agent.h"

enum { RETRY_FIRST_US = 50000, RETRY_LAST_US = 1000000, CLOSE_PATIENCE_US = 1000000 };

static void adopt(struct agent *agent, int from, int to) {
    source_open(&agent->from_server, from, token(SOURCE_FROM_SERVER, 0, 0));
    source_open(&agent->to_server, to, token(SOURCE_TO_SERVER, 0, 0));
}

void link_open(struct agent *agent) {
    agent->connect_delay = RETRY_FIRST_US;
    if (agent->socket) {
        adopt(agent, -1, -1);
        return;
    }
    fcntl(0, F_SETFL, O_NONBLOCK);
    fcntl(1, F_SETFL, O_NONBLOCK);
    adopt(agent, 0, 1);
}

static void try_connect(struct agent *agent, uint64_t now) {
    agent->connect_at = now + agent->connect_delay;
    agent->connect_delay = agent->connect_delay * 2 < RETRY_LAST_US ? agent->connect_delay * 2 : RETRY_LAST_US;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return;
    int other = connect(fd, (const struct sockaddr *)&agent->address, sizeof agent->address) == 0 ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : -1;
    if (other < 0) close(fd);
    else adopt(agent, fd, other);
}

static void forget(struct agent *agent) {
    agent->connected = agent->closing = false;
    outlet_clear(&agent->outlet);
}

void link_lost(struct agent *agent) {
    forget(agent);
    if (!agent->socket) {
        agent->ending = true; // the engine's end of a pipe: nobody can ever speak to this agent again
        return;
    }
    source_close(agent->epoll, &agent->from_server);
    source_close(agent->epoll, &agent->to_server);
    intake_restart(&agent->intake);
    agent->connect_at = now_us() + agent->connect_delay;
}

void link_read(struct agent *agent) {
    uint8_t *at;
    size_t room = intake_room(&agent->intake, &at);
    if (agent->from_server.fd < 0 || room == 0) return;
    ssize_t length = read(agent->from_server.fd, at, room);
    if (length > 0) intake_add(&agent->intake, (size_t)length);
    else if (length == 0 || (errno != EAGAIN && errno != EINTR)) link_lost(agent);
}

static void connected(struct agent *agent, uint64_t epoch) {
    forget(agent);
    agent->connected = true;
    agent->connect_delay = RETRY_FIRST_US;
    for (size_t i = 0; i < CHANNELS_MAX; i++) {
        struct channel *channel = &agent->channels[i];
        if (channel->state == CHANNEL_FREE) continue;
        if (channel->state == CHANNEL_FAILED) { // HELLO, which does not name it, tells it too
            channel_clear(channel);
            continue;
        }
        channel->exit_sent = false;
        for (size_t j = 0; j < channel->stream_count; j++) channel->streams[j].resumed = false;
    }
    send_hello(agent, epoch);
}

static void malformed(struct agent *agent, uint16_t channel) {
    send_error(agent, channel, ERROR_MALFORMED, "malformed frame");
    agent->closing = true;
    agent->close_at = now_us() + CLOSE_PATIENCE_US;
}

// False: the frame has to wait.
static bool process_frame(struct agent *agent, const struct intake_result *frame) {
    struct command command;
    switch (command_decode(&frame->header, frame->payload, &command)) {
    case VERDICT_GOOD: return command_perform(agent, &command);
    case VERDICT_UNKNOWN: send_error(agent, frame->header.channel, ERROR_UNKNOWN_TYPE, "unknown type"); return true;
    case VERDICT_MALFORMED: malformed(agent, frame->header.channel); return true;
    }
    return true;
}

bool link_process(struct agent *agent) {
    struct intake_result result;
    while (agent->from_server.fd >= 0 && !agent->closing && !agent->ending) {
        // A server that does not read its answers is not read from either.
        if (outlet_room(&agent->outlet) < QUEUE_RESERVE) return true;
        switch (intake_next(&agent->intake, &result)) {
        case INTAKE_NOTHING: return false;
        case INTAKE_CONNECTED: connected(agent, result.epoch); break;
        case INTAKE_MALFORMED: malformed(agent, 0); break;
        case INTAKE_FRAME:
            if (process_frame(agent, &result)) break;
            intake_retry(&agent->intake);
            return true;
        }
    }
    return false;
}

void link_update(struct agent *agent, uint64_t now) {
    if (agent->socket && agent->from_server.fd < 0 && now >= agent->connect_at) try_connect(agent, now);
    if (!agent->closing || (!outlet_idle(&agent->outlet) && now < agent->close_at)) return;
    if (agent->socket) {
        link_lost(agent);
        return;
    }
    forget(agent);
    intake_seek(&agent->intake);
}
