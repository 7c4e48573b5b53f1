// Does what the server asks for.
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "agent.h"
#include "cgroup.h"

static bool refuse(struct agent *agent, const struct command *command, enum error_code code, const char *why) {
    send_error(agent, command->channel, code, why);
    return true;
}

static bool start(struct agent *agent, const struct command *command) {
    struct channel *channel = NULL;
    if (channel_find(agent, command->channel) != NULL) return refuse(agent, command, ERROR_CHANNEL_IN_USE, "channel in use");
    for (size_t i = CHANNELS_MAX; i-- > 0;)
        if (agent->channels[i].state == CHANNEL_FREE) channel = &agent->channels[i];
    if (channel == NULL) return refuse(agent, command, ERROR_TOO_MANY_CHANNELS, "too many channels");
    if (command->start.mode == MODE_TTY && (command->start.columns == 0 || command->start.rows == 0))
        return refuse(agent, command, ERROR_BAD_ARGUMENT, "a TTY needs a size");
    channel->number = command->channel;
    int error = start_process(agent, channel, &command->start);
    return error == 0 ? true : refuse(agent, command, ERROR_NOT_STARTED, strerror(error));
}

static bool input(struct agent *agent, struct channel *channel, const struct command *command) {
    const uint8_t *at = command->input.bytes;
    uint32_t left = command->input.length;
    if (channel->input.ended) return refuse(agent, command, ERROR_BAD_ARGUMENT, "input after its end");
    if (!input_room(&channel->input, left)) return refuse(agent, command, ERROR_BEYOND_WINDOW, "input beyond the window");
    // The last interrupt in the frame takes with it all that came before, earlier interrupts too.
    const uint8_t *control = channel->kind == KIND_REPL ? memrchr(at, 0x03, left) : NULL;
    if (control != NULL) {
        uint32_t gone = (uint32_t)(control - at) + 1;
        interrupt(channel);
        channel->input.received += gone;
        channel->input.written += gone;
        at += gone;
        left -= gone;
    }
    input_add(channel, at, left);
    input_write(agent, channel);
    return true;
}

static bool end_of_input(struct agent *agent, struct channel *channel, const struct command *command) {
    struct input *input = &channel->input;
    if (input->ended) return refuse(agent, command, ERROR_BAD_ARGUMENT, "input has ended");
    if (input->end_count == ENDS_OF_INPUT_MAX) return refuse(agent, command, ERROR_BEYOND_WINDOW, "too many ends of input");
    if (input->source.fd < 0) return true;
    input->ended = channel->mode == MODE_PIPES;
    input->ends[input->end_count++] = input->received;
    input_write(agent, channel);
    return true;
}

static bool resize(struct agent *agent, const struct channel *channel, const struct command *command) {
    const struct winsize size = {.ws_row = command->resize.rows, .ws_col = command->resize.columns};
    if (channel->mode != MODE_TTY || size.ws_row == 0 || size.ws_col == 0) return refuse(agent, command, ERROR_BAD_ARGUMENT, "no TTY, or no size");
    if (channel->slave >= 0) ioctl(channel->slave, TIOCSWINSZ, &size);
    return true;
}

static bool signal_process(struct channel *channel, uint8_t number) {
    pid_t group = 0;
    if (number == SIGKILL) {
        // The child ends the rest of the tree when the program is gone; if it cannot, the whole tree goes after a moment.
        channel->kill_at = channel->child > 0 ? now_us() + (channel->program > 0 ? KILL_DELAY_US : 0) : 0;
        if (channel->child > 0 && channel->program > 0) kill(channel->program, SIGKILL);
        return true;
    }
    if (channel->child <= 0 || channel->program <= 0) return true;
    // Asked of the master, this is the group in the foreground of the other side.
    if (channel->mode == MODE_TTY && (ioctl(channel->streams[0].source.fd, TIOCGPGRP, &group) != 0 || group <= 1)) group = 0;
    kill(group > 1 ? -group : -channel->program, number);
    return true;
}

static bool acknowledge(struct agent *agent, struct channel *channel, const struct command *command) {
    struct stream *stream = channel_stream(channel, command->position.stream);
    if (stream == NULL || !stream->resumed || command->position.offset > stream->sent)
        return refuse(agent, command, ERROR_BAD_ARGUMENT, "acknowledges what was not sent");
    if (command->position.offset > stream->acknowledged) stream->acknowledged = command->position.offset;
    return true;
}

static bool resume(struct agent *agent, struct channel *channel, const struct command *command) {
    struct stream *stream = channel_stream(channel, command->position.stream);
    if (stream == NULL || command->position.offset > stream->ring.end) return refuse(agent, command, ERROR_BAD_ARGUMENT, "resumes what is not there");
    if (outlet_busy_with(&agent->outlet, channel)) return false;
    uint64_t oldest = ring_oldest(&stream->ring);
    // Also backwards: who starts again from the oldest byte has its window from there.
    stream->sent = stream->acknowledged = command->position.offset > oldest ? command->position.offset : oldest;
    stream->resumed = true;
    return true;
}

static bool release(struct agent *agent, struct channel *channel, const struct command *command) {
    if (channel->state != CHANNEL_EXITED) return refuse(agent, command, ERROR_BAD_ARGUMENT, "has not exited");
    if (outlet_busy_with(&agent->outlet, channel)) return false;
    channel_release(agent, channel);
    return true;
}

static bool usage(struct agent *agent) {
    struct usage usage;
    cgroup_usage(&usage);
    agent->memory_kills = usage.memory_kills;
    struct writer writer = outlet_writer(&agent->outlet);
    encode_usage(&writer, &usage);
    outlet_commit(&agent->outlet, &writer);
    return true;
}

static bool write_file(struct agent *agent, const struct command *command) {
    uint64_t size;
    int error = put_file(&command->put_file, &size);
    struct writer writer = outlet_writer(&agent->outlet);
    encode_file(&writer, command->channel, command->put_file.request, (uint32_t)error, size);
    outlet_commit(&agent->outlet, &writer);
    return true;
}

static bool end(struct agent *agent) {
    agent->ending = true;
    return true;
}

bool command_perform(struct agent *agent, const struct command *command) {
    if (command->type == FRAME_START) return start(agent, command);
    if (command->type == FRAME_PUT_FILE) return write_file(agent, command);
    if (command->type == FRAME_USAGE) return usage(agent);
    if (command->type == FRAME_END) return end(agent);
    struct channel *channel = channel_find(agent, command->channel);
    if (channel == NULL) return refuse(agent, command, ERROR_NO_CHANNEL, "no such channel");
    switch (command->type) {
    case FRAME_INPUT: return input(agent, channel, command);
    case FRAME_END_OF_INPUT: return end_of_input(agent, channel, command);
    case FRAME_RESIZE: return resize(agent, channel, command);
    case FRAME_SIGNAL: return signal_process(channel, command->signal);
    case FRAME_INTERRUPT: interrupt(channel); return true;
    case FRAME_ACKNOWLEDGE: return acknowledge(agent, channel, command);
    case FRAME_RESUME: return resume(agent, channel, command);
    default: return release(agent, channel, command);
    }
}
