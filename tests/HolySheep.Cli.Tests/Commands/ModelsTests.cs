using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

public class ModelsTests
{
    [Fact]
    public async Task Offline_no_provider_is_called_and_the_catalogue_is_printed_as_lines_with_tabs()
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "models", "--offline");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(0, provider.CallCount);
        var rows = result.Stdout.TrimEnd('\n').Split('\n').Select(line => line.Split('\t')).ToArray();
        Assert.All(rows, row => Assert.Equal(7, row.Length));
        Assert.Equal(["gpt-4.1", "holysheep", "", "128000", "2.00", "8.00", "claude-sonnet-4.5 gemini-2.5-flash"], rows.Single(row => row[0] == "gpt-4.1"));
    }

    [Fact]
    public async Task Listed_models_are_marked_and_unknown_ones_appear()
    {
        await using var provider = new ScriptedProvider();
        provider.Lists("gpt-4.1", "brand-new");
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "models", "--json", "--provider", "holysheep");

        Assert.Equal(0, result.ExitCode);
        var models = JsonDocument.Parse(result.Stdout).RootElement.EnumerateArray().ToDictionary(model => model.GetProperty("id").GetString()!);
        string[] keys = ["id", "provider", "available", "context_window", "max_output", "price", "price_source", "price_date", "fallback", "aliases", "targets", "tools", "images", "documents", "json_schema", "efforts"];
        Assert.All(models.Values, model => Assert.Equal(keys, model.EnumerateObject().Select(member => member.Name)));
        Assert.True(models["gpt-4.1"].GetProperty("available").GetBoolean());
        Assert.Equal(8m, models["gpt-4.1"].GetProperty("price").GetProperty("output").GetDecimal());
        Assert.Equal(JsonValueKind.Null, models["brand-new"].GetProperty("context_window").ValueKind);
        Assert.False(models["deepseek-v3.2"].GetProperty("available").GetBoolean());
    }

    [Fact]
    public async Task What_a_list_says_of_an_unknown_model_is_shown_and_of_a_known_one_the_catalogue()
    {
        await using var provider = new ScriptedProvider();
        provider.Handle(_ => Reply.Json(200, """{"data":[{"id":"acme/big-1","context_length":500000,"architecture":{"input_modalities":["text","file"]},"supported_parameters":["tools"]},{"id":"gpt-4.1","supported_parameters":["top_p"]}]}"""));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "models", "list", "--json", "--provider", "holysheep");

        var models = JsonDocument.Parse(result.Stdout).RootElement.EnumerateArray().ToDictionary(model => model.GetProperty("id").GetString()!);
        string Told(string id) => string.Join(' ', new[] { "context_window", "tools", "images", "documents", "json_schema", "efforts" }.Select(key => models[id].GetProperty(key).GetRawText()));
        Assert.Equal("500000 true false true false []", Told("acme/big-1"));
        Assert.Equal("128000 true true null true []", Told("gpt-4.1"));
    }

    [Fact]
    public async Task A_name_with_tabs_and_escapes_stays_in_its_field()
    {
        await using var provider = new ScriptedProvider();
        provider.Lists("a\tb\u001b[31m\nc");
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "models");

        Assert.Contains("\na b [31m c\tholysheep\tyes\t", "\n" + result.Stdout);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_asked_is_a_warning_and_the_catalogue_is_still_there()
    {
        using var nobody = DeadEndpoint.Refusing();
        using var home = ProviderHome.At(nobody.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "models");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("warning: holysheep could not be asked", result.Stderr);
        Assert.Contains("gpt-4.1\tholysheep\t", result.Stdout);
    }

    [Fact]
    public async Task An_unknown_provider_ends_with_2_and_names_the_known_ones()
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "models", "--provider", "holyshep");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("holysheep", result.Stderr);
    }

    [Fact]
    public async Task At_a_terminal_the_models_are_a_table()
    {
        using var home = new TempHome("{}");

        var (exitCode, stdout, _) = await InProcess.RunAsync(["models", "--sandbox", "--config", home.ConfigPath], terminal: true);

        Assert.Equal(0, exitCode);
        Assert.Contains("MODEL", stdout.Split('\n').First(line => line.Trim().Length > 0));
        Assert.Contains("claude-sonnet-4.5", stdout);
        Assert.DoesNotContain('\t', stdout);
        Assert.DoesNotContain('\u001b', stdout);
    }
}
