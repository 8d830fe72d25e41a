package org.foyer.contracts.actions;

import java.util.Map;

/**
 * A kind of action there is.
 *
 * @param schema JSON Schema (2020-12) of the kind's own properties
 * @param defaults the properties an action gets where none are given
 */
public record ActionKindView(
        String kind, String title, String description, Map<String, Object> schema, Map<String, Object> defaults) {}
