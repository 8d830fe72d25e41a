package org.foyer.actions.internal;

import static java.util.Objects.requireNonNullElse;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.foyer.contracts.actions.ConsentRequest;
import org.foyer.contracts.actions.FormField;
import org.foyer.contracts.actions.LeadCollection;
import org.foyer.contracts.contacts.CustomAttributeView;
import org.foyer.contracts.contacts.CustomAttributes;
import org.foyer.platform.document.Document;
import org.foyer.platform.secret.Secrets;

/** Offers a short form in the chat; what the visitor submits becomes a lead. */
@ApplicationScoped
class CollectLeads implements ActionKind {
    static final String KIND = "collect_leads";

    private static final String FIELDS = "fields";
    private static final String SUCCESS_MESSAGE = "success_message";
    private static final String DISMISS_MESSAGE = "dismiss_message";
    private static final String CONSENT = "consent";
    private static final int MAX_CONSENT = 1000;
    private static final int VERSION_LENGTH = 12;
    private static final int MAX_FIELDS = 10;
    private static final int MAX_MESSAGE = 500;
    private static final int MAX_LABEL = 100;
    private static final int MAX_PLACEHOLDER = 100;
    private static final List<Object> DEFAULT_FIELDS = List.of("email");
    private static final String DEFAULT_SUCCESS = "Thanks — we'll be in touch!";
    private static final String DEFAULT_DISMISS = "";

    private static final String FIELD_NAME = "^[a-zA-Z][a-zA-Z0-9_-]{0,59}$";

    private List<LeadField> known;
    private Function<UUID, List<CustomAttributeView>> attributesOf = workspaceId -> List.of();

    CollectLeads() {
        this(LeadField.STANDARD);
    }

    @Inject
    CollectLeads(CustomAttributes attributes) {
        this(LeadField.STANDARD);
        this.attributesOf = attributes::usable;
    }

    /**
     * @param known the fields a form may ask; of the identifying ones the first that is asked is required, unless the
     *     operator says otherwise
     */
    CollectLeads(List<LeadField> known) {
        this.known = known;
    }

    /** Beside the standard fields a form asks for any custom attribute of the workspace that is not archived. */
    @Override
    public CollectLeads in(UUID workspaceId) {
        var fields = new ArrayList<>(known);
        for (var attribute : attributesOf.apply(workspaceId)) {
            fields.add(new LeadField(attribute.name(), attribute.label(), attribute.type(), "off", false));
        }
        return new CollectLeads(fields);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Collect leads";
    }

    @Override
    public String description() {
        return "Offers a short form in the chat when a visitor should be contacted, and saves what is submitted as a lead.";
    }

    @Override
    public String defaultTrigger() {
        return "when a visitor asks to be contacted or a person must follow up";
    }

    @Override
    public String defaultMode() {
        return "auto";
    }

    @Override
    public Map<String, Object> defaults() {
        return properties(DEFAULT_FIELDS, DEFAULT_SUCCESS, DEFAULT_DISMISS);
    }

    private static Map<String, Object> properties(Object fields, Object successMessage, Object dismissMessage) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put(FIELDS, fields);
        properties.put(SUCCESS_MESSAGE, successMessage);
        properties.put(DISMISS_MESSAGE, dismissMessage);
        return properties;
    }

    @Override
    public Map<String, Object> schema() {
        var name = ordered(
                "description",
                names(field -> true) + ", or a custom attribute of the workspace that is not archived",
                "type",
                "string",
                "pattern",
                FIELD_NAME);
        var field = ordered(
                "type",
                "object",
                "properties",
                ordered(
                        "name", name,
                        "label", ordered("type", "string", "maxLength", MAX_LABEL, "pattern", "\\S"),
                        "required", ordered("type", "boolean"),
                        "placeholder", ordered("type", "string", "maxLength", MAX_PLACEHOLDER, "default", "")),
                "required",
                List.of("name"),
                "additionalProperties",
                false);
        var fields = ordered(
                "description",
                "What the form asks, in this order: names of fields, or objects with one; none twice.",
                "type",
                "array",
                "minItems",
                1,
                "maxItems",
                MAX_FIELDS,
                "uniqueItems",
                true,
                "items",
                ordered("oneOf", List.of(name, field)),
                "default",
                DEFAULT_FIELDS);
        var success = ordered(
                "description", "What the agent says after the form was submitted.",
                "type", "string",
                "maxLength", MAX_MESSAGE,
                "pattern", "\\S",
                "default", DEFAULT_SUCCESS);
        var dismiss = ordered(
                "description",
                "What the agent says after the form was dismissed; nothing if empty.",
                "type",
                "string",
                "maxLength",
                MAX_MESSAGE,
                "default",
                DEFAULT_DISMISS);
        var consent = ordered(
                "description",
                "A box to tick for consent; none if left out.",
                "type",
                "object",
                "properties",
                ordered(
                        "text", ordered("type", "string", "maxLength", MAX_CONSENT, "pattern", "\\S"),
                        "required", ordered("type", "boolean", "default", false),
                        "version", ordered("type", "string", "maxLength", VERSION_LENGTH, "readOnly", true)),
                "required",
                List.of("text"),
                "additionalProperties",
                false);
        var properties = properties(fields, success, dismiss);
        properties.put(CONSENT, consent);
        return ordered(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "type",
                "object",
                "properties",
                properties,
                "additionalProperties",
                false);
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    @Override
    public Map<String, Object> read(Document body, Map<String, Object> before) {
        var properties = new LinkedHashMap<>(before);
        if (body.has(FIELDS)) {
            properties.put(FIELDS, fields(body));
        }
        if (body.has(SUCCESS_MESSAGE)) {
            properties.put(SUCCESS_MESSAGE, successMessage(body));
        }
        if (body.has(DISMISS_MESSAGE)) {
            var message = requireNonNullElse(body.lines(DISMISS_MESSAGE, MAX_MESSAGE), DEFAULT_DISMISS);
            properties.put(DISMISS_MESSAGE, message.isBlank() ? "" : message);
        }
        if (body.has(CONSENT)) {
            properties.remove(CONSENT);
            var consent = body.object(CONSENT);
            if (consent != null) {
                properties.put(CONSENT, consent(consent));
            }
        }
        return properties;
    }

    private static String successMessage(Document body) {
        var message = requireNonNullElse(body.lines(SUCCESS_MESSAGE, MAX_MESSAGE), DEFAULT_SUCCESS);
        if (message.isBlank()) {
            body.violation(SUCCESS_MESSAGE, "must not be blank: the visitor has to learn that the form arrived");
        }
        return message;
    }

    /**
     * The version is made of the text: a change of the wording can't keep it, and the same wording never has two. It may
     * be sent back as it was read, with a new text too.
     */
    private static Map<String, Object> consent(Document consent) {
        var text = consent.requiredLines("text", MAX_CONSENT).strip();
        var required = requireNonNullElse(consent.flag("required"), false);
        consent.text("version", VERSION_LENGTH);
        consent.finishNested();
        return ordered("text", text, "required", required, "version", versionOf(text));
    }

    private static String versionOf(String text) {
        return Secrets.sha256(text).substring(0, VERSION_LENGTH);
    }

    private List<Object> fields(Document body) {
        var entries = body.list(FIELDS, MAX_FIELDS);
        if (entries == null) {
            return DEFAULT_FIELDS;
        }
        if (entries.isEmpty()) {
            body.violation(FIELDS, "must have 1 to " + MAX_FIELDS + " entries");
            return DEFAULT_FIELDS;
        }
        var kept = new ArrayList<Object>();
        var asked = new HashSet<String>();
        for (int i = 0; i < entries.size(); i++) {
            var at = FIELDS + "/" + i;
            if (entries.get(i) instanceof String name) {
                kept.add(name);
                ask(name, asked, body, at);
            } else if (entries.get(i) instanceof Map<?, ?> entry) {
                kept.add(withoutNulls(entry));
                readEntry(body.nested(at, entry), asked);
            } else {
                body.violation(at, "must be the name of a field, or an object with name, label, required, placeholder");
            }
        }
        if (known.stream().noneMatch(field -> field.identifies() && asked.contains(field.name()))) {
            body.violation(FIELDS, "must have at least one of " + names(LeadField::identifies));
        }
        return kept;
    }

    private void readEntry(Document entry, Set<String> asked) {
        if (entry.raw("name") instanceof String name) {
            ask(name, asked, entry, "name");
        } else {
            entry.violation("name", entry.raw("name") == null ? "is required" : "must be a text");
        }
        var label = entry.text("label", MAX_LABEL);
        if (label != null && label.isBlank()) {
            entry.violation("label", "must not be blank");
        }
        entry.flag("required");
        entry.text("placeholder", MAX_PLACEHOLDER);
        entry.finishNested();
    }

    private void ask(String name, Set<String> asked, Document document, String path) {
        if (find(name).isEmpty()) {
            document.violation(
                    path, "is neither a custom attribute of the workspace nor one of " + names(field -> true));
        } else if (!asked.add(name)) {
            document.violation(path, "is asked twice");
        }
    }

    private Optional<LeadField> find(String name) {
        return known.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    private String names(Predicate<LeadField> which) {
        return known.stream().filter(which).map(LeadField::name).collect(Collectors.joining(", "));
    }

    /** Null is as good as absent, here as everywhere; all else is kept as it was given. */
    private static Map<String, Object> withoutNulls(Map<?, ?> entry) {
        var kept = new LinkedHashMap<String, Object>();
        entry.forEach((key, value) -> {
            if (value != null) {
                kept.put(String.valueOf(key), value);
            }
        });
        return kept;
    }

    /** The form that an action's properties describe. */
    LeadCollection form(Map<String, Object> properties) {
        var entries = new ArrayList<Map<?, ?>>();
        for (var entry : (List<?>) properties.getOrDefault(FIELDS, DEFAULT_FIELDS)) {
            entries.add(entry instanceof Map<?, ?> map ? map : Map.of("name", entry));
        }
        var required = known.stream()
                .filter(LeadField::identifies)
                .map(LeadField::name)
                .filter(name -> entries.stream().anyMatch(entry -> name.equals(entry.get("name"))))
                .findFirst()
                .orElse("");
        return new LeadCollection(
                // an attribute that was archived since is not asked any more
                entries.stream()
                        .flatMap(entry -> find(String.valueOf(entry.get("name"))).stream()
                                .map(field -> field(field, entry, required)))
                        .toList(),
                (String) properties.getOrDefault(SUCCESS_MESSAGE, DEFAULT_SUCCESS),
                (String) properties.getOrDefault(DISMISS_MESSAGE, DEFAULT_DISMISS),
                properties.get(CONSENT) instanceof Map<?, ?> consent ? consent(consent) : null);
    }

    private static ConsentRequest consent(Map<?, ?> consent) {
        return new ConsentRequest(
                String.valueOf(consent.get("text")),
                Boolean.TRUE.equals(consent.get("required")),
                String.valueOf(consent.get("version")));
    }

    private static FormField field(LeadField field, Map<?, ?> entry, String requiredByDefault) {
        var label = entry.get("label") instanceof String text ? text.strip() : field.label();
        var required = entry.get("required") instanceof Boolean flag
                ? flag
                : field.name().equals(requiredByDefault);
        var placeholder = entry.get("placeholder") instanceof String text ? text : "";
        return new FormField(field.name(), label, field.type(), required, placeholder, field.autocomplete());
    }
}
