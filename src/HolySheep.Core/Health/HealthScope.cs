namespace HolySheep.Health;

/// <summary>What a health belongs to.</summary>
public enum HealthScope
{
    /// <summary>A model at a provider.</summary>
    Target,

    /// <summary>The targets that share a quota.</summary>
    QuotaGroup,

    /// <summary>One of a provider's keys.</summary>
    Key,
}
