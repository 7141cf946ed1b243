package org.sgad.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processor time of processes, user and system, all their threads included; Linux keeps it in hundredths of a second. */
final class Cpu {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private final List<Long> pids;
    private final double begin;

    private Cpu(List<Long> pids) {
        this.pids = pids;
        this.begin = all();
    }

    /** Measures from now on. */
    static Cpu of(List<Long> pids) {
        return new Cpu(pids);
    }

    /** The seconds since then. */
    double seconds() {
        return all() - begin;
    }

    private double all() {
        return pids.stream().mapToDouble(Cpu::seconds).sum();
    }

    private static double seconds(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // the name before it, in parentheses, may hold spaces
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
