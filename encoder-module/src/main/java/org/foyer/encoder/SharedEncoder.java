package org.foyer.encoder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The application's one encoder. It is loaded in the background, so there is none during the first second or two after a
 * start: whoever asks then does without.
 */
@ApplicationScoped
public class SharedEncoder {
    private static final Logger LOG = Logger.getLogger(SharedEncoder.class.getName());

    private Event<EncoderLoaded> loaded;

    private volatile @Nullable TextEncoder encoder;

    @Inject
    SharedEncoder(Event<EncoderLoaded> loaded) {
        this.loaded = loaded;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected SharedEncoder() {}

    /** Starts loading; called once, by the application's start. A failure is logged and leaves the encoder missing. */
    public void load(Executor background) {
        background.execute(() -> {
            try {
                var model = new RecentlyEncoded(MiniLmEncoder.load());
                encoder = model;
                loaded.fire(new EncoderLoaded(model));
            } catch (RuntimeException | OutOfMemoryError failed) {
                LOG.log(
                        Level.SEVERE,
                        "The sentence encoder could not be loaded; the agent works by its rules alone",
                        failed);
            }
        });
    }

    /** The encoder if it is loaded by now. */
    public Optional<TextEncoder> ifLoaded() {
        return Optional.ofNullable(encoder);
    }
}
