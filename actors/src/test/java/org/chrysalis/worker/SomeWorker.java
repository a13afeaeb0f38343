package org.chrysalis.worker;

import org.chrysalis.config.Section;
import org.chrysalis.contract.ChannelIdentity;
import org.chrysalis.money.Multipliers;
import org.chrysalis.money.Terms;
import org.chrysalis.port.NodeId;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.SigningKey;

/** A worker at the price of its network, with the limits that a new user has. */
final class SomeWorker {

    static final Address ADDRESS = Address.of(Bytes.ofHex("02".repeat(32)));
    static final Terms TERMS =
            new Terms(1, 1_000_000, 800_000, new Multipliers(10_000, 1_000, 30_000, 30_000));

    private static final SigningKey KEY = SigningKey.fromSeed(Bytes.ofHex("01".repeat(32)));

    private SomeWorker() {}

    static WorkerSettings settings() {
        var key = KEY.publicKey();
        return new WorkerSettings(
                "worker",
                KEY,
                KEY,
                new ChannelIdentity(ADDRESS, key, ADDRESS, key, 0, 3_600, 1),
                new NodeId(key),
                -7,
                ADDRESS,
                1,
                Bytes.of(new byte[32]),
                TERMS,
                1_000,
                WorkerSettings.Limits.of(Section.reference()));
    }
}
