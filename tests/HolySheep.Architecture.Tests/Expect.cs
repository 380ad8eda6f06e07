using System;
using System.Collections.Generic;
using Xunit;

namespace HolySheep.Architecture.Tests;

internal static class Expect
{
    public static void None(IReadOnlyCollection<string> violations) =>
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, [$"{violations.Count} violations:", .. violations]));

    /// <summary>The rule bites: it reports this, and says so in one line.</summary>
    public static void Reports(string part, IReadOnlyCollection<string> violations) => Assert.Contains(violations, violation => violation.Contains(part, StringComparison.Ordinal));
}
