package org.foyer.contracts.workspace;

/**
 * A new API key.
 *
 * @param key {@code fyr_live_<random>}; shown this once, only its SHA-256 is stored
 */
public record CreatedApiKey(ApiKeyView apiKey, String key) {
    /** Without the secret: it must not reach a log. */
    @Override
    public String toString() {
        return "CreatedApiKey[" + apiKey.id() + "]";
    }
}
