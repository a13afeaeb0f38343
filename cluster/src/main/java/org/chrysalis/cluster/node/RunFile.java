package org.chrysalis.cluster.node;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.chrysalis.devnet.DevKeys;
import org.chrysalis.devnet.DevNetwork;
import org.chrysalis.devnet.DevPlan;
import org.chrysalis.ton.Bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * All that the processes of one dev network share, written once by the one that founds it. It holds
 * the secret that every key comes from, so only its owner may read it.
 *
 * @param founder process id of the one that serves the chain: a node without it has no network
 * @param secret 32 bytes, hexadecimal
 * @param model its catalogue name, its file's SHA-256 in hexadecimal, its file
 * @param ports all on loopback
 */
public record RunFile(long founder, String secret, int workers, ServedModel model, Ports ports) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "network.json";

    public RunFile {
        if (founder < 1) {
            throw new IllegalArgumentException("a run file names its founder");
        }
    }

    /** What the workers run. */
    public record ServedModel(String name, String sha256, String file, int contextTokens) {}

    /**
     * @param link where the proxy takes clients
     * @param artery of each member: the proxy, then the workers
     * @param control of each node: the proxy, the client, then the workers
     */
    public record Ports(
            int chain, int link, int http, int grpc, List<Integer> artery, List<Integer> control) {}

    /** @throws IOException if it cannot be written, or is there already */
    public void write(Path folder) throws IOException {
        var file = folder.resolve(NAME);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
    }

    /** @throws IOException if there is none in {@code folder}, or it is not of this version */
    public static RunFile read(Path folder) throws IOException {
        return JSON.readValue(folder.resolve(NAME).toFile(), RunFile.class);
    }

    public DevNetwork network() {
        var plan = DevPlan.standard(workers, model.name(), Bytes.ofHex(model.sha256()));
        return new DevNetwork(plan, DevKeys.draw(new SeededKeys(Bytes.ofHex(secret)), workers));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RunFile[" + workers + " workers, " + model + "]";
    }
}
