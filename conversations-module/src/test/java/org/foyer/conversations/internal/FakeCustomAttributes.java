package org.foyer.conversations.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.CustomAttributeView;
import org.foyer.contracts.contacts.CustomAttributes;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/** The custom attributes of workspaces, in memory. */
final class FakeCustomAttributes implements CustomAttributes {
    private record Kept(UUID workspaceId, CustomAttributeView attribute) {}

    private final List<Kept> kept = new ArrayList<>();

    void add(UUID workspaceId, String name, String label, String type) {
        kept.add(new Kept(
                workspaceId, new CustomAttributeView(name, label, type, null, false, Instant.EPOCH, Instant.EPOCH)));
    }

    @Override
    public List<CustomAttributeView> usable(UUID workspaceId) {
        return kept.stream()
                .filter(each -> each.workspaceId().equals(workspaceId))
                .map(Kept::attribute)
                .toList();
    }

    @Override
    public CustomAttributeView create(UUID workspaceId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<CustomAttributeView> list(UUID workspaceId, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CustomAttributeView get(UUID workspaceId, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CustomAttributeView change(UUID workspaceId, String name, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }
}
