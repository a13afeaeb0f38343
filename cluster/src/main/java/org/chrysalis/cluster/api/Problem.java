package org.chrysalis.cluster.api;

import io.grpc.Status;

import org.chrysalis.refusal.Refusal;

/**
 * An error as the user meets it: what happened, in figures, and what to do about it. The one place
 * where refusals find words, for HTTP, gRPC and the command line alike.
 *
 * @param http status
 * @param grpc status
 * @param code stable across releases; programs may match on it
 */
public record Problem(int http, Status.Code grpc, String code, String message, String remedy) {

    /** A request that no node was asked about. */
    public static Problem badInput(String message) {
        return new Problem(
                400,
                Status.Code.INVALID_ARGUMENT,
                "invalid_request",
                message,
                "Correct the request.");
    }

    /** @param most bytes */
    static Problem tooLarge(long most) {
        return new Problem(
                413,
                Status.Code.INVALID_ARGUMENT,
                "body_too_large",
                "The body is larger than " + most + " bytes.",
                "Shorten the messages.");
    }

    static Problem wrongType(String type) {
        return new Problem(
                415,
                Status.Code.INVALID_ARGUMENT,
                "wrong_content_type",
                "The body is sent as " + type + ".",
                "Send JSON, with the header content-type: application/json.");
    }

    /**
     * The name is a web page's own, which its owner lets lead to this machine (DNS rebinding): to
     * the browser what is answered belongs to that page.
     */
    static Problem foreignHost(String name) {
        return new Problem(
                403,
                Status.Code.PERMISSION_DENIED,
                "foreign_host",
                "This node is not " + name + ".",
                "Ask it as localhost, or by its address.");
    }

    static Problem wrongMethod(String what, String right) {
        return new Problem(
                405,
                Status.Code.UNIMPLEMENTED,
                "wrong_method",
                what + " is not served.",
                "Use " + right + ".");
    }

    public static Problem notFound(String what) {
        return new Problem(
                404,
                Status.Code.NOT_FOUND,
                "not_found",
                what,
                "POST /v1/chat/completions and GET /v1/models are served here.");
    }

    /** Exhaustive: a new refusal must find its words here. */
    public static Problem of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.OfNode node -> ofNode(node);
            case Refusal.OfRequest request -> ofRequest(request);
            case Refusal.OfSeal seal -> ofSeal(seal);
            case Refusal.OfMoney money -> ofMoney(money);
            case Refusal.OfStanding standing -> ofStanding(standing);
            case Refusal.OfAgreement agreement -> AgreementProblem.of(agreement);
            case Refusal.Unknown(var code) ->
                of(
                        refusal,
                        502,
                        Status.Code.UNKNOWN,
                        "The network refused with a code this version does not know: " + code,
                        "Update Chrysalis.");
        };
    }

    private static Problem ofNode(Refusal.OfNode refusal) {
        return switch (refusal) {
            case Refusal.ProxyUnreachable _ ->
                of(
                        refusal,
                        503,
                        Status.Code.UNAVAILABLE,
                        "The client node has no session with its proxy.",
                        "Retry in a few seconds; the node keeps dialling.");
            case Refusal.ProxyLost _ ->
                of(
                        refusal,
                        502,
                        Status.Code.UNAVAILABLE,
                        "The proxy went away while the request ran.",
                        "Retry; what was not delivered is not charged.");
            case Refusal.OfWorker worker -> ofWorker(worker);
            case Refusal.ProxyAtFault(var tokens) ->
                of(
                        refusal,
                        502,
                        Status.Code.INTERNAL,
                        "The proxy failed after " + tokens + " completion tokens.",
                        "Only those are charged. Retry, and tell the proxy's operator.");
            case Refusal.BooksUnavailable _ ->
                of(
                        refusal,
                        503,
                        Status.Code.UNAVAILABLE,
                        "A node's books cannot be written just now, so nothing is run.",
                        "Its operator frees the disk; it serves again by itself. Retry then.");
            case Refusal.Starting _ ->
                of(
                        refusal,
                        503,
                        Status.Code.UNAVAILABLE,
                        "The node has just connected, or the model's workers are coming back.",
                        "Retry in a few seconds.");
        };
    }

    private static Problem ofWorker(Refusal.OfWorker refusal) {
        return switch (refusal) {
            case Refusal.WorkersBusy(var addressed) ->
                of(
                        refusal,
                        503,
                        Status.Code.RESOURCE_EXHAUSTED,
                        "None of the " + addressed + " addressed workers could take the request.",
                        "Retry shortly.");
            case Refusal.WorkerLost(var tokens) ->
                of(
                        refusal,
                        502,
                        Status.Code.UNAVAILABLE,
                        "The worker vanished after " + tokens + " completion tokens.",
                        "Only those are charged. Retry with the text so far as a prefix.");
            case Refusal.WorkerAtFault(var tokens) ->
                of(
                        refusal,
                        502,
                        Status.Code.INTERNAL,
                        "The worker failed after " + tokens + " completion tokens.",
                        "Only those are charged. Retry: another worker may be drawn.");
        };
    }

    private static Problem ofRequest(Refusal.OfRequest refusal) {
        return switch (refusal) {
            case Refusal.UnknownModel _ ->
                of(
                        refusal,
                        404,
                        Status.Code.NOT_FOUND,
                        "No attested worker serves this model.",
                        "GET /v1/models lists those that are served now.");
            case Refusal.DeadlinePassed(var seconds) ->
                of(
                        refusal,
                        504,
                        Status.Code.DEADLINE_EXCEEDED,
                        "The request ran for its whole " + seconds + " s.",
                        "Ask for fewer tokens, or send a shorter prompt.");
            case Refusal.PromptTooLong(var tokens, var bound) ->
                of(
                        refusal,
                        400,
                        Status.Code.INVALID_ARGUMENT,
                        "The prompt has " + tokens + " tokens; " + bound + " are allowed.",
                        "Shorten it, or use a model with a larger context.");
            case Refusal.LimitInvalid(var limit, var most) ->
                of(
                        refusal,
                        400,
                        Status.Code.INVALID_ARGUMENT,
                        "The price limit " + limit + " is not between 1 and " + most
                                + " per mille.",
                        "Name a limit in that range, or none.");
            case Refusal.Cancelled _ ->
                of(refusal, 499, Status.Code.CANCELLED, "The request was cancelled.", "Nothing.");
        };
    }

    private static Problem ofSeal(Refusal.OfSeal refusal) {
        return switch (refusal) {
            case Refusal.StreamBroken _ ->
                of(
                        refusal,
                        502,
                        Status.Code.DATA_LOSS,
                        "The answer's stream was altered or ended early.",
                        "Retry; what arrived is no answer.");
            case Refusal.Replayed _, Refusal.NotOpened _, Refusal.Expired _ ->
                of(
                        refusal,
                        502,
                        Status.Code.ABORTED,
                        "The sealed request was refused (" + refusal.code() + ").",
                        "Retry: it is sealed afresh. Check this machine's clock.");
            case Refusal.TermsChanged(var version) ->
                of(
                        refusal,
                        409,
                        Status.Code.FAILED_PRECONDITION,
                        "The network prices by version " + version + " of its terms now.",
                        "Restart the client node, so that it reads them.");
        };
    }

    private static Problem ofMoney(Refusal.OfMoney refusal) {
        return switch (refusal) {
            case Refusal.BalanceTooLow(var needed, var available) ->
                of(
                        refusal,
                        402,
                        Status.Code.FAILED_PRECONDITION,
                        "This request may cost " + needed + "; " + available + " is available.",
                        "Top up the channel, or ask for fewer tokens.");
            case Refusal.StepUnpaid(var needed, var credit) ->
                of(
                        refusal,
                        402,
                        Status.Code.FAILED_PRECONDITION,
                        "A step needs " + needed + " and " + credit + " is signed.",
                        "Retry; if it happens again, report it as a bug of this client.");
            case Refusal.PriceAboveLimit(var asked, var limit) ->
                of(
                        refusal,
                        409,
                        Status.Code.FAILED_PRECONDITION,
                        "The cheapest worker asks " + asked + "; your limit is " + limit
                                + " (1000 is ×1).",
                        "Raise max_coefficient to " + asked + ", or wait.");
            case Refusal.WindowExceeded(var owed, var window) ->
                of(
                        refusal,
                        503,
                        Status.Code.UNAVAILABLE,
                        "The worker is owed " + owed + ", more than its window of " + window + ".",
                        "Retry: another worker may be drawn.");
            case Refusal.StatementDisputed(var stated, var counted) ->
                of(
                        refusal,
                        502,
                        Status.Code.ABORTED,
                        "The proxy stated " + stated + " and " + counted + " was counted.",
                        "Keep the receipt; change the proxy.");
        };
    }

    private static Problem ofStanding(Refusal.OfStanding refusal) {
        return switch (refusal) {
            case Refusal.TooManyRequests(var bound) ->
                of(
                        refusal,
                        429,
                        Status.Code.RESOURCE_EXHAUSTED,
                        bound + " requests of this client run already.",
                        "Wait for one of them to end.");
            case Refusal.ChannelEnding(var ends, var until) ->
                of(
                        refusal,
                        503,
                        Status.Code.FAILED_PRECONDITION,
                        "The request might end " + (ends - until)
                                + " s too late to be cashed from this node's channel.",
                        "Wait until the chain moves again if it stands; if the channel closes, open"
                                + " it again once that is over.");
            case Refusal.ChannelUnusable _, Refusal.VoucherInvalid _, Refusal.ProofInvalid _ ->
                of(
                        refusal,
                        403,
                        Status.Code.PERMISSION_DENIED,
                        "The proxy does not accept this node's channel or voucher ("
                                + refusal.code() + ").",
                        "Check that the channel is open and the key is its payer's.");
        };
    }

    private static Problem of(
            Refusal refusal, int http, Status.Code grpc, String message, String remedy) {
        return new Problem(http, grpc, refusal.code(), message, remedy);
    }
}
