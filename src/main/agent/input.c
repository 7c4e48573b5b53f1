// From the server into the process: a queue for what the TTY or pipe does not take at once.
#include <errno.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "agent.h"

bool input_room(const struct input *input, uint32_t length) {
    return length <= INPUT_WINDOW - input->count;
}

void input_add(struct channel *channel, const uint8_t *bytes, uint32_t length) {
    struct input *input = &channel->input;
    input->received += length;
    if (input->source.fd < 0) { // the process is gone, or has closed its stdin
        input->written += length;
        return;
    }
    for (uint32_t copied = 0; copied < length;) {
        uint32_t to = (input->at + input->count) % INPUT_WINDOW;
        uint32_t part = length - copied < INPUT_WINDOW - to ? length - copied : INPUT_WINDOW - to;
        memcpy(input->bytes + to, bytes + copied, part);
        input->count += part;
        copied += part;
    }
}

void input_discard(struct channel *channel) {
    struct input *input = &channel->input;
    input->written += input->count;
    input->at = input->count = 0;
    if (channel->mode == MODE_TTY) input->end_count = 0;
}

// An end of input that has become due: false if it has to wait.
static bool end_input(struct agent *agent, struct channel *channel) {
    struct input *input = &channel->input;
    struct termios modes;
    if (channel->mode == MODE_TTY && tcgetattr(channel->slave, &modes) == 0 && modes.c_cc[VEOF] != 0
        && write(input->source.fd, &modes.c_cc[VEOF], 1) < 0 && errno == EAGAIN)
        return false;
    if (channel->mode == MODE_PIPES) source_close(agent->epoll, &input->source);
    memmove(input->ends, input->ends + 1, sizeof input->ends - sizeof *input->ends);
    input->end_count--;
    return true;
}

void input_write(struct agent *agent, struct channel *channel) {
    struct input *input = &channel->input;
    while (input->source.fd >= 0 && !interrupt_undecided(channel)) {
        bool ends = input->end_count > 0;
        if (ends && input->ends[0] <= input->written) {
            if (!end_input(agent, channel)) return;
            continue;
        }
        if (input->count == 0) return;
        uint32_t length = input->count < INPUT_WINDOW - input->at ? input->count : INPUT_WINDOW - input->at;
        if (ends && length > input->ends[0] - input->written) length = (uint32_t)(input->ends[0] - input->written);
        ssize_t taken = write(input->source.fd, input->bytes + input->at, length);
        if (taken > 0) {
            interrupt_forget(channel); // what was typed since is not to be interrupted
            input->written += (uint64_t)taken;
            input->count -= (uint32_t)taken;
            input->at = (input->at + (uint32_t)taken) % INPUT_WINDOW;
        } else if (taken < 0 && errno == EAGAIN) {
            return;
        } else if (taken < 0 && errno != EINTR) {
            input_discard(channel); // nobody will ever read it
            source_close(agent->epoll, &input->source);
        }
    }
}
