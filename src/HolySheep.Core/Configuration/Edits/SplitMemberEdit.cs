namespace HolySheep.Configuration.Edits;

/// <summary>A member of a split as it is written into the file.</summary>
/// <param name="Model">The model, or a target as <c>provider/model</c>.</param>
/// <param name="Percent">Its share, 0 to 100; null takes the share that the edit names for its only member.</param>
public sealed record SplitMemberEdit(string Model, decimal? Percent = null);
