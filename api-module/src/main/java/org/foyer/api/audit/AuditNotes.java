package org.foyer.api.audit;

import jakarta.enterprise.context.RequestScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foyer.contracts.workspace.AuditChange;
import org.jspecify.annotations.Nullable;

/** What the request under way tells the audit trail beyond the names of properties. */
@RequestScoped
public class AuditNotes {
    private final Map<String, AuditChange> changes = new LinkedHashMap<>();

    /** Keeps a property's values, which must be harmless for ever: no secret, nothing about a person. */
    public void changed(String property, @Nullable String from, @Nullable String to) {
        changes.put(property, new AuditChange(property, from, to));
    }

    List<AuditChange> with(Iterable<String> properties) {
        var all = new LinkedHashMap<>(changes);
        properties.forEach(property -> all.computeIfAbsent(property, AuditChange::of));
        return List.copyOf(all.values());
    }
}
