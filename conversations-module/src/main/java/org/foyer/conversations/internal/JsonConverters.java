package org.foyer.conversations.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import java.util.List;
import java.util.Map;
import org.foyer.contracts.actions.ConsentRequest;
import org.foyer.contracts.actions.FormField;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/** Values kept as JSON text: read and written whole, never queried. */
final class JsonConverters {
    private JsonConverters() {}

    private abstract static class Converter<T> implements AttributeConverter<T, String> {
        private final TypeReference<T> type;

        Converter(TypeReference<T> type) {
            this.type = type;
        }

        @Override
        public String convertToDatabaseColumn(T value) {
            return Json.write(value);
        }

        @Override
        public T convertToEntityAttribute(String json) {
            return Json.read(json, type);
        }
    }

    static final class Parts extends Converter<List<Message.Part>> {
        Parts() {
            super(new TypeReference<>() {});
        }
    }

    static final class Fields extends Converter<List<FormField>> {
        Fields() {
            super(new TypeReference<>() {});
        }
    }

    static final class Values extends Converter<Map<String, String>> {
        Values() {
            super(new TypeReference<>() {});
        }
    }

    /** Of a value that may be missing. */
    static final class Consent implements AttributeConverter<@Nullable ConsentRequest, @Nullable String> {
        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable ConsentRequest consent) {
            return consent == null ? null : Json.write(consent);
        }

        @Override
        public @Nullable ConsentRequest convertToEntityAttribute(@Nullable String json) {
            return json == null ? null : Json.read(json, ConsentRequest.class);
        }
    }

    static final class Source extends Converter<SourceView> {
        Source() {
            super(new TypeReference<>() {});
        }
    }
}
