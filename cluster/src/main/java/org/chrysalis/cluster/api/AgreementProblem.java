package org.chrysalis.cluster.api;

import io.grpc.Status;

import org.chrysalis.refusal.Refusal;

import java.time.Instant;

/** Words for what client and proxy do not sign together, or have signed and wait for. */
final class AgreementProblem {

    private AgreementProblem() {}

    static Problem of(Refusal.OfAgreement refusal) {
        return switch (refusal) {
            case Refusal.AgreementPending(var validUntil) ->
                of(
                        refusal,
                        503,
                        "This node and its proxy have signed what ends or changes their channel,"
                                + " and the chain has not decided yet.",
                        "Wait: it is final within seconds, and void at the latest at "
                                + Instant.ofEpochSecond(validUntil) + ".");
            case Refusal.AttemptsOpen(var open) ->
                of(
                        refusal,
                        409,
                        open + " requests of this channel are not settled yet.",
                        "Wait for them to end, or cancel them; then try again.");
            case Refusal.TotalDisputed disputed -> disputed(disputed);
            case Refusal.ValidityInvalid(var validUntil, var now) ->
                of(
                        refusal,
                        409,
                        "What was to be signed together is valid until "
                                + Instant.ofEpochSecond(validUntil) + ", and it is "
                                + Instant.ofEpochSecond(now) + ".",
                        "Check this machine's clock, and that the chain moves; then try again.");
            case Refusal.PartingFailed failed -> failed(failed);
            case Refusal.PartingUnpaid unpaid -> unpaid(unpaid);
            case Refusal.DepositRefused(var asked, var least) ->
                of(
                        refusal,
                        409,
                        "The deposit can't become " + asked + ": " + least
                                + " of it is signed, cashed, or held for requests, and it can't"
                                + " grow by a withdrawal.",
                        "Ask for less, or close the channel together with the proxy.");
        };
    }

    private static Problem failed(Refusal.PartingFailed refusal) {
        return of(
                refusal,
                503,
                "The chain has refused what the proxy sent to end this channel together.",
                "Wait until " + Instant.ofEpochSecond(refusal.until())
                        + ", or close it without the proxy.");
    }

    private static Problem unpaid(Refusal.PartingUnpaid refusal) {
        return of(
                refusal,
                409,
                "Of this channel " + refusal.used() + " is used, and to end it together costs its"
                        + " proxy " + refusal.fee() + ": it does so for nothing once a day.",
                "Wait a day, or close it without the proxy.");
    }

    private static Problem disputed(Refusal.TotalDisputed refusal) {
        return of(
                refusal,
                409,
                "This node says that " + refusal.claimed() + " of its channel is used; its proxy"
                        + " counts " + refusal.counted() + ".",
                "Restart the node: both sides then show each other their books. If the figures"
                        + " still differ, close the channel without the proxy.");
    }

    private static Problem of(Refusal refusal, int http, String message, String remedy) {
        return new Problem(http, Status.Code.FAILED_PRECONDITION, refusal.code(), message, remedy);
    }
}
