package org.foyer.contracts.workspace;

import org.jspecify.annotations.Nullable;

/** The caller and the workspace it acts in; either a member or an API key is there. */
public record MeView(@Nullable MemberView member, @Nullable ApiKeyView apiKey, WorkspaceView workspace) {}
