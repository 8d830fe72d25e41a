package org.foyer.contracts.actions;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An action an agent may take.
 *
 * @param kind such as {@code collect_leads}
 * @param name function name for a model, {@code [A-Za-z0-9_]}, at most 60
 * @param description when to take it, in the operator's plain language
 * @param mode {@code auto} or {@code confirm}: whether the agent asks first
 * @param sensitivity {@code eager}, {@code balanced} or {@code careful}
 * @param offerExamples messages on which to offer
 * @param dontOfferExamples messages on which not to
 * @param properties the kind's own, as given, with defaults filled and in the kind's order
 */
public record ActionView(
        UUID id,
        UUID agentId,
        String kind,
        String name,
        String description,
        String mode,
        boolean enabled,
        String sensitivity,
        List<String> offerExamples,
        List<String> dontOfferExamples,
        Map<String, Object> properties,
        Instant createdAt,
        Instant updatedAt) {}
