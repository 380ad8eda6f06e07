using System.IO;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>The parameters of a single call mean the same for the rows of a job, seen from the provider.</summary>
public sealed class CsvRequestTests : ChatFixture
{
    [Theory]
    [InlineData("top_p", "0.9", "-TopP 0.9")]
    [InlineData("seed", "42", "-Seed 42")]
    [InlineData("stop", "[\"END\"]", "-Stop END")]
    [InlineData("reasoning_effort", "\"low\"", "-ReasoningEffort low")]
    [InlineData("user", "\"u-1\"", "-ExtraBody @{ user = 'u-1' }")]
    public void A_parameter_of_the_request_reaches_the_provider(string member, string json, string parameters)
    {
        Job(parameters);
        Assert.Equal(json, Assert.Single(Provider.Requests).Json!.Value.GetProperty(member).GetRawText());
    }

    [Fact]
    public void Headers_reach_the_provider_under_either_name()
    {
        Job("-Header @{ 'X-Team' = 'alpha' }");
        Assert.Equal("alpha", Assert.Single(Provider.Requests).Header("X-Team"));
    }

    // Without a limit the row's one call asks again; with it the row fails, and a job that allows no failed row stops before its second round.
    [Theory]
    [InlineData(0, "")]
    [InlineData(9, "-MaximumAttempts 1")]
    [InlineData(9, "-Retries 0")]
    public void Attempts_of_a_row_are_limited(int exitCode, string parameters)
    {
        Provider.OnAny().Answer(Reply.Status(503), Reply.Text("fine"));
        Job(parameters + " -NoFallback -MaxErrors 0", exitCode);
    }

    [Fact]
    public void A_split_keeps_the_rows_of_one_key_together_and_a_rule_sees_the_task()
    {
        Home.WriteConfig($$"""
            { "providers": { "local": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}", "apiKey": "none" } }, "defaults": { "provider": "local", "model": "plain" },
              "rules": [ { "name": "r", "when": { "task": "classify" }, "model": "small" } ] }
            """);
        Job("-Task classify -SplitKey me");
        Assert.Equal("small", Assert.Single(Provider.Requests).Model);
    }

    private void Job(string parameters, int exitCode = 0)
    {
        var input = Home.WriteFile("in.csv", "Id,Body\n1,a\n");
        var outcome = Run($"Invoke-HolySheepCsv $args[0] $args[1] '{{Body}}' -ConfigPath $config {parameters}", input, Path.Combine(Home.Folder, "out.csv"));
        Assert.Equal(exitCode, Assert.Single(outcome.ThrowOnError().Output).Properties["ExitCode"].Value);
    }
}
