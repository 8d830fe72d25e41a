package org.foyer.contracts.contacts;

import org.foyer.contracts.paging.Page;

/**
 * One page of what was looked for.
 *
 * @param count how many there are on all pages
 * @param exact whether that is the number; otherwise there are at least that many
 */
public record FoundContacts(Page<ContactView> page, long count, boolean exact) {}
