using System;
using Xunit;

namespace HolySheep.Counterparts;

/// <summary>A theory against a program of others, which <c>.ci/counterparts</c> fetches; elsewhere it is left out with the reason.</summary>
public sealed class CounterpartTheoryAttribute : TheoryAttribute
{
    /// <summary>The variable that names the program.</summary>
    public const string Variable = "HOLYSHEEP_TEST_AIMOCK";

    public CounterpartTheoryAttribute() => Skip = Environment.GetEnvironmentVariable(Variable) is null ? $"It needs aimock, from npm: .ci/counterparts fetches it and sets {Variable}." : null;
}
