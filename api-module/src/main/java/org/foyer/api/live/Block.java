package org.foyer.api.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.foyer.contracts.conversations.LivePlace;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/** A piece of a stream as server-sent events write it, shared by all that are told the same. */
final class Block {
    static final Block HEARTBEAT = new Block(": heartbeat\n\n");
    private static final int RETRY_MILLIS = 2000;

    private final byte[] bytes;

    Block(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    /** Tells a new stream's client where it is, so that it can resume before anything happened. */
    static Block opening(LivePlace place) {
        return new Block("retry: " + RETRY_MILLIS + "\nid: " + place + "\n\n");
    }

    /** Tells a client to read everything again: what happened after its last event is no longer known. */
    static Block reset(LivePlace place) {
        return new Block("retry: " + RETRY_MILLIS + "\n" + event(place, "reset", Map.of()));
    }

    /**
     * An event's text.
     *
     * @param place null for one that can't be resumed after
     */
    static String event(@Nullable LivePlace place, String name, Object data) {
        return (place == null ? "" : "id: " + place + "\n") + "event: " + name + "\ndata: " + Json.write(data) + "\n\n";
    }

    int size() {
        return bytes.length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
