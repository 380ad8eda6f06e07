using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>Conversations that last, as real processes begin, continue and remove them.</summary>
public sealed class ConversationsTests : ProviderFixture
{
    private string Folder => Path.Combine(Home.Folder, "conversations");

    public ConversationsTests() => Provider.Handle(request => Reply.Text("answer to " + request.LastUserMessage));

    [Theory]
    [InlineData("")]
    [InlineData("--stream")]
    [InlineData("--json")]
    public async Task A_conversation_goes_on_in_the_next_process_by_its_name_and_as_the_last_one(string form)
    {
        string[] with = form.Length == 0 ? [] : [form];
        Assert.Equal(0, (await RunAsync(["chat", "One", "--conversation", "Incident 4711", "--system", "Be brief.", "-m", "gpt-4.1-mini", .. with])).ExitCode);
        Assert.Equal(0, (await RunAsync(["chat", "Two", "--conversation", "incident 4711", .. with])).ExitCode);
        var (exitCode, stdout, _) = await RunAsync(["chat", "-c", "Three", .. with]);

        Assert.Equal(0, exitCode);
        Assert.Contains("answer to Three", stdout);
        Assert.Equal([("system", "Be brief."), ("user", "One"), ("assistant", "answer to One"), ("user", "Two"), ("assistant", "answer to Two"), ("user", "Three")], Provider.Requests[2].Messages);
        Assert.Equal(["gpt-4.1-mini", "gpt-4.1-mini", "gpt-4.1-mini"], Provider.Requests.Select(request => request.Model));
    }

    [Theory]
    [InlineData("chat x -c", "no conversation to continue", "--conversation NAME")]
    [InlineData("chat x --conversation a/b", "contains '/'", "letters, digits")]
    [InlineData("chat x --conversation nul", "device on Windows", "letters, digits")]
    [InlineData("chat x --conversation a --continue", "cannot be combined", "Omit -c")]
    [InlineData("chat x --conversation broken", "broken.json: the conversation is damaged", "backup")]
    [InlineData("conversations list brokken", "did you mean 'broken'", "conversations list")]
    [InlineData("conversations remove nope", "No conversation has the name 'nope'", "conversations list")]
    public async Task A_line_without_a_usable_conversation_calls_nothing_and_says_what_to_do(string line, string message, string hint)
    {
        if (!line.EndsWith("-c", StringComparison.Ordinal))
        {
            Home.WriteFile("conversations/broken.json", """{ "schema": 1, "na""");
        }

        var (exitCode, stdout, stderr) = await RunAsync(line.Split(' '));

        Assert.Equal((2, 0, ""), (exitCode, Provider.CallCount, stdout));
        Assert.Contains(message, stderr);
        Assert.Contains(hint, stderr);
    }

    [Fact]
    public async Task State_in_memory_has_no_place_for_conversations()
    {
        Home.Set("HOLYSHEEP_STATE", "memory");

        Assert.All([await RunAsync("chat", "x", "--conversation", "a"), await RunAsync("conversations", "list")], run => Assert.Equal(2, run.ExitCode));
        Assert.Equal((0, false), (Provider.CallCount, Directory.Exists(Folder)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--stream")]
    public async Task A_call_that_failed_leaves_the_conversation_as_it_was(string form)
    {
        string[] with = ["--no-fallback", "--retries", "0", .. form.Length == 0 ? (string[])[] : [form]];
        await RunAsync(["chat", "One", "--conversation", "a", .. with]);
        var before = File.ReadAllText(Path.Combine(Folder, "a.json"));
        Provider.Handle(request => request.LastUserMessage == "Two" ? Reply.Words(30).CutAfter(5) : null);

        Assert.NotEqual(0, (await RunAsync(["chat", "-c", "Two", .. with])).ExitCode);

        Assert.Equal(before, File.ReadAllText(Path.Combine(Folder, "a.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--stream")]
    [InlineData("--json")]
    public async Task An_answer_whose_turn_cannot_be_saved_is_printed_and_the_exit_code_says_so(string form)
    {
        // The folder's name is taken by a file.
        Home.WriteFile("conversations", "");

        var (exitCode, stdout, stderr) = await RunAsync(["chat", "One", "--conversation", "a", .. form.Length == 0 ? (string[])[] : [form]]);

        Assert.Equal(2, exitCode);
        Assert.Contains("answer to One", stdout);
        Assert.Contains("error ConversationUnusable", stderr);
        Assert.Equal(form == "--json", stdout.Contains("cannot be saved", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_conversation_longer_than_the_window_is_cut_with_one_warning_and_kept_whole()
    {
        var config = $$"""{ "providers": { "holysheep": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}" } } }""";
        Home.WriteConfig(config);
        Home.WriteFile("catalog.json", """{ "models": [ { "id": "small", "contextWindow": 2000 } ] }""");
        var long_ = string.Join(' ', Enumerable.Repeat("words", 700));
        await RunAsync("chat", long_, "--conversation", "a", "--model", "small");
        await RunAsync("chat", "Second", "-c");

        var (exitCode, stdout, stderr) = await RunAsync("chat", long_, "-c", "--json");

        Assert.True(exitCode == 0, stderr);
        Assert.Single(JsonDocument.Parse(stdout).RootElement.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("its first turn was not sent", StringComparison.Ordinal));
        Assert.Equal("Second", Provider.Requests[^1].Messages[0].Content);
        Assert.Equal(3, Listed("a").GetProperty("turns").GetInt32());
    }

    [Fact]
    public async Task A_rehearsal_changes_no_conversation()
    {
        await RunAsync("chat", "One", "--conversation", "a");

        Assert.Equal(0, (await RunAsync("chat", "Two", "-c", "--rehearse", "gpt-4.1=429x1")).ExitCode);
        Assert.Equal(1, Listed("a").GetProperty("turns").GetInt32());
    }

    [Fact]
    public async Task Conversations_are_listed_the_last_one_first_and_a_damaged_one_is_named()
    {
        await RunAsync("chat", "The first words", "--conversation", "b");
        await RunAsync("chat", "One", "--conversation", "a");

        var list = (await RunAsync("conversations", "list")).Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        Assert.Equal(["a", "b"], list.Select(line => line[0]));
        Assert.Equal(("1", "gpt-4.1", "The first words"), (list[1][1], list[1][2], list[1][5]));
        Assert.Equal("b", Assert.Single((await RunAsync("conversations", "list", "B*")).Stdout.TrimEnd().Split('\n')).Split('\t')[0]);
        Assert.Equal(
            ["name", "title", "turns", "model", "cost_usd", "created", "updated", "messages"],
            JsonDocument.Parse((await RunAsync("conversations", "list", "--json")).Stdout).RootElement[0].EnumerateObject().Select(member => member.Name));

        Home.WriteFile("conversations/c.json", "{}");
        var (exitCode, stdout, stderr) = await RunAsync("conversations", "list", "--json");
        Assert.Equal((2, 2), (exitCode, JsonDocument.Parse(stdout).RootElement.GetArrayLength()));
        Assert.Contains("c.json", stderr);
    }

    [Fact]
    public async Task One_conversation_is_shown_with_its_messages()
    {
        await RunAsync("chat", "One", "--conversation", "a", "--system", "Be brief.");

        Assert.EndsWith("\n\nSYSTEM\nBe brief.\n\nUSER\nOne\n\nASSISTANT\nanswer to One\n\n", (await RunAsync("conversations", "list", "A")).Stdout, StringComparison.Ordinal);
        Assert.Equal("""[{"role":"system","content":"Be brief."},{"role":"user","content":"One"},{"role":"assistant","content":"answer to One"}]""", Listed("a").GetProperty("messages").GetRawText());
    }

    [Fact]
    public async Task A_conversation_is_removed_and_a_preview_says_what_would_be()
    {
        await RunAsync("chat", "One", "--conversation", "a");

        var told = (await RunAsync("conversations", "remove", "a", "--what-if")).Stdout;
        Assert.Matches("^What if: Performing the operation \"Remove the conversation 'a'\" on target \".+conversations\"\\.\n$", told);
        Assert.True(JsonDocument.Parse((await RunAsync("conversations", "remove", "a", "--what-if", "--json")).Stdout).RootElement.GetProperty("what_if").GetBoolean());
        Assert.True(File.Exists(Path.Combine(Folder, "a.json")));

        Assert.Equal((0, ""), ((await RunAsync("conversations", "remove", "A")).ExitCode, (await RunAsync("conversations", "list")).Stdout));
    }

    [Theory]
    [InlineData("chat|--conversation|=inc")]
    [InlineData("conversations|remove|=INC")]
    [InlineData("conversations|list|=")]
    public async Task Names_are_completed(string words)
    {
        await RunAsync("chat", "One", "--conversation", "Incident");

        Assert.Equal("Incident\tOne\n", (await RunAsync(["__complete", .. words.Split('|')])).Stdout);
    }

    private JsonElement Listed(string name) => JsonDocument.Parse(BuiltCommand.RunAsync(Home, "conversations", "list", name, "--json").GetAwaiter().GetResult().Stdout).RootElement[0].Clone();
}
