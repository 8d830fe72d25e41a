package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Two contacts that may be one person.
 *
 * @param reason such as {@code email_and_phone_of_different_contacts}
 */
public record DuplicateView(UUID id, String reason, List<ContactView> contacts, Instant createdAt) {}
