using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.PowerShell.Tests.Suite;

/// <summary>The files of the Pester suite that need a <c>pwsh</c> of their own, beside those that share one.</summary>
public sealed class LonePesterFilesTests
{
    /// <summary>Loading is about a process that has not loaded the module; packages are made by a build, which takes longest.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["Loading", "Package", "Gallery"];

    public static IEnumerable<object[]> Files => Names.Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_promise_of_the_file_is_kept_in_a_pwsh_of_its_own(string file)
    {
        var (result, child) = await SuiteFile.RunAloneAsync(file);
        Assert.True(result is not null, $"The suite ended without a result: {child}");
        Assert.True(result.Failed.Count == 0, $"{result.Failed.Count} of {file}.Tests.ps1 failed:\n{string.Join("\n", result.Failed)}\n{child}");
        Assert.True(child.ExitCode == 0 && result.Passed > 0, child.ToString());
    }
}
