package org.foyer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void theHeapOfTheStartGoesBackAndTheUsualRulesHoldAgain() {
        var before = ratios();
        var heap = ManagementFactory.getMemoryMXBean();
        var grown = grow(heap.getHeapMemoryUsage().getMax() / 4);

        Memory.giveBack();

        assertThat(heap.getHeapMemoryUsage().getCommitted()).isLessThan(grown);
        assertThat(ratios()).isEqualTo(before);
    }

    /** Takes so many bytes and forgets them; tells how large the heap was with them. */
    private static long grow(long bytes) {
        var taken = new ArrayList<byte[]>();
        for (var i = 0L; i < bytes; i += MEGABYTE) {
            taken.add(new byte[MEGABYTE / 4 * 3]);
        }
        var grown = Runtime.getRuntime().totalMemory();
        assertThat(taken).isNotEmpty();
        return grown;
    }

    private static List<String> ratios() {
        var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return List.of(
                jvm.getVMOption("MinHeapFreeRatio").getValue(),
                jvm.getVMOption("MaxHeapFreeRatio").getValue());
    }
}
