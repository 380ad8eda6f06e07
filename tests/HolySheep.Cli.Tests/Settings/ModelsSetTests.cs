using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.Cli.Tests.Settings;

public sealed class ModelsSetTests : SettingsFixture
{
    [Fact]
    public async Task Targets_with_weights_a_strategy_a_price_and_the_default_are_written_and_removed()
    {
        await SetAsync("providers", "set", "backup", "http://127.0.0.1:8000/v1");
        await SetAsync("models", "set", "gpt-4.1", "holysheep/gpt-4.1,backup/llama3:8b=2", "--strategy", "weighted", "--default",
            "--price", """{ "input": 2.00, "cachedInput": 0.50, "output": 8, "longContext": { "from": 200000, "input": 4, "output": 12 } }""");

        Assert.Equal("""{"gpt-4.1":{"targets":["holysheep/gpt-4.1",{"target":"backup/llama3:8b","weight":2}],"strategy":"weighted","price":{"input":2.00,"cachedInput":0.50,"output":8,"longContext":{"from":200000,"input":4,"output":12}}}}""", Part("models"));
        Assert.Equal("""{"model":"gpt-4.1"}""", Part("defaults"));
        Assert.Equal("2.00", (await OutputAsync("models", "list", "GPT-4.1", "--offline", "--provider", "holysheep")).Split('\t')[4]);

        await SetAsync("models", "set", "gpt-4.1", "", "--strategy", "", "--price", "");
        Assert.Equal("", Part("models"));
    }

    [Fact]
    public async Task The_list_takes_wildcards_and_an_unknown_name_ends_with_5_as_the_catalogue_has_no_such_model()
    {
        var found = (await JsonAsync("models", "list", "claude-sonnet-4*", "--offline")).EnumerateArray().Select(model => model.GetProperty("id").GetString()!).ToList();
        Assert.Contains("claude-sonnet-4.5", found);
        Assert.All(found, id => Assert.StartsWith("claude-sonnet-4", id));
        Assert.Equal("[]", (await JsonAsync("models", "list", "nothing-like-it*", "--offline")).GetRawText());
        var unknown = await BuiltCommand.RunAsync(Home, "models", "list", "nothing-like-it", "--offline");
        Assert.NotEqual(0, unknown.ExitCode);
        Assert.Contains("'holysheep models list' lists the known models", unknown.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_model_is_gone_and_an_unknown_one_is_reported_with_the_nearest()
    {
        await SetAsync("models", "set", "mine", "--price", """{"input":1,"output":2}""");
        Assert.Contains("did you mean 'mine'?", await FailedAsync("models", "remove", "mien"), StringComparison.Ordinal);
        await SetAsync("models", "remove", "mine");
        Assert.Equal("", Part("models"));
    }

    [Theory]
    [InlineData("'inptu' is not known; did you mean 'input'?", "--price", """{"inptu":1,"output":2}""")]
    [InlineData("expected 'input' and 'output'", "--price", """{"input":1}""")]
    [InlineData("expected an object", "--price", "2.00")]
    [InlineData("not valid JSON", "--price", "{ input: 2 }")]
    [InlineData("expected one of priority", "--strategy", "wieghted")]
    [InlineData("'weighted'?", "--strategy", "weihgted")]
    [InlineData("Expected a target such as backup/gpt-4.1", "holysheep/m=two")]
    [InlineData("Expected a target such as backup/gpt-4.1", "holysheep/m=1.5")]
    [InlineData("from 0 to 1000000", "holysheep/m=-1")]
    [InlineData("did you mean 'holysheep'?", "holyshep/m")]
    public async Task What_is_not_valid_is_refused(string expected, params string[] options) =>
        Assert.Contains(expected, await RefusedAsync(["models", "set", "m", .. options]), StringComparison.Ordinal);

    private async Task<string> FailedAsync(params string[] line)
    {
        var result = await BuiltCommand.RunAsync(Home, line);
        Assert.NotEqual(0, result.ExitCode);
        return result.Stderr;
    }
}
