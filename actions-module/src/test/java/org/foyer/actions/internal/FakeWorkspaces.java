package org.foyer.actions.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.FirstStart;
import org.foyer.contracts.workspace.WorkspaceView;
import org.foyer.contracts.workspace.Workspaces;

/** Workspaces that are all in one region. */
record FakeWorkspaces(String region) implements Workspaces {
    @Override
    public WorkspaceView get(UUID workspaceId) {
        return new WorkspaceView(workspaceId, "Northwind", "UTC", "en", region, Instant.EPOCH);
    }

    @Override
    public WorkspaceView get(Caller caller, UUID workspaceId) {
        return get(workspaceId);
    }

    @Override
    public WorkspaceView create(Caller caller, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WorkspaceView change(UUID workspaceId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<WorkspaceView> list(Caller caller, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<FirstStart> prepareInstallation() {
        throw new UnsupportedOperationException();
    }
}
