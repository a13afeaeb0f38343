/**
 * The contracts as Java sees them: compiled code, storage, messages and identities, on plain values
 * and bags of cells. The Tolk sources in {@code src/main/tolk} are the law; what stands here says
 * the same bits a second time and is tested against them on the real TVM.
 */
package org.chrysalis.contract;
