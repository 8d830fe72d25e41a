package org.foyer.contacts.internal;

import static java.util.Comparator.comparing;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.ContactView.OriginView;
import org.foyer.contracts.contacts.ValueChange;
import org.foyer.platform.id.Ids;
import org.foyer.platform.text.Folding;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/**
 * A person a workspace knows. A contact begins empty and takes what is said about it by the {@link Rule} of whoever says
 * it: a command changes anything, records brought into line leave what a stronger source said, a lead fills only what is
 * unknown, since what is typed into a form proves nothing about who typed it. External id, e-mail addresses and phone
 * numbers each belong to at most one contact of a workspace. It ends deleted, or merged into another.
 */
@Entity
@Table(name = "contact")
class Contact {
    @Id
    private UUID id;

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(name = "external_id")
    private @Nullable String externalId;

    @Column(name = "external_id_key")
    @SuppressWarnings("UnusedVariable") // for queries
    private @Nullable String externalIdKey;

    @Embedded
    @AttributeOverride(name = "source", column = @Column(name = "external_id_source"))
    @AttributeOverride(name = "actor", column = @Column(name = "external_id_actor"))
    @AttributeOverride(name = "at", column = @Column(name = "external_id_set_at"))
    private @Nullable Origin externalIdOrigin;

    private @Nullable String name;

    @Column(name = "name_key")
    @SuppressWarnings("UnusedVariable") // for queries
    private @Nullable String nameKey;

    @Embedded
    @AttributeOverride(name = "source", column = @Column(name = "name_source"))
    @AttributeOverride(name = "actor", column = @Column(name = "name_actor"))
    @AttributeOverride(name = "at", column = @Column(name = "name_set_at"))
    private @Nullable Origin nameOrigin;

    // the primary ones, which are among the others too: read without a join, and what lists filter and sort by
    private @Nullable String email;

    @Column(name = "email_key")
    @SuppressWarnings("UnusedVariable") // for queries
    private @Nullable String emailKey;

    private @Nullable String phone;

    @OneToMany(mappedBy = "contact", cascade = CascadeType.ALL, orphanRemoval = true)
    @BatchSize(size = 100)
    private Set<ContactEmail> emails = new HashSet<>();

    @OneToMany(mappedBy = "contact", cascade = CascadeType.ALL, orphanRemoval = true)
    @BatchSize(size = 100)
    private Set<ContactPhone> phones = new HashSet<>();

    @OneToMany(mappedBy = "contact", cascade = CascadeType.ALL, orphanRemoval = true)
    @BatchSize(size = 100)
    private Set<ContactAttribute> attributes = new HashSet<>();

    @Convert(converter = SourcesConverter.class)
    private List<String> sources;

    @Column(name = "sources", insertable = false, updatable = false)
    @SuppressWarnings("UnusedVariable") // for queries
    private @Nullable String sourcesText;

    // all there is to find it by, one a line
    @Column(name = "search_text", columnDefinition = "text")
    @SuppressWarnings("UnusedVariable") // for queries
    private String searchText = "";

    @Column(name = "created_source", updatable = false)
    private String createdSource;

    @Column(name = "created_actor", updatable = false)
    private String createdActor;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "last_seen_at")
    private @Nullable Instant lastSeenAt;

    @Version
    private long version;

    Contact(UUID workspaceId, Origin origin) {
        this(Ids.next(), workspaceId, origin.source(), origin.actor(), origin.at());
    }

    private Contact(UUID id, UUID workspaceId, String createdSource, String createdActor, Instant createdAt) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.sources = List.of();
        this.createdSource = createdSource;
        this.createdActor = createdActor;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Contact() {}

    /** The contact as it was. */
    static Contact restored(ContactState state) {
        var contact = new Contact(
                state.id(), state.workspaceId(), state.createdSource(), state.createdActor(), state.createdAt());
        contact.become(state);
        return contact;
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    Instant createdAt() {
        return createdAt;
    }

    Origin created() {
        return new Origin(createdSource, createdActor, createdAt);
    }

    @Nullable String externalId() {
        return externalId;
    }

    @Nullable String name() {
        return name;
    }

    @Nullable String email() {
        return email;
    }

    @Nullable String phone() {
        return phone;
    }

    boolean belongsTo(UUID workspace) {
        return workspaceId.equals(workspace);
    }

    /** Whether it would still say who it is; a contact that does not could never be found again. */
    boolean staysIdentified(ContactValues said) {
        return (said.externalId().isGiven() ? said.externalId().value() != null : externalId != null)
                || (said.name().isGiven() ? said.name().value() != null : name != null)
                || (said.email().isGiven() || said.emails().isGiven()
                        ? !said.emailKeys().isEmpty() || (!said.emails().isGiven() && emails.size() > 1)
                        : email != null)
                || (said.phone().isGiven() || said.phones().isGiven()
                        ? !said.allPhones().isEmpty() || (!said.phones().isGiven() && phones.size() > 1)
                        : phone != null);
    }

    List<String> emailKeys() {
        return emails.stream().map(ContactEmail::key).toList();
    }

    List<String> phones() {
        return phones.stream().map(ContactPhone::phone).toList();
    }

    /** What identifies it, as locks name it. */
    Set<String> lockNames() {
        var names = new HashSet<String>();
        if (externalId != null) {
            names.add(IdentityLocks.externalId(externalId));
        }
        emailKeys().forEach(key -> names.add(IdentityLocks.email(key)));
        phones().forEach(number -> names.add(IdentityLocks.phone(number)));
        return names;
    }

    /**
     * Takes what is said, as far as the rule allows. That no other contact has the addresses, numbers and external id is
     * the caller's to see to.
     *
     * @return what changed, by field
     */
    Map<String, ValueChange> take(ContactValues said, Rule rule, Origin by) {
        var changes = new LinkedHashMap<String, ValueChange>();
        if (said.externalId().isGiven()
                && !Objects.equals(externalId, said.externalId().value())
                && rule.allows(externalIdOrigin, by)) {
            changes.put(
                    "external_id", new ValueChange(externalId, said.externalId().value()));
            externalId(said.externalId().value(), by);
        }
        if (said.name().isGiven() && !Objects.equals(name, said.name().value()) && rule.allows(nameOrigin, by)) {
            changes.put("name", new ValueChange(name, said.name().value()));
            name(said.name().value(), by);
        }
        if (said.email().isGiven() || said.emails().isGiven()) {
            takeEmails(said.email(), said.emails(), rule, by, changes);
        }
        if (said.phone().isGiven() || said.phones().isGiven()) {
            takePhones(said.phone(), said.phones(), rule, by, changes);
        }
        said.attributes().forEach((attribute, value) -> takeAttribute(attribute, value.value(), rule, by, changes));
        if (!changes.isEmpty()) {
            updatedAt = by.at();
        }
        return changes;
    }

    private void externalId(@Nullable String value, @Nullable Origin by) {
        externalId = value;
        externalIdKey = value == null ? null : Folding.key(value);
        externalIdOrigin = value == null ? null : by;
        agreeOnSearchText();
    }

    private void name(@Nullable String value, @Nullable Origin by) {
        name = value;
        nameKey = value == null ? null : Folding.key(value);
        nameOrigin = value == null ? null : by;
        agreeOnSearchText();
    }

    private void takeEmails(
            Given<String> primary, Given<List<String>> all, Rule rule, Origin by, Map<String, ValueChange> changes) {
        if (rule == Rule.FILL && email != null) {
            return;
        }
        var before = emailsInOrder().stream().map(ContactEmail::email).toList();
        if (all.isGiven()) {
            listEmails(Objects.requireNonNullElse(all.value(), List.of()), rule, by);
        }
        if (primary.isGiven()) {
            primaryEmail(primary.value(), rule, by);
        }
        var after = agreeOnEmail();
        record("email", "emails", before, after, changes);
    }

    /** Makes these the contact's addresses, the first one the primary one. */
    private void listEmails(List<String> wanted, Rule rule, Origin by) {
        var keys = wanted.stream().map(Folding::emailKey).toList();
        emails.removeIf(present -> !keys.contains(present.key()) && rule.allows(present.origin(), by));
        for (var address : wanted) {
            var present = email(address);
            if (present == null) {
                emails.add(new ContactEmail(this, address, false, by));
            } else if (rule.allows(present.origin(), by)) {
                present.written(address, by);
            }
        }
        if (!wanted.isEmpty()) {
            makePrimary(wanted.get(0), rule, by);
        }
    }

    /** Puts this address in the place of the primary one; one that is the contact's already changes places with it. */
    private void primaryEmail(@Nullable String wanted, Rule rule, Origin by) {
        var present =
                emails.stream().filter(ContactEmail::isPrimary).findFirst().orElse(null);
        if (present != null && !rule.allows(present.origin(), by)) {
            return;
        }
        if (wanted == null) {
            emails.remove(present);
        } else if (present != null && present.key().equals(Folding.emailKey(wanted))) {
            present.written(wanted, by);
        } else if (email(wanted) != null) {
            makePrimary(wanted, rule, by);
        } else {
            emails.remove(present);
            emails.add(new ContactEmail(this, wanted, true, by));
        }
    }

    private void makePrimary(String wanted, Rule rule, Origin by) {
        var present =
                emails.stream().filter(ContactEmail::isPrimary).findFirst().orElse(null);
        if (present == null || rule.allows(present.origin(), by)) {
            var key = Folding.emailKey(wanted);
            emails.forEach(address -> address.primary(address.key().equals(key)));
        }
    }

    private @Nullable ContactEmail email(String address) {
        var key = Folding.emailKey(address);
        return emails.stream()
                .filter(present -> present.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    /** Makes sure that one address is the primary one, if there is any; answers all of them, in order. */
    private List<String> agreeOnEmail() {
        var inOrder = emailsInOrder();
        if (!inOrder.isEmpty()) {
            inOrder.get(0).primary(true);
        }
        email = inOrder.isEmpty() ? null : inOrder.get(0).email();
        emailKey = inOrder.isEmpty() ? null : inOrder.get(0).key();
        agreeOnSearchText();
        return inOrder.stream().map(ContactEmail::email).toList();
    }

    private List<ContactEmail> emailsInOrder() {
        return emails.stream()
                .sorted(comparing((ContactEmail address) -> !address.isPrimary())
                        .thenComparing(address -> address.origin().at())
                        .thenComparing(ContactEmail::key))
                .toList();
    }

    private void agreeOnSearchText() {
        searchText = SearchText.of(
                name,
                externalId,
                emails.stream().map(ContactEmail::email).toList(),
                phones.stream().map(ContactPhone::phone).toList());
    }

    private void takePhones(
            Given<String> primary, Given<List<String>> all, Rule rule, Origin by, Map<String, ValueChange> changes) {
        if (rule == Rule.FILL && phone != null) {
            return;
        }
        var before = phonesInOrder().stream().map(ContactPhone::phone).toList();
        if (all.isGiven()) {
            listPhones(Objects.requireNonNullElse(all.value(), List.of()), rule, by);
        }
        if (primary.isGiven()) {
            primaryPhone(primary.value(), rule, by);
        }
        var after = agreeOnPhone();
        record("phone", "phones", before, after, changes);
    }

    private void listPhones(List<String> wanted, Rule rule, Origin by) {
        phones.removeIf(present -> !wanted.contains(present.phone()) && rule.allows(present.origin(), by));
        for (var number : wanted) {
            if (!hasPhone(number)) {
                phones.add(new ContactPhone(this, number, false, by));
            }
        }
        if (!wanted.isEmpty()) {
            makePrimaryPhone(wanted.get(0), rule, by);
        }
    }

    private void primaryPhone(@Nullable String wanted, Rule rule, Origin by) {
        var present =
                phones.stream().filter(ContactPhone::isPrimary).findFirst().orElse(null);
        if (present != null && (present.phone().equals(wanted) || !rule.allows(present.origin(), by))) {
            return;
        }
        if (wanted == null) {
            phones.remove(present);
        } else if (hasPhone(wanted)) {
            makePrimaryPhone(wanted, rule, by);
        } else {
            phones.remove(present);
            phones.add(new ContactPhone(this, wanted, true, by));
        }
    }

    private void makePrimaryPhone(String wanted, Rule rule, Origin by) {
        var present =
                phones.stream().filter(ContactPhone::isPrimary).findFirst().orElse(null);
        if (present == null || rule.allows(present.origin(), by)) {
            phones.forEach(number -> number.primary(number.phone().equals(wanted)));
        }
    }

    private boolean hasPhone(String number) {
        return phones.stream().anyMatch(present -> present.phone().equals(number));
    }

    private List<String> agreeOnPhone() {
        var inOrder = phonesInOrder();
        if (!inOrder.isEmpty()) {
            inOrder.get(0).primary(true);
        }
        phone = inOrder.isEmpty() ? null : inOrder.get(0).phone();
        agreeOnSearchText();
        return inOrder.stream().map(ContactPhone::phone).toList();
    }

    private List<ContactPhone> phonesInOrder() {
        return phones.stream()
                .sorted(comparing((ContactPhone number) -> !number.isPrimary())
                        .thenComparing(number -> number.origin().at())
                        .thenComparing(ContactPhone::phone))
                .toList();
    }

    private static void record(
            String one, String many, List<String> before, List<String> after, Map<String, ValueChange> changes) {
        var first = before.isEmpty() ? null : before.get(0);
        var now = after.isEmpty() ? null : after.get(0);
        if (!Objects.equals(first, now)) {
            changes.put(one, new ValueChange(first, now));
        }
        if (!before.equals(after) && (before.size() > 1 || after.size() > 1)) {
            changes.put(many, new ValueChange(before, after));
        }
    }

    private void takeAttribute(
            CustomAttribute attribute,
            @Nullable AttributeValue wanted,
            Rule rule,
            Origin by,
            Map<String, ValueChange> changes) {
        var present = attributes.stream()
                .filter(value -> value.attributeId().equals(attribute.id()))
                .findFirst()
                .orElse(null);
        var before = present == null ? null : present.value();
        if (Objects.equals(before, wanted) || !rule.allows(present == null ? null : present.origin(), by)) {
            return;
        }
        if (wanted == null) {
            attributes.remove(present);
        } else if (present == null) {
            attributes.add(new ContactAttribute(this, attribute.id(), wanted, by));
        } else {
            present.become(wanted, by);
        }
        changes.put(
                "custom." + attribute.name(),
                new ValueChange(before == null ? null : before.wire(), wanted == null ? null : wanted.wire()));
    }

    /** Notes how we came to know this person; once per source, in the order of first appearance. */
    void knownFrom(String source, Instant now) {
        if (!sources.contains(source)) {
            sources = Stream.concat(sources.stream(), Stream.of(source)).toList();
            updatedAt = now;
        }
    }

    /** The person was here themselves. Deliveries may come late and out of order, so the latest time counts. */
    void seenAt(Instant time) {
        if (lastSeenAt == null || lastSeenAt.isBefore(time)) {
            lastSeenAt = time;
        }
    }

    /** All there is of it. */
    ContactState state() {
        return new ContactState(
                id,
                workspaceId,
                externalId,
                externalIdOrigin,
                name,
                nameOrigin,
                emailsInOrder().stream()
                        .map(address -> new ContactState.Value(address.email(), address.origin()))
                        .toList(),
                phonesInOrder().stream()
                        .map(number -> new ContactState.Value(number.phone(), number.origin()))
                        .toList(),
                attributes.stream()
                        .sorted(comparing(ContactAttribute::attributeId))
                        .map(value -> ContactState.Attribute.of(value.attributeId(), value.value(), value.origin()))
                        .toList(),
                sources,
                createdSource,
                createdActor,
                createdAt,
                updatedAt,
                lastSeenAt);
    }

    /** Becomes what it was, or is to be, in everything but its id and how it was made. */
    final void become(ContactState state) {
        externalId(state.externalId(), state.externalIdOrigin());
        name(state.name(), state.nameOrigin());
        become(state.emails(), state.phones());
        attributes.removeIf(present -> state.attributes().stream()
                .noneMatch(wanted -> wanted.attributeId().equals(present.attributeId())));
        for (var wanted : state.attributes()) {
            attributes.stream()
                    .filter(value -> value.attributeId().equals(wanted.attributeId()))
                    .findFirst()
                    .ifPresentOrElse(
                            present -> present.become(wanted.value(), wanted.origin()),
                            () -> attributes.add(
                                    new ContactAttribute(this, wanted.attributeId(), wanted.value(), wanted.origin())));
        }
        sources = state.sources();
        updatedAt = state.updatedAt();
        lastSeenAt = state.lastSeenAt();
    }

    private void become(List<ContactState.Value> wantedEmails, List<ContactState.Value> wantedPhones) {
        var keys = wantedEmails.stream()
                .map(wanted -> Folding.emailKey(wanted.value()))
                .toList();
        emails.removeIf(present -> !keys.contains(present.key()));
        for (int i = 0; i < wantedEmails.size(); i++) {
            var wanted = wantedEmails.get(i);
            var present = email(wanted.value());
            if (present == null) {
                emails.add(new ContactEmail(this, wanted.value(), i == 0, wanted.origin()));
            } else {
                present.become(wanted.value(), i == 0, wanted.origin());
            }
        }
        agreeOnEmail();
        phones.removeIf(present ->
                wantedPhones.stream().noneMatch(wanted -> wanted.value().equals(present.phone())));
        for (int i = 0; i < wantedPhones.size(); i++) {
            var wanted = wantedPhones.get(i);
            var isFirst = i == 0;
            phones.stream()
                    .filter(present -> present.phone().equals(wanted.value()))
                    .findFirst()
                    .ifPresentOrElse(
                            present -> present.become(isFirst, wanted.origin()),
                            () -> phones.add(new ContactPhone(this, wanted.value(), isFirst, wanted.origin())));
        }
        agreeOnPhone();
    }

    ContactView view(Attributes known) {
        var values = new LinkedHashMap<String, Object>();
        var origins = new LinkedHashMap<String, OriginView>();
        origin("external_id", externalIdOrigin, origins);
        origin("name", nameOrigin, origins);
        var addresses = new ArrayList<ContactView.Email>();
        for (var address : emailsInOrder()) {
            addresses.add(new ContactView.Email(address.email(), address.isPrimary()));
            origin(address.isPrimary() ? "email" : "emails/" + address.email(), address.origin(), origins);
        }
        var numbers = new ArrayList<ContactView.Phone>();
        for (var number : phonesInOrder()) {
            numbers.add(new ContactView.Phone(number.phone(), number.isPrimary()));
            origin(number.isPrimary() ? "phone" : "phones/" + number.phone(), number.origin(), origins);
        }
        if (!attributes.isEmpty()) {
            known.byId().forEach((attributeId, attribute) -> attributes.stream()
                    .filter(value ->
                            !attribute.isArchived() && value.attributeId().equals(attributeId))
                    .forEach(value -> {
                        values.put(attribute.name(), value.value().wire());
                        origin("custom." + attribute.name(), value.origin(), origins);
                    }));
        }
        return new ContactView(
                id,
                workspaceId,
                externalId,
                name,
                email,
                phone,
                addresses,
                numbers,
                values,
                sources,
                origins,
                createdAt,
                updatedAt,
                lastSeenAt);
    }

    private static void origin(String field, @Nullable Origin origin, Map<String, OriginView> origins) {
        if (origin != null) {
            origins.put(field, new OriginView(origin.source(), origin.actor(), origin.at()));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Contact contact && id.equals(contact.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
