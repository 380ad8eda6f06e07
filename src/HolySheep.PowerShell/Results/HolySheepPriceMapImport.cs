using HolySheep.Configuration.Prices;

namespace HolySheep.PowerShell.Results;

/// <summary>The result of a price map import.</summary>
public sealed class HolySheepPriceMapImport
{
    internal HolySheepPriceMapImport(PriceMapImport import)
    {
        Models = import.Models;
        Added = import.Added;
        Changed = import.Changed;
        Removed = import.Removed;
        Skipped = import.Skipped;
        Path = import.Path;
        Source = import.Source;
    }

    /// <summary>The number of chat models with a price in the map.</summary>
    public int Models { get; }

    /// <summary>The number that the last import did not have.</summary>
    public int Added { get; }

    /// <summary>The number whose figures differ from the last import's.</summary>
    public int Changed { get; }

    /// <summary>The number that only the last import had.</summary>
    public int Removed { get; }

    /// <summary>The number of other entries: other kinds of models, and models without a price.</summary>
    public int Skipped { get; }

    /// <summary>The path of the user's catalogue, which now has the prices.</summary>
    public string Path { get; }

    /// <summary>The map.</summary>
    public string Source { get; }

    /// <summary>The import on one line.</summary>
    public override string ToString() => $"{Models} models: {Added} new, {Changed} changed, {Removed} gone";
}
