package org.foyer.launcher;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
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

    /** The shares of the heap, in per cent, of which a collection leaves at least and at most so much free. */
    private static final String LEAST_FREE = "MinHeapFreeRatio";

    private static final String MOST_FREE = "MaxHeapFreeRatio";

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
            var least = jvm.getVMOption(LEAST_FREE).getValue();
            var most = jvm.getVMOption(MOST_FREE).getValue();
            // in this order, and back in the other: the JVM refuses a least share that is above the most
            jvm.setVMOption(LEAST_FREE, "10");
            jvm.setVMOption(MOST_FREE, "20");
            System.gc();
            jvm.setVMOption(MOST_FREE, most);
            jvm.setVMOption(LEAST_FREE, least);
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
