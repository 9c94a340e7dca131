package dev.serai.worktool;

/**
 * WorkTool's error codes, with what can be done about them. Only refusals at the moment of sending are repeated by the
 * hub itself; what a phone has begun to carry out never is.
 */
enum ErrorCode {
    BAD_DATA(101011, "bad data", false),
    ILLEGAL_OPERATION(101012, "illegal operation, tried twice by the phone", false),
    NO_PERMISSION(101013, "no permission", false),
    DUPLICATE_COMMAND(101014, "duplicate command", false),
    GROUP_NOT_CREATED(201011, "group could not be created; do it by hand", false),
    GROUP_NOT_RENAMED(201012, "group could not be renamed; do it by hand", false),
    MEMBER_NOT_ADDED(201013, "member could not be added; do it by hand", false),
    MEMBER_NOT_REMOVED(201014, "member could not be removed; do it by hand", false),
    ANNOUNCEMENT_FAILED(201015, "announcement failed; do it by hand", false),
    REMARK_FAILED(201016, "remark failed; do it by hand", false),
    TEMPLATE_FAILED(201017, "template failed; do it by hand", false),
    GROUP_LIMIT(201018, "too many groups created; wait a day", false),
    CHAT_NOT_FOUND(201101, "chat not found; correct the name or the remark", false),
    SEND_FAILED(201102, "sending failed; send again to the targets that were not reached", false),
    BUTTON_NOT_FOUND(201103, "button not found on the phone", false),
    TARGET_NOT_FOUND(201104, "target not found on the phone", false),
    FORWARD_FAILED(201105, "forwarding failed", false),
    REPEATED_ADD(201106, "was added before", false),
    DOWNLOAD_FAILED(201107, "file could not be downloaded; check that its address is public", true),
    STORAGE_FAILED(201108, "file could not be stored on the phone", false),
    QR_CODE_FAILED(201109, "group QR code failed", false),
    SERVER_ERROR(501000, "WorkTool's server failed", true),
    BAD_ROBOT_ID(501011, "bad robot id; correct the configuration", false),
    BAD_ROBOT_KEY(501012, "bad robot key; correct the configuration", false),
    LOGGED_IN_TWICE(501013, "the robot is logged in twice", false);

    private final int code;
    private final String advice;
    private final boolean passing;

    ErrorCode(int code, String advice, boolean passing) {
        this.code = code;
        this.advice = advice;
        this.passing = passing;
    }

    /** True if the same command may succeed later without anybody doing anything. */
    static boolean passing(int code) {
        for (var known : values()) {
            if (known.code == code) {
                return known.passing;
            }
        }
        return false;
    }

    /** WorkTool's code and words, with advice if the code is known. */
    static String explain(int code, String reason) {
        for (var known : values()) {
            if (known.code == code) {
                return code + " " + reason + " (" + known.advice + ")";
            }
        }
        return code + " " + reason;
    }
}
