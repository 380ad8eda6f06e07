using HolySheep.Configuration.Keys;

namespace HolySheep.Configuration;

/// <summary>Where health, limits and money are kept.</summary>
public sealed record StateOptions
{
    /// <summary>The kind of place.</summary>
    /// <value>Default: files of this machine.</value>
    public StateKind Kind { get; init; }

    /// <summary>Where the connection string of the database is found; never the string itself.</summary>
    /// <value>Default: the environment variable <c>HOLYSHEEP_DB</c>.</value>
    public KeyReference Connection { get; init; } = new(KeySource.Environment, "HOLYSHEEP_DB");
}
