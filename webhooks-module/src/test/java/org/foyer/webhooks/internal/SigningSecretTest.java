package org.foyer.webhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against the library of those who wrote Standard Webhooks. */
class SigningSecretTest {
    private static final String ID = "019ac5a0-0000-7000-8000-000000000001";

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\":\"lead.created\",\"data\":{\"name\":\"Zoë 😀\"}}", "", "a.b.c"})
    void signsByteForByteAsTheLibraryDoes(String body) throws Exception {
        var secret = SigningSecret.random();
        var timestamp = 1_764_000_000L;

        assertThat(secret.sign(ID, timestamp, body)).isEqualTo(new Webhook(secret.text()).sign(ID, timestamp, body));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLibraryVerifiesEitherOfTwoSignatures(boolean older) throws Exception {
        var newer = SigningSecret.random();
        var former = SigningSecret.random();
        var now = System.currentTimeMillis() / 1000;
        var headers = new HashMap<String, List<String>>(Map.of(
                "webhook-id", List.of(ID),
                "webhook-timestamp", List.of(String.valueOf(now)),
                "webhook-signature", List.of(newer.sign(ID, now, "{}") + " " + former.sign(ID, now, "{}"))));

        new Webhook((older ? former : newer).text()).verify("{}", headers);

        assertThat(newer.text()).startsWith("whsec_").isNotEqualTo(former.text());
        assertThat(newer).hasToString("SigningSecret[]");
    }
}
