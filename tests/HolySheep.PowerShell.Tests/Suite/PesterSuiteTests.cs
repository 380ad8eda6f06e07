using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.PowerShell.Tests.Suite;

/// <summary>The Pester suite of <c>tests/Pester</c> in a real <c>pwsh</c>, a row for each file.</summary>
public sealed class PesterSuiteTests(SharedShell shell) : IClassFixture<SharedShell>
{
    public static IEnumerable<object[]> Files => SuiteFile.Names.Except(LonePesterFilesTests.Names).Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_promise_of_the_file_is_kept_in_a_real_pwsh(string file)
    {
        var result = await shell.RunAsync(file);
        Assert.True(result is not null, $"{file}.Tests.ps1 ended without a result.");
        Assert.True(result.Failed.Count == 0, $"{result.Failed.Count} of {file}.Tests.ps1 failed:\n{string.Join("\n", result.Failed)}");
        Assert.NotEqual(0, result.Passed);
    }
}
