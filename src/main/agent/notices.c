// What the server is told without having asked: made from the agent's state when there is room, so that nothing piles up.
#include <string.h>

#include "agent.h"

void send_error(struct agent *agent, uint16_t channel, enum error_code code, const char *message) {
    struct writer writer = outlet_writer(&agent->outlet);
    encode_error(&writer, channel, code, message);
    outlet_commit(&agent->outlet, &writer);
}

void send_hello(struct agent *agent, uint64_t epoch) {
    struct writer writer = outlet_writer(&agent->outlet);
    uint16_t count = 0;
    for (size_t i = 0; i < CHANNELS_MAX; i++) count = (uint16_t)(count + (agent->channels[i].state != CHANNEL_FREE));
    write_bytes(&writer, agent->secret.marker, MARKER_SIZE);
    write_u64(&writer, epoch);
    encode_hello(&writer, epoch, agent->secret.proof, agent->boot, count);
    for (size_t i = 0; i < CHANNELS_MAX; i++) {
        struct channel *channel = &agent->channels[i];
        struct input *input = &channel->input;
        if (channel->state == CHANNEL_FREE) continue;
        const struct hello_channel entry = {
            channel->number, channel->kind, channel->mode, channel->state == CHANNEL_EXITED, input->received, input->written, (uint8_t)channel->stream_count};
        encode_hello_channel(&writer, &entry);
        input->told = input->written;
        input->tell_at = 0;
        for (size_t j = 0; j < channel->stream_count; j++) {
            const struct stream *stream = &channel->streams[j];
            encode_hello_stream(&writer, stream->number, ring_oldest(&stream->ring), stream->acknowledged, stream->ring.end);
        }
    }
    frame_end(&writer);
    outlet_commit(&agent->outlet, &writer);
}

// Keys come one by one: their count rides along with the echo, or goes after a moment, or when it is worth a frame of its own.
static bool input_due(const struct agent *agent, struct input *input) {
    uint64_t now = now_us();
    if (input->told == input->written) return false;
    if (input->tell_at == 0) input->tell_at = now + WRITTEN_DELAY_US;
    return now >= input->tell_at || input->written - input->told >= WRITTEN_STEP || output_ready(agent);
}

static bool exit_due(const struct agent *agent, const struct channel *channel) {
    if (channel->state != CHANNEL_EXITED || channel->exit_sent || accepted_pending_for(agent, channel)) return false;
    for (size_t i = 0; i < channel->stream_count; i++)
        if (!channel->streams[i].resumed || channel->streams[i].sent != channel->streams[i].ring.end) return false;
    return true;
}

static void tell_of(struct agent *agent, struct channel *channel, struct writer *writer) {
    struct input *input = &channel->input;
    if (channel->state == CHANNEL_FAILED) {
        encode_error(writer, channel->number, ERROR_NOT_STARTED, strerror(channel->error));
        channel_clear(channel);
        return;
    }
    if (channel->started_due) encode_started(writer, channel->number, (uint32_t)channel->program);
    channel->started_due = false;
    if (channel->state != CHANNEL_FREE && input_due(agent, input)) {
        encode_input_written(writer, channel->number, input->written);
        input->told = input->written;
        input->tell_at = 0;
    }
    if (!exit_due(agent, channel)) return;
    encode_exit(writer, channel->number, &channel->exit);
    channel->exit_sent = true;
}

void notices_send(struct agent *agent) {
    struct outlet *outlet = &agent->outlet;
    accepted_send(agent); // first: an EXIT waits for them
    struct writer writer = outlet_writer(outlet);
    if (agent->memory_kills != agent->memory_kills_told) encode_out_of_memory(&writer, agent->memory_kills);
    agent->memory_kills_told = agent->memory_kills;
    for (size_t i = 0; i < CHANNELS_MAX; i++) tell_of(agent, &agent->channels[i], &writer);
    outlet_commit(outlet, &writer);
}
