package dev.serai.worktool;

import java.util.List;

/**
 * What the robot reported about a command.
 *
 * @param errorCode 0 if all went well, else a code of WorkTool
 * @param errorReason in WorkTool's words, empty if all went well
 * @param successList targets that were reached
 * @param failList targets that were not
 */
public record CommandResult(int errorCode, String errorReason, List<String> successList, List<String> failList) {

    public CommandResult {
        successList = List.copyOf(successList);
        failList = List.copyOf(failList);
    }
}
