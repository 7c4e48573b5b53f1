// The clang module cache that the image brings.
#ifndef SWIFTLET_CACHE_H
#define SWIFTLET_CACHE_H

// Makes $HOME/.cache/clang/ModuleCache a mirror of the image's cache: directories that the program can write to, holding links to files that it
// cannot. So hits are shared and misses can be built. Where there is no such cache, or it is linked already, nothing happens; failures only cost time.
void cache_link(void);

#endif
