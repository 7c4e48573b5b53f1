// To the server: whole control frames from a bounded queue first, then one OUTPUT frame after another, each stream in its turn.
#include <errno.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "agent.h"

size_t outlet_room(const struct outlet *outlet) { return QUEUE_SIZE - (outlet->end - outlet->at); }

struct writer outlet_writer(struct outlet *outlet) {
    memmove(outlet->queue, outlet->queue + outlet->at, outlet->end - outlet->at);
    outlet->end -= outlet->at;
    outlet->at = 0;
    return (struct writer){outlet->queue, outlet->end, 0};
}

void outlet_commit(struct outlet *outlet, const struct writer *writer) { outlet->end = writer->length; }

static void outlet_forget(struct outlet *outlet) {
    outlet->channel = NULL;
    outlet->stream = NULL;
    outlet->gone = 0;
}

void outlet_clear(struct outlet *outlet) {
    outlet->at = outlet->end = 0;
    outlet_forget(outlet);
}

bool outlet_busy_with(struct outlet *outlet, const struct channel *channel) {
    if (outlet->channel != channel) return false;
    if (outlet->gone > 0) return true;
    outlet_forget(outlet);
    return false;
}

bool outlet_idle(const struct outlet *outlet) { return outlet->at == outlet->end && outlet->stream == NULL; }

static uint32_t sendable(const struct stream *stream) {
    if (!stream->resumed) return 0;
    // What a RESUME asked for may be more than a window.
    uint64_t limit = stream->acknowledged + OUTPUT_WINDOW;
    uint64_t end = stream->ring.end < limit ? stream->ring.end : limit;
    uint64_t length = end > stream->sent ? end - stream->sent : 0;
    return length < FRAME_DATA_MAX ? (uint32_t)length : FRAME_DATA_MAX;
}

// A flood on the first stream holds the others up only as far as it had come, and not at all while the server takes none of it.
static bool is_behind(const struct channel *channel, const struct stream *stream) {
    const struct stream *first = &channel->streams[0];
    return stream != first && first->sent < stream->after && sendable(first) > 0;
}

static bool choose_output(struct agent *agent) {
    struct outlet *outlet = &agent->outlet;
    for (unsigned i = 0; i < CHANNELS_MAX * STREAMS_MAX; i++) {
        unsigned turn = (outlet->turn + i) % (CHANNELS_MAX * STREAMS_MAX);
        struct channel *channel = &agent->channels[turn / STREAMS_MAX];
        struct stream *stream = &channel->streams[turn % STREAMS_MAX];
        // Not before STARTED is out.
        if (turn % STREAMS_MAX >= channel->stream_count || channel->started_due || sendable(stream) == 0 || is_behind(channel, stream)) continue;
        outlet->turn = turn + 1;
        outlet->channel = channel;
        outlet->stream = stream;
        outlet->length = sendable(stream);
        encode_output_header(outlet->header, channel->number, stream->number, stream->sent, outlet->length);
        return true;
    }
    return false;
}

// Takes what was written off the front of the parts.
static int skip(struct iovec *parts, int count, size_t gone) {
    int first = 0;
    while (first < count && gone >= parts[first].iov_len) gone -= parts[first++].iov_len;
    for (int i = first; i < count; i++) parts[i - first] = parts[i];
    if (first < count) {
        parts[0].iov_base = (uint8_t *)parts[0].iov_base + gone;
        parts[0].iov_len -= gone;
    }
    return count - first;
}

// One write; false if the server takes no more now (or is gone). What is queued goes before an OUTPUT frame of which nothing is gone, and with it.
static bool write_some(struct agent *agent) {
    struct outlet *outlet = &agent->outlet;
    struct iovec parts[4];
    int count = 0;
    size_t queued = outlet->gone == 0 ? outlet->end - outlet->at : 0;
    if (queued > 0) parts[count++] = (struct iovec){outlet->queue + outlet->at, queued};
    if (outlet->stream != NULL) {
        struct iovec *frame = parts + count;
        frame[0] = (struct iovec){outlet->header, OUTPUT_HEADER};
        count += skip(frame, 1 + ring_bytes(&outlet->stream->ring, outlet->stream->sent, outlet->length, frame + 1), outlet->gone);
    }
    ssize_t written = writev(agent->to_server.fd, parts, count);
    if (written < 0) {
        if (errno != EAGAIN && errno != EINTR) link_lost(agent);
        return false;
    }
    size_t length = (size_t)written;
    outlet->at += length < queued ? length : queued;
    if (length > queued) outlet->gone += length - queued;
    if (outlet->stream != NULL && outlet->gone == OUTPUT_HEADER + outlet->length) {
        outlet->stream->sent += outlet->length;
        outlet_forget(outlet);
    }
    return true;
}

void outlet_flush(struct agent *agent) {
    struct outlet *outlet = &agent->outlet;
    unsigned frames = 0;
    while (agent->to_server.fd >= 0) {
        bool open = agent->connected && !agent->closing;
        if (open && outlet_idle(outlet)) notices_send(agent);
        if (open && outlet->stream == NULL && frames < OUTPUT_TURN && choose_output(agent)) frames++;
        if (outlet_idle(outlet) || !write_some(agent)) return;
    }
}

bool output_ready(const struct agent *agent) {
    for (size_t i = 0; i < CHANNELS_MAX; i++)
        for (size_t j = 0; j < agent->channels[i].stream_count; j++)
            if (sendable(&agent->channels[i].streams[j]) > 0) return true;
    return false;
}

bool outlet_wanted(const struct agent *agent) {
    return !outlet_idle(&agent->outlet) || (agent->connected && !agent->closing && output_ready(agent));
}
