package org.foyer.workspace.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.json.Json;

/** Scopes as a JSON list of their wire names. */
class ScopesConverter implements AttributeConverter<Set<Scope>, String> {
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(Set<Scope> scopes) {
        return Json.write(
                inOrder(scopes).stream().map(ScopesConverter::wireName).toList());
    }

    @Override
    public Set<Scope> convertToEntityAttribute(String json) {
        return inOrder(
                Json.read(json, NAMES).stream().map(ScopesConverter::scope).toList());
    }

    static String wireName(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    static Scope scope(String wireName) {
        return Scope.valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** Unmodifiable, in the order in which scopes are declared, so that a key reads the same every time. */
    static Set<Scope> inOrder(Collection<Scope> scopes) {
        var ordered = EnumSet.noneOf(Scope.class);
        ordered.addAll(scopes);
        return Collections.unmodifiableSet(ordered);
    }
}
