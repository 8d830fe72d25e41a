package org.foyer.contacts.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.foyer.platform.json.Json;

@Converter
class SourcesConverter implements AttributeConverter<List<String>, String> {
    private static final TypeReference<List<String>> SOURCES = new TypeReference<>() {};

    @Override
    public String convertToDatabaseColumn(List<String> sources) {
        return Json.write(sources);
    }

    @Override
    public List<String> convertToEntityAttribute(String json) {
        return List.copyOf(Json.read(json, SOURCES));
    }
}
