/**
 * TON's own transaction emulator inside the JVM: the C++ of ton-blockchain/ton as WebAssembly, out
 * of npm's {@code @ton/sandbox}, compiled to Java classes at build time. What runs here is the code
 * that validators run, not a model of it.
 */
package org.chrysalis.tvm;
