/**
 * The worker: {@link org.chrysalis.worker.WorkerNode} keeps the session with its proxy, {@link
 * org.chrysalis.worker.Generations} has the attempts in hand, {@link
 * org.chrysalis.worker.Generation} runs one of them, {@link org.chrysalis.worker.Earnings} keeps
 * the vouchers. Prompts and answers exist here in memory only.
 */
package org.chrysalis.worker;
