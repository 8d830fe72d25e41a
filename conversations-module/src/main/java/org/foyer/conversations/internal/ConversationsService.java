package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.foyer.contracts.conversations.ConversationView;
import org.foyer.contracts.conversations.Conversations;
import org.foyer.contracts.conversations.DecisionView;
import org.foyer.contracts.refusal.Refusal;

@ApplicationScoped
class ConversationsService implements Conversations {
    private ConversationRepository conversations;
    private LeadRepository leads;
    private Transcripts transcripts;
    private final DescriptionCompiler compiler = new DescriptionCompiler();

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ConversationsService() {}

    @Inject
    ConversationsService(ConversationRepository conversations, LeadRepository leads, Transcripts transcripts) {
        this.conversations = conversations;
        this.leads = leads;
        this.transcripts = transcripts;
    }

    @Override
    @Transactional
    public ConversationView get(UUID workspaceId, UUID conversationId) {
        var conversation = conversation(workspaceId, conversationId);
        return new ConversationView(
                conversation.id(),
                conversation.workspaceId(),
                conversation.agentId(),
                conversation.visitorId(),
                conversation.status().name().toLowerCase(Locale.ROOT),
                conversation.source(),
                leads.idsOfConversation(conversationId),
                transcripts.views(conversationId, conversations.messages(conversationId)),
                conversation.createdAt(),
                conversation.lastActivityAt());
    }

    @Override
    @Transactional
    public List<DecisionView> decisions(UUID workspaceId, UUID conversationId) {
        conversation(workspaceId, conversationId);
        return conversations.decisions(conversationId).stream()
                .map(Decision::view)
                .toList();
    }

    @Override
    public List<String> understoodAs(String description) {
        return compiler.compile(description).concepts().stream()
                .map(Concept::label)
                .toList();
    }

    private Conversation conversation(UUID workspaceId, UUID conversationId) {
        return conversations
                .ofWorkspace(conversationId, workspaceId)
                .orElseThrow(() -> Refusal.notFound("conversation"));
    }
}
