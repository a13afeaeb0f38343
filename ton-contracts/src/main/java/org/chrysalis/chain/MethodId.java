package org.chrysalis.chain;

import java.nio.charset.StandardCharsets;

/** Numbers of get-methods. */
final class MethodId {

    private static final int POLYNOMIAL = 0x1021;

    private MethodId() {}

    /** CRC-16/XMODEM of the name with bit 16 set, as Fift and Tolk number them. */
    static int of(String name) {
        int crc = 0;
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            crc ^= (octet & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
        }
        return (crc & 0xffff) | 0x10000;
    }
}
