package dev.swiftlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermitsTest {
    private static final long GIB = 1L << 30;
    private static final long PER_SANDBOX = 128L << 20;

    @TempDir
    Path directory;

    private MemoryBudget machine(String meminfo) throws IOException {
        Path file = directory.resolve("meminfo");
        Files.writeString(file, meminfo);
        return new MemoryBudget(new MachineMemory(file), GIB, PER_SANDBOX);
    }

    @Test
    void aPermitClosesOnce() {
        Permits permits = new Permits(2);
        AtomicInteger returns = new AtomicInteger();
        permits.onReturn(returns::incrementAndGet);
        Permit one = permits.tryAcquire().orElseThrow();
        var _ = permits.tryAcquire().orElseThrow();
        assertThat(permits.tryAcquire()).isEmpty();

        one.close();
        one.close();

        assertThat(permits.held()).isEqualTo(1);
        assertThat(returns).hasValue(1);
        var _ = permits.tryAcquire().orElseThrow();
        assertThat(permits.tryAcquire()).isEmpty();
    }

    @Test
    void nothingIsSpareWhileSomebodyWaits() {
        Permits permits = new Permits(2);
        permits.crowded(true);

        assertThat(permits.tryAcquireSpare()).isEmpty();
        assertThat(permits.tryAcquire()).isPresent();

        permits.crowded(false);
        assertThat(permits.tryAcquireSpare()).isPresent();
    }

    @Test
    void theMemoryOfTheMachineDecidesHowMany() throws IOException {
        assertThat(machine("MemTotal:        4194304 kB\n").allowed(32)).isEqualTo(24);
        assertThat(machine("MemTotal:       33554432 kB\n").allowed(32)).isEqualTo(32);
        assertThat(machine("MemTotal:         524288 kB\n").allowed(32)).isEqualTo(1);
        assertThat(machine("nonsense\n").allowed(32)).isEqualTo(32);
        assertThat(new MemoryBudget(new MachineMemory(directory.resolve("none")), GIB, PER_SANDBOX).allowed(32))
                .isEqualTo(32);
    }

    @Test
    void noneIsGivenWhileMemoryIsShort() throws IOException {
        MemoryBudget budget = machine("MemTotal: 8388608 kB\nMemAvailable: 1048575 kB\n");
        AtomicReference<Duration> now = new AtomicReference<>(Duration.ZERO);
        Supplier<Boolean> roomy = budget.roomy(now::get);
        Permits permits = new Permits(4, roomy::get);
        assertThat(permits.tryAcquire()).isEmpty();
        assertThat(permits.held()).isZero();

        machine("MemTotal: 8388608 kB\nMemAvailable: 1048577 kB\n");
        now.set(Duration.ofSeconds(1));

        assertThat(permits.tryAcquire()).isPresent();
    }
}
