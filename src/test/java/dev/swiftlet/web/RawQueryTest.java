package dev.swiftlet.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is no UTF-8 is refused, not made into something else.
class RawQueryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "stdin=",
                "stdin",
                "stdin=a%20b+c%0A&argument=%C3%A9%e4%bd%a0&argument=%F0%9F%98%80",
                "stdin=%EF%BF%BD",
                "stdin=%EF%BB%BFbom&argument=%00"
            })
    void whatIsUtf8IsTaken(String query) {
        assertThatCode(() -> RawQuery.refuseGarbled(query)).doesNotThrowAnyException();
    }

    @Test
    void noQueryIsFine() {
        assertThatCode(() -> RawQuery.refuseGarbled(null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stdin=%ff",
                "mode=run&stdin=a%C3",
                "stdin=%C3&argument=%A9",
                "stdin=%ED%A0%80",
                "stdin=%C0%80",
                "stdin=%F4%90%80%80",
                "s%74din=%ff",
                "stdin=\u00e9",
                "mode=run;stdin=%e4%bd"
            })
    void whatIsNotIsRefusedByName(String query) {
        assertThatThrownBy(() -> RawQuery.refuseGarbled(query))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.problem().status()).isEqualTo(400);
                    assertThat(refusal.problem().field()).isEqualTo("stdin");
                })
                .hasMessage("stdin must be UTF-8 in the query, its bytes beyond ASCII written as in %C3%A9.");
    }

    @Test
    void aNameThatIsNotIsRefused() {
        assertThatThrownBy(() -> RawQuery.refuseGarbled("a%ff=1")).hasMessageStartingWith("a? must be UTF-8");
    }
}
