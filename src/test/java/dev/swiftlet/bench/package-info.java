/// `./swiftlet bench`: measures the packaged server beside its floors and a peer, in one run. Plain Java with a `main`,
/// compiled without the rest of the tests: only the JDK, Jackson, Playwright and JMH. What JMH measures is compiled in
/// from the server's sources.
package dev.swiftlet.bench;
