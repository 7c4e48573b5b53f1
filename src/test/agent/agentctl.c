// A hand-held server: starts an agent, here or in a hardened container, and does what a script on stdin says, one step a line. Prints what came.
//   agentctl local AGENT [stdio]
//   agentctl docker IMAGE [AGENT] [stdio]       with AGENT mounted over the image's own
// Steps ("…" takes \n \r \t \e \xHH \" \\; N is a channel):
//   start N repl|run|language tty|pipes PROGRAM [ARGUMENT…]      arguments may be "…"
//   type N "…"          expect N "…"       quiet N MS (shows what came)   accepted "…"
//   interrupt N [TIMES] signal N NUMBER    resize N COLUMNS ROWS          end N
//   exit N [code|signal NUMBER]            release N          put PATH "…"                   usage
//   echo N TIMES (measures: types a key, awaits output, erases it)        sleep MS
//   flood N MS (measures the rate of output)   reconnect                  log on|off
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "peer.h"

enum { WORDS_MAX = 48 };

static struct peer peer;
static struct event event;
static size_t seen[16]; // how much of each channel's output `expect` has passed
static bool logging = true;
static char container[64];

static char *unescape(char *at, char **end) {
    static const char codes[] = "nrte0", values[] = "\n\r\t\033";
    char *start = ++at, *to = at;
    for (; *at != '"' && *at != 0; at++) {
        if (*at != '\\') {
            *to++ = *at;
            continue;
        }
        at++;
        const char *code = strchr(codes, *at);
        unsigned byte;
        if (code != NULL) *to++ = values[code - codes];
        else if (*at == 'x' && sscanf(at + 1, "%2x", &byte) == 1) *to++ = (char)byte, at += 2;
        else *to++ = *at;
    }
    *end = *at == 0 ? at : at + 1;
    *to = 0;
    return start;
}

static int split(char *line, char **words) {
    int count = 0;
    for (char *at = line; count < WORDS_MAX - 1;) {
        while (isspace((unsigned char)*at)) at++;
        if (*at == 0 || (*at == '#' && count == 0)) break;
        if (*at == '"') {
            words[count++] = unescape(at, &at);
            continue;
        }
        words[count++] = at;
        while (*at != 0 && !isspace((unsigned char)*at)) at++;
        if (*at != 0) *at++ = 0;
    }
    words[count] = NULL;
    return count;
}

static void show(const uint8_t *bytes, size_t length) {
    printf("  «");
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '\033') printf("\\e");
        else if (bytes[i] == '\r') printf("\\r");
        else if (bytes[i] == '\n') printf("\\n\n   ");
        else if (bytes[i] < 0x20 || bytes[i] == 0x7f) printf("\\x%02x", bytes[i]);
        else putchar(bytes[i]);
    }
    printf("»\n");
}

static void log_event(void) {
    static uint8_t frame[FRAME_HEADER + FRAME_PAYLOAD_MAX];
    static char line[1 << 18];
    struct writer writer = {frame, 0, 0};
    if (!logging || event.type == FRAME_OUTPUT || event.type == FRAME_INPUT_WRITTEN) return;
    frame_begin(&writer, (enum frame_type)event.type, event.channel);
    write_bytes(&writer, event.payload, event.length);
    frame_end(&writer);
    printf("  %s\n", describe(frame, writer.length, line, sizeof line) ? line : "MALFORMED");
}

static bool next(int milliseconds) {
    bool came = peer_next(&peer, &event, milliseconds);
    if (came) log_event();
    return came;
}

static void await(uint8_t type, uint16_t channel) {
    do
        if (!next(PEER_PATIENCE_MS)) fail("script", 0, "no frame 0x%02x on %u", type, channel);
    while (event.type != type || event.channel != channel);
}

static void expect(uint16_t channel, const char *text) {
    uint64_t begin = test_now_us();
    for (;;) {
        const struct collected *out = peer_collected(&peer, channel, 0);
        if (out->length == 0) out = peer_collected(&peer, channel, 1);
        const uint8_t *found = out->length <= seen[channel] ? NULL : memmem(out->bytes + seen[channel], out->length - seen[channel], text, strlen(text));
        if (found != NULL) {
            size_t behind = (size_t)(found - out->bytes) + strlen(text);
            if (logging) show(out->bytes + seen[channel], behind - seen[channel]);
            seen[channel] = behind;
            break;
        }
        if (!next(PEER_PATIENCE_MS)) {
            show(out->bytes + seen[channel], out->length - seen[channel]);
            fail("script", 0, "no output «%s»", text);
        }
    }
    printf("  after %.1f ms\n", (double)(test_now_us() - begin) / 1000);
}

static void quiet(uint16_t channel, int milliseconds) {
    const struct collected *out = peer_collected(&peer, channel, 0);
    while (next(milliseconds)) continue;
    if (out->length == 0) out = peer_collected(&peer, channel, 1);
    show(out->bytes + seen[channel], out->length - seen[channel]);
    seen[channel] = out->length;
}

static int ascending(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static void echo(uint16_t channel, int times) {
    uint64_t *took = calloc((size_t)times, sizeof *took);
    for (int i = 0; i < times; i++) {
        uint64_t begin = test_now_us();
        peer_input(&peer, channel, i % 2 == 0 ? "a" : "\177");
        await(FRAME_OUTPUT, channel);
        took[i] = test_now_us() - begin;
        while (next(15)) continue; // the pace of quick typing
    }
    qsort(took, (size_t)times, sizeof *took, ascending);
    printf("  echo p50 %.3f ms, p90 %.3f, max %.3f\n", (double)took[times / 2] / 1000, (double)took[times * 9 / 10] / 1000, (double)took[times - 1] / 1000);
    seen[channel] = peer_collected(&peer, channel, 0)->length;
    free(took);
}

static void flood(uint16_t channel, int milliseconds) {
    uint64_t begin = test_now_us(), now;
    const struct collected *out = peer_collected(&peer, channel, 0);
    size_t before = out->length;
    peer.keeps = false;
    do next(1000), now = test_now_us();
    while (now - begin < (uint64_t)milliseconds * 1000);
    printf("  %.1f MB/s\n", (double)(out->length - before) / (double)(now - begin));
}

static uint8_t place(const char *word, const char *first, const char *second) { return strcmp(word, first) == 0 ? 1 : strcmp(word, second) == 0 ? 2 : 3; }

static void start(uint16_t channel, char **words) {
    static const char *const environment[] = {"HOME=/tmp", "LANG=C.UTF-8", "TERM=xterm-256color", "PATH=/usr/bin:/bin", NULL};
    peer_start(&peer, channel,
        &(struct start_request){.kind = place(words[2], "repl", "run"), .mode = place(words[3], "tty", "pipes"), .columns = 80, .rows = 24, .oom_score = 1000,
            .ring_size = RING_MAX, .directory = "/tmp", .arguments = (const char *const *)(words + 4), .environment = environment});
    await(FRAME_STARTED, channel);
}

static void put(const char *path, const char *text) {
    uint8_t payload[16384];
    struct writer writer = {payload, 0, 0};
    write_u32(&writer, 1);
    write_u64(&writer, 0);
    write_u16(&writer, (uint16_t)strlen(path));
    write_bytes(&writer, path, strlen(path));
    write_bytes(&writer, text, strlen(text));
    peer_send(&peer, FRAME_PUT_FILE, 0, payload, writer.length);
    await(FRAME_FILE, 0);
}

static void reconnect(void) {
    if (!peer.stdio) {
        peer_disconnect(&peer);
        peer_accept(&peer);
    }
    CHECK(peer_greet(&peer));
    event = peer.hello;
    log_event();
    for (size_t i = 0; i < sizeof peer.collected / sizeof *peer.collected && peer.collected[i].channel != 0; i++) {
        const struct collected *out = &peer.collected[i];
        if (out->begin != UINT64_MAX) peer_position(&peer, FRAME_RESUME, out->channel, out->stream, out->begin + out->length);
    }
}

static void perform(char **words, int count) {
    const char *what = words[0];
    uint16_t channel = count > 1 ? (uint16_t)(atoi(words[1]) & 15) : 0;
    int number = count > 2 ? atoi(words[2]) : 1;
    if (strcmp(what, "start") == 0 && count > 4) start(channel, words);
    else if (strcmp(what, "type") == 0 && count > 2) peer_input(&peer, channel, words[2]);
    else if (strcmp(what, "expect") == 0 && count > 2) expect(channel, words[2]);
    else if (strcmp(what, "quiet") == 0) quiet(channel, number);
    else if (strcmp(what, "interrupt") == 0)
        for (int i = 0; i < number; i++) peer_send(&peer, FRAME_INTERRUPT, channel, NULL, 0);
    else if (strcmp(what, "signal") == 0) peer_send(&peer, FRAME_SIGNAL, channel, &(uint8_t){(uint8_t)number}, 1);
    else if (strcmp(what, "resize") == 0 && count > 3) {
        int rows = atoi(words[3]);
        peer_send(&peer, FRAME_RESIZE, channel, (uint8_t[]){(uint8_t)(number >> 8), (uint8_t)number, (uint8_t)(rows >> 8), (uint8_t)rows}, 4);
    } else if (strcmp(what, "end") == 0) peer_send(&peer, FRAME_END_OF_INPUT, channel, NULL, 0);
    else if (strcmp(what, "exit") == 0) {
        await(FRAME_EXIT, channel);
        if (count > 3 && (event.payload[0] != (strcmp(words[2], "signal") == 0) || event.payload[1] != atoi(words[3]))) fail("script", 0, "another exit");
    }
    else if (strcmp(what, "release") == 0) peer_send(&peer, FRAME_RELEASE, channel, NULL, 0);
    else if (strcmp(what, "put") == 0 && count > 2) put(words[1], words[2]);
    else if (strcmp(what, "accepted") == 0) {
        await(FRAME_INPUT_ACCEPTED, 1);
        if (memmem(event.payload + 5, event.length - 5, words[1], strlen(words[1])) == NULL) fail("script", 0, "not accepted: %s", words[1]);
    } else if (strcmp(what, "usage") == 0) {
        peer_send(&peer, FRAME_USAGE, 0, NULL, 0);
        await(FRAME_USAGE_REPORT, 0);
    } else if (strcmp(what, "echo") == 0) echo(channel, number);
    else if (strcmp(what, "flood") == 0) flood(channel, number);
    else if (strcmp(what, "reconnect") == 0) reconnect();
    else if (strcmp(what, "sleep") == 0) usleep((unsigned)atoi(words[1]) * 1000);
    else if (strcmp(what, "log") == 0) logging = strcmp(words[1], "on") == 0;
    else fail("script", 0, "what is «%s»?", what);
}

static void spawn_docker(char *image, const char *agent) {
    static char mount[160], agent_mount[512], key[128], path[128];
    char *arguments[64] = {"docker", "run", "--rm", "--name", container, "--label", "app=swiftlet-agentctl", "--network", "none", "--ipc", "none", "--cap-drop", "ALL",
        "--security-opt", "no-new-privileges", "--read-only", "--tmpfs", "/tmp:size=128m,nr_inodes=8k", "--tmpfs", "/run/swiftlet-run:size=64m,exec,mode=1777",
        "--user", "20017:20017", "--memory", "768m", "--memory-swap", "768m", "--pids-limit", "64", "--log-driver", "none", "--oom-score-adj", "500", "--ulimit",
        "nofile=256", "--ulimit", "core=0", "--entrypoint", "/usr/lib/swiftlet/agent", "-e", key};
    size_t count = 0;
    while (arguments[count] != NULL) count++;
    snprintf(container, sizeof container, "swiftlet-agentctl-%d", getpid());
    snprintf(mount, sizeof mount, "%s:/run/swiftlet:ro", peer.directory);
    snprintf(key, sizeof key, "SWIFTLET_AGENT_KEY=%s", peer.key);
    snprintf(path, sizeof path, "SWIFTLET_AGENT_SOCKET=/run/swiftlet/agent.sock");
    if (peer.stdio) {
        arguments[count++] = "-i";
    } else {
        arguments[count++] = "-v";
        arguments[count++] = mount;
        arguments[count++] = "-e";
        arguments[count++] = path;
    }
    if (agent != NULL) {
        snprintf(agent_mount, sizeof agent_mount, "%s:/usr/lib/swiftlet/agent:ro", agent);
        arguments[count++] = "-v";
        arguments[count++] = agent_mount;
    }
    arguments[count] = image;
    peer_spawn(&peer, arguments);
}

int main(int argc, char **argv) {
    char line[65536], *words[WORDS_MAX];
    CHECK(argc >= 3);
    setvbuf(stdout, NULL, _IOLBF, 0);
    bool stdio = argc > 3 && strcmp(argv[argc - 1], "stdio") == 0;
    peer_open(&peer, stdio);
    uint64_t begin = test_now_us();
    if (strcmp(argv[1], "docker") == 0) spawn_docker(argv[2], argc > 3 + stdio ? argv[3] : NULL);
    else peer_spawn(&peer, (char *[]){argv[2], NULL});
    if (!peer.stdio) peer_accept(&peer);
    CHECK(peer_greet(&peer));
    printf("connected after %d ms\n", (int)((test_now_us() - begin) / 1000));
    while (fgets(line, sizeof line, stdin) != NULL) {
        printf("> %s", line);
        int count = split(line, words);
        if (count > 0) perform(words, count);
    }
    peer_close(&peer); // SIGTERM to `docker run` goes on to PID 1
    return 0;
}
