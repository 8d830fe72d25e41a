package org.foyer.contracts.contacts;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row, or in a dry run would.
 *
 * @param row the line of the file it begins in; the header is line 1
 * @param outcome created, changed, same, conflict or invalid
 * @param contactId the contact it was about; null if none, or in a dry run none yet
 * @param reason in words for people; null where there is nothing to say
 * @param repeats the earlier row of the same person in this file; null if there is none
 * @param changes what it changed, or gave a new contact, by field
 * @param original the row's fields as they stood in the file, long ones cut; null where nothing was wrong
 * @param undone removed, restored or kept; null if it was not undone
 */
public record ImportRowView(
        long row,
        String outcome,
        @Nullable UUID contactId,
        @Nullable String reason,
        @Nullable Long repeats,
        Map<String, ValueChange> changes,
        @Nullable List<String> original,
        @Nullable String undone,
        @Nullable String undoReason) {}
