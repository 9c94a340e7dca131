package dev.serai.provider.coze;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What Coze's codes mean for the caller: the list of documented codes (December 2025) and those of its engine, which
 * Coze Studio shows as well. A code that is not listed is final.
 */
enum CozeCode {
    /** The token is missing, wrong or expired, or may not do this. */
    LOGIN,
    /** Turned away at the door because of too many requests: try later. */
    BUSY,
    /** The quota of the day is used up: later is another day. */
    QUOTA,
    /** The model or the service failed, and may not the next time. */
    PASSING,
    /** The workflow asks something, in a way of running that cannot wait for an answer. */
    INTERRUPT,
    /** The same call gets the same answer. */
    FINAL;

    private static final Map<Integer, CozeCode> TABLE = Stream.of(
                    // request, chat, conversation, message, bot; meta_data and messages over the limit;
                    // auto_save_history
                    rows(FINAL, 4000, 4001, 4002, 4003, 4004, 4005, 4006, 4007),
                    // daily quota; cap of the system; requests a minute
                    rows(QUOTA, 4008),
                    rows(BUSY, 4009, 4020),
                    // prompt too long, balance, model unknown, cannot answer, not published, chat running, balance
                    rows(FINAL, 4010, 4011, 4012, 4014, 4015, 4016, 4019),
                    // model error; internal error
                    rows(PASSING, 4013, 5000),
                    // workflow not configured, model in arrears
                    rows(FINAL, 4021, 4022),
                    // authentication, permission, access token of an OAuth app
                    rows(LOGIN, 4100, 4101, 700012006),
                    // risk control, chat cannot be cancelled, sensitive content
                    rows(FINAL, 4102, 4104, 4105),
                    // not found or not published, member exists, files, run not known, run finished already
                    rows(FINAL, 4200, 4201, 4300, 4301, 4302, 4303, 4304, 4314, 4315),
                    // is_async is for paid plans
                    rows(FINAL, 6003),
                    // the engine: timeout, not published, interrupt on a sync run
                    rows(FINAL, 6023, 6031),
                    rows(INTERRUPT, 6039, 720702078),
                    rows(FINAL, 720702011, 720702002, 720702001, 720712014, 720702085, 720701013, 720702004),
                    rows(FINAL, 720701011, 720701007, 720701003, 720701004, 720702089, 720712023, 720712049),
                    rows(FINAL, 720712000, 305000002, 777777776, 777777777, 777777775, 777777778, 777777773),
                    rows(FINAL, 777777771, 777777769, 777777765, 777777763),
                    // the engine's database, Redis and id generator
                    rows(PASSING, 720700801, 720700803, 720700808))
            .flatMap(rows -> rows.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    static CozeCode of(long code) {
        return code == (int) code ? TABLE.getOrDefault((int) code, FINAL) : FINAL;
    }

    private static Map<Integer, CozeCode> rows(CozeCode meaning, int... codes) {
        return IntStream.of(codes).boxed().collect(Collectors.toMap(code -> code, code -> meaning));
    }
}
