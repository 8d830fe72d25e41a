package org.foyer.workspace.internal;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TransactionRequiredException;
import jakarta.transaction.Transactional;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.foyer.contracts.workspace.Access;
import org.foyer.contracts.workspace.ApiKeys;
import org.foyer.contracts.workspace.Audit;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Client;
import org.foyer.contracts.workspace.LeadMailPlanned;
import org.foyer.contracts.workspace.MemberInvited;
import org.foyer.contracts.workspace.Members;
import org.foyer.contracts.workspace.Notifications;
import org.foyer.contracts.workspace.OpenedSession;
import org.foyer.contracts.workspace.PasswordResetRequested;
import org.foyer.contracts.workspace.WorkspaceEvent;
import org.foyer.contracts.workspace.Workspaces;
import org.foyer.platform.secret.SecretBox;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * One node of an installation: the context's services, wired as the container does, and with its transactions: an
 * annotated method runs in one, {@link OwnTransaction} in one of its own, and outside of any the entity manager refuses.
 */
final class TestNode {
    static final Instant START = Instant.parse("2026-03-02T09:15:00.123456Z");
    static final String ADDRESS = "192.0.2.1";
    static final String ADMIN_EMAIL = "Admin@example.org";
    static final String ADMIN_PASSWORD = "correct horse battery staple";

    private final TestDatabase database;
    private final ThreadLocal<Deque<EntityManager>> transactions = ThreadLocal.withInitial(ArrayDeque::new);
    private final EntityManager entityManager;

    final Access access;
    final ApiKeys apiKeys;
    final Workspaces workspaces;
    final Members members;
    final Audit audit;

    final Notifications notifications;
    final LeadMails leadMails;
    final MemberMails memberMails;
    final FakeLeads leads = new FakeLeads();
    final MailsHeld mails = new MailsHeld();

    /** What was fired, in order. */
    final List<WorkspaceEvent> fired = new ArrayList<>();

    /** Whether writes that are not essential fail. */
    volatile boolean failing;

    TestNode(TestDatabase database, Clock clock) {
        this(database, clock, new WorkspaceSettings(ADMIN_EMAIL, Optional.of(ADMIN_PASSWORD)));
    }

    TestNode(TestDatabase database, Clock clock, WorkspaceSettings settings) {
        this.database = database;
        this.entityManager = proxy(EntityManager.class, (method, arguments) -> {
            var current = transactions.get().peek();
            if (current == null) {
                throw new TransactionRequiredException(method.getName());
            }
            return invoke(method, current, arguments);
        });
        var accountRepository = new AccountRepository(entityManager);
        var workspaceRepository = new WorkspaceRepository(entityManager);
        var apiKeyRepository = new ApiKeyRepository(entityManager);
        var passwords = new Passwords(64);
        var own = new OwnTransaction() {
            @Override
            public <T> T call(Supplier<T> work) {
                return inTransaction(em -> work.get());
            }

            @Override
            public void run(Runnable work) {
                if (failing) {
                    throw new IllegalStateException("the database is read-only");
                }
                call(() -> {
                    work.run();
                    return true;
                });
            }
        };
        var events = new FiredEvents(fired);
        var links = new DashboardLinks(Optional.of("https://chat.example.com/"), "127.0.0.1", "8080");
        var invitations = new InvitationRepository(entityManager);
        var sessions = new SessionRepository(entityManager);
        var resets = new PasswordResetRepository(entityManager);
        var trail = new AuditTrail(entityManager);
        var signIn = new SignIn(workspaceRepository, sessions, clock);
        var throttle = new SignInThrottle(new SignInFailureRepository(entityManager), own, clock);
        this.memberMails = new MemberMails(
                accountRepository,
                workspaceRepository,
                invitations,
                resets,
                links,
                SecretBox.withRandomKey(),
                mails,
                events,
                clock);
        this.leadMails = new LeadMails(
                new LeadMailRepository(entityManager), workspaceRepository, leads, links, mails, events, clock);
        this.notifications = transactional(Notifications.class, new NotificationsService(workspaceRepository, mails));
        this.access = transactional(
                Access.class,
                new AccessService(
                        accountRepository,
                        workspaceRepository,
                        sessions,
                        apiKeyRepository,
                        resets,
                        trail,
                        signIn,
                        throttle,
                        passwords,
                        own,
                        events,
                        clock));
        this.members = transactional(
                Members.class,
                new MembersService(
                        accountRepository,
                        workspaceRepository,
                        invitations,
                        resets,
                        sessions,
                        memberMails,
                        trail,
                        signIn,
                        throttle,
                        passwords,
                        own,
                        clock));
        this.audit = transactional(Audit.class, new AuditService(trail, clock));
        this.apiKeys = transactional(ApiKeys.class, new ApiKeysService(apiKeyRepository, clock));
        this.workspaces = transactional(
                Workspaces.class,
                new WorkspacesService(
                        new InstallationRepository(entityManager),
                        accountRepository,
                        workspaceRepository,
                        passwords,
                        settings,
                        clock));
    }

    /** A node whose installation is prepared. */
    static TestNode prepared(TestDatabase database, Clock clock) {
        var node = new TestNode(database, clock);
        node.workspaces.prepareInstallation();
        return node;
    }

    /** Signs in from an address. */
    OpenedSession signIn(String email, String password, String address) {
        return access.signIn(Map.of("email", email, "password", password), new Client(address, null));
    }

    /** The caller of a session just opened. */
    Caller caller(OpenedSession session) {
        return access.bySession(session.token(), session.workspace().id()).orElseThrow();
    }

    <T> T inTransaction(Function<EntityManager, T> work) {
        return database.inTransaction(em -> {
            transactions.get().push(em);
            try {
                return work.apply(em);
            } finally {
                transactions.get().pop();
            }
        });
    }

    /** Delivers, each in a transaction of its own, all that was fired and is due, until nothing is. */
    void deliver(Instant now) {
        for (var event : List.copyOf(fired)) {
            var due = event.deliverAfter();
            if (due == null || !due.isAfter(now)) {
                fired.remove(event);
                inTransaction(em -> {
                    if (event instanceof LeadMailPlanned mail) {
                        leadMails.send(mail);
                    } else if (event instanceof MemberInvited invited) {
                        memberMails.send(invited);
                    } else if (event instanceof PasswordResetRequested requested) {
                        memberMails.send(requested);
                    }
                    return event;
                });
            }
        }
    }

    Object value(String sql) {
        return database.inTransaction(em -> em.createNativeQuery(sql).getSingleResult());
    }

    void persist(Object entity) {
        database.transact(em -> em.persist(entity));
    }

    private <T> T transactional(Class<T> type, T service) {
        return proxy(type, (method, arguments) -> {
            var own = service.getClass().getDeclaredMethod(method.getName(), method.getParameterTypes());
            return own.isAnnotationPresent(Transactional.class)
                    ? inTransaction(em -> invoke(own, service, arguments))
                    : invoke(own, service, arguments);
        });
    }

    private interface Invocation {
        @Nullable Object on(Method method, Object @Nullable [] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Invocation invocation) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> invocation.on(method, arguments)));
    }

    private static @Nullable Object invoke(Method method, Object target, Object @Nullable [] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
