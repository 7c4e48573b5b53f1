// What the REPL took: LLDB writes each entry, as it was submitted, to /tmp/replN-xxxxxx..cpp, below a line that says which line of the session it is.
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agent.h"
#include "listing.h"

#define DIRECTORY "/tmp"

enum { LISTING_DELAY_US = 200000, FILE_MAX = 65536 };

static uint8_t text[FILE_MAX];

// Whether the name is one of LLDB's; gives N.
static bool parse_name(const char *name, uint32_t *number) {
    if (strncmp(name, "repl", 4) != 0 || !isdigit((unsigned char)name[4]) || strlen(name) >= sizeof((struct pending *)0)->name) return false;
    char *end;
    unsigned long value = strtoul(name + 4, &end, 10);
    if (value > UINT32_MAX || *end++ != '-') return false;
    *number = (uint32_t)value;
    for (int i = 0; i < 6; i++)
        if (!isalnum((unsigned char)*end++)) return false;
    return strcmp(end, "..cpp") == 0 || strcmp(end, ".cpp") == 0;
}

static void remember(struct accepted *accepted, const char *name) {
    uint32_t number;
    if (!parse_name(name, &number)) return;
    for (unsigned i = 0; i < accepted->count; i++)
        if (strcmp(accepted->pending[i].name, name) == 0) return;
    if (accepted->count == PENDING_MAX) {
        accepted->listing_due = true;
        if (accepted->pending[PENDING_MAX - 1].number <= number) return;
        accepted->count--; // a listing is in no order: the first entries stay, the others are found by the next one
    }
    unsigned at = accepted->count++;
    while (at > 0 && accepted->pending[at - 1].number > number) {
        accepted->pending[at] = accepted->pending[at - 1];
        at--;
    }
    accepted->pending[at].number = number;
    strcpy(accepted->pending[at].name, name);
}

static struct channel *owner(struct agent *agent) {
    for (size_t i = 0; i < CHANNELS_MAX; i++) {
        struct channel *channel = &agent->channels[i];
        if (channel->kind == KIND_REPL && (channel_lives(channel) || (agent->accepted.count > 0 && channel->stream_count > 0))) return channel;
    }
    return NULL;
}

bool accepted_pending_for(const struct agent *agent, const struct channel *channel) {
    return agent->accepted.count > 0 && channel->kind == KIND_REPL;
}

void accepted_open(struct agent *agent) {
    source_open(&agent->accepted.source, inotify_init1(IN_NONBLOCK | IN_CLOEXEC), token(SOURCE_ACCEPTED, 0, 0));
    agent->accepted.watch = -1;
}

static void list(struct accepted *accepted) {
    accepted->listing_due = false;
    accepted->listing_at = now_us() + LISTING_DELAY_US;
    struct listing listing;
    if (!listing_open(&listing, AT_FDCWD, DIRECTORY)) return;
    for (const char *name; (name = listing_next(&listing)) != NULL;) remember(accepted, name);
    listing_close(&listing);
}

void accepted_update(struct agent *agent) {
    struct accepted *accepted = &agent->accepted;
    bool lives = false;
    for (size_t i = 0; i < CHANNELS_MAX; i++) lives = lives || (agent->channels[i].kind == KIND_REPL && channel_lives(&agent->channels[i]));
    int notify = accepted->source.fd;
    if (lives && accepted->watch < 0 && notify >= 0) accepted->watch = inotify_add_watch(notify, DIRECTORY, IN_CLOSE_WRITE | IN_ONLYDIR);
    if (!lives && accepted->watch >= 0) {
        accepted_read(agent);
        if (accepted->listing_due) list(accepted);
        inotify_rm_watch(notify, accepted->watch);
        accepted->watch = -1;
    }
    if (owner(agent) == NULL) accepted->count = 0; // the REPL that they were for has been forgotten
    if (!lives) accepted->listing_due = false;
    else if (accepted->watch < 0) accepted->listing_due = true;
    if (accepted->listing_due && accepted->count == 0 && now_us() >= accepted->listing_at) list(accepted);
}

void accepted_read(struct agent *agent) {
    struct accepted *accepted = &agent->accepted;
    _Alignas(struct inotify_event) char bytes[4096];
    // One read a turn: a stranger who makes thousands of such files only gets its own share of this loop.
    ssize_t length = accepted->source.fd < 0 ? -1 : read(accepted->source.fd, bytes, sizeof bytes);
    for (ssize_t at = 0; at < length;) {
        const struct inotify_event *event = (const struct inotify_event *)(const void *)(bytes + at);
        at += (ssize_t)(sizeof *event + event->len);
        if ((event->mask & IN_Q_OVERFLOW) != 0) accepted->listing_due = true;
        // Once one entry waits for the listing, those after it do too, or they would overtake it.
        else if (!accepted->listing_due && (event->mask & IN_CLOSE_WRITE) != 0 && event->len > 0) remember(accepted, event->name);
    }
}

// Nothing but a regular file of our own is read; the name may lead to anything that the stranger made.
static ssize_t read_entry(const char *name) {
    struct stat status;
    int directory = open(DIRECTORY, O_PATH | O_DIRECTORY | O_CLOEXEC);
    int fd = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    ssize_t length = -1;
    if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid()) length = read(fd, text, sizeof text);
    if (fd >= 0) close(fd);
    unlinkat(directory, name, 0);
    close(directory);
    return length;
}

// The line number of `#sourceLocation(file: "repl.swift", line:  7)`; where the entry begins, or NULL if it is not LLDB's.
static uint8_t *parse_prologue(uint8_t *at, const uint8_t *end, uint32_t *line) {
    static const char begin[] = "#sourceLocation(", before[] = "line:";
    uint8_t *newline = memchr(at, '\n', (size_t)(end - at));
    if (newline == NULL || (size_t)(newline - at) < sizeof begin || memcmp(at, begin, sizeof begin - 1) != 0) return NULL;
    const uint8_t *number = memmem(at, (size_t)(newline - at), before, sizeof before - 1);
    if (number == NULL) return NULL;
    *line = (uint32_t)strtoul((const char *)number + sizeof before - 1, NULL, 10); // ends at the parenthesis or the newline at the latest
    return newline + 1;
}

// Makes what the stranger may have written into one valid text: LLDB's own files are.
static size_t clean(uint8_t *bytes, size_t length) {
    while (length > 0 && bytes[length - 1] == '\n') length--;
    bool valid = utf8_valid(bytes, length);
    for (size_t i = 0; i < length; i++)
        if (bytes[i] == 0 || (!valid && bytes[i] >= 0x80)) bytes[i] = '?';
    return length;
}

// Sends the entry in a file; false if it is none.
static bool send_entry(struct agent *agent, const struct channel *channel, const char *name) {
    ssize_t length = read_entry(name);
    uint32_t line = 0;
    uint8_t *end = text + (length > 0 ? length : 0), *at = parse_prologue(text, end, &line);
    if (at == NULL) return false;
    bool cut = end - at > ACCEPTED_TEXT_MAX;
    if (cut) end = at + ACCEPTED_TEXT_MAX;
    while (cut && end > at && (*end & 0xc0) == 0x80) end--; // not in the middle of a character
    struct writer writer = outlet_writer(&agent->outlet);
    encode_accepted(&writer, channel->number, line, cut, at, clean(at, (size_t)(end - at)));
    outlet_commit(&agent->outlet, &writer);
    return true;
}

void accepted_send(struct agent *agent) {
    struct accepted *accepted = &agent->accepted;
    const struct channel *channel = owner(agent);
    if (channel == NULL || channel->started_due || !channel->streams[0].resumed) return;
    for (bool sent = false; !sent && accepted->count > 0 && outlet_room(&agent->outlet) >= QUEUE_RESERVE + ACCEPTED_TEXT_MAX;) {
        sent = send_entry(agent, channel, accepted->pending[0].name);
        accepted->count--;
        memmove(accepted->pending, accepted->pending + 1, accepted->count * sizeof *accepted->pending);
    }
}
