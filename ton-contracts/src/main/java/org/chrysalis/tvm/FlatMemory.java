package org.chrysalis.tvm;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Linear memory in one byte array that grows by copying. Chicory's own ByteArrayMemory is broken on
 * JDK 25 (its atomics report a false out of bounds, RUNTIME TVM gotcha 1); here atomics are plain,
 * because an instance belongs to one thread.
 */
final class FlatMemory implements Memory {

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOAT =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final MemoryLimits limits;
    private byte[] bytes;
    private int pages;
    private DataSegment[] segments = {};

    FlatMemory(MemoryLimits limits) {
        this.limits = limits;
        this.pages = limits.initialPages();
        this.bytes = new byte[Memory.bytes(pages)];
    }

    /** A copy of all pages. */
    byte[] snapshot() {
        return Arrays.copyOf(bytes, Memory.bytes(pages));
    }

    /** Makes the memory what it was when {@code snapshot} was taken. */
    void restore(byte[] snapshot) {
        pages = snapshot.length / PAGE_SIZE;
        if (bytes.length < snapshot.length) {
            bytes = snapshot.clone();
        } else {
            System.arraycopy(snapshot, 0, bytes, 0, snapshot.length);
            Arrays.fill(bytes, snapshot.length, bytes.length, (byte) 0);
        }
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public int grow(int more) {
        int before = pages;
        if (more < 0 || more > maximumPages() - before) {
            return -1;
        }
        int needed = Memory.bytes(before + more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, needed);
        }
        pages = before + more;
        return before;
    }

    @Override
    public int initialPages() {
        return limits.initialPages();
    }

    @Override
    public int maximumPages() {
        return Math.min(limits.maximumPages(), RUNTIME_MAX_PAGES);
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    @SuppressWarnings("removal")
    public Object lock(int address) {
        return this;
    }

    @Override
    @SuppressWarnings("removal")
    public int waitOn(int address, int expected, long timeout) {
        throw new UnsupportedOperationException("one thread has nobody to wait for");
    }

    @Override
    @SuppressWarnings("removal")
    public int waitOn(int address, long expected, long timeout) {
        throw new UnsupportedOperationException("one thread has nobody to wait for");
    }

    @Override
    @SuppressWarnings("removal")
    public int notify(int address, int maxThreads) {
        return 0;
    }

    @Override
    public void initialize(Instance instance, DataSegment[] dataSegments) {
        if (dataSegments == null) {
            return;
        }
        segments = dataSegments;
        for (var segment : segments) {
            if (segment instanceof ActiveDataSegment active) {
                var offset = ConstantEvaluators.computeConstantValue(
                        instance, active.offsetInstructions());
                write((int) offset[0], active.data(), 0, active.data().length);
            }
        }
    }

    @Override
    public void initPassiveSegment(int segment, int destination, int offset, int size) {
        write(destination, segments[segment].data(), offset, size);
    }

    @Override
    public void drop(int segment) {
        segments[segment] = PassiveDataSegment.EMPTY;
    }

    @Override
    public void write(int address, byte[] data, int offset, int size) {
        System.arraycopy(data, offset, bytes, address, size);
    }

    @Override
    public byte read(int address) {
        return bytes[address];
    }

    @Override
    public byte[] readBytes(int address, int length) {
        return Arrays.copyOfRange(bytes, address, address + length);
    }

    @Override
    public void writeI32(int address, int value) {
        INT.set(bytes, address, value);
    }

    @Override
    public int readInt(int address) {
        return (int) INT.get(bytes, address);
    }

    @Override
    public void writeLong(int address, long value) {
        LONG.set(bytes, address, value);
    }

    @Override
    public long readLong(int address) {
        return (long) LONG.get(bytes, address);
    }

    @Override
    public void writeShort(int address, short value) {
        SHORT.set(bytes, address, value);
    }

    @Override
    public short readShort(int address) {
        return (short) SHORT.get(bytes, address);
    }

    @Override
    public long readU16(int address) {
        return readShort(address) & 0xffffL;
    }

    @Override
    public void writeByte(int address, byte value) {
        bytes[address] = value;
    }

    @Override
    public void writeF32(int address, float value) {
        FLOAT.set(bytes, address, value);
    }

    @Override
    public long readF32(int address) {
        return Float.floatToRawIntBits(readFloat(address));
    }

    @Override
    public float readFloat(int address) {
        return (float) FLOAT.get(bytes, address);
    }

    @Override
    public void writeF64(int address, double value) {
        DOUBLE.set(bytes, address, value);
    }

    @Override
    public double readDouble(int address) {
        return (double) DOUBLE.get(bytes, address);
    }

    @Override
    public long readF64(int address) {
        return Double.doubleToRawLongBits(readDouble(address));
    }

    @Override
    public void zero() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public void fill(byte value, int from, int to) {
        Arrays.fill(bytes, from, to, value);
    }

    @Override
    public void copy(int destination, int source, int size) {
        System.arraycopy(bytes, source, bytes, destination, size);
    }

    @Override
    public int atomicReadInt(int address) {
        return readInt(address);
    }

    @Override
    public long atomicReadLong(int address) {
        return readLong(address);
    }

    @Override
    public short atomicReadShort(int address) {
        return readShort(address);
    }

    @Override
    public byte atomicReadByte(int address) {
        return read(address);
    }

    @Override
    public void atomicWriteInt(int address, int value) {
        writeI32(address, value);
    }

    @Override
    public void atomicWriteLong(int address, long value) {
        writeLong(address, value);
    }

    @Override
    public void atomicWriteShort(int address, short value) {
        writeShort(address, value);
    }

    @Override
    public void atomicWriteByte(int address, byte value) {
        writeByte(address, value);
    }
}
