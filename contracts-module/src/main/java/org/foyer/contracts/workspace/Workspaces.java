package org.foyer.contracts.workspace;

import java.util.Map;
import java.util.Optional;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/** The workspaces of this installation. */
public interface Workspaces {
    /**
     * Makes a workspace whose owner is the caller.
     *
     * @param body {@code name} (1–100)
     * @throws org.foyer.contracts.refusal.Refusal FORBIDDEN unless the installation's owner calls; INVALID
     */
    WorkspaceView create(Caller caller, Map<String, Object> body);

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
