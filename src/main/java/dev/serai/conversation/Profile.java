package dev.serai.conversation;

import org.jspecify.annotations.Nullable;

/**
 * What is known about somebody who talks to a robot.
 *
 * @param satisfactionScore as they or others rated it
 * @param emotion {@code positive}, {@code negative} or {@code neutral}: how they felt last
 * @param complaintCount how often they complained
 */
public record Profile(
        String userId,
        String userName,
        @Nullable String companyName,
        @Nullable Double satisfactionScore,
        String emotion,
        @Nullable String cooperationLevel,
        int complaintCount) {

    /** Of somebody who has not been seen before. */
    public static Profile fresh(String userId, String userName) {
        return new Profile(userId, userName, null, null, "neutral", null, 0);
    }
}
