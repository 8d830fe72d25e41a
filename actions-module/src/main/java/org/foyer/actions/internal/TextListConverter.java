package org.foyer.actions.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.foyer.platform.json.Json;

/** A short list of texts as a JSON array in one column: it is always read and replaced as a whole. */
@Converter
class TextListConverter implements AttributeConverter<List<String>, String> {
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(List<String> texts) {
        return Json.write(texts);
    }

    @Override
    public List<String> convertToEntityAttribute(String json) {
        return List.copyOf(Json.read(json, TEXTS));
    }
}
