package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.foyer.contracts.actions.LanguageModelView;
import org.foyer.contracts.actions.LanguageModels;
import org.foyer.contracts.actions.ModelEndpoint;
import org.foyer.platform.document.Document;
import org.foyer.platform.secret.SecretBox;
import org.foyer.platform.secret.UnopenableSecretException;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class LanguageModelsService implements LanguageModels {
    private static final Logger LOG = Logger.getLogger(LanguageModelsService.class.getName());

    private AgentRepository agents;
    private LanguageModelRepository models;
    private LanguageModelSettings installation;
    private SecretBox box;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected LanguageModelsService() {}

    @Inject
    LanguageModelsService(
            AgentRepository agents, LanguageModelRepository models, LanguageModelSettings installation, SecretBox box) {
        this.agents = agents;
        this.models = models;
        this.installation = installation;
        this.box = box;
    }

    /** What a body and what is kept come to. */
    private record Wanted(
            @Nullable String baseUrl,
            @Nullable String model,
            @Nullable String apiKey,
            boolean enabled) {}

    @Override
    public LanguageModelView get(UUID workspaceId, UUID agentId) {
        agents.get(workspaceId, agentId);
        return view(models.of(agentId).orElse(null));
    }

    @Override
    public LanguageModelView put(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        agents.lock(workspaceId, agentId);
        var kept = models.of(agentId).orElse(null);
        var wanted = read(Document.of(body), kept, false);
        var model = kept;
        if (model == null) {
            model = new LanguageModel(agentId);
            models.add(model);
        }
        model.connect(wanted.baseUrl(), wanted.model(), wanted.apiKey(), wanted.enabled(), box);
        return view(model);
    }

    @Override
    public ModelEndpoint candidate(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        agents.get(workspaceId, agentId);
        return endpoint(read(Document.of(body), models.of(agentId).orElse(null), true))
                .orElseThrow(() -> new IllegalStateException("a candidate without an endpoint was accepted"));
    }

    @Override
    public Optional<ModelEndpoint> endpointOf(UUID agentId) {
        var model = models.of(agentId).orElse(null);
        if (model == null) {
            return installation.endpoint();
        }
        if (!model.enabled()) {
            return Optional.empty();
        }
        // A key that was lost is the operator's trouble, told in the log; the embedded engine answers meanwhile.
        try {
            return endpoint(new Wanted(model.baseUrl(), model.model(), model.apiKey(box), true));
        } catch (UnopenableSecretException e) {
            LOG.log(Level.SEVERE, e, () -> "the language model of the agent " + agentId + " can't be used");
            return Optional.empty();
        }
    }

    /** @param trial whether what the body does not name is what is kept */
    private Wanted read(Document document, @Nullable LanguageModel kept, boolean trial) {
        var baseUrl = document.text("base_url", LanguageModel.MAX_URL);
        var model = document.text("model", LanguageModel.MAX_MODEL);
        var apiKey = document.text("api_key", LanguageModel.MAX_KEY);
        var switchedOn = document.flag("enabled");
        var enabled = trial || !Boolean.FALSE.equals(switchedOn);
        if (baseUrl != null) {
            baseUrl = baseUrl.strip();
            var fault = LanguageModel.faultOfBaseUrl(baseUrl);
            if (fault != null) {
                document.violation("base_url", fault);
            }
            baseUrl = LanguageModel.normalised(baseUrl);
        } else if (trial && kept != null && !document.has("base_url")) {
            baseUrl = kept.baseUrl();
        }
        if (model != null) {
            model = model.strip();
            if (model.isEmpty()) {
                document.violation("model", "must not be blank");
            }
        } else if (trial && kept != null && !document.has("model")) {
            model = kept.model();
        }
        if (apiKey != null && LanguageModel.faultOfKey(apiKey) != null) {
            document.violation("api_key", String.valueOf(LanguageModel.faultOfKey(apiKey)));
        }
        var keepsKey = !document.has("api_key");
        if (!document.faulty() && enabled) {
            require(document, "base_url", baseUrl);
            require(document, "model", model);
        }
        document.finish();
        if (keepsKey && kept != null && LanguageModel.sameServer(baseUrl, kept.baseUrl())) {
            apiKey = keptKey(kept);
        }
        return new Wanted(baseUrl, model, apiKey, enabled);
    }

    private void require(Document document, String name, @Nullable String value) {
        if (value == null && installation.endpoint().isEmpty()) {
            document.violation(name, "is required: the installation has no language model of its own");
        }
    }

    private @Nullable String keptKey(LanguageModel kept) {
        try {
            return kept.apiKey(box);
        } catch (UnopenableSecretException e) {
            LOG.log(Level.SEVERE, e, () -> "the key of a language model is lost");
            return null;
        }
    }

    private Optional<ModelEndpoint> endpoint(Wanted wanted) {
        var shared = installation.endpoint().orElse(null);
        var own = wanted.baseUrl();
        var model = wanted.model() == null && shared != null ? shared.model() : wanted.model();
        if (model == null) {
            return Optional.empty();
        }
        if (own != null) {
            return Optional.of(new ModelEndpoint(own, model, wanted.apiKey()));
        }
        // the installation's key goes to the installation's server and to no other
        return Optional.ofNullable(shared)
                .map(endpoint -> new ModelEndpoint(
                        endpoint.baseUrl(), model, wanted.apiKey() == null ? endpoint.apiKey() : wanted.apiKey()));
    }

    private LanguageModelView view(@Nullable LanguageModel model) {
        var shared = installation.endpoint().isPresent();
        return model == null
                ? new LanguageModelView(null, null, false, shared, shared)
                : new LanguageModelView(model.baseUrl(), model.model(), model.apiKeySet(), model.enabled(), shared);
    }
}
