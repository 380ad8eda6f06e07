namespace HolySheep.Chat.Parts;

/// <summary>Opaque data that a provider gave with a part of its answer, such as a signature; it goes back to the same target only.</summary>
/// <param name="Provider">The provider that gave it.</param>
/// <param name="Model">The model id that was sent to it.</param>
/// <param name="Data">The data, in a form that only the provider's wire reads.</param>
public sealed record ProviderData(string Provider, string Model, string Data)
{
    /// <summary>True if the data came from this provider and model.</summary>
    public bool IsOf(string provider, string model) => Provider == provider && Model == model;
}
