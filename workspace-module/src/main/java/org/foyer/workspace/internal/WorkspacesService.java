package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.FirstStart;
import org.foyer.contracts.workspace.Role;
import org.foyer.contracts.workspace.WorkspaceView;
import org.foyer.contracts.workspace.Workspaces;
import org.foyer.platform.document.Document;
import org.foyer.platform.paging.Cursor;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class WorkspacesService implements Workspaces {
    private static final String FIRST_WORKSPACE = "My workspace";
    private static final String FIRST_ADMIN = "Admin";

    private InstallationRepository installations;
    private AccountRepository accounts;
    private WorkspaceRepository workspaces;
    private Passwords passwords;
    private WorkspaceSettings settings;
    private Clock clock;

    @Inject
    WorkspacesService(
            InstallationRepository installations,
            AccountRepository accounts,
            WorkspaceRepository workspaces,
            Passwords passwords,
            WorkspaceSettings settings,
            Clock clock) {
        this.installations = installations;
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.passwords = passwords;
        this.settings = settings;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected WorkspacesService() {}

    @Override
    @Transactional
    public WorkspaceView create(Caller caller, Map<String, Object> body) {
        var owner = caller.memberId();
        if (!caller.installationOwner() || owner == null) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "Only the installation's owner can make workspaces.");
        }
        return add(WorkspaceProfile.of(Document.of(body)), owner);
    }

    @Override
    @Transactional
    public WorkspaceView get(UUID workspaceId) {
        return workspaces.view(workspaceId).orElseThrow(WorkspacesService::missing);
    }

    @Override
    @Transactional
    public WorkspaceView get(Caller caller, UUID workspaceId) {
        var within = caller.memberId() == null
                ? caller.workspaceId().equals(workspaceId)
                : workspaces.membership(caller.memberId(), workspaceId).isPresent();
        if (!within) {
            throw missing();
        }
        return get(workspaceId);
    }

    @Override
    @Transactional
    public WorkspaceView change(UUID workspaceId, Map<String, Object> body) {
        var workspace = workspaces.lock(workspaceId).orElseThrow(WorkspacesService::missing);
        workspace.become(workspace.profile().with(Document.of(body)));
        return workspace.view();
    }

    private static Refusal missing() {
        return Refusal.notFound("workspace");
    }

    @Override
    @Transactional
    public Page<WorkspaceView> list(Caller caller, PageRequest page) {
        var after = Cursor.of(page);
        var rows = caller.memberId() == null
                ? workspaces.single(caller.workspaceId(), after)
                : workspaces.ofAccount(caller.memberId(), after, page.limit() + 1);
        return Cursor.page(
                rows.stream().map(Workspace::view).toList(),
                page.limit(),
                workspace -> new Cursor(workspace.createdAt(), workspace.id()));
    }

    @Override
    @Transactional
    public Optional<FirstStart> prepareInstallation() {
        // read first: wrong settings are to be told on every start, not only when they are used
        var email = settings.adminEmail();
        var configured = settings.adminPassword();
        var installation = installations.lock();
        if (installation.isPrepared()) {
            return Optional.empty();
        }
        var now = clock.instant();
        @Nullable String generated = configured.isPresent() ? null : passwords.generate();
        var hash = passwords.hash(generated == null ? configured.orElseThrow() : generated);
        var admin = Account.installationOwner(email, FIRST_ADMIN, hash, now);
        accounts.add(admin);
        var workspace = add(WorkspaceProfile.named(FIRST_WORKSPACE), admin.id());
        installation.prepare(now);
        return Optional.of(new FirstStart(workspace, email, generated));
    }

    private WorkspaceView add(WorkspaceProfile profile, UUID ownerId) {
        var now = clock.instant();
        var workspace = new Workspace(profile, now);
        workspaces.add(workspace);
        workspaces.add(workspace.admit(ownerId, Role.OWNER, now));
        return workspace.view();
    }
}
