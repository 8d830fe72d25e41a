package org.foyer.actions.internal;

import static java.util.Objects.requireNonNullElse;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.foyer.platform.document.Codes;
import org.foyer.platform.document.Document;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Everything an operator sets on an agent. */
@Embeddable
record AgentProfile(
        String name,
        String greeting,
        String systemPrompt,
        String locale,
        String defaultRegion,
        @Nullable String accent,
        @Nullable String launcherText,

        @Column(columnDefinition = "text")
        @JdbcTypeCode(SqlTypes.LONG32VARCHAR)
        @Convert(converter = TextListConverter.class)
        List<String> allowedOrigins) {
    private static final AgentProfile DEFAULTS =
            new AgentProfile("", "Hi! How can I help?", "", "en", "US", null, null, List.of());
    private static final int MAX_ORIGINS = 50;
    private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
    private static final List<String> READ_ONLY = List.of("id", "created_at", "updated_at");

    /**
     * The profile a new agent gets from a client's object; an unacceptable one is refused.
     *
     * @param workspaceRegion how phone numbers are read where the client does not say
     */
    static AgentProfile of(Document body, String workspaceRegion) {
        return read(body, DEFAULTS.in(workspaceRegion), body.requiredText("name", 100), workspaceRegion);
    }

    /** This profile with what a client's object names; an unacceptable one is refused. */
    AgentProfile with(Document body, String workspaceRegion) {
        return read(body, this, body.has("name") ? body.requiredText("name", 100) : name, workspaceRegion);
    }

    private AgentProfile in(String region) {
        return new AgentProfile(name, greeting, systemPrompt, locale, region, accent, launcherText, allowedOrigins);
    }

    private static AgentProfile read(Document body, AgentProfile before, String name, String workspaceRegion) {
        var look = body.object("theme");
        var hasLook = body.has("theme");
        var profile = new AgentProfile(
                name,
                body.has("greeting") ? greeting(body) : before.greeting,
                body.has("system_prompt")
                        ? requireNonNullElse(body.lines("system_prompt", 8000), DEFAULTS.systemPrompt)
                        : before.systemPrompt,
                body.has("locale") ? locale(body) : before.locale,
                body.has("default_region") ? region(body, workspaceRegion) : before.defaultRegion,
                hasLook ? accent(look) : before.accent,
                hasLook ? launcherText(look) : before.launcherText,
                body.has("allowed_origins") ? origins(body) : before.allowedOrigins);
        if (look != null) {
            look.finishNested();
        }
        READ_ONLY.stream().filter(body::has).forEach(property -> body.violation(property, "is read-only"));
        body.finish();
        return profile;
    }

    private static String greeting(Document body) {
        var greeting = requireNonNullElse(body.lines("greeting", 2000), DEFAULTS.greeting);
        return greeting.isBlank() ? "" : greeting;
    }

    private static String locale(Document body) {
        var tag = requireNonNullElse(body.text("locale", 35), DEFAULTS.locale);
        if (!Codes.isLanguageTag(tag)) {
            body.violation("locale", "must be a language tag (BCP 47) such as en or pt-BR");
        }
        return tag;
    }

    private static String region(Document body, String workspaceRegion) {
        var given = body.text("default_region", 2);
        if (given == null) {
            return workspaceRegion;
        }
        var region = Codes.region(given);
        if (region.isEmpty()) {
            body.violation("default_region", "must be a country code (ISO 3166 alpha-2) such as US or DE");
        }
        return region.orElse(workspaceRegion);
    }

    private static @Nullable String accent(@Nullable Document look) {
        var accent = look == null ? null : look.text("accent", 7);
        if (look != null && accent != null && !COLOUR.matcher(accent).matches()) {
            look.violation("accent", "must be a colour of the form #rrggbb");
        }
        return accent;
    }

    private static @Nullable String launcherText(@Nullable Document look) {
        var text = look == null ? null : look.text("launcher_text", 60);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static List<String> origins(Document body) {
        var given = requireNonNullElse(body.list("allowed_origins", MAX_ORIGINS), List.of());
        var origins = new ArrayList<String>();
        for (int i = 0; i < given.size(); i++) {
            var origin = given.get(i) instanceof String text ? WebOrigin.normalised(text) : Optional.<String>empty();
            if (origin.isEmpty()) {
                body.violation(
                        "allowed_origins/" + i,
                        "must be a web origin such as https://www.example.com or http://localhost:3000: no path,"
                                + " at most " + WebOrigin.MAX_LENGTH + " characters,"
                                + " an international domain in its xn-- form");
            } else if (origins.contains(origin.get())) {
                body.violation("allowed_origins/" + i, "is there twice");
            } else {
                origins.add(origin.get());
            }
        }
        return List.copyOf(origins);
    }
}
