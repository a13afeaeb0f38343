// Turns a contract that only tests know into code:
//   node compile.cjs <node_modules> <Tolk source> <file for the bag of cells>
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, entrypointFileName, out] = process.argv.slice(2);
const { runTolkCompiler } = require(path.resolve(modules, '@ton/tolk-js'));
runTolkCompiler({ entrypointFileName, fsReadCallback: (file) => fs.readFileSync(file, 'utf8') })
  .then((result) => {
    if (result.status === 'error') throw new Error(result.message);
    fs.writeFileSync(out, Buffer.from(result.codeBoc64, 'base64'));
  });
