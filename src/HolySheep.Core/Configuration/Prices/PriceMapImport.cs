namespace HolySheep.Configuration.Prices;

/// <summary>What an import of a price map did, or would do.</summary>
/// <param name="Path">The user's catalogue.</param>
/// <param name="Source">The map.</param>
/// <param name="Models">Chat models with a price that the map has.</param>
/// <param name="Added">Those that the last import did not have.</param>
/// <param name="Changed">Those whose figures differ from the last import's.</param>
/// <param name="Removed">Those that the last import had and this one has not.</param>
/// <param name="Skipped">What the map has besides: other kinds of models, and models without a price.</param>
public sealed record PriceMapImport(string Path, string Source, int Models, int Added, int Changed, int Removed, int Skipped);
