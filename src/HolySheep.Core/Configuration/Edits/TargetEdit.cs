namespace HolySheep.Configuration.Edits;

/// <summary>A target as it is written into the file.</summary>
/// <param name="Address"><c>provider/model</c>.</param>
/// <param name="Weight">Its share under the weighted strategy; null writes no weight, which counts as 1.</param>
public sealed record TargetEdit(string Address, int? Weight = null);
