package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The small ones.
@NullMarked
class SandboxValuesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "swiftlet-", "swiftlet-a", "swiftlet-A-x", "swiftlet-a-../x", "swiftlet-a-x/y", "other-a-x"})
    void namesThatAreNone(String name) {
        assertThatThrownBy(() -> new SandboxName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameSaysWhoseItIs() {
        assertThat(SandboxName.of("abc1", "x-Y_z").value()).isEqualTo("swiftlet-abc1-x-Y_z");
        assertThatThrownBy(() -> SandboxName.of("a-b", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPermitIsGivenBackOnce() {
        var permits = new Permits(1);
        var permit = permits.tryAcquire().orElseThrow();
        assertThat(permits.tryAcquire()).isEmpty();

        permit.close();
        permit.close();

        assertThat(permits.held()).isZero();
        assertThat(permits.tryAcquire()).isPresent();
        assertThat(permits.tryAcquire()).isEmpty();
    }

    @Test
    void userIdsAreUsedByOneAtATime() {
        var uids = new UidRange(20_000, 3);
        var leased = new HashSet<Integer>();
        for (var i = 0; i < 3; i++) {
            leased.add(uids.tryLease().orElseThrow());
        }

        assertThat(leased).containsExactlyInAnyOrder(20_000, 20_001, 20_002);
        assertThat(uids.tryLease()).isEmpty();
        uids.giveBack(20_001);
        assertThat(uids.tryLease()).isEqualTo(OptionalInt.of(20_001));
    }

    @Test
    void deathsAreToldApart() {
        assertThat(EndReasons.dead(0, false, false).reason()).isEqualTo(SandboxEnd.Reason.EXITED);
        assertThat(EndReasons.dead(3, false, true).reason()).isEqualTo(SandboxEnd.Reason.EXITED);
        assertThat(EndReasons.dead(139, false, true).reason()).isEqualTo(SandboxEnd.Reason.SIGNALLED);
        assertThat(EndReasons.dead(137, false, true).reason()).isEqualTo(SandboxEnd.Reason.OUT_OF_MEMORY);
        assertThat(EndReasons.dead(137, false, false).reason()).isEqualTo(SandboxEnd.Reason.SIGNALLED);
        assertThat(EndReasons.dead(137, true, false).reason()).isEqualTo(SandboxEnd.Reason.LOST);
    }

    @Test
    void wrongSettingsNameTheirKey() {
        refused("swiftlet.runtime-dir", "unix:///x.sock", "/" + "long/".repeat(20), AgentTransport.AUTO, 20_000);
        refused("swiftlet.runtime-dir", "unix:///x.sock", "relative", AgentTransport.AUTO, 20_000);
        refused("swiftlet.sandbox.docker-host", "http://x", "/run/swiftlet", AgentTransport.AUTO, 20_000);
        refused("swiftlet.agent.transport", "tcp://x:1", "/run/swiftlet", AgentTransport.SOCKET, 20_000);
        refused("swiftlet.sandbox.uid-base", "unix:///x.sock", "/run/swiftlet", AgentTransport.AUTO, 0);
    }

    @Test
    void stdioRecordsComeApartWhateverThePieces() {
        var random = new Random(7);
        var wire = Buffer.buffer();
        var wanted = Buffer.buffer();
        for (var i = 0; i < 500; i++) {
            var bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            var stdout = random.nextInt(4) > 0;
            wire.appendByte((byte) (stdout ? 1 : 2)).appendBytes(new byte[3]).appendInt(bytes.length);
            wire.appendBytes(bytes);
            if (stdout) {
                wanted.appendBytes(bytes);
            }
        }
        var got = Buffer.buffer();
        var records = new StdioRecords(got::appendBuffer);

        for (var at = 0; at < wire.length(); ) {
            var end = Math.min(wire.length(), at + 1 + random.nextInt(40));
            assertThat(records.feed(wire.getBuffer(at, end))).isTrue();
            at = end;
        }

        assertThat(got).isEqualTo(wanted);
        assertThat(records.feed(Buffer.buffer(new byte[] {7, 0, 0, 0, 0, 0, 0, 1})))
                .isFalse();
    }

    private static void refused(String key, String host, String runtimeDir, AgentTransport transport, int uidBase) {
        assertThatThrownBy(() -> new EngineSettings(
                        "a",
                        URI.create(host),
                        Path.of(runtimeDir),
                        transport,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1,
                        uidBase,
                        1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key);
    }
}
