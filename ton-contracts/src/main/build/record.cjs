// Records what node's own emulator, with mainnet's whole configuration, answers to a few messages:
//   node src/main/build/record.cjs target/generated/npm/node_modules \
//     target/generated/contracts/org/chrysalis/contract src/test/resources/org/chrysalis/tvm/vectors.json
// EmulatorTest demands the same of the emulator inside the JVM, with the configuration that it uses.
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, codes, target] = process.argv.slice(2);
const load = (name) => require(path.resolve(modules, name));
const core = load('@ton/core');
const { keyPairFromSeed, sign } = load('@ton/crypto');
const { Executor } = load('@ton/sandbox/dist/executor/Executor');
const { defaultConfig } = load('@ton/sandbox/dist/config/defaultConfig');
const { createEmptyShardAccount } = load('@ton/sandbox/dist/blockchain/SmartContract');
const { getSelectorForMethod } = load('@ton/sandbox/dist/utils/selector');

const NOW = 1800000000;
const SEED = Buffer.alloc(32, 0x5a);
const vectors = [];
let time = 0;

async function main() {
  const executor = await Executor.create();
  const raw = executor.extractString.bind(executor);
  let last;
  executor.extractString = (pointer) => (last = raw(pointer));

  async function transaction(label, account, message) {
    time++;
    const call = {
      config: defaultConfig, libs: null, verbosity: 'short', shardAccount: account,
      message: core.beginCell().store(core.storeMessage(message)).endCell(),
      now: NOW + time, lt: BigInt(time) * 1000000n, randomSeed: SEED, ignoreChksig: false,
      debugEnabled: false,
    };
    await executor.runTransaction(call);
    const { output } = JSON.parse(last);
    vectors.push({
      label, kind: 'transaction', account, message: call.message.toBoc().toString('base64'),
      seconds: call.now, lt: String(call.lt), success: output.success,
      transaction: output.transaction, after: output.shard_account,
      exitCode: output.vm_exit_code, error: output.error,
    });
    return output.success ? output.shard_account : account;
  }

  async function get(label, account, address, method) {
    const state = core.loadShardAccount(core.Cell.fromBase64(account).beginParse())
      .account.storage;
    const { code, data } = state.state.state;
    await executor.runGetMethod({
      code, data, methodId: getSelectorForMethod(method), stack: [], config: defaultConfig,
      verbosity: 'short', address, unixTime: NOW, balance: state.balance.coins, randomSeed: SEED,
      gasLimit: 1000000000n, debugEnabled: false, libs: undefined,
    });
    const { output } = JSON.parse(last);
    vectors.push({
      label, kind: 'get', address: address.toRawString(), method: getSelectorForMethod(method),
      code: code.toBoc().toString('base64'), data: data.toBoc().toString('base64'),
      balance: String(state.balance.coins), seconds: NOW,
      exitCode: output.vm_exit_code, gas: String(output.gas_used), stack: output.stack,
    });
  }

  await signed(transaction, get);
  await channel(transaction, get);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, JSON.stringify(vectors, null, 1) + '\n');
  process.exit(0);
}

const boc64 = (writer) => core.beginCell().store(writer).endCell().toBoc().toString('base64');

const internal = (src, dest, value, body, init) => ({
  info: {
    type: 'internal', ihrDisabled: true, bounce: true, bounced: false, src, dest,
    value: { coins: BigInt(value) }, ihrFee: 0n, forwardFee: 0n, createdLt: 0n, createdAt: 0,
  },
  init,
  body,
});

async function signed(transaction, get) {
  const { runTolkCompiler } = load('@ton/tolk-js');
  const compiled = await runTolkCompiler({
    entrypointFileName: 'src/test/tolk/signed.tolk',
    fsReadCallback: (file) => fs.readFileSync(file, 'utf8'),
  });
  if (compiled.status === 'error') throw new Error(compiled.message);
  const keys = keyPairFromSeed(Buffer.alloc(32, 7));
  const thief = keyPairFromSeed(Buffer.alloc(32, 8));
  const to = new core.Address(0, Buffer.alloc(32, 0x42));
  const code = core.Cell.fromBase64(compiled.codeBoc64);
  const data = core.beginCell().storeUint(0, 32).storeBuffer(keys.publicKey).endCell();
  const init = { code, data };
  const address = core.contractAddress(0, init);
  const request = (seqno, key, validUntil) => {
    const body = core.beginCell().storeUint(seqno, 32).storeUint(validUntil, 32)
      .storeAddress(to).storeCoins(10 ** 9).endCell();
    const signature = sign(body.hash(), key.secretKey);
    return core.external({
      to: address,
      body: core.beginCell().storeBuffer(signature).storeSlice(body.beginParse()).endCell(),
    });
  };
  let account = boc64(core.storeShardAccount(createEmptyShardAccount(address)));
  account = await transaction('money and code arrive', account,
    internal(to, address, 10 ** 10, new core.Cell(), init));
  const first = request(0, keys, NOW + 600);
  account = await transaction('first', account, first);
  account = await transaction('replay', account, first);
  account = await transaction('expired', account, request(1, keys, NOW));
  account = await transaction('wrong key', account, request(1, thief, NOW + 600));
  account = await transaction('second', account, request(1, keys, NOW + 600));
  await get('seqno', account, address, 'seqno');
  await get('no such method', account, address, 'nonsense');
}

async function channel(transaction, get) {
  const keys = keyPairFromSeed(Buffer.alloc(32, 9));
  const payer = new core.Address(0, Buffer.alloc(32, 1));
  const payee = core.beginCell().storeAddress(new core.Address(0, Buffer.alloc(32, 2)))
    .storeBuffer(Buffer.alloc(32, 3)).endCell();
  const identity = core.beginCell().storeAddress(payer).storeBuffer(keys.publicKey)
    .storeUint(0, 32).storeUint(3600, 32).storeUint(1, 32).storeRef(payee).endCell();
  const data = core.beginCell().storeUint(0, 8 + 32 + 4 + 4 + 32 + 32 + 1).storeRef(identity)
    .endCell();
  const code = core.Cell.fromBoc(fs.readFileSync(path.join(codes, 'channel.boc')))[0];
  const init = { code, data };
  const address = core.contractAddress(0, init);
  const message = (body, value, withInit) =>
    internal(payer, address, value, body, withInit ? init : undefined);
  const topUp = (amount) => core.beginCell().storeUint(0x544f5055, 32).storeCoins(amount).endCell();
  const cash = (total, claimed) => {
    const signed = core.beginCell().storeUint(0x564f5543, 32).storeInt(-239, 32)
      .storeAddress(address).storeUint(0, 32).storeCoins(total).endCell();
    return core.beginCell().storeUint(0x43415348, 32).storeUint(0, 32).storeCoins(claimed)
      .storeBuffer(sign(signed.hash(), keys.secretKey)).endCell();
  };
  let account = boc64(core.storeShardAccount(createEmptyShardAccount(address)));
  account = await transaction('no contract', account, message(topUp(5), 10 ** 9));
  account = await transaction('top up', account, message(topUp(5000000000), 6 * 10 ** 9, true));
  account = await transaction('too little', account, message(topUp(5000000000), 5 * 10 ** 9));
  account = await transaction('cash', account, message(cash(10 ** 9, 10 ** 9), 10 ** 8));
  account = await transaction('forged', account, message(cash(10 ** 9, 10 ** 10), 10 ** 8));
  account = await transaction('no gas', account, message(cash(10 ** 9, 10 ** 9), 10000));
  account = await transaction('out of gas', account, message(cash(10 ** 9, 10 ** 9), 10 ** 6));
  account = await transaction('unknown', account, message(new core.Cell(), 10 ** 8));
  await get('state', account, address, 'state');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
