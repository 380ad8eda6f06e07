using Xunit;

namespace HolySheep.Harness;

/// <summary>Tests that measure the process and so run while no other does.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
