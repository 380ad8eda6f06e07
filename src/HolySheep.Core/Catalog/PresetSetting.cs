using System.Collections.Generic;

namespace HolySheep.Catalog;

/// <summary>A part of a preset's address that differs from account to account.</summary>
public sealed record PresetSetting
{
    /// <summary>The key of the configuration, which is also the placeholder in the address.</summary>
    public required string Name { get; init; }

    /// <summary>What the value is, in words.</summary>
    public required string Meaning { get; init; }

    /// <summary>The environment variables that are read if the configuration has no value, in order.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>The value if neither the configuration nor a variable has one; null if a value is required.</summary>
    public string? Default { get; init; }
}
