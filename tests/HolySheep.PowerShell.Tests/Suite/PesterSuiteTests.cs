using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.PowerShell.Tests.Suite;

/// <summary>The Pester suite of <c>tests/Pester</c> in a real <c>pwsh</c>, a row for each file.</summary>
public sealed class PesterSuiteTests
{
    public static IEnumerable<object[]> Files => SuiteFile.Names.Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_promise_of_the_file_is_kept_in_a_real_pwsh(string file)
    {
        var (result, child) = await SuiteFile.RunAsync(file);
        Assert.True(result is not null, $"The suite ended without a result: {child}");
        Assert.True(result.Failed.Count == 0, $"{result.Failed.Count} of {file}.Tests.ps1 failed:\n{string.Join("\n", result.Failed)}\n{child}");
        Assert.True(child.ExitCode == 0 && result.Passed > 0, child.ToString());
    }
}
