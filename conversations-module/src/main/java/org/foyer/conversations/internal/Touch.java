package org.foyer.conversations.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.conversations.SourceView;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation came from, reduced to what it is counted by: the page without host and query, the UTM values, the
 * referring site. Empty where it is unknown. Written once with the conversation.
 */
@Entity
class Touch {
    private static final int LONGEST = 200;

    @Id
    private UUID id;

    private UUID workspaceId;
    private String page;
    private String source;
    private String medium;
    private String campaign;
    private String referrer;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Touch() {}

    Touch(UUID conversationId, UUID workspaceId, SourceView from) {
        this.id = conversationId;
        this.workspaceId = workspaceId;
        // a click from page to page of one site refers to nobody
        var host = host(from.referrer());
        this.page = cut(path(from.pageUrl()));
        this.referrer = cut(host == null || host.equals(host(from.pageUrl())) ? null : host);
        this.medium = cut(utm(from.utm(), "medium"));
        this.campaign = cut(utm(from.utm(), "campaign"));
        var named = cut(utm(from.utm(), "source"));
        this.source = named.isEmpty() ? referrer : named;
    }

    private static @Nullable String utm(Map<String, String> utm, String name) {
        var value = utm.get(name);
        return value == null ? utm.get("utm_" + name) : value;
    }

    // Read by hand: pages have addresses that URI does not take, and each of them counts.
    private static @Nullable String host(@Nullable String address) {
        var rest = afterScheme(address);
        if (rest == null) {
            return null;
        }
        var authority = rest.split("/", 2)[0];
        var host = authority.substring(authority.lastIndexOf('@') + 1);
        return host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
    }

    private static @Nullable String path(@Nullable String address) {
        var rest = afterScheme(address);
        if (rest == null) {
            return null;
        }
        var slash = rest.indexOf('/');
        return slash < 0 ? "/" : rest.substring(slash);
    }

    private static @Nullable String afterScheme(@Nullable String address) {
        if (address == null) {
            return null;
        }
        var end = address.split("[?#]", 2)[0].strip();
        var scheme = end.indexOf("://");
        return scheme < 0 ? null : end.substring(scheme + 3);
    }

    private static String cut(@Nullable String text) {
        var value = text == null ? "" : text.strip();
        return value.codePointCount(0, value.length()) <= LONGEST
                ? value
                : value.substring(0, value.offsetByCodePoints(0, LONGEST));
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    String page() {
        return page;
    }

    String source() {
        return source;
    }

    String medium() {
        return medium;
    }

    String campaign() {
        return campaign;
    }

    String referrer() {
        return referrer;
    }
}
