// The real agent, driven over a socket and over stdio: end_to_end_test AGENT.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "peer.h"

static char *agent_path;
static struct event event; // of the wait that was last

static void open_agent(struct peer *peer, bool stdio) {
    peer_open(peer, stdio);
    peer_spawn(peer, (char *[]){agent_path, NULL});
    if (!stdio) peer_accept(peer);
    CHECK(peer_greet(peer));
}

static void await(struct peer *peer, uint8_t type, uint16_t channel) {
    if (!peer_await(peer, type, channel, &event)) fail(__FILE__, __LINE__, "no frame 0x%02x on channel %u", type, channel);
}

static void await_error(struct peer *peer, uint16_t channel, enum error_code code) {
    await(peer, FRAME_ERROR, channel);
    if (number_at(event.payload, 2) != code) fail(__FILE__, __LINE__, "error %u, not %u", (unsigned)number_at(event.payload, 2), code);
}

static void await_exit(struct peer *peer, uint16_t channel, unsigned how, unsigned code) {
    await(peer, FRAME_EXIT, channel);
    if (event.payload[0] != how || event.payload[1] != code)
        fail(__FILE__, __LINE__, "exit %u %u on channel %u, not %u %u", event.payload[0], event.payload[1], channel, how, code);
}

static bool is_output(struct peer *peer, uint16_t channel, uint8_t stream, const char *text) {
    const struct collected *collected = peer_collected(peer, channel, stream);
    bool same = collected->length == strlen(text) && (collected->length == 0 || memcmp(collected->bytes, text, collected->length) == 0);
    if (!same) fprintf(stderr, "stream %u: «%.*s», not «%s»\n", stream, (int)collected->length, (const char *)collected->bytes, text);
    return same;
}

static void await_output(struct peer *peer, uint16_t channel, uint8_t stream, const char *text) {
    if (peer_await_output(peer, channel, stream, 0, text) < 0) fail(__FILE__, __LINE__, "no output «%s»", text);
}

static void run(struct peer *peer, uint16_t channel, const char *script) { peer_shell(peer, channel, KIND_RUN, MODE_PIPES, script); }
static void run_tty(struct peer *peer, uint16_t channel, const char *script) { peer_shell(peer, channel, KIND_RUN, MODE_TTY, script); }

static void test_hello(struct peer *peer) {
    CHECK(peer->hello.length == 52 && number_at(peer->hello.payload, 2) == PROTOCOL_VERSION && number_at(peer->hello.payload + 50, 2) == 0);
}

static void test_pipes(struct peer *peer) {
    run(peer, 1, "cat; echo problem >&2; exit 3");
    await(peer, FRAME_STARTED, 1);
    peer_input(peer, 1, "some input\n");
    peer_send(peer, FRAME_END_OF_INPUT, 1, NULL, 0);
    await_exit(peer, 1, 0, 3);
    CHECK(is_output(peer, 1, 1, "some input\n") && is_output(peer, 1, 2, "problem\n"));
    CHECK(number_at(event.payload + 2, 8) > 0 && number_at(event.payload + 26, 8) > 100);
    peer_input(peer, 1, "too late");
    await(peer, FRAME_ERROR, 1); // its input has ended
    peer_send(peer, FRAME_RELEASE, 1, NULL, 0);
    peer_send(peer, FRAME_RELEASE, 1, NULL, 0);
    await_error(peer, 1, ERROR_NO_CHANNEL);
}

// Gathered for a moment, and then sent without waiting for more.
static void test_burst(struct peer *peer) {
    run(peer, 1, "i=0; while [ $i -lt 5000 ]; do echo $i; i=$((i + 1)); done; echo ready; read answer; echo got $answer");
    size_t taken = 0;
    for (; taken < 23896;) {
        await(peer, FRAME_OUTPUT, 1);
        taken += event.length - 9;
    }
    CHECK(taken == 23896); // 5000 lines, and the one before it waits
    peer_input(peer, 1, "it\n");
    await_output(peer, 1, 1, "got it\n");
    await_exit(peer, 1, 0, 0);
}

// Which is not certain with two pipes, but for what was written to stdout before the agent saw anything on stderr.
static void test_order(struct peer *peer) {
    for (uint16_t channel = 1; channel <= 15; channel++) {
        run(peer, channel, "head -c 50000 /dev/zero; echo 1; echo 2 >&2; echo 3; echo 4 >&2");
        bool seen = false;
        for (size_t taken = 0; taken < 50002;) {
            await(peer, FRAME_OUTPUT, channel);
            seen = seen || event.payload[0] != 1;
            CHECK(!seen);
            taken += event.length - 9;
        }
        await_exit(peer, channel, 0, 0);
        CHECK(is_output(peer, channel, 2, "2\n4\n"));
        peer_send(peer, FRAME_RELEASE, channel, NULL, 0);
    }
}

static void test_flood_of_the_first(struct peer *peer) {
    run(peer, 1, "yes & sleep 0.2; echo problem >&2; sleep 99");
    await_output(peer, 1, 2, "problem\n"); // while stdout never ends
    peer->acknowledges = false;
    run(peer, 2, "yes & sleep 0.2; echo problem >&2; sleep 99");
    await_output(peer, 2, 2, "problem\n"); // while nobody takes it
}

static void test_tty(struct peer *peer) {
    run_tty(peer, 7, "stty size; stty -a | grep -o ' iutf8'; read line; echo \"got $line\"; cat; tty");
    await_output(peer, 7, 0, " iutf8\r\n");
    peer_input(peer, 7, "h\xc3\xa9llo\n");
    await_output(peer, 7, 0, "got h\xc3\xa9llo\r\n");
    const uint8_t size[] = {0, 100, 0, 50};
    peer_send(peer, FRAME_RESIZE, 7, size, sizeof size);
    peer_send(peer, FRAME_END_OF_INPUT, 7, NULL, 0);
    await_exit(peer, 7, 0, 0);
    CHECK(memcmp(peer_collected(peer, 7, 0)->bytes, "24 80\r\n", 7) == 0);
    CHECK(memmem(peer_collected(peer, 7, 0)->bytes, peer_collected(peer, 7, 0)->length, "/dev/pts/", 9) != NULL);
}

static void test_surroundings(struct peer *peer) {
    const char *const arguments[] = {"sh", "-c", "env; pwd; ls /proc/self/fd; ulimit -t; cat /proc/self/oom_score_adj; nice; grep -E 'Sig(Blk|Ign)' /proc/self/status; ps -o pid=,sid= -p $$", NULL};
    const char *const environment[] = {"A=b=c", "PATH=/usr/bin:/bin", NULL};
    peer_start(peer, 1,
        &(struct start_request){.kind = KIND_RUN, .mode = MODE_PIPES, .oom_score = 700, .ring_size = RING_MIN, .directory = "/usr", .arguments = arguments,
            .environment = environment, .limit_count = 1, .limits = {{RLIMIT_CPU, 17}}});
    await_exit(peer, 1, 0, 0);
    const struct collected *out = peer_collected(peer, 1, 1);
    char text[4096];
    snprintf(text, sizeof text, "%.*s", (int)out->length, (const char *)out->bytes);
    CHECK(strstr(text, "A=b=c\n") != NULL && strstr(text, "SWIFTLET") == NULL && strstr(text, "/usr\n0\n1\n2\n3\n17\n700\n10\n") != NULL); // 3 is ls's own
    if (strstr(text, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n") == NULL) fail(__FILE__, __LINE__, "%s", text);
    int pid = 0, session = -1;
    CHECK(sscanf(strstr(text, "SigIgn:") + 24, "%d %d", &pid, &session) == 2 && pid == session);
}

static void test_background_of_a_repl(struct peer *peer) {
    peer_shell(peer, 1, KIND_REPL, MODE_TTY, "grep SigIgn /proc/self/status");
    await_output(peer, 1, 0, "SigIgn:\t0000000000300000\r\n"); // SIGTTIN and SIGTTOU, nothing else
    await_exit(peer, 1, 0, 0);
}

static void test_start_failures(struct peer *peer) {
    const char *const environment[] = {"PATH=/usr/bin:/bin", NULL}, *const missing[] = {"no-such-program", NULL}, *const good[] = {"true", NULL};
    struct start_request request = {.kind = KIND_RUN, .mode = MODE_TTY, .columns = 80, .rows = 24, .ring_size = RING_MIN, .directory = "/tmp",
        .arguments = missing, .environment = environment};
    peer_start(peer, 1, &request);
    await_error(peer, 1, ERROR_NOT_STARTED);
    request.arguments = good;
    request.directory = "/no/such/directory";
    peer_start(peer, 1, &request);
    await_error(peer, 1, ERROR_NOT_STARTED);
    request.directory = "/tmp";
    request.rows = 0;
    peer_start(peer, 1, &request);
    await_error(peer, 1, ERROR_BAD_ARGUMENT);
    for (uint16_t channel = 1; channel <= CHANNELS_MAX; channel++) run(peer, channel, "read line");
    run(peer, 3, "true");
    await_error(peer, 3, ERROR_CHANNEL_IN_USE);
    run(peer, 9, "true");
    await_error(peer, 9, ERROR_TOO_MANY_CHANNELS);
    peer_send(peer, FRAME_RELEASE, 2, NULL, 0);
    await_error(peer, 2, ERROR_BAD_ARGUMENT);
}

static void test_signals(struct peer *peer) {
    const uint8_t terminate = SIGTERM, end = SIGKILL, hangup = SIGHUP;
    run(peer, 1, "trap 'echo caught; exit 4' TERM; echo ready; while :; do sleep 0.05; done");
    await_output(peer, 1, 1, "ready\n");
    peer_send(peer, FRAME_SIGNAL, 1, &terminate, 1);
    await_exit(peer, 1, 0, 4);
    run_tty(peer, 2, "sh -ic 'set -m; sleep 77'; echo after; sleep 99"); // the foreground group is not the program's own
    usleep(300000);
    peer_send(peer, FRAME_SIGNAL, 2, &terminate, 1);
    await_output(peer, 2, 0, "after");
    peer_send(peer, FRAME_SIGNAL, 2, &end, 1);
    await_exit(peer, 2, 1, SIGKILL);
    run(peer, 3, "echo on; exec sleep 99");
    await_output(peer, 3, 1, "on");
    peer_send(peer, FRAME_SIGNAL, 3, &hangup, 1);
    await_exit(peer, 3, 1, SIGHUP);
}

static void test_interrupts(struct peer *peer) {
    run_tty(peer, 1, "trap 'echo one' INT; echo ready; while :; do sleep 0.05; done");
    await_output(peer, 1, 0, "ready");
    peer_send(peer, FRAME_INTERRUPT, 1, NULL, 0);
    await_output(peer, 1, 0, "one");
    run(peer, 2, "trap 'echo two; exit 0' INT; echo ready; while :; do sleep 0.05; done");
    await_output(peer, 2, 1, "ready");
    peer_send(peer, FRAME_INTERRUPT, 2, NULL, 0);
    await_exit(peer, 2, 0, 0);
    CHECK(is_output(peer, 2, 1, "ready\ntwo\n"));
    // A repl without an inferior: the character, at its place, and what waits before it is discarded.
    peer_shell(peer, 3, KIND_REPL, MODE_TTY, "stty raw -echo; echo ready; sleep 0.5; head -c 4 | od -An -c");
    await_output(peer, 3, 0, "ready");
    peer_input(peer, 3, "ab\003cd\n");
    await_exit(peer, 3, 0, 0);
    await_output(peer, 3, 0, " 003   c   d  \\n");
    // Now with an inferior (its name is what counts) that runs: it gets SIGINT, the TTY gets nothing.
    peer_shell(peer, 4, KIND_REPL, MODE_TTY, "cp /bin/sleep /tmp/repl_swift; env --default-signal=INT /tmp/repl_swift 99 & sleep 0.2; stty raw -echo; echo ready; wait $!; echo is $?; head -c 2");
    await_output(peer, 4, 0, "ready");
    peer_send(peer, FRAME_INTERRUPT, 4, NULL, 0);
    await_output(peer, 4, 0, "is 130");
    peer_input(peer, 4, "xy");
    await_exit(peer, 4, 0, 0);
    await_output(peer, 4, 0, "xy");
    // One that computes is looked at twice, and what is typed right behind the interrupt neither overtakes it nor prevents it.
    peer_shell(peer, 5, KIND_REPL, MODE_TTY, "cp /bin/sh /tmp/repl_swift; env --default-signal=INT /tmp/repl_swift -c 'while :; do :; done' & sleep 0.2; stty raw -echo; echo ready; wait $!; echo is $?; head -c 2");
    await_output(peer, 5, 0, "ready");
    peer_send(peer, FRAME_INTERRUPT, 5, NULL, 0);
    peer_input(peer, 5, "xy");
    await_exit(peer, 5, 0, 0);
    await_output(peer, 5, 0, "is 130\nxy");
    // LLDB that waits for a character before it draws its prompt again gets one that does nothing.
    peer_shell(peer, 6, KIND_REPL, MODE_TTY, "stty raw -echo; echo ready; head -c 1 >/dev/null; printf '^C\\r\\n'; head -c 1 | od -An -c");
    await_output(peer, 6, 0, "ready");
    peer_send(peer, FRAME_INTERRUPT, 6, NULL, 0);
    await_exit(peer, 6, 0, 0);
    await_output(peer, 6, 0, "005");
}

// What is left of a tree goes with its program, wherever it hides, and a TTY held open does not hold the exit up.
static void test_descendants(struct peer *peer) {
    run_tty(peer, 1, "(setsid sleep 1234.5 &) ; (setsid sh -c 'trap \"\" TERM HUP; while :; do sleep 1234.5; done' &); echo done; exit 5");
    await_exit(peer, 1, 0, 5);
    CHECK(system("pgrep -f '[s]leep 1234.5' >/dev/null") != 0);
    // A bounded bomb: 255 processes that fork while they are being killed.
    run(peer, 2, "tree() { if [ $1 -gt 0 ]; then tree $(($1 - 1)) & tree $(($1 - 1)) & fi; exec sleep 1233.5; }; tree 7 & sleep 0.1; kill -9 $$");
    await_exit(peer, 2, 1, SIGKILL);
    CHECK(system("pgrep -f '[s]leep 1233.5' >/dev/null") != 0);
}

// The stranger kills what stands between the agent and the program: a kill, never a success.
static void test_killed_child(struct peer *peer) {
    // At once, which may be before the child knows that it has become a program.
    for (int round = 0; round < 20; round++) {
        struct collected *out = peer_collected(peer, 4, 1);
        out->length = 0;
        out->begin = UINT64_MAX;
        run(peer, 4, "echo printed; kill -9 $PPID; sleep 1236.5");
        await(peer, FRAME_STARTED, 4);
        await_exit(peer, 4, 1, SIGKILL);
        CHECK(is_output(peer, 4, 1, "printed\n"));
        peer_send(peer, FRAME_RELEASE, 4, NULL, 0);
    }
    run(peer, 1, "sleep 1235.5 & sleep 0.2; exec sh -c 'kill -9 $PPID; exit 0'");
    await_exit(peer, 1, 1, SIGKILL);
    run(peer, 2, "sleep 0.2; kill -STOP $PPID; exit 0");
    await_exit(peer, 2, 1, SIGKILL);
    CHECK(system("pgrep -f '[s]leep 1235.5' >/dev/null") != 0);
    run(peer, 3, "ls /proc/$PPID/fd /proc/$PPID/environ >/dev/null 2>&1 && [ $(id -u) != 0 ] && exit 9; exit 0");
    await_exit(peer, 3, 0, 0);
}

static void test_flood_and_window(struct peer *peer) {
    struct collected *out = peer_collected(peer, 1, 1);
    peer->acknowledges = false;
    run(peer, 1, "head -c 3000000 /dev/zero | tr '\\0' x; echo end");
    while (peer_next(peer, &event, 500)) continue;
    CHECK(out->length == OUTPUT_WINDOW); // and the program waits
    peer->acknowledges = true;
    peer_position(peer, FRAME_ACKNOWLEDGE, 1, 1, OUTPUT_WINDOW);
    await_exit(peer, 1, 0, 0);
    CHECK(out->length == 3000004);
    peer_position(peer, FRAME_ACKNOWLEDGE, 1, 1, 3000005);
    await_error(peer, 1, ERROR_BAD_ARGUMENT);
    // A flood on one channel does not keep another waiting.
    run_tty(peer, 2, "yes flood");
    run(peer, 3, "while read line; do echo \"$line\"; done");
    peer->keeps = false;
    await(peer, FRAME_STARTED, 3);
    for (int i = 0; i < 50; i++) {
        uint64_t begin = test_now_us();
        peer_input(peer, 3, "ping\n");
        do CHECK(peer_next(peer, &event, PEER_PATIENCE_MS));
        while (event.type != FRAME_OUTPUT || event.channel != 3);
        CHECK(test_now_us() - begin < 5000000);
    }
}

static void test_input_window(struct peer *peer) {
    char *text = malloc(FRAME_DATA_MAX);
    memset(text, 'a', FRAME_DATA_MAX);
    run(peer, 1, "sleep 0.7; wc -c");
    for (int i = 0; i < 6; i++) peer_send(peer, FRAME_INPUT, 1, text, FRAME_DATA_MAX); // a pipe takes two, the window another two
    await_error(peer, 1, ERROR_BEYOND_WINDOW);
    await_error(peer, 1, ERROR_BEYOND_WINDOW);
    peer_send(peer, FRAME_END_OF_INPUT, 1, NULL, 0);
    await_exit(peer, 1, 0, 0);
    CHECK(is_output(peer, 1, 1, "131072\n"));
    run(peer, 2, "exec <&-; sleep 0.3"); // one that reads nothing
    await(peer, FRAME_STARTED, 2);
    usleep(100000);
    for (int i = 0; i < 8; i++) peer_send(peer, FRAME_INPUT, 2, text, FRAME_DATA_MAX);
    do await(peer, FRAME_INPUT_WRITTEN, 2);
    while (number_at(event.payload, 8) < 8 * FRAME_DATA_MAX);
    // What an interrupt discards counts as written, and TTY input that nobody reads does not stand in the interrupt's way.
    run_tty(peer, 3, "trap 'echo stopped; exit 6' INT; echo ready; while :; do sleep 0.05; done");
    await_output(peer, 3, 0, "ready");
    memset(text, '\n', FRAME_DATA_MAX);
    for (int i = 0; i < 2; i++) peer_send(peer, FRAME_INPUT, 3, text, FRAME_DATA_MAX);
    peer_send(peer, FRAME_INTERRUPT, 3, NULL, 0);
    await_exit(peer, 3, 0, 6);
    free(text);
}

static void reconnect(struct peer *peer) {
    if (!peer->stdio) {
        peer_disconnect(peer);
        peer_accept(peer);
    }
    CHECK(peer_greet(peer));
}

// A new server takes up the streams: from where the old one was, or from the oldest byte kept; exits are told again.
static void test_resume(struct peer *peer) {
    struct collected *out = peer_collected(peer, 1, 1);
    uint64_t boot = number_at(peer->hello.payload + 42, 8);
    run(peer, 1, "printf 0123456789; read line; printf \"$line\"; exit 2");
    peer_input(peer, 1, "abc");
    await_output(peer, 1, 1, "0123456789");
    peer_send_bytes(peer, "\0\0\0\5\2\0\0", 7); // dies in the middle of a frame
    reconnect(peer);
    CHECK(number_at(peer->hello.payload + 42, 8) == boot && number_at(peer->hello.payload + 50, 2) == 1);
    CHECK(memcmp(peer->hello.payload + 52, "\0\1\2\2\0", 5) == 0 && memcmp(peer->hello.payload + 73, "\2\1", 2) == 0);
    CHECK(number_at(peer->hello.payload + 57, 8) == 3 && number_at(peer->hello.payload + 65, 8) == 3); // input received and written
    CHECK(number_at(peer->hello.payload + 75 + 16, 8) == 10);
    peer_input(peer, 1, "\n");
    while (peer_next(peer, &event, 300)) CHECK(event.type != FRAME_OUTPUT && event.type != FRAME_EXIT); // not resumed
    out->length = 4;
    peer_position(peer, FRAME_RESUME, 1, 1, 4);
    await_output(peer, 1, 1, "0123456789abc");
    peer_position(peer, FRAME_RESUME, 1, 2, 0);
    await_exit(peer, 1, 0, 2);
    reconnect(peer);
    CHECK(peer->hello.payload[56] == 1); // exited
    *out = (struct collected){.channel = 1, .stream = 1, .begin = UINT64_MAX};
    peer_position(peer, FRAME_RESUME, 1, 1, 0);
    peer_position(peer, FRAME_RESUME, 1, 2, 0);
    await_exit(peer, 1, 0, 2);
    CHECK(is_output(peer, 1, 1, "0123456789abc"));
    peer_position(peer, FRAME_RESUME, 1, 2, 1);
    await_error(peer, 1, ERROR_BAD_ARGUMENT);
    // More than a ring: the oldest bytes are gone, what is left comes without a gap.
    const char *const arguments[] = {"sh", "-c", "head -c 1000000 /dev/zero; read line", NULL}, *const environment[] = {"PATH=/usr/bin:/bin", NULL};
    peer_start(peer, 2,
        &(struct start_request){.kind = KIND_RUN, .mode = MODE_PIPES, .ring_size = RING_MIN, .offset = 1ull << 40, .directory = "/", .arguments = arguments,
            .environment = environment});
    struct collected *zeros = peer_collected(peer, 2, 1);
    while (zeros->length < 1000000) CHECK(peer_next(peer, &event, PEER_PATIENCE_MS));
    CHECK(zeros->begin == 1ull << 40);
    reconnect(peer);
    *zeros = (struct collected){.channel = 2, .stream = 1, .begin = UINT64_MAX};
    peer_position(peer, FRAME_RESUME, 2, 1, 5);
    while (zeros->length < RING_MIN) CHECK(peer_next(peer, &event, PEER_PATIENCE_MS));
    CHECK(zeros->begin == (1ull << 40) + 1000000 - RING_MIN);
}

static void test_malformed(struct peer *peer) {
    static const char *const bad[] = {"\0\1\0\1\2\0\0\1", "\0\0\0\0\2\1\0\1", "\0\0\0\1\2\0\0\0x", "\0\0\0\2\5\0\0\1\11\11"};
    static const size_t lengths[] = {8, 8, 9, 10};
    run(peer, 1, "read line; exit 8");
    await(peer, FRAME_STARTED, 1);
    const uint8_t odd[] = {1, 2, 3};
    peer_send(peer, 0x77, 1, odd, sizeof odd);
    await_error(peer, 1, ERROR_UNKNOWN_TYPE);
    peer_send(peer, FRAME_OUTPUT, 1, odd, sizeof odd);
    await_error(peer, 1, ERROR_UNKNOWN_TYPE);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        peer_send_bytes(peer, bad[i], lengths[i]);
        do CHECK(peer_next(peer, &event, PEER_PATIENCE_MS));
        while (event.type != FRAME_ERROR || number_at(event.payload, 2) != ERROR_MALFORMED);
        if (!peer->stdio) CHECK(!peer_next(peer, &event, 5000)); // the end
        else peer_send(peer, FRAME_USAGE, 0, NULL, 0);           // not listened to
        reconnect(peer);
    }
    peer_position(peer, FRAME_RESUME, 1, 1, 0);
    peer_position(peer, FRAME_RESUME, 1, 2, 0);
    peer_input(peer, 1, "\n");
    await_exit(peer, 1, 0, 8);
}

static void put(struct peer *peer, uint32_t request, uint64_t offset, const char *path, const char *bytes, int error, uint64_t size) {
    uint8_t payload[4096];
    struct writer writer = {payload, 0, 0};
    write_u32(&writer, request);
    write_u64(&writer, offset);
    write_u16(&writer, (uint16_t)strlen(path));
    write_bytes(&writer, path, strlen(path));
    write_bytes(&writer, bytes, strlen(bytes));
    peer_send(peer, FRAME_PUT_FILE, 0, payload, writer.length);
    await(peer, FRAME_FILE, 0);
    if (number_at(event.payload, 4) != request || (int)number_at(event.payload + 4, 4) != error || number_at(event.payload + 8, 8) != size)
        fail(__FILE__, __LINE__, "%s: errno %d, size %d", path, (int)number_at(event.payload + 4, 4), (int)number_at(event.payload + 8, 8));
}

static void test_put_file(struct peer *peer) {
    CHECK(system("rm -rf /tmp/swiftlet-put; mkdir -p /tmp/swiftlet-put/d; cd /tmp/swiftlet-put; ln -s /etc/passwd link; ln -s /tmp/swiftlet-put/d way; mkfifo pipe") == 0);
    put(peer, 1, 0, "/tmp/swiftlet-put/d/file", "hello ", 0, 6);
    put(peer, 2, 6, "/tmp/swiftlet-put/d/file", "world", 0, 11);
    put(peer, 3, 6, "/tmp/swiftlet-put/d/file", "world", EINVAL, 11);
    CHECK(system("[ \"$(cat /tmp/swiftlet-put/d/file)\" = 'hello world' ]") == 0);
    put(peer, 4, 0, "/tmp/swiftlet-put/d/file", "", 0, 0);
    put(peer, 5, 0, "/tmp/swiftlet-put/link", "x", ELOOP, 0);
    put(peer, 6, 0, "/tmp/swiftlet-put/way/file", "x", ENOTDIR, 0);
    put(peer, 7, 0, "/tmp/swiftlet-put/pipe", "x", ENXIO, 0);
    put(peer, 8, 0, "/tmp/../etc/x", "x", EINVAL, 0);
    put(peer, 9, 0, "/tmp//x", "x", EINVAL, 0);
    put(peer, 10, 0, "/tmp/swiftlet-put/d/", "x", EINVAL, 0);
    put(peer, 11, 0, "/etc/x", "x", EACCES, 0);
    put(peer, 12, 0, "/tmpx", "x", EACCES, 0);
    put(peer, 13, 0, "/tmp/swiftlet-put/no/file", "x", ENOENT, 0);
    put(peer, 14, 4, "/tmp/swiftlet-put/none", "x", ENOENT, 0);
    put(peer, 15, 0, "/tmp/swiftlet-put/d", "x", EISDIR, 0);
    CHECK(system("rm -rf /tmp/swiftlet-put") == 0);
}

static void await_entry(struct peer *peer, uint16_t channel, uint32_t line, const char *text) {
    await(peer, FRAME_INPUT_ACCEPTED, channel);
    bool same = number_at(event.payload, 4) == line && event.length == 5 + strlen(text) && memcmp(event.payload + 5, text, strlen(text)) == 0;
    if (!same) fail(__FILE__, __LINE__, "line %u «%.*s»", (unsigned)number_at(event.payload, 4), (int)event.length - 5, (const char *)event.payload + 5);
}

static void test_accepted(struct peer *peer) {
    peer_shell(peer, 1, KIND_REPL, MODE_TTY,
        "cd /tmp; rm -f repl[0-9]*-*.cpp; echo ready; read l\n"
        "w() { printf '#sourceLocation(file: \"repl.swift\", line:  %s)\\n%s\\n\\n' \"$2\" \"$3\" >$1; }\n"
        "w repl1-0a1b2c..cpp 1 'let x = 1'; w repl2-0a1b2c..cpp 2 \"$(printf 'if x {\\n}')\"\n"
        "mkfifo repl3-aaaaaa..cpp; ln -s /etc/passwd repl4-aaaaaa..cpp; echo 'no prologue' >repl5-aaaaaa..cpp; echo '#sourceLocation(x, line: 9)' >other\n"
        "printf '#sourceLocation(file: \"r\", line:  6)\\nb\\377\\000d\\n' >repl6-aaaaaa..cpp\n"
        "{ echo '#sourceLocation(file: \"r\", line:  7)'; head -c 70000 /dev/zero | tr '\\0' y; } >repl7-aaaaaa..cpp\n"
        "for i in $(seq 100 220); do w repl$i-aaaaaa..cpp $i \"number $i\"; done; read l; w repl300-aaaaaa..cpp 300 last; rm -f other");
    await_output(peer, 1, 0, "ready");
    peer_input(peer, 1, "\n");
    await_entry(peer, 1, 1, "let x = 1");
    await_entry(peer, 1, 2, "if x {\n}");
    await_entry(peer, 1, 6, "b??d");
    await(peer, FRAME_INPUT_ACCEPTED, 1);
    CHECK(event.payload[4] == 1 && event.length == 5 + ACCEPTED_TEXT_MAX);
    for (uint32_t i = 100; i <= 220; i++) {
        char text[32];
        snprintf(text, sizeof text, "number %u", i);
        await_entry(peer, 1, i, text);
    }
    peer_input(peer, 1, "\n");
    await_entry(peer, 1, 300, "last");
    await_exit(peer, 1, 0, 0);
    CHECK(system("ls /tmp/repl[0-9]*-*.cpp 2>/dev/null | grep -v 'repl[34]-' | grep -q .; [ $? = 1 ] && rm -f /tmp/repl[34]-*.cpp") == 0);
}

static void test_usage(struct peer *peer) {
    peer_send(peer, FRAME_USAGE, 0, NULL, 0);
    await(peer, FRAME_USAGE_REPORT, 0);
    CHECK(event.length == 32);
}

// A server that sends without reading answers is not read from, and costs no memory; afterwards all answers come.
static void test_backpressure(struct peer *peer) {
    enum { FRAMES = 60000 };
    static uint8_t frames[FRAMES * FRAME_HEADER];
    struct writer writer = {frames, 0, 0};
    for (int i = 0; i < FRAMES; i++) {
        frame_begin(&writer, FRAME_RELEASE, 5);
        frame_end(&writer);
    }
    int flags = fcntl(peer->to, F_GETFL);
    fcntl(peer->to, F_SETFL, flags | O_NONBLOCK);
    size_t sent = 0;
    for (int idle = 0; idle < 20;) {
        ssize_t length = sent < sizeof frames ? write(peer->to, frames + sent, sizeof frames - sent) : -1;
        if (length > 0) sent += (size_t)length;
        else idle++, usleep(10000);
    }
    CHECK(sent < sizeof frames);
    size_t errors = 0, expected = FRAMES;
    while (errors < expected) {
        ssize_t length = sent < sizeof frames ? write(peer->to, frames + sent, sizeof frames - sent) : -1;
        if (length > 0) sent += (size_t)length;
        if (peer_next(peer, &event, 5)) errors++;
    }
    fcntl(peer->to, F_SETFL, flags);
}

static void test_idle_costs_nothing(struct peer *peer) {
    run_tty(peer, 1, "exec sleep 99");
    run(peer, 2, "exec >&- 2>&- <&-; exec sleep 99"); // all its pipes are closed
    peer->acknowledges = false;
    run_tty(peer, 3, "yes"); // its window is full
    while (peer_next(peer, &event, 300)) continue;
    char path[64], text[512];
    unsigned long before[2], after[2];
    snprintf(path, sizeof path, "/proc/%d/stat", peer->agent);
    for (int i = 0; i < 2; i++) {
        int fd = open(path, O_RDONLY);
        ssize_t length = read(fd, text, sizeof text - 1);
        close(fd);
        CHECK(length > 0);
        text[length] = 0;
        unsigned long *now = i == 0 ? before : after;
        CHECK(sscanf(strrchr(text, ')'), ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &now[0], &now[1]) == 2);
        if (i == 0) usleep(1000000);
    }
    CHECK(after[0] + after[1] - before[0] - before[1] <= 5); // of 100 ticks
}

static void test_end(struct peer *peer) {
    run_tty(peer, 1, "(setsid sleep 1236.5 &); sleep 1236.5");
    await(peer, FRAME_STARTED, 1);
    usleep(200000);
    CHECK(kill(peer->agent, SIGTERM) == 0);
    while (peer_next(peer, &event, PEER_PATIENCE_MS)) continue; // until it hangs up
    usleep(200000);
    CHECK(system("pgrep -f '[s]leep 1236.5' >/dev/null") != 0);
}

// Asked for by the server, over the floods of two programs of which it takes nothing any more.
static void test_end_asked_for(struct peer *peer) {
    run_tty(peer, 1, "(setsid sleep 1237.5 &); yes");
    run(peer, 2, "(setsid sleep 1237.5 &); yes");
    await(peer, FRAME_OUTPUT, 1);
    await(peer, FRAME_OUTPUT, 2);
    usleep(200000);
    CHECK(system("pgrep -f '[s]leep 1237.5' >/dev/null") == 0);
    uint64_t asked = test_now_us();
    peer_send(peer, FRAME_END, 0, NULL, 0);
    int status = 0;
    for (int i = 0; waitpid(peer->agent, &status, WNOHANG) == 0; i++) {
        CHECK(i < PEER_PATIENCE_MS);
        usleep(1000);
    }
    printf("measured: ended after %d us ", (int)(test_now_us() - asked));
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    peer->agent = 0;
    for (int i = 0; system("pgrep -f '[s]leep 1237.5' >/dev/null") == 0; i++) CHECK(i < 100);
}

static const struct {
    const char *name;
    void (*run)(struct peer *peer);
} tests[] = {{"hello", test_hello}, {"pipes", test_pipes}, {"burst", test_burst}, {"order", test_order}, {"flood of the first", test_flood_of_the_first}, {"tty", test_tty}, {"surroundings", test_surroundings}, {"background of a repl", test_background_of_a_repl},
    {"start failures", test_start_failures}, {"signals", test_signals}, {"interrupts", test_interrupts}, {"descendants", test_descendants},
    {"killed child", test_killed_child}, {"flood and window", test_flood_and_window}, {"input window", test_input_window}, {"resume", test_resume},
    {"malformed", test_malformed}, {"put file", test_put_file}, {"accepted", test_accepted}, {"usage", test_usage}, {"backpressure", test_backpressure},
    {"idle costs nothing", test_idle_costs_nothing}, {"end", test_end}, {"end asked for", test_end_asked_for}};

int main(int argc, char **argv) {
    CHECK(argc >= 2);
    agent_path = argv[1];
    static struct peer peer;
    for (int stdio = 0; stdio < 2; stdio++) {
        for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
            if (argc > 2 && strcmp(argv[2], tests[i].name) != 0) continue;
            uint64_t begin = test_now_us();
            printf("%s: %s ", stdio ? "stdio" : "socket", tests[i].name);
            fflush(stdout);
            open_agent(&peer, stdio != 0);
            tests[i].run(&peer);
            peer_close(&peer);
            printf("%d ms\n", (int)((test_now_us() - begin) / 1000));
        }
    }
    return 0;
}
