/// What JMH measures for the scenario `inner`: each class one part on the path of bytes, and beside it what copying its
/// bytes alone costs. Public, since JMH's generated code calls them.
package dev.swiftlet.bench.inner;
