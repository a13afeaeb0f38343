package org.chrysalis.ton;

/**
 * An account on TON: {@code addr_std} without anycast.
 *
 * @param workchain 0 for the basechain, −1 for the masterchain
 * @param hash 32 bytes: the representation hash of the account's first StateInit
 */
public record Address(byte workchain, Bytes hash) implements Comparable<Address> {

    public Address {
        if (hash.length() != 32) {
            throw new IllegalArgumentException(
                    "an account hash has 32 bytes, not " + hash.length());
        }
    }

    /** An account of the basechain. */
    public static Address of(Bytes hash) {
        return new Address((byte) 0, hash);
    }

    /** Reads the raw form {@code 0:64 hexadecimal digits}. */
    public static Address parse(String raw) {
        int colon = raw.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not a raw address (0:hex): " + raw);
        }
        return new Address(
                Byte.parseByte(raw.substring(0, colon)), Bytes.ofHex(raw.substring(colon + 1)));
    }

    /** As ton4j wants it. */
    public org.ton.ton4j.address.Address toTon4j() {
        return org.ton.ton4j.address.Address.of(toString());
    }

    @Override
    public int compareTo(Address other) {
        int byWorkchain = Byte.compare(workchain, other.workchain);
        return byWorkchain != 0 ? byWorkchain : hash.compareTo(other.hash);
    }

    /** The raw form. */
    @Override
    public String toString() {
        return workchain + ":" + hash.hex();
    }
}
