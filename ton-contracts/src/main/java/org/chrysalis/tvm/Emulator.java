package org.chrysalis.tvm;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import org.chrysalis.ton.Address;
import org.chrysalis.ton.Bytes;
import org.chrysalis.ton.Nanoton;

import java.util.Base64;

/**
 * Executes transactions and get-methods as TON's validators do. Equal arguments give equal results,
 * on any instance and any machine. Not thread safe: one instance per thread, about 40 MB each.
 */
public final class Emulator {

    /** Of a get-method: as liteservers allow. */
    private static final long GET_METHOD_GAS = 1_000_000_000;

    private final WasmEmulator wasm = new WasmEmulator();
    private final String config;
    private final long pointer;

    /** @param config the network's configuration dictionary, a bag of cells */
    public Emulator(Bytes config) {
        this.config = base64(config);
        long argument = wasm.string(this.config);
        this.pointer = wasm.call("create_emulator", argument, 0);
        wasm.free(argument);
        if (pointer == 0) {
            throw new EmulatorFailure("not a network configuration");
        }
    }

    /** Mainnet's, but for the validator sets, as {@code @ton/sandbox} ships it: a bag of cells. */
    public static Bytes defaultConfig() {
        return Bytes.of(WasmEmulator.resource("config.boc"));
    }

    /**
     * What a transaction depends on besides account and message.
     *
     * @param seconds chain time
     * @param lt logical time, above the account's and the message's
     * @param seed 32 bytes, for contracts that draw
     */
    public record Moment(long seconds, long lt, Bytes seed) {}

    /** What came of a message. */
    public sealed interface Outcome {

        /**
         * Executed, though perhaps refused by the contract; both are bags of cells.
         *
         * @param account the ShardAccount afterwards
         */
        record Executed(Bytes transaction, Bytes account) implements Outcome {}

        /** A message that the account did not accept, or that is none; nothing happened. */
        record NotAccepted(int exitCode, String reason) implements Outcome {}
    }

    /**
     * Executes {@code message} on {@code account}.
     *
     * @param account a ShardAccount, as a bag of cells
     * @param message any inbound message, as a bag of cells
     * @throws EmulatorFailure if the emulator broke; then drop this instance
     */
    public Outcome transaction(Bytes account, Bytes message, Moment moment) {
        var parameters = new JsonObject();
        parameters.addProperty("utime", moment.seconds());
        parameters.addProperty("lt", Long.toString(moment.lt()));
        parameters.addProperty("rand_seed", moment.seed().hex());
        parameters.addProperty("ignore_chksig", false);
        parameters.addProperty("debug_enabled", false);
        long[] arguments = {
            wasm.string(base64(account)),
            wasm.string(base64(message)),
            wasm.string(parameters.toString())
        };
        var answer = wasm.text(
                "emulate_with_emulator", pointer, 0, arguments[0], arguments[1], arguments[2]);
        for (long argument : arguments) {
            wasm.free(argument);
        }
        return outcome(JsonParser.parseString(answer).getAsJsonObject());
    }

    private static Outcome outcome(JsonObject answer) {
        if (refused(answer)) {
            return new Outcome.NotAccepted(0, answer.get("message").getAsString());
        }
        var output = answer.getAsJsonObject("output");
        if (output.get("success").getAsBoolean()) {
            return new Outcome.Executed(
                    bytes(output, "transaction"), bytes(output, "shard_account"));
        }
        int exitCode = output.has("vm_exit_code") ? output.get("vm_exit_code").getAsInt() : 0;
        return new Outcome.NotAccepted(exitCode, output.get("error").getAsString());
    }

    /**
     * A get-method's result.
     *
     * @param exitCode 0 or 1 for success
     * @param stack the VmStack afterwards, as a bag of cells
     */
    public record Got(int exitCode, long gasUsed, Bytes stack) {}

    /**
     * The contract that a get-method runs on.
     *
     * @param code a bag of cells
     * @param data a bag of cells
     */
    public record Subject(Address address, Nanoton balance, Bytes code, Bytes data) {}

    /**
     * Runs a get-method.
     *
     * @param method its number, crc16 of the name with bit 16 set
     * @param stack the arguments: a VmStack, as a bag of cells
     * @throws IllegalArgumentException if an argument is not what it should be
     */
    public Got get(Subject subject, int method, Bytes stack, Moment moment) {
        var parameters = new JsonObject();
        parameters.addProperty("code", base64(subject.code()));
        parameters.addProperty("data", base64(subject.data()));
        parameters.addProperty("verbosity", 0);
        parameters.addProperty("libs", "");
        parameters.addProperty("address", subject.address().toString());
        parameters.addProperty("unixtime", moment.seconds());
        parameters.addProperty("balance", Long.toString(subject.balance().value()));
        parameters.addProperty("rand_seed", moment.seed().hex());
        parameters.addProperty("gas_limit", Long.toString(GET_METHOD_GAS));
        parameters.addProperty("method_id", method);
        parameters.addProperty("debug_enabled", false);
        long[] arguments = {
            wasm.string(parameters.toString()), wasm.string(base64(stack)), wasm.string(config)
        };
        var answer =
                JsonParser.parseString(wasm.text("run_get_method", arguments)).getAsJsonObject();
        for (long argument : arguments) {
            wasm.free(argument);
        }
        if (refused(answer)) {
            throw new IllegalArgumentException(answer.get("message").getAsString());
        }
        var output = answer.getAsJsonObject("output");
        return new Got(
                output.get("vm_exit_code").getAsInt(),
                Long.parseLong(output.get("gas_used").getAsString()),
                bytes(output, "stack"));
    }

    /** Whether the arguments made no sense, so that nothing was run. */
    private static boolean refused(JsonObject answer) {
        return answer.has("fail") && answer.get("fail").getAsBoolean();
    }

    private static Bytes bytes(JsonObject output, String field) {
        return Bytes.of(Base64.getDecoder().decode(output.get(field).getAsString()));
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }
}
