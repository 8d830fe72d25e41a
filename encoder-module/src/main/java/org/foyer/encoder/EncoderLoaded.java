package org.foyer.encoder;

/**
 * A CDI event, fired once per start on the background thread that loaded the encoder: whoever needs to encode much
 * beforehand does it there. Not a domain event: it is neither stored nor repeated.
 */
public record EncoderLoaded(TextEncoder encoder) {}
