#!/usr/bin/env bash
# TON's transaction executor, as @ton/sandbox 0.41.0 runs it: an account that storage has emptied.
#
# Guess:     whoever sends money to an account that owes storage fees pays the debt with it, in that
#            transaction; the bounce flag says only what happens to the money if the message fails.
# Behaviour: a message without the bounce flag is credited before the storage phase, and the debt is
#            paid out of it. With the flag it is credited after that phase: the debt stays, the
#            contract sees the whole value, and the next message's storage phase takes the debt out of
#            whatever the contract counted on by then.
# Seen:      bounce=false due=0; the next message costs 104400
#            bounce=true due=8749116; the next message costs 8853516
# What we do: a channel's TopUp must bring getStorageDuePayment() besides its amount and its reserve
#            (found by random interleavings of a channel against a model of it).
#
# Needs Node 20 or newer with npm. Exit status 0 if all this is still so.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund @ton/sandbox@0.41.0 @ton/core@0.63.1 \
    @ton/crypto@3.3.0 @ton/ton@16.3.0 @ton/tolk-js@1.3.0 >/dev/null
cat > debt.cjs <<'JS'
const { Blockchain, internal } = require('@ton/sandbox');
const { Cell, beginCell, contractAddress, toNano } = require('@ton/core');
const { runTolkCompiler } = require('@ton/tolk-js');

const START = 1_800_000_000, YEAR = 365 * 24 * 3600;

async function emptied(code) {
    const chain = await Blockchain.create();
    chain.now = START;
    const payer = await chain.treasury('payer');
    const init = { code, data: beginCell().endCell() };
    const address = contractAddress(0, init);
    await payer.send({ to: address, value: 1_000_000n, init, bounce: false });
    chain.now = START + 9 * YEAR;
    return { chain, payer, address };
}

async function state(chain, address) {
    const account = (await chain.getContract(address)).account.account;
    return { due: account.storageStats.duePayment ?? 0n, balance: account.storage.balance.coins };
}

(async () => {
    const compiled = await runTolkCompiler({
        entrypointFileName: 'any.tolk',
        fsReadCallback: () => 'tolk 1.3\nfun onInternalMessage(_: InMessage) {}\n' });
    if (compiled.status !== 'ok') throw new Error(compiled.message);
    const code = Cell.fromBase64(compiled.codeBoc64);
    const seen = {};
    for (const bounce of [false, true]) {
        const { chain, payer, address } = await emptied(code);
        await payer.send({ to: address, value: toNano('1'), bounce });
        const after = await state(chain, address);
        await payer.send({ to: address, value: toNano('1'), bounce });
        const later = await state(chain, address);
        seen[bounce] = { due: after.due, lost: after.balance + toNano('1') - later.balance };
        console.log(`bounce=${bounce} due=${after.due}; the next message costs ${seen[bounce].lost}`);
    }
    const extra = seen.true.lost - seen.false.lost;
    if (seen.false.due !== 0n || seen.true.due <= 0n || extra !== seen.true.due) {
        throw new Error('it is not so any more');
    }
})().catch(failure => { console.error(failure); process.exit(1); });
JS
node debt.cjs
