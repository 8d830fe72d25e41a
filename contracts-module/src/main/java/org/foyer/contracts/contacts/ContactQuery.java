package org.foyer.contracts.contacts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts of a workspace, and in what order; null means any.
 *
 * @param text part of a name, e-mail address, phone number or external id, case-insensitive
 * @param segmentId whose filter they match
 * @param sort a field, with a minus before it for the other direction; newest first if null
 */
public record ContactQuery(
        @Nullable String text,
        @Nullable UUID segmentId,
        @Nullable String sort) {}
