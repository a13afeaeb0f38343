package org.chrysalis.tvm;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.types.FunctionType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * What the emulator wants of an operating system: a clock that stands still, random bytes that
 * repeat, no files, no environment. So equal calls give equal bytes. Numbers are POSIX error codes.
 */
final class HostImports {

    /** 2023-11-14T22:13:20Z; seen in elapsed times and logs only, chain time is a parameter. */
    private static final long MILLIS = 1_700_000_000_000L;

    private static final long MAX_MEMORY = 2_147_418_112L;
    private static final long GROWTH_SLACK = 100_663_296L;
    private static final long NO_ENTRY = -44;
    private static final long NOT_A_TERMINAL = -59;
    private static final long BAD_DESCRIPTOR = 8;
    private static final long INVALID = 28;
    private static final long[] NOTHING = {};

    private final Abi abi;
    private final CppExceptions exceptions;
    private long random = 0x9E37_79B9_7F4A_7C15L;

    HostImports(Abi abi, CppExceptions exceptions) {
        this.abi = abi;
        this.exceptions = exceptions;
    }

    /** @throws EmulatorFailure for an import that this host does not know */
    WasmFunctionHandle handle(String name, FunctionType type) {
        if (name.startsWith("invoke_")) {
            return exceptions.invoke(type);
        }
        if (name.startsWith("cxa_find_matching_catch_")) {
            return exceptions::findMatchingCatch;
        }
        return switch (name) {
            case "cxa_throw" -> exceptions::raise;
            case "cxa_rethrow" -> exceptions::raiseAgain;
            case "resumeException" -> exceptions::resume;
            case "cxa_begin_catch" -> exceptions::beginCatch;
            case "cxa_end_catch" -> exceptions::endCatch;
            case "cxa_uncaught_exceptions" -> exceptions::uncaught;
            case "llvm_eh_typeid_for" -> (instance, a) -> one(a[0]);
            default -> systemHandle(name);
        };
    }

    private WasmFunctionHandle systemHandle(String name) {
        return switch (name) {
            case "clock_time_get" -> HostImports::clock;
            case "emscripten_date_now" -> (i, a) -> one(Double.doubleToRawLongBits(MILLIS));
            case "random_get" -> this::randomBytes;
            case "emscripten_asm_const_int" -> this::inlineScript;
            case "emscripten_get_heap_max" -> (i, a) -> one(1L << 31);
            case "emscripten_resize_heap" -> HostImports::resizeHeap;
            case "emscripten_log_formatted" -> (i, a) -> NOTHING;
            case "abort_js" -> HostImports::abort;
            case "fd_write" -> HostImports::discard;
            case "environ_sizes_get" -> HostImports::noEnvironment;
            case "environ_get", "munmap_js" -> (i, a) -> one(0);
            case "gmtime_js", "localtime_js" -> HostImports::calendar;
            case "tzset_js" -> HostImports::timeZone;
            case "fd_close", "fd_read", "fd_seek" -> (i, a) -> one(BAD_DESCRIPTOR);
            case "syscall_ioctl" -> (i, a) -> one(NOT_A_TERMINAL);
            default -> fileHandle(name);
        };
    }

    private static WasmFunctionHandle fileHandle(String name) {
        if (name.startsWith("syscall_")) {
            return (instance, arguments) -> one(NO_ENTRY);
        }
        throw new EmulatorFailure("the emulator imports " + name + ": another version?");
    }

    private static long[] one(long value) {
        return new long[] {value};
    }

    private static long[] clock(Instance instance, long... a) {
        if (a[0] < 0 || a[0] > 3) {
            return one(INVALID);
        }
        instance.memory().writeLong((int) a[2], a[0] == 0 ? MILLIS * 1_000_000 : 0);
        return one(0);
    }

    private long[] randomBytes(Instance instance, long... a) {
        for (int i = 0; i < a[1]; i++) {
            instance.memory().writeByte((int) a[0] + i, (byte) next());
        }
        return one(0);
    }

    /** Marsaglia's xorshift64: repeats in every instance, and nothing on chain depends on it. */
    private long next() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return random;
    }

    private long[] inlineScript(Instance instance, long... a) {
        if (a[0] == abi.constant("randomInit")) {
            return one(0);
        }
        if (a[0] == abi.constant("random")) {
            return one(next() & 0xffff_ffffL);
        }
        throw new EmulatorFailure("the emulator stopped in inline script " + a[0]);
    }

    private static long[] abort(Instance instance, long... a) {
        throw new EmulatorFailure("the emulator aborted");
    }

    /** Emscripten's own policy: 20 % more than now, else 10 %, else 5 %, bounded by 96 MiB. */
    private static long[] resizeHeap(Instance instance, long... a) {
        long wanted = a[0] & 0xffff_ffffL;
        if (wanted > MAX_MEMORY) {
            return one(0);
        }
        long page = 65_536;
        long before = instance.memory().pages() * page;
        for (int cut = 1; cut <= 4; cut *= 2) {
            long generous = Math.min(before + before / (5L * cut), wanted + GROWTH_SLACK);
            long size = Math.min(MAX_MEMORY, Math.max(wanted, generous));
            if (instance.memory().grow((int) Math.ceilDiv(size - before, page)) >= 0) {
                return one(1);
            }
        }
        return one(0);
    }

    private static long[] discard(Instance instance, long... a) {
        var memory = instance.memory();
        int total = 0;
        for (int i = 0; i < a[2]; i++) {
            total += memory.readInt((int) a[1] + 8 * i + 4);
        }
        memory.writeI32((int) a[3], total);
        return one(0);
    }

    private static long[] noEnvironment(Instance instance, long... a) {
        instance.memory().writeI32((int) a[0], 0);
        instance.memory().writeI32((int) a[1], 0);
        return one(0);
    }

    /** Fills in C's {@code struct tm}, UTC. */
    private static long[] calendar(Instance instance, long... a) {
        var time = Instant.ofEpochSecond(a[0]).atOffset(ZoneOffset.UTC);
        int[] fields = {
            time.getSecond(),
            time.getMinute(),
            time.getHour(),
            time.getDayOfMonth(),
            time.getMonthValue() - 1,
            time.getYear() - 1900,
            time.getDayOfWeek().getValue() % 7,
            time.getDayOfYear() - 1,
            0,
            0
        };
        for (int i = 0; i < fields.length; i++) {
            instance.memory().writeI32((int) a[1] + 4 * i, fields[i]);
        }
        return NOTHING;
    }

    private static long[] timeZone(Instance instance, long... a) {
        var memory = instance.memory();
        memory.writeI32((int) a[0], 0);
        memory.writeI32((int) a[1], 0);
        memory.writeCString((int) a[2], "UTC", StandardCharsets.US_ASCII);
        memory.writeCString((int) a[3], "UTC", StandardCharsets.US_ASCII);
        return NOTHING;
    }
}
