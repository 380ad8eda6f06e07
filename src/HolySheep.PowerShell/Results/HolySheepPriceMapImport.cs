using HolySheep.Configuration.Prices;

namespace HolySheep.PowerShell.Results;

/// <summary>What an import of a price map did.</summary>
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

    /// <summary>Chat models with a price that the map has.</summary>
    public int Models { get; }

    /// <summary>Those that the last import did not have.</summary>
    public int Added { get; }

    /// <summary>Those whose figures differ from the last import's.</summary>
    public int Changed { get; }

    /// <summary>Those that the last import had and this one has not.</summary>
    public int Removed { get; }

    /// <summary>What the map has besides: other kinds of models, and models without a price.</summary>
    public int Skipped { get; }

    /// <summary>The user's catalogue, where the prices are now.</summary>
    public string Path { get; }

    /// <summary>The map.</summary>
    public string Source { get; }

    /// <summary>The import on one line.</summary>
    public override string ToString() => $"{Models} models: {Added} new, {Changed} changed, {Removed} gone";
}
