package dev.swiftlet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionQuotaTest {
    private static final Participant ANN = new Participant("ann");
    private static final Participant BOB = new Participant("bob");
    private static final ClientAddress HOME = ClientAddress.of("192.0.2.1");
    private static final ClientAddress CAFE = ClientAddress.of("192.0.2.2");

    private final SessionQuota quota = new SessionQuota(2, 3);

    @Test
    void oneOwnerHasSoManyWhereverTheyAre() {
        var _ = quota.tryAcquire(ANN, HOME).orElseThrow();
        var _ = quota.tryAcquire(ANN, CAFE).orElseThrow();

        assertThat(quota.tryAcquire(ANN, CAFE)).isEmpty();
        assertThat(quota.explain(ANN)).contains("You have 2 terminals open").contains("End one");
        assertThat(quota.tryAcquire(BOB, CAFE)).isPresent();
    }

    @Test
    void whatAnEarlierServerHadCountsForItsOwner() {
        SessionQuota.Share adopted = quota.take(ANN);
        var _ = quota.take(ANN);
        var _ = quota.take(ANN);
        assertThat(quota.tryAcquire(ANN, HOME)).isEmpty();
        assertThat(quota.explain(ANN)).contains("You have 3 terminals open");
        adopted.close();
        adopted.close();
        assertThat(quota.tryAcquire(ANN, HOME)).isEmpty();
        assertThat(quota.tryAcquire(BOB, HOME)).isPresent();
    }

    @Test
    void oneAddressHasSoManyWhoeverTheyAre() {
        var _ = quota.tryAcquire(ANN, HOME).orElseThrow();
        var _ = quota.tryAcquire(ANN, HOME).orElseThrow();
        var _ = quota.tryAcquire(BOB, HOME).orElseThrow();

        assertThat(quota.tryAcquire(BOB, HOME)).isEmpty();
        assertThat(quota.explain(BOB)).contains("from your network's address");
        assertThat(quota.tryAcquire(BOB, CAFE)).isPresent();
    }

    @Test
    void aShareIsGivenBackOnce() {
        SessionQuota.Share share = quota.tryAcquire(ANN, HOME).orElseThrow();
        var _ = quota.tryAcquire(ANN, HOME).orElseThrow();
        share.close();
        share.close();

        assertThat(quota.tryAcquire(ANN, HOME)).isPresent();
        assertThat(quota.tryAcquire(ANN, HOME)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "::ffff:192.0.2.1, 192.0.2.1, true",
        "fe80::1%eth0, fe80::2%eth1, true",
        "0:0:0:0:0:0:0:1%0, ::1, true",
    })
    void addressesCountTogetherByNetwork(String one, String other, boolean together) {
        assertThat(ClientAddress.of(one).equals(ClientAddress.of(other))).isEqualTo(together);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "192.0.2.1, 192.0.2.9", "unix"})
    void namesAreNoAddresses(String name) {
        assertThatThrownBy(() -> ClientAddress.of(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
