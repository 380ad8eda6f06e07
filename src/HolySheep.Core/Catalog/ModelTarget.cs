namespace HolySheep.Catalog;

/// <summary>A target of a configured model.</summary>
/// <param name="Target">The target as <c>provider/model</c>.</param>
/// <param name="Weight">Its share under the weighted strategy; 0 drains it.</param>
public sealed record ModelTarget(string Target, int Weight);
