namespace HolySheep.PowerShell.Results;

/// <summary>A model at a provider.</summary>
public sealed class HolySheepTarget
{
    internal HolySheepTarget(string target, int weight)
    {
        Target = target;
        Weight = weight;
    }

    /// <summary>The target as <c>provider/model</c>.</summary>
    public string Target { get; }

    /// <summary>Its share under the weighted strategy; 0 drains it.</summary>
    public int Weight { get; }

    /// <summary>The target as <c>provider/model</c>.</summary>
    public override string ToString() => Target;
}
