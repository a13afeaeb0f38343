// Turns npm's packages and our Tolk sources into files for the jar. Run by Artefacts.java:
//   node build.cjs contracts <node_modules> <folder of Tolk sources> <output folder>
//   node build.cjs emulator  <node_modules> <output folder>
//   node build.cjs mutants   <node_modules> <folder of Tolk sources> <folder of mutants>
'use strict';
const fs = require('fs');
const path = require('path');

const [stage, modules, ...rest] = process.argv.slice(2);
const load = (name) => require(path.resolve(modules, name));

/** @returns the code, as a bag of cells */
async function compile(name, read) {
  const { runTolkCompiler } = load('@ton/tolk-js');
  const result = await runTolkCompiler({
    entrypointFileName: name + '.tolk',
    fsReadCallback: read,
  });
  if (result.status === 'error') {
    throw new Error(`${name}.tolk does not compile:\n${result.message}`);
  }
  if (result.stderr) {
    throw new Error(`${name}.tolk compiles with warnings:\n${result.stderr}`);
  }
  return Buffer.from(result.codeBoc64, 'base64');
}

/** channel.boc, proxy.boc, registry.boc from Tolk, wallet.boc as its authors compiled it. */
async function contracts(sources, out) {
  for (const name of ['channel', 'proxy', 'registry']) {
    const read = (file) => fs.readFileSync(path.join(sources, file), 'utf8');
    fs.writeFileSync(path.join(out, name + '.boc'), await compile(name, read));
  }
  const { WalletContractV5R1 } = load('@ton/ton');
  const wallet = WalletContractV5R1.create({ publicKey: Buffer.alloc(32) });
  fs.writeFileSync(path.join(out, 'wallet.boc'), wallet.init.code.toBoc());
}

/** The emulator's wasm, the names behind its minified imports and exports, and its config. */
function emulator(out) {
  const dist = path.resolve(modules, '@ton/sandbox/dist');
  const { EmulatorEmscriptenWasm } = require(dist + '/executor/emulator-emscripten.wasm.js');
  const wasm = Buffer.from(EmulatorEmscriptenWasm, 'base64');
  const glue = fs.readFileSync(dist + '/executor/emulator-emscripten.js', 'utf8');
  const { slimConfig } = load('@ton/sandbox/dist/config/slimConfig');
  fs.writeFileSync(path.join(out, 'emulator.wasm'), wasm);
  fs.writeFileSync(path.join(out, 'emulator.abi'), abi(glue));
  fs.writeFileSync(path.join(out, 'config.boc'), Buffer.from(slimConfig, 'base64'));
}

/** Lines "import|export|constant <key> <value>", read out of the glue script's tables. */
function abi(glue) {
  const find = (what, pattern) => {
    const match = glue.match(pattern);
    if (!match) throw new Error(`the emulator's glue script has no ${what}: another version?`);
    return match[1];
  };
  const plain = (name) => name.trim().replace(/^Module\["(.*)"\]$/, '$1').replace(/^_+/, '');
  const lines = [];
  for (const entry of find('import table', /var wasmImports=\{([^}]*)\}/).split(',')) {
    const [key, name] = entry.split(':');
    lines.push(`import ${key.replace(/"/g, '').trim()} ${plain(name)}`);
  }
  const table = find('export table', /function assignWasmExports\(wasmExports\)\{([^}]*)\}/);
  for (const statement of table.split(';')) {
    const match = statement.match(/^(.*)=wasmExports\["([^"]+)"\]$/);
    if (!match) throw new Error('odd export: ' + statement);
    for (const name of match[1].split('=')) lines.push(`export ${plain(name)} ${match[2]}`);
  }
  const start = /function initRuntime\(\)\{.*?wasmExports\["([^"]+)"\]\(\)/s;
  lines.push('export constructors ' + find('constructors', start));
  lines.push('constant random ' + find('random', /(\d+):\(\)=>Module\.getRandomValue\(\)/));
  lines.push('constant randomInit '
      + find('random init', /(\d+):\(\)=>\{if\(Module\.getRandomValue===undefined/));
  lines.push('constant fail ' + find('throw', /(\d+):\$0=>\{throw UTF8ToString\(\$0\)\}/));
  return lines.join('\n') + '\n';
}

/**
 * Each folder NUMBER-CONTRACT of `all` holds one source file of that contract, changed:
 * CONTRACT.boc comes beside it, if it compiles. Says each number when that is done.
 */
async function mutants(sources, all) {
  for (const mutant of fs.readdirSync(all).sort()) {
    const folder = path.join(all, mutant);
    const [number, contract] = mutant.split('-');
    const changed = fs.readdirSync(folder)[0];
    const read = (file) =>
      fs.readFileSync(path.join(file === changed ? folder : sources, file), 'utf8');
    try {
      fs.writeFileSync(path.join(folder, contract + '.boc'), await compile(contract, read));
    } catch (error) {
      fs.writeFileSync(path.join(folder, contract + '.err'), error.message);
    }
    console.log(number);
  }
}

async function main() {
  if (stage === 'contracts') return contracts(...rest);
  if (stage === 'emulator') return emulator(...rest);
  if (stage === 'mutants') return mutants(...rest);
  throw new Error('unknown stage: ' + stage);
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
