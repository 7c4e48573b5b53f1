package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;

/// A run beside the REPL of a visitor's session.
///
/// @param id the run's
public record RunBeside(LiveServer visitor, String id) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// What to run on a terminal of the usual size.
    public static ObjectNode order(String source) {
        ObjectNode order = MAPPER.createObjectNode().put("source", source);
        order.putObject("size").put("cols", 80).put("rows", 24);
        return order;
    }

    /// @param seconds that the program may run
    public static RunBeside begin(LiveServer visitor, String source, int seconds) {
        ObjectNode order = order(source);
        order.putObject("limits").put("runSeconds", seconds);
        return begin(visitor, order);
    }

    public static RunBeside begin(LiveServer visitor, ObjectNode order) {
        Response begun = visitor.postRun(order.toString());
        begun.then().statusCode(201);
        return new RunBeside(visitor, begun.path("id"));
    }

    public TestClient join() {
        return TestClient.open(visitor.server(), path(), visitor.cookie()).join(null);
    }

    /// What follows `/ws/sessions/`.
    public String path() {
        return visitor.session() + "/runs/" + id;
    }

    /// Waits for the verdict.
    public static JsonNode verdict(TestClient client, String outcome) {
        JsonNode verdict = client.await("exit");
        assertThat(verdict.path("outcome").asText()).as(verdict.toString()).isEqualTo(outcome);
        return verdict;
    }
}
