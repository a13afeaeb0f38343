package org.chrysalis.contract;

import org.chrysalis.chain.Account;
import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Cells;
import org.chrysalis.ton.SigningKey;
import org.ton.ton4j.cell.Cell;
import org.ton.ton4j.cell.CellBuilder;

import java.util.List;

/**
 * The owner's side of a Wallet V5R1 (TON Core's standard wallet) on the basechain. Its wallet id
 * holds the network, so neither its address nor what it signs is valid on another one.
 */
public final class Wallet {

    /** Of one external message: the length limit of V5R1's action list. */
    public static final int MAX_TRANSFERS = 255;

    private static final long SIGNED_EXTERNAL = 0x7369_676eL;
    private static final long SEND_MESSAGE = 0x0ec3_c86dL;

    /** Fees apart (1); V5R1 insists on ignoring errors (2), lest a message be tried forever. */
    private static final int SEND_MODE = 3;

    /** Client context, workchain 0, version 0, subwallet 0 (wallet-contract-v5, wallet id). */
    private static final int CONTEXT = 1 << 31;

    private final SigningKey key;
    private final int walletId;
    private final Cell initial;
    private final Address address;

    public Wallet(int networkId, SigningKey key) {
        this.key = key;
        this.walletId = networkId ^ CONTEXT;
        this.initial = Cells.stateInit(Contracts.wallet().cell(), initialData());
        this.address = Address.of(Cells.hash(initial));
    }

    private Cell initialData() {
        return Cells.begin()
                .storeUint(1, 1)
                .storeUint(0, 32)
                .storeInt(walletId, 32)
                .storeBytes(key.publicKey().toArray())
                .storeUint(0, 1)
                .endCell();
    }

    public Address address() {
        return address;
    }

    /**
     * A signed external message, as a bag of cells, that sends {@code transfers} in order; it
     * deploys the wallet if {@code seqno} is 0.
     *
     * @param seqno the next one, {@link #seqno}
     * @param validUntil chain time in seconds, exclusive
     */
    public Bytes transfer(long seqno, long validUntil, List<Transfer> transfers) {
        if (transfers.isEmpty() || transfers.size() > MAX_TRANSFERS) {
            throw new IllegalArgumentException(
                    "1 to " + MAX_TRANSFERS + " transfers, not " + transfers.size());
        }
        Checks.u32("seqno", seqno);
        Checks.u32("end of validity in chain seconds", validUntil);
        var request = request(seqno, validUntil, transfers);
        var signature = key.sign(Cells.hash(request));
        var body =
                Cells.begin().storeCell(request).storeBytes(signature.toArray()).endCell();
        return Cells.boc(external(seqno, body));
    }

    private Cell request(long seqno, long validUntil, List<Transfer> transfers) {
        return Cells.begin()
                .storeUint(SIGNED_EXTERNAL, 32)
                .storeInt(walletId, 32)
                .storeUint(validUntil, 32)
                .storeUint(seqno, 32)
                .storeUint(1, 1)
                .storeRef(actions(transfers))
                .storeUint(0, 1)
                .endCell();
    }

    private static Cell actions(List<Transfer> transfers) {
        var list = Cells.begin().endCell();
        for (var transfer : transfers) {
            list = Cells.begin()
                    .storeRef(list)
                    .storeUint(SEND_MESSAGE, 32)
                    .storeUint(SEND_MODE, 8)
                    .storeRef(internal(transfer))
                    .endCell();
        }
        return list;
    }

    /** {@code int_msg_info$0} with the fields that the chain fills in left zero (block.tlb). */
    private static Cell internal(Transfer transfer) {
        int flags = transfer.bounce() == Transfer.Bounce.RETURN ? 0b0110 : 0b0100;
        var message = Cells.begin()
                .storeUint(flags, 4)
                .storeUint(0, 2)
                .storeAddress(transfer.to().toTon4j())
                .storeCoins(Cells.coins(transfer.value()))
                .storeUint(0, 1 + 4 + 4)
                .storeUint(0, 64)
                .storeUint(0, 32);
        init(message, transfer.stateInit());
        if (transfer.body().isEmpty()) {
            return message.storeUint(0, 1).endCell();
        }
        return message.storeUint(1, 1).storeRef(Cells.cell(transfer.body())).endCell();
    }

    private static void init(CellBuilder message, Bytes stateInit) {
        if (stateInit.isEmpty()) {
            message.storeUint(0, 1);
        } else {
            message.storeUint(0b11, 2).storeRef(Cells.cell(stateInit));
        }
    }

    /** {@code ext_in_msg_info$10} from nowhere, import fee 0 (block.tlb). */
    private Cell external(long seqno, Cell body) {
        var message = Cells.begin()
                .storeUint(0b10, 2)
                .storeUint(0, 2)
                .storeAddress(address().toTon4j())
                .storeUint(0, 4);
        if (seqno == 0) {
            message.storeUint(0b11, 2).storeRef(initial);
        } else {
            message.storeUint(0, 1);
        }
        return message.storeUint(1, 1).storeRef(body).endCell();
    }

    /**
     * The number that the next message must bear; 0 before the wallet's first one.
     *
     * @throws ForeignContract if the account is no Wallet V5R1
     */
    public static long seqno(Account account) {
        if (!account.active()) {
            return 0;
        }
        var data = Cells.slice(Storages.data(account, Contracts.wallet(), "wallet"));
        return Storages.decode("wallet", () -> Cells.uint(data.skipBits(1), 32));
    }
}
