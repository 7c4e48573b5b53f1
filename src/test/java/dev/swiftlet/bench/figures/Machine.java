package dev.swiftlet.bench.figures;

/// Where it was measured: figures of two machines do not compare.
public record Machine(String processor, int cores, long memoryMiB, String kernel, String engine, String java) {}
