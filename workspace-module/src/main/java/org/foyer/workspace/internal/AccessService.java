package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Access;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Client;
import org.foyer.contracts.workspace.MeView;
import org.foyer.contracts.workspace.OpenedSession;
import org.foyer.contracts.workspace.PasswordResetRequested;
import org.foyer.contracts.workspace.SessionView;
import org.foyer.contracts.workspace.WorkspaceEvent;
import org.foyer.platform.document.Document;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AccessService implements Access {
    private static final Logger LOG = Logger.getLogger(AccessService.class.getName());
    private static final int LONGEST_TOKEN = 200;
    private static final Duration TIDIED_EVERY = Duration.ofHours(1);

    private final AtomicLong tidiedAt = new AtomicLong(); // epoch milliseconds

    private AccountRepository accounts;
    private WorkspaceRepository workspaces;
    private SessionRepository sessions;
    private ApiKeyRepository apiKeys;
    private PasswordResetRepository resets;
    private AuditTrail trail;
    private SignIn signIn;
    private SignInThrottle throttle;
    private Passwords passwords;
    private OwnTransaction transactions;
    private Event<WorkspaceEvent> events;
    private Clock clock;

    @Inject
    AccessService(
            AccountRepository accounts,
            WorkspaceRepository workspaces,
            SessionRepository sessions,
            ApiKeyRepository apiKeys,
            PasswordResetRepository resets,
            AuditTrail trail,
            SignIn signIn,
            SignInThrottle throttle,
            Passwords passwords,
            OwnTransaction transactions,
            Event<WorkspaceEvent> events,
            Clock clock) {
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.sessions = sessions;
        this.apiKeys = apiKeys;
        this.resets = resets;
        this.trail = trail;
        this.signIn = signIn;
        this.throttle = throttle;
        this.passwords = passwords;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected AccessService() {}

    // Not one transaction: the attempt must stay counted when it is refused, and hashing must hold no connection.
    @Override
    public OpenedSession signIn(Map<String, Object> body, Client client) {
        var document = Document.of(body);
        var emailKey = Account.emailKey(document.requiredText("email", Account.LONGEST_EMAIL));
        var password = Passwords.given(document, "password");
        document.finish();
        tidyWhenDue();
        throttle.begin(emailKey, client.address());
        var account = transactions.call(() -> accounts.byEmail(emailKey));
        var matches =
                passwords.match(password, account.map(Account::passwordHash).orElse(null));
        if (account.isEmpty() || !matches) {
            throw wrongCredentials();
        }
        return transactions.call(() -> {
            throttle.succeeded(emailKey, client.address());
            var membership =
                    workspaces.firstMembership(account.get().id()).orElseThrow(AccessService::wrongCredentials);
            return signIn.open(account.get().id(), membership.workspaceId(), client);
        });
    }

    @Override
    @Transactional
    public List<SessionView> sessions(Caller caller) {
        return sessions.ofAccount(member(caller), clock.instant()).stream()
                .map(session -> session.view(caller.sessionId()))
                .toList();
    }

    @Override
    @Transactional
    public void endSession(Caller caller, UUID sessionId) {
        if (!sessions.end(member(caller), sessionId)) {
            throw Refusal.notFound("session");
        }
    }

    @Override
    @Transactional
    public void endOtherSessions(Caller caller) {
        sessions.endOthers(member(caller), Objects.requireNonNull(caller.sessionId()));
    }

    // Not one transaction, for the same reasons as signing in.
    @Override
    public void changePassword(Caller caller, Map<String, Object> body, Client client) {
        var document = Document.of(body);
        var current = Passwords.given(document, "current_password");
        var chosen = Passwords.chosen(document, "new_password");
        document.finish();
        var account = transactions.call(() -> accounts.byId(member(caller)).orElseThrow(AccessService::gone));
        throttle.begin(account.emailKey(), client.address());
        if (!passwords.match(current, account.passwordHash())) {
            throw Refusal.invalid("/current_password", "is not the password");
        }
        var hash = passwords.hash(chosen);
        transactions.run(() -> {
            throttle.succeeded(account.emailKey(), client.address());
            accounts.byId(account.id()).orElseThrow(AccessService::gone).changePassword(hash);
            sessions.endOthers(account.id(), Objects.requireNonNull(caller.sessionId()));
            resets.deleteAll(account.id());
            trail.add(new AuditEntry(
                    caller.workspaceId(),
                    caller.actor(),
                    "password.changed",
                    account.id().toString(),
                    List.of(),
                    clock.instant()));
        });
    }

    @Override
    public void requestPasswordReset(Map<String, Object> body, Client client) {
        var document = Document.of(body);
        var email = document.requiredText("email", Account.LONGEST_EMAIL);
        document.finish();
        tidyWhenDue();
        // never cleared by success, so that nobody's mailbox is flooded
        throttle.begin("password reset " + Account.emailKey(email), client.address());
        transactions.run(() -> events.fire(new PasswordResetRequested(Ids.next(), Account.emailKey(email))));
    }

    @Override
    public void resetPassword(Map<String, Object> body) {
        var document = Document.of(body);
        var tokenHash = Secrets.sha256(document.requiredText("token", LONGEST_TOKEN));
        var chosen = Passwords.chosen(document, "password");
        document.finish();
        var accountId = transactions.call(() -> resets.byToken(tokenHash)
                .filter(reset -> reset.expiresAt().isAfter(clock.instant()))
                .orElseThrow(AccessService::wrongLink)
                .accountId());
        var hash = passwords.hash(chosen);
        transactions.run(() -> {
            if (resets.deleteAll(accountId) == 0) {
                throw wrongLink();
            }
            accounts.byId(accountId).orElseThrow(AccessService::wrongLink).changePassword(hash);
            sessions.endAll(accountId);
            for (var membership : workspaces.memberships(accountId)) {
                trail.add(new AuditEntry(
                        membership.workspaceId(),
                        Caller.member(accountId),
                        "password.reset",
                        accountId.toString(),
                        List.of(),
                        clock.instant()));
            }
        });
    }

    private static UUID member(Caller caller) {
        return Optional.ofNullable(caller.memberId()).orElseThrow(AccessService::gone);
    }

    private static Refusal wrongLink() {
        return Refusal.invalid("/token", "is unknown, was used, or has expired");
    }

    @Override
    @Transactional
    public void signOut(String sessionToken) {
        sessions.end(Secrets.sha256(sessionToken));
    }

    @Override
    public Optional<Caller> bySession(String sessionToken, @Nullable UUID workspaceId) {
        var now = clock.instant();
        var hash = Secrets.sha256(sessionToken);
        var found = transactions.call(
                () -> workspaceId == null ? sessions.open(hash, now) : sessions.open(hash, workspaceId, now));
        found.filter(session -> session.isToBeRenewed(now))
                .ifPresent(session -> ifPossible(() -> sessions.renew(session.id(), now.plus(Session.LIFETIME))));
        return found.map(OpenSession::caller);
    }

    @Override
    public Optional<Caller> byApiKey(String key) {
        if (!key.startsWith(ApiKey.PREFIX)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var found = transactions.call(() -> apiKeys.byHash(Secrets.sha256(key)));
        found.filter(apiKey -> apiKey.useIsToBeNoted(now))
                .ifPresent(apiKey -> ifPossible(() -> apiKeys.noteUse(apiKey.id(), now)));
        return found.map(ApiKey::caller);
    }

    @Override
    @Transactional
    public MeView me(Caller caller) {
        var workspace = workspaces.view(caller.workspaceId()).orElseThrow(AccessService::gone);
        if (caller.memberId() != null) {
            var member = workspaces.member(caller.memberId(), caller.workspaceId());
            return new MeView(member.orElseThrow(AccessService::gone), null, workspace);
        }
        var apiKey = Optional.ofNullable(caller.apiKeyId()).flatMap(apiKeys::byId);
        return new MeView(null, apiKey.orElseThrow(AccessService::gone).view(), workspace);
    }

    private void tidyWhenDue() {
        var now = clock.instant();
        var last = tidiedAt.get();
        if (now.toEpochMilli() - last >= TIDIED_EVERY.toMillis() && tidiedAt.compareAndSet(last, now.toEpochMilli())) {
            ifPossible(() -> {
                sessions.forgetExpired(now);
                resets.forgetExpired(now);
                throttle.forgetOld(now);
            });
        }
    }

    // What is merely good to have written must not fail the request that brought it about.
    private void ifPossible(Runnable write) {
        try {
            transactions.run(write);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "not written this time", e);
        }
    }

    private static Refusal wrongCredentials() {
        return Refusal.of(Refusal.Kind.UNAUTHENTICATED, "The e-mail or the password is wrong.");
    }

    // its key revoked or its membership ended while the request was under way
    private static Refusal gone() {
        return Refusal.of(Refusal.Kind.UNAUTHENTICATED, "The credential does not hold any more.");
    }
}
