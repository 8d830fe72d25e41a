package org.foyer.contracts.conversations;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the {@link LiveFeed}; what comes after it is what a reader there has not seen. On the wire it is the id of
 * an event, {@code <batch>-<seq>}, which clients take as it is.
 */
public record LivePlace(long batch, long seq) implements Comparable<LivePlace> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
    private static final Comparator<LivePlace> ORDER =
            Comparator.comparingLong(LivePlace::batch).thenComparingLong(LivePlace::seq);

    /** The place a text names; empty for any other text. */
    public static Optional<LivePlace> parse(String text) {
        var parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new LivePlace(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(LivePlace other) {
        return ORDER.compare(this, other);
    }

    public boolean isAfter(LivePlace other) {
        return compareTo(other) > 0;
    }

    @Override
    public String toString() {
        return batch + "-" + seq;
    }
}
