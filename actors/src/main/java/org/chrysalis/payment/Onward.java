package org.chrysalis.payment;

import org.chrysalis.money.Terms;
import org.chrysalis.money.Usage;
import org.chrysalis.ton.Nanoton;

/**
 * What of an attempt a proxy paid on to its worker before the end. A worker's voucher is one total
 * over all its attempts, so only this tells which of them it paid for: recovery never charges the
 * client less.
 *
 * @param completion without prompt, which is paid at the end
 * @param coefficient of the header, per mille
 */
public record Onward(Usage completion, long coefficient) {

    public static final Onward NONE = new Onward(Usage.NONE, 0);

    public Nanoton amount(Terms terms) {
        return terms.earned(completion, coefficient);
    }
}
