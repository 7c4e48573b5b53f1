// The pure parts: golden files, encoders, ring, intake, and a fuzz of both decoders. codec_test DIRECTORY_OF_GOLDEN_FILES
#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "../../main/agent/intake.h"
#include "../../main/agent/ring.h"
#include "peer.h"

enum { FILES_MAX = 128, FUZZ_ROUNDS = 1500000, INTAKE_ROUNDS = 3000 };

struct golden {
    char name[64], line[8192];
    uint8_t bytes[8192];
    size_t length;
};

static struct golden goldens[FILES_MAX];
static size_t golden_count;

void fail(const char *file, int line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "FAILED %s:%d: ", file, line);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    exit(1);
}

uint64_t number_at(const uint8_t *bytes, size_t size) {
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++) value = value << 8 | bytes[i];
    return value;
}

static void read_golden(const char *directory, const char *name) {
    char path[512], text[8192];
    struct golden *golden = &goldens[golden_count++];
    CHECK(golden_count <= FILES_MAX && strlen(name) < sizeof golden->name);
    strcpy(golden->name, name);
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "r");
    CHECK(file != NULL);
    while (fgets(text, sizeof text, file) != NULL) {
        text[strcspn(text, "\n")] = 0;
        if (text[0] == '#' && golden->line[0] == 0) snprintf(golden->line, sizeof golden->line, "%s", text + 2);
        if (text[0] == '#') continue;
        char *at = text;
        for (unsigned byte; sscanf(at, "%2x", &byte) == 1; at += strspn(at, " ")) {
            golden->bytes[golden->length++] = (uint8_t)byte;
            at += 2;
        }
    }
    fclose(file);
}

static void read_goldens(const char *path) {
    DIR *directory = opendir(path);
    CHECK(directory != NULL);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
        if (strstr(entry->d_name, ".hex") != NULL) read_golden(path, entry->d_name);
    closedir(directory);
}

static const struct golden *golden(const char *name) {
    for (size_t i = 0; i < golden_count; i++)
        if (strcmp(goldens[i].name, name) == 0) return &goldens[i];
    fail(__FILE__, __LINE__, "no golden file %s", name);
}

static void test_goldens(void) {
    unsigned seen[256] = {0};
    char line[4096];
    for (size_t i = 0; i < golden_count; i++) {
        const struct golden *it = &goldens[i];
        if (strcmp(it->name, "connection.hex") == 0) continue;
        bool good = describe(it->bytes, it->length, line, sizeof line), expected = strncmp(it->line, "MALFORMED", 9) != 0;
        if (good != expected || (good && strcmp(line, it->line) != 0)) fail(__FILE__, __LINE__, "%s says %s\nbut is %s", it->name, it->line, good ? line : "malformed");
        if (good) seen[it->bytes[4]]++;
    }
    for (unsigned type = FRAME_START; type <= FRAME_END; type++) CHECK(seen[type] > 0);
    for (unsigned type = FRAME_HELLO; type <= FRAME_INPUT_WRITTEN; type++) CHECK(seen[type] > 0);
}

static uint8_t written[FRAME_HEADER + FRAME_PAYLOAD_MAX];
static struct writer writer;

static void check_written(const char *name) {
    const struct golden *expected = golden(name);
    if (writer.length != expected->length || memcmp(written, expected->bytes, writer.length) != 0) fail(__FILE__, __LINE__, "%s is encoded otherwise", name);
    writer = (struct writer){written, 0, 0};
}

static void test_encoders(void) {
    uint8_t proof[PROOF_SIZE];
    for (uint8_t i = 0; i < PROOF_SIZE; i++) proof[i] = i;
    writer = (struct writer){written, 0, 0};
    encode_hello(&writer, 1, proof, 0x0123456789abcdef, 0);
    frame_end(&writer);
    check_written("hello.hex");
    encode_hello(&writer, UINT64_MAX, proof, 0x0123456789abcdef, 2);
    encode_hello_channel(&writer, &(struct hello_channel){1, KIND_REPL, MODE_TTY, false, 70000, 4464, 1});
    encode_hello_stream(&writer, 0, 1000, 2000, 1049576);
    encode_hello_channel(&writer, &(struct hello_channel){300, KIND_RUN, MODE_PIPES, true, 12, 12, 2});
    encode_hello_stream(&writer, 1, 0, 5, 5);
    encode_hello_stream(&writer, 2, 7, 7, 7);
    frame_end(&writer);
    check_written("hello-channels.hex");
    uint8_t header[OUTPUT_HEADER];
    encode_output_header(header, 300, 2, 9007199254740993, 8);
    write_bytes(&writer, header, sizeof header);
    write_bytes(&writer, "\0\377error\n", 8);
    check_written("output-stderr.hex");
    encode_accepted(&writer, 1, 7, false, (const uint8_t *)"let x = 41 + 1", 14);
    check_written("input-accepted.hex");
    encode_exit(&writer, 300, &(struct exit_report){0, 255, 1500000, 1200000, 30000, 163840, 0});
    check_written("exit.hex");
    encode_exit(&writer, 1, &(struct exit_report){1, 9, 5000000000, 1, 2, 3, 2});
    check_written("exit-signal.hex");
    encode_out_of_memory(&writer, 3);
    check_written("out-of-memory.hex");
    encode_file(&writer, 0, 2, 28, 65000);
    check_written("file-full.hex");
    encode_usage(&writer, &(struct usage){104857600, 805306368, 1234567890123, 7, 0});
    check_written("usage-report.hex");
    encode_error(&writer, 300, ERROR_NOT_STARTED, "No such file or directory");
    check_written("error.hex");
    encode_started(&writer, 1, 8);
    check_written("started.hex");
    encode_input_written(&writer, 1, 4294967296);
    check_written("input-written.hex");
}

static void test_utf8(void) {
    static const char *const bad[] = {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xc3", "\xe4\xbd", "a\xff"};
    static const char *const good[] = {"", "a", "\xc3\xa9", "\xe4\xbd\xa0", "\xf0\x9f\x90\xa6", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf", "\xee\x80\x80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) CHECK(!utf8_valid((const uint8_t *)bad[i], strlen(bad[i])));
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) CHECK(utf8_valid((const uint8_t *)good[i], strlen(good[i])));
}

static void test_ring(void) {
    uint8_t bytes[8];
    struct iovec parts[2];
    struct ring ring = {bytes, 8, 5, 5}; // the first byte's offset need not be 0
    CHECK(ring_oldest(&ring) == 5);
    for (uint64_t next = 5; next < 60;) {
        uint32_t length = (uint32_t)(next % 3 + 1);
        int count = ring_space(&ring, length, parts);
        for (int i = 0; i < count; i++)
            for (size_t j = 0; j < parts[i].iov_len; j++) ((uint8_t *)parts[i].iov_base)[j] = (uint8_t)next++;
        ring.end += length;
        CHECK(ring.end == next && ring_oldest(&ring) == (next < 13 ? 5 : next - 8));
        uint64_t offset = ring_oldest(&ring);
        count = ring_bytes(&ring, offset, (uint32_t)(ring.end - offset), parts);
        for (int i = 0; i < count; i++)
            for (size_t j = 0; j < parts[i].iov_len; j++) CHECK(((uint8_t *)parts[i].iov_base)[j] == (uint8_t)offset++);
        CHECK(offset == ring.end);
    }
}

// Deterministic, so that a failure can be repeated.
static uint64_t random_state = 0x9e3779b97f4a7c15;
static uint32_t any(uint32_t below) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 32) % below;
}

static size_t mutate(uint8_t *bytes, size_t length, size_t size) {
    for (uint32_t changes = any(4); changes > 0 && length > 0; changes--) {
        switch (any(5)) {
        case 0: bytes[any((uint32_t)length)] = (uint8_t)any(256); break;
        case 1: bytes[any((uint32_t)length)] ^= (uint8_t)(1u << any(8)); break;
        case 2: length -= any((uint32_t)length); break;
        case 3:
            for (uint32_t more = any(32); more > 0 && length < size; more--) bytes[length++] = (uint8_t)any(256);
            break;
        default: bytes[any((uint32_t)length)] = (uint8_t)(any(2) == 0 ? 0 : 255); break;
        }
    }
    return length;
}

// Every accepted command must be usable: this touches all of it.
static unsigned use(const struct command *command) {
    unsigned sum = command->channel;
    if (command->type == FRAME_START) {
        const struct start *start = &command->start;
        CHECK(start->argument_count >= 1 && start->argument_count <= STRINGS_MAX && start->environment_count <= STRINGS_MAX && start->limit_count <= LIMITS_MAX);
        CHECK(start->kind >= 1 && start->kind <= 3 && start->mode >= 1 && start->mode <= 2 && start->ring_size >= RING_MIN && start->ring_size <= RING_MAX);
        const uint8_t *at = start->arguments;
        for (unsigned i = 0; i < start->argument_count + start->environment_count; i++) {
            if (i == start->argument_count) at = start->environment;
            struct text text = text_next(&at);
            CHECK(memchr(text.bytes, 0, text.length) == NULL);
            sum += text.length;
        }
    } else if (command->type == FRAME_PUT_FILE) {
        for (uint32_t i = 0; i < command->put_file.length; i++) sum += command->put_file.bytes[i];
    } else if (command->type == FRAME_INPUT) {
        for (uint32_t i = 0; i < command->input.length; i++) sum += command->input.bytes[i];
    }
    return sum;
}

// Inputs end where an unmapped page begins, so that reading one byte too far is seen.
static void fuzz_commands(void) {
    enum { PAGE = 4096, ROOM = 3 * PAGE };
    uint8_t *memory = mmap(NULL, ROOM + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(memory != MAP_FAILED && mprotect(memory + ROOM, PAGE, PROT_NONE) == 0);
    uint8_t bytes[ROOM];
    unsigned verdicts[3] = {0}, sum = 0;
    for (unsigned round = 0; round < FUZZ_ROUNDS; round++) {
        const struct golden *seed = &goldens[any((uint32_t)golden_count)];
        memcpy(bytes, seed->bytes, seed->length);
        size_t length = mutate(bytes, seed->length, sizeof bytes);
        if (length < FRAME_HEADER) continue;
        struct header header;
        uint8_t *payload = memory + ROOM - (length - FRAME_HEADER);
        memcpy(payload, bytes + FRAME_HEADER, length - FRAME_HEADER);
        if (!header_decode(bytes, &header)) continue;
        header.length = (uint32_t)(length - FRAME_HEADER); // what the intake sees to
        struct command command;
        enum verdict verdict = command_decode(&header, payload, &command);
        verdicts[verdict]++;
        if (verdict == VERDICT_GOOD) sum += use(&command);
    }
    munmap(memory, ROOM + PAGE);
    CHECK(verdicts[VERDICT_GOOD] > 10000 && verdicts[VERDICT_MALFORMED] > 10000 && verdicts[VERDICT_UNKNOWN] > 10000);
    printf("fuzz: %u good, %u malformed, %u unknown (%u)\n", verdicts[0], verdicts[1], verdicts[2], sum);
}

// --- intake

static struct intake intake;
static uint8_t marker[MARKER_SIZE] = "aaaabaaaacaaaadd"; // repeats itself, to be hard to search

// What came out, as text: C epoch, F type and payload's sum, M.
static size_t drain(char *events, size_t at, size_t size) {
    struct intake_result result;
    for (;;) {
        unsigned sum = 0;
        switch (intake_next(&intake, &result)) {
        case INTAKE_NOTHING: return at;
        case INTAKE_CONNECTED: at += (size_t)snprintf(events + at, size - at, "C%llx ", (unsigned long long)result.epoch); break;
        case INTAKE_FRAME:
            for (uint32_t i = 0; i < result.header.length; i++) sum = sum * 31 + result.payload[i];
            at += (size_t)snprintf(events + at, size - at, "F%x:%u:%x ", result.header.type, result.header.length, sum);
            break;
        case INTAKE_MALFORMED:
            at += (size_t)snprintf(events + at, size - at, "M ");
            intake_seek(&intake);
            break;
        }
        CHECK(at < size - 64);
    }
}

static void feed(const uint8_t *bytes, size_t length, uint32_t step, char *events, size_t size) {
    intake_init(&intake, marker, true);
    events[0] = 0;
    size_t at = 0;
    for (size_t fed = 0; fed < length;) {
        uint8_t *to;
        size_t part = 1 + any(step), room = intake_room(&intake, &to);
        CHECK(room > 0);
        if (part > length - fed) part = length - fed;
        if (part > room) part = room;
        memcpy(to, bytes + fed, part);
        intake_add(&intake, part);
        fed += part;
        at = drain(events, at, size);
    }
}

static size_t add_frame(uint8_t *bytes, size_t at, uint8_t type, size_t length) {
    struct writer out = {bytes, at, 0};
    frame_begin(&out, (enum frame_type)type, 1);
    for (size_t i = 0; i < length; i++) write_u8(&out, (uint8_t)("aab"[any(3)])); // much like the marker
    frame_end(&out);
    return out.length;
}

static size_t add_greeting(uint8_t *bytes, size_t at, uint8_t epoch) {
    memcpy(bytes + at, marker, MARKER_SIZE);
    memset(bytes + at + MARKER_SIZE, epoch, 8);
    return at + MARKER_SIZE + 8;
}

static void test_intake(void) {
    static uint8_t bytes[1 << 20];
    static char whole[1 << 16], pieces[1 << 16];
    // Garbage, a connection, frames, a server that dies in a frame, the next one's connection.
    size_t length = 0;
    memcpy(bytes, "noise aaaabaaaac", 16);
    length = add_greeting(bytes, 16, 1);
    length = add_frame(bytes, length, 6, 0);
    size_t cut = add_frame(bytes, length, 2, 40) - 5;
    length = add_greeting(bytes, cut, 2);
    length = add_frame(bytes, length, 6, 0);
    feed(bytes, length, 1 << 20, whole, sizeof whole);
    if (strcmp(whole, "C101010101010101 F6:0:0 C202020202020202 F6:0:0 ") != 0) fail(__FILE__, __LINE__, "%s", whole);
    // The same however it is cut: the half frame is not completed by the next server's marker.
    for (uint32_t split = 1; split < length; split++) {
        intake_init(&intake, marker, true);
        uint8_t *to;
        intake_room(&intake, &to);
        memcpy(to, bytes, split);
        intake_add(&intake, split);
        size_t at = drain(pieces, 0, sizeof pieces);
        intake_room(&intake, &to);
        memcpy(to, bytes + split, length - split);
        intake_add(&intake, length - split);
        drain(pieces, at, sizeof pieces);
        if (strcmp(pieces, whole) != 0) fail(__FILE__, __LINE__, "split at %u: %s", split, pieces);
    }
    // Any stream of good frames gives the same events in any pieces.
    for (unsigned round = 0; round < INTAKE_ROUNDS; round++) {
        length = add_greeting(bytes, 0, 3);
        for (uint32_t frames = 1 + any(20); frames > 0; frames--) length = add_frame(bytes, length, (uint8_t)(2 + any(8)), any(10) == 0 ? any(FRAME_PAYLOAD_MAX + 1) : any(60));
        length = add_frame(bytes, length, 6, 0); // ends outside of a match
        if (any(3) == 0) length = mutate(bytes, length, length);
        if (length > 300000 && round > 100) continue;
        feed(bytes, length, 1 << 20, whole, sizeof whole);
        feed(bytes, length, 1 + any(any(2) == 0 ? 20 : 5000), pieces, sizeof pieces);
        if (strcmp(whole, pieces) != 0) fail(__FILE__, __LINE__, "round %u:\n%s\n%s", round, whole, pieces);
    }
    // A whole payload of the largest size, one byte over a read each time, keeps to its buffer.
    length = add_frame(bytes, add_greeting(bytes, 0, 4), 2, FRAME_PAYLOAD_MAX);
    length = add_frame(bytes, length, 2, FRAME_PAYLOAD_MAX);
    length = add_frame(bytes, length, 6, 0);
    feed(bytes, length, 65537, pieces, sizeof pieces);
    CHECK(strstr(pieces, "F6:0:0") != NULL);
    // A socket: the marker counts once, and inside of frames it is only bytes.
    intake_init(&intake, marker, false);
    struct writer out = {bytes, add_greeting(bytes, 0, 5), 0};
    frame_begin(&out, FRAME_INPUT, 1);
    write_bytes(&out, marker, MARKER_SIZE);
    frame_end(&out);
    uint8_t *to;
    intake_room(&intake, &to);
    memcpy(to, bytes, out.length);
    intake_add(&intake, out.length);
    drain(pieces, 0, sizeof pieces);
    CHECK(strncmp(pieces, "C505050505050505 F2:16:", 23) == 0);
}

static void test_connection(void) {
    static char events[256];
    const struct golden *connection = golden("connection.hex");
    memcpy(marker, connection->bytes, MARKER_SIZE);
    CHECK(connection->length == MARKER_SIZE + 8);
    feed(connection->bytes, connection->length, 7, events, sizeof events);
    CHECK(strcmp(events, "C102030405060708 ") == 0);
}

int main(int argc, char **argv) {
    CHECK(argc == 2);
    clock_t begin = clock();
    read_goldens(argv[1]);
    test_goldens();
    test_encoders();
    test_utf8();
    test_ring();
    test_intake();
    test_connection();
    fuzz_commands();
    printf("codec: %zu golden files, encoders, ring, intake, %d mutated frames: %.1f s\n", golden_count, FUZZ_ROUNDS, (double)(clock() - begin) / CLOCKS_PER_SEC);
    return 0;
}
