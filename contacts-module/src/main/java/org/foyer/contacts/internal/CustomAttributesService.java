package org.foyer.contacts.internal;

import static java.util.Objects.requireNonNullElse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.foyer.contracts.contacts.CustomAttributeView;
import org.foyer.contracts.contacts.CustomAttributes;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.platform.document.Document;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.text.Folding;
import org.foyer.platform.text.WrittenTexts;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class CustomAttributesService implements CustomAttributes {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,59}");
    private static final int MAX_LABEL = 100;
    private static final int MAX_DESCRIPTION = 500;
    private static final int MOST = 200;
    private static final List<String> READ_ONLY = List.of("created_at", "updated_at");

    private CustomAttributeRepository attributes;
    private IdentityLocks locks;
    private Clock clock;

    @Inject
    CustomAttributesService(CustomAttributeRepository attributes, IdentityLocks locks, Clock clock) {
        this.attributes = attributes;
        this.locks = locks;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected CustomAttributesService() {}

    @Override
    public CustomAttributeView create(UUID workspaceId, Map<String, Object> body) {
        var document = Document.of(body);
        var name = requireNonNullElse(document.text("name", 1000), "");
        if (document.raw("name") == null) {
            document.violation("name", "is required");
        } else if (document.raw("name") instanceof String && !NAME.matcher(name).matches()) {
            document.violation("name", "must be a letter, then up to 59 of the characters A-Z, a-z, 0-9, _ and -");
        } else if (ReservedNames.contains(name)) {
            document.violation("name", "is reserved");
        }
        var type = document.oneOf("type", AttributeType.NAMES);
        if (document.raw("type") == null) {
            document.violation("type", "is required: one of " + String.join(", ", AttributeType.NAMES));
        }
        var label = label(document, name);
        var description = description(document);
        var archived = document.flag("archived");
        readOnly(document);
        document.finish();

        // one at a time: two of one name, or a 201st, are refused and not an accident
        locks.lock(workspaceId, Set.of(IdentityLocks.attributes()));
        var present = attributes.all(workspaceId);
        if (present.stream().anyMatch(other -> Folding.key(other.name()).equals(Folding.key(name)))) {
            throw Refusal.conflict(
                    "The workspace has a custom attribute of this name.",
                    List.of(new Violation("/name", "is taken; upper and lower case do not count")),
                    Map.of());
        }
        if (present.size() >= MOST) {
            throw Refusal.of(
                    Refusal.Kind.RULE_VIOLATED,
                    "A workspace has at most " + MOST + " custom attributes, archived ones counted.");
        }
        var attribute = new CustomAttribute(
                workspaceId,
                name,
                AttributeType.of(Objects.requireNonNull(type)),
                label,
                description,
                Boolean.TRUE.equals(archived),
                clock.instant());
        attributes.add(attribute);
        return attribute.view();
    }

    private static String label(Document document, String standard) {
        var typed = document.text("label", MAX_LABEL);
        if (typed == null) {
            return standard;
        }
        var label = WrittenTexts.composed(WrittenTexts.trimmed(typed));
        if (label.isEmpty()) {
            document.violation("label", "must not be blank");
        }
        return label;
    }

    private static @Nullable String description(Document document) {
        var text = document.lines("description", MAX_DESCRIPTION);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static void readOnly(Document document) {
        READ_ONLY.stream().filter(document::has).forEach(property -> document.violation(property, "is read-only"));
    }

    @Override
    public Page<CustomAttributeView> list(UUID workspaceId, PageRequest page) {
        var rows = attributes.page(workspaceId, Cursor.of(page), page.limit() + 1);
        return Cursor.page(rows, page.limit(), attribute -> new Cursor(attribute.createdAt(), attribute.id()))
                .map(CustomAttribute::view);
    }

    @Override
    public CustomAttributeView get(UUID workspaceId, String name) {
        return find(workspaceId, name).view();
    }

    private CustomAttribute find(UUID workspaceId, String name) {
        return attributes.find(workspaceId, name).orElseThrow(() -> Refusal.notFound("custom attribute"));
    }

    @Override
    public CustomAttributeView change(UUID workspaceId, String name, Map<String, Object> body) {
        var attribute = find(workspaceId, name);
        var document = Document.of(body);
        if (document.has("name") && !attribute.name().equals(document.raw("name"))) {
            document.violation("name", "can't be changed");
        }
        if (document.has("type") && !attribute.type().wireName().equals(document.raw("type"))) {
            document.violation("type", "can't be changed");
        }
        var label = document.has("label") ? label(document, attribute.name()) : attribute.label();
        var description = document.has("description") ? description(document) : attribute.description();
        var archived =
                document.has("archived") ? Boolean.TRUE.equals(document.flag("archived")) : attribute.isArchived();
        readOnly(document);
        document.finish();
        attribute.become(label, description, archived, clock.instant());
        return attribute.view();
    }

    @Override
    public List<CustomAttributeView> usable(UUID workspaceId) {
        var usable = new ArrayList<CustomAttributeView>();
        attributes.all(workspaceId).stream()
                .filter(attribute -> !attribute.isArchived())
                .forEach(attribute -> usable.add(attribute.view()));
        return usable;
    }
}
