namespace HolySheep.Configuration.Edits;

/// <summary>A member of a split as it is written into the file.</summary>
/// <param name="Model">The model, or a target as <c>provider/model</c>.</param>
/// <param name="Percent">Its share, 0 to 100; null uses the share in the edit, which needs a single member.</param>
public sealed record SplitMemberEdit(string Model, decimal? Percent = null);
