package dev.swiftlet.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// Metrics are there for the operator and nobody else.
@QuarkusTest
class MetricsIT {
    @TestHTTPResource
    URI root;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void areOnTheManagementPort() {
        given().get(metrics)
                .then()
                .statusCode(200)
                .body(containsString("swiftlet_permits_max"))
                .body(containsString("swiftlet_pool_depletions"))
                .body(containsString("swiftlet_sessions_started_total{start=\"warm\""))
                .body(containsString("swiftlet_pool_ready{toolchain=\"swift-6.0\""));
    }

    @Test
    void areNotOnThePublicPortWhereHealthStays() {
        String server = "http://localhost:" + root.getPort();
        given().get(server + "/q/metrics").then().statusCode(is(404)).body(not(containsString("swiftlet_")));
        given().get(server + "/q/health/live").then().statusCode(200);
    }
}
