package org.foyer.contracts.actions;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An agent: what answers visitors on a company's site.
 *
 * @param locale BCP 47, of the greeting and the widget's texts
 * @param defaultRegion ISO 3166 alpha-2, how a phone number without a country code is read
 * @param theme {@code accent} and {@code launcher_text}, both optional
 * @param allowedOrigins the web origins the widget may be used from; empty for any
 */
public record AgentView(
        UUID id,
        UUID workspaceId,
        String name,
        String greeting,
        String systemPrompt,
        String locale,
        String defaultRegion,
        Map<String, Object> theme,
        List<String> allowedOrigins,
        Instant createdAt,
        Instant updatedAt) {}
