package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

/** Conversations with what belongs to them: visitors and their tokens, messages, questions and decisions. */
@ApplicationScoped
class ConversationRepository {
    @PersistenceContext(unitName = "conversations")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    ConversationRepository() {}

    /** For tests. */
    ConversationRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Object entity) {
        entityManager.persist(entity);
    }

    Optional<Visitor> visitorByToken(String token, Instant now) {
        var known = entityManager.find(VisitorToken.class, Secrets.sha256(token));
        return known != null && known.validAt(now)
                ? Optional.of(entityManager.find(Visitor.class, known.visitorId()))
                : Optional.empty();
    }

    Visitor visitor(UUID id) {
        return entityManager.find(Visitor.class, id);
    }

    /** A visitor's conversation, its row locked until the transaction ends: turns are taken one at a time. */
    Optional<Conversation> lock(UUID id, UUID visitorId) {
        return Optional.ofNullable(entityManager.find(Conversation.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(conversation -> conversation.visitorId().equals(visitorId));
    }

    Optional<Conversation> ofVisitor(UUID id, UUID visitorId) {
        return Optional.ofNullable(entityManager.find(Conversation.class, id))
                .filter(conversation -> conversation.visitorId().equals(visitorId));
    }

    Optional<Conversation> ofWorkspace(UUID id, UUID workspaceId) {
        return Optional.ofNullable(entityManager.find(Conversation.class, id))
                .filter(conversation -> conversation.workspaceId().equals(workspaceId));
    }

    List<Message> messages(UUID conversationId) {
        return entityManager
                .createQuery("""
                        select m from Message m where m.conversationId = :conversation order by m.position
                        """, Message.class)
                .setParameter("conversation", conversationId)
                .getResultList();
    }

    /** The messages from one position up to, not including, another. */
    List<Message> messages(UUID conversationId, int from, int until) {
        return entityManager
                .createQuery("""
                        select m from Message m
                        where m.conversationId = :conversation and m.position >= :from and m.position < :until
                        order by m.position
                        """, Message.class)
                .setParameter("conversation", conversationId)
                .setParameter("from", from)
                .setParameter("until", until)
                .getResultList();
    }

    List<Message> messages(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery("select m from Message m where m.id in :ids", Message.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /** The agents' messages of some conversations: among them are those with a form or a question. */
    List<Message> askingMessages(Collection<UUID> conversationIds) {
        return conversationIds.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery("""
                                select m from Message m where m.conversationId in :conversations and m.author = 'AGENT'
                                """, Message.class)
                        .setParameter("conversations", conversationIds)
                        .getResultList();
    }

    /** The agent of each conversation there is. */
    Map<UUID, UUID> agentsOf(Collection<UUID> conversationIds) {
        var agents = new HashMap<UUID, UUID>();
        if (!conversationIds.isEmpty()) {
            entityManager
                    .createQuery("select c.id, c.agentId from Conversation c where c.id in :ids", Object[].class)
                    .setParameter("ids", conversationIds)
                    .getResultStream()
                    .forEach(row -> agents.put((UUID) row[0], (UUID) row[1]));
        }
        return agents;
    }

    /** Those of the hashes that are a token's which has not expired. */
    List<String> goodTokens(Collection<String> hashes, Instant now) {
        return hashes.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery("""
                                select t.tokenHash from VisitorToken t where t.tokenHash in :hashes and t.expiresAt > :now
                                """, String.class)
                        .setParameter("hashes", hashes)
                        .setParameter("now", now)
                        .getResultList();
    }

    @Nullable Confirmation confirmation(UUID id) {
        return entityManager.find(Confirmation.class, id);
    }

    /** The question as it stands now, read again once the conversation is locked. */
    Confirmation refreshed(Confirmation confirmation) {
        entityManager.refresh(confirmation);
        return confirmation;
    }

    List<Confirmation> confirmations(UUID conversationId) {
        return entityManager
                .createQuery("""
                        select c from Confirmation c where c.conversationId = :conversation order by c.askedAt, c.id
                        """, Confirmation.class)
                .setParameter("conversation", conversationId)
                .getResultList();
    }

    List<Decision> decisions(UUID conversationId) {
        return entityManager
                .createQuery("""
                        select d from Decision d where d.conversationId = :conversation
                        order by d.decidedAt, d.messageId
                        """, Decision.class)
                .setParameter("conversation", conversationId)
                .getResultList();
    }
}
