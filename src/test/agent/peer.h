// The server's side of the agent protocol, for tests: blocking, with a time limit on every wait.
#ifndef SWIFTLET_PEER_H
#define SWIFTLET_PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "../../main/agent/frame.h"

enum { PEER_PATIENCE_MS = 20000 };

struct event {
    uint8_t type;
    uint16_t channel;
    uint32_t length;
    uint8_t payload[FRAME_PAYLOAD_MAX];
};

// All output of one stream that came, from `begin` on.
struct collected {
    uint16_t channel;
    uint8_t stream;
    uint64_t begin;
    uint8_t *bytes;
    size_t length, capacity;
};

struct peer {
    bool stdio, acknowledges; // acknowledges: each OUTPUT as it comes
    bool keeps;               // output, in `collected`
    int listener, from, to;
    pid_t agent;
    char directory[64], key[97];
    uint8_t proof[PROOF_SIZE], marker[MARKER_SIZE];
    uint64_t epoch;
    uint8_t bytes[1 << 18];
    size_t have;
    struct collected collected[32];
    struct event hello;
};

// Makes keys, and for a socket the directory and the listener. The agent is started by the caller, with peer_spawn or otherwise.
void peer_open(struct peer *peer, bool stdio);
void peer_spawn(struct peer *peer, char *const arguments[]);
void peer_accept(struct peer *peer);     // socket only: takes the agent's next connection
bool peer_greet(struct peer *peer);      // marker and epoch, then HELLO comes into `hello`
void peer_disconnect(struct peer *peer); // socket only
void peer_close(struct peer *peer);      // ends the agent, too

void peer_send_bytes(struct peer *peer, const void *bytes, size_t length);
void peer_send(struct peer *peer, uint8_t type, uint16_t channel, const void *payload, size_t length);
void peer_input(struct peer *peer, uint16_t channel, const char *text);
void peer_position(struct peer *peer, uint8_t type, uint16_t channel, uint8_t stream, uint64_t offset);

struct start_request {
    uint8_t kind, mode;
    uint16_t columns, rows, oom_score;
    uint32_t ring_size;
    uint64_t offset;
    const char *directory, *const *arguments, *const *environment;
    uint8_t limit_count;
    struct limit limits[LIMITS_MAX];
};
void peer_start(struct peer *peer, uint16_t channel, const struct start_request *request);
// `sh -c script` with pipes or a TTY, and ordinary surroundings.
void peer_shell(struct peer *peer, uint16_t channel, uint8_t kind, uint8_t mode, const char *script);

// The next frame; false if none came in time or the connection ended.
bool peer_next(struct peer *peer, struct event *event, int milliseconds);
// The next frame of that type on that channel; what comes before is passed over (its output is kept).
bool peer_await(struct peer *peer, uint8_t type, uint16_t channel, struct event *event);
struct collected *peer_collected(struct peer *peer, uint16_t channel, uint8_t stream);
// Waits until `text` stands in the stream's output behind `from`; the position behind it, or -1.
ssize_t peer_await_output(struct peer *peer, uint16_t channel, uint8_t stream, size_t from, const char *text);

uint64_t number_at(const uint8_t *bytes, size_t size);
uint64_t test_now_us(void);
// One line: name and fields, as the first line of a golden file has them; for frames of both directions. False if it is malformed.
bool describe(const uint8_t *frame, size_t length, char *line, size_t size);
_Noreturn void fail(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
#define CHECK(condition) ((condition) ? (void)0 : fail(__FILE__, __LINE__, "%s", #condition))

#endif
