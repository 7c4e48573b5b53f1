// The agent's whole state and who does what with it. One thread; one `struct agent`, in memory that no fork inherits.
#ifndef SWIFTLET_AGENT_H
#define SWIFTLET_AGENT_H

#include <sys/types.h>
#include <sys/un.h>

#include "child.h"
#include "intake.h"
#include "ring.h"
#include "secret.h"
#include "source.h"

enum {
    ENDS_OF_INPUT_MAX = 4,
    QUEUE_SIZE = 131072,
    QUEUE_RESERVE = 4096, // more than the answers to any one frame
    PENDING_MAX = 64,
    READ_TURN = 65536,  // bytes taken from one process before the others have their turn
    BURST_READS = 16,    // so many small ones, each soon after the one before
    BURST_BYTES = 4096,
    BURST_MOST = 32768, // gathered in one rest, and still one
    BURST_GAP_US = 5000,
    REST_US = 2000,
    OUTPUT_TURN = 8,    // OUTPUT frames sent before the server's own frames are looked at again
    WRITTEN_DELAY_US = 10000,
    WRITTEN_STEP = 4096,
    KILL_DELAY_US = 1000000,
    TYPE_GAP_US = 150000,
    REDRAW_US = 250000, // a prompt comes at once
    RETRY_STEP_US = 25000,
    SURE_STEP_US = 5000,  // the same once it runs
    RETRY_PATIENCE_US = 10000000, // LLDB compiles for less
    STRAY_ROUNDS_MAX = 256,
};

struct stream {
    uint8_t number; // 0 TTY, 1 stdout, 2 stderr
    struct source source;
    struct ring ring;
    uint64_t acknowledged;
    uint64_t sent;
    uint64_t after; // the end that the channel's first stream had when this one began to wait: sent before it
    bool resumed;   // by this connection
    bool finished;  // nothing more will come
    uint32_t drain; // bytes that may still be taken after the process's end
    uint64_t read_at, rest_until; // when it was last read, and until when it is not, 0 for not at all
    unsigned small_reads; // one soon after the other
};

struct input {
    struct source source;
    uint8_t *bytes; // INPUT_WINDOW, a ring
    uint32_t at, count;
    uint64_t received; // all that the server sent
    uint64_t written;  // taken by the process or discarded
    uint64_t told;     // what the last INPUT_WRITTEN said
    uint64_t tell_at;  // when the next is due, 0 for not at all
    uint64_t ends[ENDS_OF_INPUT_MAX]; // values of `written` at which an end of input is due
    unsigned end_count;
    bool ended; // a pipe's end has been asked for
};

enum channel_state {
    CHANNEL_FREE,
    CHANNEL_STARTING, // forked, the program not yet running
    CHANNEL_RUNNING,
    CHANNEL_DRAINING, // all processes gone, output left to read
    CHANNEL_EXITED,
    CHANNEL_FAILED, // to be told, then free
};

struct channel {
    enum channel_state state;
    uint16_t number;
    uint8_t kind, mode;
    pid_t child;   // our own process between us and the program; 0 when reaped
    pid_t program; // 0 until it runs
    int slave;     // the TTY's other end: held so that the master never hangs up before the end, and to flush its input
    struct source report;
    struct input input;
    struct stream streams[STREAMS_MAX];
    unsigned stream_count;
    void *memory; // input and rings
    size_t memory_size;
    bool started_due, exit_sent, ended;
    uint64_t kill_at; // when the whole tree is killed if it has not ended by then, 0 for not
    uint64_t typed_at, type_at;     // when an interrupt was last typed, and when the next one is due, 0 for none
    uint64_t retry_at, retry_until; // an interrupt that may have come too early, see interrupt.c; 0 for none
    bool ran;                       // the inferior, when last looked at for that: input waits until it is known why
    unsigned long ran_ticks;        // of processor time that it had when it was first seen running
    int error;        // of CHANNEL_FAILED
    uint32_t kills_before;
    uint64_t began;
    struct exit_report exit;
};

struct pending {
    uint32_t number;
    char name[48];
};

struct accepted {
    struct source source; // inotify
    int watch;            // -1 when no REPL lives
    bool listing_due;     // look through the directory: names were missed
    uint64_t listing_at;  // ... and not before
    unsigned count;
    struct pending pending[PENDING_MAX];
};

struct outlet {
    uint8_t queue[QUEUE_SIZE]; // whole control frames, the first maybe partly written
    size_t at, end;
    struct channel *channel; // the OUTPUT frame under way, if any
    struct stream *stream;
    uint8_t header[OUTPUT_HEADER];
    uint32_t length; // of its bytes
    size_t gone;     // of header and bytes together
    unsigned turn;   // the stream whose turn is next
};

struct agent {
    struct secret secret; // first: its page is locked into memory
    uint64_t boot;
    int epoll;
    struct source signals;
    bool socket;
    struct sockaddr_un address;
    struct source from_server, to_server;
    bool connected; // marker and epoch have come, frames flow
    bool closing;   // ends when what is queued is out
    uint64_t connect_at, connect_delay, close_at;
    bool ending; // the sandbox
    bool child_died;
    unsigned stray_rounds;
    uint32_t memory_kills, memory_kills_told;
    struct intake intake;
    struct outlet outlet;
    struct accepted accepted;
    struct channel channels[CHANNELS_MAX];
};

enum source_kind { SOURCE_SIGNALS, SOURCE_FROM_SERVER, SOURCE_TO_SERVER, SOURCE_ACCEPTED, SOURCE_REPORT, SOURCE_INPUT, SOURCE_STREAM };
static inline uint64_t token(enum source_kind kind, size_t channel, size_t stream) { return (uint64_t)kind << 32 | channel << 8 | stream; }

// channel.c: the table of channels
struct channel *channel_find(struct agent *agent, uint16_t number);
struct stream *channel_stream(struct channel *channel, uint8_t number);
bool channel_lives(const struct channel *channel); // its processes may exist
void channel_clear(struct channel *channel);
void channel_release(struct agent *agent, struct channel *channel);
size_t channel_index(const struct agent *agent, const struct channel *channel);

// start.c, ended.c: a process's begin and end. start_process gives an errno.
int start_process(struct agent *agent, struct channel *channel, const struct start *start);
void reports_read(struct agent *agent, struct channel *channel);
void children_reap(struct agent *agent);
void channel_kill(struct channel *channel);
void everything_kill(struct agent *agent);

// output.c: from the process into the rings
void output_read(struct agent *agent, struct channel *channel, struct stream *stream);
bool output_wanted(const struct channel *channel, const struct stream *stream);
void output_finish(struct agent *agent, struct channel *channel); // the process is gone
bool output_drain(struct agent *agent, struct channel *channel);   // true if there is more for the next turn

// input.c, interrupt.c: from the server into the process
bool input_room(const struct input *input, uint32_t length);
void input_add(struct channel *channel, const uint8_t *bytes, uint32_t length);
void input_write(struct agent *agent, struct channel *channel);
void input_discard(struct channel *channel);
void interrupt(struct channel *channel);
void interrupt_update(struct channel *channel, uint64_t now);
void interrupt_forget(struct channel *channel); // what is entered from now on was not meant
bool interrupt_undecided(const struct channel *channel); // input waits meanwhile

// accepted.c: what the REPL took
void accepted_open(struct agent *agent);
void accepted_update(struct agent *agent);
void accepted_read(struct agent *agent);
void accepted_send(struct agent *agent);
bool accepted_pending_for(const struct agent *agent, const struct channel *channel);

// put_file.c. Gives an errno.
int put_file(const struct put_file *file, uint64_t *size);

// outlet.c, notices.c: to the server
size_t outlet_room(const struct outlet *outlet);
struct writer outlet_writer(struct outlet *outlet); // for at most outlet_room bytes
void outlet_commit(struct outlet *outlet, const struct writer *writer);
void outlet_flush(struct agent *agent);
void outlet_clear(struct outlet *outlet);
bool outlet_idle(const struct outlet *outlet);
bool outlet_busy_with(struct outlet *outlet, const struct channel *channel); // an OUTPUT frame of the channel is partly out
bool output_ready(const struct agent *agent);
bool outlet_wanted(const struct agent *agent);
void send_error(struct agent *agent, uint16_t channel, enum error_code code, const char *message);
void send_hello(struct agent *agent, uint64_t epoch);
void notices_send(struct agent *agent);

// commands.c: what the server asks for. False: not now, ask again.
bool command_perform(struct agent *agent, const struct command *command);

// link.c: the connection
void link_open(struct agent *agent);
void link_read(struct agent *agent);
bool link_process(struct agent *agent); // true if it stopped for want of room
void link_lost(struct agent *agent);
void link_update(struct agent *agent, uint64_t now);

#endif
