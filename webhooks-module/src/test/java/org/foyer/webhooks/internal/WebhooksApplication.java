package org.foyer.webhooks.internal;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.contacts.CustomAttributeView;
import org.foyer.contracts.contacts.CustomAttributes;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.webhooks.DeliveriesDue;
import org.foyer.contracts.webhooks.WebhookDeliveryView;
import org.foyer.contracts.webhooks.WebhookView;
import org.foyer.contracts.webhooks.Webhooks;
import org.foyer.contracts.webhooks.WebhooksEvent;
import org.foyer.contracts.workspace.Audit;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.SecretBox;
import org.foyer.platform.testing.HandClock;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

/** The module on a real database, with one transaction per call, as in the container. */
final class WebhooksApplication implements AutoCloseable {
    static final UUID WORKSPACE = Ids.next();
    static final UUID MEMBER = Ids.next();
    static final Caller CALLER = new Caller(WORKSPACE, MEMBER, null, Set.of(Scope.values()), null, false, "token");
    static final Duration TIMEOUT = Duration.ofMillis(700);

    private final TestDatabase database;
    private final SecretBox box = SecretBox.withRandomKey();
    private final Map<UUID, UUID> contactsOfLeads = new HashMap<>();
    private final List<String> audited = new ArrayList<>();
    private final FiredEvents<WebhooksEvent> events = new FiredEvents<>();
    private final FiredEvents<Object> signals = new FiredEvents<>();
    private final FiredEvents<DeliveriesDue> due = new FiredEvents<>();
    final HandClock clock = new HandClock(Instant.parse("2026-01-31T08:00:00Z"));
    private @Nullable Dispatcher dispatcher;

    WebhooksApplication(TestDatabase.Kind kind) {
        this.database = TestDatabase.of(kind, "webhooks");
    }

    <T> T webhooks(Function<Webhooks, T> use) {
        return database.inTransaction(entityManager -> use.apply(new WebhooksService(
                new EndpointRepository(entityManager),
                new DeliveryRepository(entityManager),
                fake(CustomAttributes.class),
                box,
                new WebhooksSettings(true, Duration.ofDays(30)),
                due,
                clock)));
    }

    /** Calls each in a transaction of its own, as the container's proxy does. */
    DeliveriesService deliveries() {
        return new DeliveriesService() {
            @Override
            public void record(
                    UUID workspaceId,
                    UUID eventId,
                    EventType type,
                    Instant at,
                    @Nullable UUID subjectId,
                    Supplier<Map<String, Object>> data) {
                use(it -> it.record(workspaceId, eventId, type, at, subjectId, data));
            }

            @Override
            public List<Work> work() {
                return get(DeliveriesService::work);
            }

            @Override
            public List<Due> claim(Work work, int max) {
                return get(it -> it.claim(work, max));
            }

            @Override
            public void attempted(Due attempt, Result result) {
                use(it -> it.attempted(attempt, result));
            }

            @Override
            public void forget(UUID workspaceId, Collection<UUID> subjectIds) {
                use(it -> it.forget(workspaceId, subjectIds));
            }

            @Override
            public boolean clear() {
                return get(DeliveriesService::clear);
            }

            @Override
            public long dead() {
                return get(DeliveriesService::dead);
            }

            @Override
            public Duration oldestDue() {
                return get(DeliveriesService::oldestDue);
            }
        };
    }

    private void use(Consumer<DeliveriesService> work) {
        database.transact(entityManager -> work.accept(service(entityManager)));
    }

    private <T> T get(Function<DeliveriesService, T> work) {
        return database.inTransaction(entityManager -> work.apply(service(entityManager)));
    }

    private DeliveriesService service(EntityManager entityManager) {
        return new DeliveriesService(
                new EndpointRepository(entityManager),
                new DeliveryRepository(entityManager),
                fake(CustomAttributes.class),
                box,
                fake(Audit.class),
                new WebhooksSettings(true, Duration.ofDays(30)),
                events,
                signals,
                clock);
    }

    ConversationReactions conversationReactions() {
        return new ConversationReactions(deliveries(), audience(), fake(Contacts.class));
    }

    ContactReactions contactReactions() {
        return new ContactReactions(deliveries(), audience());
    }

    private Audience audience() {
        return new Audience() {
            private static final long serialVersionUID = 1L;

            @Override
            boolean listens(UUID workspaceId) {
                return database.inTransaction(
                        entityManager -> new Audience(new EndpointRepository(entityManager)).listens(workspaceId));
            }
        };
    }

    /** The façades of other contexts, as far as this one asks them. */
    private <T> T fake(Class<T> facade) {
        return facade.cast(Proxy.newProxyInstance(
                facade.getClassLoader(),
                new Class<?>[] {facade},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "usable" ->
                        List.of(new CustomAttributeView(
                                "seats", "Seats", "number", null, false, Instant.EPOCH, Instant.EPOCH));
                    case "contactsOf" -> contactsOfLeads;
                    case "recordBySystem" -> {
                        audited.add(String.valueOf(arguments[1]));
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    void send() {
        send(host -> java.net.InetAddress.getAllByName(host), true);
    }

    /** Starts sending for real. */
    void send(NameService names, boolean allowPrivate) {
        dispatcher = new Dispatcher(deliveries(), names, null, TIMEOUT, allowPrivate, clock);
        dispatcher.start(Executors.defaultThreadFactory());
    }

    void stopSending() {
        if (dispatcher != null) {
            dispatcher.stop();
        }
    }

    /** Waits for what the sending brings about. */
    void until(BooleanSupplier condition) {
        var end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come about; " + audited + signals.all());
            }
            if (dispatcher != null) {
                dispatcher.wake();
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** A new endpoint that wants to know of leads. */
    Webhooks.Created endpoint(String url, Object... more) {
        var body = new HashMap<String, Object>(Map.of("url", url, "events", List.of("lead.created")));
        for (int i = 0; i < more.length; i += 2) {
            body.put(String.valueOf(more[i]), more[i + 1]);
        }
        return webhooks(it -> it.create(CALLER, body));
    }

    WebhookView read(Webhooks.Created endpoint) {
        return webhooks(it -> it.get(WORKSPACE, endpoint.webhook().id()));
    }

    WebhookView change(Webhooks.Created endpoint, Map<String, Object> body) {
        return webhooks(it -> it.change(WORKSPACE, endpoint.webhook().id(), body));
    }

    LeadSubmitted lead() {
        return lead("ana@example.com");
    }

    LeadSubmitted lead(String email) {
        return new LeadSubmitted(
                Ids.next(),
                WORKSPACE,
                Ids.next(),
                null,
                Ids.next(),
                Map.of("email", email, "seats", "12"),
                "form",
                new SourceView("https://shop.example/", null, Map.of("campaign", "spring")),
                clock.instant(),
                null);
    }

    /** Delivers the event to this context. */
    LeadSubmitted happens(LeadSubmitted lead) {
        conversationReactions().on(lead);
        return lead;
    }

    void isRegistered(LeadSubmitted lead, UUID contact) {
        contactsOfLeads.put(lead.leadId(), contact);
    }

    List<WebhookDeliveryView> list(Webhooks.Created endpoint) {
        return webhooks(it -> it.deliveries(
                        new Webhooks.Query(WORKSPACE, endpoint.webhook().id(), null, null),
                        new PageRequest(PageRequest.MAX_LIMIT, null)))
                .items();
    }

    WebhookDeliveryView only(Webhooks.Created endpoint) {
        var all = list(endpoint);
        if (all.size() != 1) {
            throw new AssertionError(all.toString());
        }
        return all.get(0);
    }

    List<WebhooksEvent> events() {
        return events.all();
    }

    List<String> audited() {
        return audited;
    }

    @Override
    public void close() {
        stopSending();
        database.close();
    }
}
