package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.ApiKeyView;
import org.foyer.contracts.workspace.ApiKeys;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.CreatedApiKey;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.document.Document;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ApiKeysService implements ApiKeys {
    private static final Set<Scope> DEFAULT_SCOPES = Set.of(Scope.READ, Scope.WRITE);
    private static final List<String> SCOPE_NAMES =
            Arrays.stream(Scope.values()).map(ScopesConverter::wireName).toList();

    private ApiKeyRepository apiKeys;
    private Clock clock;

    @Inject
    ApiKeysService(ApiKeyRepository apiKeys, Clock clock) {
        this.apiKeys = apiKeys;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ApiKeysService() {}

    @Override
    @Transactional
    public CreatedApiKey create(Caller caller, Map<String, Object> body) {
        var document = Document.of(body);
        var label = document.requiredText("label", ApiKey.LONGEST_LABEL);
        var scopes = scopes(document);
        var agentId = document.id("agent_id");
        document.finish();
        refuseMoreThanItsMaker(caller, scopes, agentId);

        var key = Secrets.token(ApiKey.PREFIX);
        var apiKey = new ApiKey(key, caller.workspaceId(), label, scopes, agentId, clock.instant());
        apiKeys.add(apiKey);
        return new CreatedApiKey(apiKey.view(), key);
    }

    private static Set<Scope> scopes(Document document) {
        var names = document.list("scopes", SCOPE_NAMES.size());
        if (names == null) {
            return DEFAULT_SCOPES;
        }
        if (names.isEmpty()) {
            document.violation("scopes", "must not be empty");
        }
        var scopes = EnumSet.noneOf(Scope.class);
        for (int i = 0; i < names.size(); i++) {
            if (!(names.get(i) instanceof String name) || !SCOPE_NAMES.contains(name)) {
                document.violation("scopes/" + i, "must be one of " + String.join(", ", SCOPE_NAMES));
            } else if (!scopes.add(ScopesConverter.scope(name))) {
                document.violation("scopes/" + i, "is there already");
            }
        }
        return scopes;
    }

    private static void refuseMoreThanItsMaker(Caller caller, Set<Scope> scopes, @Nullable UUID agentId) {
        if (!caller.scopes().containsAll(scopes)) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "A key can't have scopes that its maker does not have.");
        }
        if (caller.agentId() != null && !caller.agentId().equals(agentId)) {
            throw Refusal.of(
                    Refusal.Kind.FORBIDDEN,
                    "A key that is bound to an agent can only make keys bound to the same agent.");
        }
    }

    @Override
    @Transactional
    public Page<ApiKeyView> list(UUID workspaceId, PageRequest page) {
        var rows = apiKeys.ofWorkspace(workspaceId, Cursor.of(page), page.limit() + 1);
        return Cursor.page(rows, page.limit(), key -> new Cursor(key.createdAt(), key.id()))
                .map(ApiKey::view);
    }

    @Override
    @Transactional
    public void revoke(UUID workspaceId, UUID apiKeyId) {
        if (!apiKeys.delete(workspaceId, apiKeyId)) {
            throw Refusal.notFound("API key");
        }
    }

    @Override
    @Transactional
    public void revokeOfAgent(UUID workspaceId, UUID agentId) {
        apiKeys.deleteOfAgent(workspaceId, agentId);
    }
}
