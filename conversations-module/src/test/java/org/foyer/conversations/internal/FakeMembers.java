package org.foyer.conversations.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Client;
import org.foyer.contracts.workspace.InvitationView;
import org.foyer.contracts.workspace.IssuedLink;
import org.foyer.contracts.workspace.MemberView;
import org.foyer.contracts.workspace.Members;
import org.foyer.contracts.workspace.OpenedSession;
import org.foyer.contracts.workspace.Role;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** The members of one workspace in memory, and the callers they are. */
final class FakeMembers implements Members {
    private final UUID workspace;
    private final Map<UUID, MemberView> members = new ConcurrentHashMap<>();

    FakeMembers(UUID workspace) {
        this.workspace = workspace;
    }

    Caller member(String name) {
        var id = UUID.randomUUID();
        members.put(id, new MemberView(id, id + "@example.com", name, Role.EDITOR, ConversationFixture.START));
        return new Caller(workspace, id, null, Role.EDITOR.scopes(), null, false, "csrf");
    }

    /** An API key, bound to an agent if one is given. */
    Caller apiKey(@Nullable UUID agentId) {
        return new Caller(workspace, null, UUID.randomUUID(), Set.of(Scope.READ, Scope.WRITE), agentId, false, null);
    }

    @Override
    public Optional<MemberView> find(UUID workspaceId, UUID memberId) {
        return workspaceId.equals(workspace) ? Optional.ofNullable(members.get(memberId)) : Optional.empty();
    }

    @Override
    public Page<MemberView> list(UUID workspaceId, MemberView.@Nullable Status status, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MemberView get(UUID workspaceId, UUID memberId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IssuedLink<MemberView> invite(Caller caller, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MemberView change(Caller caller, UUID memberId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(Caller caller, UUID memberId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IssuedLink<MemberView> allowPasswordReset(Caller caller, UUID memberId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public InvitationView invitation(Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OpenedSession accept(Map<String, Object> body, Client client) {
        throw new UnsupportedOperationException();
    }
}
