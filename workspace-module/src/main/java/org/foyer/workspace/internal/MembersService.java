package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.AuditChange;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Client;
import org.foyer.contracts.workspace.InvitationView;
import org.foyer.contracts.workspace.IssuedLink;
import org.foyer.contracts.workspace.MemberView;
import org.foyer.contracts.workspace.Members;
import org.foyer.contracts.workspace.OpenedSession;
import org.foyer.contracts.workspace.Role;
import org.foyer.platform.document.Document;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class MembersService implements Members {
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).map(MembersService::wireName).toList();
    private static final int LONGEST_TOKEN = 200;

    // newest first; ids as the databases compare them, which UUID.compareTo does not
    private static final Comparator<MemberView> NEWEST_FIRST = Comparator.comparing(MemberView::createdAt)
            .thenComparing(member -> member.id().toString())
            .reversed();

    private AccountRepository accounts;
    private WorkspaceRepository workspaces;
    private InvitationRepository invitations;
    private PasswordResetRepository resets;
    private SessionRepository sessions;
    private MemberMails mails;
    private AuditTrail trail;
    private SignIn signIn;
    private SignInThrottle throttle;
    private Passwords passwords;
    private OwnTransaction transactions;
    private Clock clock;

    @Inject
    MembersService(
            AccountRepository accounts,
            WorkspaceRepository workspaces,
            InvitationRepository invitations,
            PasswordResetRepository resets,
            SessionRepository sessions,
            MemberMails mails,
            AuditTrail trail,
            SignIn signIn,
            SignInThrottle throttle,
            Passwords passwords,
            OwnTransaction transactions,
            Clock clock) {
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.invitations = invitations;
        this.resets = resets;
        this.sessions = sessions;
        this.mails = mails;
        this.trail = trail;
        this.signIn = signIn;
        this.throttle = throttle;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected MembersService() {}

    @Override
    @Transactional
    public Page<MemberView> list(UUID workspaceId, MemberView.@Nullable Status status, PageRequest page) {
        var most = page.limit() + 1;
        var found = new ArrayList<MemberView>();
        var after = Cursor.of(page);
        List<MemberView> rows;
        do {
            rows = rows(workspaceId, after, most);
            rows.stream()
                    .filter(member -> status == null || member.status() == status)
                    .forEach(found::add);
            after = rows.isEmpty() ? after : place(rows.get(rows.size() - 1));
        } while (rows.size() == most && found.size() < most);
        return Cursor.page(found.subList(0, Math.min(found.size(), most)), page.limit(), MembersService::place);
    }

    private List<MemberView> rows(UUID workspaceId, Cursor after, int most) {
        var now = clock.instant();
        var rows = new ArrayList<>(workspaces.members(workspaceId, after, most));
        invitations.ofWorkspace(workspaceId, after, most).forEach(invitation -> rows.add(invitation.view(now)));
        rows.sort(NEWEST_FIRST);
        return rows.subList(0, Math.min(rows.size(), most));
    }

    private static Cursor place(MemberView member) {
        return new Cursor(member.createdAt(), member.id());
    }

    @Override
    @Transactional
    public Optional<MemberView> find(UUID workspaceId, UUID memberId) {
        return workspaces.member(memberId, workspaceId);
    }

    @Override
    @Transactional
    public MemberView get(UUID workspaceId, UUID memberId) {
        return workspaces
                .member(memberId, workspaceId)
                .or(() -> invitations.byId(workspaceId, memberId).map(found -> found.view(clock.instant())))
                .orElseThrow(MembersService::missing);
    }

    @Override
    @Transactional
    public IssuedLink<MemberView> invite(Caller caller, Map<String, Object> body) {
        var document = Document.of(body);
        var email = Account.normalised(document.requiredText("email", Account.LONGEST_EMAIL));
        if (!document.faulty() && !Account.isEmail(email)) {
            document.violation("email", "must be an e-mail address");
        }
        var role = role(document);
        document.finish();
        requireReach(caller, role);
        var workspaceId = caller.workspaceId();
        lock(workspaceId); // two invitations of one person at once: one after the other
        var key = Account.emailKey(email);
        if (accounts.byEmail(key)
                .flatMap(account -> workspaces.membership(account.id(), workspaceId))
                .isPresent()) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "Somebody with this e-mail is a member already.");
        }
        invitations.deleteFor(workspaceId, key);
        var token = Secrets.token("");
        var invitation = new Invitation(workspaceId, email, role, token, clock.instant());
        invitations.add(invitation);
        mails.invited(invitation, token);
        return new IssuedLink<>(invitation.view(clock.instant()), token, invitation.expiresAt());
    }

    @Override
    @Transactional
    public MemberView change(Caller caller, UUID memberId, Map<String, Object> body) {
        var workspaceId = caller.workspaceId();
        lock(workspaceId);
        var membership = workspaces.membership(memberId, workspaceId);
        var invitation =
                membership.isPresent() ? Optional.<Invitation>empty() : invitations.lock(workspaceId, memberId);
        var before = membership
                .map(Membership::role)
                .or(() -> invitation.map(Invitation::role))
                .orElseThrow(MembersService::missing);
        var document = Document.of(body);
        var role = document.has("role") ? role(document) : before;
        document.finish();
        requireReach(caller, before);
        requireReach(caller, role);
        if (membership.isPresent() && role != Role.OWNER) {
            requireAnotherOwner(workspaceId, before);
        }
        membership.ifPresent(found -> found.change(role));
        invitation.ifPresent(found -> found.change(role));
        return membership.isPresent()
                ? changed(memberId, workspaceId, role)
                : invitation.orElseThrow().view(clock.instant());
    }

    private MemberView changed(UUID memberId, UUID workspaceId, Role role) {
        var member = workspaces.member(memberId, workspaceId).orElseThrow(MembersService::missing);
        return new MemberView(member.id(), member.email(), member.name(), role, member.createdAt());
    }

    @Override
    @Transactional
    public void remove(Caller caller, UUID memberId) {
        var workspaceId = caller.workspaceId();
        lock(workspaceId);
        var membership = workspaces.membership(memberId, workspaceId);
        if (membership.isPresent()) {
            requireReach(caller, membership.get().role());
            requireAnotherOwner(workspaceId, membership.get().role());
            workspaces.remove(membership.get());
            if (workspaces.memberships(memberId).isEmpty()) {
                sessions.endAll(memberId);
                resets.deleteAll(memberId);
            }
            return;
        }
        var invitation = invitations.lock(workspaceId, memberId).orElseThrow(MembersService::missing);
        requireReach(caller, invitation.role());
        invitations.delete(invitation.id());
    }

    @Override
    @Transactional
    public IssuedLink<MemberView> allowPasswordReset(Caller caller, UUID memberId) {
        var workspaceId = caller.workspaceId();
        var member = workspaces.member(memberId, workspaceId).orElseThrow(MembersService::missing);
        requireReach(caller, member.role());
        var account = accounts.byId(memberId).orElseThrow(MembersService::missing);
        if (account.ownsInstallation() && !memberId.equals(caller.memberId())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "Only the installation's owner can do this for themselves.");
        }
        if (!caller.installationOwner() && workspaces.memberships(memberId).size() > 1) {
            throw Refusal.of(
                    Refusal.Kind.FORBIDDEN,
                    "This member belongs to other workspaces too: only the installation's owner can do this.");
        }
        resets.deleteAll(memberId);
        var token = Secrets.token("");
        var reset = new PasswordReset(memberId, token, clock.instant());
        resets.add(reset);
        return new IssuedLink<>(member, token, reset.expiresAt());
    }

    @Override
    @Transactional
    public InvitationView invitation(Map<String, Object> body) {
        var document = Document.of(body);
        var token = document.requiredText("token", LONGEST_TOKEN);
        document.finish();
        var invitation = open(token);
        return new InvitationView(
                workspaces.view(invitation.workspaceId()).orElseThrow().name(),
                invitation.email(),
                invitation.role(),
                invitation.expiresAt(),
                accounts.byEmail(invitation.emailKey()).isPresent());
    }

    // Not one transaction: a wrong password must stay counted, and hashing must hold no connection.
    @Override
    public OpenedSession accept(Map<String, Object> body, Client client) {
        var document = Document.of(body);
        var token = document.requiredText("token", LONGEST_TOKEN);
        var given = Passwords.given(document, "password");
        var typedName = document.text("name", Account.LONGEST_NAME);
        document.finish();
        var invitation = transactions.call(() -> open(token));
        var account = transactions.call(() -> accounts.byEmail(invitation.emailKey()));
        if (account.isPresent()) {
            proveToBe(account.get(), given, client);
            return transactions.call(() -> join(invitation, account.get().id(), client));
        }
        var chosen = Passwords.chosen(document, "password");
        if (typedName == null || typedName.isBlank()) {
            document.violation("name", "is required");
        }
        document.finish();
        var name = Objects.requireNonNull(typedName).strip();
        var hash = passwords.hash(chosen);
        try {
            return transactions.call(() -> {
                var made = Account.invited(invitation, name, hash, clock.instant());
                accounts.add(made);
                return join(invitation, made.id(), client);
            });
        } catch (PersistenceException e) {
            // the same person accepted another invitation at this moment
            throw Refusal.of(Refusal.Kind.CONFLICT, "There is an account with this e-mail now; try again.");
        }
    }

    private void proveToBe(Account account, String password, Client client) {
        throttle.begin(account.emailKey(), client.address());
        if (!passwords.match(password, account.passwordHash())) {
            throw Refusal.of(Refusal.Kind.UNAUTHENTICATED, "This is not the password of your account.");
        }
    }

    private OpenedSession join(Invitation invitation, UUID accountId, Client client) {
        if (!invitations.delete(invitation.id())) {
            throw wrongLink();
        }
        var now = clock.instant();
        var workspaceId = invitation.workspaceId();
        workspaces.add(new Membership(workspaceId, accountId, invitation.role(), now));
        throttle.succeeded(invitation.emailKey(), client.address());
        trail.add(new AuditEntry(
                workspaceId,
                Caller.member(accountId),
                "member.joined",
                accountId.toString(),
                List.of(new AuditChange("role", null, wireName(invitation.role()))),
                now));
        return signIn.open(accountId, workspaceId, client);
    }

    private Invitation open(String token) {
        return invitations
                .byToken(Secrets.sha256(token))
                .filter(invitation -> invitation.expiresAt().isAfter(clock.instant()))
                .orElseThrow(MembersService::wrongLink);
    }

    private static Role role(Document document) {
        var name = document.oneOf("role", ROLES);
        if (name == null) {
            if (document.raw("role") == null) {
                document.violation("role", "is required");
            }
            return Role.VIEWER;
        }
        return Role.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String wireName(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private void lock(UUID workspaceId) {
        if (workspaces.lock(workspaceId).isEmpty()) {
            throw missing();
        }
    }

    /** Whether the caller stands as high as this role; a key never stands higher than an admin. */
    private static void requireReach(Caller caller, Role role) {
        var own = Objects.requireNonNullElse(caller.role(), Role.ADMIN);
        if (role.compareTo(own) > 0 || !caller.scopes().containsAll(role.scopes())) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "Nobody can give, change or end a role that is above their own.");
        }
    }

    private void requireAnotherOwner(UUID workspaceId, Role role) {
        if (role == Role.OWNER && workspaces.owners(workspaceId) == 1) {
            throw Refusal.of(Refusal.Kind.RULE_VIOLATED, "A workspace keeps an owner: make somebody else one first.");
        }
    }

    private static Refusal missing() {
        return Refusal.notFound("member");
    }

    private static Refusal wrongLink() {
        return Refusal.invalid("/token", "is unknown, was used or revoked, or has expired");
    }
}
