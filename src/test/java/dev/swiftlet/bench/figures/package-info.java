/// What the benchmark found: samples, what they come to, what they ought to be, and how people read it. Knows nothing
/// of how anything is measured.
package dev.swiftlet.bench.figures;
