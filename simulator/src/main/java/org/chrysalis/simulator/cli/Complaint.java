package org.chrysalis.simulator.cli;

import org.chrysalis.simulator.mutant.UnsoundException;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what went wrong in a line; an error has another exit status than what a run finds. */
final class Complaint implements IExecutionExceptionHandler {

    /** As picocli has it where an option makes no sense. */
    static final int STATUS = CommandLine.ExitCode.USAGE;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult read) {
        command.getErr().println("chrysalis sim: " + words(failure));
        command.getErr().flush();
        return failure instanceof UnsoundException ? CommandLine.ExitCode.SOFTWARE : STATUS;
    }

    static String words(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException wrapped -> words(wrapped.getCause());
            case NoSuchFileException gone ->
                gone.getFile() + ": there is no such file or folder; name one that is there";
            case AccessDeniedException denied ->
                denied.getFile() + ": it may not be read or written; name another place";
            case FileSystemException other
            when other.getReason() != null ->
                other.getFile() + ": " + other.getReason() + "; name another place";
            case FileSystemException other ->
                other.getFile() + ": " + other.getClass().getSimpleName() + "; name another place";
            case Throwable other ->
                other.getMessage() == null ? other.toString() : other.getMessage();
        };
    }
}
