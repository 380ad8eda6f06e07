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
}
