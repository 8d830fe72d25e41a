package org.foyer.api.management;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.platform.document.Texts;
import org.foyer.platform.id.Ids;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.table.TableFormat;
import org.jspecify.annotations.Nullable;

/** Reads query parameters strictly: whatever is not what the contract says is a violation, never a guess. */
public final class ListParameters {
    private static final int MAX_QUERY = 200;
    private static final int MAX_CURSOR = 500;
    private static final int MAX_SORTED_CURSOR = 5000;

    private ListParameters() {}

    public static PageRequest page(@Nullable String limit, @Nullable String after) {
        return page(limit, after, MAX_CURSOR);
    }

    /** Of a list in an order of the client's choosing, whose cursors hold a value of any length. */
    static PageRequest sortedPage(@Nullable String limit, @Nullable String after) {
        return page(limit, after, MAX_SORTED_CURSOR);
    }

    private static PageRequest page(@Nullable String limit, @Nullable String after, int maxCursor) {
        var violations = new ArrayList<Violation>();
        int size = PageRequest.DEFAULT_LIMIT;
        if (limit != null) {
            if (limit.matches("\\d{1,3}")
                    && Integer.parseInt(limit) >= 1
                    && Integer.parseInt(limit) <= PageRequest.MAX_LIMIT) {
                size = Integer.parseInt(limit);
            } else {
                violations.add(new Violation("/query/limit", "must be a whole number from 1 to 100"));
            }
        }
        if (after != null && (after.isEmpty() || after.length() > maxCursor)) {
            violations.add(new Violation("/query/after", "is not a cursor this list gave out"));
        }
        refuse(violations);
        return new PageRequest(size, after);
    }

    /** True or false; false if absent. */
    static boolean flag(String name, @Nullable String text) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw Refusal.invalid("/query/" + name, "must be true or false");
        }
        return "true".equals(text);
    }

    static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            // a plus sign that was not encoded arrives as a space
            var time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (Cursor.isStorable(time)) {
                return time;
            }
        } catch (DateTimeException e) {
            // falls through: it is no time, or none that a lead could have
        }
        throw Refusal.invalid("/query/" + name, "must be an RFC 3339 time since 1970, such as 2026-01-31T08:00:00Z");
    }

    static @Nullable UUID id(String name, @Nullable String text) {
        return text == null
                ? null
                : Ids.parse(text).orElseThrow(() -> Refusal.invalid("/query/" + name, "must be an id (a UUID)"));
    }

    static @Nullable String text(String name, @Nullable String text) {
        if (text != null) {
            var fault = Texts.fault(text, MAX_QUERY, false);
            if (fault != null) {
                throw Refusal.invalid("/query/" + name, fault);
            }
        }
        return text;
    }

    /** The format of an export; CSV if none is named. */
    static TableFormat format(@Nullable String text) {
        if (text != null && !TableFormat.NAMES.contains(text)) {
            throw Refusal.invalid("/query/format", "must be one of " + String.join(", ", TableFormat.NAMES));
        }
        return text == null ? TableFormat.CSV : TableFormat.of(text);
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
    }
}
