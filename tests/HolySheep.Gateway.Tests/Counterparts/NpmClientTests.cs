using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Counterparts;

/// <summary>The vendors' clients for Node read what the gateway writes, over the same and over other wires.</summary>
public sealed class NpmClientTests
{
    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var client in new[] { "openai", "responses", "anthropic", "ai-openai", "ai-anthropic" })
            {
                // The scripted provider writes "citations": null as the vendor's types have it, which ai-anthropic refuses; it gets that unchanged.
                foreach (var kind in new[] { "openai", "openai-responses", "anthropic", "gemini" }.Where(kind => (client, kind) != ("ai-anthropic", "anthropic")))
                {
                    pairs.Add(client, kind);
                }
            }

            return pairs;
        }
    }

    [NpmTheory]
    [MemberData(nameof(Pairs))]
    public async Task An_answer_is_read_whole_and_in_pieces(string client, string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("330 metres, Zürich 🐑").WithUsage(prompt: 10, completion: 5), Reply.Text("330 metres, Zürich 🐑").WithUsage(prompt: 10, completion: 5));
        var plain = await AskAsync(stage, client, "plain");
        Assert.Equal(("330 metres, Zürich 🐑", 10, 5), (plain.GetProperty("text").GetString(), plain.GetProperty("input").GetInt32(), plain.GetProperty("output").GetInt32()));
        Assert.Equal("330 metres, Zürich 🐑", (await AskAsync(stage, client, "stream")).GetProperty("text").GetString());
    }

    [NpmTheory]
    [MemberData(nameof(Pairs))]
    public async Task Tools_and_schemas_travel(string client, string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.ToolCalls(("look", """{"city":"Huế"}""")));
        var call = await AskAsync(stage, client, "tools");
        Assert.Equal(("look", "Huế"), (call.GetProperty("tool").GetString(), call.GetProperty("input").GetProperty("city").GetString()));

        // A client may ask for a tool's input in place of a schema.
        await using var other = await GatewayStage.StartAsync(kind);
        other.One.OnAny().Answer(Reply.Text("""{"metres":330}"""));
        Assert.Equal(330, (await AskAsync(other, client, "schema")).GetProperty("json").GetProperty("metres").GetInt32());
    }

    [NpmTheory]
    [MemberData(nameof(Pairs))]
    public async Task A_failure_is_an_error_with_its_status(string client, string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind, chain: "[]");
        stage.One.OnAny().Answer(Enumerable.Repeat(Reply.Error(400, null, "a parameter is wrong"), 4).ToArray());
        foreach (var scenario in new[] { "plain", "schema" })
        {
            var error = await AskAsync(stage, client, scenario);
            Assert.Equal(400, error.GetProperty("status").GetInt32());
            Assert.Contains("a parameter is wrong", error.GetProperty("message").GetString());
        }
    }

    [NpmTheory]
    [MemberData(nameof(Pairs))]
    public async Task A_client_that_leaves_ends_the_call(string client, string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Words(60).StallAfter(30));
        Assert.Equal("left", (await AskAsync(stage, client, "cancel")).GetProperty("text").GetString());
        await stage.One.WaitForDisconnectAsync();
    }

    private static async Task<JsonElement> AskAsync(GatewayStage stage, string client, string scenario)
    {
        var folder = Environment.GetEnvironmentVariable(NpmTheoryAttribute.Variable)!;
        var result = await ChildProcess.RunAsync(new ChildOptions("node", Script, folder, client, scenario, stage.Root, GatewayStage.Token));
        Assert.True(result.ExitCode == 0, result.Stderr);
        return JsonDocument.Parse(result.Stdout).RootElement;
    }

    private static string Script => Path.Combine(Readme.Root, "tests", "HolySheep.Gateway.Tests", "Counterparts", "clients.mjs");
}
