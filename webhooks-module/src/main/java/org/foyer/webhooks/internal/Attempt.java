package org.foyer.webhooks.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.webhooks.WebhookDeliveryView;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/** What was sent to an endpoint once and what it answered, with secrets masked; kept for people to look at. */
@Entity
class Attempt {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private static final int MAX_ERROR = 250;

    @Id
    private UUID id;

    private UUID deliveryId;
    private int number;
    private Instant madeAt;
    private long durationMillis;
    private String outcome;
    private @Nullable String error;
    private String requestUrl;

    @Column(columnDefinition = "text")
    private String requestHeaders;

    private @Nullable Integer responseStatus;

    @Column(columnDefinition = "text")
    private @Nullable String responseHeaders;

    @Column(columnDefinition = "text")
    private @Nullable String responseBody;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Attempt() {}

    Attempt(UUID deliveryId, int number, Result result) {
        var answer = result.answer();
        this.id = Ids.next();
        this.deliveryId = deliveryId;
        this.number = number;
        this.madeAt = result.at();
        this.durationMillis = result.duration().toMillis();
        this.outcome = result.isSuccess() ? "delivered" : "failed";
        this.error = result.error() == null
                ? null
                : result.error().substring(0, Math.min(result.error().length(), MAX_ERROR));
        this.requestUrl = Masking.url(result.url());
        this.requestHeaders = Json.write(Masking.headers(result.requestHeaders()));
        if (answer != null) {
            this.responseStatus = answer.status();
            this.responseHeaders = Json.write(Masking.headers(answer.headers()));
            this.responseBody = Masking.body(answer.body(), result.requestHeaders());
        }
    }

    UUID deliveryId() {
        return deliveryId;
    }

    WebhookDeliveryView.Attempt view() {
        return new WebhookDeliveryView.Attempt(
                number,
                madeAt,
                durationMillis,
                outcome,
                error,
                new WebhookDeliveryView.Request(requestUrl, Json.read(requestHeaders, HEADERS)),
                responseStatus == null || responseHeaders == null
                        ? null
                        : new WebhookDeliveryView.Response(
                                responseStatus, Json.read(responseHeaders, HEADERS), responseBody));
    }
}
