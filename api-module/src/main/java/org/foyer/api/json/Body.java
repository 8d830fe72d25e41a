package org.foyer.api.json;

import java.util.Map;

/**
 * The JSON object a client sent, as it was sent: null and absent differ, order is kept. An empty body is an empty
 * object; whether that will do is for the façade to say.
 *
 * @param sha256 of the bytes as received
 */
public record Body(Map<String, Object> values, String sha256) {}
