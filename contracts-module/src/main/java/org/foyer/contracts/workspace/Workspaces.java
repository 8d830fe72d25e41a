package org.foyer.contracts.workspace;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/** The workspaces of this installation. */
public interface Workspaces {
    /**
     * Makes a workspace whose owner is the caller.
     *
     * @param body {@code name} (1–100), optional {@code time_zone} (IANA, default UTC), {@code locale} (BCP 47, default
     *     en), {@code default_region} (ISO 3166, default US)
     * @throws org.foyer.contracts.refusal.Refusal FORBIDDEN unless the installation's owner calls; INVALID
     */
    WorkspaceView create(Caller caller, Map<String, Object> body);

    /** A workspace by its id; NOT_FOUND if there is none. Whether it is the caller's is for the caller to see to. */
    WorkspaceView get(UUID workspaceId);

    /** One of {@link #list}; NOT_FOUND for any other. */
    WorkspaceView get(Caller caller, UUID workspaceId);

    /** Changes the named properties of {@link #create}; null sets one back to its default. */
    WorkspaceView change(UUID workspaceId, Map<String, Object> body);

    /** The workspaces the calling member belongs to; for an API key its one workspace. */
    Page<WorkspaceView> list(Caller caller, PageRequest page);

    /**
     * Makes the first workspace with its first admin if the installation has none yet; safe to call on every start and
     * on several nodes at once.
     *
     * @return what was made, empty if the installation was there already
     */
    Optional<FirstStart> prepareInstallation();
}
