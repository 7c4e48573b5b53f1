// Starts a process on a channel: its TTY or pipes, its rings, and the child that runs it.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include "agent.h"
#include "cgroup.h"

// Not in the agent's own memory: the child reads it. Filled before each fork.
static struct plan plan;

static int open_tty(struct child_descriptors *theirs, struct child_descriptors *ours, const struct start *start) {
    int unlock = 0, number;
    char path[32];
    ours->output = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (ours->output < 0 || ioctl(ours->output, TIOCSPTLCK, &unlock) != 0 || ioctl(ours->output, TIOCGPTN, &number) != 0) return errno;
    snprintf(path, sizeof path, "/dev/pts/%d", number);
    theirs->input = theirs->output = theirs->error = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (theirs->input < 0) return errno;
    ours->input = fcntl(ours->output, F_DUPFD_CLOEXEC, 3); // so that each direction is a source of its own
    if (ours->input < 0) return errno;
    // The size has to be there before the program is: LLDB looks once, and without one it gives up line editing for good.
    const struct winsize size = {.ws_row = start->rows, .ws_col = start->columns};
    struct termios modes;
    if (ioctl(ours->output, TIOCSWINSZ, &size) != 0 || tcgetattr(theirs->input, &modes) != 0) return errno;
    modes.c_iflag |= IUTF8;
    return tcsetattr(theirs->input, TCSANOW, &modes) == 0 ? 0 : errno;
}

static int open_pipe(int *read_end, int *write_end, int *ours) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return errno;
    *read_end = ends[0];
    *write_end = ends[1];
    return fcntl(*ours, F_SETFL, O_NONBLOCK) == 0 ? 0 : errno;
}

static int open_pipes(struct child_descriptors *theirs, struct child_descriptors *ours) {
    int error = open_pipe(&theirs->input, &ours->input, &ours->input);
    if (error == 0) error = open_pipe(&ours->output, &theirs->output, &ours->output);
    if (error == 0) error = open_pipe(&ours->error, &theirs->error, &ours->error);
    return error;
}

static int map_memory(struct channel *channel, const struct start *start) {
    size_t size = INPUT_WINDOW + channel->stream_count * (size_t)start->ring_size;
    uint8_t *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) return errno;
    madvise(memory, size, MADV_DONTFORK);
    channel->memory = memory;
    channel->memory_size = size;
    channel->input.bytes = memory;
    for (size_t i = 0; i < channel->stream_count; i++) {
        uint8_t *bytes = memory + INPUT_WINDOW + i * (size_t)start->ring_size;
        channel->streams[i].ring = (struct ring){bytes, start->ring_size, start->offset, start->offset};
        channel->streams[i].acknowledged = channel->streams[i].sent = start->offset;
    }
    return 0;
}

static int run_child(struct agent *agent, struct channel *channel, const struct start *start, struct child_descriptors *theirs) {
    struct source *report = &channel->report;
    int read_end = -1;
    int error = open_pipe(&read_end, &theirs->report, &read_end);
    source_open(report, read_end, token(SOURCE_REPORT, channel_index(agent, channel), 0));
    if (error != 0) return error;
    plan_fill(&plan, start);
    plan.sandbox = getpid() == 1;
    pid_t child = fork();
    if (child == 0) child_run(&plan, theirs); // must not touch the agent's memory: it is not there
    if (child < 0) return errno;
    channel->child = child;
    return 0;
}

int start_process(struct agent *agent, struct channel *channel, const struct start *start) {
    struct child_descriptors theirs = {-1, -1, -1, -1}, ours = theirs;
    bool tty = start->mode == MODE_TTY;
    size_t index = channel_index(agent, channel);
    channel->kind = start->kind;
    channel->mode = start->mode;
    channel->slave = -1;
    channel->began = now_us();
    channel->kills_before = cgroup_memory_kills();
    channel->stream_count = tty ? 1 : 2;
    int error = tty ? open_tty(&theirs, &ours, start) : open_pipes(&theirs, &ours);
    source_open(&channel->report, -1, 0);
    source_open(&channel->input.source, ours.input, token(SOURCE_INPUT, index, 0));
    for (size_t i = 0; i < channel->stream_count; i++) {
        struct stream *stream = &channel->streams[i];
        stream->number = (uint8_t)(tty ? 0 : i + 1);
        stream->resumed = true;
        source_open(&stream->source, i == 0 ? ours.output : ours.error, token(SOURCE_STREAM, index, i));
    }
    if (error == 0) error = map_memory(channel, start);
    if (error == 0) error = run_child(agent, channel, start, &theirs);
    if (tty) channel->slave = theirs.input;
    else {
        if (theirs.input >= 0) close(theirs.input);
        if (theirs.output >= 0) close(theirs.output);
        if (theirs.error >= 0) close(theirs.error);
    }
    if (theirs.report >= 0) close(theirs.report);
    if (error != 0) channel_release(agent, channel);
    else channel->state = CHANNEL_STARTING;
    return error;
}
