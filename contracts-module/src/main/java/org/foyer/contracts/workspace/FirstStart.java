package org.foyer.contracts.workspace;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of an installation's very first start.
 *
 * @param generatedPassword the first admin's password if it was made up, to be shown once; null if it was configured
 */
public record FirstStart(
        WorkspaceView workspace,
        String adminEmail,
        @Nullable String generatedPassword) {
    /** Without the secret: it must not reach a log. */
    @Override
    public String toString() {
        return "FirstStart[" + workspace.id() + "]";
    }
}
