// Ctrl-C, in the way that what runs on the channel understands.
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include "agent.h"
#include "processes.h"

static void type_interrupt(struct channel *channel) {
    const char character = 0x03;
    ssize_t ignored = channel->input.source.fd < 0 ? 0 : write(channel->input.source.fd, &character, 1);
    (void)ignored; // there is room: the TTY's input was just flushed
}

// At its prompt LLDB holds the inferior in a tracing stop. A SIGINT would then stay pending and kill the next evaluation; while it evaluates, LLDB does not
// react to the character.
static bool runs(const struct process *inferior) { return inferior != NULL && inferior->state != 't'; }

static const struct process *find_inferior(const struct channel *channel) { return channel->child > 0 ? processes_find_inferior(channel->child) : NULL; }

static void interrupt_repl(struct channel *channel, uint64_t now) {
    const struct process *inferior = find_inferior(channel);
    if (runs(inferior)) {
        kill(inferior->pid, SIGINT);
    } else if (now < channel->typed_at + TYPE_GAP_US) {
        channel->type_at = channel->typed_at + TYPE_GAP_US; // LLDB ends when a second one comes while it handles the first
    } else {
        type_interrupt(channel);
        channel->typed_at = now;
        channel->retry_at = now + RETRY_STEP_US;
        channel->retry_until = now + RETRY_PATIENCE_US;
    }
}

// LLDB stops the inferior also while it still compiles what was entered: then the character is lost, and the evaluation begins after the interrupt. So the
// inferior is watched for a while, and interrupted when it runs. Seen running twice, since LLDB runs it for moments of its own.
static void retry(struct channel *channel, uint64_t now) {
    const struct process *inferior = find_inferior(channel);
    bool again = runs(inferior) && channel->ran;
    if (again) kill(inferior->pid, SIGINT);
    if (again || now >= channel->retry_until) {
        interrupt_forget(channel);
        return;
    }
    channel->ran = runs(inferior);
    channel->retry_at = now + RETRY_STEP_US;
}

void interrupt_forget(struct channel *channel) {
    channel->retry_at = 0;
    channel->ran = false;
}

void interrupt_update(struct channel *channel, uint64_t now) {
    if (channel->type_at != 0 && now >= channel->type_at) {
        channel->type_at = 0;
        interrupt_repl(channel, now);
    }
    if (channel->retry_at != 0 && now >= channel->retry_at) retry(channel, now);
}

void interrupt(struct channel *channel) {
    input_discard(channel);
    interrupt_forget(channel);
    // What the TTY holds unread would otherwise be run after the interrupt, or, when it is full, keep the character from being seen.
    if (channel->slave >= 0) tcflush(channel->slave, TCIFLUSH);
    if (channel->kind == KIND_REPL && channel->mode == MODE_TTY) interrupt_repl(channel, now_us());
    else if (channel->mode == MODE_TTY) type_interrupt(channel);
    else if (channel->program > 0) kill(-channel->program, SIGINT);
}
