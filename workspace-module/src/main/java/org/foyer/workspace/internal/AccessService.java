package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Access;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.MeView;
import org.foyer.contracts.workspace.OpenedSession;
import org.foyer.platform.document.Document;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AccessService implements Access {
    private static final Logger LOG = Logger.getLogger(AccessService.class.getName());
    private static final Duration TIDIED_EVERY = Duration.ofHours(1);

    private final AtomicLong tidiedAt = new AtomicLong(); // epoch milliseconds

    private AccountRepository accounts;
    private WorkspaceRepository workspaces;
    private SessionRepository sessions;
    private ApiKeyRepository apiKeys;
    private SignInThrottle throttle;
    private Passwords passwords;
    private OwnTransaction transactions;
    private Clock clock;

    @Inject
    AccessService(
            AccountRepository accounts,
            WorkspaceRepository workspaces,
            SessionRepository sessions,
            ApiKeyRepository apiKeys,
            SignInThrottle throttle,
            Passwords passwords,
            OwnTransaction transactions,
            Clock clock) {
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.sessions = sessions;
        this.apiKeys = apiKeys;
        this.throttle = throttle;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected AccessService() {}

    // Not one transaction: the attempt must stay counted when it is refused, and hashing must hold no connection.
    @Override
    public OpenedSession signIn(String email, String password, String address) {
        var emailKey = Account.emailKey(checked(email, password));
        tidyWhenDue();
        throttle.begin(emailKey, address);
        var account = transactions.call(() -> accounts.byEmail(emailKey));
        var matches =
                passwords.match(password, account.map(Account::passwordHash).orElse(null));
        if (account.isEmpty() || !matches) {
            throw wrongCredentials();
        }
        return transactions.call(() -> {
            throttle.succeeded(emailKey, address);
            return open(account.get());
        });
    }

    private static String checked(String email, String password) {
        var document = Document.of(Map.of("email", email, "password", password));
        var checkedEmail = document.requiredText("email", Account.LONGEST_EMAIL);
        if (password.isEmpty()) {
            document.violation("password", "must not be empty");
        }
        document.text("password", Passwords.LONGEST);
        document.finish();
        return checkedEmail;
    }

    private OpenedSession open(Account account) {
        var membership = workspaces.firstMembership(account.id()).orElseThrow(AccessService::wrongCredentials);
        var workspaceId = membership.workspaceId();
        var token = Secrets.token("");
        var session = new Session(token, account.id(), clock.instant());
        sessions.add(session);
        return new OpenedSession(
                token,
                session.csrfToken(),
                Session.LIFETIME,
                workspaces.member(account.id(), workspaceId).orElseThrow(),
                workspaces.view(workspaceId).orElseThrow());
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
