using HolySheep.Providers.Exchange;

namespace HolySheep.Providers;

/// <summary>A wire whose callers' own bodies can be passed on.</summary>
internal interface IOriginalWire
{
    /// <summary>Puts what this attempt needs into the body of the caller: the name of the model, and whether a stream is wanted.</summary>
    void Adapt(BodySplice body, ProviderCall call);

    /// <summary>Takes the reasoning of earlier answers out of the body; false if it has none.</summary>
    bool OmitReasoning(BodySplice body);
}
