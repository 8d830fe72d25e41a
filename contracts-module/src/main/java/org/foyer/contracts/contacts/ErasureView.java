package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * That a person was erased.
 *
 * @param leadIds of the leads that went, or are going, with them
 * @param visitorIds of the visitors who had proved to be them
 */
public record ErasureView(UUID contactId, Instant at, String actor, List<UUID> leadIds, List<UUID> visitorIds) {}
