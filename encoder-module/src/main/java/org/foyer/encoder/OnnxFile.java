package org.foyer.encoder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The constants of an ONNX file by name, in the file's order. An ONNX file is a protocol buffer; of it we read the one
 * graph's initializers and walk past everything else. Source of the field numbers: onnx.proto (ModelProto.graph 7,
 * GraphProto.initializer 5, TensorProto: dims 1, float_data 4, int32_data 5, name 8, raw_data 9).
 */
final class OnnxFile {
    /** A constant: one-dimensional in memory whatever its shape, little-endian. */
    static final class Tensor {
        private final List<Integer> shape;
        private final ByteBuffer raw;
        private final float[] floats;

        private Tensor(List<Integer> shape, ByteBuffer raw, float[] floats) {
            this.shape = List.copyOf(shape);
            this.raw = raw;
            this.floats = floats;
        }

        int size(int dimension) {
            return shape.get(dimension);
        }

        float[] asFloats() {
            if (floats.length > 0) {
                return floats;
            }
            var values = new float[raw.remaining() / Float.BYTES];
            raw.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            return values;
        }

        byte[] asBytes() {
            var values = new byte[raw.remaining()];
            raw.duplicate().get(values);
            return values;
        }
    }

    private static final int LENGTH_DELIMITED = 2;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    OnnxFile(byte[] file) {
        var model = ByteBuffer.wrap(file);
        while (model.hasRemaining()) {
            var tag = (int) varint(model);
            if (tag >>> 3 == 7) {
                readGraph(slice(model));
            } else {
                skip(model, tag & 7);
            }
        }
    }

    Tensor tensor(String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException("the model has no " + name);
        }
        return tensor;
    }

    /** The names that end like this, in the file's order. */
    List<String> namesEndingWith(String end) {
        return tensors.keySet().stream().filter(name -> name.endsWith(end)).toList();
    }

    private void readGraph(ByteBuffer graph) {
        while (graph.hasRemaining()) {
            var tag = (int) varint(graph);
            if (tag >>> 3 == 5) {
                readTensor(slice(graph));
            } else {
                skip(graph, tag & 7);
            }
        }
    }

    private void readTensor(ByteBuffer tensor) {
        var shape = new ArrayList<Integer>();
        var floats = new float[0];
        var raw = ByteBuffer.allocate(0);
        var name = "";
        while (tensor.hasRemaining()) {
            var tag = (int) varint(tensor);
            var packed = (tag & 7) == LENGTH_DELIMITED;
            switch (tag >>> 3) {
                case 1 -> {
                    if (packed) {
                        for (var dims = slice(tensor); dims.hasRemaining(); ) {
                            shape.add((int) varint(dims));
                        }
                    } else {
                        shape.add((int) varint(tensor));
                    }
                }
                case 4 -> {
                    var data = slice(tensor).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
                    floats = new float[data.remaining()];
                    data.get(floats);
                }
                // Small integers, such as zero points, come as varints.
                case 5 -> {
                    var values = new ArrayList<Integer>();
                    for (var data = slice(tensor); data.hasRemaining(); ) {
                        values.add((int) varint(data));
                    }
                    raw = ByteBuffer.allocate(values.size());
                    for (var value : values) {
                        raw.put(value.byteValue());
                    }
                    raw.flip();
                }
                case 8 -> name = StandardCharsets.UTF_8.decode(slice(tensor)).toString();
                case 9 -> raw = slice(tensor);
                default -> skip(tensor, tag & 7);
            }
        }
        tensors.put(name, new Tensor(shape, raw, floats));
    }

    private static ByteBuffer slice(ByteBuffer buffer) {
        var length = (int) varint(buffer);
        var slice = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return slice;
    }

    private static void skip(ByteBuffer buffer, int wireType) {
        switch (wireType) {
            case 0 -> varint(buffer);
            case 1 -> buffer.position(buffer.position() + Long.BYTES);
            case LENGTH_DELIMITED -> slice(buffer);
            case 5 -> buffer.position(buffer.position() + Integer.BYTES);
            default -> throw new IllegalStateException("no protocol buffer: wire type " + wireType);
        }
    }

    private static long varint(ByteBuffer buffer) {
        var value = 0L;
        for (var shift = 0; shift < Long.SIZE; shift += 7) {
            var next = buffer.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalStateException("no protocol buffer: an endless number");
    }
}
