using System;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Input;

/// <summary>Where the prompt comes from; the sandbox repeats it after <c>You said: </c>.</summary>
public class PromptTests : IDisposable
{
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_prompt_that_begins_with_an_at_sign_is_a_prompt() => Assert.Equal("@alice hello", await SaidAsync(null, "@alice hello"));

    [Fact]
    public async Task A_prompt_that_begins_with_a_dash_goes_after_two_dashes() =>
        Assert.Equal("--verbose is an option", await SaidAsync(null, "--", "--verbose is an option"));

    [Theory]
    [InlineData("true")]
    [InlineData("chat")]
    [InlineData("[diagram]")]
    [InlineData("/h")]
    public async Task A_prompt_that_looks_like_something_else_is_a_prompt(string prompt) => Assert.Equal(prompt, await SaidAsync(null, prompt));

    [Fact]
    public async Task Without_a_prompt_standard_input_is_the_prompt() => Assert.Equal("Xin chào", await SaidAsync("Xin chào\n"));

    [Fact]
    public async Task A_dash_alone_stands_for_standard_input() => Assert.Equal("from the pipe", await SaidAsync("from the pipe", "-"));

    [Fact]
    public async Task A_dash_after_the_prompt_puts_standard_input_after_a_blank_line() =>
        Assert.Equal("Summarise\n\nline one\nline two", await SaidAsync("line one\nline two\n", "Summarise", "-"));

    [Fact]
    public async Task A_byte_order_mark_is_not_part_of_the_prompt() => Assert.Equal("Xin chào", await SaidAsync("\uFEFFXin chào\r\n"));

    [Fact]
    public async Task An_open_pipe_that_never_closes_does_not_hang_a_call_with_a_prompt()
    {
        var options = BuiltCommand.Options(_home, "chat", "hi", "--sandbox") with { KeepsStdinOpen = true, Limit = TimeSpan.FromSeconds(30) };

        var result = await BuiltCommand.RunAsync(options);

        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task An_empty_standard_input_without_a_prompt_ends_with_2()
    {
        var result = await BuiltCommand.RunAsync(_home, "chat", "--sandbox");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("standard input is empty", result.Stderr);
    }

    [Fact]
    public async Task An_empty_standard_input_after_a_prompt_is_reported_and_the_prompt_is_sent_alone()
    {
        var result = await BuiltCommand.RunAsync(_home, "chat", "Summarise", "-", "--sandbox");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("You said: Summarise\n", result.Stdout);
        Assert.Contains("warning: Standard input is empty", result.Stderr);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t")]
    public async Task An_empty_prompt_ends_with_2(string prompt)
    {
        var result = await BuiltCommand.RunAsync(_home, "chat", prompt, "--sandbox");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("The prompt is empty", result.Stderr);
    }

    [Fact]
    public async Task Ten_megabytes_from_standard_input_arrive_whole()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("read"));
        using var home = ProviderHome.At(provider.BaseUrl);
        var prompt = string.Concat(System.Linq.Enumerable.Repeat("Một hai ba bốn năm sáu bảy tám chín mười. ", 200_000));

        var result = await BuiltCommand.RunAsync(BuiltCommand.Options(home, "chat", "--model", "a-model-without-a-known-window") with { Stdin = prompt });

        Assert.Equal("read\n", result.Stdout);
        Assert.True(provider.Requests[0].BodyBytes.Length > 10_000_000, "The test sends less than it says.");
        Assert.True(provider.Requests[0].LastUserMessage == prompt, "The prompt changed on its way.");
    }

    [Fact]
    public async Task A_NUL_in_the_prompt_arrives()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("read"));
        using var home = ProviderHome.At(provider.BaseUrl);

        await BuiltCommand.RunAsync(BuiltCommand.Options(home, "chat") with { Stdin = "before\0after" });

        Assert.Equal("before\0after", provider.Requests[0].LastUserMessage);
    }

    private async Task<string> SaidAsync(string? stdin, params string[] args)
    {
        var result = await BuiltCommand.RunAsync(BuiltCommand.Options(_home, ["chat", "--sandbox", .. args]) with { Stdin = stdin });
        Assert.Equal(0, result.ExitCode);
        var at = result.Stdout.IndexOf("You said: ", StringComparison.Ordinal);
        return result.Stdout[(at + 10)..^1];
    }
}
