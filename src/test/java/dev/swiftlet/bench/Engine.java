package dev.swiftlet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The Docker engine's socket, with nothing in between: the floor that everything is compared with.
final class Engine {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String API = "/v1.41";
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final Path socket;

    Engine(Path socket) {
        this.socket = socket;
    }

    String version() throws IOException {
        return call("GET", "/version", null, 200).path("Version").asText();
    }

    /// @return its id
    String create(Map<String, ?> container) throws IOException {
        return call("POST", "/containers/create", MAPPER.writeValueAsBytes(container), 201)
                .path("Id")
                .asText();
    }

    void start(String id) throws IOException {
        call("POST", "/containers/" + id + "/start", null, 204);
    }

    void remove(String id) throws IOException {
        try (Connection connection = open(0)) {
            connection.within(PATIENCE_NANOS);
            connection.exchange("DELETE", API + "/containers/" + id + "?force=1", HEADERS, new byte[0]);
        }
    }

    /// The stream of a container's terminal, or of its stdin and stdout.
    ///
    /// @param receiveBytes how much the system may hold for us, or 0 for its choice
    Connection attach(String id, int receiveBytes) throws IOException {
        Connection connection = open(receiveBytes);
        try {
            connection.upgrade(
                    "POST",
                    API + "/containers/" + id + "/attach?stream=1&stdin=1&stdout=1&stderr=1",
                    Map.of("Host", "docker", "Connection", "Upgrade", "Upgrade", "tcp", "Content-Length", "0"));
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /// The ids of all containers with a label, whatever their state.
    List<String> labelled(String label) throws IOException {
        String filter = "{\"label\":[\"app=swiftlet\",\"" + label + "\"]}";
        List<String> ids = new ArrayList<>();
        call("GET", "/containers/json?all=1&filters=" + URLEncoder.encode(filter, StandardCharsets.UTF_8), null, 200)
                .forEach(container -> ids.add(container.path("Id").asText()));
        return ids;
    }

    /// The process that is PID 1 in it, as the machine counts.
    int pid(String id) throws IOException {
        return call("GET", "/containers/" + id + "/json", null, 200)
                .path("State")
                .path("Pid")
                .asInt();
    }

    private static final Map<String, String> HEADERS =
            Map.of("Host", "docker", "Connection", "close", "Content-Type", "application/json");

    private JsonNode call(String method, String path, byte[] body, int status) throws IOException {
        try (Connection connection = open(0)) {
            connection.within(PATIENCE_NANOS);
            return MAPPER.readTree(connection
                    .exchange(method, API + path, HEADERS, body == null ? new byte[0] : body)
                    .expect(status)
                    .text());
        }
    }

    private Connection open(int receiveBytes) throws IOException {
        return Connection.unix(socket, receiveBytes);
    }
}
