using System;
using System.Collections.Generic;
using HolySheep.Catalog;

namespace HolySheep.Configuration.Options;

/// <summary>The user's configuration of one model.</summary>
public sealed record ModelOptions
{
    /// <summary>The targets that can answer for the model, in listed order; empty means the default provider.</summary>
    public IReadOnlyList<TargetOptions> Targets { get; init; } = [];

    /// <summary>How the targets are ordered.</summary>
    /// <value>Default: <see cref="TargetStrategy.Priority"/>.</value>
    public TargetStrategy Strategy { get; init; }

    /// <summary>How old an earlier answer to the very same request may be that is given again; null or zero means that every call asks a provider.</summary>
    public TimeSpan? Cache { get; init; }

    /// <summary>The user's own price; null means the catalog's.</summary>
    public ModelPrice? Price { get; init; }
}
