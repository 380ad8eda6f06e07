using Xunit;

namespace HolySheep.PowerShell.Tests.Engine;

/// <summary>Tests that set variables of this very process: none other runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentCollection
{
    internal const string Name = "environment";
}
