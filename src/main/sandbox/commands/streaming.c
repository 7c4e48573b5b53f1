// Linked into each program: what it prints leaves line by line, as on a terminal, also when it prints into a pipe. Otherwise nobody sees anything of it
// before 4 KiB are full, and never the last of it when it is killed.
#include <stdio.h>
#include <unistd.h>

__attribute__((constructor)) static void swiftlet_stream_lines(void) {
    if (!isatty(STDOUT_FILENO)) setvbuf(stdout, NULL, _IOLBF, 0);
}
