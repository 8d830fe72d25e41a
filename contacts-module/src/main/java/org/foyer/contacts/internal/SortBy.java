package org.foyer.contacts.internal;

import org.foyer.platform.filter.Field;

/** One thing a list is ordered by. Where there is no value comes last, in either direction. */
record SortBy(Field field, boolean ascending) {
    static final SortBy NEWEST_FIRST = new SortBy(ContactFields.CREATED_AT, false);
}
