#include "peer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void fail(const char *file, int line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "FAILED %s:%d: ", file, line);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    exit(1);
}

uint64_t test_now_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

uint64_t number_at(const uint8_t *bytes, size_t size) {
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++) value = value << 8 | bytes[i];
    return value;
}

void peer_open(struct peer *peer, bool stdio) {
    *peer = (struct peer){.stdio = stdio, .acknowledges = true, .keeps = true, .listener = -1, .from = -1, .to = -1};
    signal(SIGPIPE, SIG_IGN);
    CHECK(getrandom(peer->proof, sizeof peer->proof, 0) == sizeof peer->proof);
    CHECK(getrandom(peer->marker, sizeof peer->marker, 0) == sizeof peer->marker);
    for (size_t i = 0; i < PROOF_SIZE; i++) sprintf(peer->key + 2 * i, "%02x", peer->proof[i]);
    for (size_t i = 0; i < MARKER_SIZE; i++) sprintf(peer->key + 2 * (PROOF_SIZE + i), "%02x", peer->marker[i]);
    if (stdio) return;
    strcpy(peer->directory, "/tmp/swiftlet-peer-XXXXXX");
    CHECK(mkdtemp(peer->directory) != NULL);
    CHECK(chmod(peer->directory, 0711) == 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s/agent.sock", peer->directory);
    peer->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    CHECK(bind(peer->listener, (struct sockaddr *)&address, sizeof address) == 0);
    CHECK(chmod(address.sun_path, 0666) == 0);
    CHECK(listen(peer->listener, 4) == 0);
}

void peer_spawn(struct peer *peer, char *const arguments[]) {
    int to[2] = {-1, -1}, from[2] = {-1, -1};
    char path[128];
    if (peer->stdio) CHECK(pipe2(to, O_CLOEXEC) == 0 && pipe2(from, O_CLOEXEC) == 0);
    peer->agent = fork();
    if (peer->agent == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM); // a failed test leaves nothing behind
        if (peer->stdio) {
            dup2(to[0], 0);
            dup2(from[1], 1);
        } else {
            snprintf(path, sizeof path, "%s/agent.sock", peer->directory);
            setenv("SWIFTLET_AGENT_SOCKET", path, 1);
        }
        setenv("SWIFTLET_AGENT_KEY", peer->key, 1);
        execvp(arguments[0], arguments);
        _exit(127);
    }
    CHECK(peer->agent > 0);
    if (!peer->stdio) return;
    close(to[0]);
    close(from[1]);
    peer->to = to[1];
    peer->from = from[0];
}

void peer_accept(struct peer *peer) {
    struct pollfd ready = {peer->listener, POLLIN, 0};
    CHECK(poll(&ready, 1, PEER_PATIENCE_MS) == 1);
    peer->from = accept4(peer->listener, NULL, NULL, SOCK_CLOEXEC);
    CHECK(peer->from >= 0);
    peer->to = peer->from;
    peer->have = 0;
}

void peer_disconnect(struct peer *peer) {
    close(peer->from);
    peer->from = peer->to = -1;
}

void peer_close(struct peer *peer) {
    if (peer->agent > 0) {
        kill(peer->agent, SIGTERM);
        waitpid(peer->agent, NULL, 0);
    }
    if (peer->from >= 0) close(peer->from);
    if (peer->stdio && peer->to >= 0) close(peer->to);
    if (!peer->stdio) {
        char path[128];
        close(peer->listener);
        snprintf(path, sizeof path, "%s/agent.sock", peer->directory);
        unlink(path);
        rmdir(peer->directory);
    }
    for (size_t i = 0; i < sizeof peer->collected / sizeof *peer->collected; i++) free(peer->collected[i].bytes);
}

// Never blocks for good: an agent that does not read is a failed test.
void peer_send_bytes(struct peer *peer, const void *bytes, size_t length) {
    const uint8_t *at = bytes;
    while (length > 0) {
        struct pollfd ready = {peer->to, POLLOUT, 0};
        CHECK(poll(&ready, 1, PEER_PATIENCE_MS) == 1);
        ssize_t written = write(peer->to, at, length);
        CHECK(written > 0);
        at += written;
        length -= (size_t)written;
    }
}

bool peer_greet(struct peer *peer) {
    uint8_t greeting[MARKER_SIZE + 8];
    CHECK(getrandom(&peer->epoch, sizeof peer->epoch, 0) == sizeof peer->epoch);
    memcpy(greeting, peer->marker, MARKER_SIZE);
    for (size_t i = 0; i < 8; i++) greeting[MARKER_SIZE + i] = (uint8_t)(peer->epoch >> (56 - 8 * i));
    peer_send_bytes(peer, greeting, sizeof greeting);
    // What comes before the marker and this epoch is an earlier connection's.
    uint64_t deadline = test_now_us() + PEER_PATIENCE_MS * 1000ull;
    for (;;) {
        uint8_t *found = memmem(peer->bytes, peer->have, greeting, sizeof greeting);
        size_t used = found != NULL ? (size_t)(found - peer->bytes) + sizeof greeting : peer->have < sizeof greeting ? 0 : peer->have - sizeof greeting;
        peer->have -= used;
        memmove(peer->bytes, peer->bytes + used, peer->have);
        if (found != NULL) break;
        struct pollfd ready = {peer->from, POLLIN, 0};
        if (test_now_us() > deadline || poll(&ready, 1, PEER_PATIENCE_MS) != 1) return false;
        ssize_t length = read(peer->from, peer->bytes + peer->have, sizeof peer->bytes - peer->have);
        if (length <= 0) return false;
        peer->have += (size_t)length;
    }
    return peer_next(peer, &peer->hello, PEER_PATIENCE_MS) && peer->hello.type == FRAME_HELLO && number_at(peer->hello.payload + 2, 8) == peer->epoch
        && memcmp(peer->hello.payload + 10, peer->proof, PROOF_SIZE) == 0;
}

void peer_send(struct peer *peer, uint8_t type, uint16_t channel, const void *payload, size_t length) {
    static uint8_t bytes[FRAME_HEADER + 2 * FRAME_PAYLOAD_MAX];
    struct writer writer = {bytes, 0, 0};
    frame_begin(&writer, (enum frame_type)type, channel);
    write_bytes(&writer, payload, length);
    frame_end(&writer);
    peer_send_bytes(peer, bytes, writer.length);
}

void peer_input(struct peer *peer, uint16_t channel, const char *text) { peer_send(peer, FRAME_INPUT, channel, text, strlen(text)); }

void peer_position(struct peer *peer, uint8_t type, uint16_t channel, uint8_t stream, uint64_t offset) {
    uint8_t payload[9];
    struct writer writer = {payload, 0, 0};
    write_u8(&writer, stream);
    write_u64(&writer, offset);
    peer_send(peer, type, channel, payload, sizeof payload);
}

static void write_string(struct writer *writer, const char *text) {
    write_u16(writer, (uint16_t)strlen(text));
    write_bytes(writer, text, strlen(text));
}

static void write_list(struct writer *writer, const char *const *list) {
    uint16_t count = 0;
    while (list[count] != NULL) count++;
    write_u16(writer, count);
    for (uint16_t i = 0; i < count; i++) write_string(writer, list[i]);
}

void peer_start(struct peer *peer, uint16_t channel, const struct start_request *request) {
    static uint8_t payload[FRAME_PAYLOAD_MAX];
    struct writer writer = {payload, 0, 0};
    write_u8(&writer, request->kind);
    write_u8(&writer, request->mode);
    write_u16(&writer, request->columns);
    write_u16(&writer, request->rows);
    write_u32(&writer, request->ring_size);
    write_u64(&writer, request->offset);
    write_u16(&writer, request->oom_score);
    write_u8(&writer, request->limit_count);
    for (unsigned i = 0; i < request->limit_count; i++) {
        write_u8(&writer, request->limits[i].resource);
        write_u64(&writer, request->limits[i].value);
    }
    write_string(&writer, request->directory);
    write_list(&writer, request->arguments);
    write_list(&writer, request->environment);
    peer_send(peer, FRAME_START, channel, payload, writer.length);
}

void peer_shell(struct peer *peer, uint16_t channel, uint8_t kind, uint8_t mode, const char *script) {
    const char *const arguments[] = {"sh", "-c", script, NULL};
    const char *const environment[] = {"PATH=/usr/bin:/bin", "HOME=/tmp", "TERM=xterm-256color", "LANG=C.UTF-8", NULL};
    peer_start(peer, channel,
        &(struct start_request){.kind = kind, .mode = mode, .columns = 80, .rows = 24, .oom_score = 500, .ring_size = RING_MAX, .directory = "/tmp",
            .arguments = arguments, .environment = environment});
}

static bool take_frame(struct peer *peer, struct event *event) {
    if (peer->have < FRAME_HEADER) return false;
    event->length = (uint32_t)number_at(peer->bytes, 4);
    CHECK(event->length <= FRAME_PAYLOAD_MAX && peer->bytes[5] == 0);
    if (peer->have < FRAME_HEADER + event->length) return false;
    event->type = peer->bytes[4];
    event->channel = (uint16_t)number_at(peer->bytes + 6, 2);
    memcpy(event->payload, peer->bytes + FRAME_HEADER, event->length);
    peer->have -= FRAME_HEADER + event->length;
    memmove(peer->bytes, peer->bytes + FRAME_HEADER + event->length, peer->have);
    return true;
}

struct collected *peer_collected(struct peer *peer, uint16_t channel, uint8_t stream) {
    for (size_t i = 0; i < sizeof peer->collected / sizeof *peer->collected; i++) {
        struct collected *collected = &peer->collected[i];
        if (collected->channel == 0) *collected = (struct collected){.channel = channel, .stream = stream, .begin = UINT64_MAX};
        if (collected->channel == channel && collected->stream == stream) return collected;
    }
    fail(__FILE__, __LINE__, "too many streams");
}

static void keep_output(struct peer *peer, const struct event *event) {
    uint8_t stream = event->payload[0];
    uint64_t offset = number_at(event->payload + 1, 8);
    uint32_t length = event->length - 9;
    CHECK(event->length > 9 && length <= FRAME_DATA_MAX);
    struct collected *collected = peer_collected(peer, event->channel, stream);
    if (collected->begin == UINT64_MAX) collected->begin = offset;
    CHECK(offset == collected->begin + collected->length); // no gap, nothing twice
    if (peer->keeps && collected->length + length > collected->capacity) {
        collected->capacity = 2 * (collected->length + length);
        collected->bytes = realloc(collected->bytes, collected->capacity);
        CHECK(collected->bytes != NULL);
    }
    if (peer->keeps) memcpy(collected->bytes + collected->length, event->payload + 9, length);
    collected->length += length;
    if (peer->acknowledges) peer_position(peer, FRAME_ACKNOWLEDGE, event->channel, stream, offset + length);
}

bool peer_next(struct peer *peer, struct event *event, int milliseconds) {
    uint64_t deadline = test_now_us() + (uint64_t)milliseconds * 1000;
    while (!take_frame(peer, event)) {
        uint64_t now = test_now_us();
        struct pollfd ready = {peer->from, POLLIN, 0};
        int left = now < deadline ? (int)((deadline - now + 999) / 1000) : 0;
        if (poll(&ready, 1, left) != 1) return false;
        ssize_t length = read(peer->from, peer->bytes + peer->have, sizeof peer->bytes - peer->have);
        if (length <= 0) return false;
        peer->have += (size_t)length;
    }
    if (event->type == FRAME_OUTPUT) keep_output(peer, event);
    return true;
}

bool peer_await(struct peer *peer, uint8_t type, uint16_t channel, struct event *event) {
    uint64_t deadline = test_now_us() + PEER_PATIENCE_MS * 1000ull;
    while (test_now_us() < deadline && peer_next(peer, event, PEER_PATIENCE_MS))
        if (event->type == type && event->channel == channel) return true;
    return false;
}

ssize_t peer_await_output(struct peer *peer, uint16_t channel, uint8_t stream, size_t from, const char *text) {
    struct event *event = malloc(sizeof *event);
    uint64_t deadline = test_now_us() + PEER_PATIENCE_MS * 1000ull;
    ssize_t result = -1;
    for (;;) {
        const struct collected *collected = peer_collected(peer, channel, stream);
        const uint8_t *found = collected->length <= from ? NULL : memmem(collected->bytes + from, collected->length - from, text, strlen(text));
        if (found != NULL) result = found - collected->bytes + (ssize_t)strlen(text);
        if (found != NULL || test_now_us() > deadline || !peer_next(peer, event, PEER_PATIENCE_MS)) break;
    }
    free(event);
    return result;
}
