#include <sys/mman.h>
#include <unistd.h>

#include "agent.h"

struct channel *channel_find(struct agent *agent, uint16_t number) {
    for (size_t i = 0; i < CHANNELS_MAX; i++) {
        struct channel *channel = &agent->channels[i];
        if (channel->state != CHANNEL_FREE && channel->state != CHANNEL_FAILED && channel->number == number) return channel;
    }
    return NULL;
}

struct stream *channel_stream(struct channel *channel, uint8_t number) {
    for (size_t i = 0; i < channel->stream_count; i++)
        if (channel->streams[i].number == number) return &channel->streams[i];
    return NULL;
}

bool channel_lives(const struct channel *channel) { return channel->state == CHANNEL_STARTING || channel->state == CHANNEL_RUNNING; }

size_t channel_index(const struct agent *agent, const struct channel *channel) { return (size_t)(channel - agent->channels); }

void channel_clear(struct channel *channel) {
    *channel = (struct channel){.state = CHANNEL_FREE, .slave = -1};
    channel->report.fd = channel->input.source.fd = -1;
    for (size_t i = 0; i < STREAMS_MAX; i++) channel->streams[i].source.fd = -1;
}

void channel_release(struct agent *agent, struct channel *channel) {
    source_close(agent->epoll, &channel->report);
    source_close(agent->epoll, &channel->input.source);
    for (size_t i = 0; i < channel->stream_count; i++) source_close(agent->epoll, &channel->streams[i].source);
    if (channel->slave >= 0) close(channel->slave);
    if (channel->memory != NULL) munmap(channel->memory, channel->memory_size);
    channel_clear(channel);
}
