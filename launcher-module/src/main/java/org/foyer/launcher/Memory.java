package org.foyer.launcher;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Gives the memory that only the start needed back to the operating system. A start leaves some hundred megabytes of
 * garbage, and the JVM would keep their pages, and those of its compiler, for as long as it runs.
 */
final class Memory {
    private static final Logger LOG = Logger.getLogger(Memory.class.getName());

    private record Option(String name, String value) {}

    /** Smallest first: the JVM refuses a least free share that is above the largest. In per cent of the heap. */
    private static final List<Option> TIGHT =
            List.of(new Option("MinHeapFreeRatio", "10"), new Option("MaxHeapFreeRatio", "20"));

    private Memory() {}

    /**
     * One full collection with a heap that fits tightly, a few tenths of a second; afterwards the heap grows by the JVM's
     * own rules again. A JVM that can't do it keeps its memory: that is no reason not to start.
     */
    static void giveBack() {
        var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (jvm == null) {
            return;
        }
        try {
            var usual = TIGHT.stream()
                    .map(option -> new Option(
                            option.name(), jvm.getVMOption(option.name()).getValue()))
                    .toList();
            TIGHT.forEach(option -> jvm.setVMOption(option.name(), option.value()));
            System.gc();
            for (var i = usual.size() - 1; i >= 0; i--) {
                jvm.setVMOption(usual.get(i).name(), usual.get(i).value());
            }
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
        } catch (JMException | IllegalArgumentException unable) {
            LOG.log(Level.FINE, "This JVM keeps the memory of the start", unable);
        }
    }
}
