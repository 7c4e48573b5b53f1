package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

/// What a request says beside its body.
class RequestFormsTest {
    private static MultiMap query(String... namesAndValues) {
        MultiMap query = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return query;
    }

    @Test
    void besideJsonNothingIsReadFromTheQuery() {
        assertThatCode(() -> RequestForms.refuseAny(query())).doesNotThrowAnyException();
        assertThatThrownBy(() -> RequestForms.refuseAny(query("toolchain", "swift-6.0")))
                .hasMessage("toolchain is in the query, which is not read beside a JSON body: say it in the body.");
    }

    @Test
    void aTextToFormatHasAToolchainAtMost() {
        assertThat(RequestForms.formatFields(query("toolchain", "swift-6.0")).toString())
                .isEqualTo("{\"toolchain\":\"swift-6.0\"}");
        assertThatThrownBy(() -> RequestForms.formatFields(query("mode", "run")))
                .hasMessageContaining("mode is not for the query of this call");
        assertThatThrownBy(() -> RequestForms.formatFields(query("toolchain", "a", "toolchain", "b")))
                .hasMessageContaining("twice");
    }

    @Test
    void whatIsNotWantedIsNotAnswered() {
        assertThat(accepting("application/json;q=0, text/plain")).isEqualTo(RequestForms.Answer.TEXT);
        assertThat(accepting("text/plain; q=0.0;x=y, application/x-ndjson")).isEqualTo(RequestForms.Answer.LINES);
        assertThat(accepting("application/json;q=0.1")).isEqualTo(RequestForms.Answer.JSON);
        assertThatThrownBy(() -> accepting("*/*; Q=0")).hasMessageContaining("Accept may be");
    }

    private static RequestForms.Answer accepting(String ranges) {
        return RequestForms.answer(MultiMap.caseInsensitiveMultiMap().add("Accept", ranges), true);
    }
}
