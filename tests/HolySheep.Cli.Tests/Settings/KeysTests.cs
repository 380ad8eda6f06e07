using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Settings;

public sealed class KeysTests : SettingsFixture
{
    private const string Key = "gsk_stored-0123456789-abcdef";

    [Fact]
    public async Task A_key_from_standard_input_is_used_by_the_next_call_and_never_shown()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("a"));
        await SetAsync("providers", "set", "groq", provider.BaseUrl, "--preset", "groq");

        var stored = await BuiltCommand.RunAsync(BuiltCommand.Options(Home, "keys", "set", "groq", "--json") with { Stdin = Key + "\r\n" });
        Assert.Equal((0, ""), (stored.ExitCode, stored.Stderr));
        Assert.Contains("\"action\":\"Store the key of the provider groq\"", stored.Stdout, StringComparison.Ordinal);
        await OutputAsync("chat", "hi", "--model", "groq/m", "--no-fallback");
        Assert.Equal("Bearer " + Key, provider.Requests.Single().Header("Authorization"));

        Assert.Equal($"groq\tyes\t\t{Path.Combine(Home.Folder, "keys", "groq.key")}\n", await OutputAsync("keys", "list"));
        Assert.DoesNotContain(Key, stored.Stdout + (await JsonAsync("keys", "list")).GetRawText() + (await JsonAsync("providers", "list")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("remove the stored key of the provider groq", await SetAsync("keys", "remove", "groq", "--what-if"), StringComparison.OrdinalIgnoreCase);
        await SetAsync("keys", "remove", "groq");
        Assert.Equal("[]", (await JsonAsync("keys", "list")).GetRawText());
        Assert.Contains("No key is stored for the provider 'groq'", await RefusedAsync("keys", "remove", "groq"), StringComparison.Ordinal);
    }

    // As PowerShell, editors on Windows and echo without a line end write it.
    [Theory]
    [InlineData(Key)]
    [InlineData(Key + "\n")]
    [InlineData("\uFEFF" + Key + "\r\n")]
    [InlineData("\uFEFF" + Key)]
    [InlineData(" " + Key + "\t\r\n\r\n")]
    public async Task A_piped_key_is_stored_without_byte_order_mark_line_ends_and_spaces(string piped)
    {
        var result = await BuiltCommand.RunAsync(BuiltCommand.Options(Home, "keys", "set", "groq") with { Stdin = piped });

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Key + "\n", File.ReadAllText(Path.Combine(Home.Folder, "keys", "groq.key")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF\r\n")]
    [InlineData("  \n")]
    [InlineData(Key + "\nsecond line\n")]
    public async Task Piped_text_that_is_not_one_key_stores_nothing(string piped)
    {
        var result = await BuiltCommand.RunAsync(BuiltCommand.Options(Home, "keys", "set", "groq") with { Stdin = piped });

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Nothing was stored", result.Stderr, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Home.Folder, "keys")) || File.Exists(Home.ConfigPath));
        Assert.DoesNotContain("0123456789", result.Stdout + result.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys", "set", "groq", Key)]
    [InlineData("keys", "set", "groq", Key, "--json")]
    [InlineData("keys", "set", "groq", "--", "-" + Key)]
    public async Task A_key_on_the_line_is_refused_and_not_repeated(params string[] line)
    {
        var result = await InProcess.RunAsync(line);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("not taken from the command line", result.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", result.Stdout + result.Stderr, StringComparison.Ordinal);
        Assert.False(File.Exists(Home.ConfigPath));
    }

    [Fact]
    public async Task A_missing_key_says_how_to_store_one()
    {
        await SetAsync("providers", "set", "groq");
        var result = await BuiltCommand.RunAsync(Home, "chat", "hi", "--model", "groq/m", "--no-fallback");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("holysheep keys set groq", result.Stderr, StringComparison.Ordinal);
        Assert.Equal(2, (await BuiltCommand.RunAsync(BuiltCommand.Options(Home, "keys", "set", "groq") with { Stdin = "" })).ExitCode);
    }
}
