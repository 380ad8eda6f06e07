using HolySheep.Configuration.Names;
using HolySheep.Gateway.Http;

namespace HolySheep.Gateway.Serving;

/// <summary>A client with the models that callers can ask it for.</summary>
internal sealed class ServedClient(HolySheepClient client, ServedModels models)
{
    /// <summary>The client.</summary>
    public HolySheepClient Client { get; } = client;

    /// <summary>The models.</summary>
    public ServedModels Models { get; } = models;

    /// <summary>Refuses a model that is not served.</summary>
    /// <exception cref="FaultException">The model is not served.</exception>
    public void ThrowIfNotServed(string model)
    {
        if (!Models.Contains(model))
        {
            throw new FaultException(new RequestFault(
                FaultKind.NotFound, "model_not_found",
                $"The model '{model}' is not configured in this gateway{(Models.Suggest(model) is { Length: > 0 } nearest ? nearest : ".")} GET /v1/models lists the models.")
            { Member = "model" });
        }
    }
}
