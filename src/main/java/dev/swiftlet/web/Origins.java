package dev.swiftlet.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The origins whose pages may use this server, and the hosts that go with them. Compared whole and exactly: no
/// wildcard, no suffix.
public final class Origins {
    private final Set<String> origins = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();

    /// @throws IllegalArgumentException naming the key, if one is no origin, or plain http beyond loopback
    public Origins(List<String> allowed) {
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("swiftlet.web.origins is empty: no browser could use this server");
        }
        allowed.forEach(this::add);
    }

    /// Whether a page of this origin may use the server.
    public boolean allows(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }

    /// Whether this is one of the server's own hosts, as a `Host` header names them.
    public boolean allowsHost(@Nullable String host) {
        return host != null && hosts.contains(host.toLowerCase(Locale.ROOT));
    }

    private void add(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(text, "is no origin", e);
        }
        String scheme = uri.getScheme();
        String host = uri.getHost();
        boolean hasMore = uri.getUserInfo() != null
                || !String.valueOf(uri.getPath()).isEmpty()
                || uri.getQuery() != null
                || uri.getFragment() != null;
        if (host == null || scheme == null || hasMore || !text.equals(text.toLowerCase(Locale.ROOT))) {
            throw wrong(text, "is no origin like https://swift.example.org, in lower case", null);
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && isLoopback(host))) {
            throw wrong(text, "must be https: plain http is for loopback only", null);
        }
        origins.add(text);
        hosts.add(uri.getPort() < 0 ? host : host + ":" + uri.getPort());
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    private static IllegalArgumentException wrong(String origin, String why, @Nullable Exception cause) {
        return new IllegalArgumentException("swiftlet.web.origins: '%s' %s".formatted(origin, why), cause);
    }
}
