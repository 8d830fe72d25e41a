package org.foyer.contracts.actions;

import org.jspecify.annotations.Nullable;

/**
 * What an agent's turns are answered with; never the key.
 *
 * @param baseUrl null: the installation's
 * @param model null: the installation's
 * @param apiKeySet whether a key of the agent's own is kept
 * @param enabled whether a language model answers; if not, the embedded engine does
 * @param installationDefault whether the installation has a model that agents use which set up none
 */
public record LanguageModelView(
        @Nullable String baseUrl,
        @Nullable String model,
        boolean apiKeySet,
        boolean enabled,
        boolean installationDefault) {}
