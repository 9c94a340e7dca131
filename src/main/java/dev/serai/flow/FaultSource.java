package dev.serai.flow;

import java.util.List;

/** Watches files that people write, and knows what is wrong with them. */
public interface FaultSource {

    /** What is wrong right now; none of it is at work. */
    List<Fault> faults();
}
