package dev.swiftlet.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.swiftlet.bench.figures.Better;
import dev.swiftlet.bench.figures.Figure;
import dev.swiftlet.bench.figures.Goal;
import dev.swiftlet.bench.figures.Statistic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The first visit with an empty cache, in Chromium: until a person can type.
final class FirstPage implements Scenario {
    private static final double KB = 1000;
    private static final double PATIENCE_MS = 120_000;
    private static final double REST_MS = 3000;

    /// Milliseconds since the navigation began, once the REPL stands at its prompt.
    private static final String INTERACTIVE =
            "() => document.querySelector('[data-testid=status-repl][data-state=ready]') ? performance.now() : 0";

    @Override
    public String name() {
        return "page";
    }

    @Override
    public String about() {
        return "bytes, requests and time of the first visit, in Chromium";
    }

    @Override
    public void measure(Stage stage) throws Exception {
        String chromium = System.getenv().getOrDefault("SWIFTLET_CHROMIUM", "");
        if (chromium.isEmpty()) {
            stage.note("not measured: there is no Chromium here");
            return;
        }
        Server server = stage.server(ServerSetup.SHIPPED);
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = launch(playwright, chromium)) {
            visits(stage, server, browser);
        }
    }

    private static void visits(Stage stage, Server server, Browser browser) throws IOException {
        Meter time = stage.millis("until a person can type").goal(Goal.of(Statistic.MEDIAN, 1000));
        Meter bytes =
                stage.meter("over the network until then", "KB", Better.LOWER).goal(Goal.of(Statistic.MEDIAN, 350));
        Meter requests = stage.meter("requests until then", "requests", Better.LOWER);
        Meter all = stage.meter("over the network, 3 s later", "KB", Better.LOWER);
        visit(server, browser, new Meter("", "", "", Better.LOWER), bytes("unmeasured"), bytes(""), bytes(""));
        for (int round = 0; round < stage.times(10, 2); round++) {
            server.awaitPools();
            visit(server, browser, time, bytes, requests, all);
        }
        List.of(time, bytes, requests, all).forEach(stage::show);
    }

    private static Meter bytes(String name) {
        return new Meter("", name, "", Better.LOWER);
    }

    private static void visit(Server server, Browser browser, Meter time, Meter bytes, Meter requests, Meter all) {
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.setDefaultTimeout(PATIENCE_MS);
            double[] received = new double[1];
            Set<String> asked = new HashSet<>();
            CDPSession network = context.newCDPSession(page);
            network.on(
                    "Network.loadingFinished",
                    event -> received[0] += event.get("encodedDataLength").getAsDouble());
            network.on(
                    "Network.requestWillBeSent",
                    event -> asked.add(event.get("requestId").getAsString()));
            network.send("Network.enable", new JsonObject());
            page.navigate(server.origin() + "/");
            Object millis = page.waitForFunction(INTERACTIVE).jsonValue();
            time.add(Figure.OURS, ((Number) millis).doubleValue());
            bytes.add(Figure.OURS, received[0] / KB);
            requests.add(Figure.OURS, asked.size());
            page.waitForTimeout(REST_MS);
            all.add(Figure.OURS, received[0] / KB);
        }
    }

    private static Browser launch(Playwright playwright, String chromium) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(chromium))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }
}
