package org.foyer.actions.internal;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.document.Document;
import org.foyer.platform.document.Texts;
import org.foyer.platform.json.Json;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator sets on an action.
 *
 * @param properties the kind's own, all of them, as JSON: order and form stay as given
 */
@Embeddable
record ActionSettings(
        String name,
        String description,
        String mode,
        boolean enabled,
        String sensitivity,

        @Column(columnDefinition = "text")
        @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
        @Convert(converter = TextListConverter.class)
        List<String> offerExamples,

        @Column(columnDefinition = "text")
        @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
        @Convert(converter = TextListConverter.class)
        List<String> dontOfferExamples,

        @Column(columnDefinition = "text") @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
        String properties) {
    private static final List<String> MODES = List.of("auto", "confirm");
    private static final List<String> SENSITIVITIES = List.of("eager", "balanced", "careful");
    private static final Pattern FUNCTION_NAME = Pattern.compile("[A-Za-z0-9_]{1,60}");
    private static final int MAX_EXAMPLES = 50;
    private static final int MAX_EXAMPLE = 500;
    private static final List<String> READ_ONLY =
            List.of("id", "agent_id", "understood_as", "created_at", "updated_at");
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    /**
     * The settings a new action gets from a client's object; unacceptable ones are refused.
     *
     * @param taken names of the agent's other actions
     */
    static ActionSettings of(Document body, ActionKind kind, Set<String> taken) {
        return read(body, kind, defaults(kind, taken), taken);
    }

    /** These settings with what a client's object names; unacceptable ones are refused. */
    ActionSettings with(Document body, ActionKind kind, Set<String> taken) {
        return read(body, kind, this, taken);
    }

    private static ActionSettings defaults(ActionKind kind, Set<String> taken) {
        return new ActionSettings(
                freeName(kind.kind(), taken),
                kind.defaultTrigger(),
                kind.defaultMode(),
                true,
                "balanced",
                List.of(),
                List.of(),
                Json.write(kind.defaults()));
    }

    private static String freeName(String wanted, Set<String> taken) {
        var name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /**
     * These settings with one more message to offer on, or not to; a message is an example of one thing only.
     *
     * @param body {@code message} and {@code offer}
     */
    ActionSettings withExample(Document body) {
        var message = body.requiredLines("message", MAX_EXAMPLE);
        var offer = body.flag("offer");
        if (offer == null && body.raw("offer") == null) {
            body.violation("offer", "is required");
        }
        body.finish();
        var offered = Boolean.TRUE.equals(offer);
        return new ActionSettings(
                name,
                description,
                mode,
                enabled,
                sensitivity,
                examples(offerExamples, message, offered),
                examples(dontOfferExamples, message, !offered),
                properties);
    }

    private static List<String> examples(List<String> present, String message, boolean wanted) {
        if (wanted && present.contains(message)) {
            return present;
        }
        var examples = new ArrayList<>(present);
        examples.remove(message);
        if (wanted) {
            examples.add(message);
        }
        if (examples.size() > MAX_EXAMPLES) {
            throw Refusal.of(
                    Refusal.Kind.RULE_VIOLATED, "An action has at most " + MAX_EXAMPLES + " examples of a kind.");
        }
        return List.copyOf(examples);
    }

    private static ActionSettings read(Document body, ActionKind kind, ActionSettings before, Set<String> taken) {
        var defaults = defaults(kind, taken);
        var examples = body.object("examples");
        var hasExamples = body.has("examples");
        var settings = new ActionSettings(
                body.has("name") ? name(body, defaults.name) : before.name,
                body.has("description") ? description(body, defaults.description) : before.description,
                body.has("mode") ? requireNonNullElse(body.oneOf("mode", MODES), defaults.mode) : before.mode,
                body.has("enabled") ? requireNonNullElse(body.flag("enabled"), defaults.enabled) : before.enabled,
                body.has("sensitivity")
                        ? requireNonNullElse(body.oneOf("sensitivity", SENSITIVITIES), defaults.sensitivity)
                        : before.sensitivity,
                hasExamples ? messages(examples, "offer") : before.offerExamples,
                hasExamples ? messages(examples, "dont_offer") : before.dontOfferExamples,
                Json.write(kind.read(body, before.kindProperties())));
        if (examples != null) {
            examples.finishNested();
        }
        READ_ONLY.stream().filter(body::has).forEach(property -> body.violation(property, "is read-only"));
        body.finish();
        if (taken.contains(settings.name)) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "The agent has another action of this name.");
        }
        return settings;
    }

    private static String name(Document body, String standard) {
        var name = requireNonNullElse(body.text("name", 60), standard);
        if (!FUNCTION_NAME.matcher(name).matches()) {
            body.violation("name", "must be a function name: 1 to 60 of the characters A-Z, a-z, 0-9 and _");
        }
        return name;
    }

    private static String description(Document body, String standard) {
        var description = requireNonNullElse(body.lines("description", 2000), standard);
        if (description.isBlank()) {
            body.violation("description", "must not be blank");
        }
        return description.strip();
    }

    private static List<String> messages(@Nullable Document examples, String name) {
        var given = examples == null ? null : examples.list(name, MAX_EXAMPLES);
        if (examples == null || given == null) {
            return List.of();
        }
        var messages = new ArrayList<String>();
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) instanceof String message) {
                var fault = message.isBlank() ? "must not be blank" : Texts.fault(message, MAX_EXAMPLE, true);
                if (fault != null) {
                    examples.violation(name + "/" + i, fault);
                }
                messages.add(message);
            } else {
                examples.violation(name + "/" + i, "must be a text");
            }
        }
        return List.copyOf(messages);
    }

    /** The kind's own properties, in the kind's order. */
    Map<String, Object> kindProperties() {
        return Json.read(properties, OBJECT);
    }
}
