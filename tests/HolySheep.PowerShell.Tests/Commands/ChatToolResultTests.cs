using System;
using System.Linq;
using System.Text.Json;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using Microsoft.PowerShell.Commands;
using Xunit;

namespace HolySheep.PowerShell.Tests.Commands;

/// <summary>What a model is told of the errors and the objects of a tool.</summary>
public sealed class ChatToolResultTests : ChatFixture
{
    [Fact]
    public void An_error_that_ends_nothing_by_itself_ends_no_tool_whatever_the_session_prefers()
    {
        var (isError, result) = Told("$global:ErrorActionPreference = 'Stop'; function Get-Both { [CmdletBinding()] param() Write-Error 'one'; 'after it' }", "Get-Both");

        Assert.Equal((false, """{"result":"after it","errors":["one"]}"""), (isError, result));
    }

    [Fact]
    public void Many_long_errors_are_told_in_part()
    {
        var (isError, result) = Told("", "@{ t = { 1..25 | % { Write-Error \"e$_ $('x' * 2000)\" } } }");
        using var told = JsonDocument.Parse(result);
        string[] errors = [.. told.RootElement.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!)];

        Assert.True(isError);
        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"e{number} "), errors.Select(error => error[..(error.IndexOf(' ', StringComparison.Ordinal) + 1)]));
        Assert.All(errors, error => Assert.Equal(401, error.Length));
        Assert.Equal("There were 25 errors; the first 10 are shown.", told.RootElement.GetProperty("note").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("abc")]
    [InlineData("abcd")]
    [InlineData("abcde")]
    public void A_long_text_is_not_cut_within_a_character(string before)
    {
        var (_, result) = Told("", $"@{{ t = {{ '{before}' + '🗼' * 100KB }} }}");

        using var told = JsonDocument.Parse(result);
        var text = told.RootElement.GetProperty("result").GetString()!;
        Assert.StartsWith(before + "🗼🗼", text, StringComparison.Ordinal);
        Assert.Contains("🗼… (", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', text);
    }

    [Fact]
    public void Where_an_object_of_a_provider_came_from_is_not_told()
    {
        var (isError, result) = Told("$env:HOLYSHEEP_TOOL_TEST = 'the value'", "@{ t = { Get-Item env:HOLYSHEEP_TOOL_TEST } }");

        Assert.False(isError);
        Assert.Contains("the value", result, StringComparison.Ordinal);
        Assert.All((string[])["PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider"], name => Assert.DoesNotContain(name, result, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_tool_writes_to_other_streams_is_for_the_user_and_not_for_the_model()
    {
        using var session = Session.WithModule();
        Provider.OnAny().Answer(Reply.ToolCalls(("Get-Noise", "{}")), Reply.Text("Done."));
        var outcome = session.Run(
            "function Get-Noise { [CmdletBinding()] param() $PSCmdlet.WriteWarning('careful'); 'x' }; $r = Invoke-HolySheepChat 'go' -ConfigPath $args[0] -Tool Get-Noise; $r.ToolRuns[0].Result",
            Home.ConfigPath).ThrowOnError();

        Assert.Equal("\"x\"", outcome.Values.Last());
        Assert.Equal(["careful"], outcome.Warnings);
    }

    private (bool IsError, string Result) Told(string before, string tool)
    {
        using var session = Session.WithModule(typeof(WriteErrorCommand), typeof(GetItemCommand));
        Provider.OnAny().Answer(Reply.ToolCalls((tool.StartsWith('@') ? "t" : tool, "{}")), Reply.Text("Done."));
        var outcome = session.Run($"$config = $args[0]; {before}; $r = Invoke-HolySheepChat 'go' -ConfigPath $config -Tool {tool}; $r.ToolRuns[0].IsError; $r.ToolRuns[0].Result", Home.ConfigPath).ThrowOnError();
        return ((bool)outcome.Values.First(), (string)outcome.Values.Last());
    }
}
