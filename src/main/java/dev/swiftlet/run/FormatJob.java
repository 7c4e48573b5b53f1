package dev.swiftlet.run;

import dev.swiftlet.agent.ProcessExit;
import dev.swiftlet.sandbox.EmptySandbox;
import dev.swiftlet.toolchain.Toolchain;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A text on its way through a toolchain's swift-format.
final class FormatJob implements Errand {
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 32L << 20;
    private static final int TAIL_BYTES = 2048;

    private final Toolchain toolchain;
    private final RunLimits limits;
    private final ByteBuffer text;
    private final ByteArrayOutputStream formatted = new ByteArrayOutputStream();
    private final ByteTail words = new ByteTail(TAIL_BYTES);
    private final CompletableFuture<Formatted> done = new CompletableFuture<>();
    private boolean over;

    FormatJob(Toolchain toolchain, RunLimits limits, String text) {
        this.toolchain = toolchain;
        this.limits = limits;
        this.text = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    CompletionStage<Formatted> done() {
        return done.copy();
    }

    @Override
    public Toolchain toolchain() {
        return toolchain;
    }

    @Override
    public RunLimits limits() {
        return limits;
    }

    @Override
    public void begin(EmptySandbox sandbox, Runnable sandboxOver) {
        sandbox.sandbox()
                .ended()
                .thenAccept(end -> sandbox.loop().execute(() -> over(new Formatted.Failed(end.detail()), sandboxOver)));
        CappedStream stdout = new CappedStream(MOST_BYTES, this::keep);
        CappedStream stderr = new CappedStream(Long.MAX_VALUE, words::add);
        var _ = new PhaseProcess(
                sandbox.sandbox().agent(),
                sandbox.loop(),
                Recipe.format(toolchain, TIME),
                TIME,
                () -> false,
                stdout,
                stderr,
                text,
                ending -> over(result(ending), sandboxOver));
    }

    @Override
    public void failed(String why) {
        done.complete(new Formatted.Failed(why));
    }

    @Override
    public void refused(String why) {
        done.complete(new Formatted.Busy(why));
    }

    private void over(Formatted result, Runnable sandboxOver) {
        if (!over) {
            over = true;
            sandboxOver.run();
            done.complete(result);
        }
    }

    private Formatted result(PhaseProcess.Ending ending) {
        ProcessExit exit = ending.exit();
        if (ending.stop() != null) {
            return new Formatted.Refused("Formatting took longer than %d seconds.".formatted(TIME.toSeconds()));
        }
        if (exit == null || exit.code().isEmpty()) {
            return new Formatted.Failed("swift-format did not work.");
        }
        return switch (exit.code().getAsInt()) {
            case 0 -> new Formatted.Text(formatted.toString(StandardCharsets.UTF_8));
            case 1 -> new Formatted.Refused(words.text().strip());
            default -> new Formatted.Failed("swift-format did not work.");
        };
    }

    private void keep(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        formatted.writeBytes(copy);
    }
}
