package org.foyer.contracts.workspace;

import java.time.Instant;
import java.util.UUID;

/**
 * A workspace: one team's agents, conversations, leads and contacts, invisible to every other.
 *
 * @param timeZone IANA name, in which the numbers count their days
 * @param locale BCP 47, how the team reads dates and numbers
 * @param defaultRegion ISO 3166 alpha-2, what a new agent reads phone numbers with
 */
public record WorkspaceView(
        UUID id, String name, String timeZone, String locale, String defaultRegion, Instant createdAt) {}
