package dev.swiftlet.run;

/// Who reads what compilers and programs leave behind.
public record RunReaders(DiagnosticReader diagnostics, CrashReader crashes) {}
