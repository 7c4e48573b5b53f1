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

void interrupt(struct channel *channel) {
    input_discard(channel);
    // What the TTY holds unread would otherwise be run after the interrupt, or, when it is full, keep the character from being seen.
    if (channel->slave >= 0) tcflush(channel->slave, TCIFLUSH);
    if (channel->kind == KIND_REPL && channel->child > 0) {
        const struct process *inferior = processes_find_inferior(channel->child);
        // At its prompt LLDB holds the inferior in a tracing stop. A SIGINT would then stay pending and kill the next evaluation; while it evaluates,
        // LLDB does not react to the character.
        if (inferior != NULL && inferior->state != 't') {
            kill(inferior->pid, SIGINT);
            return;
        }
    }
    if (channel->mode == MODE_TTY) type_interrupt(channel);
    else if (channel->program > 0) kill(-channel->program, SIGINT);
}
