package dev.serai.provider;

/**
 * A call of a model has ended.
 *
 * @param model what the hub calls the model
 * @param modelId what the provider calls it
 */
public record ModelCallFinished(String model, String modelId, String provider, CallTag tag, CallEnding ending)
        implements CallFinished {

    @Override
    public String name() {
        return model;
    }
}
