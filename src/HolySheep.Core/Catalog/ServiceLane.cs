namespace HolySheep.Catalog;

/// <summary>How soon a provider answers; it charges less for later answers.</summary>
public enum ServiceLane
{
    /// <summary>An answer now, at the standard price.</summary>
    Standard,

    /// <summary>An answer when there is spare capacity.</summary>
    Flex,

    /// <summary>An answer from a batch, within a day.</summary>
    Batch,
}
