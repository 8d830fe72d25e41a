package org.foyer.platform.table;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

final class NdjsonTable implements TableWriter {
    private final JsonGenerator json;
    private final List<Column> columns;
    private final Map<String, List<Integer>> groups = new LinkedHashMap<>();

    NdjsonTable(OutputStream out, List<Column> columns) throws IOException {
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            groups.computeIfAbsent(String.valueOf(columns.get(i).group()), name -> new ArrayList<>())
                    .add(i);
        }
        json = Json.mapper().getFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        // nothing between rows, the line's end is written after each
        json.setPrettyPrinter(new MinimalPrettyPrinter(""));
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        json.writeStartObject();
        for (var group : groups.values()) {
            var name = columns.get(group.get(0)).group();
            if (name != null) {
                json.writeObjectFieldStart(name);
            }
            for (int i : group) {
                json.writeFieldName(columns.get(i).property());
                write(values.get(i));
            }
            if (name != null) {
                json.writeEndObject();
            }
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void write(@Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (var text : list) {
                json.writeString(String.valueOf(text));
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
