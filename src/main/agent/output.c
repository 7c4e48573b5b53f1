// From the process into its rings.
#include <errno.h>
#include <unistd.h>

#include "agent.h"

enum { DRAIN_MAX = 1048576 }; // more than a TTY or a pipe can hold when its last writer is gone

// Nothing that the server has not acknowledged is ever overwritten, so a small ring narrows the window.
static uint32_t window_room(const struct stream *stream) {
    uint64_t window = stream->ring.size < OUTPUT_WINDOW ? stream->ring.size : OUTPUT_WINDOW;
    uint64_t used = stream->ring.end - stream->acknowledged;
    return used < window ? (uint32_t)(window - used) : 0;
}

bool output_wanted(const struct channel *channel, const struct stream *stream) {
    // Not before STARTED is known, which has to be told first.
    return (channel->state == CHANNEL_RUNNING || channel->state == CHANNEL_DRAINING) && !stream->finished && window_room(stream) > 0;
}

static void finish(struct agent *agent, struct stream *stream) {
    stream->finished = true;
    source_close(agent->epoll, &stream->source);
}

static void take(struct agent *agent, struct channel *channel, struct stream *stream) {
    uint32_t taken = 0;
    while (taken < READ_TURN && output_wanted(channel, stream)) {
        struct iovec parts[2];
        uint32_t room = window_room(stream);
        if (room > READ_TURN - taken) room = READ_TURN - taken;
        if (channel->state == CHANNEL_DRAINING && room > stream->drain) room = stream->drain;
        ssize_t length = room == 0 ? 0 : readv(stream->source.fd, parts, ring_space(&stream->ring, room, parts));
        if (length > 0) {
            stream->ring.end += (uint64_t)length;
            taken += (uint32_t)length;
            if (channel->state == CHANNEL_DRAINING) stream->drain -= (uint32_t)length;
            continue;
        }
        if (length < 0 && errno == EINTR) continue;
        // While the process lives an empty TTY or pipe only means wait. When all its processes are gone, it means the end: somebody else in the sandbox
        // may have opened the other side, and must not keep the exit from being told.
        if (length < 0 && errno == EAGAIN && channel->state == CHANNEL_RUNNING) return;
        finish(agent, stream);
    }
}

// A run that prints a million short lines writes each by itself. The first ones leave at once; then a pipe gathers those of a moment, which costs
// a fraction. Never the TTY, where somebody types, nor stderr.
static void rest(const struct channel *channel, struct stream *stream, uint64_t taken) {
    if (channel->kind != KIND_RUN || channel->mode != MODE_PIPES || stream != &channel->streams[0]) return;
    uint64_t now = now_us();
    bool in_burst = stream->small_reads >= BURST_READS;
    // What filled much of the pipe in a moment needs no gathering, and would be slowed by it.
    bool is_small = taken < (in_burst ? BURST_MOST : BURST_BYTES), is_soon = now - stream->read_at < BURST_GAP_US;
    stream->read_at = now;
    stream->small_reads = is_small && is_soon ? stream->small_reads + !in_burst : 0;
    if (stream->small_reads >= BURST_READS) stream->rest_until = now + REST_US;
}

void output_read(struct agent *agent, struct channel *channel, struct stream *stream) {
    struct stream *first = &channel->streams[0];
    bool waiting = stream->sent < stream->ring.end;
    uint64_t end = stream->ring.end;
    take(agent, channel, stream);
    rest(channel, stream, stream->ring.end - end);
    if (stream == first || waiting || stream->sent == stream->ring.end) return;
    // Two pipes do not tell which was written to first. People print, then complain: what stdout has by now goes out before what stderr begins with here.
    take(agent, channel, first);
    stream->after = first->ring.end;
}

void output_finish(struct agent *agent, struct channel *channel) {
    input_discard(channel);
    source_close(agent->epoll, &channel->input.source);
    if (channel->slave >= 0) close(channel->slave);
    channel->slave = -1;
    for (size_t i = 0; i < channel->stream_count; i++) channel->streams[i].drain = DRAIN_MAX;
}

bool output_drain(struct agent *agent, struct channel *channel) {
    if (channel->state != CHANNEL_DRAINING) return false;
    bool finished = true, more = false;
    for (size_t i = 0; i < channel->stream_count; i++) {
        struct stream *stream = &channel->streams[i];
        output_read(agent, channel, stream);
        finished = finished && stream->finished;
        more = more || output_wanted(channel, stream);
    }
    if (finished) channel->state = CHANNEL_EXITED;
    return more;
}
