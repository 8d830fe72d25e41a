package org.foyer.platform.paging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list ordered by time and id, newest first: the last item of a page. On the wire it is opaque.
 *
 * @param at the last item's time
 * @param id the last item's id
 */
public record Cursor(Instant at, UUID id) {
    /** Before every item: where a first page begins. */
    public static final Cursor START = new Cursor(Instant.parse("9999-12-31T23:59:59Z"), new UUID(-1L, -1L));

    /** The cursor a page request carries, {@link #START} if none; one we did not make is refused. */
    public static Cursor of(PageRequest page) {
        return page.after() == null ? START : parse(page.after());
    }

    private static Cursor parse(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", -1);
            if (parts.length == 2) {
                var id = Ids.parse(parts[1]);
                var at = Instant.parse(parts[0]);
                if (id.isPresent() && isStorable(at)) {
                    return new Cursor(at, id.get());
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // falls through: whatever it is, we did not make it
        }
        throw Refusal.invalid("/query/after", "is not a cursor this list gave out");
    }

    /** Whether both databases can hold a time; one beyond that would be our fault instead of the client's. */
    public static boolean isStorable(Instant at) {
        return !at.isBefore(Instant.EPOCH) && !at.isAfter(START.at);
    }

    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "/" + id).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes the page out of what was read.
     *
     * @param rows up to one more than the limit asked for; the extra one only tells that there is a next page
     */
    public static <T> Page<T> page(List<T> rows, int limit, Function<T, Cursor> place) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        var items = rows.subList(0, limit);
        @Nullable String next = place.apply(items.get(limit - 1)).text();
        return new Page<>(items, next);
    }
}
