package org.foyer.actions.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.UUID;
import org.foyer.platform.net.InternalAddresses;
import org.foyer.platform.secret.SecretBox;
import org.jspecify.annotations.Nullable;

/**
 * The language model that an agent was set up with, or that it shall have none. There is none of these until the agent is
 * set up; it is replaced as a whole and goes with its agent.
 */
@Entity
class LanguageModel {
    static final int MAX_URL = 500;
    static final int MAX_MODEL = 200;
    static final int MAX_KEY = 500;

    @Id
    private UUID agentId;

    private @Nullable String baseUrl;
    private @Nullable String model;
    private @Nullable String sealedKey;
    private boolean enabled;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected LanguageModel() {}

    LanguageModel(UUID agentId) {
        this.agentId = agentId;
    }

    void connect(
            @Nullable String baseUrl, @Nullable String model, @Nullable String apiKey, boolean enabled, SecretBox box) {
        this.baseUrl = baseUrl;
        this.model = model;
        this.sealedKey = apiKey == null ? null : box.seal(apiKey, place());
        this.enabled = enabled;
    }

    @Nullable String apiKey(SecretBox box) {
        return sealedKey == null ? null : box.open(sealedKey, place());
    }

    boolean apiKeySet() {
        return sealedKey != null;
    }

    private String place() {
        return "actions.language-model/" + agentId;
    }

    @Nullable String baseUrl() {
        return baseUrl;
    }

    @Nullable String model() {
        return model;
    }

    boolean enabled() {
        return enabled;
    }

    /** What is wrong with a base URL, null if nothing. */
    static @Nullable String faultOfBaseUrl(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return "must be an http or https URL";
        }
        var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")
                || url.getHost() == null
                || url.getPort() == 0
                || url.getPort() > 65_535) {
            return "must be an http or https URL";
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            return "must have no user, query or fragment";
        }
        return InternalAddresses.forbidsByName(url.getHost())
                ? "must not name a link-local address or a metadata service"
                : null;
    }

    /** What is wrong with a key, null if nothing: it is sent in a header. */
    static @Nullable String faultOfKey(String key) {
        return !key.isEmpty() && key.chars().allMatch(c -> c > ' ' && c < 127)
                ? null
                : "must have visible ASCII characters only";
    }

    static String normalised(String baseUrl) {
        return baseUrl.replaceFirst("/+$", "");
    }

    /** Whether two base URLs name one server. */
    static boolean sameServer(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return origin(one).equals(origin(other));
    }

    private static String origin(String baseUrl) {
        var url = URI.create(baseUrl);
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        var port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}
