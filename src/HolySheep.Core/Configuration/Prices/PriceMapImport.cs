namespace HolySheep.Configuration.Prices;

/// <summary>The result or the preview of a price map import.</summary>
/// <param name="Path">The user's catalog.</param>
/// <param name="Source">The map.</param>
/// <param name="Models">The number of chat models with a price in the map.</param>
/// <param name="Added">The number that the last import did not have.</param>
/// <param name="Changed">The number whose figures differ from the last import's.</param>
/// <param name="Removed">The number that only the last import had.</param>
/// <param name="Skipped">The number of other entries: other kinds of models, and models without a price.</param>
public sealed record PriceMapImport(string Path, string Source, int Models, int Added, int Changed, int Removed, int Skipped);
