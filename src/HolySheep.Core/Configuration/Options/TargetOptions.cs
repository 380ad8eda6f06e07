namespace HolySheep.Configuration.Options;

/// <summary>A model at a provider.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The model id that is sent to it.</param>
/// <param name="Weight">Its share among the model's targets under the weighted strategy; 0 drains it.</param>
public sealed record TargetOptions(string Provider, string Model, int Weight = 1)
{
    /// <summary>The target as <c>provider/model</c>.</summary>
    public override string ToString() => Provider + "/" + Model;
}
