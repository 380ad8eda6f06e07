using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>Single calls, as real processes find them in the ledger of others.</summary>
public sealed class CallsTests : ProviderFixture
{
    [Fact]
    public async Task An_answer_and_an_error_in_JSON_carry_the_id_under_which_the_call_is_found()
    {
        Provider.OnAny().Answer(Reply.Text("a").WithUsage(1000, 100), Reply.Error(404, null, "no such model tonight"));
        var answered = await JsonAsync("chat", "hi", "--json", "--no-fallback");
        var failed = (await JsonAsync("chat", "hi", "--json", "--no-fallback")).GetProperty("error");

        var calls = (await JsonAsync("calls", "--json")).EnumerateArray().ToList();
        Assert.Equal([failed.GetProperty("call_id").GetString(), answered.GetProperty("call_id").GetString()], calls.Select(call => call.GetProperty("id").GetString()));
        Assert.Equal(["Unfit", "Answered"], calls.Select(call => call.GetProperty("outcome").GetString()));
        Assert.Contains("no such model tonight", calls[0].GetProperty("reason").GetString());
        Assert.Equal(0.0028m, calls[1].GetProperty("cost_usd").GetDecimal());

        var whole = await JsonAsync("calls", "--id", calls[0].GetProperty("id").GetString()![..20], "--json");
        Assert.Equal(calls[0].GetRawText(), whole.GetRawText());
        var attempt = Assert.Single(whole.GetProperty("attempts").EnumerateArray());
        var told = Assert.Single(failed.GetProperty("attempts").EnumerateArray());
        Assert.All((string[])["target", "kind", "status", "wait_ms", "request_id", "cost_usd"], key => Assert.Equal(told.GetProperty(key).GetRawText(), attempt.GetProperty(key).GetRawText()));
    }

    [Fact]
    public async Task A_list_has_twenty_calls_unless_more_are_asked_for()
    {
        Provider.OnAny().Answer(Reply.Text("a"));
        Home.WriteFile("in.csv", "Id\n" + string.Concat(Enumerable.Range(1, 25).Select(row => row + "\n")));
        await RunAsync("csv", Path.Combine(Home.Folder, "in.csv"), "--out", Path.Combine(Home.Folder, "out.csv"), "--prompt", "Say {Id}");

        Assert.Equal(20, (await RunAsync("calls")).Stdout.Split('\n').Length - 1);
        Assert.Equal(25, (await RunAsync("calls", "--first", "100", "--job", "out.csv")).Stdout.Split('\n').Length - 1);
        Assert.Empty((await RunAsync("calls", "--failed")).Stdout);
        Assert.Equal(2, (await RunAsync("calls", "--first", "0")).ExitCode);
    }

    [Fact]
    public async Task Texts_of_the_rows_of_a_job_are_found_by_their_words()
    {
        Home.WriteConfig($$"""{ "providers": { "holysheep": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}" } }, "ledger": { "keepTexts": true } }""");
        Provider.Handle(request => request.LastUserMessage.Contains("printer", StringComparison.Ordinal) ? Reply.Text("Ghosts in the toner.") : Reply.Text("All is well."));
        Home.WriteFile("in.csv", "Id,Body\n1,\"The printer, again\"\n2,No coffee\n3,A second printer\n");
        await RunAsync("csv", Path.Combine(Home.Folder, "in.csv"), "--out", Path.Combine(Home.Folder, "out.csv"), "--prompt", "Ticket: {Body}", "--system", "Be brief.");

        Assert.Equal(["Ticket: A second printer", "Ticket: The printer, again"], await PromptsAsync("ghosts PRINTER"));
        Assert.Equal(["Ticket: No coffee"], await PromptsAsync("coffee"));
        Assert.Equal(["Ticket: No coffee"], await PromptsAsync("well brief"));
        Assert.Empty(await PromptsAsync("coffee toner"));

        async Task<string[]> PromptsAsync(string words) =>
            [.. (await JsonAsync("calls", "--text", words, "--job", "out.csv", "--json")).EnumerateArray().Select(call => call.GetProperty("prompt").GetString()!.Split('\n')[^1]).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task One_call_is_shown_with_a_line_for_each_attempt()
    {
        Provider.OnAny().Answer(Reply.Error(503, null, "busy now"), Reply.Text("a"));
        var id = (await JsonAsync("chat", "hi", "--json", "--tag", "team=ops")).GetProperty("call_id").GetString()!;

        var (exitCode, text, _) = await RunAsync("calls", "--id", id);

        Assert.Equal(0, exitCode);
        Assert.Contains(id, text);
        Assert.Contains("team=ops", text);
        var attempts = text.Split('\n').Where(line => line.Contains('\t', StringComparison.Ordinal)).Select(line => line.Split('\t')).ToList();
        Assert.Equal([("1", "Transient", "503"), ("2", "Answered", "200")], attempts.Select(line => (line[0], line[2], line[3])));
        Assert.Contains("busy now", attempts[0][^1]);
    }

    [Fact]
    public async Task An_id_that_no_call_has_is_exit_2_and_says_where_ids_are()
    {
        var (exitCode, _, stderr) = await RunAsync("calls", "--id", "chatcmpl-7");

        Assert.Equal(2, exitCode);
        Assert.Contains("no call with the id 'chatcmpl-7'", stderr);
        Assert.Contains("call_id", stderr);
    }

    [Fact]
    public async Task Texts_are_found_if_the_configuration_keeps_them_and_a_warning_says_so_otherwise()
    {
        Provider.OnAny().Answer(Reply.Text("The answer is zebra."));
        await RunAsync("chat", "hi");
        var without = await RunAsync("calls", "--text", "zebra");
        Assert.Equal("", without.Stdout);
        Assert.Contains("keepTexts", without.Stderr);

        Home.WriteFile("kept.json", $$"""{ "providers": { "holysheep": { "kind": "openai", "baseUrl": "{{Provider.BaseUrl}}" } }, "ledger": { "keepTexts": true } }""");
        var file = Path.Combine(Home.Folder, "kept.json");
        await RunAsync("chat", "hi", "--config", file);
        var found = Assert.Single((await JsonAsync("calls", "--text", "ZEBRA answer", "--json", "--config", file)).EnumerateArray());
        Assert.Equal(("hi", "The answer is zebra."), (found.GetProperty("prompt").GetString(), found.GetProperty("answer").GetString()));
    }

    private async Task<JsonElement> JsonAsync(params string[] args) => JsonDocument.Parse((await RunAsync(args)).Stdout).RootElement;
}
