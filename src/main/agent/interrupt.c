// Ctrl-C, in the way that what runs on the channel understands.
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include "agent.h"
#include "processes.h"

enum { INTERRUPT = 0x03, TO_LINE_END = 0x05 };

static void type(struct channel *channel, char character) {
    ssize_t ignored = channel->input.source.fd < 0 ? 0 : write(channel->input.source.fd, &character, 1);
    (void)ignored; // there is room: the TTY's input was just flushed
}

static void type_interrupt(struct channel *channel, uint64_t now) {
    type(channel, INTERRUPT);
    channel->typed_at = now;
}

// At its prompt LLDB holds the inferior in a tracing stop. A SIGINT would then stay pending and kill the next evaluation; while it evaluates, LLDB does not
// react to the character.
static bool runs(const struct process *inferior) { return inferior != NULL && inferior->state != 't'; }

static const struct process *find_inferior(const struct channel *channel) { return channel->child > 0 ? processes_find_inferior(channel->child) : NULL; }

// LLDB runs the inferior for moments of its own, to get memory there for what it compiles. A SIGINT that hits one of those is lost, and what was to be compiled next
// ends LLDB. So it is sent only to what waits for something, or has used the processor, from one look to the next.
static bool evaluates(const struct channel *channel, const struct process *inferior) {
    return runs(inferior) && channel->ran && (inferior->state != 'R' || inferior->ticks > channel->ran_ticks);
}

// An interrupt in the moment before LLDB waits for the next character is answered by this alone. The prompt follows with whatever is typed next: on an empty
// line, the way to its end is nowhere.
static bool awaits_prompt(const struct channel *channel, uint64_t now) {
    return channel->typed_at != 0 && now >= channel->typed_at + REDRAW_US && ring_ends_with(&channel->streams[0].ring, "^C\r\n", 4);
}

// LLDB stops the inferior also while it still compiles what was entered: then the character is lost, and the evaluation begins after the interrupt. So the
// inferior is watched for a while after each interrupt, and interrupted when it evaluates.
static void look(struct channel *channel, uint64_t now) {
    const struct process *inferior = find_inferior(channel);
    bool running = runs(inferior);
    if (evaluates(channel, inferior)) {
        kill(inferior->pid, SIGINT);
        running = false;
    } else if (running && !channel->ran) {
        channel->ran_ticks = inferior->ticks;
    }
    if (!running && awaits_prompt(channel, now)) {
        type(channel, TO_LINE_END);
        channel->typed_at = now;
    }
    channel->ran = running;
    channel->retry_at = now + (running ? SURE_STEP_US : RETRY_STEP_US);
    if (now >= channel->retry_until) interrupt_forget(channel);
}

static void watch(struct channel *channel, uint64_t now) {
    channel->retry_until = now + RETRY_PATIENCE_US;
    look(channel, now);
}

static void interrupt_repl(struct channel *channel, uint64_t now) {
    if (!runs(find_inferior(channel))) {
        if (now < channel->typed_at + TYPE_GAP_US) {
            channel->type_at = channel->typed_at + TYPE_GAP_US; // LLDB ends when a second one comes while it handles the first
            return;
        }
        type_interrupt(channel, now);
    }
    watch(channel, now);
}

void interrupt_forget(struct channel *channel) {
    channel->retry_at = 0;
    channel->ran = false;
}

// LLDB has the TTY raw while it waits for a line. What is typed before would be read by what is to be interrupted, or keep it from being interrupted.
static bool is_raw(const struct channel *channel) {
    struct termios modes;
    return channel->slave < 0 || tcgetattr(channel->slave, &modes) != 0 || (modes.c_lflag & ICANON) == 0;
}

bool interrupt_undecided(const struct channel *channel) {
    return channel->type_at != 0 || channel->ran || (channel->retry_at != 0 && !is_raw(channel));
}

void interrupt_update(struct channel *channel, uint64_t now) {
    if (channel->type_at != 0 && now >= channel->type_at) {
        channel->type_at = 0;
        interrupt_repl(channel, now);
    }
    if (channel->retry_at != 0 && now >= channel->retry_at) look(channel, now);
}

void interrupt(struct channel *channel) {
    input_discard(channel);
    interrupt_forget(channel);
    // What the TTY holds unread would otherwise be run after the interrupt, or, when it is full, keep the character from being seen.
    if (channel->slave >= 0) tcflush(channel->slave, TCIFLUSH);
    if (channel->kind == KIND_REPL && channel->mode == MODE_TTY) interrupt_repl(channel, now_us());
    else if (channel->mode == MODE_TTY) type_interrupt(channel, now_us());
    else if (channel->program > 0) kill(-channel->program, SIGINT);
}
