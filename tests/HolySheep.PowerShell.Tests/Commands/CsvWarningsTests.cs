using System;
using System.IO;
using System.Linq;
using HolySheep.PowerShell.Tests.Engine;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>What a job warns of in a session whose calls are kept in a ledger.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class CsvWarningsTests : SpendFixture
{
    [Fact]
    public void A_job_whose_cost_is_not_recorded_warns_once_though_a_call_of_the_session_did_before()
    {
        Directory.CreateDirectory(Path.Combine(Home.Folder, "ledger.db"));
        var input = Home.WriteFile("in.csv", "Id,Body\n" + string.Concat(Enumerable.Range(1, 50).Select(id => $"{id},text {id}\n")));

        var call = Run("Invoke-HolySheepChat hi -ConfigPath $config").ThrowOnError();
        var job = Run("$job = Invoke-HolySheepCsv $args[0] $args[1] '{Body}' -ConfigPath $config; $job.ExitCode, $job.Succeeded; $job.Warnings", input, Path.Combine(Home.Folder, "out.csv")).ThrowOnError();

        Assert.Single(call.Warnings);
        var warning = Assert.Single(job.Warnings);
        Assert.EndsWith("the cost of calls is not recorded.", warning, StringComparison.Ordinal);
        Assert.Equal([0, 50, warning], job.Values);
    }

    [Theory]
    [InlineData("{Boddy}", false)]
    [InlineData("{Body}", true)]
    public void Only_a_job_with_a_journal_says_how_to_go_on(string prompt, bool says)
    {
        var input = Home.WriteFile("in.csv", "Id,Body\n1,a\n");

        var job = Run("Invoke-HolySheepCsv $args[0] $args[1] $args[2] -ConfigPath $config", input, Path.Combine(Home.Folder, "out.csv"), prompt);

        Assert.Equal(says, job.Errors.Count == 0);
        Assert.Equal(says, job.Information.Any(line => line.ToString().StartsWith("Run the same command to continue: every answer is kept in ", StringComparison.Ordinal)));
    }
}
